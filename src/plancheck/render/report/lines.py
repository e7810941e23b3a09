"""One target of a yearly report as the tables of every form show it: an entry in, its cells in words out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plancheck.observations import Observation, Remark
from plancheck.render.report.text import ReportText
from plancheck.render.report.words import amount, printed, shown_lines, shown_view, with_unit
from plancheck.render.verdict.view import TargetView, view
from plancheck.report.content import ReportEntry
from plancheck.scoring.marks import Status
from plancheck.scoring.outlook.forecast import likelihood
from plancheck.words import word


@dataclass(frozen=True, slots=True)
class TargetLine:
    """The cells of one target; `seen` is what the status shows of it."""

    entry: ReportEntry
    seen: TargetView
    section: str
    task: str
    departments: str
    latest: str
    period: str
    before: str
    change: str
    forecast: str
    chance: str
    reason: str
    measure: str
    measure_by: str
    evidence: str
    remark: str
    waiver: str

    @property
    def id(self) -> str:
        return self.seen.id

    @property
    def by(self) -> str:
        return self.seen.by.isoformat() if self.seen.by else ""


def report_lines(text: ReportText) -> list[TargetLine]:
    """Every target in the document's order."""
    return [target_line(text, entry) for entry in text.report.entries]


def short_lines(text: ReportText) -> list[TargetLine]:
    """What was missed in the year."""
    return [line for line in report_lines(text) if line.entry.is_short]


def risky_lines(text: ReportText) -> list[TargetLine]:
    """What is at risk, and nothing of it missed yet."""
    lines = report_lines(text)
    return [line for line in lines if line.entry.verdict.status is Status.AT_RISK and not line.entry.is_short]


def target_line(text: ReportText, entry: ReportEntry) -> TargetLine:
    """The cells of an entry; empty where there is nothing to say."""
    seen = shown_view(view(text.report.assessment, entry.target, text.language))
    row = entry.verdict.row
    latest, _ = entry.verdict.judged_value
    return TargetLine(
        entry=entry,
        seen=seen,
        section=text.chapter_title(entry.section),
        task=printed(f"{entry.task.id} {entry.task.title}"),
        departments=text.join(map(printed, seen.departments)),
        latest=with_unit(seen.latest, entry.target, text.language) if latest and latest.state is None else seen.latest,
        period=text.date(latest.period_end if latest else None),
        before=text.verdict(entry.before),
        change=text.changed(entry.change),
        forecast=_forecast(text, entry),
        chance="" if row.p_meet is None else word(f"scoring.likelihood.{likelihood(row.p_meet)}", text.language),
        reason=_written(text, entry, lambda remark: remark.reason),
        measure=_written(text, entry, lambda remark: remark.measure),
        measure_by=text.join(dict.fromkeys(text.date(remark.measure_by) for remark in entry.remarks)),
        evidence=_written(text, entry, lambda remark: remark.evidence),
        remark=text.join(_marks(text, entry, seen), "semicolon"),
        waiver="" if entry.waiver is None else text.waived(entry.waiver),
    )


def _forecast(text: ReportText, entry: ReportEntry) -> str:
    ahead = entry.verdict.row.forecast
    if ahead is None or entry.verdict.row.closed:
        return ""
    band = entry.curve.band if entry.curve else None
    low, high = (amount(end, entry.target, text.language) for end in band) if band else ("", "")
    if low == high:
        low = high = ""
    return text.say("page.forecast", value=amount(ahead, entry.target, text.language), low=low, high=high)


def _written(text: ReportText, entry: ReportEntry, part: Callable[[Remark], str]) -> str:
    """One part of what the departments wrote; with their names where several did."""
    written = [(remark.department, shown_lines(part(remark))) for remark in entry.remarks if part(remark)]
    if len(written) == 1:
        return written[0][1]
    return "\n".join(f"{_named(text, department)}{words}" for department, words in written)


def _named(text: ReportText, department: str) -> str:
    return printed(text.report.assessment.plan.department_name(department)) + text.say("colon")


def _marks(text: ReportText, entry: ReportEntry, seen: TargetView) -> list[str]:
    """What changes how the verdict is read: also that the year's end is absent, and rows missed beside the deciding one."""
    marks = list(seen.marks)
    if entry.year_end_missing:
        marks.append(text.say("page.year-end-missing"))
    for row in entry.due_rows:
        if row.status is Status.MISSED and row is not entry.verdict.row and row.by and row.value is not None:
            goal = amount(row.value, entry.target, text.language)
            marks.append(text.say("page.row-missed", by=text.day(row.by), goal=goal))
    return marks


def progress(text: ReportText, line: TargetLine) -> str:
    """`完成 51.5%，序时 50.0%`; empty where there is no share."""
    if not line.seen.attained:
        return ""
    attained = text.say("page.progress", attained=line.seen.attained)
    return attained + (text.say("page.progress-expected", expected=line.seen.expected) if line.seen.expected else "")


def state_changes(text: ReportText, entry: ReportEntry) -> list[str]:
    """How the state of an action or milestone changed, a line a department: `2025-03-31 推进中，2025-09-30 已完成`."""
    changes: dict[str, list[Observation]] = {}
    for value in entry.values:
        if value.state is not None and value not in entry.left_out:
            own = changes.setdefault(value.department, [])
            if not own or own[-1].state is not value.state:
                own.append(value)
    several = len(entry.target.reported_by) > 1
    return [
        (_named(text, department) if several else "") + text.join(_state(text, value) for value in own)
        for department, own in changes.items()
    ]


def _state(text: ReportText, value: Observation) -> str:
    return f"{text.date(value.period_end)} {word(f'status.state.{value.state}', text.language)}"


def long_notes(text: ReportText, most: int) -> list[tuple[str, str]]:
    """Headings and texts of the notes that a form cuts after so many characters, to be shown whole at its end."""
    return [
        (f"{line.id} {line.seen.indicator}{text.say('colon')}{text.say(f'head.{name}')}", words)
        for line in report_lines(text)
        for name, words in (("reason", line.reason), ("measure", line.measure))
        if len(words) > most
    ]
