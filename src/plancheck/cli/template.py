"""`plancheck template`: issue the workbooks that departments fill, `DIR/<plan>/<year>/<department>.xlsx`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.console import tell, write
from plancheck.cli.options import Edge, Lang, PlanNames, Quiet, Year, begin
from plancheck.exits import UsageProblem

if TYPE_CHECKING:
    from plancheck.observations import Reports
    from plancheck.plan.model import Plan

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
    from plancheck.cli.choosing import choose_departments, sound_plans
    from plancheck.cli.writing import write_files

    edge = begin(lang, near=plans)
    _check_choice(edge, plans, everything)
    found, _ = sound_plans(edge.config, plans)
    chosen = choose_departments(found, department) if department else None
    orders = [(plan, keys) for plan in found if (keys := _to_ask(plan, year, chosen))]
    if not orders:
        _nobody(found, year, department)
    drafts = [(plan, _draft(edge, plan, keys, year, output, quiet=quiet)) for plan, keys in orders]
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
        from plancheck.cli.choosing import plan_paths

        known = ", ".join(path.stem for path in plan_paths(edge.config, None))
        raise UsageProblem("which-plan", known=known)


def _to_ask(plan: Plan, year: int, chosen: set[tuple[str, str]] | None) -> list[str]:
    from plancheck.workbook.template import departments_to_ask

    return [key for key in departments_to_ask(plan, year) if chosen is None or (plan.id, key) in chosen]


def _nobody(plans: list[Plan], year: int, names: list[str] | None) -> None:
    raise UsageProblem(
        "nothing-to-report",
        plan="、".join(plan.id for plan in plans),
        year=year,
        departments="、".join(names or ()),
        start=min(plan.start for plan in plans),
        end=max(plan.end for plan in plans),
    )


def _draft(edge: Edge, plan: Plan, keys: list[str], year: int, output: Path, *, quiet: bool) -> list[_Issue]:
    from plancheck.cli.filing import plan_settings
    from plancheck.issuing import known_before
    from plancheck.observations import Reports
    from plancheck.words import word
    from plancheck.workbook.drafts import Order
    from plancheck.workbook.filled import Filled
    from plancheck.workbook.template import workbook_bytes, workbook_name

    if not quiet:
        tell(word("cli.template-issuing", edge.language, plan=plan.id, count=len(keys), year=year))
    reports, settings = _earlier_reports(edge, plan, year), plan_settings(edge, plan)
    issues = []
    for key in keys:
        known = known_before(plan, key, year, reports, settings)
        carried = Filled.of(Reports(known.baselines), plan.department_name(key))
        order = Order(plan, key, year, last=known.last, expected=known.expected, filled=carried)
        issues.append(_Issue(output / plan.id / str(year) / workbook_name(plan, key), workbook_bytes(order)))
    return issues


def _earlier_reports(edge: Edge, plan: Plan, year: int) -> Reports:
    """What departments reported in the years before; what cannot be read is said and not carried over."""
    from plancheck.cli.filing import read_plan_reports
    from plancheck.gather import gather
    from plancheck.words import word

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
        "cli.template-issued", edge.language, plan=plan.id, folder=folder, count=len(issues),
        written=written or "", same=same or "",
    )  # fmt: skip
