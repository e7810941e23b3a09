"""What was supposed and not reported says so: an assessment in, a note ahead and a mark for every line out."""

from __future__ import annotations

from plancheck.assessment.assess import Assessment
from plancheck.words import word


def what_if_note(assessment: Assessment, language: str) -> list[str]:
    """What was supposed, and that a later day is judged where it is one; nothing where nothing was."""
    if not assessment.what_if:
        return []
    note = [word("status.what-if-note", language, list=", ".join(assessment.what_if))]
    later = sorted({one.period_end for one in assessment.supposed if one.period_end > assessment.as_of})
    if later:
        days = ", ".join(day.isoformat() for day in later)
        note.append(word("explain.supposed-later", language, days=days, as_of=assessment.as_of))
    return note


def line_mark(assessment: Assessment, language: str) -> str:
    """What each line in a pipe begins with; empty where nothing was supposed."""
    return f"[{word('status.mark.what-if', language)}] " if assessment.what_if else ""


def row_mark(assessment: Assessment, language: str) -> str:
    """The same for a terminal, where columns are few."""
    return word("status.mark.supposed-row", language) + " " if assessment.what_if else ""


def marked(text: str, mark: str) -> str:
    """A text with the mark before every line that says anything."""
    if not mark:
        return text
    return "".join(mark + line if line.strip() else line for line in text.splitlines(keepends=True))


def findings_left_out(assessment: Assessment, language: str) -> str:
    """The line that stands for the findings of a supposed status, which are on what was reported."""
    if not assessment.findings:
        return ""
    count = word("status.what-if-findings", language, count=len(assessment.findings))
    return f"{line_mark(assessment, language)}{assessment.plan.id}: {count}\n"
