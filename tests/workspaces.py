"""Small workspaces for a year: a plan of two departments, their reports as CSV, `plancheck.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from plancheck.gate.decision import Decision
from plancheck.workspace.gate import decide_plans
from plancheck.workspace.opening import open_workspace
from plancheck.workspace.workspace import Workspace
from tests.plans import plan_text

#: After the time for handing in the year's last values has passed.
LATE = "2026-04-01"
HEADING = "target,department,period_end,value,evidence,reason,measure,measure_by,reference,state"
EXPLAINED = {"reason": "招标流标", "measure": "增加标段", "measure_by": "2026-06-30"}


def quota(**changes: str | None) -> str:
    """A plan with one target: 200 lifts by the end of 2025, reported once a year."""
    due = {
        "plan_reporting": '"year"',
        "target_indicator": '"加装电梯"',
        "target_value": "200",
        "target_unit": '"部"',
        "target_figure": '"200部"',
        "target_by": "2025-12-31",
    }
    return plan_text(**(due | changes))


def line(target: str = "D-12-1", department: str = "市机关事务中心", day: str = "2025-12-31", **fields: str) -> str:
    """A line of the CSV."""
    told = {"target": target, "department": department, "period_end": day} | fields
    return ",".join(told.get(column, "") for column in HEADING.split(","))


@dataclass(frozen=True, slots=True)
class WorkspaceFiles:
    """What lies in a workspace, and how it opens."""

    folder: Path

    def plan(self, text: str, name: str = "demo") -> None:
        self._write(f"plans/{name}.toml", text)

    def config(self, text: str) -> None:
        self._write("plancheck.toml", text)

    def report(self, *lines: str, year: int = 2025, name: str = "all", plan: str = "demo") -> None:
        self._write(f"reports/{plan}/{year}/{name}.csv", "\n".join([HEADING, *lines]) + "\n")

    def file(self, path: str, content: bytes) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(content)

    def decide(self, as_of: str = LATE, year: int = 2025, *names: str) -> Decision:
        """The decision on the only plan, or the first."""
        return decide_plans(self.open(as_of), list(names), year)[0]

    def open(self, as_of: str = LATE) -> Workspace:
        """The workspace on a day, looked at on the late day."""
        return open_workspace(self.folder, as_of=as_of, today=LATE)

    def _write(self, path: str, text: str) -> None:
        self.file(path, text.encode())


def make_workspace(folder: Path) -> WorkspaceFiles:
    """A workspace whose plan has the quota; no report has come."""
    made = WorkspaceFiles(folder)
    made.plan(quota())
    made.config("")
    return made


def rules(decision: Decision) -> list[str]:
    return [one.rule for one in decision.refusals]
