"""What becomes of a target in the demonstration: how a plan's targets are dealt a mix of good and bad ends.

A plan in; a `Scenario` for each of its targets out. Cards are dealt from a deck for each shape of target, so that every
plan shows some of everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from plancheck.plan.model import Plan, Target
from plancheck.plan.vocabulary import Frequency, Kind


@dataclass(frozen=True, slots=True)
class Scenario:
    """`pace` is actual over expected progress when the plan begins and after each year; the last one stays.

    What has no path reads its first number otherwise: the mean change of a direction, the lead of a comparison, the
    share of a cap. `ends` is the state of an action or milestone, `proven` whether evidence stands beside it.
    """

    name: str
    pace: tuple[float, ...] = (1.0,)
    falls: bool = False
    ends: str = "under-way"
    proven: bool = True


STEADY = Scenario("steady", (1.0, 1.04, 1.03))
AHEAD = Scenario("ahead", (1.1, 1.25, 1.22))
BEHIND = Scenario("behind", (0.95, 0.86, 0.8))
SLUGGISH = Scenario("sluggish", (0.9, 0.8, 0.72))
OFF_TRACK = Scenario("off-track", (0.8, 0.5, 0.36))
SLOWING = Scenario("slowing", (1.5, 1.75, 1.04))
CATCHING_UP = Scenario("catching-up", (0.3, 0.5, 0.9))
MOVING_AWAY = Scenario("moving-away", (-0.2, -0.15, -0.2), falls=True)
EARLY = Scenario("early", (1.6, 3.0, 2.15))
BACKSLIDING = Scenario("backsliding", (2.0, 6.2, 2.3), falls=True)
SHORT = Scenario("short", (0.95, 0.9, 0.9))
FAR_SHORT = Scenario("far-short", (0.9, 0.75, 0.7))
JUST_MET = Scenario("just-met", (0.7, 0.8, 1.02))

_OPEN = (*[STEADY] * 3, AHEAD, EARLY, CATCHING_UP, BEHIND, SLUGGISH, OFF_TRACK, SLOWING, MOVING_AWAY, BACKSLIDING)
_CLOSING = (STEADY, SHORT, AHEAD, JUST_MET, STEADY, FAR_SHORT)
_YEARLY = (STEADY, Scenario("short-once", (1.0, 0.88, 1.06)), AHEAD, Scenario("short-now", (1.05, 1.05, 0.85)))
_DIRECTION = (Scenario("right-way", (0.6,)), Scenario("right-way", (0.4,)), Scenario("wrong-way", (-0.5,)))
_COMPARE = (Scenario("above", (2.5,)), Scenario("below", (-1.5,)))
_UNDER_WAY, _DONE, _IDLE = Scenario("under-way"), Scenario("done", ends="done"), Scenario("idle", ends="not-started")
_MILESTONE = (_DONE, Scenario("unproven", ends="done", proven=False), Scenario("late"))
_ACTION = (*[_UNDER_WAY] * 8, _DONE, _DONE, _IDLE)


def deal_scenarios(plan: Plan, seed: str, until: date, borrowed: Collection[str]) -> dict[str, Scenario]:
    """A scenario for each target; `until` is the last day that will be reported, which closes what is due by then.

    `borrowed` are targets that get another's figures: no card is wasted on them.
    """
    rng = Random(f"{seed}:{plan.id}")  # noqa: S311 - figures for show
    dealers: dict[Sequence[Scenario], _Dealer] = {}
    scenarios = {}
    for target in plan.targets:
        if target.id in borrowed:
            scenarios[target.id] = STEADY
            continue
        deck = _deck(target, until)
        scenarios[target.id] = dealers.setdefault(deck, _Dealer(deck, rng)).deal(target)
    return scenarios


def _deck(target: Target, until: date) -> Sequence[Scenario]:
    by_kind = {
        Kind.ANNUAL: _YEARLY,
        Kind.MAINTAIN: _YEARLY,
        Kind.CAP: _YEARLY,
        Kind.DIRECTION: _DIRECTION,
        Kind.COMPARE: _COMPARE,
        Kind.MILESTONE: _MILESTONE,
        Kind.ACTION: _ACTION,
    }
    return by_kind.get(target.kind) or (_CLOSING if target.by and target.by <= until else _OPEN)


class _Dealer:
    """Deals a shuffled deck, card by card, to targets that the card can happen to."""

    def __init__(self, deck: Sequence[Scenario], rng: Random) -> None:
        self._cards = self._shuffled(deck, rng)
        self._held: list[Scenario] = []

    @staticmethod
    def _shuffled(deck: Sequence[Scenario], rng: Random) -> Iterator[Scenario]:
        while True:
            # Few targets are due this early: a deck in order gives even two of them one good and one bad end.
            yield from deck if deck in (_CLOSING, _MILESTONE) else rng.sample(deck, len(deck))

    def deal(self, target: Target) -> Scenario:
        for card in self._held:
            if _can_happen(card, target):
                self._held.remove(card)
                return card
        for card in self._cards:
            if _can_happen(card, target):
                return card
            self._held.append(card)
        raise AssertionError("a deck without end has a card for everybody")


def _can_happen(scenario: Scenario, target: Target) -> bool:
    """What adds up does not fall, and a share cannot rise above its limit."""
    if scenario in (EARLY, BACKSLIDING) and (target.kind is not Kind.LEVEL or _is_full(target)):
        return False
    if scenario is BACKSLIDING and target.reporting is Frequency.YEAR:
        return False
    return not scenario.falls or target.kind in (Kind.LEVEL, Kind.GROWTH, Kind.PHASE_OUT)


def _is_full(target: Target) -> bool:
    return target.limits is not None and target.value in target.limits
