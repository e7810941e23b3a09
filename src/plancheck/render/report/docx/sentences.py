"""Sentences of an official document about targets: a line or several in, running text out."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.render.report.lines import TargetLine, progress
from plancheck.render.report.outstanding import pace_cells
from plancheck.render.report.text import ReportText
from plancheck.render.report.words import printed
from plancheck.report.content import Pace, WaiverNote
from plancheck.scoring.marks import Reason, Status

#: In running text a note is cut here; an appendix has it whole.
LONGEST = 600
_NUMERALS = "一二三四五六七八九十"


def numeral(number: int) -> str:
    """1 is 一, 12 is 十二, 23 is 二十三."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _NUMERALS[ones - 1]
    return ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" + (_NUMERALS[ones - 1] if ones else "")


def stop(text: ReportText) -> str:
    """The mark that ends a paragraph: no blank behind it."""
    return text.say("stop").strip()


def measured_sentence(text: ReportText, line: TargetLine) -> str:
    """`截至2025年12月31日，335辆，目标650辆（2027年12月31日）；完成51.5%，序时50.0%；评定为正常：达到序时进度。`"""
    latest, _ = line.entry.verdict.judged_value
    by = text.day(line.seen.by) or text.say("nothing")
    goal = line.seen.goal
    if line.latest and latest is not None:
        period = text.day(latest.period_end)
        fact = text.say("official.sentence", period=period, latest=line.latest, goal=goal, by=by)
    else:
        fact = text.say("official.sentence-none", goal=goal, by=by)
    verdict = text.say("official.verdict", status=line.seen.verdict, why=line.seen.reason)
    parts = (fact, progress(text, line), verdict, line.remark, line.waiver)
    return text.join(parts, "semicolon") + stop(text)


def actions_sentence(text: ReportText, lines: Sequence[TargetLine]) -> str:
    """How many actions are done, under way, not begun or silent, and which of them are not on track."""
    reasons = [line.entry.verdict.reason for line in lines]
    done, under_way = reasons.count(Reason.DONE), reasons.count(Reason.UNDER_WAY)
    not_started = reasons.count(Reason.NOT_STARTED)
    silent = len(lines) - done - under_way - not_started
    counted = text.say(
        "official.actions",
        all=len(lines),
        done=done,
        under_way=under_way,
        not_started=not_started,
        silent=silent or "",
    )
    open_ = [line.seen.indicator for line in lines if line.entry.verdict.status is not Status.ON_TRACK]
    return counted + (text.say("official.actions-open", list=text.join(open_)) if open_ else "")


def explained_sentence(text: ReportText, line: TargetLine) -> str:
    """Why a target is short or at risk, who leads, and what the departments say and mean to do."""
    parts = [
        _facts(text, line),
        line.seen.reason,
        line.seen.borderline,
        line.remark,
        line.waiver,
        text.say("official.lead", names=line.departments),
        text.say("official.reason", text=_flat(text, line.reason) or text.say("page.no-reason")),
        text.say(
            "official.measure",
            text=_flat(text, line.measure) or text.say("page.no-measure"),
            by=line.measure_by,
        ),
    ]
    return text.join(parts, "semicolon") + stop(text)


def _facts(text: ReportText, line: TargetLine) -> str:
    """Goal and latest value; nothing of a state that nobody reported."""
    if line.entry.target.kind.is_numeric:
        return text.say("official.facts", goal=line.seen.goal, latest=line.latest)
    return text.say("official.facts-state", goal=line.seen.goal, latest=line.latest) if line.latest else ""


def _flat(text: ReportText, words: str) -> str:
    """Running text: one line, without a stop of its own at the end, and a very long note cut."""
    flat = text.join((line.rstrip("。.；; ") for line in words.split("\n")), "semicolon")
    return flat if len(flat) <= LONGEST else flat[:LONGEST] + "…"


def pace_sentence(text: ReportText, pace: Pace, target: Target) -> str:
    """What a target asks for next year; a yearly quota is asked for anew."""
    key = "official.pace-quota" if target.kind is Kind.ANNUAL else "official.pace-line"
    cells = pace_cells(text, pace, target)
    return text.say(key, year=text.report.year + 1, indicator=printed(target.indicator), **cells)


def waiver_sentence(text: ReportText, note: WaiverNote) -> str:
    """From what a target is excused, and whether that has run out."""
    name = printed(f"{note.waiver.target} {note.target.indicator if note.target else ''}")
    expired = text.say("page.expired") if note.expired else ""
    return name + text.say("colon") + text.waived(note.waiver) + expired
