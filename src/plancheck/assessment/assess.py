"""The judge of a plan: the plan, what was reported and a day in, an `Assessment` out. No I/O here, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plancheck.assessment.as_json import plan_json, verdict_json
from plancheck.assessment.as_row import target_row
from plancheck.coverage.unsound import unsound_values
from plancheck.findings import Finding
from plancheck.observations import Observation, Remark, Reports, State
from plancheck.plan.amendments.versions import plan_in_force
from plancheck.plan.model import Plan, Target
from plancheck.plan.vocabulary import Aggregate
from plancheck.rules.as_json import finding_json
from plancheck.scoring.marks import Status, Verdict
from plancheck.scoring.rollup import Counts, count
from plancheck.scoring.settings import DEFAULTS, Settings
from plancheck.scoring.verdict import judge
from plancheck.text.numbers import plain

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True, repr=False)
class Assessment:
    """One plan on one day: what was reported, the verdict on every target, and what is wrong with the reports.

    The plan's targets are as they stand on that day. `what_if` names the values that were `supposed` and not reported;
    empty for a true assessment. `reports` has all that was read, later days too; `left_out` are the values of it that no
    verdict rests on, each with what is wrong.
    """

    plan: Plan
    as_of: date
    settings: Settings = DEFAULTS
    reports: Reports = field(default_factory=Reports)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    what_if: tuple[str, ...] = ()
    supposed: tuple[Observation, ...] = ()
    left_out: Mapping[Observation, Finding] = field(default_factory=dict)

    def __repr__(self) -> str:
        """In a line: the whole would fill a notebook."""
        counts = self.counts()
        told = f"on_track={counts.on_track}, at_risk={counts.at_risk}, missed={counts.missed}"
        return f"<Assessment {self.plan.id} {self.as_of}: {told}, {len(self.findings)} findings>"

    def verdict(self, target: Target) -> Verdict:
        return self.verdicts[target.id]

    def counts(self) -> Counts:
        """How many targets are on track, at risk and missed, and how many have each lamp."""
        return count(self.verdicts.values())

    def missed(self) -> list[Target]:
        """The targets that were missed, in the plan's order."""
        return [target for target in self.plan.targets if self.verdict(target).status is Status.MISSED]

    def to_dict(self, language: str = "zh") -> dict[str, Any]:
        """The plan, its targets with their verdicts, and the findings: the keys of `docs/json.md`, texts in a language."""
        return {
            "format": 1,
            "as_of": self.as_of.isoformat(),
            "hypothetical": sorted(self.what_if),
            **plan_json(self.plan, self.settings, self.verdicts),
            "targets": [verdict_json(self.plan, target, self.verdict(target)) for target in self.plan.targets],
            "findings": [finding_json(item, language) for item in self.findings],
        }

    def to_frame(self) -> DataFrame:
        """A row a target, as a pandas DataFrame; pandas has to be installed. Days are dates, numbers are floats."""
        from pandas import DataFrame

        rows = [target_row(self.plan, target, self.verdict(target)) for target in self.plan.targets]
        return DataFrame.from_records(rows, index="id")

    def of_department(self, key: str) -> Assessment:
        """The same, with a department's own part of each target that several are judged apart on."""
        own = {target: replace(verdict.of(key), what_if=verdict.what_if) for target, verdict in self.verdicts.items()}
        return replace(self, verdicts=own)

    def remark(self, target: Target, year: int) -> Remark | None:
        """What was written beside a target in a year's workbook (of the one it repeats, where it repeats one)."""
        ids = (target.id, self.plan.reported_as(target).id)
        remarks = [remark for remark in self.reports.remarks if remark.target in ids and remark.year == year]
        return max(remarks, key=lambda remark: bool(remark.reason) + bool(remark.measure), default=None)


@dataclass(frozen=True, slots=True)
class KnownReports:
    """What had been reported by a day, by target, and the plan that it is put to; what is unsound is `left_out`."""

    plan: Plan
    as_of: date
    observations: Mapping[str, Sequence[Observation]]
    remarks: Mapping[str, Sequence[Remark]]
    left_out: Mapping[Observation, Finding] = field(default_factory=dict)

    def of(self, target: Target) -> Sequence[Observation]:
        return self.observations.get(self.plan.reported_as(target).id, ())

    def judge(self, target: Target, settings: Settings, supposed: Sequence[Observation] = ()) -> Verdict:
        """The verdict on a target as of the day, or as of the latest day that a value is supposed for, if that is later.

        A supposed value stands in for whatever was reported for the same department and day; what is supposed to be
        done is supposed to be proven.
        """
        judged_as = self.plan.judged_as(target)
        replaced = {(one.department, one.period_end) for one in supposed}
        reported = [one for one in self.of(target) if (one.department, one.period_end) not in replaced]
        day = max([self.as_of, *(one.period_end for one in supposed)])
        proven = [_evidence(one) for one in supposed if one.state is State.DONE]
        remarks = [*self.remarks.get(judged_as.id, ()), *proven]
        verdict = judge(judged_as, [*reported, *supposed], remarks, day, settings, self.plan.end)
        return replace(verdict, target=target.id, what_if=bool(supposed))


def known_by(plan: Plan, reports: Reports, as_of: date) -> KnownReports:
    """What had been reported by a day: for periods that had ended, in workbooks of years that had begun.

    A later year's workbook may restate an earlier period; who looked at the earlier day had not seen it yet.
    """
    heard = [one for one in reports.observations if one.period_end <= as_of and one.year <= as_of.year]
    left_out = unsound_values(plan, heard, as_of)
    observations: dict[str, list[Observation]] = {}
    for observation in heard:
        if not left_out or observation not in left_out:
            observations.setdefault(observation.target, []).append(observation)
    remarks: dict[str, list[Remark]] = {}
    for remark in reports.remarks:
        if remark.year <= as_of.year:
            remarks.setdefault(remark.target, []).append(remark)
    return KnownReports(
        plan=plan,
        as_of=as_of,
        observations=observations,
        remarks=remarks,
        left_out=left_out,
    )


def assess(
    plan: Plan,
    reports: Reports,
    as_of: date,
    settings: Settings = DEFAULTS,
    supposed: Sequence[Observation] = (),
) -> Assessment:
    """Judge every target of a plan by what had been reported by a day.

    `supposed` are observations as if they had been reported: they replace those of the same target, department and day,
    and the verdicts on their targets are what-ifs. One later than the day is judged as of its own date. Raises ValueError
    for a value that is no finite number: what departments write never is one, so a program made it.
    """
    _refuse_no_numbers([*reports.observations, *supposed])
    plan = plan_in_force(plan, as_of)
    heard = known_by(plan, reports, as_of)
    guessed: dict[str, list[Observation]] = {}
    for observation in supposed:
        guessed.setdefault(observation.target, []).append(observation)
    verdicts = {
        target.id: heard.judge(target, settings, guessed.get(plan.reported_as(target).id, ()))
        for target in plan.targets
    }
    return Assessment(
        plan=plan,
        as_of=as_of,
        settings=settings,
        reports=reports,
        verdicts=verdicts,
        what_if=_names(heard, supposed),
        supposed=tuple(supposed),
        left_out=heard.left_out,
    )


def _refuse_no_numbers(observations: Sequence[Observation]) -> None:
    for observation in observations:
        for number in (observation.value, observation.reference):
            if number is not None and not number.is_finite():
                raise ValueError(f"{observation.target} {observation.period_end}: {number} is no number to judge by")


def _evidence(done: Observation) -> Remark:
    return Remark(done.target, done.department, done.year, done.place, evidence=str(done.place))


def _names(heard: KnownReports, supposed: Sequence[Observation]) -> tuple[str, ...]:
    """What was supposed, as it was asked for: parts that are added up as their sum."""
    totals: dict[tuple[str, date], str] = {}
    sums: dict[tuple[str, date], Decimal] = {}
    for observation in supposed:
        key = (observation.target, observation.period_end)
        target = heard.plan.target(observation.target)
        added_up = target is not None and target.aggregate is Aggregate.SUM
        before = sums.get(key, Decimal(0)) if added_up else Decimal(0)
        sums[key] = before + (observation.value or 0)
        totals[key] = str(observation.state) if observation.state else plain(sums[key])
    return tuple(f"{target}={total}@{day}" for (target, day), total in totals.items())
