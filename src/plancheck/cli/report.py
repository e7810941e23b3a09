"""`plancheck report`: the yearly report, one content in six forms, `DIR/<plan>-<year>.<form>`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.console import tell, write
from plancheck.cli.options import AsOf, Edge, Jobs, Lang, NoCache, PlanNames, Quiet, Year, begin
from plancheck.rules.usage import UsageProblem

if TYPE_CHECKING:
    from plancheck.report.content import YearReport

#: Below this many targets a report is there before anybody looks for a bar.
_LONG_WORK = 100

To = Annotated[str, typer.Option("--to", metavar="FORM,…", help="格式 · html,docx,xlsx,md,json,csv")]
Folder = Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="写入文件夹 · folder to write to")]


def run(
    plans: PlanNames = None,
    year: Year = ...,  # type: ignore[assignment]
    to: To = "html",
    output: Folder = Path("out"),
    as_of: AsOf = "",
    lang: Lang = "",
    quiet: Quiet = False,
    jobs: Jobs = 0,
    no_cache: NoCache = False,
) -> None:
    from plancheck.files import write_atomically
    from plancheck.render.report.forms import render_report
    from plancheck.workspace.plans import sound_plans
    from plancheck.workspace.yearly import compile_year, day_of_judgement, plans_in_year

    edge = begin(lang, as_of, jobs=jobs, no_cache=no_cache, quiet=True, near=plans)  # the report has a bar of its own
    forms = _forms(to)
    chosen = plans_in_year(sound_plans(edge.workspace, plans), year, named=bool(plans))
    day_of_judgement(edge.workspace, year)
    with _progress(sum(len(plan.targets) for plan in chosen), edge, quiet=quiet) as advance:
        for plan in chosen:
            report = compile_year(edge.workspace, plan, year, advance)
            paths = []
            for form in forms:
                path = output / f"{plan.id}-{year}.{form}"
                write_atomically(path, render_report(report, form, lang or plan.language, output, edge.workspace.base))
                paths.append(path)
            _told(edge, report, paths, quiet=quiet)


def _forms(to: str) -> list[str]:
    from plancheck.render.report.forms import FORMS
    from plancheck.text.nearest import nearest

    forms = [form.strip().lower() for form in to.split(",") if form.strip()]
    for form in forms:
        if form not in FORMS:
            raise UsageProblem("report-form", found=form, allowed=", ".join(FORMS), nearest=nearest(form, FORMS))
    if not forms:
        raise UsageProblem("report-form", found=to, allowed=", ".join(FORMS), nearest="")
    if "docx" in forms:
        _check_docx()
    return list(dict.fromkeys(forms))


def _check_docx() -> None:
    from importlib.util import find_spec

    if find_spec("docx") is None:
        raise UsageProblem("docx-missing")


def _told(edge: Edge, report: YearReport, paths: list[Path], *, quiet: bool) -> None:
    from plancheck.words import word

    plan = report.assessment.plan
    if report.is_empty:
        tell(word("report.empty-warning", edge.language, plan=plan.id, year=report.year))
    if not quiet:
        write(word("report.wrote", edge.language, plan=plan.id, paths=" ".join(path.as_posix() for path in paths)))


@contextmanager
def _progress(total: int, edge: Edge, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """A bar on a terminal's stderr while the work is long, and nothing anywhere else."""
    if quiet or total < _LONG_WORK or not sys.stderr.isatty():
        yield lambda: None
        return
    from plancheck.cli.console import start_bar
    from plancheck.words import word

    bar = start_bar()
    if bar is None:
        yield lambda: None
        return
    with bar:
        job = bar.add_task(word("report.progress", edge.language), total=total)
        yield lambda: bar.advance(job)
