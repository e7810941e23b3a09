"""`plancheck explain TARGET|RULE|REASON`: how a verdict came about, what a rule means."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from plancheck.cli.console import auto_format, terminal_width, wants_color, write
from plancheck.cli.exits import PASSED
from plancheck.cli.options import AsOf, Color, Edge, Lang, Output, WhatIf, begin, choose
from plancheck.rules.usage import UsageProblem

if TYPE_CHECKING:
    from plancheck.plan.model import Plan, Target

FORMATS = ("auto", "table", "lines", "json")

Name = Annotated[str, typer.Argument(metavar="TARGET|RULE|REASON", help="目标编号、规则代号或评定原因")]
PlanName = Annotated[str, typer.Option("--plan", metavar="PLAN", help="只在这个方案里找 · only in this plan")]


def run(
    name: Name,
    plan: PlanName = "",
    as_of: AsOf = "",
    what_if: WhatIf = None,
    format: str = typer.Option("auto", "--format", metavar="|".join(FORMATS)),  # noqa: A002
    lang: Lang = "",
    output: Output = None,
    color: Color = "auto",
) -> None:
    edge = begin(lang, as_of, near=[plan] if plan else None)
    form = choose("--format", format, FORMATS)
    if form == "auto":
        form = "table" if auto_format() == "table" else "lines"
    text = _explain_word(edge, name, form)
    if text is None:
        colored = output is None and wants_color(color, sys.stdout)
        text = _explain_target(edge, name, plan, what_if or [], form, colored=colored)
    write(text, output)
    raise typer.Exit(PASSED)


def _explain_word(edge: Edge, name: str, form: str) -> str | None:
    """A rule of the checks, or a reason code; None where the word is neither."""
    from plancheck.render.explain.rule import reason_json, reason_text, rule_json, rule_text
    from plancheck.rules import catalogue
    from plancheck.rules.deciding import deciding_rules
    from plancheck.scoring.marks import Reason

    word = name.casefold()
    if word in set(Reason):
        from plancheck.findings import TextPlace
        from plancheck.scoring.settings import read_settings

        rules = {key: rule for key, rule in deciding_rules().items() if _is_of(key, word)}
        settings, _ = read_settings(edge.workspace.config.scoring, TextPlace("plancheck.toml"))
        listed = dict(settings.listed())
        if form == "json":
            return _json(reason_json(word, rules, edge.language, listed))
        return reason_text(word, rules, edge.language, listed, terminal_width())
    if word not in catalogue():
        return None
    rule = catalogue()[word]
    if form == "json":
        return _json(rule_json(rule, edge.language))
    return rule_text(rule, edge.language, terminal_width())


def _is_of(key: str, reason: str) -> bool:
    """Whether a rule is the reason's own or a variant of it: `met-milestone` of `met`, `met-late-milestone` of `met-late`."""
    from plancheck.scoring.marks import Reason

    begins = [code for code in Reason if key == code or key.startswith(f"{code}-")]
    return max(begins, key=len, default="") == reason


def _explain_target(edge: Edge, name: str, plan_name: str, what_if: Sequence[str], form: str, *, colored: bool) -> str:
    from plancheck.explanation.explanation import explain_target
    from plancheck.workspace.assess import assess_plan
    from plancheck.workspace.what_if import read_suppositions

    plan, target = _find(edge, name, plan_name)
    supposed = read_suppositions([plan], what_if)
    told = explain_target(assess_plan(edge.workspace, plan, what_if=supposed.get(plan.id, ())), target)
    if form == "json":
        from plancheck.render.explain.as_json import explanation_json

        return _json(explanation_json(told, edge.language))
    from plancheck.render.explain.as_text import ExplainPage, explain_lines
    from plancheck.render.terminal.symbols import symbols_for

    if form == "lines":
        return explain_lines(told, edge.language)
    page = ExplainPage(edge.language, symbols_for(sys.stdout.encoding), terminal_width(), colored)
    return page.render(told)


def _find(edge: Edge, name: str, plan_name: str) -> tuple[Plan, Target]:
    """The target meant. A plan with errors is no obstacle to explaining a target of another."""
    from plancheck.workspace.plans import read_plans
    from plancheck.workspace.targets import find_target, targets_named

    chosen = [plan_name] if plan_name else None
    plans = [file.plan for file in read_plans(edge.workspace, chosen) if file.plan is not None]
    if not targets_named(plans, name):
        raise UsageProblem("nothing-to-explain", found=name, nearest=", ".join(_nearest(name, plans)))
    plan, target = find_target(plans, name)
    return edge.workspace.plan(plan.path), target


def _nearest(name: str, plans: Sequence[Plan]) -> list[str]:
    from plancheck.rules import catalogue
    from plancheck.scoring.marks import Reason
    from plancheck.text.nearest import nearest_few

    words = {target.id.casefold(): target.id for plan in plans for target in plan.targets}
    words |= {word: word for word in (*catalogue(), *Reason)}
    return [words[close] for close in nearest_few(name.casefold(), words)]


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2)
