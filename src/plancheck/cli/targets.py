"""`plancheck targets`: the ledger of targets."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.console import auto_format, tell, terminal_width, wants_color, write
from plancheck.cli.options import Color, Lang, Output, PlanNames, Quiet, begin, choose
from plancheck.rules.usage import UsageProblem
from plancheck.workspace.days import read_day

if TYPE_CHECKING:
    from datetime import date

    from plancheck.plan.ledger import LedgerFilter, LedgerRow
    from plancheck.plan.model import Plan

_FORMATS = ("auto", "table", "lines", "json", "csv", "markdown", "xlsx")
_BY_SUFFIX = {".json": "json", ".csv": "csv", ".md": "markdown", ".xlsx": "xlsx"}

Repeated = list[str] | None
Tasks = Annotated[Repeated, typer.Option("--task", metavar="ID", help="任务编号 · task ids")]
Departments = Annotated[
    Repeated, typer.Option("--department", metavar="NAME", help="单位名称、别名或代号 · departments")
]
Kinds = Annotated[Repeated, typer.Option("--kind", metavar="KIND", help="目标类型，如 cumulative · kinds of target")]
Due = Annotated[str, typer.Option("--due", metavar="DATE|YEAR", help="此日（年底）前到期 · due by then")]


def run(
    plans: PlanNames = None,
    task: Tasks = None,
    department: Departments = None,
    kind: Kinds = None,
    due: Due = "",
    format: str = typer.Option("auto", "--format", metavar="|".join(_FORMATS)),  # noqa: A002
    output: Output = None,
    lang: Lang = "",
    color: Color = "auto",
    quiet: Quiet = False,
) -> None:
    from plancheck.plan.amendments.versions import plan_in_force
    from plancheck.plan.ledger import ledger_rows
    from plancheck.words import word
    from plancheck.workspace.plans import sound_plans

    edge = begin(lang)
    form = _form(choose("--format", format, _FORMATS), output)
    if form == "xlsx" and output is None:
        raise UsageProblem("needs-output", format="xlsx")
    read = [plan_in_force(plan, edge.workspace.as_of) for plan in sound_plans(edge.workspace, plans)]
    rows = ledger_rows(read, _filter(read, task or [], department or [], kind or [], due))
    if not rows:
        raise UsageProblem("nothing-matches", filters=_asked(task, department, kind, due))
    _deliver(rows, form, edge.language, lang, output, colored=output is None and wants_color(color, sys.stdout))
    if output is not None and not quiet:
        tell(word("ledger.written", edge.language, path=output.as_posix(), targets=len(rows)))


def _deliver(
    rows: Sequence[LedgerRow], form: str, language: str, asked: str, output: Path | None, *, colored: bool
) -> None:
    """`language` is the reader's; a document is in its plan's own, unless a language was `asked` for."""
    if form == "xlsx" and output is not None:
        from plancheck.files import write_atomically
        from plancheck.workbook.drawing.ledger_book import ledger_book

        write_atomically(output, ledger_book(rows, asked))
        return
    from plancheck.render.ledger.forms import render_ledger

    write(
        render_ledger(rows, form, asked if form == "markdown" else language, width=terminal_width(), color=colored),
        output,
    )


def _form(asked: str, output: Path | None) -> str:
    """The format: as asked, else by the ending of `-o`, else as the terminal or pipe likes it."""
    if asked != "auto":
        return asked
    if output is not None:
        return _BY_SUFFIX.get(output.suffix.lower(), "lines")
    return "table" if auto_format() == "table" else "lines"


def _filter(plans: list[Plan], tasks: list[str], names: list[str], kinds: list[str], due: str) -> LedgerFilter:
    from plancheck.plan.ledger import LedgerFilter
    from plancheck.plan.vocabulary import Kind
    from plancheck.workspace.targets import choose_departments

    return LedgerFilter(
        tasks=frozenset(task.casefold() for task in tasks),
        departments=frozenset(choose_departments(plans, names)),
        kinds=frozenset(Kind(choose("--kind", kind, tuple(Kind))) for kind in kinds),
        due=_day(due) if due else None,
    )


def _day(due: str) -> date:
    """A day, or the last day of a bare year."""
    return read_day("--due", f"{due}-12-31" if re.fullmatch("[0-9]{4}", due) else due)


def _asked(tasks: Repeated, names: Repeated, kinds: Repeated, due: str) -> str:
    options = (("--task", tasks), ("--department", names), ("--kind", kinds), ("--due", [due] if due else None))
    return " ".join(f"{option} {value}" for option, values in options for value in values or ())
