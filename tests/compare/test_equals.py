"""Plans of equal rank: shared indicators side by side."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from plancheck.compare.model import IndicatorRow
from plancheck.compare.ranking import compare_plans
from plancheck.compare.spread import spread_asked, spread_reached
from plancheck.render.compare.words import latest, spread_text
from tests.compare.plans import assessed

CARS = {"indicator_id": "cars", "kind": "level", "indicator": "报废汽车"}
GROWTH = {
    "indicator_id": "cars",
    "kind": "growth",
    "indicator": "报废汽车增长",
    "value": "100",
    "figure": "100%",
    "baseline": "{ value = 1, date = 2023-12-31 }",
    "unit": "万辆",
}


def ids(rows: Iterable[IndicatorRow]) -> list[list[str]]:
    return [[entry.target.id if entry else "" for entry in row.entries] for row in rows]


def test_like_stands_beside_like(tmp_path: Path) -> None:
    """Each plan has a level and a growth of one indicator, in another order; the third level has no counterpart."""
    one = assessed(
        tmp_path, "one", CARS | {"id": "A-1", "by": "2025-12-31"}, GROWTH | {"id": "A-2"}, CARS | {"id": "A-3"}
    )
    two = assessed(tmp_path, "two", GROWTH | {"id": "B-1"}, CARS | {"id": "B-2", "by": "2025-12-31"})
    comparison = compare_plans([one, two])
    assert not comparison.cascade
    assert ids(comparison.rows) == [["A-1", "B-2"], ["A-2", "B-1"], ["A-3", ""]]
    assert comparison.alone == ((), ())


def test_units_are_converted_before_they_are_compared(tmp_path: Path) -> None:
    one = assessed(
        tmp_path,
        "one",
        CARS | {"id": "A-1", "value": "2.5", "unit": "万辆", "figure": "2.5万辆"},
        values={("A-1", "2025-12-31"): "2"},
    )
    two = assessed(
        tmp_path,
        "two",
        CARS | {"id": "B-1", "value": "8000", "figure": "8000辆"},
        values={("B-1", "2025-12-31"): "9000"},
    )
    row = compare_plans([one, two]).rows[0]
    asked, reached = spread_asked(row), spread_reached(row)
    assert asked is not None
    assert reached is not None
    assert (asked.unit, dict(asked.values), asked.difference) == (
        "万辆",
        {"one": Decimal("2.5"), "two": Decimal("0.8")},
        Decimal("1.7"),
    )
    assert dict(reached.values) == {"one": Decimal(2), "two": Decimal("0.9")}


def test_growth_is_compared_in_percent_whatever_its_units(tmp_path: Path) -> None:
    one = assessed(tmp_path, "one", GROWTH | {"id": "A-1"}, values={("A-1", "2025-12-31"): "1.5"})
    base = "{ value = 4000, date = 2023-12-31 }"
    two = assessed(
        tmp_path,
        "two",
        GROWTH | {"id": "B-1", "value": "45", "figure": "45%", "unit": "辆", "baseline": base},
        values={("B-1", "2025-12-31"): "5000"},
    )
    row = compare_plans([one, two]).rows[0]
    asked, reached = spread_asked(row), spread_reached(row)
    assert asked is not None
    assert reached is not None
    assert (asked.unit, dict(asked.values)) == ("%", {"one": Decimal(100), "two": Decimal(45)})
    assert dict(reached.values) == {"one": Decimal(50), "two": Decimal(25)}


def test_a_checkpoint_stands_for_a_later_target(tmp_path: Path) -> None:
    """30 by 2025 on the way to 40 is what compares with 13 by 2025."""
    one = assessed(
        tmp_path,
        "one",
        CARS | {"id": "A-1", "value": "40", "figure": "40辆", "checkpoints": "[{ by = 2025-12-31, value = 30 }]"},
    )
    two = assessed(tmp_path, "two", CARS | {"id": "B-1", "value": "13", "figure": "13辆", "by": "2025-12-31"})
    asked = spread_asked(compare_plans([one, two]).rows[0])
    assert asked is not None
    assert (str(asked.day), dict(asked.values)) == ("2025-12-31", {"one": Decimal(30), "two": Decimal(13)})


def test_without_a_common_day_the_dates_are_said_to_differ(tmp_path: Path) -> None:
    one = assessed(tmp_path, "one", CARS | {"id": "A-1"})
    two = assessed(tmp_path, "two", CARS | {"id": "B-1", "by": "2025-12-31"})
    asked = spread_asked(compare_plans([one, two]).rows[0])
    assert asked is not None
    assert asked.day is None


def test_what_is_of_another_sort_stands_side_by_side_without_a_difference(tmp_path: Path) -> None:
    one = assessed(tmp_path, "one", CARS | {"id": "A-1"})
    two = assessed(tmp_path, "two", GROWTH | {"id": "B-1"})
    comparison = compare_plans([one, two])
    assert ids(comparison.rows) == [["A-1", "B-1"]]
    assert spread_asked(comparison.rows[0]) is None


def test_plans_below_one_upper_plan_meet_at_its_targets(tmp_path: Path) -> None:
    east = assessed(tmp_path, "east", {"id": "E-1", "parent_target": "U-1"}, parent="upper")
    west = assessed(tmp_path, "west", {"id": "W-1", "parent_target": "U-1"}, {"id": "W-2"}, parent="upper")
    comparison = compare_plans([east, west])
    assert not comparison.cascade
    assert ids(comparison.rows) == [["E-1", "W-1"]]
    assert [[entry.target.id for entry in entries] for entries in comparison.alone] == [[], ["W-2"]]


POINTS = GROWTH | {
    "indicator": "近视率",
    "op": "<=",
    "value": "-3.5",
    "change": "points",
    "figure": "3.5个百分点",
    "unit": "%",
    "baseline": "{ value = 52.7, date = 2023-12-31 }",
}


def test_points_are_compared_in_points(tmp_path: Path) -> None:
    one = assessed(tmp_path, "one", POINTS | {"id": "A-1"}, values={("A-1", "2025-12-31"): "51"})
    two = assessed(
        tmp_path,
        "two",
        POINTS | {"id": "B-1", "value": "-3", "figure": "3个百分点"},
        values={("B-1", "2025-12-31"): "52.7"},
    )
    comparison = compare_plans([one, two])
    asked, reached = spread_asked(comparison.rows[0]), spread_reached(comparison.rows[0])
    assert asked is not None
    assert reached is not None
    assert (asked.unit, dict(asked.values)) == ("个百分点", {"one": Decimal("-3.5"), "two": Decimal(-3)})
    assert dict(reached.values) == {"one": Decimal("-1.7"), "two": Decimal(0)}
    assert latest(comparison.rows[0].entries[0] or comparison.rows[0].first, "zh") == "51%，下降 1.7 个百分点"
    assert spread_text("asked", asked, "zh").endswith("one -3.5个百分点，相差 0.5 个百分点")


def test_points_and_percent_do_not_compare(tmp_path: Path) -> None:
    one = assessed(tmp_path, "one", POINTS | {"id": "A-1"})
    percent = {"id": "B-1", "change": "percent", "figure": "3.5%"}
    comparison = compare_plans([one, assessed(tmp_path, "two", POINTS | percent)])
    assert spread_asked(comparison.rows[0]) is None
