"""What a comparison says: plans, rows of paired targets, what differs, shares and sums."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from plancheck.assessment.assess import Assessment
from plancheck.plan.model import Plan, Target
from plancheck.scoring.marks import Verdict


class Relation(StrEnum):
    """What a lower plan made of an upper target, or `shared` between plans of equal rank."""

    TAKEN_OVER = "taken-over"
    CHANGED = "changed"
    DROPPED = "dropped"
    ADDED = "added"
    SHARED = "shared"


class Aspect(StrEnum):
    """In what two targets differ."""

    VALUE = "value"
    KIND = "kind"
    DEADLINE = "deadline"
    WORDING = "wording"
    SCOPE = "scope"


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect in which the lower target differs. `more` is True where the lower one asks for more, None: neither."""

    aspect: Aspect
    more: bool | None = None


@dataclass(frozen=True, slots=True)
class ComparedTarget:
    """A target of one plan in a row. `also` are targets that repeat it (`same_as`)."""

    assessment: Assessment
    target: Target
    also: tuple[str, ...] = ()

    @property
    def plan(self) -> Plan:
        return self.assessment.plan

    @property
    def verdict(self) -> Verdict:
        return self.assessment.verdict(self.target)


@dataclass(frozen=True, slots=True)
class Amount:
    """A target as one number that can be added up: `value` of `unit` in all, `years` times `yearly` where it is a quota."""

    value: Decimal
    unit: str
    years: int = 1
    yearly: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A lower number as a share of an upper one, both in `unit`; `day` where they were reported."""

    lower: Decimal
    upper: Decimal
    unit: str
    day: date | None = None

    @property
    def share(self) -> Decimal | None:
        return self.lower / self.upper if self.upper else None


@dataclass(frozen=True, slots=True)
class Pairing:
    """How one lower target stands to its upper one. `asked` and `progress` only where numbers of this kind add up."""

    relation: Relation
    differences: tuple[Difference, ...] = ()
    amounts: tuple[Amount, Amount] | None = None
    asked: Share | None = None
    progress: Share | None = None


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator: a place for each plan, in the plans' order; `pairings` beside them (None for an upper plan)."""

    key: str
    entries: tuple[ComparedTarget | None, ...]
    pairings: tuple[Pairing | None, ...]
    allocation: Share | None = None
    roll_up: Share | None = None

    @property
    def first(self) -> ComparedTarget:
        return next(entry for entry in self.entries if entry is not None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Plans and their rows. `cascade`: the first plan is the upper one of all others. `alone` are, for each plan, the
    measurable targets that no other plan has; `actions` counts what has no measure and is not compared."""

    assessments: tuple[Assessment, ...]
    cascade: bool
    rows: tuple[IndicatorRow, ...] = ()
    alone: tuple[tuple[ComparedTarget, ...], ...] = ()
    actions: tuple[int, ...] = field(default_factory=tuple)

    @property
    def plans(self) -> tuple[Plan, ...]:
        return tuple(one.plan for one in self.assessments)
