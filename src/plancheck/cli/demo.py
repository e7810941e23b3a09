"""`plancheck demo`: a workspace with the shipped plans and synthetic reports, every one marked as synthetic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.console import tell, write
from plancheck.cli.options import Lang, Quiet, choose
from plancheck.rules.usage import UsageProblem

if TYPE_CHECKING:
    from plancheck.demo.workbooks import DemoBook

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="演示工作区文件夹 · folder of the demonstration")]
ReportsOnly = Annotated[bool, typer.Option("--reports-only", help="只写 reports 文件夹 · write reports/ only")]


def run(directory: Folder, reports_only: ReportsOnly = False, lang: Lang = "", quiet: Quiet = False) -> None:
    import os

    from plancheck.cli.console import locale_language
    from plancheck.cli.writing import write_files
    from plancheck.plan.shipped import shipped_plans
    from plancheck.words import word

    choose("--lang", lang, ("zh", "en", ""))
    # Not the workspace's language: the folder that is asked for need not be the one we stand in.
    language = "zh" if (lang or os.environ.get("PLANCHECK_LANG", "") or locale_language()).startswith("zh") else "en"
    plans = shipped_plans()
    if not plans:
        raise UsageProblem("no-plan", folder="plancheck/plans")
    texts = {} if reports_only else _workspace(directory, plans)
    _refuse_if_there(texts)
    books = _books(plans, language, quiet=quiet)
    for _, issued in books:
        _refuse_unless_synthetic(directory, issued)
    reports = [(directory / "reports" / book.path, book.content) for _, issued in books for book in issued]
    write_files([*texts.items(), *reports], language)
    for plan, issued in books:
        folder = (directory / "reports" / plan).as_posix()
        write(word("cli.demo-wrote", language, plan=plan, folder=folder, count=len(issued)))
    if not reports_only:
        write(word("cli.demo-next", language, folder=directory.as_posix()))


def _workspace(directory: Path, plans: list[Path]) -> dict[Path, bytes]:
    """Configuration, plans and their schema."""
    import json
    from importlib.resources import files

    from plancheck.plan.schema import plan_schema
    from plancheck.workspace.config import FILE_NAME

    schema = json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n"
    return {
        directory / FILE_NAME: files("plancheck.demo").joinpath("workspace.toml").read_bytes(),
        **{directory / "plans" / plan.name: plan.read_bytes() for plan in plans},
        directory / "plans" / "plan.schema.json": schema.encode("utf-8"),
    }


def _refuse_if_there(texts: dict[Path, bytes]) -> None:
    for path, content in texts.items():
        if path.exists() and path.read_bytes() != content:
            raise UsageProblem("already-there", path=path.as_posix())


def _books(plans: list[Path], language: str, *, quiet: bool) -> list[tuple[str, list[DemoBook]]]:
    from plancheck.demo.workbooks import demo_books
    from plancheck.plan.read import read_plan
    from plancheck.words import word

    books = []
    for path in plans:
        plan, _ = read_plan(path, path.name)
        if plan is None:
            raise UsageProblem("plan-has-errors", plan=path.stem, count="", path=path.as_posix())
        if not quiet:
            tell(word("cli.demo-making", language, plan=plan.id))
        books.append((plan.id, list(demo_books(plan))))
    return books


def _refuse_unless_synthetic(directory: Path, books: list[DemoBook]) -> None:
    from plancheck.workbook.intake.intake import read_file

    for book in books:
        path = directory / "reports" / book.path
        if path.exists():
            progress = read_file(path).progress
            if progress is None or not progress.synthetic:
                raise UsageProblem("not-synthetic", path=path.as_posix())
