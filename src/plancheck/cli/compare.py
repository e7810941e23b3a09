"""`plancheck compare`: plans beside each other, upper and lower or of equal rank."""

from __future__ import annotations

import sys

import typer

from plancheck.cli.console import auto_format, terminal_width, wants_color, write
from plancheck.cli.exits import PASSED
from plancheck.cli.options import AsOf, Color, Jobs, Lang, NoCache, Output, PlanNames, begin, choose
from plancheck.rules.usage import UsageProblem

FORMATS = ("auto", "table", "lines", "json", "markdown")


def run(
    plans: PlanNames = None,
    as_of: AsOf = "",
    no_cache: NoCache = False,
    jobs: Jobs = 0,
    format: str = typer.Option("auto", "--format", metavar="|".join(FORMATS)),  # noqa: A002
    lang: Lang = "",
    output: Output = None,
    color: Color = "auto",
) -> None:
    from plancheck.compare.ranking import compare_plans
    from plancheck.render.compare.forms import render_comparison
    from plancheck.workspace.assess import assess_plan
    from plancheck.workspace.plans import sound_plans

    edge = begin(lang, as_of, jobs=jobs, no_cache=no_cache, near=plans)
    form = choose("--format", format, FORMATS)
    if form == "auto":
        form = "table" if auto_format() == "table" else "lines"
    found = sound_plans(edge.workspace, plans)
    chosen = list({plan.path: plan for plan in found}.values())
    if len(chosen) < 2:
        raise UsageProblem("compare-needs-two", found=", ".join(plan.id for plan in chosen))
    comparison = compare_plans([assess_plan(edge.workspace, plan) for plan in chosen])
    colored = output is None and wants_color(color, sys.stdout)
    encoding = "utf-8" if output is not None else sys.stdout.encoding
    shown = render_comparison(comparison, form, edge.language, width=terminal_width(), color=colored, encoding=encoding)
    write(shown, output)
    raise typer.Exit(PASSED)
