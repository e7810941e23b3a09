"""What is expected by a day, kind by kind; the numbers are worked out by hand beside each case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from plancheck.findings import TextPlace
from plancheck.observations import Observation
from plancheck.plan.model import Baseline, Checkpoint, Target
from plancheck.plan.vocabulary import Aggregate, Frequency, Kind, Op, Reporting
from plancheck.scoring.expected import expected_values
from plancheck.scoring.settings import DEFAULTS

END = date(2027, 12, 31)
COUNT = Target(
    id="T-1",
    task="1",
    indicator="更换车辆",
    kind=Kind.CUMULATIVE,
    op=Op.GE,
    reported_by=("a",),
    start=date(2024, 1, 1),
    reporting=Frequency.QUARTER,
    locator="一",
    value=Decimal(800),
    unit="辆",
    by=END,
)
QUARTERS = [date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]


def expected(target: Target, *reported: Observation) -> list[str]:
    found = expected_values(target, reported, DEFAULTS, END, QUARTERS)
    return [f"{found[day]:f}" for day in QUARTERS if day in found]


def said(day: date, value: str, *, base: bool = False) -> Observation:
    return Observation(
        target="T-1",
        department="a",
        period_end=day,
        place=TextPlace("t"),
        year=2024,
        value=Decimal(value),
        is_baseline=base,
    )


def test_a_total_grows_evenly() -> None:
    assert expected(COUNT) == ["250", "300", "350", "400"]


def test_a_quota_grows_within_its_year() -> None:
    assert expected(replace(COUNT, kind=Kind.ANNUAL)) == ["200", "400", "600", "800"]


def test_increments_are_expected_where_increments_are_reported() -> None:
    assert expected(replace(COUNT, reports=Reporting.PERIOD)) == ["50", "50", "50", "50"]
    assert expected(replace(COUNT, kind=Kind.ANNUAL, reports=Reporting.PERIOD)) == ["200", "200", "200", "200"]


def test_a_level_runs_from_its_baseline_through_its_checkpoints() -> None:
    level = replace(
        COUNT,
        kind=Kind.LEVEL,
        value=Decimal(90),
        unit="%",
        baseline=Baseline(date(2024, 12, 31), Decimal(50)),
        checkpoints=(Checkpoint(date(2025, 6, 30), Decimal(70)),),
    )
    # 70 in the middle of the year, then 20 more over ten quarters.
    assert expected(level) == ["60", "70", "72", "74"]


def test_a_level_without_a_baseline_runs_from_its_first_value() -> None:
    level = replace(COUNT, kind=Kind.LEVEL, value=Decimal(90), unit="%", by=date(2025, 12, 31))
    assert expected(level, said(date(2024, 3, 31), "50")) == ["72.9", "78.6", "84.3", "90"]
    # One that came late is dated at the first due day, or silence would move the path.
    assert expected(level, said(date(2024, 12, 31), "50")) == ["72.9", "78.6", "84.3", "90"]
    # Before anything is reported only the end is known.
    assert expected(level) == ["90"]


def test_growth_needs_the_baseline_that_was_asked_for() -> None:
    growth = replace(COUNT, kind=Kind.GROWTH, value=Decimal(40), baseline=Baseline(date(2023, 12, 31)))
    assert expected(growth) == []
    # 1000 to 1400 over sixteen quarters, from the fifth.
    assert expected(growth, said(date(2023, 12, 31), "1000", base=True)) == ["1125", "1150", "1175", "1200"]


def test_what_goes_to_zero_falls() -> None:
    stock = replace(
        COUNT, kind=Kind.PHASE_OUT, op=Op.LE, value=Decimal(0), baseline=Baseline(date(2023, 12, 31), Decimal(160))
    )
    assert expected(stock) == ["110", "100", "90", "80"]


def test_what_must_hold_is_expected_to_hold() -> None:
    assert expected(replace(COUNT, kind=Kind.MAINTAIN)) == ["800"] * 4
    kept = replace(COUNT, kind=Kind.LEVEL, baseline=Baseline(date(2023, 12, 31), Decimal(900)))
    assert expected(kept) == ["800"] * 4


def test_what_comes_in_whole_pieces_is_expected_in_whole_pieces() -> None:
    # 3 a year are 0.75, 1.5, 2.25 and 3 to date: none is expected before a whole one can be there.
    events = replace(COUNT, kind=Kind.ANNUAL, value=Decimal(3), unit="场")
    assert expected(events) == ["0", "1", "2", "3"]
    assert expected(replace(events, reports=Reporting.PERIOD)) == ["0", "1", "1", "1"]
    assert expected(replace(events, unit="台（套）")) == expected(replace(events, unit="events")) == expected(events)
    assert expected(replace(events, unit="万吨")) == ["0.8", "1.5", "2.3", "3"]


def test_of_what_must_not_grow_the_whole_number_below_is_expected() -> None:
    stock = replace(
        COUNT, kind=Kind.PHASE_OUT, op=Op.LE, value=Decimal(0), baseline=Baseline(date(2023, 12, 31), Decimal(10))
    )
    # 10 to 0 over sixteen quarters, from the fifth: 6.875, 6.25, 5.625, 5.
    assert expected(stock) == ["6", "6", "5", "5"]


def test_nothing_is_expected_of_what_has_no_number_or_of_one_part_of_a_sum() -> None:
    assert expected(replace(COUNT, kind=Kind.DIRECTION, value=None)) == []
    assert expected(replace(COUNT, kind=Kind.COMPARE, value=None)) == []
    assert expected(replace(COUNT, aggregate=Aggregate.SUM, reported_by=("a", "b"))) == []


def test_nothing_is_expected_outside_the_years_of_a_quota_or_where_no_number_is_asked_for() -> None:
    events = replace(COUNT, kind=Kind.ANNUAL, value=Decimal(3), unit="场")
    after = date(2030, 12, 31)
    assert expected_values(events, [], DEFAULTS, date(2027, 12, 31), [after]) == {}
    assert expected(replace(events, value=None)) == []
