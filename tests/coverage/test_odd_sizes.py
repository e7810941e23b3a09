"""Values ten times off whatever is known of their target: pasted into another row, or one point slipped."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plancheck.plan.model import Baseline, Target
from plancheck.plan.vocabulary import Kind, Op, Reporting
from plancheck.rules import message
from tests.coverage.checked import cells, check, drawn, written
from tests.workbook.issued import BASE_DAY
from tests.workbook.samples import sample_target

VEHICLES = sample_target(1, Kind.LEVEL, value=Decimal(400_000), unit="辆")
RULES = "odd-size unit-jump unit-mismatch above-hundred"


def found_in(target: Target, *values: object) -> list[tuple[str, str]]:
    """Rule and period of each finding on values from March 2025 on."""
    days = ("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31")
    lines = [f"S-1,市机关事务中心,{day},{value}\n" for day, value in zip(days, values, strict=False)]
    found = check(RULES, [target], written("target,department,period_end,value\n" + "".join(lines)))
    return [(one.rule, str(dict(one.values)["period"])) for one in found]


def test_a_block_that_was_pasted_one_row_low_is_held_against_last_year() -> None:
    """
    | target | value:2024-12-31 | value:2025-03-31 | value:2025-06-30 |
    | S-1    | 310000           | 800              | 700              |
    """
    picture = drawn(test_a_block_that_was_pasted_one_row_low_is_held_against_last_year.__doc__)
    (found,) = check(RULES, [VEHICLES], picture)
    assert cells([found]) == ["C2"]
    assert "比已知的数小 10 倍以上，2024-12-31 是 310000，目标值 400000，请核对" in message(found, "zh")
    assert "10 times less than what is known of it: 310000 for 2024-12-31" in message(found, "en")


@pytest.mark.parametrize(
    ("target", "values", "found"),
    [
        # A slip of the point, and back: the value that is odd is named, and what follows is not.
        (VEHICLES, (310_000, 31_000, 315_000), [("odd-size", "2025-06-30")]),
        (VEHICLES, (310_000, 4_100_000, 315_000), [("odd-size", "2025-06-30")]),
        (sample_target(1, Kind.CUMULATIVE, value=Decimal(650)), (7000,), [("odd-size", "2025-03-31")]),
        # What another finding tells is not told twice.
        (VEHICLES, (310_000, 310), [("unit-mismatch", "2025-06-30")]),
        (sample_target(1, Kind.LEVEL, value=Decimal(95), unit="%"), (70, 7100), [("above-hundred", "2025-06-30")]),
        # Plans begin small, and small numbers grow.
        (VEHICLES, (800, 9_000, 95_000), []),
        (sample_target(1, Kind.CUMULATIVE, value=Decimal(5)), (1, 60), []),
        # Little is what is asked for, or a period may bring little.
        (sample_target(1, Kind.PHASE_OUT, value=Decimal(0), baseline=Baseline(BASE_DAY, Decimal(860))), (700, 60), []),
        (sample_target(1, Kind.CAP, value=Decimal(600), op=Op.LE), (500, 40), []),
        (sample_target(1, Kind.CUMULATIVE, value=Decimal(600), reports=Reporting.PERIOD), (200, 15), []),
        (sample_target(1, Kind.DIRECTION, value=None), (200, 15), []),
    ],
)
def test_only_what_fits_nothing_that_is_known_is_named(
    target: Target, values: tuple[int, ...], found: list[tuple[str, str]]
) -> None:
    assert found_in(target, *values) == found


def test_the_number_of_a_day_is_doubted_sooner() -> None:
    """
    | target | value:2025-03-31 | value:2025-06-30 | value:2025-09-30 |
    | S-1    | 281000           | 45930            | 46000.5          |
    """
    (found,) = check(RULES, [VEHICLES], drawn(test_the_number_of_a_day_is_doubted_sooner.__doc__))
    assert cells([found]) == ["C2"]
    assert "比已知的数小 3 倍以上，像是日期 2025-09-30 存成的数，2025-03-31 是 281000" in message(found, "zh")
    assert "and looks like the date 2025-09-30 stored as a number: 281000 for 2025-03-31" in message(found, "en")
