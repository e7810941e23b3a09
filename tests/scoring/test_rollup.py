"""The worst of several verdicts, counts, and percentages that add up."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from plancheck.scoring.marks import Lamp, Reason, RowVerdict, Status, Verdict
from plancheck.scoring.rollup import count, percentages, worst


def verdict(name: str, status: Status, lamp: Lamp, reason: Reason = Reason.ON_PATH, *, strive: bool = False) -> Verdict:
    row = RowVerdict(status=status, lamp=lamp, reason=reason)
    return Verdict(name, row, (row,), strive=strive)


ORDER = [
    verdict("missed", Status.MISSED, Lamp.RED, Reason.DEADLINE),
    verdict("red", Status.AT_RISK, Lamp.RED, Reason.OFF_TRACK),
    verdict("no data", Status.AT_RISK, Lamp.GREY, Reason.NO_DATA),
    verdict("yellow", Status.AT_RISK, Lamp.YELLOW, Reason.BEHIND),
    verdict("on track", Status.ON_TRACK, Lamp.GREEN),
    verdict("not due", Status.ON_TRACK, Lamp.GREY, Reason.NOT_DUE),
]


@given(st.sets(st.integers(0, 5), min_size=1), st.randoms(use_true_random=False))
def test_the_worst_stands_for_all(places: set[int], chance: Random) -> None:
    some = [ORDER[place] for place in places]
    chance.shuffle(some)
    assert worst(some) is ORDER[min(places)]


def test_what_is_only_striven_for_makes_nothing_worse() -> None:
    striving = verdict("strive", Status.MISSED, Lamp.RED, strive=True)
    assert worst([striving, ORDER[4]]) is ORDER[4]
    assert worst([striving]) is striving
    assert worst([]) is None


def test_counts_by_status_and_lamp() -> None:
    counts = count(ORDER)
    assert counts.by_status() == (2, 3, 1)
    assert counts.lamps == {Lamp.GREEN: 1, Lamp.YELLOW: 1, Lamp.RED: 2, Lamp.GREY: 2}


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
def test_percentages_add_up_and_stay_near(counts: list[int]) -> None:
    shares = percentages(counts)
    total = sum(counts)
    assert sum(shares) == (100 if total else 0)
    assert all(abs(share * total - 100 * number) < total for share, number in zip(shares, counts, strict=True) if total)


def test_the_largest_remainder_gets_the_rest() -> None:
    assert percentages([1, 1, 1]) == (34, 33, 33)
    assert percentages([0, 0]) == (0, 0)
