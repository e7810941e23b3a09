"""`plancheck trace`: is every figure of the document in the plan, and every figure of the plan in the document."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from plancheck.cli.console import auto_format, wants_color, write
from plancheck.cli.exits import COULD_NOT_JUDGE, FINDINGS, PASSED
from plancheck.cli.options import Color, Lang, Output, begin, choose


def run(
    plan: str = typer.Argument(..., metavar="PLAN", help="方案代号或文件 · plan id or file"),
    source: Path = typer.Option(..., "--source", metavar="DOC", help="政策文件，.txt 或 .md · the document, as text"),
    all_matches: bool = typer.Option(
        False, "--all", help="列出每个数字由什么对应 · list what accounts for each figure"
    ),
    format: str = typer.Option("auto", "--format", metavar="auto|lines|json|github|junit"),  # noqa: A002
    lang: Lang = "",
    output: Output = None,
    color: Color = "auto",
) -> None:
    from plancheck.findings import Finding
    from plancheck.render.findings.forms import render_findings
    from plancheck.render.trace import matches_lines, trace_json, trace_summary
    from plancheck.rules import is_error
    from plancheck.source.document.document import read_document
    from plancheck.source.trace.trace import trace
    from plancheck.workspace.plans import read_plans

    edge = begin(lang)
    form = choose("--format", format, ("auto", "table", "lines", "json", "github", "junit"))
    form = auto_format() if form == "auto" else form
    colored = output is None and wants_color(color, sys.stdout)
    [file] = read_plans(edge.workspace, [plan])
    read, found = file.plan, file.findings
    document = read_document(source)
    if read is None or isinstance(document, Finding):
        faults = [document] if isinstance(document, Finding) else []
        faults = faults if read is not None else [*found, *faults]
        write(render_findings(faults, form, edge.language, color=colored), output)
        raise typer.Exit(COULD_NOT_JUDGE)
    traced = trace(read, document)
    # A target that is gone leaves others that point to it, or a task without any: both are to be seen with the gap.
    faults = [one for one in found if is_error(one) and one.rule != "empty-task"]
    if form == "json":
        text = trace_json(traced, faults, edge.language)
    else:
        text = matches_lines(traced, edge.language) if all_matches else ""
        checked = [document.path, read.path]
        text += render_findings([*faults, *traced.gaps], form, edge.language, checked=checked, color=colored)
        text += trace_summary(traced, len(faults), edge.language) if form in ("lines", "table") else ""
    write(text, output)
    raise typer.Exit(FINDINGS if traced.gaps or faults else PASSED)
