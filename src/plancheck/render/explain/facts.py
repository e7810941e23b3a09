"""An explanation as labelled facts, in sections: the one source of what a terminal, a pipe and a page say of a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plancheck.explanation.explanation import Explanation, Told
from plancheck.explanation.remedy import PERCENT, Outlook, Remedy
from plancheck.observations import State
from plancheck.plan.model import Kind, Wording
from plancheck.render.explain.rule import numbered_rule
from plancheck.render.findings.forms import finding_lines
from plancheck.render.terminal.printable import one_line
from plancheck.render.verdict.view import goal_text, view
from plancheck.render.verdict.words import readable, readable_places, reason_words, thresholds_listed
from plancheck.scoring.forecast import likelihood
from plancheck.scoring.marks import RowVerdict
from plancheck.text.numbers import percent, plain
from plancheck.words import word

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FactSection:
    """`id` is the same in every language; a fact is a label and a text."""

    id: str
    title: str
    facts: tuple[Fact, ...]


def explain_sections(told: Explanation, language: str) -> list[FactSection]:
    """Every section that has something to say."""
    facts = _Facts(told, language)
    sources: dict[str, Callable[[], Iterator[Fact]]] = {
        "target": facts.target,
        "verdict": facts.verdict,
        "remedy": facts.remedy,
        "numbers": facts.numbers,
        "rows": facts.rows,
        "values": facts.values,
        "remarks": facts.remarks,
        "findings": facts.findings,
    }
    made = [(name, tuple(fill())) for name, fill in sources.items()]
    return [FactSection(name, word(f"explain.section.{name}", language), each) for name, each in made if each]


@dataclass(frozen=True, slots=True)
class _Facts:
    told: Explanation
    language: str

    def say(self, key: str, **values: object) -> str:
        return word(f"explain.text.{key}", self.language, **values)

    def label(self, key: str) -> str:
        return word(f"explain.label.{key}", self.language)

    def amount(self, value: Decimal | None, *, reckoned: bool = False) -> str:
        """A value with its unit; a reckoned one to the digits a reader needs."""
        if value is None:
            return word("explain.undefined", self.language)
        number = readable(value, readable_places(self.told.row, self.told.target)) if reckoned else plain(value, 4)
        unit = self.told.target.unit if self.told.target.kind is not Kind.GROWTH or self.told.row.value else "%"
        return f"{number}{self._gap(unit)}{unit}"

    def _gap(self, unit: str) -> str:
        return " " if self.language == "en" and unit[:1].isalpha() and unit.isascii() else ""

    def pace_of(self, value: Decimal | None) -> str:
        """So much more or less a year; a share in percent moves by points. Rates count towards the target."""
        if value is None:
            return self._no()
        size = abs(value)
        points = self.told.target.unit in PERCENT
        amount = self.say("points", points=readable(size, 1)) if points else self.amount(size, reckoned=True)
        change = value * self.told.target.op.direction
        if change == 0 or (change == value and value > 0):
            return self.say("amount", amount=amount)
        return self.say("rising" if change > 0 else "falling", amount=amount)

    def rate(self, value: Decimal | None) -> str:
        if value is None:
            return self._no()
        return word("explain.a-year", self.language, value=self.pace_of(value))

    def target(self) -> Iterator[Fact]:
        told, target, plan = self.told, self.told.target, self.told.plan
        document = f" {plan.document}" if plan.document else ""
        yield self.label("plan"), one_line(f"{plan.title}{document}")
        yield self.label("place"), one_line(f"{target.locator} {told.task.title}")
        figure = self.say("figure", figure=target.figure) if target.figure else self.say("figure-none")
        yield self.label("figure"), one_line(figure)
        goal = goal_text(target, told.row, self.language)
        operator = (
            f"{target.op} " if target.kind.is_numeric and target.kind not in (Kind.COMPARE, Kind.DIRECTION) else ""
        )
        by = told.row.by or target.by
        yield self.label("asks"), self.say("by", goal=operator + goal, day=by) if by else operator + goal
        if target.wording is Wording.STRIVE:
            yield self.label("wording"), word("status.mark.strive", self.language)
        if target.same_as:
            yield self.label("same-as"), target.same_as
        reporters = "、".join(plan.department_name(key) for key in told.source.reported_by)
        yield self.label("reported-by"), reporters
        if target.note:
            yield self.label("note"), one_line(target.note)

    def verdict(self) -> Iterator[Fact]:
        told, row = self.told, self.told.row
        seen = view(told.assessment, told.target, self.language)
        comma = word("explain.comma", self.language)
        yield self.label("verdict"), comma.join([f"{seen.status} ({row.status})", f"{seen.lamp_word} ({row.lamp})"])
        yield self.label("reason"), f"{reason_words(told.target, row, self.language)} ({row.reason})"
        settings = dict(told.assessment.settings.listed())
        yield self.label("rule"), numbered_rule(told.rule, self.language, settings)
        for source in told.rule.sources:
            yield self.label("source"), source.in_language(self.language)
        if row.department:
            yield self.label("whose"), told.plan.department_name(row.department)
        if row.frozen is not None:
            latest = row.frozen.latest
            yield self.label("frozen"), self._standing(None if latest is None else latest.period_end, row.frozen)
        if seen.marks:
            yield self.label("marks"), comma.join(seen.marks)
        if told.before is not None:
            yield self.label("before"), self._standing(told.before_on, told.before.row)
        else:
            yield self.label("before"), self.say("no-before")
        yield self.label("settings"), thresholds_listed(told.assessment.settings.listed(), self.language)

    def _standing(self, day: date | None, row: RowVerdict) -> str:
        return self.say(
            "before",
            day=day or "",
            status=word(f"scoring.status.{row.status}", self.language),
            lamp=word(f"scoring.lamp.{row.lamp}", self.language),
            reason=word(f"scoring.reason.{row.reason}", self.language),
            code=row.reason,
        )

    def remedy(self) -> Iterator[Fact]:
        remedy = self.told.remedy
        if remedy.outlook is Outlook.ON_TRACK:
            return
        if remedy.required_rate is not None and remedy.required_rate > 0:
            yield self.label("pace"), self._pace(remedy)
        yield self.label("next"), self._next(remedy)
        if remedy.steady_day is not None and remedy.steady_after is not None:
            reason = word(f"scoring.reason.{remedy.steady_after.reason}", self.language)
            yield self.label("steady"), self.say("steady", day=remedy.steady_day, reason=reason)

    def _pace(self, remedy: Remedy) -> str:
        required = self.pace_of(remedy.required_rate)
        if remedy.recent_rate is None:
            return self.say("pace-only", required=required)
        recent = self.pace_of(remedy.recent_rate)
        if remedy.times is not None and remedy.times <= 1:
            return self.say("pace-enough", required=required, recent=recent)
        return self.say("pace", required=required, recent=recent, times=plain(remedy.times, 1))

    def _next(self, remedy: Remedy) -> str:
        if remedy.after is None:
            return self.say(str(remedy.outlook))
        reason = word(f"scoring.reason.{remedy.after.reason}", self.language)
        if isinstance(remedy.answer, State):
            key = "state-proven" if remedy.answer is State.DONE else "state"
            state = word(f"status.state.{remedy.answer}", self.language)
            return self.say(key, day=remedy.day, state=state, reason=reason)
        key = f"{'increment' if remedy.is_increment else 'value'}-{'most' if self.told.target.op.direction < 0 else 'least'}"
        return self.say(key, day=remedy.day, value=self.amount(remedy.answer), reason=reason)

    def numbers(self) -> Iterator[Fact]:
        row, target = self.told.row, self.told.target
        if not target.kind.is_numeric:
            return
        yield self.label("baseline"), self._baseline()
        yield self.label("value"), self.amount(row.value)
        if row.needed is not None and row.needed != row.value:
            yield self.label("needed"), self.amount(row.needed)
        if row.latest is not None:
            day = row.latest.period_end
            yield self.label("latest"), self.say("dated", value=self.amount(row.latest_value), day=day)
            planned = dict(self.told.course.path).get(day)
            if planned is not None:
                yield (
                    self.label("expected-value"),
                    self.say("dated", value=self.amount(planned, reckoned=True), day=day),
                )
        yield self.label("attained"), percent(row.attained) or self._no()
        yield self.label("expected"), percent(row.expected) or self._no()
        lag = "" if row.lag_points is None else self.say("points", points=f"{row.lag_points:+.1f}")
        yield self.label("lag"), lag or self._no()
        yield self.label("spi"), plain(row.spi, 2) or self._no()
        if target.kind is Kind.CAP:
            yield self.label("burn"), plain(row.burn, 2) or self._no()
        yield self.label("required-rate"), self.rate(row.required_rate)
        yield self.label("recent-rate"), self.rate(row.recent_rate)
        yield self.label("coverage"), plain(row.recent_coverage, 2) or self._no()
        share = percent(row.forecast_share)
        ahead = self.amount(row.forecast, reckoned=True)
        yield self.label("forecast"), self.say("forecast", value=ahead, share=share)
        yield self.label("p-meet"), self._chance()

    def _no(self) -> str:
        return word("explain.undefined", self.language)

    def _chance(self) -> str:
        row = self.told.row
        if row.p_meet is None:
            return self._no()
        chance = word(f"scoring.likelihood.{likelihood(row.p_meet)}", self.language)
        months = self.told.assessment.settings.recent_months
        return self.say("p-meet", chance=chance, share=percent(row.p_meet, 0), months=months)

    def _baseline(self) -> str:
        row = self.told.row
        if row.baseline is None:
            return self._no()
        key = "provisional" if row.provisional_baseline else "dated"
        return self.say(key, value=self.amount(row.baseline), day=row.start)

    def rows(self) -> Iterator[Fact]:
        rows = self.told.verdict.rows
        if len(rows) < 2:
            return
        for row in rows:
            owner = f" {self.told.plan.department_name(row.department)}" if row.department else ""
            value = "" if row.value is None else f" {self.amount(row.value)}"
            status = word(f"scoring.status.{row.status}", self.language)
            reason = reason_words(self.told.target, row, self.language)
            yield f"{row.by}{owner}", word("explain.standing", self.language, status=f"{status}{value}", reason=reason)

    def values(self) -> Iterator[Fact]:
        if not self.told.told:
            yield self.say("no-values"), ""
        for one in self.told.told:
            yield one.observation.period_end.isoformat(), one_line(self._value(one))

    def _value(self, one: Told) -> str:
        seen = one.observation
        parts = [word(f"status.state.{seen.state}", self.language) if seen.state else self.amount(seen.value)]
        if seen.reference is not None:
            parts.append(self.say("reference", value=self.amount(seen.reference)))
        parts += [one.department] if one.supposed else [one.department, str(seen.place)]
        replaced = not one.counts and one.fault is None
        marks = {"reported-baseline": seen.is_baseline, "superseded": replaced, "supposed": one.supposed}
        notes = [self.say(key) for key, holds in marks.items() if holds]
        if one.fault is not None:
            notes.append(self.say("left-out", rule=one.fault.rule))
        return "  ".join([*parts, *(f"[{note}]" for note in notes)])

    def remarks(self) -> Iterator[Fact]:
        for one in self.told.remarks:
            name = self.told.plan.department_name(one.department)
            day = "" if one.measure_by is None else one.measure_by.isoformat()
            texts = {"evidence": one.evidence, "why-behind": one.reason, "measure": one.measure, "measure-by": day}
            for key, text in texts.items():
                if text:
                    yield f"{one.year} {self.label(key)}", one_line(f"{text}  {name}")

    def findings(self) -> Iterator[Fact]:
        for one in self.told.findings:
            for line in finding_lines(one, self.language).splitlines():
                yield line.strip(), ""
