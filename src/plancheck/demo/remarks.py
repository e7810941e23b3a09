"""What an officer writes beside a figure in the demonstration: evidence, reason, measure, its date.

A year's assessment in, a `Remark` out. Most of what is behind is explained; some is not, as in life.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from plancheck.assessment.assess import Assessment
from plancheck.demo.scenarios import Scenario
from plancheck.findings import TextPlace
from plancheck.observations import Remark, State
from plancheck.plan.model import Plan, Target
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.marks import Lamp, Reason
from plancheck.words import word

_EXPLAINED, _PROVEN = 0.85, 0.92


def remark_for(
    assessment: Assessment, target: Target, department: str, scenario: Scenario, seed: str, *, is_late: bool
) -> Remark:
    """The remark on a target in the workbook of the assessment's year."""
    plan, year = assessment.plan, assessment.as_of.year
    rng = Random(f"{seed}:{plan.id}:{target.id}:{department}:{year}")  # noqa: S311 - figures for show
    say = _Words(plan, target, department, year, rng)
    blank = Remark(target.id, department, year, TextPlace("demo"))
    if not target.kind.is_numeric:
        # Nothing at all beside an action that was not reported to the end: a warning, as the late ones earn.
        return blank if is_late else _on_state(assessment, target, department, scenario, say, blank)
    evidence = say.one_of("evidence", 4) if rng.random() < _PROVEN else ""
    if is_late:
        key = "late" if target.reporting.months < 12 else "late-closed"
        return _remark(blank, evidence if target.reporting.months < 12 else "", say.the(f"reason.{key}"))
    verdict = assessment.verdict(target)
    if verdict.lamp not in (Lamp.YELLOW, Lamp.RED) or rng.random() > _EXPLAINED:
        return _remark(blank, evidence)
    return _remark(blank, evidence, say.one_of("reason", 4), say.one_of("measure", 3), _some_day(year + 1, rng))


def _on_state(
    assessment: Assessment, target: Target, department: str, scenario: Scenario, say: _Words, blank: Remark
) -> Remark:
    year = assessment.as_of.year
    own = [one for one in assessment.reports.of(target.id) if (one.department, one.year) == (department, year)]
    state = own[-1].state if own else None
    if state is State.DONE:
        evidence = say.the("evidence.done") if scenario.proven else ""
        return replace(blank, evidence=evidence, reason=say.the("narrative.done"))
    if assessment.verdict(target).reason is Reason.DEADLINE and target.kind is Kind.MILESTONE:
        reason, measure = say.one_of("reason", 4), say.one_of("measure", 3)
        return _remark(blank, "", reason, measure, _some_day(year + 1, say.rng))
    if state is State.NOT_STARTED:
        return replace(blank, reason=say.the("narrative.not-started"))
    return replace(blank, evidence=say.one_of("evidence", 4), reason=say.one_of("narrative", 4))


def _some_day(year: int, rng: Random) -> date:
    return rng.choice([date(year, 3, 31), date(year, 6, 30), date(year, 9, 30)])


def _remark(blank: Remark, evidence: str = "", reason: str = "", measure: str = "", by: date | None = None) -> Remark:
    until = date(blank.year, 12, 31) if reason else None
    return replace(blank, evidence=evidence, reason=reason, measure=measure, measure_by=by, reason_until=until)


class _Words:
    """The sentences of one remark, in the plan's language."""

    def __init__(self, plan: Plan, target: Target, department: str, year: int, rng: Random) -> None:
        self.rng, self._language = rng, plan.language
        self._values = {"year": year, "department": plan.department_name(department), "indicator": target.indicator}

    def the(self, key: str) -> str:
        return word(f"demo.{key}", self._language, **self._values)

    def one_of(self, room: str, count: int) -> str:
        return self.the(f"{room}.{self.rng.randint(1, count)}")
