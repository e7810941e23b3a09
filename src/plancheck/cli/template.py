"""`plancheck template`: issue the workbooks that departments fill, `DIR/<plan>/<year>/<department>.xlsx`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.console import tell, tell_findings, write
from plancheck.cli.exits import FINDINGS
from plancheck.cli.options import Edge, Lang, PlanNames, Quiet, Year, begin, choose
from plancheck.rules.usage import UsageProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancheck.cli.options import Edge
    from plancheck.workspace.folder import WorkspaceFolder
    from plancheck.workspace.issue import Issue

Everything = Annotated[bool, typer.Option("--all", help="全部方案 · every plan of the workspace")]
Departments = Annotated[
    list[str] | None, typer.Option("--department", metavar="NAME", help="单位名称、别名或代号 · only these departments")
]
Folder = Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="写入文件夹 · folder to write to")]
Form = Annotated[str, typer.Option("--format", metavar="xlsx|csv", help="填报表或长表 · workbooks or long-form CSV")]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的表 · replace workbooks that differ")]


@dataclass(frozen=True, slots=True)
class _Workbook:
    """One workbook to be: where it goes, what is in it, and whether it lies there already, the same or another.

    `loses`: what lies there holds something that is not in it.
    """

    path: Path
    content: bytes
    loses: bool = False

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
    form: Form = "xlsx",
    force: Force = False,
    lang: Lang = "",
    quiet: Quiet = False,
) -> None:
    from plancheck.cli.writing import keep_aside, write_files
    from plancheck.workspace.issue import ISSUED_FORMS, prepare_issue, refuse_nobody
    from plancheck.workspace.plans import sound_plans
    from plancheck.workspace.targets import choose_departments

    choose("--format", form, ISSUED_FORMS)
    edge = begin(lang, quiet=quiet, near=plans)
    _check_choice(edge.workspace, plans, everything)
    found = sound_plans(edge.workspace, plans)
    chosen = choose_departments(found, department) if department else None
    issues = []
    for plan in found:
        keys = None if chosen is None else {key for plan_id, key in chosen if plan_id == plan.id}
        issues.append(prepare_issue(edge.workspace, plan, year, keys))
        _tell_unread(issues[-1], edge.language)
    refuse_nobody(issues, department or ())
    asked = [issue for issue in issues if issue.departments]
    drafts = [(issue, _draft(edge, issue, output, form, quiet=quiet)) for issue in asked]
    same = {book.path for _, books in drafts for book in books if book.is_same}
    differing = [book.path for _, books in drafts for book in books if book.is_there and book.path not in same]
    if differing and not force:
        count = len(differing) if len(differing) > 1 else ""
        raise UsageProblem("workbook-differs", path=differing[0].as_posix(), count=count)
    fresh = [book for _, books in drafts for book in books if book.path not in same]
    for book in fresh:
        if book.is_there and book.loses:
            keep_aside(book.path, edge.language)
    write_files([(book.path, book.content) for book in fresh], edge.language)
    for issue, books in drafts:
        write(_issued(issue, books, sum(book.path not in same for book in books), edge.language))


def _check_choice(workspace: WorkspaceFolder, plans: list[str] | None, everything: bool) -> None:
    if plans and everything:
        raise UsageProblem("plan-and-all", plan=plans[0])
    if not plans and not everything:
        from plancheck.workspace.plans import plan_paths

        known = ", ".join(path.stem for path in plan_paths(workspace, None))
        raise UsageProblem("which-plan", known=known)


def _tell_unread(issue: Issue, language: str) -> None:
    """Earlier reports that could not be read are not carried over, and the coordinator knows."""
    from plancheck.words import word

    if issue.unread:
        plan, count = issue.plan.id, len(issue.unread)
        tell(word("cli.template-unread", language, plan=plan, count=count, path=issue.unread[0]))


def _draft(edge: Edge, issue: Issue, output: Path, form: str, *, quiet: bool) -> list[_Workbook]:
    from plancheck.words import word
    from plancheck.workspace.issue import draft_workbooks

    if not quiet:
        count = len(issue.departments)
        tell(word("cli.template-issuing", edge.language, plan=issue.plan.id, count=count, year=issue.year))
    drafted = list(draft_workbooks(edge.workspace, issue, output, form))
    tell_findings([*issue.findings, *(one for book in drafted for one in book.findings)], edge.language, quiet=quiet)
    if contradictions := [one for book in drafted for one in book.contradictions]:
        tell_findings(contradictions, edge.language)
        raise typer.Exit(FINDINGS)
    return [_Workbook(output / book.path, book.content, book.loses) for book in drafted]


def _issued(issue: Issue, books: Sequence[_Workbook], written: int, language: str) -> str:
    from plancheck.words import word

    return word(
        "cli.template-issued",
        language,
        plan=issue.plan.id,
        folder=books[0].path.parent.as_posix(),
        count=len(books),
        written=written or "",
        same=len(books) - written or "",
    )
