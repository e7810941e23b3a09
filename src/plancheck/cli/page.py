"""`plancheck page`: one offline HTML file that checks workbooks, or runs a workspace, in any browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.console import tell
from plancheck.cli.options import Lang, PlanNames, Quiet, begin, today
from plancheck.rules.usage import UsageProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancheck.page.contents import PageContents
    from plancheck.workspace.workspace import Workspace

_ENDINGS = (".html", ".htm")
Department = Annotated[
    str, typer.Option("--department", metavar="NAME", help="带上这个单位往年报的数 · with what it reported before")
]
PageFile = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE.html", help="写入文件 · write to")]
Force = Annotated[
    bool, typer.Option("--force", help="覆盖别的文件，原文件另存为 .bak · replace another file, which is kept as .bak")
]


def run(
    plans: PlanNames = None,
    department: Department = "",
    coordinator: bool = typer.Option(False, "--coordinator", help="协调单位的页：整个工作区 · for a whole workspace"),
    output: PageFile = None,
    force: Force = False,
    lang: Lang = "",
    quiet: Quiet = False,
) -> None:
    from plancheck.cli.writing import keep_aside, write_files
    from plancheck.page.contents import page_name
    from plancheck.page.engine import installed_engine
    from plancheck.page.html import page_html
    from plancheck.words import word

    edge = begin(lang, quiet=quiet, near=plans)
    if output is not None and output.suffix.lower() not in _ENDINGS:
        raise UsageProblem("page-no-html", path=output.as_posix())
    if coordinator and (department or plans):
        raise UsageProblem("coordinator-page-is-empty", found="--department" if department else "PLAN")
    engine = installed_engine()
    contents = _contents(edge.workspace, plans, department, coordinator=coordinator)
    path = output or Path(page_name(contents))
    page = page_html(contents, engine)
    if _is_in_the_way(path):
        if not force:
            raise UsageProblem("output-exists", path=path.as_posix())
        keep_aside(path, edge.language)
    write_files([(path, page)], edge.language)
    if not quiet:
        size = f"{len(page) / 10**6:.1f}"
        held = "、".join(plan.id for plan in contents.plans)
        tell(
            word(
                "page.wrote", edge.language, path=path.as_posix(), size=size, plans=held, department=contents.department
            )
        )


def _is_in_the_way(path: Path) -> bool:
    """Whether something else than a page of ours lies there: a document of the plan is HTML too."""
    from plancheck.page.html import is_page

    return path.is_file() and not is_page(path.read_bytes())


def _contents(workspace: Workspace, plans: Sequence[str] | None, department: str, *, coordinator: bool) -> PageContents:
    from plancheck.page.contents import coordinator_contents, officer_contents
    from plancheck.workspace.plans import sound_plans
    from plancheck.workspace.targets import choose_departments

    if coordinator:
        return coordinator_contents(workspace, today())
    found = sound_plans(workspace, plans)
    keys = dict(choose_departments(found, [department])) if department else {}
    return officer_contents(workspace, found, today(), keys)
