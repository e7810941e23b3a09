"""What a department reports that others had reported in parts before they were merged into it: several values in, one out.

A sum is added up, of states the less favourable counts, and both only where every one that had reported the target before
reports the period: with a part missing a sum would look like falling behind, or like a fall that never was. Any other
target has one value; two that differ contradict each other, and that is found where all contradictions are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from plancheck.findings import Finding, Place, finding
from plancheck.observations import Observation, State, Submission
from plancheck.plan.model import Plan, Target
from plancheck.plan.vocabulary import Aggregate


class Told(NamedTuple):
    """A value under the department that reports it now, and the name it came under where that is a former one."""

    observation: Observation
    former: str = ""


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A value of one part that was not taken, and the parts that have none for its period."""

    observation: Observation
    former: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """One value a part of a target again; `parts` are the values that went into another or were not taken."""

    observations: tuple[Observation, ...]
    parts: tuple[Observation, ...] = ()
    incomplete: tuple[Incomplete, ...] = ()


def join_parts(plan: Plan, told: Sequence[Told]) -> Joined:
    """The values of departments that were merged, as those of the one that they are now."""
    formers: dict[tuple[str, str], dict[str, None]] = {}
    for one in told:
        if one.former:
            formers.setdefault((one.observation.target, one.observation.department), {})[one.former] = None
    several = {key: tuple(names) for key, names in formers.items() if len(names) > 1 and _is_in_parts(plan, key[0])}
    kept: list[Observation] = []
    periods: dict[tuple[str, str, date, int, bool], list[Told]] = {}
    for one in told:
        value = one.observation
        if one.former and (value.target, value.department) in several:
            key = (value.target, value.department, value.period_end, value.year, value.is_baseline)
            periods.setdefault(key, []).append(one)
        else:
            kept.append(value)
    parts: list[Observation] = []
    incomplete: list[Incomplete] = []
    for (target, department, *_), ones in periods.items():
        missing = tuple(name for name in several[target, department] if name not in {one.former for one in ones})
        if missing:
            incomplete += [Incomplete(one.observation, one.former, missing) for one in ones]
        else:
            kept += _joined(ones)
        parts += [one.observation for one in ones]
    return Joined(tuple(kept), tuple(parts), tuple(incomplete))


def _is_in_parts(plan: Plan, target_id: str) -> bool:
    target = plan.target(target_id)
    return target is not None and _adds_or_has_states(target)


def _adds_or_has_states(target: Target) -> bool:
    return target.aggregate is Aggregate.SUM or not target.kind.is_numeric


def _joined(ones: Sequence[Told]) -> Iterator[Observation]:
    """One value of all parts, in the first of their cells; all of them as they are where a part contradicts itself."""
    in_order = sorted(ones, key=lambda one: str(one.observation.place))
    by_former: dict[str, Observation] = {one.former: one.observation for one in in_order}
    values = list(by_former.values())
    alone = all(_says(by_former[one.former]) == _says(one.observation) for one in ones)
    states = [one.state for one in values if one.state is not None]
    numbers = [one.value for one in values if one.value is not None]
    if alone and len(states) == len(values):
        yield replace(values[0], state=min(states, key=list(State).index))
    elif alone and len(numbers) == len(values):
        yield replace(values[0], value=sum(numbers[1:], numbers[0]))
    else:
        yield from (one.observation for one in ones)


def _says(observation: Observation) -> tuple[object, ...]:
    return observation.value, observation.state, observation.reference


def incomplete_parts(plan: Plan, incomplete: Iterable[Incomplete]) -> Iterator[Finding]:
    """A value that was not taken because another part of its period is absent."""
    for one in incomplete:
        value = one.observation
        yield finding(
            "part-missing",
            value.place,
            target=value.target,
            department=plan.department_name(value.department),
            period=value.period_end,
            former=one.former,
            missing="、".join(one.missing),
        )


def with_unread(submissions: Iterable[Submission], parts: Iterable[Observation]) -> tuple[Submission, ...]:
    """The submissions whose cells hold a part: none of them is empty, though another's value stands for it."""
    by_path: dict[str, set[Place]] = {}
    for part in parts:
        by_path.setdefault(part.place.path, set()).add(part.place)
    return tuple(
        replace(one, unread=one.unread | by_path[one.path]) if one.path in by_path else one for one in submissions
    )
