"""The judge of a plan: the plan, what was reported and a day in, an `Assessment` out. No I/O here, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from plancheck.assessment.as_json import plan_json, verdict_json
from plancheck.assessment.as_row import target_row
from plancheck.assessment.supposed import evidence_of, names_of, refuse_no_numbers
from plancheck.coverage.scope import Scope
from plancheck.coverage.unsound import unsound_values
from plancheck.findings import Finding
from plancheck.observations import Observation, Remark, Reports, State
from plancheck.plan.amendments.versions import plan_in_force
from plancheck.plan.model import Plan, Target
from plancheck.rules.as_json import finding_json
from plancheck.scoring.marks import METHOD_EDITION, Status, Verdict
from plancheck.scoring.rollup import Counts, count
from plancheck.scoring.settings import DEFAULTS, Settings
from plancheck.scoring.upheld import NOTHING_UPHELD, UpheldTarget
from plancheck.sensitivity.trials import NOT_TRIED, Grounds, Sensitivity, can_turn, find_sensitivity, is_borderline

if TYPE_CHECKING:
    from pandas import DataFrame

NOTHING_PUBLISHED: Mapping[str, UpheldTarget] = MappingProxyType({})


@dataclass(frozen=True, slots=True, repr=False)
class Assessment:
    """One plan on one day: what was reported, the verdict on every target, and what is wrong with the reports.

    The plan's targets are as they stand on that day. `what_if` names the values that were `supposed` and not reported;
    empty for a true assessment. `reports` has all that was read, later days too; `left_out` are the values of it that no
    verdict rests on, each with what is wrong. `upheld` is what stays as it was published under another edition of the
    method, by target; `heard` is what the verdicts were made of.
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
    upheld: Mapping[str, UpheldTarget] = field(default_factory=dict)
    heard: KnownReports | None = None
    _borderline: dict[tuple[str, str], bool] = field(default_factory=dict, init=False, compare=False)

    def __repr__(self) -> str:
        """In a line: the whole would fill a notebook."""
        counts = self.counts()
        told = f"on_track={counts.on_track}, at_risk={counts.at_risk}, missed={counts.missed}"
        return f"<Assessment {self.plan.id} {self.as_of}: {told}, {len(self.findings)} findings>"

    def verdict(self, target: Target) -> Verdict:
        return self.verdicts[target.id]

    def sensitivity(self, target: Target) -> Sensitivity:
        """Which small changes of the rules would turn the verdict; reckoned when it is asked for."""
        verdict = self.verdict(target)
        grounds = self._can_turn(target, verdict)
        return NOT_TRIED if grounds is None else find_sensitivity(grounds, verdict)

    def is_borderline(self, target: Target, department: str = "") -> bool:
        """Whether any of them would turn the verdict, or that on a department's own part (by its key).

        The dearest of all that is shown beside a lamp, so it is kept.
        """
        key = (target.id, department)
        if key not in self._borderline:
            verdict = self.verdict(target).of(department)
            grounds = self._can_turn(target, verdict)
            self._borderline[key] = grounds is not None and is_borderline(grounds, verdict)
        return self._borderline[key]

    def _can_turn(self, target: Target, verdict: Verdict) -> Grounds | None:
        """What a verdict was made of, where a change of the rules can turn it."""
        if self.heard is None or not can_turn(target.kind, verdict):
            return None
        source = self.plan.reported_as(target).id
        return self.heard.grounds(target, self.settings, [one for one in self.supposed if one.target == source])

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
            "method_edition": METHOD_EDITION,
            "as_of": self.as_of.isoformat(),
            "hypothetical": sorted(self.what_if),
            **plan_json(self.plan, self.settings, self.verdicts),
            "targets": [self.target_dict(target) for target in self.plan.targets],
            "findings": [finding_json(item, language) for item in self.findings],
        }

    def target_dict(self, target: Target) -> dict[str, Any]:
        """One of its targets with the verdict."""
        return verdict_json(self.plan, target, self.verdict(target), self.sensitivity(target))

    def to_frame(self) -> DataFrame:
        """A row a target, as a pandas DataFrame; pandas has to be installed. Days are dates, numbers are floats."""
        from pandas import DataFrame

        rows = [
            target_row(self.plan, target, self.verdict(target), borderline=self.is_borderline(target))
            for target in self.plan.targets
        ]
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
    upheld: Mapping[str, UpheldTarget] = field(default_factory=dict)

    def of(self, target: Target) -> Sequence[Observation]:
        return self.observations.get(self.plan.reported_as(target).id, ())

    def judge(self, target: Target, settings: Settings, supposed: Sequence[Observation] = ()) -> Verdict:
        """The verdict on a target as of the day, or as of the latest day that a value is supposed for, if that is later.

        A supposed value stands in for whatever was reported for the same department and day; what is supposed to be
        done is supposed to be proven.
        """
        made_of = self.grounds(target, settings, supposed)
        proven = [evidence_of(one) for one in supposed if one.state is State.DONE]
        remarks = [*self.remarks.get(made_of.target.id, ()), *proven]
        verdict = made_of.judge(made_of.target, settings, remarks)
        return replace(verdict, target=target.id, what_if=bool(supposed))

    def grounds(self, target: Target, settings: Settings, supposed: Sequence[Observation] = ()) -> Grounds:
        """What the verdict on a target is made of."""
        replaced = {(one.department, one.period_end) for one in supposed}
        reported = [one for one in self.of(target) if (one.department, one.period_end) not in replaced]
        upheld = self.upheld.get(target.id, NOTHING_UPHELD)
        return Grounds(
            target=self.plan.judged_as(target),
            observations=[*reported, *supposed],
            as_of=max([self.as_of, *(one.period_end for one in supposed)]),
            settings=settings,
            plan_end=self.plan.end,
            upheld=upheld.before(min(one.period_end for one in supposed)) if supposed else upheld,
            left_out=[one for one in self.left_out if (one.department, one.period_end) not in replaced],
        )


def known_by(
    plan: Plan, reports: Reports, as_of: date, upheld: Mapping[str, UpheldTarget] = NOTHING_PUBLISHED
) -> KnownReports:
    """What had been reported by a day: for periods that had ended, in workbooks of years that had begun.

    A later year's workbook may restate an earlier period; who looked at the earlier day had not seen it yet. `upheld` is
    what verdicts on it are to leave as it was published.
    """
    heard = [one for one in reports.observations if one.period_end <= as_of and one.year <= as_of.year]
    remarked = [remark for remark in reports.remarks if remark.year <= as_of.year]
    known = replace(reports, observations=tuple(heard), remarks=tuple(remarked))
    left_out = unsound_values(Scope.of_values(plan, known, as_of))
    observations: dict[str, list[Observation]] = {}
    for observation in heard:
        if not left_out or observation not in left_out:
            observations.setdefault(observation.target, []).append(observation)
    remarks: dict[str, list[Remark]] = {}
    for remark in remarked:
        remarks.setdefault(remark.target, []).append(remark)
    return KnownReports(
        plan=plan,
        as_of=as_of,
        observations=observations,
        remarks=remarks,
        left_out=left_out,
        upheld=upheld,
    )


def assess(
    plan: Plan,
    reports: Reports,
    as_of: date,
    settings: Settings = DEFAULTS,
    supposed: Sequence[Observation] = (),
    upheld: Mapping[str, UpheldTarget] = NOTHING_PUBLISHED,
) -> Assessment:
    """Judge every target of a plan by what had been reported by a day.

    `supposed` are observations as if they had been reported: they replace those of the same target, department and day,
    and the verdicts on their targets are what-ifs. One later than the day is judged as of its own date. `upheld` is what
    stays as it was published under another edition of the method, by target. Raises ValueError
    for a value that is no finite number: what departments write never is one, so a program made it.
    """
    refuse_no_numbers([*reports.observations, *supposed])
    plan = plan_in_force(plan, as_of)
    heard = known_by(plan, reports, as_of, upheld)
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
        what_if=names_of(plan, supposed),
        supposed=tuple(supposed),
        left_out=heard.left_out,
        upheld=upheld,
        heard=heard,
    )
