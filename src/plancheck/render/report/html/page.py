"""The yearly report as one HTML page that needs nothing else: no network, no font, and no script to be read.

A report in a language in, the page out. Everything that came from a plan or a workbook is escaped here, in `cards` or in
`tables`.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from plancheck import __version__
from plancheck.render.report.chapters import chapter_sentence, report_parts
from plancheck.render.report.counts import lamp_words, status_words
from plancheck.render.report.html import tables
from plancheck.render.report.html.cards import card, lamp_mark, tag
from plancheck.render.report.html.tables import STATUS_LAMPS
from plancheck.render.report.lines import target_line
from plancheck.render.report.overview import change_sentence, changed_targets, overview_sentences
from plancheck.render.report.text import ReportText
from plancheck.render.report.words import printed
from plancheck.report.content import Chapter
from plancheck.scoring.marks import Lamp, Status
from plancheck.scoring.rollup import Counts


def report_html(text: ReportText) -> str:
    """The page as text, UTF-8 when written."""
    style, script = _packaged("report.css"), _packaged("report.js")
    sections = {
        "overview": _overview(text),
        "change": _change(text),
        "matrix": tables.matrix(text),
        "silence": tables.silence(text),
        "short": tables.short(text),
        "targets": _cards(text),
        "pace": tables.pace(text),
        "waivers": tables.waivers(text),
        "faults": tables.faults(text),
        "method": tables.method(text),
    }
    main = "".join(_section(text, name, content) for name, content in sections.items())
    generated = text.say("page.generated", version=__version__)
    body = f'{_masthead(text, sections)}<main id="main">{main}</main><footer><p>{escape(generated)}</p></footer>'
    return (
        f'<!doctype html>\n<html lang="{"en" if text.language == "en" else "zh-CN"}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">\n'
        f"<title>{escape(text.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n"
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _packaged(name: str) -> str:
    return files("plancheck.render.report.html").joinpath(name).read_text(encoding="utf-8")


def _policy(script: str) -> str:
    """Nothing is loaded, and no script runs but our own."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:"


def _masthead(text: ReportText, sections: Iterable[str]) -> str:
    links = "".join(f'<li><a href="#{name}">{escape(_heading(text, name))}</a></li>' for name in sections)
    notes = "".join(tag("p", note, "warning") for note in text.warnings())
    return (
        f'<a class="skip" href="#main">{escape(text.say("page.skip"))}</a>'
        f"<header><h1>{escape(text.title)}</h1>{tag('p', text.subtitle, 'sub')}{notes}</header>"
        f'<nav aria-label="{escape(text.say("page.contents"))}"><ul>{links}</ul></nav>'
    )


def _heading(text: ReportText, name: str) -> str:
    """The heading of a section; that of the change names the year before, that of the pace the year to come."""
    year = text.report.year + {"change": -1, "pace": 1}.get(name, 0)
    return text.say(f"section.{name}", year=year)


def _section(text: ReportText, name: str, content: str) -> str:
    heading = escape(_heading(text, name))
    return f'<section id="{name}" aria-labelledby="{name}-h"><h2 id="{name}-h">{heading}</h2>{content}</section>'


def _overview(text: ReportText) -> str:
    counts = text.report.counts
    tiles = "".join(
        f'<li class="tile {lamp}">{lamp_mark(lamp)}<b>{number}</b> <span>{escape(words)}</span></li>'
        for lamp, words, number in zip(STATUS_LAMPS, status_words(text.language), counts.by_status(), strict=True)
    )
    sentences = "".join(tag("p", sentence) for sentence in overview_sentences(text))
    return f'<ul class="tiles">{tiles}</ul>{_bar(counts)}{sentences}'


def _bar(counts: Counts) -> str:
    """The three counts as one bar; the tiles above it say the same in words."""
    total, at, pieces = counts.total or 1, 0.0, []
    for lamp, number in zip(STATUS_LAMPS, counts.by_status(), strict=True):
        width = 100 * number / total
        pieces.append(f'<rect class="{lamp}" x="{at:.2f}" y="0" width="{width:.2f}" height="6"/>')
        at += width
    return f'<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">{"".join(pieces)}</svg>'


def _change(text: ReportText) -> str:
    parts = [tag("p", change_sentence(text))]
    for change, lines in changed_targets(text):
        items = "".join(
            f'<li><a href="#t-{escape(line.id)}">{escape(line.id)}</a> '
            f"{escape(line.seen.indicator + text.say('colon'))}"
            f"{escape(line.before)} → {lamp_mark(line.seen.lamp)}{escape(text.verdict(line.entry.verdict))}</li>"
            for line in lines
        )
        parts.append(f"<h3>{escape(change)}</h3><ul class=list>{items}</ul>")
    return "".join(parts)


def _cards(text: ReportText) -> str:
    parts = (
        f'<div class="part"><h3>{escape(part.title)}</h3>{"".join(_chapter(text, *own) for own in part.chapters)}</div>'
        for part in report_parts(text)
    )
    return "".join((_filter(text), _legend(text), *parts))


def _chapter(text: ReportText, heading: str, chapter: Chapter) -> str:
    section = text.chapter_title(chapter.section)
    level = 5 if heading else 4
    cards = "".join(card(text, target_line(text, entry), section, level) for entry in chapter.entries)
    return (
        f'<div class="chapter">{tag("h4", heading)}{tag("p", chapter_sentence(text, chapter), "note")}'
        f'<div class="cards">{cards}</div></div>'
    )


def _filter(text: ReportText) -> str:
    """Shown by the script alone: without it there is nothing to filter with."""
    report = text.report
    statuses = zip(map(str, Status), status_words(text.language), strict=True)
    lamps = zip(map(str, Lamp), lamp_words(text.language), strict=True)
    names = [printed(row.name) for row in report.departments]
    titles = [text.chapter_title(chapter.section) for chapter in report.chapters]
    fields = (
        _select(text, "status", [*statuses, *lamps])
        + _select(text, "department", [(name, name) for name in names])
        + _select(text, "section", [(title, title) for title in titles])
    )
    shown_line = escape(text.say("filter.shown", shown="{shown}", all=report.counts.total))
    return (
        f'<form class="filter" hidden aria-label="{escape(text.say("filter.title"))}">{fields}'
        f'<button type="reset">{escape(text.say("filter.clear"))}</button>'
        f'<output aria-live="polite" data-text="{shown_line}"></output></form>'
    )


def _select(text: ReportText, name: str, choices: Sequence[tuple[str, str]]) -> str:
    """A field by the name of its heading; choices are values with their labels."""
    options = "".join(f'<option value="{escape(value)}">{escape(label)}</option>' for value, label in choices)
    return (
        f'<label>{escape(text.say(f"head.{name}"))} <select name="{name}"><option value="">'
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
