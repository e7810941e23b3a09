"""`plancheck lint`: is the plan file right."""

from __future__ import annotations

import sys

import typer

from plancheck.cli.console import auto_format, write
from plancheck.cli.exits import FINDINGS, PASSED
from plancheck.cli.options import Color, Lang, Output, PlanNames, begin, choose


def run(
    plans: PlanNames = None,
    format: str = typer.Option("auto", "--format", metavar="auto|lines|json|github|junit"),  # noqa: A002
    lang: Lang = "",
    output: Output = None,
    color: Color = "auto",
) -> None:
    from plancheck.cli.console import wants_color
    from plancheck.render.findings.forms import render_findings
    from plancheck.rules import has_errors
    from plancheck.words import word
    from plancheck.workspace.lint import lint_plans

    edge = begin(lang)
    choose("--format", format, ("auto", "lines", "table", "json", "github", "junit"))
    linted = lint_plans(edge.workspace, plans)
    form = auto_format() if format == "auto" else format
    checked = [file.shown for file in linted.files]
    colored = output is None and wants_color(color, sys.stdout)
    text = render_findings(linted.findings, form, edge.language, checked=checked, color=colored)
    if form in ("lines", "table"):
        text += "".join(
            word("cli.lint-passed", edge.language, plan=plan.id, tasks=len(plan.tasks), targets=len(plan.targets))
            + "\n"
            for plan in linted.sound
        )
    write(text, output)
    failed = has_errors(linted.findings) or any(file.plan is None for file in linted.files)
    raise typer.Exit(FINDINGS if failed else PASSED)
