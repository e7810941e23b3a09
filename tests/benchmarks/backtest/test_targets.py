"""Targets are set from the past alone, run as long as they say, and end as their series did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from benchmarks.backtest.series import Measure, Series
from benchmarks.backtest.targets import Promise, promises_of, targets_at
from hypothesis import given
from hypothesis import strategies as st

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Frequency, Kind, Op
from tests.benchmarks.backtest.samples import numbers, series

_SHAPES = [
    (Measure.LEVEL, Frequency.YEAR),
    (Measure.LEVEL, Frequency.QUARTER),
    (Measure.LEVEL, Frequency.MONTH),
    (Measure.FLOW, Frequency.QUARTER),
    (Measure.FLOW, Frequency.MONTH),
]
_YEARS = 12


def _key(promise: Promise) -> tuple[object, ...]:
    return promise.target, promise.origin, promise.span


@given(st.data(), st.sampled_from(_SHAPES))
def test_another_future_changes_nothing_about_a_target(drawn: st.DataObject, shape: tuple[Measure, Frequency]) -> None:
    measure, frequency = shape
    length = _YEARS * 12 // frequency.months
    values = st.lists(st.integers(1, 1000), min_size=length, max_size=length)
    one = series(drawn.draw(values), measure, frequency)
    turn = drawn.draw(st.sampled_from(one.days))
    place = one.days.index(turn) + 1
    other = replace(one, values=one.values[:place] + series(drawn.draw(values), measure, frequency).values[place:])
    before = [_key(promise) for promise in promises_of(one) if promise.origin <= turn]
    assert before == [_key(promise) for promise in promises_of(other) if promise.origin <= turn]


@given(st.sampled_from(_SHAPES), st.integers(1, 50))
def test_every_period_is_reported_from_the_start_to_the_end(shape: tuple[Measure, Frequency], step: int) -> None:
    measure, frequency = shape
    one = series([100 + step * number for number in range(_YEARS * 12 // frequency.months)], measure, frequency)
    promises = list(promises_of(one))
    assert promises
    for promise in promises:
        years = 3 if promise.target.kind is Kind.ANNUAL else promise.span
        assert len(promise.reported) == years * 12 // promise.target.reporting.months
        assert promise.reported[-1].period_end == promise.by == date(promise.origin.year + promise.span, 12, 31)
        assert promise.reported[-1].value == promise.final
        assert promise.target.start <= promise.reported[0].period_end


def _known(values: list[int | str], **fields: str) -> Series:
    return series(values, unit=fields.get("unit", ""))


def _asked(targets: list[Target]) -> list[str]:
    return [f"{target.value:f}".removesuffix(".0") for target in targets]


def test_a_level_is_asked_to_go_on_as_it_went() -> None:
    targets = targets_at(_known([100, 110, 120, 130, 140]), Kind.LEVEL, 3)
    assert _asked(targets) == ["155", "170", "185"]
    assert {target.op for target in targets} == {Op.GE}
    assert {target.by for target in targets} == {date(1997, 12, 31)}
    baseline = targets[0].baseline
    assert baseline is not None
    assert (baseline.date, baseline.value) == (date(1994, 12, 31), Decimal(140))


def test_a_level_that_fell_is_asked_to_fall_but_not_below_nothing() -> None:
    targets = targets_at(_known([140, 130, 120, 110, 100]), Kind.LEVEL, 10)
    assert _asked(targets) == ["50"]
    assert targets[0].op is Op.LE


def test_no_level_is_promised_that_is_there_already() -> None:
    assert targets_at(_known([100, 90, 110, 90, 100]), Kind.LEVEL, 3) == []
    # In round figures it would lie behind.
    assert targets_at(_known(["100008", "100009", "100007", "100010", "100012"]), Kind.LEVEL, 1) == []


def test_no_share_is_promised_beyond_all() -> None:
    assert _asked(targets_at(_known([60, 65, 70, 75, 80], unit="%"), Kind.LEVEL, 3)) == ["87.5", "95"]


def test_nothing_is_promised_on_less_than_four_years() -> None:
    assert targets_at(_known([100, 110, 120, 130]), Kind.LEVEL, 3) == []


@pytest.mark.parametrize(
    ("kind", "values"), [(Kind.CUMULATIVE, ["160", "200", "240"]), (Kind.ANNUAL, ["80", "100", "120"])]
)
def test_what_is_counted_is_asked_for_by_the_year_before(kind: Kind, values: list[str]) -> None:
    known = series([10] * 16 + [40, 30, 20, 10], Measure.FLOW, Frequency.QUARTER)
    assert _asked(targets_at(known, kind, 2)) == values


def test_a_quotas_plan_began_two_years_before_its_year() -> None:
    known = series([10] * 20, Measure.FLOW, Frequency.QUARTER)
    assert [target.start for target in targets_at(known, Kind.ANNUAL, 1)] == [date(1993, 1, 1)] * 3
    assert [target.by for target in targets_at(known, Kind.ANNUAL, 1)] == [date(1995, 12, 31)] * 3


def test_counts_are_added_up_and_quotas_anew_each_year() -> None:
    flow = series([1] * 48, Measure.FLOW, Frequency.QUARTER)
    by_kind: dict[Kind, list[list[Decimal | None]]] = {}
    for promise in promises_of(flow):
        by_kind.setdefault(promise.target.kind, []).append([one.value for one in promise.reported])
    assert [*numbers(*range(1, 17))] in by_kind[Kind.CUMULATIVE]
    assert by_kind[Kind.ANNUAL][0] == [*numbers(1, 2, 3, 4)] * 3


def test_it_is_met_where_the_last_value_is_what_was_asked_for() -> None:
    values = [*range(100, 200, 10), *range(190, 140, -5)]
    promises = list(promises_of(series(values, name="gapminder/a")))
    assert {promise.met for promise in promises} == {True, False}
    for promise in promises:
        assert promise.target.value is not None
        assert promise.met == (promise.final >= promise.target.value)
