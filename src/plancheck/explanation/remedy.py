"""What would turn a verdict green: in, what had been reported; out, the least that would have to be reported next.

Nothing is claimed that was not judged: every remedy carries the verdict that the supposed value really gets.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from plancheck.assessment.assess import KnownReports
from plancheck.explanation.green_answers import GreenAnswers
from plancheck.explanation.what_if import Answer
from plancheck.plan.model import Target
from plancheck.scoring.marks import Reason, Status, Verdict
from plancheck.scoring.settings import Settings


class Outlook(StrEnum):
    """What there is to be done about a verdict."""

    ON_TRACK = "on-track"
    FINAL = "final"
    VALUE = "value"
    STATE = "state"
    BASE = "base"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Remedy:
    """`answer` reported for `day` gives the verdict `after`: at least so much, at most where less is better.

    `steady_day` is the first day on which keeping to the required rate gives green, `steady_after` the verdict then;
    `times` how much faster that is than lately, None where that cannot be said. Rates are a year.
    """

    outlook: Outlook
    day: date | None = None
    answer: Answer | None = None
    after: Verdict | None = None
    required_rate: Decimal | None = None
    recent_rate: Decimal | None = None
    times: Decimal | None = None
    steady_day: date | None = None
    steady_after: Verdict | None = None
    is_increment: bool = False


def find_remedy(heard: KnownReports, target: Target, verdict: Verdict, settings: Settings) -> Remedy:
    """What would turn a target's verdict green, and the pace that its date asks for."""
    if verdict.status is Status.ON_TRACK:
        return Remedy(Outlook.ON_TRACK)
    if verdict.row.status is Status.MISSED:
        return Remedy(Outlook.FINAL)
    if verdict.reason is Reason.MISSING_BASE:
        return Remedy(Outlook.BASE)
    answers = GreenAnswers(heard, target, verdict.row, settings)
    return _by_value(answers) if target.kind.is_numeric else _by_state(answers)


def _by_state(answers: GreenAnswers) -> Remedy:
    found = answers.soonest_state()
    return Remedy(Outlook.NOTHING) if found is None else Remedy(Outlook.STATE, *found)


def _by_value(answers: GreenAnswers) -> Remedy:
    day, answer, after = answers.soonest_value() or (None, None, None)
    steady_day, steady_after = answers.steady() or (None, None)
    required, recent = answers.row.required_rate, answers.row.recent_rate
    return Remedy(
        outlook=Outlook.NOTHING if answer is None else Outlook.VALUE,
        day=day,
        answer=answer,
        after=after,
        required_rate=required,
        recent_rate=recent,
        times=required / recent if required and recent and required > 0 and recent > 0 else None,
        steady_day=steady_day,
        steady_after=steady_after,
        is_increment=answers.is_increment,
    )
