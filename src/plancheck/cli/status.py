"""`plancheck status`: score every target."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from plancheck.cli.console import auto_format, terminal_width, wants_color, write
from plancheck.cli.options import AsOf, Color, Edge, Lang, Output, PlanNames, Quiet, begin, choose
from plancheck.exits import FINDINGS, PASSED, UsageProblem

if TYPE_CHECKING:
    from plancheck.assess import Assessment
    from plancheck.cli.target_filter import TargetFilter
    from plancheck.plan.model import Target

STATUSES = ("on-track", "at-risk", "missed")
LAMPS = ("green", "yellow", "red", "grey")
FORMATS = ("auto", "table", "lines", "json", "github")


def run(
    plans: PlanNames = None,
    only: str = typer.Option("", "--only", metavar="STATUS,…", help="只列这些 · missed,at-risk,on-track,red,grey…"),
    task: list[str] = typer.Option([], "--task", metavar="ID", help="任务编号 · only these tasks"),
    department: list[str] = typer.Option([], "--department", metavar="NAME", help="单位 · only these departments"),
    by: str = typer.Option("section", "--by", metavar="section|department|task", help="分组 · group by"),
    fail_on: str = typer.Option("", "--fail-on", metavar="STATUS,…", help="出现即退出码 1 · exit 1 where one is found"),
    as_of: AsOf = "",
    format: str = typer.Option("auto", "--format", metavar="auto|table|lines|json|github"),  # noqa: A002
    lang: Lang = "",
    output: Output = None,
    color: Color = "auto",
    quiet: Quiet = False,
) -> None:
    from plancheck.cli.choosing import choose_departments, sound_plans
    from plancheck.cli.filing import assess_plan
    from plancheck.cli.target_filter import TargetFilter
    from plancheck.render.grouping import GROUPINGS

    edge = begin(lang, as_of)
    form = choose("--format", format, FORMATS)
    choose("--by", by, GROUPINGS)
    wanted = _words("--only", only)
    failing = _words("--fail-on", fail_on)
    found, warnings = sound_plans(edge.config, plans)
    chosen = choose_departments(found, department) if department else None
    shown = TargetFilter(frozenset(wanted), frozenset(task), chosen)
    assessments = [
        assess_plan(edge, plan, warnings=[one for one in warnings if one.path == plan.path]) for plan in found
    ]
    if shown.is_set and not any(shown.targets(one) for one in assessments):
        raise UsageProblem("nothing-matches", filters=" ".join([only, *task, *department]).strip())
    form = auto_format() if form == "auto" else form
    colored = output is None and wants_color(color, sys.stdout)
    write(_render(edge, assessments, shown, form, by, colored=colored, quiet=quiet), output)
    hit = any(
        {str(verdict.status), str(verdict.lamp)} & set(failing)
        for one in assessments
        for verdict in one.verdicts.values()
    )
    raise typer.Exit(FINDINGS if hit else PASSED)


def _words(option: str, text: str) -> list[str]:
    words = [word.strip() for word in text.split(",") if word.strip()]
    for word in words:
        choose(option, word, (*STATUSES, *LAMPS))
    return words


def _render(
    edge: Edge,
    assessments: Sequence[Assessment],
    shown: TargetFilter,
    form: str,
    by: str,
    *,
    colored: bool,
    quiet: bool,
) -> str:
    if form == "json":
        from plancheck.render.assessment_json import assessments_json

        listed = {(one.plan.id, target.id) for one in assessments for target in shown.targets(one)}
        return json.dumps(assessments_json(assessments, edge.language, listed), ensure_ascii=False, indent=2)
    texts = []
    for assessment in assessments:
        targets = shown.targets(assessment)
        if shown.is_set and not targets:
            continue
        if form == "table":
            texts.append(_table(edge, assessment, targets, by, colored=colored))
        else:
            from plancheck.render.status_lines import status_lines

            texts.append(status_lines(assessment, targets, edge.language))
        if not quiet:
            from plancheck.render.findings import render_findings
            from plancheck.render.findings_digest import findings_digest

            if form == "table":
                texts.append(findings_digest(assessment, edge.language, color=colored))
            else:
                texts.append(render_findings(assessment.findings, form, edge.language))
    return "\n".join(texts) if form == "table" else "".join(texts)


def _table(edge: Edge, assessment: Assessment, targets: Sequence[Target], by: str, *, colored: bool) -> str:
    from plancheck.render.grouping import group_targets
    from plancheck.render.status_table import StatusTable, print_status
    from plancheck.render.symbols import symbols_for

    table = StatusTable(edge.language, symbols_for(sys.stdout.encoding), terminal_width())
    groups = group_targets(assessment.plan, targets, by, edge.language)
    return print_status(table, table.render(assessment, groups, pinned=edge.as_of_pinned), color=colored)
