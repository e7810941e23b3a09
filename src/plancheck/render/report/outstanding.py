"""What is still owed, in words: the values that departments left out, and the pace that a target asks for next year."""

from __future__ import annotations

from plancheck.plan.model import Target
from plancheck.render.report.text import ReportText
from plancheck.render.report.words import amount, distance, pace_words, printed
from plancheck.report.content import DepartmentRow, Filing, Gap, Pace
from plancheck.text.numbers import plain


def silence_words(text: ReportText, row: DepartmentRow) -> str:
    """What is absent from a department."""
    if row.filing in (Filing.SILENT, Filing.UNREADABLE):
        return text.say(f"page.{row.filing}-department", count=len(row.gaps))
    return text.join((gap_words(text, gap) for gap in row.gaps if not gap.explained), "semicolon")


def gap_words(text: ReportText, gap: Gap) -> str:
    """A target and the periods that it has no value for."""
    periods = text.join(map(text.date, gap.periods))
    target = gap.target
    words = text.say("page.gap", id=target.id, indicator=printed(target.indicator), periods=periods)
    return words + (text.say("page.gap-explained") if gap.explained else "")


def pace_cells(text: ReportText, pace: Pace, target: Target) -> dict[str, str]:
    """A row of the table of required paces, by heading."""
    return {
        "goal": amount(pace.goal, target, text.language),
        "by": text.date(pace.by),
        "gap": distance(pace.gap, target, text.language),
        "needed": pace_words(pace.needed, target, text.language),
        "recent": pace_words(pace.recent, target, text.language),
        "times": _times(text, pace),
        "next": amount(pace.next_value, target, text.language),
    }


def _times(text: ReportText, pace: Pace) -> str:
    """How much faster than lately; where lately nothing moved there is no such number."""
    if pace.recent is None:
        return text.say("nothing")
    return text.say("page.times-none") if pace.times is None else text.say("page.times", times=plain(pace.times, 1))
