"""The body of the Word report from its title to its signature: a document and a report in, paragraphs added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plancheck.plan.vocabulary import Kind
from plancheck.render.report.chapters import chapter_sentence, report_parts
from plancheck.render.report.docx import style
from plancheck.render.report.docx.sentences import (
    actions_sentence,
    explained_sentence,
    measured_sentence,
    numeral,
    pace_sentence,
    stop,
    waiver_sentence,
)
from plancheck.render.report.lines import TargetLine, risky_lines, short_lines, target_line
from plancheck.render.report.outstanding import silence_words
from plancheck.render.report.overview import change_sentence, overview_sentences
from plancheck.render.report.text import ReportText
from plancheck.render.report.words import printed
from plancheck.report.content import Chapter

if TYPE_CHECKING:
    from docx.document import Document


def write_body(document: Document, text: ReportText) -> None:
    """Title, chapters one after the other, and the place for the signature."""
    _Body(document, text).write()


class _Body:
    """Writes one body; its chapters are counted as they come, for some come only where there is something to say."""

    def __init__(self, document: Document, text: ReportText) -> None:
        self.document, self.text, self.report = document, text, text.report
        self.chapter_number = 0

    def write(self) -> None:
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
        self._silence()
        self._waivers()
        self._method()
        self._signature()

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

    def about(self, number: int, line: TargetLine, words: str) -> None:
        """A numbered paragraph about one target, its indicator in bold."""
        self.paragraph(words, f"{number}. {line.seen.indicator}{self.text.say('stop')}")

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
        gap = "" if self.text.language == "zh" else " "
        self.heading(self.text.say("section.overview"))
        self.paragraph("".join(sentence + gap for sentence in overview_sentences(self.text)))
        self.paragraph(change_sentence(self.text))

    def _chapters(self) -> None:
        self.heading(self.text.say("section.chapters"))
        for number, part in enumerate(report_parts(self.text), 1):
            # The report counts its own chapters; the document's numbers stand with the words they belong to.
            self.subheading(number, self.text.say("official.part", title=part.title) if part.section else part.title)
            for heading, chapter in part.chapters:
                if heading:
                    style.run(self.document.add_paragraph(style="Heading 3"), heading)
                self.paragraph(chapter_sentence(self.text, chapter))
                self._chapter(chapter)

    def _chapter(self, chapter: Chapter) -> None:
        """What can be measured target by target, the actions together."""
        measured = [entry for entry in chapter.entries if entry.target.kind is not Kind.ACTION]
        for number, entry in enumerate(measured, 1):
            line = target_line(self.text, entry)
            self.about(number, line, measured_sentence(self.text, line))
        actions = [target_line(self.text, entry) for entry in chapter.entries if entry.target.kind is Kind.ACTION]
        if actions:
            self.paragraph(actions_sentence(self.text, actions))

    def _short(self) -> None:
        self.heading(self.text.say("section.problems"))
        self.subheading(1, self.text.say("section.short"))
        self._explained(short_lines(self.text), "page.no-short")
        self.subheading(2, self.text.say("section.risk"))
        self._explained(risky_lines(self.text), "page.no-risk")

    def _explained(self, lines: Sequence[TargetLine], nothing: str) -> None:
        if not lines:
            self.paragraph(self.text.say(nothing))
        for number, line in enumerate(lines, 1):
            self.about(number, line, explained_sentence(self.text, line))

    def _pace(self) -> None:
        year = self.report.year + 1
        self.heading(self.text.say("section.pace", year=year))
        paced = [(entry.target, entry.pace) for entry in self.report.entries if entry.pace is not None]
        if not paced:
            self.paragraph(self.text.say("page.no-pace", year=year))
            return
        faster = sum(pace.times is None or pace.times > 1 for _, pace in paced)
        self.paragraph(self.text.say("official.pace-opening", year=year, count=len(paced), faster=faster))
        for number, (target, pace) in enumerate(paced, 1):
            self.paragraph(f"{number}. {pace_sentence(self.text, pace, target)}")

    def _silence(self) -> None:
        self.heading(self.text.say("section.silence"))
        rows = self.report.silent
        if not rows:
            self.paragraph(self.text.say("page.all-reported"))
        for row in rows:
            absent = silence_words(self.text, row)
            words = self.text.say("official.silence-line", department=printed(row.name), text=absent)
            self.paragraph(words + stop(self.text))

    def _waivers(self) -> None:
        """A chapter only where anything was waived."""
        if self.report.waivers:
            self.heading(self.text.say("section.waivers"))
            for note in self.report.waivers:
                self.paragraph(waiver_sentence(self.text, note))

    def _method(self) -> None:
        self.heading(self.text.say("section.method"))
        self.paragraph(self.text.say("page.method-text") + self.text.method_days())
        listed = self.text.join((f"{name} {value}" for name, value in self.text.thresholds()), "semicolon")
        self.paragraph(self.text.say("head.setting") + self.text.say("colon") + listed + stop(self.text))

    def _signature(self) -> None:
        self.paragraph("")
        self.paragraph(self.text.say("official.see-appendix", title=self.text.say("section.ledger")))
        self.paragraph("")
        for key in ("official.signed", "official.dated"):
            style.run(style.flush(self.document.add_paragraph(), "right"), self.text.say(key))
