"""`plancheck status`: score every target."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from plancheck.cli.console import auto_format, tell, terminal_width, wants_color, write
from plancheck.cli.exits import FINDINGS, PASSED
from plancheck.cli.options import (
    AsOf,
    Color,
    Edge,
    Jobs,
    Lang,
    NoCache,
    Output,
    PlanNames,
    Quiet,
    WhatIf,
    begin,
    choose,
)
from plancheck.rules.usage import UsageProblem
from plancheck.workspace.days import read_day

if TYPE_CHECKING:
    from datetime import date

    from plancheck.assessment.assess import Assessment
    from plancheck.assessment.changes import Changes
    from plancheck.plan.model import Target
    from plancheck.render.status.grouping import Grouping
    from plancheck.workspace.targets import TargetFilter

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
    since: str = typer.Option("", "--since", metavar="DATE", help="自这一天以来的变化 · what changed since a day"),
    what_if: WhatIf = None,
    format: str = typer.Option("auto", "--format", metavar="auto|table|lines|json|github"),  # noqa: A002
    lang: Lang = "",
    output: Output = None,
    color: Color = "auto",
    quiet: Quiet = False,
    jobs: Jobs = 0,
    no_cache: NoCache = False,
) -> None:
    from plancheck.render.status.grouping import GROUPINGS
    from plancheck.words import word
    from plancheck.workspace.assess import assess_plans
    from plancheck.workspace.plans import read_plan_set
    from plancheck.workspace.targets import TargetFilter, choose_departments, choose_tasks
    from plancheck.workspace.what_if import read_suppositions

    edge = begin(lang, as_of, jobs=jobs, no_cache=no_cache, quiet=quiet, near=plans)
    workspace = edge.workspace
    earlier = _earlier_day(workspace.as_of, since) if since else None
    form = choose("--format", format, FORMATS)
    choose("--by", by, GROUPINGS)
    wanted = _words("--only", only)
    failing = _words("--fail-on", fail_on)
    meant = read_plan_set(workspace, plans)
    if not meant.sound:
        meant.refuse()
    found = meant.sound
    chosen = choose_departments(found, department) if department else None
    shown = TargetFilter(frozenset(wanted), choose_tasks(found, task), chosen)
    supposed = read_suppositions(found, what_if or [])
    assessments = assess_plans(workspace, meant, what_if=supposed, is_all=not plans)
    form = auto_format() if form == "auto" else form
    colored = output is None and wants_color(color, sys.stdout)
    view = _View(edge, shown, form, by, _changes(assessments, earlier), colored=colored, quiet=quiet)
    write(_render(view, assessments), output)
    if not quiet and not any(one.reports.submissions for one in assessments):
        tell(word("status.nothing-reported", edge.language, folder=workspace.shown(workspace.config.reports)))
    meant.refuse(already_shown=form != "table")
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


def _earlier_day(as_of: date, since: str) -> date:
    day = read_day("--since", since)
    if day >= as_of:
        raise UsageProblem("since-not-before", since=day, as_of=as_of)
    return day


def _changes(assessments: Sequence[Assessment], earlier: date | None) -> dict[str, Changes]:
    if earlier is None:
        return {}
    from plancheck.assessment.changes import compare_assessments, look_back

    return {one.plan.id: compare_assessments(look_back(one, earlier), one) for one in assessments}


@dataclass(frozen=True, slots=True)
class _View:
    """What is shown of the assessments, and how. `changes` by plan, where they were asked for."""

    edge: Edge
    shown: TargetFilter
    form: str
    by: str
    changes: Mapping[str, Changes]
    colored: bool
    quiet: bool

    @property
    def language(self) -> str:
        return self.edge.language


def _render(view: _View, assessments: Sequence[Assessment]) -> str:
    if view.form == "json":
        from plancheck.render.status.as_json import assessments_json

        listed = {(one.plan.id, target.id) for one in assessments for target in view.shown.targets(one)}
        told = assessments_json(assessments, view.language, listed, view.changes)
        return json.dumps(told, ensure_ascii=False, indent=2)
    listed_of = [(assessment, view.shown.targets(assessment)) for assessment in assessments]
    # That nothing is missed is an answer: every plan then says so in its head.
    every = not view.shown.is_set or not any(targets for _, targets in listed_of)
    texts = []
    for assessment, targets in listed_of:
        if targets or every:
            texts += _plan_texts(view, assessment, targets)
    return "\n".join(texts) if view.form == "table" else "".join(texts)


def _plan_texts(view: _View, assessment: Assessment, targets: Sequence[Target]) -> list[str]:
    from plancheck.render.findings.digest import findings_digest
    from plancheck.render.findings.forms import render_findings
    from plancheck.render.status.as_lines import status_lines
    from plancheck.render.status.grouping import group_targets
    from plancheck.render.verdict.what_if import findings_left_out

    by = view.by if view.form == "table" or view.by == "department" else ""
    groups = group_targets(assessment.plan, targets, by, view.language, view.shown.of_plan(assessment.plan))
    # Findings are on what was reported: beside what is only supposed they would be taken for its own.
    left_out = findings_left_out(assessment, view.language) if assessment.what_if else ""
    if view.form == "table":
        shown = _table(view, assessment, groups)
        digest = findings_digest(assessment, view.language, color=view.colored)
        return [shown] if view.quiet else [shown, left_out or digest]
    shown = status_lines(assessment, groups, view.language, view.changes.get(assessment.plan.id))
    found = left_out or render_findings(assessment.findings, view.form, view.language)
    return [shown] if view.quiet else [shown, found]


def _table(view: _View, assessment: Assessment, groups: Sequence[Grouping]) -> str:
    from plancheck.render.status.as_table import StatusTable, print_status
    from plancheck.render.terminal.symbols import symbols_for

    changes = view.changes.get(assessment.plan.id)
    table = StatusTable(view.language, symbols_for(sys.stdout.encoding), terminal_width(), changes)
    return print_status(table, assessment, groups, color=view.colored, pinned=view.edge.as_of_pinned)
