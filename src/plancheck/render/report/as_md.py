"""The yearly report as Markdown for a forge: headings and tables, every text escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from plancheck import __version__
from plancheck.render.report.text import Line, ReportText
from plancheck.render.report.words import printed
from plancheck.report.content import DepartmentRow
from plancheck.scoring.marks import Status
from plancheck.words import word

_MARK = {"green": "●", "yellow": "▲", "red": "■", "grey": "○"}
_STATUSES = ("on-track", "at-risk", "missed")
_LAMPS = ("green", "yellow", "red", "grey")
#: A cell that is longer is cut here, and stands whole at the end.
_LONGEST = 400


def report_md(text: ReportText) -> str:
    """The report, a section after the other."""
    year = text.report.year
    parts = [
        f"# {plain_text(text.title)}\n\n{plain_text(text.subtitle)}",
        *(f"> **{plain_text(note)}**" for note in text.warnings()),
        _section(text, "overview", _counts(text), *map(plain_text, text.overview())),
        _section(text, "change", plain_text(text.change()), _turned(text), year=year - 1),
        _section(text, "matrix", _matrix(text), plain_text(text.say("page.matrix-note"))),
        _section(text, "silence", _silence(text)),
        _section(text, "short", _short(text)),
        _section(text, "risk", _risk(text)),
        _section(text, "targets", *_chapters(text)),
        _section(text, "pace", _pace(text), year=year + 1),
        _section(text, "waivers", _waivers(text)),
        _section(text, "faults", _faults(text)),
        _section(text, "method", *_method(text)),
        _notes(text),
        plain_text(text.say("page.generated", version=__version__)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def plain_text(text: str) -> str:
    """Text that stays text: no pipe ends a cell, no mark formats, no tag opens, nobody is mentioned."""
    escaped = re.sub(r"([\\|`*_\[\]#~])", r"\\\1", text)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "&#64;")
    escaped = re.sub(r"(?i)(https?|ftp):", r"\1&#58;", escaped)
    return "<br>".join(re.sub(r"^([-+]|\d+[.)])(?=\s)", r"\\\1", line) for line in escaped.split("\n"))


def _section(text: ReportText, name: str, *parts: str, **values: object) -> str:
    heading = f"## {plain_text(text.say(f'section.{name}', **values))}"
    return "\n\n".join([heading, *filter(None, parts)])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [[plain_text(cell) for cell in head], ["---"] * len(head)]
    lines += [[plain_text(cell) for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"


def _counts(text: ReportText) -> str:
    counts = text.report.counts
    head = [word(f"scoring.status.{status}", text.language) for status in _STATUSES]
    lamps = {str(lamp): str(number) for lamp, number in counts.lamps.items()}
    head += [f"{_MARK[lamp]} {word(f'scoring.lamp.{lamp}', text.language)}" for lamp in _LAMPS]
    return _table(head, [[*map(str, counts.by_status()), *(lamps.get(lamp, "0") for lamp in _LAMPS)]])


def _turned(text: ReportText) -> str:
    head = [text.say(f"head.{name}") for name in ("turn", "id", "indicator", "before", "status")]
    rows = [
        [change, line.id, line.seen.indicator, line.before, text.verdict(line.entry.verdict)]
        for change, lines in text.changes()
        for line in lines
    ]
    return _table(head, rows) if rows else ""


def _matrix(text: ReportText) -> str:
    head = [text.say("head.department"), text.say("head.targets")]
    head += [word(f"scoring.status.{status}", text.language) for status in _STATUSES]
    head += [f"{_MARK[lamp]} {word(f'scoring.lamp.{lamp}', text.language)}" for lamp in _LAMPS]
    head += [text.say("head.filing"), text.say("head.faults")]
    return _table(head, [_department(text, row) for row in text.report.departments])


def _department(text: ReportText, row: DepartmentRow) -> list[str]:
    lamps = {str(lamp): str(number) for lamp, number in row.counts.lamps.items()}
    numbers = [str(row.counts.total), *map(str, row.counts.by_status()), *(lamps.get(lamp, "0") for lamp in _LAMPS)]
    faults = f"{row.errors} / {row.warnings}" if row.errors or row.warnings else ""
    return [printed(row.name), *numbers, text.say(f"filing.{row.filing}"), faults]


def _silence(text: ReportText) -> str:
    rows = text.report.silent
    if not rows:
        return plain_text(text.say("page.all-reported"))
    lines = (text.say("official.silence-line", department=printed(row.name), text=text.silence(row)) for row in rows)
    return "\n".join(f"- {plain_text(line)}" for line in lines)


def _explained(text: ReportText, lines: Sequence[Line], nothing: str) -> str:
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
    return _table([text.say(f"head.{name}") for name in names], rows) if rows else plain_text(text.say(nothing))


def _short(text: ReportText) -> str:
    return _explained(text, [line for line in text.lines() if line.entry.is_short], "page.no-short")


def _risk(text: ReportText) -> str:
    lines = [line for line in text.lines() if line.entry.verdict.status is Status.AT_RISK and not line.entry.is_short]
    return _explained(text, lines, "page.no-risk")


def _chapters(text: ReportText) -> list[str]:
    told = []
    for part in text.parts():
        told.append(f"### {plain_text(part.title)}")
        for heading, chapter in part.chapters:
            told += [f"#### {plain_text(heading)}"] if heading else []
            told.append(plain_text(text.chapter(chapter.counts)))
            told.append(_ledger(text, [text.line(entry) for entry in chapter.entries]))
    return told


def _ledger(text: ReportText, lines: Sequence[Line]) -> str:
    names = (
        "id",
        "indicator",
        "latest",
        "goal",
        "by",
        "attained",
        "expected",
        "status",
        "why",
        "before",
        "departments",
    )
    rows = [
        [
            line.id,
            line.seen.indicator,
            line.latest,
            line.seen.goal,
            line.by,
            line.seen.attained,
            line.seen.expected,
            f"{_MARK[line.seen.lamp]} {line.seen.status}",
            text.join((line.seen.reason, line.remark, line.waiver), "semicolon"),
            line.before,
            line.departments,
        ]
        for line in lines
    ]
    return _table([text.say(f"head.{name}") for name in names], rows)


def _pace(text: ReportText) -> str:
    year = text.report.year + 1
    names = ("id", "indicator", "goal", "by", "gap", "needed", "recent", "times", "next")
    rows = [
        [entry.target.id, printed(entry.target.indicator), *text.pace_cells(entry.pace, entry.target).values()]
        for entry in text.report.entries
        if entry.pace is not None
    ]
    if not rows:
        return plain_text(text.say("page.no-pace", year=year))
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
    return (
        _table([text.say(f"head.{name}") for name in names], rows) if rows else plain_text(text.say("page.no-waivers"))
    )


def _faults(text: ReportText) -> str:
    rows = [[text.rule(one.rule), text.say(f"severity.{one.severity}"), str(one.count)] for one in text.report.faults]
    head = [text.say(f"head.{name}") for name in ("rule", "severity", "count")]
    return _table(head, rows) if rows else plain_text(text.say("page.no-faults"))


def _notes(text: ReportText) -> str:
    """Notes that were cut in a table, whole."""
    notes = [f"**{plain_text(name)}**\n\n{plain_text(words)}" for name, words in text.long_notes(_LONGEST)]
    return _section(text, "notes", *notes) if notes else ""


def _method(text: ReportText) -> list[str]:
    report = text.report
    days = {"day": text.day(report.assessment.as_of), "made_on": text.day(report.made_on)}
    days["lag"] = str(report.assessment.settings.report_lag_days)
    table = _table([text.say("head.setting"), text.say("head.value")], text.thresholds())
    return [plain_text(text.say("page.method-text")), plain_text(text.say("page.method-days", **days)), table]
