"""Reminders as paragraphs ready to be pasted into a message, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from plancheck.findings import CellPlace, Finding, TextPlace
from plancheck.findings.cell_ranges import join_cells
from plancheck.gate.chase import Reminder
from plancheck.gate.decision import Decision
from plancheck.render.gate.addresses import spoken_day, whom_to_ask, whom_to_send
from plancheck.render.terminal.printable import one_line, shorten
from plancheck.rules import fix, message
from plancheck.rules.as_json import finding_json
from plancheck.words import word

#: A message that lists more is not read; the rest is in the marked copy.
_WRONG_SHOWN = 8
#: So many targets are named with their indicator; more only by number.
_NAMED = 4
_NAME_WIDTH = 36


def reminder_text(decision: Decision, reminder: Reminder, by: date) -> str:
    """One department's message, in the plan's language."""
    plan = decision.assessment.plan
    language = plan.language
    items = [*_silent(reminder, language), *_owed(decision, reminder, language)]
    items += _empty(decision, reminder, language)
    items += [*_unexplained(decision, reminder, language), *_wrong(reminder, language)]
    head = word(
        "chase.greeting",
        language,
        plan=one_line(plan.title),
        year=decision.year,
        by=spoken_day(by, language),
        count=len(items),
    )
    numbered = [f"{number}. {item}" for number, item in enumerate(items, 1)]
    name = word("chase.name", language, department=one_line(reminder.department))
    addressed = [name, *whom_to_ask(decision, reminder.department), head]
    return "\n".join([*addressed, *numbered, *whom_to_send(decision), word("chase.closing", language)]) + "\n"


def _silent(reminder: Reminder, language: str) -> Iterator[str]:
    for finding in reminder.silent:
        values = {**dict(finding.values), "file": one_line(PurePosixPath(finding.path).name)}
        yield word("chase.silent", language, **values)


def _owed(decision: Decision, reminder: Reminder, language: str) -> Iterator[str]:
    """What earlier years never reported, day by day: a heading may be far from what is in sight."""
    by_days: dict[str, list[Finding]] = {}
    for finding in reminder.owed:
        by_days.setdefault(dict(finding.values)["periods"], []).append(finding)
    for days, members in by_days.items():
        cells, targets = _cells(members), _targets(decision, members, language)
        yield word("chase.owed", language, cells=cells, targets=targets, days=days)


def _empty(decision: Decision, reminder: Reminder, language: str) -> Iterator[str]:
    """What was left blank: numbers together, and states together."""
    states = [one for one in reminder.empty if one.rule == "missing-state" or not _is_number(decision, one)]
    for key, members in (("empty", [one for one in reminder.empty if one not in states]), ("empty-state", states)):
        if members:
            yield _together(decision, key, members, language)


def _unexplained(decision: Decision, reminder: Reminder, language: str) -> Iterator[str]:
    """What is to be written beside lamps: one item for what is missing alike."""
    without = {one.target for one in reminder.unexplained if one.rule == "gate-no-measure"}
    # Who is asked for a measure is asked for its date in the same breath.
    asked = [one for one in reminder.unexplained if one.rule != "gate-no-measure-date" or one.target not in without]
    for rule in dict.fromkeys(one.rule for one in asked):
        members = [one for one in asked if one.rule == rule]
        yield _together(decision, rule.removeprefix("gate-"), members, language)


def _together(decision: Decision, key: str, members: Sequence[Finding], language: str) -> str:
    return word(f"chase.{key}", language, cells=_cells(members), targets=_targets(decision, members, language))


def _is_number(decision: Decision, finding: Finding) -> bool:
    target = decision.assessment.plan.target(finding.target or "")
    return target is None or target.kind.is_numeric


def _wrong(reminder: Reminder, language: str) -> list[str]:
    items = list(dict.fromkeys(_correction(finding, language) for finding in reminder.wrong))
    rest = len(items) - _WRONG_SHOWN
    return items if rest <= 0 else [*items[:_WRONG_SHOWN], word("chase.more", language, count=rest)]


def _correction(finding: Finding, language: str) -> str:
    return word(
        "chase.wrong",
        language,
        cells=_cells([finding]),
        message=_clause(message(finding, language)),
        fix=_clause(fix(finding, language)),
    )


def _clause(text: str) -> str:
    return one_line(text).rstrip("。.")


def _cells(members: Sequence[Finding]) -> str:
    """`进度填报!H7:H9、J7`: neighbours joined, each sheet named once; the line of a CSV; the file, where it is all of it."""
    by_sheet: dict[str, list[str]] = {}
    others: list[str] = []
    for finding in members:
        place = finding.place
        if isinstance(place, CellPlace) and place.cells:
            by_sheet.setdefault(place.sheet, []).append(place.cells)
        else:
            others.append(_spot(place))
    shown = [
        f"{one_line(sheet)}!{'、'.join(joined for joined, _ in join_cells(dict.fromkeys(cells)))}"
        for sheet, cells in by_sheet.items()
    ]
    return "，".join([*shown, *dict.fromkeys(others)])


def _spot(place: TextPlace | CellPlace) -> str:
    name = one_line(PurePosixPath(place.path).name)
    if isinstance(place, CellPlace):
        return f"{name} {one_line(place.sheet)}"
    return name if place.line is None else f"{name}:{place.line}"


def _targets(decision: Decision, members: Sequence[Finding], language: str) -> str:
    """The targets meant, with their indicators where they are few."""
    ids = list(dict.fromkeys(dict(one.values).get("target", one.target or "") for one in members))
    if len(ids) > _NAMED:
        return "、".join(ids) if language != "en" else ", ".join(ids)
    plan = decision.assessment.plan
    named = []
    for target_id in ids:
        target = plan.target(target_id)
        name = shorten(one_line(target.indicator), _NAME_WIDTH) if target else ""
        named.append(word("chase.target", language, target=target_id, indicator=name))
    return "、".join(named) if language != "en" else ", ".join(named)


def reminders_json(found: Sequence[tuple[Decision, list[Reminder]]], by: date, language: str) -> str:
    """Every plan's reminders, each with its message and the findings behind it."""
    plans: list[dict[str, Any]] = [
        {
            "id": decision.assessment.plan.id,
            "year": decision.year,
            "by": by.isoformat(),
            "departments": [
                {
                    "department": reminder.department,
                    "message": reminder_text(decision, reminder, by),
                    "findings": [finding_json(one, language) for one in reminder.findings()],
                }
                for reminder in reminders
            ],
        }
        for decision, reminders in found
    ]
    return json.dumps({"format": 1, "plans": plans}, ensure_ascii=False, indent=2)
