"""Reminders as paragraphs ready to be pasted into a message, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from plancheck.chase import Reminder
from plancheck.findings import CellPlace, Finding
from plancheck.gate import Decision
from plancheck.render.findings import finding_json
from plancheck.render.printable import one_line
from plancheck.rules import fix, message
from plancheck.words import word


def reminder_text(decision: Decision, reminder: Reminder, by: date) -> str:
    """One department's message, in the plan's language."""
    plan = decision.assessment.plan
    language = plan.language
    head = word("chase.greeting", language, plan=one_line(plan.title), year=decision.year, by=by)
    items = [*_silent(reminder, language), *_empty(reminder, language)]
    for pile, key in ((reminder.wrong, "wrong"), (reminder.unexplained, "unexplained")):
        items += [
            word(f"chase.{key}", language, cell=_cell(one), message=one_line(message(one, language)),
                 fix=one_line(fix(one, language)))
            for one in pile
        ]  # fmt: skip
    numbered = [f"{number}. {item}" for number, item in enumerate(dict.fromkeys(items), 1)]
    return "\n".join([f"【{reminder.department}】", head, *numbered, word("chase.closing", language)]) + "\n"


def _silent(reminder: Reminder, language: str) -> list[str]:
    return [
        word("chase.silent", language, **dict(one.values), file=PurePosixPath(one.path).name) for one in reminder.silent
    ]


def _empty(reminder: Reminder, language: str) -> list[str]:
    """Empty cells of one sheet together: a list of cells, and the targets they are for."""
    by_sheet: dict[str, list[Finding]] = {}
    for one in reminder.empty:
        by_sheet.setdefault(one.place.sheet if isinstance(one.place, CellPlace) else one.path, []).append(one)
    texts = []
    for sheet, members in by_sheet.items():
        cells = ", ".join(one.place.cells or "" for one in members if isinstance(one.place, CellPlace))
        targets = ", ".join(dict.fromkeys(dict(one.values).get("target", "") for one in members))
        texts.append(word("chase.empty", language, cell=f"{sheet}!{cells}" if cells else sheet, targets=targets))
    return texts


def _cell(one: Finding) -> str:
    place = one.place
    return f"{place.sheet}!{place.cells}" if isinstance(place, CellPlace) and place.cells else str(place)


def reminders_json(found: Sequence[tuple[Decision, list[Reminder]]], by: date, language: str) -> str:
    plans: list[dict[str, Any]] = [
        {
            "id": decision.assessment.plan.id,
            "year": decision.year,
            "by": by.isoformat(),
            "departments": [
                {
                    "department": one.department,
                    "message": reminder_text(decision, one, by),
                    "findings": [
                        finding_json(item, language) for item in (*one.silent, *one.empty, *one.wrong, *one.unexplained)
                    ],
                }
                for one in reminders
            ],
        }
        for decision, reminders in found
    ]
    return json.dumps({"format": 1, "plans": plans}, ensure_ascii=False, indent=2)
