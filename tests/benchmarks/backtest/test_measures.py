"""Shares, scores and areas of verdicts whose ends are known."""

from __future__ import annotations

import pytest
from benchmarks.backtest.groups import Group
from benchmarks.backtest.measures import area_under_curve, brier_over_base, tenths_of, worth_of
from benchmarks.backtest.table import tables
from benchmarks.backtest.verdicts import Shown
from hypothesis import given
from hypothesis import strategies as st

from plancheck.scoring.marks import Lamp, Reason

GREEN, YELLOW, RED, GREY = Lamp.GREEN, Lamp.YELLOW, Lamp.RED, Lamp.GREY


def shown(
    lamp: Lamp = Lamp.GREEN,
    *,
    met: bool = True,
    p_meet: float | None = None,
    plain: Lamp = Lamp.GREEN,
    error: float | None = None,
    group: Group = Group.COUNTS,
    reached: bool = False,
    left: int = 1,
) -> Shown:
    return Shown(
        group=group,
        source="somewhere",
        span=3,
        left=left,
        reached=reached,
        met=met,
        lamp=lamp,
        reason=Reason.ON_PATH,
        plain=plain,
        xushi=plain,
        p_meet=p_meet,
        error=error,
        held=None,
    )


def test_shares_and_how_often_each_lamp_was_met() -> None:
    verdicts = [shown(GREEN), shown(GREEN), shown(GREEN, met=False), shown(YELLOW), shown(RED, met=False)]
    worth = worth_of(verdicts)
    assert (worth.count, worth.met) == (5, 0.6)
    assert worth.shares == {GREEN: 0.6, YELLOW: 0.2, RED: 0.2, GREY: 0}
    assert worth.met_by == {GREEN: pytest.approx(2 / 3), YELLOW: 1, RED: 0, GREY: None}
    assert worth.misses_red == 0.5
    assert worth.green_of_met == 1


def test_of_nothing_nothing_is_said() -> None:
    worth = worth_of([])
    assert (worth.count, worth.met, worth.misses_red, worth.brier, worth.area, worth.worst) == (0, *[None] * 5)


def test_the_forecasts_error_is_the_median() -> None:
    assert worth_of([shown(error=error) for error in (0.1, 0.2, 0.9, None)]).error == 0.2


@pytest.mark.parametrize(
    ("chances", "score"),
    [
        ([(1, True), (0, False)], 0),
        ([(0.5, True), (0.5, False)], 1),
        ([(0, True), (1, False)], 4),
        ([(0.8, True), (0.4, False)], 0.4),
        ([(0.8, True)], None),
        ([], None),
    ],
)
def test_the_brier_score_is_held_against_the_base_rate(chances: list[tuple[float, bool]], score: float | None) -> None:
    assert brier_over_base(chances) == (None if score is None else pytest.approx(score))


def test_tenths_tell_what_was_said_and_what_came() -> None:
    tenths = tenths_of([(0.02, False), (0.04, True), (0.3, False), (1.0, True)])
    first, fourth, last = tenths[0], tenths[3], tenths[9]
    assert first is not None
    assert (first.count, first.met) == (2, 0.5)
    assert first.said == pytest.approx(0.03)
    assert fourth is not None
    assert fourth.off == pytest.approx(0.3)
    assert last is not None
    assert (last.said, last.met) == (1, 1)
    assert tenths[1] is None


def test_a_tenth_with_few_verdicts_is_never_the_worst() -> None:
    few = [shown(p_meet=0.9, met=False)] * 29
    many = [shown(p_meet=0.1, met=False)] * 30
    worst = worth_of(few + many).worst
    assert worst is not None
    assert worst.off == pytest.approx(0.1)


def test_the_area_counts_pairs_and_halves_ties() -> None:
    assert area_under_curve([(2, True), (0, False)]) == 1
    assert area_under_curve([(1, True), (1, False)]) == 0.5
    assert area_under_curve([(0, True), (2, False)]) == 0
    assert area_under_curve([(2, True), (1, True), (1, False), (0, False)]) == 0.875
    assert area_under_curve([(2, True)]) is None


@given(st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=30))
def test_the_area_is_what_comparing_every_pair_gives(ranked: list[tuple[int, bool]]) -> None:
    pairs = [(met, missed) for met, was in ranked if was for missed, was_too in ranked if not was_too]
    area = area_under_curve(ranked)
    if not pairs:
        assert area is None
    else:
        assert area == pytest.approx(sum((met > missed) + (met == missed) / 2 for met, missed in pairs) / len(pairs))


def test_both_rules_are_held_against_the_same_verdicts() -> None:
    verdicts = [shown(GREEN, plain=GREEN), shown(RED, met=False, plain=GREEN), shown(GREY, met=False, plain=RED)]
    worth = worth_of(verdicts)
    assert (worth.area, worth.plain_area, worth.xushi_area) == (1, 0.5, 0.5)


def test_the_tables_say_what_is_short() -> None:
    verdicts = [shown(group=Group.COUNTS, left=left) for left in (1, 2)] + [shown(RED, met=False, p_meet=0.1)]
    text = tables(verdicts, "left")
    assert "  2 left" in text
    lines = [line.split() for line in text.splitlines() if line.startswith("counts")]
    assert ["counts", "green", "met", "1.000", ">=", "0.900"] in lines
    assert ["counts", "worst", "tenth", "of", "P", "off", "by", "-", "<=", "0.120", "short"] in lines
    assert "yearly quotas" not in text


def test_what_was_reached_early_is_told_apart() -> None:
    verdicts = [shown(group=Group.LEVELS, reached=True), shown(YELLOW, group=Group.LEVELS, met=False)]
    lines = tables(verdicts).splitlines()
    reached = next(line.split() for line in lines if line.startswith("levels within the year, reached"))
    assert reached[5:8] == ["1", "1.00", "1.00"]
