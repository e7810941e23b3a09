"""What became of verdicts like one: which group it belongs to, and where nothing comparable was put to the test."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plancheck.explanation.track_record import TrackRecord, track_record
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Frequency
from plancheck.scoring.marks import Lamp
from tests.scoring.samples import a_target, base, judged, reported
from tests.scoring.test_outlook import every

LEVEL = a_target("level", value=95, unit="%", baseline=base("2023-12-31", 40))
YEARLY = a_target("level", value=95, unit="%", baseline=base("2023-12-31", 40), reporting=Frequency.YEAR)
QUOTA = a_target("annual", value=200, unit="吨")


def record_of(target: Target, told: dict[str, object], preset: str = "default") -> TrackRecord | None:
    return track_record(target, judged(target, reported(told)).row, preset)


@pytest.mark.parametrize(
    ("target", "told", "group"),
    [
        (YEARLY, every(Frequency.YEAR, 55, 70), "yearly-levels"),
        (LEVEL, every(Frequency.QUARTER, 44, 48, 52, 56), "young-levels"),
        (LEVEL, every(Frequency.QUARTER, 46, 53, 60, 67, 74, 80, 86, 92), "levels"),
        (a_target(), every(Frequency.QUARTER, 41, 82, 120), "counts"),
        (QUOTA, every(Frequency.QUARTER, 50, 100, 150, 200, 50, 100, 150, 200, 60), "quotas"),
    ],
)
def test_a_verdict_is_held_against_those_of_its_group_and_lamp(
    target: Target, told: dict[str, object], group: str
) -> None:
    record = record_of(target, told)
    assert record is not None
    assert (record.group, record.lamp) == (group, Lamp.GREEN)
    assert record.of_hundred == round(100 * record.met)
    assert record.shown > 1000


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (a_target(), {"2027-12-31": 650}),
        (a_target(), {"2025-03-31": 700}),
        (QUOTA, every(Frequency.QUARTER, 50, 100, 150, 200, 60)),
        (a_target(value=5, unit="家"), every(Frequency.QUARTER, 0, 1, 1)),
        (a_target("cap", "<=", 12), {"2024-03-31": 2}),
        (a_target(reporting=Frequency.YEAR), {"2024-12-31": 170}),
        (a_target("maintain", value=95, unit="%"), {"2024-03-31": 96}),
    ],
    ids=["closed", "met", "a quota without two years", "a handful", "a cap", "a yearly count", "kept"],
)
def test_nothing_comparable_was_put_to_the_test(target: Target, told: dict[str, object]) -> None:
    assert record_of(target, told) is None


def test_nor_under_another_preset() -> None:
    assert record_of(a_target(), every(Frequency.QUARTER, 41, 82, 120), "xushi") is None


def test_green_came_true_more_often_than_yellow_and_yellow_than_red() -> None:
    series = {"green": (60, 120, 180, 240), "yellow": (60, 80, 130, 150), "red": (10, 20, 30, 40)}
    met: list[Decimal] = []
    for lamp, values in series.items():
        record = record_of(a_target(unit="吨"), every(Frequency.QUARTER, *values))
        assert record is not None
        assert str(record.lamp) == lamp
        met.append(Decimal(record.met))
    assert met == sorted(met, reverse=True)
