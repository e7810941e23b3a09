"""Whom a reminder goes to, whom the workbook goes to and by when it was due: a decision in, lines in the plan's language out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plancheck.gate.decision import Decision
from plancheck.observations import SignedBy
from plancheck.plan.model import Department
from plancheck.plan.periods import day_to_hand_in, period_ends
from plancheck.render.terminal.printable import one_line
from plancheck.words import word


def whom_to_ask(decision: Decision, department: str) -> Iterator[str]:
    """The department's contact as the plan has it, and who filled its last workbook; nothing where neither is known."""
    plan = decision.assessment.plan
    known = next((one for one in plan.departments.values() if one.name == department), None)
    if known is None:
        return
    signed = _last_signed(decision, known)
    values = {
        "contact": one_line(known.contact),
        "mail": known.mail,
        "name": one_line(signed.prepared_by) if signed else "",
        "phone": one_line(signed.phone) if signed else "",
    }
    if values["contact"] or values["mail"]:
        yield word("chase.contact", plan.language, **values)
    if values["name"] or values["phone"]:
        yield word("chase.last-filled", plan.language, **values)


def _last_signed(decision: Decision, department: Department) -> SignedBy | None:
    """Of the workbooks that came, those of the latest year; of two the later in the folder."""
    sent = [one for one in decision.assessment.reports.submissions if one.department == department.key and one.signed]
    return max(sent, key=lambda one: (one.year, one.path)).signed if sent else None


def whom_to_send(decision: Decision) -> Iterator[str]:
    """The office that receives the workbooks, and the day by which the latest period was to be handed in."""
    plan = decision.assessment.plan
    if plan.recipient is not None:
        values = {"name": plan.recipient.name, "phone": plan.recipient.phone, "mail": plan.recipient.mail}
        yield word("chase.recipient", plan.language, **{key: one_line(value) for key, value in values.items()})
    ended = [end for end in period_ends(decision.year, plan.reporting) if end <= decision.assessment.as_of]
    day = day_to_hand_in(plan, ended[-1]) if ended else None
    if day is not None:
        period, due = (spoken_day(one, plan.language) for one in (ended[-1], day))
        yield word("chase.due-day", plan.language, period=period, day=due)


def spoken_day(day: date, language: str) -> str:
    """2026年4月8日, in English 2026-04-08."""
    return word("chase.day", language, year=day.year, month=day.month, day=day.day, iso=day.isoformat())
