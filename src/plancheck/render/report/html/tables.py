"""The tables of the HTML report: departments, silence, missed targets, pace, waivers, faults, method. HTML out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from plancheck.render.report.counts import lamp_counts, lamp_words, status_words
from plancheck.render.report.html.cards import lamp_mark, tag
from plancheck.render.report.lines import short_lines
from plancheck.render.report.outstanding import gap_words, pace_cells
from plancheck.render.report.text import ReportText
from plancheck.render.report.words import printed
from plancheck.report.content import DepartmentRow, Filing, WaiverNote
from plancheck.scoring.marks import Lamp
from plancheck.scoring.rollup import Counts

#: The lamp whose shape stands for each status.
STATUS_LAMPS = ("green", "yellow", "red")


def _table(caption: str, head: Sequence[str], rows: Iterable[str], foot: str = "") -> str:
    heading = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    return (
        f'<div class="scroll" role="region" aria-label="{escape(caption)}" tabindex="0"><table><caption>{escape(caption)}'
        f"</caption><thead><tr>{heading}</tr></thead><tbody>{''.join(rows)}</tbody>{foot}</table></div>"
    )


def _row(first: str, cells: Iterable[str], kind: str = "") -> str:
    """`first` and `cells` are HTML already."""
    return f'<tr{f" class={kind}" if kind else ""}><th scope="row">{first}</th>{"".join(cells)}</tr>'


def matrix(text: ReportText) -> str:
    """Departments with their counts, how they reported, and their faults."""
    names = [text.say(f"head.{name}") for name in ("department", "targets")]
    counted = [*status_words(text.language), *lamp_words(text.language)]
    head = [*names, *counted, text.say("head.filing"), text.say("head.faults")]
    rows = [_department(text, row) for row in text.report.departments]
    total = _row(escape(text.say("head.plan-total")), [*_numbers(text.report.counts), "<td></td><td></td>"])
    table = _table(text.say("section.matrix"), head, rows, f"<tfoot>{total}</tfoot>")
    return table + tag("p", text.say("page.matrix-note"), "note")


def _department(text: ReportText, row: DepartmentRow) -> str:
    faults = f"{row.errors} / {row.warnings}" if row.errors or row.warnings else ""
    filing = f'<td class="filing {row.filing}">{escape(text.say(f"filing.{row.filing}"))}</td>'
    return _row(escape(printed(row.name)), [*_numbers(row.counts), filing, f"<td>{faults}</td>"])


def _numbers(counts: Counts) -> list[str]:
    cells = [f"<td class=n>{counts.total}</td>"]
    for status_lamp, number in zip(STATUS_LAMPS, counts.by_status(), strict=True):
        cells.append(f'<td class="n s-{status_lamp}">{number}</td>' if number else "<td class=n>·</td>")
    for lamp, number in zip(Lamp, lamp_counts(counts), strict=True):
        cells.append(f'<td class="n">{lamp_mark(lamp)}{number}</td>' if number else "<td class=n>·</td>")
    return cells


def silence(text: ReportText) -> str:
    """Who has something outstanding, each with a list to unfold."""
    rows = text.report.silent
    if not rows:
        return tag("p", text.say("page.all-reported"))
    items = []
    for row in rows:
        gaps = row.gaps if row.filing is not Filing.GAPS else tuple(gap for gap in row.gaps if not gap.explained)
        details = "".join(f"<li>{escape(gap_words(text, gap))}</li>" for gap in gaps)
        filing = escape(text.say(f"filing.{row.filing}"))
        items.append(
            f"<details><summary><b>{escape(printed(row.name))}</b> {filing}（{len(gaps)}）</summary><ul class=list>{details}</ul>"
            "</details>"
        )
    return "".join(items)


def short(text: ReportText) -> str:
    """What was missed, with reason and measure."""
    lines = short_lines(text)
    if not lines:
        return tag("p", text.say("page.no-short"))
    head = [
        text.say(f"head.{name}")
        for name in ("indicator", "goal", "latest", "departments", "reason", "measure", "measure_by")
    ]
    rows = []
    for line in lines:
        numbers = f"<td class=n>{escape(line.seen.goal)}</td><td class=n>{escape(line.latest)}</td>"
        reason, measure = line.reason or text.say("page.no-reason"), line.measure or text.say("page.no-measure")
        words = "".join(f"<td class=w>{escape(_cut(cell))}</td>" for cell in (line.departments, reason, measure))
        name = f'<a href="#t-{escape(line.id)}">{escape(line.id)}</a> {escape(line.seen.indicator)}'
        rows.append(_row(name, [numbers, words, f"<td class=n>{escape(line.measure_by)}</td>"]))
    return _table(text.say("section.short"), head, rows)


def _cut(words: str, most: int = 300) -> str:
    """A long note is whole in its card."""
    return words if len(words) <= most else words[:most] + "…"


def pace(text: ReportText) -> str:
    """What each target asks for next year."""
    year = text.report.year + 1
    rows = []
    for entry in text.report.entries:
        if entry.pace is None:
            continue
        cells = pace_cells(text, entry.pace, entry.target)
        name = f'<a href="#t-{escape(entry.target.id)}">{escape(entry.target.id)}</a> {escape(printed(entry.target.indicator))}'
        rows.append(_row(name, [f"<td class=n>{escape(value)}</td>" for value in cells.values()]))
    if not rows:
        return tag("p", text.say("page.no-pace", year=year))
    names = ("indicator", "goal", "by", "gap", "needed", "recent", "times", "next")
    head = [text.say(f"head.{name}", year=year) for name in names]
    return _table(text.say("section.pace", year=year), head, rows)


def waivers(text: ReportText) -> str:
    """Who is excused from what, until when and by whom."""
    notes = text.report.waivers
    if not notes:
        return tag("p", text.say("page.no-waivers"))
    head = [text.say(f"head.{name}") for name in ("id", "indicator", "reason", "approved", "until")]
    return _table(text.say("section.waivers"), head, [_waiver(text, note) for note in notes])


def _waiver(text: ReportText, note: WaiverNote) -> str:
    waiver = note.waiver
    until = waiver.until.isoformat() + (text.say("page.expired") if note.expired else "")
    indicator = printed(note.target.indicator) if note.target else ""
    cells = (indicator, printed(waiver.reason), printed(waiver.approved_by), until)
    return _row(escape(printed(waiver.target)), [f"<td class=w>{escape(cell)}</td>" for cell in cells])


def faults(text: ReportText) -> str:
    """The rules that were broken in the year's files, and how often."""
    found = text.report.faults
    if not found:
        return tag("p", text.say("page.no-faults"))
    head = [text.say(f"head.{name}") for name in ("rule", "severity", "count")]
    rows = [
        _row(
            escape(text.rule(fault.rule)),
            [f"<td>{escape(text.say(f'severity.{fault.severity}'))}</td><td class=n>{fault.count}</td>"],
        )
        for fault in found
    ]
    return _table(text.say("section.faults"), head, rows)


def method(text: ReportText) -> str:
    """How verdicts are made, and the thresholds in force."""
    rows = [_row(escape(name), [f"<td class=n>{escape(value)}</td>"]) for name, value in text.thresholds()]
    head = [text.say("head.setting"), text.say("head.value")]
    return (
        tag("p", text.say("page.method-text"))
        + tag("p", text.method_days())
        + _table(text.say("section.method"), head, rows)
    )
