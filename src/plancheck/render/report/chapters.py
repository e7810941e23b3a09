"""The chapters of a yearly report as the document groups them: parts with their headings out."""

from __future__ import annotations

from dataclasses import dataclass

from plancheck.plan.model import Section
from plancheck.plan.wording import section_words
from plancheck.render.report.counts import status_counts
from plancheck.render.report.text import ReportText
from plancheck.render.report.words import printed
from plancheck.report.content import Chapter


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A part of the document with its chapters; what stands in the part itself is a chapter without a heading."""

    section: Section | None
    title: str
    chapters: list[tuple[str, Chapter]]


def report_parts(text: ReportText) -> list[ReportPart]:
    """The chapters, each under the heading that stands above it in the document."""
    plan = text.report.assessment.plan
    parts: list[ReportPart] = []
    for chapter in text.report.chapters:
        above = plan.section_above(chapter.section) if chapter.section else None
        top = above or chapter.section
        if not parts or parts[-1].section != top:
            parts.append(ReportPart(top, text.chapter_title(top), []))
        heading = printed(section_words(chapter.section)) if above and chapter.section else ""
        parts[-1].chapters.append((heading, chapter))
    return parts


def chapter_sentence(text: ReportText, chapter: Chapter) -> str:
    """How many targets of a chapter are on track, at risk and missed."""
    return text.say("summary.chapter", all=chapter.counts.total, **status_counts(chapter.counts))
