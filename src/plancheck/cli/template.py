"""`plancheck template`: issue the workbooks that departments fill, `DIR/<plan>/<year>/<department>.xlsx`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.console import tell, write
from plancheck.cli.options import Lang, PlanNames, Quiet, Year, begin
from plancheck.rules.usage import UsageProblem
from plancheck.workspace.folder import Edge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plancheck.observations import Reports
    from plancheck.plan.model import Plan
    from plancheck.scoring.settings import Settings

Everything = Annotated[bool, typer.Option("--all", help="全部方案 · every plan of the workspace")]
Departments = Annotated[
    list[str] | None, typer.Option("--department", metavar="NAME", help="单位名称、别名或代号 · only these departments")
]
Folder = Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="写入文件夹 · folder to write to")]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的表 · replace workbooks that differ")]


@dataclass(frozen=True, slots=True)
class _Issue:
    """One workbook to be: where it goes, what is in it, and whether it lies there already, the same or another."""

    path: Path
    content: bytes

    @property
    def is_there(self) -> bool:
        return self.path.exists()

    @property
    def is_same(self) -> bool:
        return self.is_there and self.path.read_bytes() == self.content


@dataclass(frozen=True, slots=True)
class _Asked:
    """The departments that a plan asks in a year, by their keys, and what is known from earlier years."""

    plan: Plan
    keys: list[str]
    reports: Reports
    settings: Settings
    late: Mapping[str, frozenset[str]]


def run(
    plans: PlanNames = None,
    *,
    year: Year,
    everything: Everything = False,
    department: Departments = None,
    output: Folder = Path("workbooks"),
    force: Force = False,
    lang: Lang = "",
    quiet: Quiet = False,
) -> None:
    from plancheck.cli.writing import write_files
    from plancheck.workspace.plans import choose_departments, sound_plans

    edge = begin(lang, near=plans)
    _check_choice(edge, plans, everything)
    found, _ = sound_plans(edge.config, plans)
    chosen = choose_departments(found, department) if department else None
    asked = [one for plan in found if (one := _to_ask(edge, plan, year, chosen)).keys]
    if not asked:
        _nobody(found, year, department)
    drafts = [(one.plan, _draft(edge, one, year, output, quiet=quiet)) for one in asked]
    same = {issue.path for _, issues in drafts for issue in issues if issue.is_same}
    differing = [i.path for _, issues in drafts for i in issues if i.is_there and i.path not in same]
    if differing and not force:
        count = len(differing) if len(differing) > 1 else ""
        raise UsageProblem("workbook-differs", path=differing[0].as_posix(), count=count)
    fresh = [(issue.path, issue.content) for _, issues in drafts for issue in issues if issue.path not in same]
    write_files(fresh, edge.language)
    for plan, issues in drafts:
        write(_issued(edge, plan, issues, sum(issue.path not in same for issue in issues)))


def _check_choice(edge: Edge, plans: list[str] | None, everything: bool) -> None:
    if plans and everything:
        raise UsageProblem("plan-and-all", plan=plans[0])
    if not plans and not everything:
        from plancheck.workspace.plans import plan_paths

        known = ", ".join(path.stem for path in plan_paths(edge.config, None))
        raise UsageProblem("which-plan", known=known)


def _to_ask(edge: Edge, plan: Plan, year: int, chosen: set[tuple[str, str]] | None) -> _Asked:
    from plancheck.issuing.overdue import late_targets
    from plancheck.workbook.template.workbook import departments_to_ask
    from plancheck.workspace.assess import plan_settings

    reports, settings = _earlier_reports(edge, plan, year), plan_settings(edge, plan)
    late = late_targets(plan, year, reports, settings)
    keys = [key for key in departments_to_ask(plan, year, late) if chosen is None or (plan.id, key) in chosen]
    return _Asked(plan, keys, reports, settings, late)


def _nobody(plans: list[Plan], year: int, names: list[str] | None) -> None:
    raise UsageProblem(
        "nothing-to-report",
        plan="、".join(plan.id for plan in plans),
        year=year,
        departments="、".join(names or ()),
        start=min(plan.start for plan in plans),
        end=max(plan.end for plan in plans),
    )


def _draft(edge: Edge, asked: _Asked, year: int, output: Path, *, quiet: bool) -> list[_Issue]:
    from plancheck.issuing.known_before import known_before
    from plancheck.observations import Reports
    from plancheck.words import word
    from plancheck.workbook.template.drafts import Order
    from plancheck.workbook.template.filled import Filled
    from plancheck.workbook.template.workbook import workbook_bytes, workbook_name

    plan = asked.plan
    if not quiet:
        tell(word("cli.template-issuing", edge.language, plan=plan.id, count=len(asked.keys), year=year))
    issues = []
    for key in asked.keys:
        known = known_before(plan, key, year, asked.reports, asked.settings)
        carried = Filled.of(Reports(known.baselines), plan.department_name(key))
        late = asked.late.get(key, frozenset())
        order = Order(plan, key, year, last=known.last, expected=known.expected, filled=carried, late=late)
        issues.append(_Issue(output / plan.id / str(year) / workbook_name(plan, key), workbook_bytes(order)))
    return issues


def _earlier_reports(edge: Edge, plan: Plan, year: int) -> Reports:
    """What departments reported in the years before; what cannot be read is said and not carried over."""
    from plancheck.submissions.gather import gather
    from plancheck.words import word
    from plancheck.workspace.assess import read_plan_reports

    files = read_plan_reports(edge.config, plan, year - 1)
    unread = [filed.intake.path for filed in files if filed.intake.progress is None]
    if unread:
        tell(word("cli.template-unread", edge.language, plan=plan.id, count=len(unread), path=unread[0]))
    reports, _ = gather(plan, files)
    return reports


def _issued(edge: Edge, plan: Plan, issues: list[_Issue], written: int) -> str:
    from plancheck.words import word

    same = len(issues) - written
    folder = issues[0].path.parent.as_posix()
    return word(
        "cli.template-issued",
        edge.language,
        plan=plan.id,
        folder=folder,
        count=len(issues),
        written=written or "",
        same=same or "",
    )
