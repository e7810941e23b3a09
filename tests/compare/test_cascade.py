"""An upper plan and those below it: what was taken over, changed, dropped, added; shares and sums."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from plancheck.compare.model import Aspect, Comparison, Pairing, Relation
from plancheck.compare.ranking import compare_plans
from tests.compare.plans import Values, assessed

LIFTS = {
    "id": "U-7",
    "indicator": "每年完成加装电梯",
    "kind": "annual",
    "value": "200",
    "unit": "部",
    "figure": "200部",
}
VEHICLES = {"id": "U-12"}
RATE = {"id": "U-2", "indicator": "普及率", "kind": "level", "value": "95", "unit": "%", "figure": "95%"}
GROWTH = {
    "id": "U-6",
    "indicator": "回收量",
    "kind": "growth",
    "value": "100",
    "unit": "辆",
    "figure": "100%",
    "baseline": "{ value = 1000, date = 2023-12-31 }",
}


def lower(target: dict[str, str], **changes: str) -> dict[str, str]:
    """The same target one level below: its id with an L, its parent named."""
    return target | {"id": target["id"].replace("U", "L"), "parent_target": target["id"]} | changes


def cascade(
    folder: Path, above: dict[str, str], below: dict[str, str], up: Values | None = None, low: Values | None = None
) -> Pairing:
    comparison = compare_plans(
        [assessed(folder, "upper", above, values=up), assessed(folder, "lower", below, parent="upper", values=low)]
    )
    pairing = comparison.rows[0].pairings[1]
    assert pairing is not None
    return pairing


def aspects(pairing: Pairing) -> dict[Aspect, bool | None]:
    return {difference.aspect: difference.more for difference in pairing.differences}


@pytest.mark.parametrize("target", [LIFTS, VEHICLES, RATE, GROWTH], ids=lambda target: target["id"])
def test_the_same_target_is_taken_over(tmp_path: Path, target: dict[str, str]) -> None:
    assert cascade(tmp_path, target, lower(target)).relation is Relation.TAKEN_OVER


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"value": "40", "figure": "40辆"}, {}),  # a share of the upper 650, which is no lower demand
        ({"value": "700", "figure": "700辆"}, {}),
        ({"value": "0.065", "unit": "万辆", "figure": "0.065万辆"}, {}),
        ({"by": "2026-12-31"}, {Aspect.DEADLINE: True}),
        ({"wording": "strive"}, {Aspect.WORDING: False}),
        ({"indicator": "累计更换公务用车（含执法用车）"}, {Aspect.SCOPE: None}),
        ({"indicator": "更换公务用车"}, {}),  # 累计 says nothing about what is counted
        ({"unit": "台", "figure": "650台"}, {Aspect.VALUE: None}),
    ],
)
def test_each_aspect_is_told_apart(tmp_path: Path, change: dict[str, str], expected: dict[Aspect, bool | None]) -> None:
    pairing = cascade(tmp_path, VEHICLES, lower(VEHICLES, **change))
    assert aspects(pairing) == expected
    assert pairing.relation is (Relation.CHANGED if expected else Relation.TAKEN_OVER)


def test_less_is_more_where_the_value_is_an_upper_bound(tmp_path: Path) -> None:
    leak = RATE | {"op": "<=", "value": "8", "figure": "8%"}
    assert aspects(cascade(tmp_path, leak, lower(leak, value="7", figure="7%"))) == {Aspect.VALUE: True}


def test_a_total_is_a_share_of_a_yearly_quota_over_its_years(tmp_path: Path) -> None:
    """20 in all against 200 a year for four years."""
    pairing = cascade(tmp_path, LIFTS, lower(LIFTS, kind="cumulative", value="20", figure="20部"))
    assert aspects(pairing) == {Aspect.KIND: None}
    assert pairing.amounts is not None
    assert pairing.asked is not None
    upper, own = pairing.amounts
    assert (upper.value, upper.years, upper.yearly) == (Decimal(800), 4, Decimal(200))
    assert (own.value, own.yearly) == (Decimal(20), None)
    assert pairing.asked.share == Decimal("0.025")


@pytest.mark.parametrize("kind", ["cumulative", "level"])
def test_an_upper_bound_does_not_add_up_so_it_is_asked_more_or_less(tmp_path: Path, kind: str) -> None:
    most = VEHICLES | {"kind": kind, "op": "<="}
    assert aspects(cascade(tmp_path, most, lower(most, value="40", figure="40辆"))) == {Aspect.VALUE: True}


def test_the_share_of_progress_is_of_the_same_day(tmp_path: Path) -> None:
    """The upper plan has a later value, which the lower one cannot be held against."""
    up = {("U-12", "2025-06-30"): "200", ("U-12", "2025-12-31"): "400"}
    pairing = cascade(
        tmp_path, VEHICLES, lower(VEHICLES, value="65", figure="65辆"), up, {("L-12", "2025-06-30"): "30"}
    )
    assert pairing.asked is not None
    assert pairing.asked.share == Decimal("0.1")
    assert pairing.progress is not None
    assert (pairing.progress.lower, pairing.progress.upper, str(pairing.progress.day)) == (
        Decimal(30),
        Decimal(200),
        "2025-06-30",
    )


def test_the_years_of_a_quota_add_up_to_its_progress(tmp_path: Path) -> None:
    up = {("U-7", "2024-12-31"): "176", ("U-7", "2025-12-31"): "224"}
    own = lower(LIFTS, kind="cumulative", value="20", figure="20部")
    pairing = cascade(tmp_path, LIFTS, own, up, {("L-7", "2025-12-31"): "10"})
    assert pairing.progress is not None
    assert (pairing.progress.lower, pairing.progress.upper) == (Decimal(10), Decimal(400))


def test_without_values_on_both_sides_there_is_no_share_of_progress(tmp_path: Path) -> None:
    assert cascade(tmp_path, VEHICLES, lower(VEHICLES), {("U-12", "2025-12-31"): "400"}).progress is None


@pytest.mark.parametrize("target", [RATE, GROWTH], ids=["rate", "growth"])
def test_rates_and_growth_are_never_added_up(tmp_path: Path, target: dict[str, str]) -> None:
    up, low = {(target["id"], "2025-12-31"): "60"}, {(target["id"].replace("U", "L"), "2025-12-31"): "30"}
    pairing = cascade(tmp_path, target, lower(target, value="50", figure="50%"), up, low)
    assert (pairing.asked, pairing.progress) == (None, None)
    assert aspects(pairing) == {Aspect.VALUE: False}


def test_what_has_no_counterpart_is_dropped_or_added(tmp_path: Path) -> None:
    comparison = compare_plans(
        [
            assessed(tmp_path, "upper", VEHICLES, RATE),
            assessed(tmp_path, "lower", lower(RATE), {"id": "L-9", "indicator": "管道"}, parent="upper"),
        ]
    )
    assert [row.pairings[1].relation for row in comparison.rows if row.pairings[1]] == [
        Relation.DROPPED,
        Relation.TAKEN_OVER,
    ]
    assert [[entry.target.id for entry in entries] for entries in comparison.alone] == [[], ["L-9"]]


def test_the_shared_key_pairs_where_no_parent_is_named(tmp_path: Path) -> None:
    above = VEHICLES | {"indicator_id": "official-vehicles"}
    pairing = cascade(tmp_path, above, {"id": "L-1", "indicator_id": "official-vehicles"})
    assert pairing.relation is Relation.TAKEN_OVER


def test_what_repeats_a_target_is_counted_with_it(tmp_path: Path) -> None:
    """The goal that names its parent repeats the task's target: one row, and the parent is not dropped."""
    repeated = lower(VEHICLES) | {"id": "L-G", "same_as": "L-12"}
    below = assessed(tmp_path, "lower", {"id": "L-12"}, repeated, parent="upper")
    comparison = compare_plans([assessed(tmp_path, "upper", VEHICLES), below])
    entry = comparison.rows[0].entries[1]
    assert entry is not None
    assert (entry.target.id, entry.also) == ("L-12", ("L-G",))
    assert comparison.alone == ((), ())


def both(folder: Path, first: str, second: str, *, reported: bool = True) -> Comparison:
    """Two counties below one city, which reports 500 itself."""
    up = {("U-12", "2025-12-31"): "500"}
    one, two = ({("L-12", "2025-12-31"): "200"}, {("L-12", "2025-12-31"): "250"}) if reported else ({}, {})
    own = [lower(VEHICLES, value=value, figure=f"{value}辆") for value in (first, second)]
    return compare_plans(
        [
            assessed(folder, "east", own[0], parent="upper", values=one),
            assessed(folder, "upper", VEHICLES, values=up),
            assessed(folder, "west", own[1], parent="upper", values=two),
        ]
    )


def test_the_upper_plan_comes_first_whatever_the_order(tmp_path: Path) -> None:
    comparison = both(tmp_path, "300", "350")
    assert comparison.cascade
    assert [plan.id for plan in comparison.plans] == ["upper", "east", "west"]


@pytest.mark.parametrize(("second", "total", "reached"), [("350", 650, True), ("349", 649, False)])
def test_the_targets_of_several_lower_plans_reach_the_upper_one_or_not(
    tmp_path: Path, second: str, total: int, reached: bool
) -> None:
    allocation = both(tmp_path, "300", second).rows[0].allocation
    assert allocation is not None
    assert (allocation.lower, allocation.lower >= allocation.upper) == (Decimal(total), reached)


def test_the_values_of_several_lower_plans_are_set_against_the_reported_one(tmp_path: Path) -> None:
    comparison = both(tmp_path, "300", "350")
    roll_up = comparison.rows[0].roll_up
    assert roll_up is not None
    assert (roll_up.lower, roll_up.upper) == (Decimal(450), Decimal(500))
    assert comparison.rows[0].first.verdict.row.latest_value == 500


def test_a_roll_up_with_a_part_missing_is_none(tmp_path: Path) -> None:
    assert both(tmp_path, "300", "350", reported=False).rows[0].roll_up is None
