"""The yearly report as a Word document in the form of official documents (GB/T 9704), for a coordinator to edit.

A report in a language in, the bytes of a .docx out; the same report gives the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.shared import Mm

from plancheck.plan.vocabulary import Kind
from plancheck.render.report import docx_style as style
from plancheck.render.report.text import Line, ReportText
from plancheck.render.report.words import printed
from plancheck.report.content import Chapter
from plancheck.scoring.marks import Status

if TYPE_CHECKING:
    from docx.document import Document

_NUMERALS = "一二三四五六七八九十"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
#: Columns of the ledger and their widths in millimetres, 247 in all.
_LEDGER = (
    ("id", 21),
    ("indicator", 42),
    ("goal", 25),
    ("by", 28),
    ("latest", 25),
    ("attained", 17),
    ("status", 27),
    ("why", 34),
    ("departments", 28),
)
#: In running text a note is cut here; an appendix has it whole.
_LONGEST = 600


def report_docx(text: ReportText) -> bytes:
    """The document as it lies on disk."""
    document = docx.Document()
    style.set_up(document)
    _Writing(document, replace(text, spells_dates=True)).write()
    _describe(document, text)
    return _reproducible(document)


def _describe(document: Document, text: ReportText) -> None:
    properties, day = document.core_properties, text.report.made_on
    properties.author = properties.last_modified_by = "plancheck"
    properties.title, properties.comments, properties.language = text.title[:250], "", text.language
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - takes no zone


def _reproducible(document: Document) -> bytes:
    """Zip dates fixed, and the fallbacks of our fonts in the font table."""
    draft, final = BytesIO(), BytesIO()
    document.save(draft)
    with zipfile.ZipFile(draft) as parts, zipfile.ZipFile(final, "w") as fixed:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "word/fontTable.xml":
                content = style.name_fallbacks(content)
            entry = zipfile.ZipInfo(part.filename, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            fixed.writestr(entry, content)
    return final.getvalue()


class _Writing:
    """Writes one document from its title to its appendix."""

    def __init__(self, document: Document, text: ReportText) -> None:
        self.document, self.text, self.report = document, text, text.report
        self.chapter_number = 0

    def write(self) -> None:
        before, after = self.text.say("official.page", page="\0").split("\0")
        style.number_pages(self.document.sections[0], before, after)
        # The plan's name and what the report is, each on lines of its own.
        title = self.text.title.replace("》", "》\n", 1)
        style.run(self.document.add_paragraph(style="Title"), title)
        for warning in self.text.warnings():
            self.paragraph(warning, bold=True)
        self._opening()
        self._overview()
        self._chapters()
        self._short()
        self._pace()
        self._filing()
        self._end()
        style.number_pages(style.turn_across(self.document), before, after)
        self._ledger()
        self._notes()

    def heading(self, words: str) -> None:
        self.chapter_number += 1
        number = f"{numeral(self.chapter_number)}、" if self.text.language == "zh" else f"{self.chapter_number}. "
        style.run(self.document.add_paragraph(style="Heading 1"), number + words)

    def subheading(self, number: int, words: str) -> None:
        mark = f"（{numeral(number)}）" if self.text.language == "zh" else f"({number}) "
        style.run(self.document.add_paragraph(style="Heading 2"), mark + words)

    def paragraph(self, words: str, lead: str = "", *, bold: bool | None = None) -> None:
        """Body text; `lead` stands in bold before it."""
        made = self.document.add_paragraph()
        if lead:
            style.run(made, lead, bold=True)
        style.run(made, words, bold=bold)

    def _opening(self) -> None:
        plan = self.report.assessment.plan
        self.paragraph(
            self.text.say(
                "official.opening",
                issuer=printed(plan.issuer),
                plan=printed(plan.title),
                document=printed(plan.document),
                year=self.report.year,
            )
        )

    def _overview(self) -> None:
        self.heading(self.text.say("section.overview"))
        self.paragraph("".join(self._sentences(self.text.overview())))
        self.paragraph(self.text.change())

    def _sentences(self, sentences: Sequence[str]) -> list[str]:
        gap = "" if self.text.language == "zh" else " "
        return [sentence + gap for sentence in sentences]

    def _chapters(self) -> None:
        self.heading(self.text.say("section.chapters"))
        for number, part in enumerate(self.text.parts(), 1):
            # The report counts its own chapters; the document's numbers stand with the words they belong to.
            self.subheading(number, self.text.say("official.part", title=part.title) if part.section else part.title)
            for heading, chapter in part.chapters:
                if heading:
                    style.run(self.document.add_paragraph(style="Heading 3"), heading)
                self.paragraph(self.text.chapter(chapter.counts))
                self._chapter(chapter)

    def _chapter(self, chapter: Chapter) -> None:
        measured = [entry for entry in chapter.entries if entry.target.kind is not Kind.ACTION]
        for number, entry in enumerate(measured, 1):
            line = self.text.line(entry)
            self.paragraph(self._sentence(line), f"{number}. {line.seen.indicator}{self.text.say('stop')}")
        actions = [self.text.line(entry) for entry in chapter.entries if entry.target.kind is Kind.ACTION]
        if actions:
            self.paragraph(self._actions(actions))

    def _sentence(self, line: Line) -> str:
        """`截至2025年12月31日，335辆，目标650辆（2027年12月31日）；完成51.5%，序时50.0%；评定为正常：达到序时进度。`"""
        latest, _ = line.entry.verdict.judged_value
        by = self.text.day(line.seen.by) or self.text.say("nothing")
        goal = line.seen.goal
        if line.latest and latest is not None:
            period = self.text.day(latest.period_end)
            fact = self.text.say("official.sentence", period=period, latest=line.latest, goal=goal, by=by)
        else:
            fact = self.text.say("official.sentence-none", goal=goal, by=by)
        verdict = self.text.say("official.verdict", status=line.seen.status, why=line.seen.reason)
        parts = (fact, self.text.progress(line), verdict, line.remark, line.waiver)
        return self.text.join(parts, "semicolon") + self.text.say("stop").strip()

    def _actions(self, lines: Sequence[Line]) -> str:
        reasons = [str(line.entry.verdict.reason) for line in lines]
        numbers = {"done": reasons.count("done"), "under_way": reasons.count("under-way")}
        numbers["not_started"] = reasons.count("not-started")
        rest = len(lines) - sum(numbers.values())
        text = self.text.say("official.actions", all=len(lines), silent=rest or "", **numbers)
        open_ = [line.seen.indicator for line in lines if line.entry.verdict.status is not Status.ON_TRACK]
        return text + (self.text.say("official.actions-open", list=self.text.join(open_)) if open_ else "")

    def _short(self) -> None:
        self.heading(self.text.say("section.problems"))
        lines = self.text.lines()
        short = [line for line in lines if line.entry.is_short]
        risky = [line for line in lines if line.entry.verdict.status is Status.AT_RISK and line not in short]
        self.subheading(1, self.text.say("section.short"))
        self._explained(short, "page.no-short")
        self.subheading(2, self.text.say("section.risk"))
        self._explained(risky, "page.no-risk")

    def _explained(self, lines: Sequence[Line], nothing: str) -> None:
        if not lines:
            self.paragraph(self.text.say(nothing))
        for number, line in enumerate(lines, 1):
            self.paragraph(self._reasons(line), f"{number}. {line.seen.indicator}{self.text.say('stop')}")

    def _reasons(self, line: Line) -> str:
        facts = {"goal": line.seen.goal, "latest": line.latest}
        kind = "facts" if line.entry.target.kind.is_numeric else "facts-state"
        parts = [
            self.text.say(f"official.{kind}", **facts) if line.latest or kind == "facts" else "",
            *(line.seen.reason, line.remark, line.waiver),
            self.text.say("official.lead", names=line.departments),
            self.text.say("official.reason", text=self._flat(line.reason) or self.text.say("page.no-reason")),
            self.text.say(
                "official.measure",
                text=self._flat(line.measure) or self.text.say("page.no-measure"),
                by=line.measure_by,
            ),
        ]
        return self.text.join(parts, "semicolon") + self.text.say("stop").strip()

    def _flat(self, words: str) -> str:
        """Running text: one line, without a stop of its own at the end, and a very long note cut."""
        flat = self.text.join((line.rstrip("。.；; ") for line in words.split("\n")), "semicolon")
        return flat if len(flat) <= _LONGEST else flat[:_LONGEST] + "…"

    def _pace(self) -> None:
        year = self.report.year + 1
        self.heading(self.text.say("section.pace", year=year))
        paced = [(entry, entry.pace) for entry in self.report.entries if entry.pace is not None]
        if not paced:
            self.paragraph(self.text.say("page.no-pace", year=year))
            return
        faster = sum(pace.times is None or pace.times > 1 for _, pace in paced)
        self.paragraph(self.text.say("official.pace-opening", year=year, count=len(paced), faster=faster))
        for number, (entry, pace) in enumerate(paced, 1):
            cells = self.text.pace_cells(pace, entry.target)
            key = "official.pace-quota" if entry.target.kind is Kind.ANNUAL else "official.pace-line"
            words = self.text.say(key, year=year, indicator=printed(entry.target.indicator), **cells)
            self.paragraph(f"{number}. {words}")

    def _filing(self) -> None:
        """Silence, waivers, and what is wrong in the workbooks."""
        self.heading(self.text.say("section.silence"))
        rows = self.report.silent
        if not rows:
            self.paragraph(self.text.say("page.all-reported"))
        for row in rows:
            words = self.text.say("official.silence-line", department=printed(row.name), text=self.text.silence(row))
            self.paragraph(words + self.text.say("stop").strip())
        if self.report.waivers:
            self.heading(self.text.say("section.waivers"))
            for note in self.report.waivers:
                one = note.waiver
                name = printed(f"{one.target} {note.target.indicator if note.target else ''}")
                words = self.text.say(
                    "page.waived",
                    until=self.text.date(one.until),
                    reason=printed(one.reason),
                    approved_by=printed(one.approved_by),
                )
                expired = self.text.say("page.expired") if note.expired else ""
                self.paragraph(name + self.text.say("colon") + words + expired)

    def _end(self) -> None:
        self.heading(self.text.say("section.method"))
        days = {"day": self.text.day(self.report.assessment.as_of), "made_on": self.text.day(self.report.made_on)}
        days["lag"] = str(self.report.assessment.settings.report_lag_days)
        self.paragraph(self.text.say("page.method-text") + self.text.say("page.method-days", **days))
        listed = self.text.join((f"{name} {value}" for name, value in self.text.thresholds()), "semicolon")
        self.paragraph(self.text.say("head.setting") + self.text.say("colon") + listed + self.text.say("stop").strip())
        self.paragraph("")
        self.paragraph(self.text.say("official.see-appendix", title=self.text.say("section.ledger")))
        self.paragraph("")
        for key in ("official.signed", "official.dated"):
            style.run(style.flush(self.document.add_paragraph(), "right"), self.text.say(key))

    def _ledger(self) -> None:
        head = self.document.add_paragraph()
        style.run(style.flush(head), self.text.say("section.appendix"), style.HEADING)
        title = self.document.add_paragraph()
        style.run(style.flush(title, "centre"), self.text.say("section.ledger"), style.TITLE, size=18)
        lines = self.text.lines()
        table: Any = self.document.add_table(rows=len(lines) + 1, cols=len(_LEDGER), style="Table Grid")
        table.autofit = False
        grid = [row.cells for row in table.rows]
        style.repeat_heading(table.rows[0])
        for column, (name, width) in enumerate(_LEDGER):
            table.columns[column].width = Mm(width)
            self._cell(grid[0][column], width, self.text.say(f"head.{name}"), heading=True)
        for cells, row, line in zip(grid[1:], list(table.rows)[1:], lines, strict=True):
            style.keep_row_whole(row)
            for cell, (_, width), words in zip(cells, _LEDGER, self._ledger_cells(line), strict=True):
                self._cell(cell, width, words)

    def _notes(self) -> None:
        """Notes that were cut, whole."""
        notes = self.text.long_notes(_LONGEST)
        if notes:
            title = self.document.add_paragraph()
            style.run(style.flush(title, "centre"), self.text.say("section.notes"), style.TITLE, size=18)
        for name, words in notes:
            style.run(style.flush(self.document.add_paragraph(), leading=20), name, style.HEADING, size=12)
            style.run(style.flush(self.document.add_paragraph(), leading=18), words, size=10.5)

    def _ledger_cells(self, line: Line) -> tuple[str, ...]:
        why = self.text.join((line.seen.reason, line.remark, line.waiver), "semicolon")
        return (
            line.id,
            line.seen.indicator,
            line.seen.goal,
            self.text.date(line.seen.by),
            line.latest,
            line.seen.attained,
            self.text.verdict(line.entry.verdict),
            why,
            line.departments,
        )

    def _cell(self, cell: Any, width: float, words: str, *, heading: bool = False) -> None:
        cell.width = Mm(width)
        paragraph = style.flush(cell.paragraphs[0], "centre" if heading else "left", 14)
        style.run(paragraph, words, style.HEADING if heading else "", size=10.5 if heading else 9.5)


def numeral(number: int) -> str:
    """1 is 一, 12 is 十二, 23 is 二十三."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _NUMERALS[ones - 1]
    return ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" + (_NUMERALS[ones - 1] if ones else "")
