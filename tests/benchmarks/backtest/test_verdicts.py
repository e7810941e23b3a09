"""What the judge shows of a promise is shown with what was reported until then, and counted in the right group."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from benchmarks.backtest.groups import Group
from benchmarks.backtest.series import Measure, Series
from benchmarks.backtest.targets import Promise, promises_of
from benchmarks.backtest.verdicts import Shown, verdicts_of

from plancheck.plan.vocabulary import Frequency, Kind
from plancheck.scoring.marks import Lamp
from tests.benchmarks.backtest.samples import series


def _promises(one: Series, kind: Kind, span: int) -> list[Promise]:
    return [promise for promise in promises_of(one) if promise.target.kind is kind and promise.span == span]


def _shown(promise: Promise) -> list[Shown]:
    return list(verdicts_of(promise))


GROWING = series(range(100, 400, 10))


def test_there_is_a_verdict_at_every_date_but_the_last() -> None:
    half, same, more = _promises(GROWING, Kind.LEVEL, 5)[:3]
    assert [one.left for one in _shown(same)] == [4, 3, 2, 1]
    assert [one.left for one in _shown(half)] == [4, 3, 2, 1]
    assert (half.met, same.met, more.met) == (True, True, False)


def test_who_keeps_the_pace_is_green_and_who_has_half_of_it_is_behind() -> None:
    half, same, more = _promises(GROWING, Kind.LEVEL, 10)[:3]
    assert {one.plain for one in _shown(same)} == {Lamp.GREEN}
    assert _shown(more)[-1].plain is Lamp.RED
    assert Lamp.GREEN not in {one.lamp for one in _shown(more)}
    assert [one.reached for one in _shown(half)] == [False] * 4 + [True] * 5


def test_a_verdict_knows_nothing_of_what_came_later() -> None:
    promise = _promises(GROWING, Kind.LEVEL, 10)[0]
    worse = [replace(one, value=Decimal(1)) if place > 3 else one for place, one in enumerate(promise.reported)]
    other = replace(promise, reported=tuple(worse), final=Decimal(1))
    before, after = _shown(promise)[:4], _shown(other)[:4]
    assert [(one.lamp, one.p_meet, one.plain) for one in before] == [(one.lamp, one.p_meet, one.plain) for one in after]
    assert [one.met for one in after] == [False] * 4


def test_a_count_that_is_reached_is_not_asked_about_again() -> None:
    flow = series([10] * 20 + [100] * 20, Measure.FLOW, Frequency.QUARTER)
    promise = next(one for one in _promises(flow, Kind.CUMULATIVE, 4) if one.origin.year == 1994 or one.final > 1000)
    assert promise.met
    assert len(_shown(promise)) < len(promise.reported) - 1
    assert not any(one.reached for one in _shown(promise))


def test_of_a_quota_only_its_own_year_is_shown() -> None:
    flow = series([10] * 48, Measure.FLOW, Frequency.QUARTER)
    for promise in _promises(flow, Kind.ANNUAL, 2):
        assert [one.group for one in _shown(promise)] == [Group.QUOTAS] * 3


def test_levels_within_the_year_grow_up_after_two_years() -> None:
    for frequency, young in ((Frequency.QUARTER, 7), (Frequency.MONTH, 23)):
        one = series(range(100, 100 + 144 // frequency.months), frequency=frequency, name="us_employment/x")
        own = [promise for promise in _promises(one, Kind.LEVEL, 3) if promise.target.reporting is frequency]
        groups = [shown.group for shown in _shown(own[0])]
        assert groups == [Group.YOUNG_LEVELS] * young + [Group.LEVELS] * (len(groups) - young)


def test_levels_of_other_sources_are_counted_apart() -> None:
    groups = {
        name: {shown.group for promise in promises_of(replace(GROWING, name=name)) for shown in _shown(promise)}
        for name in ("gapminder/x", "Guns/x")
    }
    assert groups == {"gapminder/x": {Group.YEARLY_LEVELS}, "Guns/x": {Group.OTHER_YEARLY}}
