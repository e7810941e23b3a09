"""Would a small change of the rules turn a verdict? In, a verdict and what it was made of; out, the verdict under each change.

The change is put to the scorer itself: what `judge` would have said with the baseline a little higher, a longer window,
another cut-off. Nothing here knows a rule, but for the reasons that no threshold can turn. A verdict turns where its status
or its lamp becomes another; another reason beside the same lamp is no turn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from plancheck.observations import Observation, Remark
from plancheck.plan.model import Baseline, Target
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.goals import counts_up
from plancheck.scoring.marks import METHOD_EDITION, Lamp, Reason, Status, Verdict, gravity
from plancheck.scoring.quantities import as_decimal
from plancheck.scoring.series import find_base, read_series, usable
from plancheck.scoring.settings import Settings
from plancheck.scoring.upheld import NOTHING_UPHELD, UpheldTarget
from plancheck.scoring.verdict import judge
from plancheck.sensitivity.rule_changes import SETTLED, WITHOUT_PATH, RuleChange, rule_changes

#: How far a baseline is moved, as a share of the way from it to what is asked for.
BASELINE_SHARE = Decimal("0.1")
_WITH_BASELINE = frozenset({Kind.LEVEL, Kind.GROWTH, Kind.PHASE_OUT, Kind.COMPARE})
_NOTHING, _HUNDRED = Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True)
class Trial:
    """The verdict under one change: `was` in force, `tried` instead; `turns` where status or lamp become others."""

    change: RuleChange
    status: Status
    lamp: Lamp
    reason: Reason
    turns: bool


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Every change that was tried on a verdict; none where nothing can be moved."""

    trials: tuple[Trial, ...] = ()

    @property
    def turned(self) -> tuple[Trial, ...]:
        return tuple(trial for trial in self.trials if trial.turns)

    @property
    def borderline(self) -> bool:
        """临界: a small change of the rules would turn the verdict."""
        return any(trial.turns for trial in self.trials)


NOT_TRIED = Sensitivity()


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a verdict was made of: the target as it was judged, its own observations, the day, the settings."""

    target: Target
    observations: Sequence[Observation]
    as_of: date
    settings: Settings
    plan_end: date
    upheld: UpheldTarget = NOTHING_UPHELD
    left_out: Sequence[Observation] = ()

    def judge(self, target: Target, settings: Settings, remarks: Sequence[Remark] = ()) -> Verdict:
        """The verdict on a target, itself or one a little changed, with these settings."""
        return judge(
            target,
            self.observations,
            remarks,
            self.as_of,
            settings,
            self.plan_end,
            upheld=self.upheld,
            left_out=self.left_out,
        )


def can_turn(kind: Kind, verdict: Verdict) -> bool:
    """Whether anything at all can be tried on a verdict: cheap, and asked before what it was made of is looked for.

    What was missed is a fact, and no other part outranks it.
    """
    if kind in WITHOUT_PATH or verdict.status is Status.MISSED:
        return False
    return not all(_is_settled(part) for part in verdict.parts or (verdict,))


def find_sensitivity(grounds: Grounds, verdict: Verdict) -> Sensitivity:
    """Put every small change to a verdict: that of a whole target, or of one department's own part of it."""
    return Sensitivity(tuple(_trials(grounds, verdict)))


def is_borderline(grounds: Grounds, verdict: Verdict) -> bool:
    """The same in a word, no dearer than it takes to find the first change that turns the verdict."""
    return any(trial.turns for trial in _trials(grounds, verdict))


def _is_settled(verdict: Verdict) -> bool:
    as_published = verdict.row.edition != METHOD_EDITION
    return verdict.row.closed or as_published or verdict.reason in SETTLED


def _trials(grounds: Grounds, verdict: Verdict) -> Iterator[Trial]:
    if can_turn(grounds.target.kind, verdict):
        parts = _parts(grounds, verdict)
        yield from _setting_trials(grounds, verdict, parts)
        yield from _baseline_trials(verdict, parts)


def _parts(grounds: Grounds, verdict: Verdict) -> list[_Part]:
    """Each department's part by itself, where they are judged apart; else the whole. The one that decides is the first."""
    if not verdict.row.department:
        return [_Part(grounds, verdict, {one.period_end for one in grounds.observations})]
    parts = []
    for part in verdict.parts or (verdict,):
        own = [one for one in grounds.observations if one.department == part.row.department]
        target = replace(grounds.target, reported_by=(part.row.department,))
        its = replace(grounds, target=target, observations=own)
        parts.append(_Part(its, part, {one.period_end for one in own}))
    return sorted(parts, key=lambda part: part.verdict.row is not verdict.row)


def _setting_trials(grounds: Grounds, verdict: Verdict, parts: Sequence[_Part]) -> Iterator[Trial]:
    for change, settings in rule_changes(grounds.target.kind, grounds.settings):
        yield _trial(verdict, change, [part.under(change, settings) for part in parts])


def _baseline_trials(verdict: Verdict, parts: Sequence[_Part]) -> Iterator[Trial]:
    bases = [part.baseline() for part in parts]
    for name, way in (("baseline-lower", -1), ("baseline-higher", 1)):
        moved = [part.moved(base, way) for part, base in zip(parts, bases, strict=True)]
        pair = next(((was, new) for was, new in zip(bases, moved, strict=True) if was and new), None)
        if pair is None:
            continue
        change = RuleChange(name, "baseline", *(_value(baseline) for baseline in pair))
        yield _trial(verdict, change, [part.from_baseline(new) for part, new in zip(parts, moved, strict=True)])


def _trial(verdict: Verdict, change: RuleChange, parts: Sequence[Verdict]) -> Trial:
    worst = min(parts, key=gravity)
    turns = (worst.status, worst.lamp) != (verdict.status, verdict.lamp)
    return Trial(change, worst.status, worst.lamp, worst.reason, turns)


def _value(baseline: Baseline) -> Decimal:
    return baseline.value or Decimal(0)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one department answers for, or all together, and the verdict on it; `days` are those anything was reported for."""

    grounds: Grounds
    verdict: Verdict
    days: Collection[date]

    def under(self, change: RuleChange, settings: Settings) -> Verdict:
        """The verdict with a setting moved."""
        if _is_settled(self.verdict) or not change.could_turn(self.grounds.target, self.verdict.row, self.days):
            return self.verdict
        return self.grounds.judge(self.grounds.target, settings)

    def from_baseline(self, baseline: Baseline | None) -> Verdict:
        """The verdict from another baseline; the same where none can be moved."""
        if baseline is None:
            return self.verdict
        return self.grounds.judge(replace(self.grounds.target, baseline=baseline), self.grounds.settings)

    def baseline(self) -> Baseline | None:
        """The plan's or the reported one; None where the path does not begin with one, or a first value stands in for it."""
        target = self.grounds.target
        if (
            _is_settled(self.verdict)
            or target.kind not in _WITH_BASELINE
            or target.is_growth_itself
            or counts_up(target)
        ):
            return None
        if target.baseline is not None and usable(target.baseline.value):
            return target.baseline
        points = read_series(target, self.grounds.observations, self.grounds.as_of)
        base = find_base(target, self.grounds.observations, points, self.grounds.as_of)
        return None if base is None or base.provisional else Baseline(base.day, as_decimal(base.value))

    def moved(self, baseline: Baseline | None, way: int) -> Baseline | None:
        """A baseline moved down (-1) or up (1) by a share of the way from it to the goal, as far as its limits let it."""
        goal = self.verdict.row.value
        if baseline is None or baseline.value is None or goal is None:
            return None
        was = baseline.value
        low, high = _limits(self.grounds.target, was)
        moved = was + way * BASELINE_SHARE * abs(goal - was)
        moved = moved if low is None else max(moved, low)
        moved = moved if high is None else min(moved, high)
        return None if moved == was else replace(baseline, value=moved)


def _limits(target: Target, value: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """What no baseline is moved past: the plan's limits, nothing for what is not below it, 100 for a share in percent."""
    low, high = (_NOTHING, _HUNDRED if target.in_percent else None)
    if target.limits is not None and all(usable(limit) for limit in target.limits):
        low, high = target.limits
    return (low if value >= low else None), (high if high is not None and value <= high else None)
