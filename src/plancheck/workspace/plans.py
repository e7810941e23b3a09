"""Which plans a command is about: ids or files named on the command line, or all of the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from plancheck.files import show_path
from plancheck.findings import Finding, TextPlace
from plancheck.plan.departments import find_department, nearest_departments
from plancheck.plan.model import Department, Plan
from plancheck.plan.read import read_plan
from plancheck.rules import severity_of
from plancheck.rules.usage import UsageProblem
from plancheck.text.nearest import nearest
from plancheck.workspace.config import Config


def plan_paths(config: Config, names: list[str] | None) -> list[Path]:
    """The plan files meant. Raises UsageProblem where there is none, or none of that name."""
    shipped = {path.stem: path for path in sorted(config.plans.glob("*.toml"))}
    if not names:
        if not shipped:
            raise UsageProblem("no-plan", folder=config.plans)
        return list(shipped.values())
    return [_path_of(name, shipped) for name in names]


def _path_of(name: str, shipped: dict[str, Path]) -> Path:
    if name in shipped:
        return shipped[name]
    path = Path(name)
    if path.suffix == ".toml" or path.is_file():
        return path
    raise UsageProblem("unknown-plan", found=name, nearest=nearest(name, shipped), known=", ".join(shipped))


def read_plans(config: Config, names: list[str] | None) -> list[tuple[Path, Plan | None, list[Finding]]]:
    """Every plan meant, with its findings."""
    read = []
    for path in plan_paths(config, names):
        plan, found = read_plan(path, show_path(path, Path.cwd()))
        if plan is not None and plan.scoring:
            found = [*found, *setting_findings(config, plan, path)]
        if plan is not None and plan.gate:
            found = [*found, *policy_findings(plan, path)]
        read.append((path, plan, found))
    return read


def setting_findings(config: Config, plan: Plan, path: Path) -> list[Finding]:
    """What is wrong with a plan's own `[scoring]`, each at its line."""
    from plancheck.plan.read import read_toml
    from plancheck.scoring.setting_places import at_their_lines
    from plancheck.scoring.settings import read_settings

    settings, _ = read_settings(config.scoring, TextPlace(plan.path))
    _, found = read_settings(plan.scoring, TextPlace(plan.path), settings)
    return at_their_lines(found, read_toml(path, plan.path)[1]) if found else []


def policy_findings(plan: Plan, path: Path) -> list[Finding]:
    """What is wrong with a plan's own `[gate]`, each at its line."""
    from plancheck.gate.policy import read_policy, unknown_departments
    from plancheck.plan.read import read_toml

    lines = read_toml(path, plan.path)[1]
    table, found = read_policy(plan.gate, lambda key: TextPlace(plan.path, lines.get(key)))
    return [*found, *unknown_departments(table, plan.departments, lambda key: TextPlace(plan.path, lines.get(key)))]


@dataclass(frozen=True, slots=True)
class PlanSet:
    """The plans meant: those fit to be scored, everything found in their files, and the files that are not fit."""

    sound: list[Plan]
    findings: list[Finding]
    unsound: dict[Path, list[Finding]]

    @property
    def faults(self) -> list[Finding]:
        """What is wrong with the plans that cannot be scored."""
        return [one for found in self.unsound.values() for one in found]

    def refuse(self, *, told: bool = False) -> None:
        """Raises UsageProblem where a plan cannot be scored, with its faults unless the reader has been told them."""
        if self.unsound:
            paths = [show_path(path, Path.cwd()) for path in self.unsound]
            raise UsageProblem(
                "plan-has-errors",
                plan="、".join(path.stem for path in self.unsound),
                path=" ".join(paths),
                count=sum(severity_of(one).rank == 0 for one in self.faults),
                findings=() if told else self.faults,
            )


def sort_plans(config: Config, names: list[str] | None) -> PlanSet:
    """The plans meant, those that can be scored apart from those that cannot."""
    plans = PlanSet([], [], {})
    for path, plan, found in read_plans(config, names):
        if plan is None or any(severity_of(one).rank == 0 for one in found):
            plans.unsound[path] = found
        else:
            plans.sound.append(plan)
            plans.findings.extend(found)
    return plans


def sound_plans(config: Config, names: list[str] | None) -> tuple[list[Plan], list[Finding]]:
    """The plans meant, all of them fit to be scored, with their warnings. Raises UsageProblem for a plan with errors."""
    plans = sort_plans(config, names)
    plans.refuse()
    return plans.sound, plans.findings


def choose_departments(plans: list[Plan], names: list[str]) -> set[tuple[str, str]]:
    """Plan id and department key of every department meant. Raises UsageProblem where no plan knows a name."""
    chosen = set()
    for name in names:
        meant = [(plan.id, found.key) for plan in plans if (found := find_department(plan.departments, name))]
        if not meant:
            known: dict[str, Department] = {}
            for plan in plans:
                known.update({f"{plan.id}/{key}": department for key, department in plan.departments.items()})
            raise UsageProblem("unknown-department", found=name, nearest="、".join(nearest_departments(known, name)))
        chosen.update(meant)
    return chosen
