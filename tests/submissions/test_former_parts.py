"""What two departments reported that are one now: A and B are the names they had.

target                 A          B          counts
a sum                  90         120        210, of their place the first
a sum                  90         -          nothing; what A said is told to be a part
a sum, A twice alike   90, 90     120        210
a sum, A twice         90, 91     120        all three, which contradict each other
an action              done       under way  under way
a level                30         40         both, which contradict each other
a sum, renamed only    90         -          90
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from plancheck.findings import TextPlace
from plancheck.observations import State
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Aggregate, Kind
from plancheck.submissions.former_parts import Told, join_parts
from tests.workbook.samples import DECEMBER, SEPTEMBER, reported, sample_plan, sample_target

SUM = sample_target(1, Kind.ANNUAL, aggregate=Aggregate.SUM)
ACTION = sample_target(1, Kind.ACTION)
LEVEL = sample_target(1, Kind.LEVEL)


def told(former: str, answer: int | State, line: int = 1) -> Told:
    given = {"state": answer} if isinstance(answer, State) else {"value": Decimal(answer)}
    return Told(reported("S-1", DECEMBER, place=TextPlace(f"{former}.csv", line), **given), former)


#: That B is one of those that report the target is known from another period.
BEFORE = [
    Told(reported("S-1", SEPTEMBER, value=Decimal(1), state=None, place=TextPlace("b.csv")), "B"),
    Told(reported("S-1", SEPTEMBER, value=Decimal(1), state=None, place=TextPlace("a.csv")), "A"),
]


@pytest.mark.parametrize(
    ("target", "ones", "values"),
    [
        (SUM, [told("A", 90), told("B", 120)], [210]),
        (SUM, [told("B", 120), told("A", 90)], [210]),
        (SUM, [told("A", 90)], []),
        (SUM, [told("A", 90), told("A", 90, 2), told("B", 120)], [210]),
        (SUM, [told("A", 90), told("A", 91, 2), told("B", 120)], [90, 91, 120]),
        (SUM, [told("A", 90), told("B", 120), told("", 200)], [200, 210]),
        (LEVEL, [told("A", 30), told("B", 40)], [30, 40]),
    ],
)
def test_values_of_two_that_are_one(target: Target, ones: Sequence[Told], values: list[int]) -> None:
    joined = join_parts(sample_plan(target), [*BEFORE, *ones])
    assert [one.value for one in joined.observations if one.period_end == DECEMBER] == values


def test_of_two_states_the_less_favourable_counts() -> None:
    ones = [told("A", State.DONE), told("B", State.UNDER_WAY)]
    (joined,) = join_parts(sample_plan(ACTION), ones).observations
    assert joined.state is State.UNDER_WAY


def test_a_part_alone_is_named_with_the_one_that_is_missing() -> None:
    joined = join_parts(sample_plan(SUM), [*BEFORE, told("A", 90)])
    (incomplete,) = joined.incomplete
    assert (incomplete.former, incomplete.missing) == ("A", ("B",))
    assert incomplete.observation in joined.parts


def test_one_that_was_only_renamed_has_no_parts() -> None:
    joined = join_parts(sample_plan(SUM), [told("A", 90)])
    assert ([one.value for one in joined.observations], joined.parts) == ([Decimal(90)], ())


def test_the_sum_stands_in_the_same_cell_in_whatever_order_the_files_come() -> None:
    places = {
        join_parts(sample_plan(SUM), ones).observations[0].place
        for ones in ([told("A", 90), told("B", 120)], [told("B", 120), told("A", 90)])
    }
    assert places == {TextPlace("A.csv", 1)}
