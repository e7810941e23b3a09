"""`plancheck gate`: pass or fail for a year."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from plancheck.cli.console import auto_format, tell, wants_color, write
from plancheck.cli.exits import COULD_NOT_JUDGE, FINDINGS, PASSED
from plancheck.cli.options import AsOf, Color, Jobs, Lang, NoCache, Output, PlanNames, Year, begin, choose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancheck.gate.decision import Decision

FORMATS = ("auto", "table", "lines", "json", "junit", "github", "markdown")


def run(
    year: Year,
    plans: PlanNames = None,
    as_of: AsOf = "",
    format: str = typer.Option("auto", "--format", metavar="|".join(FORMATS)),  # noqa: A002
    lang: Lang = "",
    output: Output = None,
    color: Color = "auto",
    jobs: Jobs = 0,
    no_cache: NoCache = False,
) -> None:
    from plancheck.render.gate.decision import render_decisions, step_summary, verdict_line
    from plancheck.workspace.gate import decide_plans

    edge = begin(lang, as_of, jobs=jobs, no_cache=no_cache, near=plans)
    form = choose("--format", format, FORMATS)
    form = auto_format() if form == "auto" else form
    decisions = decide_plans(edge.workspace, plans, year)
    colored = output is None and wants_color(color, sys.stdout)
    write(render_decisions(decisions, form, edge.language, color=colored), output)
    if output is not None:
        for decision in decisions:
            tell(verdict_line(decision, edge.language))
    if form == "github":
        _add_to_summary(step_summary(decisions, edge.language))
    raise typer.Exit(_exit_code(decisions))


def _exit_code(decisions: Sequence[Decision]) -> int:
    """A year of which nothing was reported is no failure of anybody's, and no pass either."""
    if all(decision.passed for decision in decisions):
        return PASSED
    refused = any(decision.could_judge and not decision.passed for decision in decisions)
    return FINDINGS if refused else COULD_NOT_JUDGE


def _add_to_summary(text: str) -> None:
    """GitHub shows what is appended to this file on the run's page."""
    import os
    from pathlib import Path

    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(text)
