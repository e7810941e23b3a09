"""What a plan says its document says: each figure with the place where it is to be found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from plancheck.plan.model import Plan, Target
from plancheck.plan.records.not_a_target import NotATarget
from plancheck.plan.vocabulary import Kind
from plancheck.source.document.folding import comparable, fold


class Basis(StrEnum):
    """By what a quantity of the document is accounted for."""

    TARGET = "target"
    NOT_A_TARGET = "not-a-target"
    HEADER = "header"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure of the plan at one place: it must stand there, and accounts for it there. `by` is its deadline."""

    basis: Basis
    name: str
    figure: str
    locator: str
    line: int
    times: int = 1
    optional: bool = False
    kind: Kind | None = None
    value: Decimal | None = None
    by: date | None = None
    base: int | None = None
    target: Target | None = None
    is_checkpoint: bool = False

    @property
    def size(self) -> Decimal | None:
        """The value as the document writes it: a fall of 13.5 % has no sign there."""
        return abs(self.value) if self.value is not None and self.kind is Kind.GROWTH else self.value

    def pattern(self) -> re.Pattern[str]:
        """Finds the figure in comparable text: spaces do not matter, a number is never part of a longer one."""
        characters = comparable(fold(self.figure)).replace(" ", "")
        before = r"(?<!\d)(?<!\d[.,])" if characters[:1].isdigit() else ""
        after = r"(?!\d)(?![.,]\d)" if characters[-1:].isdigit() else ""
        return re.compile(before + r"\s?".join(map(re.escape, characters)) + after)


def claims_of(plan: Plan) -> list[Claim]:
    """Every claim of a plan: its targets, their checkpoints, its not_a_targets."""
    claims = [claim for target in plan.targets for claim in _claims_of_target(target)]
    return [*claims, *(_claim_of_no_target(entry) for entry in plan.not_targets)]


def places_of(target: Target) -> tuple[str, ...]:
    """Where a target stands: its own locator, the places that repeat it, those of its checkpoints."""
    points = (point.locator for point in target.checkpoints if point.locator)
    return tuple(dict.fromkeys((target.locator, *target.also_at, *points)))


def _claims_of_target(target: Target) -> Iterator[Claim]:
    places = (target.locator, *target.also_at)
    if target.figure or target.kind is not Kind.ACTION:
        for place in places:
            yield _claim(target, target.figure, place, target.value, target.by)
    for point in target.checkpoints:
        if point.figure:
            for place in (point.locator,) if point.locator else places:
                claim = _claim(target, point.figure, place, point.value, point.by)
                yield replace(claim, is_checkpoint=True)


def _claim(target: Target, figure: str, place: str, value: Decimal | None, by: date | None) -> Claim:
    return Claim(
        basis=Basis.TARGET,
        name=target.id,
        figure=figure,
        locator=place,
        line=target.line,
        kind=target.kind,
        value=value,
        by=by,
        base=target.baseline.date.year if target.baseline else None,
        target=target,
    )


def _claim_of_no_target(entry: NotATarget) -> Claim:
    return Claim(
        basis=Basis.NOT_A_TARGET,
        name=entry.why,
        figure=entry.figure,
        locator=entry.locator,
        line=entry.line,
        times=entry.times,
        optional=entry.optional,
    )
