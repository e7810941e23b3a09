"""`plancheck chase`: a message to each department that is silent, late or wrong."""

from __future__ import annotations

from datetime import timedelta

import typer

from plancheck.cli.console import write
from plancheck.cli.options import AsOf, Jobs, Lang, NoCache, Output, PlanNames, Year, begin, choose
from plancheck.rules.usage import UsageProblem
from plancheck.workspace.days import read_day

#: Days that a department has to answer, where --by names no day.
_DAYS = 7


def run(
    year: Year,
    plans: PlanNames = None,
    by: str = typer.Option(
        "", "--by", metavar="DATE", help="办理期限 · the day to answer by; a week from the as-of day"
    ),
    department: list[str] = typer.Option([], "--department", metavar="NAME", help="单位 · only these departments"),
    as_of: AsOf = "",
    format: str = typer.Option("text", "--format", metavar="text|json"),  # noqa: A002
    lang: Lang = "",
    output: Output = None,
    jobs: Jobs = 0,
    no_cache: NoCache = False,
) -> None:
    from plancheck.gate.chase import remind
    from plancheck.render.gate.reminders import reminder_text, reminders_json
    from plancheck.words import word
    from plancheck.workspace.gate import decide_plans
    from plancheck.workspace.targets import choose_departments

    edge = begin(lang, as_of, jobs=jobs, no_cache=no_cache, near=plans)
    choose("--format", format, ("auto", "text", "json"))
    decisions = decide_plans(edge.workspace, plans, year)
    chosen = choose_departments([one.assessment.plan for one in decisions], department) if department else None
    day = read_day("--by", by) if by else edge.workspace.as_of + timedelta(days=_DAYS)
    if day < edge.workspace.as_of:
        raise UsageProblem("answer-day-past", found=day, day=edge.workspace.as_of)
    found = []
    for decision in decisions:
        plan = decision.assessment.plan
        names = {plan.department_name(key) for plan_id, key in chosen or () if plan_id == plan.id}
        found.append((decision, [one for one in remind(decision) if chosen is None or one.department in names]))
    if format == "json":
        write(reminders_json(found, day, edge.language), output)
        return
    texts = []
    for decision, reminders in found:
        texts += [reminder_text(decision, reminder, day) for reminder in reminders]
        if not reminders:
            texts.append(word("chase.nobody", edge.language, plan=decision.assessment.plan.id, year=year) + "\n")
    write("\n".join(texts), output)
