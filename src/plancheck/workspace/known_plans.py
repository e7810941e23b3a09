"""The plans that a file can be put to: those of the workspace, then those that come with plancheck."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from plancheck.plan.model import Plan
from plancheck.plan.read import read_plan
from plancheck.plan.shipped import shipped_plans
from plancheck.submissions.attribution import plan_by_rows
from plancheck.workspace.folder import WorkspaceFolder


class KnownPlans:
    """Plans by id, each read when it is first asked for. An officer without a workspace has the shipped ones."""

    def __init__(self, workspace: WorkspaceFolder) -> None:
        own = {path.stem: path for path in workspace.config.plan_files()}
        self._workspace = workspace
        self._own = frozenset(own)
        self._paths = {path.stem: path for path in shipped_plans()} | own
        self._read: dict[str, Plan | None] = {}

    def plan(self, plan_id: str) -> Plan | None:
        """The plan of that id; None where there is none, or its file cannot be read."""
        if plan_id not in self._paths:
            return None
        if plan_id not in self._read:
            path = self._paths[plan_id]
            self._read[plan_id], _ = read_plan(path, self._workspace.shown(path))
        return self._read[plan_id]

    def plan_with(self, targets: Collection[str]) -> Plan | None:
        """The plan that these targets belong to, those of the workspace first."""
        for ids in (self._own, self._paths.keys() - self._own):
            found = plan_by_rows(self._all(sorted(ids)), targets)
            if found is not None:
                return found
        return None

    def _all(self, ids: list[str]) -> Iterator[Plan]:
        for plan_id in ids:
            plan = self.plan(plan_id)
            if plan is not None:
                yield plan
