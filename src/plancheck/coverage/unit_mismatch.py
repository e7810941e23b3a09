"""Values of another unit, as they come: a target's values period by period in, a finding on each that is of no size for it.

Such a value is left out until it is confirmed: a reason beside it in the workbook, and a restatement that names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from plancheck.coverage.approval import restatement_keys
from plancheck.coverage.jumps import Scale, is_of_increments
from plancheck.coverage.scope import Scope
from plancheck.findings import Finding
from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.text.numbers import plain


@dataclass(frozen=True, slots=True)
class LastKept:
    """What each department's next value is held against: the scale of the target, and the last two values kept."""

    target: Target
    scale: Scale
    own_bases: Mapping[str, Decimal | None]
    kept: dict[tuple[str, int], list[Observation]] = field(default_factory=dict)

    @classmethod
    def of(cls, target: Target, baselines: Sequence[Observation], values: Sequence[Observation]) -> LastKept:
        own_bases = {one.department: one.value for one in baselines}
        return cls(target, Scale.of(target, baselines, values), own_bases)

    def before(self, observation: Observation) -> Sequence[Observation]:
        return self.kept.get(self._run(observation), ())

    def sizes(self, observation: Observation) -> list[Fraction]:
        """Whatever is known of how large a value of the target is: the last one kept, the baseline, the target's own."""
        kept = [one.value for one in self.before(observation)[-1:] if one.value is not None]
        return self.scale.sizes(observation, kept, self.own_bases.get(observation.department))

    def keep(self, believed: Iterable[Observation]) -> None:
        """Take the values of the next period; of one department's the latest workbook's."""
        latest: dict[tuple[str, int], Observation] = {}
        for observation in believed:
            run = self._run(observation)
            if run not in latest or _rank(observation) > _rank(latest[run]):
                latest[run] = observation
        for run, observation in latest.items():
            # Nothing can be measured by a nought.
            if observation.value:
                self.kept[run] = [*self.kept.get(run, ())[-1:], observation]

    def _run(self, observation: Observation) -> tuple[str, int]:
        """A yearly total begins anew with each year; what a period adds is like what the one before added."""
        begins_anew = self.target.kind in (Kind.ANNUAL, Kind.CAP) and not is_of_increments(self.target)
        return observation.department, observation.period_end.year if begins_anew else 0


def _rank(observation: Observation) -> tuple[int, str]:
    """The later workbook's counts; of two that say the same one is named, whichever was read first."""
    return observation.year, str(observation.place)


def mismatch(scope: Scope, last: LastKept, observation: Observation) -> Finding | None:
    """What is wrong with a value of another unit; None where it is of the target's, or was confirmed as it is."""
    before = last.before(observation)
    values = [one.value for one in before if one.value is not None]
    jump = last.scale.jump(observation, values, last.own_bases.get(observation.department))
    if jump is None or scope.is_confirmed(observation):
        return None
    target = last.target
    return scope.on(
        "unit-mismatch",
        observation,
        value=plain(observation.value),
        unit=target.unit,
        times=plain(jump.times.to_integral_value()),
        before=plain(before[-1].value) if before else "",
        before_period=before[-1].period_end if before else "",
        base=_shown(jump.base),
        goal=_shown(jump.goal),
        expected=plain(jump.expected),
        where=before[-1].place if before else "",
        entry=restatement_keys(target, observation.department, observation),
    )


def _shown(value: Decimal | None) -> str:
    """What was compared; a nought was not."""
    return plain(value) if value else ""
