"""Which targets a named authority excuses on a day: a plan's and the workspace's waivers in, excuses and findings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.exemptions import Waiver
from plancheck.plan.model import Plan, Target


@dataclass(frozen=True, slots=True)
class Excuse:
    """A waiver, the target that it is for, and where it is written."""

    target: Target
    waiver: Waiver
    place: TextPlace


def find_excuses(plan: Plan, workspace: Iterable[Waiver], workspace_path: str) -> list[Excuse]:
    """Every waiver for a target of the plan, in force or not: those of its file, then those of the workspace."""
    theirs = [waiver for waiver in workspace if waiver.plan in ("", plan.id)]
    written = [*((plan.path, waiver) for waiver in plan.waivers), *((workspace_path, waiver) for waiver in theirs)]
    return [
        Excuse(target, waiver, TextPlace(path, waiver.line or None))
        for path, waiver in written
        if (target := plan.target(waiver.target)) is not None
    ]


def in_force(excuses: Sequence[Excuse], day: date) -> list[Excuse]:
    return [excuse for excuse in excuses if excuse.waiver.until >= day]


def excused_targets(plan: Plan, excuses: Iterable[Excuse]) -> set[str]:
    """The ids excused. Who excuses a repetition of a target excuses what it repeats: they are one promise."""
    return {target.id for excuse in excuses for target in plan.repeated_by(excuse.target)}


def expired(excuses: Iterable[Excuse], day: date) -> Iterator[Finding]:
    """Waivers that have run out, and lift nothing any longer."""
    for excuse in excuses:
        if excuse.waiver.until < day:
            yield finding("waiver-expired", excuse.place, target=excuse.target.id, until=excuse.waiver.until, day=day)
