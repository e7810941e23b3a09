"""Which terms of a target are in force on a day: a target with its amendments in, the same as of that day out.

A version is a number: 0 is what the plan's own document says, 1 what its first amendment made of it. Any version is
reached from any other, so that a look back from a later day finds what was asked for then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from plancheck.plan.amendments.terms import Amendment, Terms
from plancheck.plan.model import Plan, Target


def target_in_force(target: Target, day: date) -> Target:
    """A target as it stands on a day: an amendment holds from its own date on."""
    return version(target, sum(one.date <= day for one in target.amendments))


def version(target: Target, number: int) -> Target:
    """A target after the first so many of its amendments."""
    if number == target.amended:
        return target
    issued = target.issued or Terms(target.value, target.by, target.figure)
    terms = issued
    for amendment in target.amendments[:number]:
        terms = _amended(target, terms, amendment)
    return _stated(target, issued, terms, number)


def versions(target: Target) -> tuple[Target, ...]:
    """As the plan's document has it, and as each amendment leaves it; one alone where there is none.

    In one go: a file may hold as many amendments as lines.
    """
    terms = issued = target.issued or Terms(target.value, target.by, target.figure)
    every = [_stated(target, issued, issued, 0)]
    for number, amendment in enumerate(target.amendments, 1):
        terms = _amended(target, terms, amendment)
        every.append(_stated(target, issued, terms, number))
    return tuple(every)


def _stated(target: Target, issued: Terms, terms: Terms, number: int) -> Target:
    if number == target.amended:
        return target
    return replace(
        target,
        value=terms.value,
        by=terms.by,
        figure=terms.figure,
        amended=number,
        issued=issued if number else None,
    )


def plan_in_force(plan: Plan, day: date) -> Plan:
    """A plan with its targets as they stand on a day; the plan itself where that changes nothing."""
    tasks = tuple(
        replace(task, targets=targets) if targets != task.targets else task
        for task in plan.tasks
        for targets in [tuple(target_in_force(target, day) for target in task.targets)]
    )
    return plan if tasks == plan.tasks else replace(plan, tasks=tasks)


def _amended(target: Target, terms: Terms, amendment: Amendment) -> Terms:
    """A figure goes with its value: 约 and 基本 stay where only the deadline moves, and go where another value comes."""
    figure = terms.figure
    if amendment.value is not None or (amendment.figure and not target.kind.is_numeric):
        figure = amendment.figure
    value = terms.value if amendment.value is None else amendment.value
    return Terms(value, amendment.by or terms.by, figure)
