"""A workspace as its users have it: plans and reports on disk in; assessments, decisions, reports, workbooks out.

Each method is a module of this room; a module is loaded when its method is first called.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.workspace.days import read_given_day
from plancheck.workspace.folder import WorkspaceFolder

if TYPE_CHECKING:
    from plancheck.assessment.assess import Assessment
    from plancheck.explanation.what_if import Supposition
    from plancheck.findings import Finding
    from plancheck.gate.decision import Decision
    from plancheck.plan.model import Plan
    from plancheck.report.content import YearReport
    from plancheck.workspace.issue import Issued
    from plancheck.workspace.lint import LintedPlans
    from plancheck.workspace.publish import Published

    PlanName = str | Path | Plan


class Workspace(WorkspaceFolder):
    """The folder around a `plancheck.toml`: its plans, what departments reported, and all that follows from them.

    A plan is named by its id, by its file, or by itself. Methods raise UsageProblem for a plan that there is not or that
    has errors, and for a day or a year that cannot be judged; what departments did wrong is a finding in what comes back,
    and raises nothing.
    """

    __slots__ = ()

    def lint(self, names: str | Sequence[str] | None = None) -> LintedPlans:
        """What is wrong in the plan files and in the workspace's settings for them: `.findings`, and the `.sound` plans."""
        from plancheck.workspace.lint import lint_plans

        return lint_plans(self, _listed(names))

    def plans(self, names: str | Sequence[str] | None = None) -> list[Plan]:
        """The plans named, or all of the workspace, in the order of their ids."""
        from plancheck.workspace.plans import sound_plans

        return sound_plans(self, _listed(names))

    def plan(self, name: PlanName) -> Plan:
        """One plan."""
        return self.plans(_name(name))[0]

    def assess(
        self, plan: PlanName, as_of: str | date | None = None, what_if: Iterable[str | Supposition] = ()
    ) -> Assessment:
        """Score every target of a plan on a day, the workspace's own if none is given.

        `what_if` supposes values as if they had been reported: `ZZ-12-1=400@2026-06-30`, or a `Supposition`.
        """
        from plancheck.workspace.assess import assess_plan
        from plancheck.workspace.plans import read_plan_set
        from plancheck.workspace.what_if import read_suppositions

        read = read_plan_set(self, [_name(plan)])
        read.refuse()
        (sound,) = read.sound
        supposed = [
            supposition
            for item in what_if
            for supposition in (read_suppositions([sound], [item])[sound.id] if isinstance(item, str) else [item])
        ]
        return assess_plan(self, sound, _day(as_of), supposed, read.findings)

    def assess_all(self, as_of: str | date | None = None) -> list[Assessment]:
        """Score every sound plan of the workspace. The first tells also what is wrong with no plan that is scored."""
        from plancheck.workspace.assess import assess_plans
        from plancheck.workspace.plans import read_plan_set

        return assess_plans(self, read_plan_set(self, None), _day(as_of), is_all=True)

    def gate(self, plan: PlanName, year: int) -> Decision:
        """Pass or fail for a year: `.passed`, and `.refusals` with where each lies."""
        from plancheck.workspace.gate import decide_plans

        return decide_plans(self, [_name(plan)], year)[0]

    def validate(self, files: str | Path | Iterable[str | Path]) -> list[Finding]:
        """Everything that is wrong with these workbooks, put to the plans of the workspace or those shipped."""
        from plancheck.workspace.validate import validate_files

        listed = [files] if isinstance(files, str | Path) else files
        return validate_files(self, [Path(self.shown(Path(file))) for file in listed])

    def report(self, plan: PlanName, year: int) -> YearReport:
        """The content of the yearly report."""
        from plancheck.workspace.yearly import compile_year, plans_in_year

        (running,) = plans_in_year([self.plan(plan)], year, named=True)
        return compile_year(self, running, year)

    def issue(
        self, plan: PlanName, year: int, departments: str | Sequence[str] | None = None, form: str = "xlsx"
    ) -> Issued:
        """The workbooks that departments, by name or all of them, are to fill in a year. Nothing is written.

        `form` is `xlsx`, or `csv` for the long form.
        """
        from plancheck.workspace.issue import Issued, draft_workbooks, prepare_issue, refuse_nobody
        from plancheck.workspace.targets import choose_departments

        asked, names = self.plan(plan), _listed(departments)
        chosen = None if names is None else {key for _, key in choose_departments([asked], names)}
        issue = prepare_issue(self, asked, year, chosen)
        refuse_nobody([issue], names or ())
        return Issued(tuple(draft_workbooks(issue, form)), issue.unread)

    def publish(
        self, plan: PlanName, year: int, by: str = "", note: str = "", *, again: bool = False
    ) -> Published | Finding:
        """Sign a year off in `reports/<plan>/<year>/published.json`; a finding where another signature stands there.

        Raises OSError where it cannot be written.
        """
        from plancheck.publication.model import Signature
        from plancheck.workspace.publish import publish_year
        from plancheck.workspace.yearly import plans_in_year

        (running,) = plans_in_year([self.plan(plan)], year, named=True)
        return publish_year(self, running, year, Signature(self.today, by.strip(), note.strip()), again=again)


def _name(plan: PlanName) -> str:
    """How a plan is named to those who read it: a plan that was read already, by its file."""
    return str(plan) if isinstance(plan, str | Path) else plan.path


def _listed(names: str | Sequence[str] | None) -> Sequence[str] | None:
    """A single name is one name, and not its letters."""
    return [names] if isinstance(names, str) else names


def _day(given: str | date | None) -> date | None:
    return None if given is None else read_given_day("as_of", given)
