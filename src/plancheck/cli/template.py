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
    from collections.abc import Collection, Sequence

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
WithPage = Annotated[bool, typer.Option("--page", help="附离线检查页 · with the offline page that checks them")]


@dataclass(frozen=True, slots=True)
class _Workbook:
    """One workbook to be: where it goes, what is in it, and whether it lies there already, the same or another.

    `loses`: what lies there holds something that is not in it. `is_page`: it is the page that goes with the workbooks.
    """

    path: Path
    content: bytes
    loses: bool = False
    is_page: bool = False

    @property
    def is_there(self) -> bool:
        return self.path.exists()

    @property
    def is_same(self) -> bool:
        return self.is_there and self.path.read_bytes() == self.content

    @property
    def is_in_the_way(self) -> bool:
        """Whether something else lies there. A page of an earlier day does not count: nobody fills one in."""
        from plancheck.page.html import is_page

        if not self.is_there or self.is_same:
            return False
        return not (self.is_page and is_page(self.path.read_bytes()))


def run(
    plans: PlanNames = None,
    *,
    year: Year,
    everything: Everything = False,
    department: Departments = None,
    output: Folder = Path("workbooks"),
    form: Form = "xlsx",
    force: Force = False,
    page: WithPage = False,
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
    pages = _pages(edge.workspace, asked, output) if page else {}
    drafts = [(issue, _draft(edge, issue, output, pages.get(issue.plan.id), form, quiet=quiet)) for issue in asked]
    same = {book.path for _, books in drafts for book in books if book.is_same}
    differing = [book.path for _, books in drafts for book in books if book.path not in same and book.is_in_the_way]
    if differing and not force:
        count = len(differing) if len(differing) > 1 else ""
        raise UsageProblem("workbook-differs", path=differing[0].as_posix(), count=count)
    fresh = [book for _, books in drafts for book in books if book.path not in same]
    for book in fresh:
        if book.is_there and book.loses:
            keep_aside(book.path, edge.language)
    write_files([(book.path, book.content) for book in fresh], edge.language)
    for issue, books in drafts:
        write(_issued(issue, books, same, edge.language))


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


def _pages(workspace: WorkspaceFolder, issues: Sequence[Issue], output: Path) -> dict[str, _Workbook]:
    """The page of each plan, beside its workbooks. It goes to every department, so nobody's figures are in it."""
    from plancheck.cli.options import today
    from plancheck.page.contents import officer_contents, page_name
    from plancheck.page.engine import installed_engine
    from plancheck.page.html import is_page, page_html

    engine = installed_engine()
    pages = {}
    for issue in issues:
        contents = officer_contents(workspace, [issue.plan], today(), {})
        path = output / issue.plan.id / str(issue.year) / page_name(contents)
        loses = path.is_file() and not is_page(path.read_bytes())
        pages[issue.plan.id] = _Workbook(path, page_html(contents, engine), loses, is_page=True)
    return pages


def _draft(
    edge: Edge, issue: Issue, output: Path, page: _Workbook | None, form: str, *, quiet: bool
) -> list[_Workbook]:
    from plancheck.words import word
    from plancheck.workspace.issue import draft_workbooks

    if not quiet:
        count = len(issue.departments)
        tell(word("cli.template-issuing", edge.language, plan=issue.plan.id, count=count, year=issue.year))
    drafted = list(draft_workbooks(edge.workspace, issue, output, form, page.path.name if page else ""))
    tell_findings([*issue.findings, *(one for book in drafted for one in book.findings)], edge.language, quiet=quiet)
    if contradictions := [one for book in drafted for one in book.contradictions]:
        tell_findings(contradictions, edge.language)
        raise typer.Exit(FINDINGS)
    books = [_Workbook(output / book.path, book.content, book.loses) for book in drafted]
    return [*books, *([page] if page else [])]


def _issued(issue: Issue, files: Sequence[_Workbook], same: Collection[Path], language: str) -> str:
    from plancheck.words import word

    books = [file for file in files if not file.is_page]
    kept = sum(book.path in same for book in books)
    return word(
        "cli.template-issued",
        language,
        plan=issue.plan.id,
        folder=books[0].path.parent.as_posix(),
        count=len(books),
        written=len(books) - kept or "",
        same=kept or "",
        page="".join(file.path.name for file in files if file.is_page),
    )
