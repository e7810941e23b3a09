"""The yearly report as Markdown for a forge: headings and tables, every text escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from plancheck import __version__
from plancheck.render.report.chapters import chapter_sentence, report_parts
from plancheck.render.report.counts import LAMP_SIGNS, lamp_counts, signed_lamps, status_words
from plancheck.render.report.lines import TargetLine, long_notes, risky_lines, short_lines, target_line
from plancheck.render.report.outstanding import pace_cells, silence_words
from plancheck.render.report.overview import change_sentence, changed_targets, overview_sentences
from plancheck.render.report.text import ReportText
from plancheck.render.report.words import printed
from plancheck.report.content import DepartmentRow
from plancheck.scoring.rollup import Counts

#: A cell that is longer is cut here, and stands whole at the end.
_LONGEST = 400


def report_md(text: ReportText) -> str:
    """The report, a section after the other."""
    year = text.report.year
    parts = [
        f"# {escape_markdown(text.title)}\n\n{escape_markdown(text.subtitle)}",
        *(f"> **{escape_markdown(note)}**" for note in text.warnings()),
        _section(text, "overview", _counts(text), *map(escape_markdown, overview_sentences(text))),
        _section(text, "change", escape_markdown(change_sentence(text)), _turned(text), year=year - 1),
        _section(text, "matrix", _matrix(text), escape_markdown(text.say("page.matrix-note"))),
        _section(text, "silence", _silence(text)),
        _section(text, "short", _short(text)),
        _section(text, "risk", _risk(text)),
        _section(text, "targets", *_chapters(text)),
        _section(text, "pace", _pace(text), year=year + 1),
        _section(text, "waivers", _waivers(text)),
        _section(text, "faults", _faults(text)),
        _section(text, "method", *_method(text)),
        _notes(text),
        escape_markdown(text.say("page.generated", version=__version__)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape_markdown(text: str) -> str:
    """Text that stays text: no pipe ends a cell, no mark formats, no tag opens, nobody is mentioned."""
    escaped = re.sub(r"([\\|`*_\[\]#~])", r"\\\1", text)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "&#64;")
    escaped = re.sub(r"(?i)(https?|ftp):", r"\1&#58;", escaped)
    return "<br>".join(re.sub(r"^([-+]|\d+[.)])(?=\s)", r"\\\1", line) for line in escaped.split("\n"))


def _section(text: ReportText, name: str, *parts: str, **values: object) -> str:
    heading = f"## {escape_markdown(text.say(f'section.{name}', **values))}"
    return "\n\n".join([heading, *filter(None, parts)])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [[escape_markdown(cell) for cell in head], ["---"] * len(head)]
    lines += [[escape_markdown(cell) for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"


def _counts(text: ReportText) -> str:
    return _table(_counts_head(text), [_counts_cells(text.report.counts)])


def _counts_head(text: ReportText) -> list[str]:
    return [*status_words(text.language), *signed_lamps(text.language)]


def _counts_cells(counts: Counts) -> list[str]:
    return [*map(str, counts.by_status()), *map(str, lamp_counts(counts))]


def _turned(text: ReportText) -> str:
    head = [text.say(f"head.{name}") for name in ("turn", "id", "indicator", "before", "status")]
    rows = [
        [change, line.id, line.seen.indicator, line.before, text.verdict(line.entry.verdict)]
        for change, lines in changed_targets(text)
        for line in lines
    ]
    return _table(head, rows) if rows else ""


def _matrix(text: ReportText) -> str:
    names = [text.say(f"head.{name}") for name in ("department", "targets", "filing", "faults")]
    head = [*names[:2], *_counts_head(text), *names[2:]]
    return _table(head, [_department(text, row) for row in text.report.departments])


def _department(text: ReportText, row: DepartmentRow) -> list[str]:
    numbers = [str(row.counts.total), *_counts_cells(row.counts)]
    faults = f"{row.errors} / {row.warnings}" if row.errors or row.warnings else ""
    return [printed(row.name), *numbers, text.say(f"filing.{row.filing}"), faults]


def _silence(text: ReportText) -> str:
    rows = text.report.silent
    if not rows:
        return escape_markdown(text.say("page.all-reported"))
    lines = (
        text.say("official.silence-line", department=printed(row.name), text=silence_words(text, row)) for row in rows
    )
    return "\n".join(f"- {escape_markdown(line)}" for line in lines)


def _explained(text: ReportText, lines: Sequence[TargetLine], nothing: str) -> str:
    """Targets with what the departments say about them."""
    names = ("id", "indicator", "goal", "latest", "departments", "reason", "measure", "measure_by")
    rows = [
        [
            line.id,
            line.seen.indicator,
            line.seen.goal,
            line.latest,
            line.departments,
            _cut(line.reason) or text.say("page.no-reason"),
            _cut(line.measure) or text.say("page.no-measure"),
            line.measure_by,
        ]
        for line in lines
    ]
    return _table([text.say(f"head.{name}") for name in names], rows) if rows else escape_markdown(text.say(nothing))


def _short(text: ReportText) -> str:
    return _explained(text, short_lines(text), "page.no-short")


def _risk(text: ReportText) -> str:
    return _explained(text, risky_lines(text), "page.no-risk")


def _chapters(text: ReportText) -> list[str]:
    blocks = []
    for part in report_parts(text):
        blocks.append(f"### {escape_markdown(part.title)}")
        for heading, chapter in part.chapters:
            if heading:
                blocks.append(f"#### {escape_markdown(heading)}")
            blocks.append(escape_markdown(chapter_sentence(text, chapter)))
            blocks.append(_ledger(text, [target_line(text, entry) for entry in chapter.entries]))
    return blocks


def _ledger(text: ReportText, lines: Sequence[TargetLine]) -> str:
    """At least one target: a chapter without any is no chapter."""
    rows = [_ledger_cells(text, line) for line in lines]
    return _table([text.say(f"head.{name}") for name in rows[0]], [list(row.values()) for row in rows])


def _ledger_cells(text: ReportText, line: TargetLine) -> dict[str, str]:
    return {
        "id": line.id,
        "indicator": line.seen.indicator,
        "latest": line.latest,
        "goal": line.seen.goal,
        "by": line.by,
        "attained": line.seen.attained,
        "expected": line.seen.expected,
        "status": f"{LAMP_SIGNS[line.seen.lamp]} {line.seen.verdict}",
        "why": text.join((line.seen.reason, line.remark, line.waiver), "semicolon"),
        "before": line.before,
        "departments": line.departments,
    }


def _pace(text: ReportText) -> str:
    year = text.report.year + 1
    names = ("id", "indicator", "goal", "by", "gap", "needed", "recent", "times", "next")
    rows = [
        [entry.target.id, printed(entry.target.indicator), *pace_cells(text, entry.pace, entry.target).values()]
        for entry in text.report.entries
        if entry.pace is not None
    ]
    if not rows:
        return escape_markdown(text.say("page.no-pace", year=year))
    return _table([text.say(f"head.{name}", year=year) for name in names], rows)


def _waivers(text: ReportText) -> str:
    names = ("id", "indicator", "reason", "approved", "until")
    rows = [
        [
            printed(note.waiver.target),
            printed(note.target.indicator) if note.target else "",
            printed(note.waiver.reason),
            printed(note.waiver.approved_by),
            note.waiver.until.isoformat() + (text.say("page.expired") if note.expired else ""),
        ]
        for note in text.report.waivers
    ]
    if not rows:
        return escape_markdown(text.say("page.no-waivers"))
    return _table([text.say(f"head.{name}") for name in names], rows)


def _faults(text: ReportText) -> str:
    rows = [[text.rule(one.rule), text.say(f"severity.{one.severity}"), str(one.count)] for one in text.report.faults]
    head = [text.say(f"head.{name}") for name in ("rule", "severity", "count")]
    return _table(head, rows) if rows else escape_markdown(text.say("page.no-faults"))


def _notes(text: ReportText) -> str:
    """Notes that were cut in a table, whole."""
    notes = [f"**{escape_markdown(name)}**\n\n{escape_markdown(words)}" for name, words in long_notes(text, _LONGEST)]
    return _section(text, "notes", *notes) if notes else ""


def _method(text: ReportText) -> list[str]:
    table = _table([text.say("head.setting"), text.say("head.value")], text.thresholds())
    return [escape_markdown(text.say("page.method-text")), escape_markdown(text.method_days()), table]
