"""A yearly report in one language: its title, days, verdicts and settings in words, the same for every form.

Plain text, never markup. Text from workbooks and plans comes out fit to be shown: no control, no mark that turns the
reading direction round.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plancheck.assessment.changes import Movement
from plancheck.plan.exemptions import Waiver
from plancheck.plan.model import Section
from plancheck.plan.wording import section_words
from plancheck.render.report.words import printed
from plancheck.render.verdict.words import day_words
from plancheck.report.content import YearReport
from plancheck.rules import catalogue
from plancheck.scoring.marks import METHOD_EDITION, Lamp, Status, Verdict
from plancheck.words import word


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report and its language; `spells_dates` for an official text, where no date is 2025-12-31."""

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
        """Document and issuer, the day of judgement, and the day that the report was made on."""
        plan = self.report.assessment.plan
        days = (self.say("judged", day=self.report.assessment.as_of), self.say("made-on", day=self.report.made_on))
        parts = (printed(plan.document), printed(plan.issuer), *days)
        return ("　" if self.language == "zh" else " · ").join(filter(None, parts))

    def warnings(self) -> list[str]:
        """What a reader has to know before anything else."""
        notes = {"empty": self.report.is_empty, "synthetic": self.report.is_synthetic}
        return [self.say(key) for key, holds in notes.items() if holds]

    def day(self, day: date | None) -> str:
        """2025年12月31日; ISO in English."""
        return day_words(day, self.language) if day else ""

    def date(self, day: date | None) -> str:
        """A date in a cell or a list: ISO, but spelled out where the form asks for it."""
        return self.day(day) if self.spells_dates or day is None else day.isoformat()

    def verdict(self, verdict: Verdict | None) -> str:
        """`正常`, `有风险（红灯）`, `正常（灰灯）` where nothing is due yet: the lamp where the status leaves it open."""
        if verdict is None:
            return ""
        status = word(f"scoring.status.{verdict.status}", self.language)
        lamp = word(f"scoring.lamp.{verdict.lamp}", self.language)
        is_open = verdict.status is Status.AT_RISK or verdict.lamp is Lamp.GREY
        return self.say("verdict", status=status, lamp=lamp) if is_open else status

    def changed(self, change: Movement | None) -> str:
        """The words of `status --since`; without a verdict to compare with, a target is new."""
        return word(f"explain.change.{change}", self.language) if change else self.say("new")

    def chapter_title(self, section: Section | None) -> str:
        """A chapter by itself, out of the order of the document: with all of its number, 二（一）实施……行动."""
        if section is None:
            return word("status.other-section", self.language)
        words = section_words(section)
        return printed(words if words.startswith(section.locator) else section.locator + section.title)

    def waived(self, waiver: Waiver) -> str:
        """Until when a target is excused, why, and by whom."""
        return self.say(
            "page.waived",
            until=self.date(waiver.until),
            reason=printed(waiver.reason),
            approved_by=printed(waiver.approved_by),
        )

    def method_days(self) -> str:
        """The day of judgement, the day of making, and how long after a period's end a value may come."""
        assessment = self.report.assessment
        return self.say(
            "page.method-days",
            day=self.day(assessment.as_of),
            made_on=self.day(self.report.made_on),
            lag=assessment.settings.report_lag_days,
            others=self._other_lags(),
        )

    def _other_lags(self) -> str:
        """The targets that have days of grace of their own, by their number."""
        by_days: dict[int, list[str]] = {}
        for target in self.report.assessment.plan.targets:
            if target.report_lag_days is not None:
                by_days.setdefault(target.report_lag_days, []).append(target.id)
        comma = word("ledger.comma", self.language)
        lags = [self.say("page.own-lag", lag=days, targets=comma.join(ids)) for days, ids in sorted(by_days.items())]
        return word("explain.comma", self.language).join(lags)

    def thresholds(self) -> list[tuple[str, str]]:
        """The edition of the method, then names and values of the settings in force."""
        return [
            (self.say("method"), self.say("edition", edition=METHOD_EDITION)),
            *(
                (word(f"scoring.setting.{name}", self.language), self._setting(name, value))
                for name, value in self.report.assessment.settings.listed()
            ),
        ]

    def _setting(self, name: str, value: str) -> str:
        return word(f"scoring.preset.{value}", self.language) if name == "preset" else value

    def rule(self, rule_id: str) -> str:
        """What a rule is about, with its id."""
        return f"{rule_id}{self.say('colon')}{catalogue()[rule_id].in_language(self.language).why}"
