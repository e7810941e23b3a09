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
    from plancheck.plan.parents import check_parent
    from plancheck.render.findings.forms import render_findings
    from plancheck.rules import has_errors, sort_findings
    from plancheck.words import word
    from plancheck.workspace.gate import misdirected
    from plancheck.workspace.plans import read_plans

    edge = begin(lang)
    choose("--format", format, ("auto", "lines", "table", "json", "github", "junit"))
    read = [
        (path, plan, [*faults, *(check_parent(plan, path) if plan else ())])
        for path, plan, faults in read_plans(edge.config, plans)
    ]
    sound = [plan for _, plan, faults in read if plan and not has_errors(faults)]
    found = sort_findings([*(item for _, _, faults in read for item in faults), *misdirected(edge, sound)])
    form = auto_format() if format == "auto" else format
    paths = [path.as_posix() for path, _, _ in read]
    colored = output is None and wants_color(color, sys.stdout)
    text = render_findings(found, form, edge.language, checked=paths, color=colored)
    if form in ("lines", "table"):
        text += "".join(
            word("cli.lint-passed", edge.language, plan=plan.id, tasks=len(plan.tasks), targets=len(plan.targets))
            + "\n"
            for _, plan, faults in read
            if plan and not has_errors(faults)
        )
    write(text, output)
    raise typer.Exit(FINDINGS if has_errors(found) or any(plan is None for _, plan, _ in read) else PASSED)
