"""`plancheck gate`: pass or fail for a year."""

from __future__ import annotations

import sys

import typer

from plancheck.cli.console import auto_format, wants_color, write
from plancheck.cli.options import AsOf, Color, Lang, Output, PlanNames, Year, begin, choose
from plancheck.exits import FINDINGS, PASSED

FORMATS = ("auto", "table", "lines", "json", "junit", "github", "markdown")


def run(
    year: Year,
    plans: PlanNames = None,
    as_of: AsOf = "",
    format: str = typer.Option("auto", "--format", metavar="|".join(FORMATS)),  # noqa: A002
    lang: Lang = "",
    output: Output = None,
    color: Color = "auto",
) -> None:
    from plancheck.cli.deciding import decide_plans
    from plancheck.render.decision import render_decisions

    edge = begin(lang, as_of)
    form = choose("--format", format, FORMATS)
    form = auto_format() if form == "auto" else form
    decisions = decide_plans(edge, plans, year)
    colored = output is None and wants_color(color, sys.stdout)
    write(render_decisions(decisions, form, edge.language, color=colored), output)
    if form == "github":
        _step_summary(render_decisions(decisions, "markdown", edge.language))
    raise typer.Exit(PASSED if all(decision.passed for decision in decisions) else FINDINGS)


def _step_summary(text: str) -> None:
    """GitHub shows what is appended to this file on the run's page."""
    import os
    from pathlib import Path

    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(text)
