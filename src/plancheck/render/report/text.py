"""The yearly report's sentences and cells in one language, the same for every form; plain text, never markup.

Text from workbooks and plans comes out fit to be shown: no control, no mark that turns the reading direction round.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plancheck.assessment.changes import Change
from plancheck.observations import Observation
from plancheck.plan.model import Section, Target
from plancheck.plan.wording import section_words
from plancheck.render.report.words import (
    amount,
    distance,
    pace_words,
    printed,
    shown_lines,
    shown_view,
    status_counts,
    with_unit,
)
from plancheck.render.verdict.view import TargetView, view
from plancheck.render.verdict.words import day_words
from plancheck.report.content import Chapter, DepartmentRow, Gap, Pace, ReportEntry, YearReport
from plancheck.scoring.forecast import likelihood
from plancheck.scoring.marks import Lamp, Reason, RowVerdict, Status, Verdict
from plancheck.scoring.rollup import Counts, percentages
from plancheck.text.numbers import plain
from plancheck.words import word


@dataclass(frozen=True, slots=True)
class Line:
    """One target as the tables of every form show it."""

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


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A part of the document with its chapters; what stands in the part itself is a chapter without a heading."""

    section: Section | None
    title: str
    chapters: list[tuple[str, Chapter]]


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report and the language it is told in; `spells_dates` for an official text, where no date is 2025-12-31."""

    report: YearReport
    language: str
    spells_dates: bool = False

    def say(self, key: str, **values: object) -> str:
        return word(f"report.{key}", self.language, **values)

    def join(self, parts: Iterable[str], mark: str = "comma") -> str:
        return self.say(mark).join(part for part in parts if part)

    @property
    def title(self) -> str:
        return self.say("title", plan=printed(self.report.assessment.plan.title), year=self.report.year)

    @property
    def subtitle(self) -> str:
        plan = self.report.assessment.plan
        days = (self.say("judged", day=self.report.assessment.as_of), self.say("made-on", day=self.report.made_on))
        parts = (printed(plan.document), printed(plan.issuer), *(days if days[0] != days[1] else days[:1]))
        return "　".join(part for part in parts if part) if self.language == "zh" else " · ".join(filter(None, parts))

    def warnings(self) -> list[str]:
        """What a reader has to know before anything else."""
        plain_words = ("empty" if self.report.is_empty else "", "synthetic" if self.report.is_synthetic else "")
        return [self.say(key) for key in plain_words if key]

    def overview(self) -> list[str]:
        """The counts, what fell due, who reported: a sentence each."""
        report = self.report
        counts = report.counts
        shares = percentages(counts.by_status())
        lamps = {str(lamp): counts.lamps.get(lamp, 0) for lamp in Lamp}
        sentences = [
            self.say(
                "summary.counts",
                day=self.day(report.assessment.as_of),
                all=counts.total,
                p_on_track=shares[0],
                p_at_risk=shares[1],
                p_missed=shares[2],
                **status_counts(counts),
            ),
            self.say("summary.lamps", **lamps),
            self._due(),
            self._filing(),
        ]
        late = sum(entry.year_end_missing for entry in report.entries)
        return [
            *filter(None, sentences),
            *([self.say("summary.year-end-missing", count=late, year=report.year)] if late else []),
        ]

    def _due(self) -> str:
        rows = [row for entry in self.report.entries for row in entry.due_rows]
        if not rows:
            return ""
        missed = sum(row.status is Status.MISSED for row in rows)
        met = sum(_is_met(row) for row in rows)
        silent = sum(row.reason is Reason.NO_DATA for row in rows)
        numbers = {"silent": silent or "", "open": len(rows) - met - missed - silent or ""}
        return self.say("summary.due", year=self.report.year, all=len(rows), met=met, missed=missed, **numbers)

    def _filing(self) -> str:
        rows = [row for row in self.report.departments if row.filing.value != "nothing-due"]
        numbers = {
            name: sum(row.filing.value == name for row in rows) or "" for name in ("silent", "unreadable", "gaps")
        }
        sent = sum(row.filing.value in ("in-full", "gaps") for row in rows)
        return self.say("summary.filing", all=len(rows), sent=sent, **numbers) if rows else ""

    def change(self) -> str:
        """How things stood a year ago, and how many targets turned."""
        report = self.report
        if report.counts_before is None:
            return self.say("summary.change-none", year=report.year)
        changes = [entry.change for entry in report.entries]
        counted = self.join(
            f"{self.changed(change)} {self.say('number', count=changes.count(change))}"
            for change in (*Change, None)
            if change in changes
        )
        return self.say("summary.change", year=report.year - 1, **status_counts(report.counts_before), list=counted)

    def changed(self, change: Change | None) -> str:
        """The words of `status --since`; without a verdict to compare with, a target is new."""
        return word(f"explain.change.{change}", self.language) if change else self.say("new")

    def changes(self) -> list[tuple[str, list[Line]]]:
        """What did change since the year before, gravest first, each change with its targets."""
        lines = [(line.entry.change, line) for line in self.lines()]
        groups = [(change, [line for own, line in lines if own is change]) for change in Change]
        return [(self.changed(change), own) for change, own in groups if own and change is not Change.SAME]

    def chapter(self, counts: Counts) -> str:
        return self.say("summary.chapter", all=counts.total, **status_counts(counts))

    def chapter_title(self, section: Section | None) -> str:
        """A chapter by itself, out of the order of the document: with all of its number, 二（一）实施……行动."""
        if section is None:
            return word("status.other-section", self.language)
        words = section_words(section)
        return printed(words if words.startswith(section.locator) else section.locator + section.title)

    def parts(self) -> list[ReportPart]:
        """The chapters of the report as the document groups them, each under the heading that stands above it."""
        plan = self.report.assessment.plan
        parts: list[ReportPart] = []
        for chapter in self.report.chapters:
            above = plan.section_above(chapter.section) if chapter.section else None
            top = above or chapter.section
            if not parts or parts[-1].section != top:
                parts.append(ReportPart(top, self.chapter_title(top), []))
            heading = printed(section_words(chapter.section)) if above and chapter.section else ""
            parts[-1].chapters.append((heading, chapter))
        return parts

    def day(self, day: date | None) -> str:
        """2025年12月31日; ISO in English."""
        return day_words(day, self.language) if day else ""

    def date(self, day: date | None) -> str:
        """A date in a cell or a list: ISO, but spelled out where the form asks for it."""
        return self.day(day) if self.spells_dates or day is None else day.isoformat()

    def lines(self) -> list[Line]:
        return [self.line(entry) for entry in self.report.entries]

    def line(self, entry: ReportEntry) -> Line:
        seen = shown_view(view(self.report.assessment, entry.target, self.language))
        row = entry.verdict.row
        latest, _ = entry.verdict.judged_value
        before = entry.before
        return Line(
            entry,
            seen,
            self.chapter_title(entry.section),
            printed(f"{entry.task.id} {entry.task.title}"),
            self.join(map(printed, seen.departments)),
            with_unit(seen.latest, entry.target, self.language) if latest and latest.state is None else seen.latest,
            self.date(latest.period_end if latest else None),
            self.verdict(before),
            self.changed(entry.change),
            self.forecast(entry),
            "" if row.p_meet is None else word(f"scoring.likelihood.{likelihood(row.p_meet)}", self.language),
            self._written(entry, "reason"),
            self._written(entry, "measure"),
            self.join(dict.fromkeys(self.date(one.measure_by) for one in entry.remarks)),
            self._written(entry, "evidence"),
            self.join(self._marks(entry, seen), "semicolon"),
            self.waiver(entry),
        )

    def verdict(self, verdict: Verdict | None) -> str:
        """`正常`, `有风险（红灯）`, `正常（灰灯）` where nothing is due yet: the lamp where the status leaves it open."""
        if verdict is None:
            return ""
        status = word(f"scoring.status.{verdict.status}", self.language)
        lamp = word(f"scoring.lamp.{verdict.lamp}", self.language)
        is_open = verdict.status is Status.AT_RISK or verdict.lamp is Lamp.GREY
        return self.say("verdict", status=status, lamp=lamp) if is_open else status

    def forecast(self, entry: ReportEntry) -> str:
        ahead = entry.verdict.row.forecast
        if ahead is None or entry.verdict.row.closed:
            return ""
        band = entry.curve.band if entry.curve else None
        low, high = (amount(end, entry.target, self.language) for end in band) if band else ("", "")
        if low == high:
            low = high = ""
        return self.say("page.forecast", value=amount(ahead, entry.target, self.language), low=low, high=high)

    def states(self, entry: ReportEntry) -> list[str]:
        """How the state of an action or milestone changed, a line a department: `2025-03-31 推进中，2025-09-30 已完成`."""
        told: dict[str, list[Observation]] = {}
        for one in entry.values:
            if one.state is not None and not (one.department in told and told[one.department][-1].state is one.state):
                told.setdefault(one.department, []).append(one)
        plan = self.report.assessment.plan
        several = len(entry.target.reported_by) > 1
        return [
            (printed(plan.department_name(key)) + self.say("colon") if several else "")
            + self.join(
                f"{self.date(one.period_end)} {word(f'status.state.{one.state}', self.language)}" for one in changes
            )
            for key, changes in told.items()
        ]

    def waiver(self, entry: ReportEntry) -> str:
        one = entry.waiver
        if one is None:
            return ""
        return self.say(
            "page.waived", until=self.date(one.until), reason=printed(one.reason), approved_by=printed(one.approved_by)
        )

    def _written(self, entry: ReportEntry, name: str) -> str:
        """What the departments wrote; with their names where several did."""
        told = [(one.department, shown_lines(getattr(one, name))) for one in entry.remarks if getattr(one, name)]
        if len(told) < 2:
            return told[0][1] if told else ""
        plan = self.report.assessment.plan
        return "\n".join(f"{printed(plan.department_name(key))}{self.say('colon')}{text}" for key, text in told)

    def _marks(self, entry: ReportEntry, seen: TargetView) -> list[str]:
        marks = list(seen.marks)
        if entry.year_end_missing:
            marks.append(self.say("page.year-end-missing"))
        for row in entry.due_rows:
            if row.status is Status.MISSED and row is not entry.verdict.row and row.by and row.value is not None:
                goal = amount(row.value, entry.target, self.language)
                marks.append(self.say("page.row-missed", by=self.day(row.by), goal=goal))
        return marks

    def long_notes(self, most: int) -> list[tuple[str, str]]:
        """Headings and texts of the notes that a form cuts after so many characters, to be shown whole at its end."""
        return [
            (f"{line.id} {line.seen.indicator}{self.say('colon')}{self.say(f'head.{name}')}", words)
            for line in self.lines()
            for name, words in (("reason", line.reason), ("measure", line.measure))
            if len(words) > most
        ]

    def progress(self, line: Line) -> str:
        """`完成 51.5%，序时 50.0%`; empty where there is no share."""
        if not line.seen.attained:
            return ""
        text = self.say("page.progress", attained=line.seen.attained)
        return text + (self.say("page.progress-expected", expected=line.seen.expected) if line.seen.expected else "")

    def silence(self, row: DepartmentRow) -> str:
        """What is absent from a department."""
        if row.filing.value in ("silent", "unreadable"):
            return self.say(f"page.{row.filing}-department", count=len(row.gaps))
        return self.join((self.gap(gap) for gap in row.gaps if not gap.explained), "semicolon")

    def gap(self, gap: Gap) -> str:
        periods = self.join(map(self.date, gap.periods))
        text = self.say("page.gap", id=gap.target.id, indicator=printed(gap.target.indicator), periods=periods)
        return text + (self.say("page.gap-explained") if gap.explained else "")

    def pace_cells(self, pace: Pace, target: Target) -> dict[str, str]:
        """The cells of the table of required paces."""
        times = self.say("page.times-none")
        if pace.times is not None:
            times = self.say("page.times", times=plain(pace.times, 1))
        return {
            "goal": amount(pace.goal, target, self.language),
            "by": self.date(pace.by),
            "gap": distance(pace.gap, target, self.language),
            "needed": pace_words(pace.needed, target, self.language),
            "recent": pace_words(pace.recent, target, self.language),
            "times": times if pace.recent is not None else self.say("nothing"),
            "next": amount(pace.next_value, target, self.language),
        }

    def thresholds(self) -> list[tuple[str, str]]:
        """Names and values of the settings in force."""
        return [
            (word(f"scoring.setting.{name}", self.language), self._setting(name, value))
            for name, value in self.report.assessment.settings.listed()
        ]

    def _setting(self, name: str, value: str) -> str:
        return word(f"scoring.preset.{value}", self.language) if name == "preset" else value

    def rule(self, rule_id: str) -> str:
        """What a rule is about, with its id."""
        from plancheck.rules import catalogue

        return f"{rule_id}{self.say('colon')}{catalogue()[rule_id].in_language(self.language).why}"


def _is_met(row: RowVerdict) -> bool:
    """An action that is done is met, though nothing closes it."""
    return row.status is Status.ON_TRACK and (row.closed or row.reason is Reason.DONE)
