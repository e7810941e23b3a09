"""The card of one target in the HTML report: verdict, values, chart, what the department wrote."""

from __future__ import annotations

from html import escape

from plancheck.render.report.html.chart_svg import chart_svg
from plancheck.render.report.lines import TargetLine, progress, state_changes
from plancheck.render.report.text import ReportText
from plancheck.render.report.words import amount, printed
from plancheck.render.verdict.view import TargetView

_LONG = 600
#: Shape tells the lamps apart where colour does not: disc, triangle, square, ring.
_SHAPES = {
    "green": '<circle cx="6" cy="6" r="5.2"/>',
    "yellow": '<path d="M6 .8 11.6 11H.4z"/>',
    "red": '<path d="M1 1h10v10H1z"/>',
    "grey": '<circle cx="6" cy="6" r="4.2" fill="none" stroke-width="2"/>',
}


def lamp_mark(lamp: str) -> str:
    """The lamp's shape; the words beside it say what it means."""
    return f'<svg class="lamp {lamp}" viewBox="0 0 12 12" aria-hidden="true">{_SHAPES[lamp]}</svg>'


def tag(name: str, text: str, kind: str = "") -> str:
    """An element around a text; nothing where there is no text."""
    return f"<{name}{f' class={kind}' if kind else ''}>{escape(text)}</{name}>" if text else ""


def card(text: ReportText, line: TargetLine, section: str, level: int) -> str:
    """The card as HTML, its heading of a level."""
    seen = line.seen
    row = line.entry.verdict.row
    departments = "|".join(map(printed, seen.departments))
    return (
        f'<article class="card {seen.lamp}" id="t-{escape(line.id)}" data-status="{row.status}" data-lamp="{seen.lamp}" '
        f'data-department="{escape(departments)}" data-section="{escape(section)}" '
        f'aria-labelledby="h-{escape(line.id)}">'
        f'<h{level} id="h-{escape(line.id)}"><span class="id">{escape(line.id)}</span> {escape(seen.indicator)}</h{level}>'
        f'<p class="verdict">{lamp_mark(seen.lamp)}<b>{escape(seen.status)}</b> '
        f'<span class="lampword">{escape(seen.lamp_word)}</span> {_borderline(seen)}{escape(seen.reason)}</p>'
        f"{_values(text, line)}{_chart(text, line)}{_states(text, line)}{_written(text, line, level + 1)}</article>"
    )


def _borderline(seen: TargetView) -> str:
    """The mark beside the lamp; nothing where the verdict stands firm."""
    return f'<span class="borderline">{escape(seen.borderline)}</span> ' if seen.borderline else ""


def _values(text: ReportText, line: TargetLine) -> str:
    period = f"（{line.period}）" if text.language == "zh" else f" ({line.period})"
    pairs = (
        ("latest", line.latest + period if line.latest else text.say("nothing")),
        ("goal", f"{line.seen.goal} · {line.by}" if line.by else line.seen.goal),
        ("attained", progress(text, line)),
        ("forecast", line.forecast + (f" · {line.chance}" if line.chance else "")),
        ("departments", line.departments),
        ("before", f"{line.before}{text.say('comma')}{line.change}" if line.before else ""),
        ("remark", line.remark),
        ("waiver", line.waiver),
    )
    items = "".join(
        f"<div><dt>{escape(text.say(f'head.{name}'))}</dt><dd>{escape(value)}</dd></div>"
        for name, value in pairs
        if value
    )
    return f"<dl>{items}</dl>"


def _chart(text: ReportText, line: TargetLine) -> str:
    curve = line.entry.curve
    if curve is None:
        return ""
    target, row = line.entry.target, line.entry.verdict.row
    final = next((goal for goal in curve.goals if goal.final), None)
    goal = text.say("chart.goal", goal=amount(final.value, target, text.language)) if final else ""
    low, high = (amount(end, target, text.language) for end in curve.band) if curve.band else ("", "")
    description = text.say(
        "chart.described" if line.latest else "chart.described-empty",
        count=len(curve.values),
        day=line.period,
        latest=line.latest,
        goal=line.seen.goal,
        by=line.by,
        forecast=amount(row.forecast, target, text.language) if curve.forecast else "",
        low=low,
        high=high,
    )
    title = text.say("chart.title", id=line.id, indicator=line.seen.indicator)
    return chart_svg(curve, f"c-{line.id}", title, description, goal, text.language)


def _states(text: ReportText, line: TargetLine) -> str:
    items = "".join(tag("li", change) for change in state_changes(text, line.entry))
    return f'<ul class="states">{items}</ul>' if items else ""


def _written(text: ReportText, line: TargetLine, level: int) -> str:
    """Reason, measure, evidence as the departments wrote them, in full."""
    parts = (
        ("reason", line.reason),
        ("measure", line.measure + (f"（{line.measure_by}）" if line.measure_by else "")),
        ("evidence", line.evidence),
        ("note", printed(line.entry.target.note)),
    )
    return "".join(
        f'<div class="written"><h{level}>{escape(text.say(f"head.{name}"))}</h{level}>{_note(text, words)}</div>'
        for name, words in parts
        if words
    )


def _note(text: ReportText, words: str) -> str:
    if len(words) <= _LONG:
        return tag("p", words)
    whole = escape(text.say("page.whole", count=len(words)))
    return f"{tag('p', words[:_LONG] + '…')}<details><summary>{whole}</summary>{tag('p', words)}</details>"
