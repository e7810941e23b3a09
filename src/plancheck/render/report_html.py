"""The yearly report as one HTML page that needs nothing else: no network, no font, and no script to be read.

A report in a language in, the page out. Everything that came from a plan or a workbook is escaped here or in
`report_cards`.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from plancheck import __version__
from plancheck.render.report_cards import card, lamp_mark, tag
from plancheck.render.report_text import ReportText, shown
from plancheck.report.content import DepartmentRow, Filing, Turn, WaiverNote
from plancheck.scoring.rollup import Counts
from plancheck.words import word

_STATUSES = (("on-track", "green"), ("at-risk", "yellow"), ("missed", "red"))
_LAMPS = ("green", "yellow", "red", "grey")


def report_html(text: ReportText) -> str:
    """The page as text, UTF-8 when written."""
    style, script = _packaged("report.css"), _packaged("report.js")
    report = text.report
    body = "".join(
        (
            _masthead(text),
            '<main id="main">',
            _part(text, "overview", _overview(text)),
            _part(text, "change", _change(text), year=report.year - 1),
            _part(text, "matrix", _matrix(text)),
            _part(text, "silence", _silence(text)),
            _part(text, "short", _short(text)),
            _part(text, "targets", _cards(text)),
            _part(text, "pace", _pace(text), year=report.year + 1),
            _part(text, "waivers", _waivers(text)),
            _part(text, "faults", _faults(text)),
            _part(text, "method", _method(text)),
            "</main>",
            f"<footer><p>{escape(_generated(text))}</p></footer>",
        )
    )
    return (
        f'<!doctype html>\n<html lang="{"en" if text.language == "en" else "zh-CN"}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">\n'
        f"<title>{escape(text.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n"
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _generated(text: ReportText) -> str:
    return text.say("page.generated", version=__version__)


def _packaged(name: str) -> str:
    return files("plancheck.render").joinpath(name).read_text(encoding="utf-8")


def _policy(script: str) -> str:
    """Nothing is loaded, and no script runs but our own."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:"


_PARTS = ("overview", "change", "matrix", "silence", "short", "targets", "pace", "waivers", "faults", "method")


def _masthead(text: ReportText) -> str:
    report = text.report
    years = {"change": report.year - 1, "pace": report.year + 1}
    links = "".join(
        f'<li><a href="#{name}">{escape(text.say(f"section.{name}", year=years.get(name, report.year)))}</a></li>'
        for name in _PARTS
    )
    notes = "".join(tag("p", note, "warning") for note in text.warnings())
    return (
        f'<a class="skip" href="#main">{escape(text.say("page.skip"))}</a>'
        f"<header><h1>{escape(text.title)}</h1>{tag('p', text.subtitle, 'sub')}{notes}</header>"
        f'<nav aria-label="{escape(text.say("page.contents"))}"><ul>{links}</ul></nav>'
    )


def _part(text: ReportText, name: str, content: str, **values: object) -> str:
    heading = escape(text.say(f"section.{name}", **values))
    return f'<section id="{name}" aria-labelledby="{name}-h"><h2 id="{name}-h">{heading}</h2>{content}</section>'


def _overview(text: ReportText) -> str:
    counts = text.report.counts
    tiles = "".join(
        f'<li class="tile {lamp}">{lamp_mark(lamp)}<b>{number}</b> '
        f"<span>{escape(word(f'scoring.status.{status}', text.language))}</span></li>"
        for (status, lamp), number in zip(_STATUSES, counts.by_status(), strict=True)
    )
    sentences = "".join(tag("p", sentence) for sentence in text.overview())
    return f'<ul class="tiles">{tiles}</ul>{_bar(counts)}{sentences}'


def _bar(counts: Counts) -> str:
    """The three counts as one bar; the tiles above it say the same in words."""
    total, at, pieces = counts.total or 1, 0.0, []
    for (_, lamp), number in zip(_STATUSES, counts.by_status(), strict=True):
        width = 100 * number / total
        pieces.append(f'<rect class="{lamp}" x="{at:.2f}" y="0" width="{width:.2f}" height="6"/>')
        at += width
    return f'<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">{"".join(pieces)}</svg>'


def _change(text: ReportText) -> str:
    parts = [tag("p", text.change())]
    for turn in (Turn.WORSE, Turn.BETTER):
        lines = [line for line in text.lines() if line.entry.turn is turn]
        if lines:
            items = "".join(
                f'<li><a href="#t-{escape(line.id)}">{escape(line.id)}</a> '
                f"{escape(line.seen.indicator + text.say('colon'))}"
                f"{escape(line.before)} → {lamp_mark(line.seen.lamp)}{escape(text.verdict(line.entry.verdict))}</li>"
                for line in lines
            )
            parts.append(f"<h3>{escape(text.say(f'turn.{turn}'))}</h3><ul class=list>{items}</ul>")
    return "".join(parts)


def _table(caption: str, head: Sequence[str], rows: Iterable[str], foot: str = "") -> str:
    heading = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    return (
        f'<div class="scroll" role="region" aria-label="{escape(caption)}" tabindex="0"><table><caption>{escape(caption)}'
        f"</caption><thead><tr>{heading}</tr></thead><tbody>{''.join(rows)}</tbody>{foot}</table></div>"
    )


def _row(first: str, cells: Iterable[str], kind: str = "") -> str:
    """`first` and `cells` are HTML already."""
    return f'<tr{f" class={kind}" if kind else ""}><th scope="row">{first}</th>{"".join(cells)}</tr>'


def _matrix(text: ReportText) -> str:
    statuses = [word(f"scoring.status.{status}", text.language) for status, _ in _STATUSES]
    lamps = [word(f"scoring.lamp.{lamp}", text.language) for lamp in _LAMPS]
    names = [text.say(f"head.{name}") for name in ("department", "targets")]
    head = [*names, *statuses, *lamps, text.say("head.filing"), text.say("head.faults")]
    rows = [_department(text, row) for row in text.report.departments]
    total = _row(escape(text.say("head.plan-total")), [*_numbers(text.report.counts), "<td></td><td></td>"])
    table = _table(text.say("section.matrix"), head, rows, f"<tfoot>{total}</tfoot>")
    return table + tag("p", text.say("page.matrix-note"), "note")


def _department(text: ReportText, row: DepartmentRow) -> str:
    faults = f"{row.errors} / {row.warnings}" if row.errors or row.warnings else ""
    filing = f'<td class="filing {row.filing}">{escape(text.say(f"filing.{row.filing}"))}</td>'
    return _row(escape(shown(row.name)), [*_numbers(row.counts), filing, f"<td>{faults}</td>"])


def _numbers(counts: Counts) -> list[str]:
    cells = [f"<td class=n>{counts.total}</td>"]
    for (_, lamp), number in zip(_STATUSES, counts.by_status(), strict=True):
        cells.append(f'<td class="n s-{lamp}">{number}</td>' if number else "<td class=n>·</td>")
    lamps = {str(lamp): number for lamp, number in counts.lamps.items()}
    for name in _LAMPS:
        number = lamps.get(name, 0)
        cells.append(f'<td class="n">{lamp_mark(name)}{number}</td>' if number else "<td class=n>·</td>")
    return cells


def _silence(text: ReportText) -> str:
    rows = text.report.silent
    if not rows:
        return tag("p", text.say("page.all-reported"))
    items = []
    for row in rows:
        gaps = row.gaps if row.filing is not Filing.GAPS else tuple(gap for gap in row.gaps if not gap.explained)
        details = "".join(f"<li>{escape(text.gap(gap))}</li>" for gap in gaps)
        word_ = escape(text.say(f"filing.{row.filing}"))
        items.append(
            f"<details><summary><b>{escape(shown(row.name))}</b> {word_}（{len(gaps)}）</summary><ul class=list>{details}</ul>"
            "</details>"
        )
    return "".join(items)


def _short(text: ReportText) -> str:
    lines = [line for line in text.lines() if line.entry.is_short]
    if not lines:
        return tag("p", text.say("page.no-short"))
    head = [
        text.say(f"head.{name}")
        for name in ("indicator", "goal", "latest", "departments", "reason", "measure", "measure_by")
    ]
    rows = []
    for line in lines:
        numbers = f"<td class=n>{escape(line.seen.goal)}</td><td class=n>{escape(line.latest)}</td>"
        told = (
            line.departments,
            line.reason or text.say("page.no-reason"),
            line.measure or text.say("page.no-measure"),
        )
        words = "".join(f"<td class=w>{escape(_cut(cell))}</td>" for cell in told)
        name = f'<a href="#t-{escape(line.id)}">{escape(line.id)}</a> {escape(line.seen.indicator)}'
        rows.append(_row(name, [numbers, words, f"<td class=n>{escape(line.measure_by)}</td>"]))
    return _table(text.say("section.short"), head, rows)


def _cut(words: str, most: int = 300) -> str:
    """A long note is whole in its card."""
    return words if len(words) <= most else words[:most] + "…"


def _cards(text: ReportText) -> str:
    parts = [_filter(text), _legend(text)]
    for chapter in text.report.chapters:
        title = text.chapter_title(chapter)
        cards = "".join(card(text, text.line(entry), title) for entry in chapter.entries)
        parts.append(
            f'<div class="chapter"><h3>{escape(title)}</h3>{tag("p", text.chapter(chapter.counts), "note")}'
            f'<div class="cards">{cards}</div></div>'
        )
    return "".join(parts)


def _filter(text: ReportText) -> str:
    """Shown by the script alone: without it there is nothing to filter with."""
    report = text.report
    statuses = [(status, word(f"scoring.status.{status}", text.language)) for status, _ in _STATUSES]
    lamps = [(lamp, word(f"scoring.lamp.{lamp}", text.language)) for lamp in _LAMPS]
    names = [(shown(row.name), shown(row.name)) for row in report.departments]
    titles = [(text.chapter_title(chapter), text.chapter_title(chapter)) for chapter in report.chapters]
    fields = "".join(
        _select(text, name, heading, choices)
        for name, heading, choices in (
            ("status", "status", [*statuses, *lamps]), ("department", "department", names), ("section", "section", titles),
        )
    )  # fmt: skip
    shown_line = escape(text.say("filter.shown", shown="{shown}", all=report.counts.total))
    return (
        f'<form class="filter" hidden aria-label="{escape(text.say("filter.title"))}">{fields}'
        f'<button type="reset">{escape(text.say("filter.clear"))}</button>'
        f'<output aria-live="polite" data-text="{shown_line}"></output></form>'
    )


def _select(text: ReportText, name: str, heading: str, choices: Sequence[tuple[str, str]]) -> str:
    options = "".join(f'<option value="{escape(value)}">{escape(label)}</option>' for value, label in choices)
    return (
        f'<label>{escape(text.say(f"head.{heading}"))} <select name="{name}"><option value="">'
        f"{escape(text.say('filter.all'))}</option>{options}</select></label>"
    )


_LEGEND = (
    ("values", '<path class="v" d="M0 7H26"/><circle class="v" cx="13" cy="7" r="2.6"/>'),
    ("path", '<path class="p" d="M0 7H26"/>'),
    ("goal-word", '<path class="t" d="M0 7H26"/><path class="c" d="M13 2.5l4.5 4.5-4.5 4.5-4.5-4.5z"/>'),
    ("forecast", '<path class="i" d="M0 7L26 1V13z"/><path class="f" d="M0 7H26"/>'),
)


def _legend(text: ReportText) -> str:
    marks = "".join(
        f'<li><svg class="chart key" viewBox="0 0 26 14" aria-hidden="true">{drawing}</svg>'
        f"{escape(text.say(f'chart.{name}'))}</li>"
        for name, drawing in _LEGEND
    )
    return f'<ul class="legend">{marks}</ul>'


def _pace(text: ReportText) -> str:
    year = text.report.year + 1
    rows = []
    for entry in text.report.entries:
        if entry.pace is None:
            continue
        cells = text.pace_cells(entry.pace, entry.target)
        name = f'<a href="#t-{escape(entry.target.id)}">{escape(entry.target.id)}</a> {escape(shown(entry.target.indicator))}'
        rows.append(_row(name, [f"<td class=n>{escape(value)}</td>" for value in cells.values()]))
    if not rows:
        return tag("p", text.say("page.no-pace", year=year))
    names = ("indicator", "goal", "by", "gap", "needed", "recent", "times", "next")
    head = [text.say(f"head.{name}", year=year) for name in names]
    return _table(text.say("section.pace", year=year), head, rows)


def _waivers(text: ReportText) -> str:
    notes = text.report.waivers
    if not notes:
        return tag("p", text.say("page.no-waivers"))
    head = [text.say(f"head.{name}") for name in ("id", "indicator", "reason", "approved", "until")]
    return _table(text.say("section.waivers"), head, [_waiver(text, note) for note in notes])


def _waiver(text: ReportText, note: WaiverNote) -> str:
    one = note.waiver
    until = one.until.isoformat() + (text.say("page.expired") if note.expired else "")
    indicator = shown(note.target.indicator) if note.target else ""
    cells = (indicator, shown(one.reason), shown(one.approved_by), until)
    return _row(escape(shown(one.target)), [f"<td class=w>{escape(cell)}</td>" for cell in cells])


def _faults(text: ReportText) -> str:
    faults = text.report.faults
    if not faults:
        return tag("p", text.say("page.no-faults"))
    head = [text.say(f"head.{name}") for name in ("rule", "severity", "count")]
    rows = [
        _row(
            escape(text.rule(fault.rule)),
            [f"<td>{escape(text.say(f'severity.{fault.severity}'))}</td><td class=n>{fault.count}</td>"],
        )
        for fault in faults
    ]
    return _table(text.say("section.faults"), head, rows)


def _method(text: ReportText) -> str:
    report = text.report
    days = {"day": text.day(report.assessment.as_of), "made_on": text.day(report.made_on)}
    days["lag"] = str(report.assessment.settings.report_lag_days)
    rows = [_row(escape(name), [f"<td class=n>{escape(value)}</td>"]) for name, value in text.thresholds()]
    head = [text.say("head.setting"), text.say("head.value")]
    return (
        tag("p", text.say("page.method-text"))
        + tag("p", text.say("page.method-days", **days))
        + _table(text.say("section.method"), head, rows)
    )
