"""What binds a plan: what was published of it, and what a named authority has allowed to change since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plancheck.plan.departments import find_department
from plancheck.plan.exemptions import Restatement
from plancheck.plan.model import Plan
from plancheck.publication.model import Publication
from plancheck.publication.values import Key


@dataclass(frozen=True, slots=True)
class Record:
    """What binds: publications (of years that had begun), oldest first, and restatements."""

    publications: Sequence[Publication] = ()
    restatements: Sequence[Restatement] = ()

    def approvals(self, plan: Plan, key: Key) -> tuple[Restatement, ...]:
        """The restatements of a value, named by its target or by one that repeats it."""
        return tuple(
            restatement
            for restatement in self.restatements
            if restatement.period_end == key.period_end
            and original_id(plan, restatement.target) == key.target
            and _is_of(plan, restatement, key)
        )


def original_id(plan: Plan, target_id: str) -> str:
    """The id under which a target is reported: that of the one it repeats."""
    target = plan.target(target_id)
    return plan.reported_as(target).id if target is not None else target_id


def _is_of(plan: Plan, restatement: Restatement, key: Key) -> bool:
    """Whether a restatement is about a department's value; where several report, it has to say whose."""
    if restatement.department:
        found = find_department(plan.departments, restatement.department)
        return found is not None and found.key == key.department
    target = plan.target(key.target)
    return target is None or len(target.reported_by) == 1
