"""What a page says of a plan: title, document, to whom its workbooks are sent, and by which day."""

from __future__ import annotations

from plancheck.plan.model import Plan
from plancheck.plan.periods import day_to_hand_in, period_ends
from plancheck.words import word


def plan_facts(plan: Plan) -> dict[str, object]:
    """As the page's script is handed it. `recipient` is one text a language, both empty where the plan names nobody.

    `due` has the end of each of the plan's periods and the last day to hand it in; nothing where the plan does not say.
    """
    return {
        "id": plan.id,
        "title": plan.title,
        "document": plan.document,
        "recipient": {language: _recipient(plan, language) for language in ("zh", "en")},
        "due": [
            [end.isoformat(), day.isoformat()]
            for year in range(plan.start.year, plan.end.year + 1)
            for end in period_ends(year, plan.reporting)
            if end >= plan.start and (day := day_to_hand_in(plan, end)) is not None
        ],
    }


def _recipient(plan: Plan, language: str) -> str:
    if plan.recipient is None:
        return ""
    values = {"name": plan.recipient.name, "phone": plan.recipient.phone, "mail": plan.recipient.mail}
    return word("page.recipient", language, **values)
