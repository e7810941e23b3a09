"""A workspace as its users have it: plans and reports on disk in; assessments, decisions, reports, workbooks out.

Each method is a module of this room; a module is loaded when its method is first called.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.workspace.folder import WorkspaceFolder

if TYPE_CHECKING:
    from plancheck.assessment.assess import Assessment
    from plancheck.explanation.what_if import Supposition
    from plancheck.findings import Finding
    from plancheck.gate.decision import Decision
    from plancheck.plan.model import Plan
    from plancheck.report.content import YearReport
    from plancheck.workspace.issue import IssuedWorkbook
    from plancheck.workspace.publish import Published


class Workspace(WorkspaceFolder):
    """The folder around a `plancheck.toml`: its plans, what departments reported, and all that follows from them.

    Plans are named by id or by file. Every method raises UsageProblem for a plan that there is not, or that has errors;
    what departments did wrong is a finding in what comes back, and raises nothing.
    """

    __slots__ = ()

    def plans(self, names: Sequence[str] | None = None) -> list[Plan]:
        """The plans named, or all of the workspace, in the order of their ids."""
        from plancheck.workspace.plans import sound_plans

        return sound_plans(self, names)

    def plan(self, name: str) -> Plan:
        """One plan."""
        return self.plans([name])[0]

    def assess(self, plan: str, as_of: date | None = None, what_if: Iterable[Supposition] = ()) -> Assessment:
        """Score every target of a plan on a day, the workspace's own if none is given."""
        from plancheck.workspace.assess import assess_plan
        from plancheck.workspace.plans import read_plan_set

        read = read_plan_set(self, [plan])
        read.refuse()
        return assess_plan(self, read.sound[0], as_of, what_if, read.findings)

    def gate(self, plan: str, year: int) -> Decision:
        """Pass or fail for a year: `.passed`, and `.refusals` with where each lies."""
        from plancheck.workspace.gate import decide_plans

        return decide_plans(self, [plan], year)[0]

    def validate(self, files: Iterable[str | Path]) -> list[Finding]:
        """Everything that is wrong with these workbooks, put to the plans of the workspace or those shipped."""
        from plancheck.workspace.validate import validate_files

        return validate_files(self, [Path(self.shown(Path(file))) for file in files])

    def report(self, plan: str, year: int) -> YearReport:
        """The content of the yearly report."""
        from plancheck.workspace.yearly import compile_year, plans_in_year

        (running,) = plans_in_year([self.plan(plan)], year, named=True)
        return compile_year(self, running, year)

    def issue(self, plan: str, year: int, departments: Sequence[str] | None = None) -> list[IssuedWorkbook]:
        """The workbooks that departments, by name or all of them, are to fill in a year. Nothing is written."""
        from plancheck.workspace.issue import draft_workbooks, prepare_issue
        from plancheck.workspace.targets import choose_departments

        asked = self.plan(plan)
        chosen = None if departments is None else {key for _, key in choose_departments([asked], departments)}
        return list(draft_workbooks(prepare_issue(self, asked, year, chosen)))

    def publish(
        self, plan: str, year: int, by: str = "", note: str = "", *, again: bool = False
    ) -> Published | Finding:
        """Sign a year off in `reports/<plan>/<year>/published.json`; a finding where another signature stands there."""
        from plancheck.publication.model import Signature
        from plancheck.workspace.publish import publish_year
        from plancheck.workspace.yearly import plans_in_year

        (running,) = plans_in_year([self.plan(plan)], year, named=True)
        return publish_year(self, running, year, Signature(self.today, by.strip(), note.strip()), again=again)
