"""`plancheck validate`: is the workbook right."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from plancheck.cli.console import auto_format, tell, wants_color, write
from plancheck.cli.exits import FINDINGS, PASSED
from plancheck.cli.options import AsOf, Color, Jobs, Lang, NoCache, Output, Quiet, begin, choose
from plancheck.rules.usage import UsageProblem

if TYPE_CHECKING:
    from plancheck.findings import Finding

FORMATS = ("auto", "table", "lines", "json", "junit", "github")


def run(
    files: list[str] = typer.Argument(..., metavar="FILE…", help="文件、文件夹或通配符 · files, folders, patterns"),
    mark: bool = typer.Option(False, "--mark", help="另存标注副本 NAME.checked.xlsx · write marked copies"),
    jobs: Jobs = 0,
    as_of: AsOf = "",
    format: str = typer.Option("auto", "--format", metavar="|".join(FORMATS)),  # noqa: A002
    lang: Lang = "",
    output: Output = None,
    color: Color = "auto",
    quiet: Quiet = False,
    no_cache: NoCache = False,
) -> None:
    from plancheck.cli.files import expand, none_to_read
    from plancheck.render.findings.forms import render_findings
    from plancheck.rules import has_errors
    from plancheck.workspace.known_plans import KnownPlans
    from plancheck.workspace.validate import check_filed, identify_files, read_asked

    edge = begin(lang, as_of, jobs=jobs, no_cache=no_cache, quiet=quiet, near=files)
    form = choose("--format", format, FORMATS)
    form = auto_format() if form == "auto" else form
    paths = expand(files)
    known = KnownPlans(edge.workspace)
    filed = read_asked(edge.workspace, known, paths)
    found = check_filed(edge.workspace, known, filed)
    shown = [path.as_posix() for path in paths]
    colored = output is None and wants_color(color, sys.stdout)
    more = {"workbooks": [one.as_json() for one in identify_files(known, filed)]} if form == "json" else {}
    write(render_findings(found, form, edge.language, checked=shown, color=colored, more=more), output)
    if mark:
        _mark(paths, found, edge.language, quiet=quiet)
    if none_to_read(paths):
        raise UsageProblem("no-workbook", paths=", ".join(shown))
    if not quiet:
        from plancheck.render.findings.summary import findings_summary

        tell(findings_summary(found, shown, edge.language))
    raise typer.Exit(FINDINGS if has_errors(found) else PASSED)


def _mark(paths: list[Path], found: list[Finding], language: str, *, quiet: bool) -> None:
    """Write the copies. One that cannot be written keeps no other from being; the first such fault is raised at the end."""
    from plancheck.words import word
    from plancheck.workbook.intake.checked_names import original_of
    from plancheck.workbook.marked.copy import mark_copy

    theirs: dict[str, list[Finding]] = {}
    for one in found:
        theirs.setdefault(one.path, []).append(one)
    fault = None
    for path in paths:
        if original_of(path, paths) is not None:
            continue  # an earlier copy, beside its workbook
        try:
            copy = mark_copy(path, theirs.get(path.as_posix(), []), language)
        except OSError as problem:
            fault = fault or problem
            continue
        if copy is not None and not quiet:
            tell(word("cli.wrote", language, path=copy.as_posix()))
    if fault is not None:
        raise fault
