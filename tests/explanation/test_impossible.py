"""What cannot be reported cannot be supposed either."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plancheck.explanation.impossible import impossible_suppositions
from plancheck.explanation.what_if import suppose
from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Aggregate
from tests.explanation.samples import a_plan, a_target, day, told

REPORTED = told({"2024-12-31": 139, "2025-12-31": 258})
SHARE = a_target("level", value=95, unit="%", limits=(Decimal(0), Decimal(100)))
SUMMED = a_target(aggregate=Aggregate.SUM, reported_by=("a", "b"))


def broken(target: Target, reported: list[Observation], value: object, on: str) -> list[str]:
    supposed = suppose(target, reported, Decimal(str(value)), day(on))
    return sorted(one.rule for one in impossible_suppositions(a_plan(target), reported, supposed))


@pytest.mark.parametrize(
    ("target", "value", "on", "rules"),
    [
        (a_target(), 400, "2026-06-30", []),
        (a_target(), 258, "2026-06-30", []),
        (a_target(), 257, "2026-06-30", ["fallen"]),
        (a_target(), -5, "2026-06-30", ["outside-range"]),
        (a_target(), 650_000, "2026-06-30", ["unit-mismatch"]),
        (a_target(), 200, "2025-06-30", []),
        (a_target(), 300, "2025-06-30", ["fallen"]),
        (a_target(), 100, "2025-12-31", ["fallen"]),
        (a_target(), 150, "2025-12-31", []),
        (a_target(), 400, "2026-06-15", ["odd-period"]),
        (a_target(), 400, "2026-05-31", []),
        (SHARE, 130, "2026-06-30", ["outside-range"]),
        (SHARE, 20, "2026-06-30", []),
        (a_target("level", value=95, unit="%"), 130, "2026-06-30", ["above-hundred"]),
        (a_target("growth", value=8, unit="%"), -5, "2026-06-30", []),
    ],
)
def test_a_supposed_value_is_held_against_the_limits_and_what_was_reported(
    target: Target, value: object, on: str, rules: list[str]
) -> None:
    assert broken(target, REPORTED, value, on) == rules


@pytest.mark.parametrize(("value", "rules"), [(300, []), (299, ["fallen"])])
def test_parts_are_held_against_their_sum(value: int, rules: list[str]) -> None:
    reported = told({"2025-12-31": 200}) + told({"2025-12-31": 100}, department="b")
    assert broken(SUMMED, reported, value, "2026-06-30") == rules


def test_what_was_wrong_before_is_not_the_suppositions_fault() -> None:
    reported = told({"2025-03-31": 90, "2025-06-30": 50})
    assert broken(a_target(), reported, 120, "2026-06-30") == []
