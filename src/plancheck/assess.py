"""The spine: a plan and what was reported in, an `Assessment` out. No I/O here, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from plancheck.findings import Finding
from plancheck.observations import Observation, Remark, Reports
from plancheck.plan.model import Plan, Target
from plancheck.scoring.marks import Verdict
from plancheck.scoring.settings import DEFAULTS, Settings
from plancheck.scoring.verdict import judge


@dataclass(frozen=True, slots=True)
class Assessment:
    """One plan on one day: what was reported, the verdict on every target, and what is wrong with the reports.

    `hypothetical` names the values that were supposed and not reported; empty for a true assessment.
    """

    plan: Plan
    as_of: date
    settings: Settings = DEFAULTS
    reports: Reports = field(default_factory=Reports)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    hypothetical: tuple[str, ...] = ()

    def verdict(self, target: Target) -> Verdict:
        return self.verdicts[target.id]

    def remark(self, target: Target, year: int) -> Remark | None:
        """What was written beside a target in a year's workbook (of the one it repeats, where it repeats one)."""
        told = [
            remark for remark in self.reports.remarks
            if remark.target in (target.id, target.same_as) and remark.year == year
        ]  # fmt: skip
        return max(told, key=lambda remark: bool(remark.reason) + bool(remark.measure), default=None)


def assess(
    plan: Plan,
    reports: Reports,
    as_of: date,
    settings: Settings = DEFAULTS,
    findings: Iterable[Finding] = (),
    supposed: Sequence[Observation] = (),
) -> Assessment:
    """Judge every target of a plan by what had been reported for periods up to a day.

    `supposed` are observations as if they had been reported: they replace those of the same target and day, and the
    verdicts on their targets are hypothetical.
    """
    told = _with_supposed(reports, supposed)
    own = {target.id: target for target in plan.targets}
    by_target: dict[str, list[Observation]] = {}
    for observation in told.observations:
        by_target.setdefault(observation.target, []).append(observation)
    remarks: dict[str, list[Remark]] = {}
    for remark in told.remarks:
        remarks.setdefault(remark.target, []).append(remark)
    guessed = {observation.target for observation in supposed}
    verdicts = {}
    for target in plan.targets:
        source = _reported_as(target, own)
        told_as = replace(target, id=source, reported_by=own[source].reported_by)
        verdict = judge(
            told_as, by_target.get(source, []), remarks.get(source, []), as_of, settings, plan.end
        )
        verdicts[target.id] = replace(verdict, target=target.id, hypothetical=source in guessed)
    names = tuple(f"{one.target}={one.value}@{one.period_end}" for one in supposed)
    return Assessment(plan, as_of, settings, told, verdicts, tuple(findings), names)


def _reported_as(target: Target, own: Mapping[str, Target]) -> str:
    """The id under which a target is reported: that of the one it repeats, however long the chain."""
    while target.same_as in own:
        target = own[target.same_as]
    return target.id


def _with_supposed(reports: Reports, supposed: Sequence[Observation]) -> Reports:
    if not supposed:
        return reports
    replaced = {(one.target, one.period_end) for one in supposed}
    kept = [one for one in reports.observations if (one.target, one.period_end) not in replaced]
    return replace(reports, observations=(*kept, *supposed))
