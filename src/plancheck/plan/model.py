"""What a plan file says, as values: no I/O, no defaults that depend on a clock.

The keys and their meaning are in `docs/plan-files.md`; `plan.fields` is the table that the reader and the schema share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from plancheck.plan.amendments.terms import Amendment, Terms
from plancheck.plan.exemptions import Restatement, Waiver
from plancheck.plan.records.not_a_target import NotATarget
from plancheck.plan.records.recipient import Recipient
from plancheck.plan.vocabulary import (
    PERCENT_UNITS,
    POINT_UNITS,
    Aggregate,
    Change,
    Frequency,
    Kind,
    Op,
    Reporting,
    Wording,
)


@dataclass(frozen=True, slots=True)
class Department:
    key: str
    name: str
    aliases: tuple[str, ...] = ()
    note: str = ""
    formerly: tuple[str, ...] = ()
    contact: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    locator: str
    title: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The indicator before the plan; without a value the department is asked for it, once."""

    date: date
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A dated value on the way. `figure` and `locator` where the document states it in a place of its own."""

    by: date
    value: Decimal
    figure: str = ""
    locator: str = ""
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Target:
    """One promise. Numbers are decimals in `unit`; dates are the last day that counts.

    `value`, `by` and `figure` are those in force once the first `amended` of the `amendments` hold (oldest first);
    `issued` keeps what the plan's own document says where any does. `plan.amendments` goes from one day to another.
    """

    id: str
    task: str
    indicator: str
    kind: Kind
    op: Op
    reported_by: tuple[str, ...]
    start: date
    reporting: Frequency
    locator: str
    value: Decimal | None = None
    unit: str = ""
    by: date | None = None
    figure: str = ""
    change: Change = Change.PERCENT
    baseline: Baseline | None = None
    checkpoints: tuple[Checkpoint, ...] = ()
    path: tuple[Checkpoint, ...] = ()
    path_as_last_year: bool = False
    wording: Wording = Wording.BINDING
    about: Decimal | None = None
    basically: Decimal | None = None
    than: str = ""
    reports: Reporting = Reporting.TO_DATE
    aggregate: Aggregate = Aggregate.SINGLE
    same_as: str = ""
    part_of: str = ""
    limits: tuple[Decimal, Decimal] | None = None
    report_lag_days: int | None = None
    whole: bool | None = None
    up_to: Decimal | None = None
    parent_target: str = ""
    indicator_id: str = ""
    also_at: tuple[str, ...] = ()
    note: str = ""
    amendments: tuple[Amendment, ...] = ()
    amended: int = 0
    issued: Terms | None = None
    line: int = 0
    key_lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def in_percent(self) -> bool:
        return self.unit in PERCENT_UNITS

    @property
    def differs_in_points(self) -> bool:
        """Whether two of its values lie percentage points apart: what is in percent, or in points itself."""
        return self.in_percent or self.unit in POINT_UNITS

    @property
    def is_growth_itself(self) -> bool:
        """A growth target whose departments report the change (in percent, in points), not the level.

        Points are added to a level in percent (近视率), so a change in points is reported itself only under 百分点.
        """
        return self.kind is Kind.GROWTH and (self.unit in POINT_UNITS if self.in_points else self.in_percent)

    @property
    def in_points(self) -> bool:
        """A growth target whose value is added to the base (下降3.5个百分点) where the others take a share of it."""
        return self.kind is Kind.GROWTH and self.change is Change.POINTS

    @property
    def is_fall(self) -> bool:
        """A growth target that asks for a reduction: its value is negative."""
        return self.kind is Kind.GROWTH and self.value is not None and self.value < 0

    @property
    def is_reported_as_fall(self) -> bool:
        """Whether departments report a positive number beside the word 下降, which is stored negative."""
        return self.is_fall and self.is_growth_itself


@dataclass(frozen=True, slots=True)
class Task:
    id: str
    locator: str
    title: str
    lead: tuple[str, ...]
    support: tuple[str, ...] = ()
    also_at: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    note: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """One policy document.

    `due_days` after a period's end its workbooks are due. `scoring` and `gate` hold the plan file's own settings as
    read, to be laid over the workspace's.
    """

    id: str
    title: str
    issuer: str
    start: date
    end: date
    path: str
    language: str = "zh"
    document: str = ""
    issued: date | None = None
    reporting: Frequency = Frequency.QUARTER
    implements: tuple[str, ...] = ()
    parent: str = ""
    note: str = ""
    source: str = ""
    recipient: Recipient | None = None
    due_days: int | None = None
    departments: Mapping[str, Department] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    not_targets: tuple[NotATarget, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    restatements: tuple[Restatement, ...] = ()
    scoring: Mapping[str, object] = field(default_factory=dict)
    gate: Mapping[str, object] = field(default_factory=dict)
    _by_id: Mapping[str, Target] = field(init=False, repr=False, compare=False)
    _targets: tuple[Target, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Asked for many thousand times a run; of two targets with one id the first is meant.
        targets = tuple(target for task in self.tasks for target in task.targets)
        object.__setattr__(self, "_targets", targets)
        object.__setattr__(self, "_by_id", {target.id: target for target in reversed(targets)})

    @property
    def targets(self) -> tuple[Target, ...]:
        """Every target, in the document's order."""
        return self._targets

    def target(self, target_id: str) -> Target | None:
        return self._by_id.get(target_id)

    def repeated_by(self, target: Target) -> tuple[Target, ...]:
        """A target and those that it repeats (`same_as`), one behind the other; each once, also in a circle."""
        chain = {target.id: target}
        last = target
        while (repeated := self._by_id.get(last.same_as)) is not None and repeated.id not in chain:
            chain[repeated.id] = last = repeated
        return tuple(chain.values())

    def reported_as(self, target: Target) -> Target:
        """The target under whose id this one is reported: the one it repeats, however long the chain.

        A target is reported under its own id where it repeats none, or where the chain leads round in a circle.
        """
        original = self.repeated_by(target)[-1]
        return target if original.same_as in self._by_id else original

    def judged_as(self, target: Target) -> Target:
        """A target as it is judged: by what was reported of the one it repeats, under that one's id."""
        original = self.reported_as(target)
        # What comes late for the one comes late for the other.
        lag_days = original.report_lag_days if target.report_lag_days is None else target.report_lag_days
        return replace(target, id=original.id, reported_by=original.reported_by, report_lag_days=lag_days)

    def task_of(self, target: Target) -> Task:
        """The task that a target of this plan stands in."""
        return next(task for task in self.tasks if task.id == target.task)

    def section_of(self, task: Task) -> Section | None:
        """The section with the longest locator that begins the task's own."""
        above = [section for section in self.sections if task.locator.startswith(section.locator)]
        return max(above, key=lambda section: len(section.locator), default=None)

    def section_above(self, section: Section) -> Section | None:
        """The outermost section whose locator begins this one's."""
        above = [outer for outer in self.sections if section.locator.startswith(f"{outer.locator}（")]
        return min(above, key=lambda outer: len(outer.locator), default=None)

    def department_name(self, key: str) -> str:
        return self.departments[key].name if key in self.departments else key
