"""Targets by id (`ZZ-12-1`, or `zhengzhou/ZZ-12-1` where two plans have the same), by task, by department."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancheck.plan.departments import find_department, nearest_departments
from plancheck.plan.model import Department, Plan, Target
from plancheck.rules.usage import UsageProblem
from plancheck.text.nearest import nearest

if TYPE_CHECKING:
    from plancheck.assessment.assess import Assessment

#: So many departments are named to somebody who knows none of them: those of a city's plan, not of all plans.
_MOST_NAMED = 40


def targets_named(plans: Sequence[Plan], name: str) -> list[tuple[Plan, Target]]:
    """Every target of that id; case does not matter."""
    wanted = name.casefold()
    return [
        (plan, target)
        for plan in plans
        for target in plan.targets
        if wanted in (target.id.casefold(), f"{plan.id}/{target.id}".casefold())
    ]


def find_target(plans: Sequence[Plan], name: str) -> tuple[Plan, Target]:
    """The one target of that id. Raises UsageProblem where there is none, or one in each of several plans."""
    found = targets_named(plans, name)
    if not found:
        close = nearest(name, [target.id for plan in plans for target in plan.targets])
        raise UsageProblem("unknown-target", found=name, nearest=close)
    if len(found) > 1:
        raise UsageProblem("target-in-several-plans", found=name, plans=", ".join(plan.id for plan, _ in found))
    return found[0]


def choose_tasks(plans: Sequence[Plan], names: Sequence[str]) -> frozenset[str]:
    """The tasks meant, by their ids in small letters. Raises UsageProblem for one that no plan has."""
    known = {task.id.casefold(): task.id for plan in plans for task in plan.tasks}
    for name in names:
        if name.casefold() not in known:
            raise UsageProblem("unknown-task", found=name, nearest=nearest(name, known.values()))
    return frozenset(name.casefold() for name in names)


def choose_departments(plans: Sequence[Plan], names: Sequence[str]) -> set[tuple[str, str]]:
    """Plan id and department key of every department meant. Raises UsageProblem where no plan knows a name."""
    chosen = set()
    for name in names:
        meant = [(plan.id, found.key) for plan in plans if (found := find_department(plan.departments, name))]
        if not meant:
            known: dict[str, Department] = {}
            for plan in plans:
                known.update({f"{plan.id}/{key}": department for key, department in plan.departments.items()})
            close = nearest_departments(known, name)
            names = [] if close else list(dict.fromkeys(department.name for department in known.values()))
            more = " …" if len(names) > _MOST_NAMED else ""
            listed = "、".join(names[:_MOST_NAMED]) + more
            raise UsageProblem("unknown-department", found=name, nearest="、".join(close), known=listed)
        chosen.update(meant)
    return chosen


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
        from plancheck.scoring.marks import gravity

        listed = [target for target in assessment.plan.targets if self._lets(assessment, target)]
        if self.marks:
            listed.sort(key=lambda target: gravity(assessment.verdict(target)))
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
