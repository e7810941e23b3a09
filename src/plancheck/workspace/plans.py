"""Which plans are meant, by id or file or all of the workspace; which of them can be scored, and with what settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from plancheck.findings import Finding, TextPlace
from plancheck.plan.model import Plan
from plancheck.plan.read import read_plan, read_toml
from plancheck.rules import has_errors, is_error
from plancheck.rules.usage import UsageProblem
from plancheck.scoring.settings import Settings, at_their_lines, read_settings
from plancheck.text.nearest import nearest
from plancheck.workspace.folder import WorkspaceFolder

Names = Sequence[str] | None


def plan_paths(workspace: WorkspaceFolder, names: Names) -> list[Path]:
    """The plan files meant. Raises UsageProblem where there is none, or none of that name."""
    own = {path.stem: path for path in workspace.config.plan_files()}
    if not names:
        if not own:
            raise UsageProblem("no-plan", folder=workspace.config.plans)
        return list(own.values())
    return [_path_of(workspace, name, own) for name in names]


def _path_of(workspace: WorkspaceFolder, name: str, own: dict[str, Path]) -> Path:
    if name in own:
        return own[name]
    path = Path(name)
    if path.suffix == ".toml" or workspace.at(path).is_file():
        return path
    raise UsageProblem("unknown-plan", found=name, nearest=nearest(name, own), known=", ".join(own))


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A plan file as it was read: `shown` is its path as findings name it. No plan where the file cannot be read."""

    path: Path
    shown: str
    plan: Plan | None
    findings: list[Finding]

    @property
    def is_sound(self) -> bool:
        """Whether it can be scored."""
        return self.plan is not None and not has_errors(self.findings)


def read_plans(workspace: WorkspaceFolder, names: Names) -> list[ReadPlan]:
    """Every plan meant, with its findings."""
    return [_read(workspace, path) for path in plan_paths(workspace, names)]


def _read(workspace: WorkspaceFolder, path: Path) -> ReadPlan:
    shown = workspace.shown(path)
    plan, found = read_plan(workspace.at(path), shown)
    if plan is not None and plan.scoring:
        found = [*found, *_setting_findings(workspace, plan, path)]
    if plan is not None and plan.gate:
        found = [*found, *_policy_findings(workspace, plan, path)]
    return ReadPlan(path, shown, plan, found)


def _setting_findings(workspace: WorkspaceFolder, plan: Plan, path: Path) -> list[Finding]:
    """What is wrong with a plan's own `[scoring]`, each at its line."""
    settings, _ = read_settings(workspace.config.scoring, TextPlace(plan.path))
    _, found = read_settings(plan.scoring, TextPlace(plan.path), settings)
    return at_their_lines(found, read_toml(workspace.at(path), plan.path)[1]) if found else []


def _policy_findings(workspace: WorkspaceFolder, plan: Plan, path: Path) -> list[Finding]:
    """What is wrong with a plan's own `[gate]`, each at its line."""
    from plancheck.gate.policy import read_policy, unknown_departments

    lines = read_toml(workspace.at(path), plan.path)[1]
    table, found = read_policy(plan.gate, lambda key: TextPlace(plan.path, lines.get(key)))
    return [*found, *unknown_departments(table, plan.departments, lambda key: TextPlace(plan.path, lines.get(key)))]


@dataclass(frozen=True, slots=True)
class PlanSet:
    """The plans meant: those fit to be scored, everything found in their files, and the files that are not fit."""

    sound: list[Plan]
    findings: list[Finding]
    unsound: list[ReadPlan]

    @property
    def faults(self) -> list[Finding]:
        """What is wrong with the plans that cannot be scored."""
        return [fault for read in self.unsound for fault in read.findings]

    def refuse(self, *, already_shown: bool = False) -> None:
        """Raises UsageProblem where a plan cannot be scored, with its faults unless the reader has seen them."""
        if self.unsound:
            raise UsageProblem(
                "plan-has-errors",
                plan="、".join(read.path.stem for read in self.unsound),
                path=" ".join(read.shown for read in self.unsound),
                count=sum(is_error(fault) for fault in self.faults),
                findings=() if already_shown else self.faults,
            )


def read_plan_set(workspace: WorkspaceFolder, names: Names) -> PlanSet:
    """The plans meant, those that can be scored apart from those that cannot."""
    plans = PlanSet([], [], [])
    for read in read_plans(workspace, names):
        if read.plan is None or not read.is_sound:
            plans.unsound.append(read)
        else:
            plans.sound.append(read.plan)
            plans.findings.extend(read.findings)
    return plans


def sound_plans(workspace: WorkspaceFolder, names: Names) -> list[Plan]:
    """The plans meant, all of them fit to be scored. Raises UsageProblem for a plan with errors."""
    plans = read_plan_set(workspace, names)
    plans.refuse()
    return plans.sound


def plan_settings(workspace: WorkspaceFolder, plan: Plan) -> Settings:
    """The thresholds in force for a plan: its own over the workspace's. Raises UsageProblem for an impossible one."""
    settings, found = read_settings(workspace.config.scoring, TextPlace(workspace.shown_config or plan.path))
    own, own_found = read_settings(plan.scoring, TextPlace(plan.path), settings)
    if faults := [*found, *own_found]:
        raise UsageProblem("bad-config", cause=faults[0])
    return own
