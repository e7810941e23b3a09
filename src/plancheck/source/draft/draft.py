"""A policy document -> the text of a first plan file, with `# TODO` wherever an author has to look."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from plancheck.plan.vocabulary import Change
from plancheck.plan.vocabulary import Kind as TargetKind
from plancheck.source.document.document import Document
from plancheck.source.draft.guesses import Guess
from plancheck.source.draft.outline import DraftTask, Outline, outline
from plancheck.words import word

_WIDE = str.maketrans("()", "（）")


def draft(document: Document, plan_id: str, language: str = "zh") -> str:
    """A first plan file from a policy document, as TOML text.

    Sections, tasks, departments and figures are the document's own; kinds, indicators and missing dates are guesses.
    """
    plan = outline(document)
    names = {name: f"d{number:02}" for number, forms in enumerate(plan.departments, 1) for name in forms}
    lines = [f"# {_say('intro', language)}", "#:schema ./plan.schema.json", "format = 1", ""]
    lines += [*_head(plan, plan_id, language), *_departments(plan, names, language)]
    for section in plan.sections:
        lines += ["", "[[section]]", f"locator = {_text(section.locator)}", f"title = {_text(section.title)}"]
    prefix = "".join(character for character in plan_id.upper() if character.isalnum())[:4] or "P"
    for task in plan.tasks:
        lines += ["", *_task(task, names, prefix, language)]
    for figure, locator, times in plan.not_targets:
        lines += ["", "[[not_a_target]]", f"figure = {_text(figure)}", f"locator = {_text(locator)}"]
        lines.append(f"why = {_text(_say('why', language))}")
        if times > 1:
            lines.append(f"times = {times}")
    return "\n".join(lines) + "\n"


def _say(key: str, language: str) -> str:
    return word(f"draft.{key}", language)


def _text(value: str) -> str:
    return json.dumps(value.replace("\n", "").replace("\t", " ").translate(_WIDE), ensure_ascii=False)


def _list(values: Iterator[str] | tuple[str, ...]) -> str:
    return "[" + ", ".join(map(_text, values)) + "]"


def _keys(departments: tuple[str, ...], names: dict[str, str]) -> str:
    return _list(tuple(dict.fromkeys(names[name] for name in departments)))


def _head(plan: Outline, plan_id: str, language: str) -> Iterator[str]:
    unknown = _say("unknown", language)
    yield from ("[plan]", f"# TODO {_say('header', language)}", f"id = {_text(plan_id)}")
    yield f"title = {_text(plan.title or unknown)}"
    yield f"issuer = {_text(plan.issuer or unknown)}"
    if plan.number:
        yield f"document = {_text(plan.number)}"
    if plan.issued:
        yield f"issued = {plan.issued}"
    yield f"start = {plan.start}"
    yield f"end = {plan.end}"
    if plan.implements:
        yield f"implements = {_list(plan.implements)}"


def _departments(plan: Outline, names: dict[str, str], language: str) -> Iterator[str]:
    yield from ("", f"# TODO {_say('departments', language)}", "[departments]")
    for name, *others in plan.departments:
        aliases = f", aliases = {_list(tuple(others))}" if others else ""
        yield f"{names[name]} = {{ name = {_text(name)}{aliases} }}"
    yield f"todo = {{ name = {_text(_say('unknown', language))} }}"


def _task(task: DraftTask, names: dict[str, str], prefix: str, language: str) -> Iterator[str]:
    yield from ("[[task]]", f"id = {_text(task.id)}", f"locator = {_text(task.locator)}")
    if task.also_at:
        yield f"also_at = {_list(task.also_at)}"
    yield f"title = {_text(task.title)}"
    if task.lead:
        yield f"lead = {_keys(task.lead, names)}"
    else:
        yield f'lead = ["todo"] # TODO {_say("lead", language)}'
    if task.support:
        yield f"support = {_keys(task.support, names)}"
    if not task.guesses:
        yield from (
            "",
            "[[task.target]]",
            f'id = "{prefix}-{task.id}-1"',
            f"indicator = {_text(task.title)}",
            'kind = "action"',
        )
    for number, (guess, places) in enumerate(task.guesses, 1):
        yield from ("", "[[task.target]]", f'id = "{prefix}-{task.id}-{number}"')
        yield from _target(guess, language)
        if places != task.also_at:
            yield f"also_at = {_list(places)}"
    for number, row in enumerate(_silent_rows(task), len(task.guesses) + 1):
        yield from ("", "[[task.target]]", f'id = "{prefix}-{task.id}-{number}"', f"# TODO {_say('kind', language)}")
        yield from (f"indicator = {_text(task.title)}", 'kind = "action"', f"locator = {_text(row)}", "also_at = []")


def _silent_rows(task: DraftTask) -> list[str]:
    """The repeated rows that hold none of the task's figures; a task without figures has its action there already."""
    named = {place for _, places in task.guesses for place in places}
    return [row for row in task.also_at if task.guesses and row not in named]


def _target(guess: Guess, language: str) -> Iterator[str]:
    for doubt in guess.unsure:
        yield f"# TODO {_say(doubt, language)}"
    yield f"indicator = {_text(guess.indicator)}"
    yield f'kind = "{guess.kind}"'
    if guess.op:
        yield f'op = "{guess.op}"'
    if guess.value is not None:
        yield f"value = {guess.value:f}"
    if guess.up_to is not None:
        yield f"up_to = {guess.up_to:f}"
    if guess.change is Change.POINTS:
        yield f'change = "{guess.change}"'
    if guess.unit:
        yield f"unit = {_text(guess.unit)}"
    if guess.start:
        yield f"start = {guess.start}"
    if guess.by:
        yield f"by = {guess.by}"
    yield f"figure = {_text(guess.figure)}"
    yield from _qualifiers(guess, language)


def _qualifiers(guess: Guess, language: str) -> Iterator[str]:
    if guess.base or guess.kind in (TargetKind.GROWTH, TargetKind.PHASE_OUT):
        base = date(guess.base, 12, 31) if guess.base else date((guess.by or date(2000, 1, 1)).year - 1, 12, 31)
        yield f"baseline = {{ date = {base} }}" + ("" if guess.base else f" # TODO {_say('baseline', language)}")
    if guess.than:
        yield f"than = {_text(guess.than)}"
    if guess.strive:
        yield 'wording = "strive"'
    if guess.about:
        yield "about = 0.05"
    if guess.basically:
        yield "basically = 0.95"
