"""A comparison of plans as lines or Markdown; `comparison_table` draws it for a terminal, `comparison_json` is for programs."""

from __future__ import annotations

import json

from plancheck.compare.model import ComparedTarget, Comparison, IndicatorRow
from plancheck.render.compare import words as say
from plancheck.render.compare.verdicts import borderline, status
from plancheck.render.tables.markdown import markdown_head, markdown_row, markdown_text
from plancheck.render.terminal.printable import one_line
from plancheck.render.verdict.words import method_text
from plancheck.words import word

FORMS = ("table", "lines", "json", "markdown")
_HEADS = ("plan", "target", "indicator", "demand", "due", "status", "latest", "note")


def render_comparison(
    comparison: Comparison, form: str, language: str, *, width: int = 100, color: bool = False, encoding: str = "utf-8"
) -> str:
    """The comparison in one of FORMS. `width`, `color` and `encoding` are the terminal's."""
    match form:
        case "json":
            from plancheck.render.compare.as_json import comparison_json

            return json.dumps(comparison_json(comparison), ensure_ascii=False, indent=2)
        case "markdown":
            return comparison_markdown(comparison, language)
        case "table":
            from plancheck.render.compare.as_table import comparison_table

            return comparison_table(comparison, language, width=width, color=color, encoding=encoding)
        case _:
            return comparison_lines(comparison, language)


def comparison_lines(comparison: Comparison, language: str) -> str:
    """A line for each target of each row, `key: plan/target: status lamp: demand / latest; notes`, and for each sum."""
    lines = [say.title(comparison, language), *say.summary(comparison, language)]
    for row in say.shown_rows(comparison):
        lines += _row_lines(comparison, row, language)
    for heading, entries in say.lists_of_alone(comparison, language):
        lines.append(heading)
        lines += [_entry_line(entry, language, []) for entry in entries]
    lines += [say.actions_text(comparison, language), method_text(comparison.assessments, language)]
    return "".join(f"{line}\n" for line in lines if line)


def _row_lines(comparison: Comparison, row: IndicatorRow, language: str) -> list[str]:
    lines = []
    for place, entry in enumerate(row.entries):
        if entry is not None:
            pairing = row.pairings[place]
            notes = [str(pairing.relation)] if pairing is not None and comparison.cascade else []
            notes += say.pairing_notes(row, place, language)
            lines.append(f"{row.key}: {_entry_line(entry, language, notes)}")
    return [*lines, *(f"{row.key}: {note}" for note in say.row_notes(comparison, row, language))]


def _entry_line(entry: ComparedTarget, language: str, notes: list[str]) -> str:
    verdict = f"{entry.verdict.status} {entry.verdict.lamp}"
    due = entry.target.by.isoformat() if entry.target.by else word("compare.none", language)
    values = f"{say.demand(entry, language)}, {due}, {say.latest(entry, language)}"
    colon, semicolon = word("compare.colon", language), word("compare.semicolon", language)
    asked = f"{one_line(entry.target.indicator)}{colon}{values}"
    told = semicolon.join(filter(None, [asked, borderline(entry, language), *notes]))
    return f"{entry.plan.id}/{entry.target.id}: {verdict}: {told}"


def comparison_markdown(comparison: Comparison, language: str) -> str:
    """A heading, the counts, one table of pairs, one for each list of targets without a counterpart."""
    paired = say.shown_rows(comparison)
    parts = [
        f"## {markdown_text(say.title(comparison, language))}\n",
        *(f"{markdown_text(line)}\n" for line in say.summary(comparison, language)),
    ]
    if paired:
        parts.append(_heading(_HEADS, language) + "".join(_markdown_rows(comparison, row, language) for row in paired))
    for heading, entries in say.lists_of_alone(comparison, language):
        cells = (_cells(entry, language) for entry in entries)
        parts += [
            f"### {markdown_text(heading)}\n",
            _heading(_HEADS[:-1], language) + "".join(map(markdown_row, cells)),
        ]
    if comparison.actions:
        parts.append(f"{markdown_text(say.actions_text(comparison, language))}\n")
    parts.append(f"{markdown_text(method_text(comparison.assessments, language))}\n")
    return "\n".join(parts)


def _heading(names: tuple[str, ...], language: str) -> str:
    return markdown_head([word(f"compare.head.{name}", language) for name in names])


def _markdown_rows(comparison: Comparison, row: IndicatorRow, language: str) -> str:
    semicolon = word("compare.semicolon", language)
    lines = []
    for place, entry in enumerate(row.entries):
        if entry is None:
            continue
        pairing = row.pairings[place]
        notes = [word(f"compare.relation.{pairing.relation}", language)] if pairing and comparison.cascade else []
        notes += say.pairing_notes(row, place, language)
        if entry is row.first:
            notes += say.row_notes(comparison, row, language)
        lines.append(markdown_row([*_cells(entry, language), semicolon.join(notes)]))
    return "".join(lines)


def _cells(entry: ComparedTarget, language: str) -> list[str]:
    due = entry.target.by.isoformat() if entry.target.by else ""
    return [
        entry.plan.id,
        entry.target.id,
        entry.target.indicator,
        say.demand(entry, language),
        due,
        status(entry, language),
        say.latest(entry, language),
    ]
