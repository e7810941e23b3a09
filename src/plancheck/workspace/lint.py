"""Plan files checked: each for itself, against the plan it breaks down, and the workspace's settings against them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from plancheck.findings import Finding
from plancheck.plan.model import Plan
from plancheck.plan.parents import check_parent
from plancheck.rules import sort_findings
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.plans import Names, ReadPlan, read_plans
from plancheck.workspace.policies import misdirected


@dataclass(frozen=True, slots=True)
class LintedPlans:
    """The plan files as they were read, and everything that is wrong in them and in the settings for them."""

    files: list[ReadPlan]
    findings: list[Finding]

    @property
    def sound(self) -> list[Plan]:
        """The plans without an error."""
        return [file.plan for file in self.files if file.plan is not None and file.is_sound]


def lint_plans(workspace: WorkspaceFolder, names: Names = None) -> LintedPlans:
    """Check the plans named, or all of the workspace. Raises UsageProblem where there is none."""
    files = [_with_parent(workspace, file) for file in read_plans(workspace, names)]
    linted = LintedPlans(files, [fault for file in files for fault in file.findings])
    return replace(linted, findings=sort_findings([*linted.findings, *misdirected(workspace, linted.sound)]))


def _with_parent(workspace: WorkspaceFolder, file: ReadPlan) -> ReadPlan:
    if file.plan is None:
        return file
    return replace(file, findings=[*file.findings, *check_parent(file.plan, workspace.at(file.path))])
