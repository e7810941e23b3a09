"""Which targets of an assessment are listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancheck.findings.usage import UsageProblem
from plancheck.text.nearest import nearest

if TYPE_CHECKING:
    from plancheck.assessment.assess import Assessment
    from plancheck.plan.model import Plan, Target


def choose_tasks(plans: Sequence[Plan], names: Sequence[str]) -> frozenset[str]:
    """The tasks meant, by their ids in small letters. Raises UsageProblem for one that no plan has."""
    known = {task.id.casefold(): task.id for plan in plans for task in plan.tasks}
    for name in names:
        if name.casefold() not in known:
            raise UsageProblem("unknown-task", found=name, nearest=nearest(name, known.values()))
    return frozenset(name.casefold() for name in names)


@dataclass(frozen=True, slots=True)
class TargetFilter:
    """Statuses or lamps, task ids (in small letters), departments (plan id and key); an empty one lets everything through."""

    marks: frozenset[str] = frozenset()
    tasks: frozenset[str] = frozenset()
    departments: set[tuple[str, str]] | None = None

    @property
    def is_set(self) -> bool:
        return bool(self.marks or self.tasks or self.departments is not None)

    def of_plan(self, plan: Plan) -> frozenset[str] | None:
        """The keys of the departments meant in a plan; None where all are."""
        if self.departments is None:
            return None
        return frozenset(key for plan_id, key in self.departments if plan_id == plan.id)

    def targets(self, assessment: Assessment) -> list[Target]:
        """The targets to list, in the plan's order; filtered by marks, the worst first."""
        from plancheck.scoring.marks import severity

        listed = [target for target in assessment.plan.targets if self._lets(assessment, target)]
        if self.marks:
            listed.sort(key=lambda target: severity(assessment.verdict(target)))
        return listed

    def _lets(self, assessment: Assessment, target: Target) -> bool:
        verdict = assessment.verdict(target)
        if self.marks and not self.marks & {str(verdict.status), str(verdict.lamp)}:
            return False
        if self.tasks and target.task.casefold() not in self.tasks:
            return False
        if self.departments is None:
            return True
        task = assessment.plan.task_of(target)
        involved = (*task.lead, *task.support, *target.reported_by)
        return any((assessment.plan.id, key) in self.departments for key in involved)
