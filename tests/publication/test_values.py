"""Which of several reports of one value counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plancheck.findings import TextPlace
from plancheck.observations import Observation, State
from plancheck.plan.vocabulary import Kind, Op
from plancheck.publication.values import key_of, one_a_key, value_text
from tests.workbook.samples import sample_target

REPORTED = Observation("S-1", "jgsw", date(2025, 12, 31), TextPlace("x.csv", 1), 2025)


def states(*reported: tuple[State, int]) -> list[Observation]:
    """Several states of one milestone for one day, each out of a year's workbook."""
    return [replace(REPORTED, state=state, year=year) for state, year in reported]


@pytest.mark.parametrize(
    ("reported", "counts"),
    [
        ([(State.DONE, 2025), (State.UNDER_WAY, 2025)], State.UNDER_WAY),
        ([(State.UNDER_WAY, 2025), (State.DONE, 2025)], State.UNDER_WAY),
        ([(State.UNDER_WAY, 2025), (State.NOT_STARTED, 2025)], State.NOT_STARTED),
        ([(State.NOT_STARTED, 2025), (State.DONE, 2026)], State.DONE),
        ([(State.DONE, 2026), (State.NOT_STARTED, 2025)], State.DONE),
    ],
)
def test_of_two_states_the_later_years_counts_and_within_a_year_the_worse(
    reported: list[tuple[State, int]], counts: State
) -> None:
    target = sample_target(1, Kind.MILESTONE)
    assert [item.state for item in one_a_key(target, states(*reported)).values()] == [counts]


@pytest.mark.parametrize(
    ("op", "counts"), [(Op.GE, Decimal(90)), (Op.LE, Decimal(100))], ids=["more is better", "less is better"]
)
def test_of_two_values_the_less_favourable_counts(op: Op, counts: Decimal) -> None:
    target = replace(sample_target(1, Kind.LEVEL), op=op)
    for values in ((90, 100), (100, 90)):
        observations = [replace(REPORTED, value=Decimal(value)) for value in values]
        assert [item.value for item in one_a_key(target, observations).values()] == [counts]


def test_a_baseline_another_department_and_another_day_are_keys_of_their_own() -> None:
    others = [
        replace(REPORTED, is_baseline=True),
        replace(REPORTED, department="czj"),
        replace(REPORTED, period_end=date(2025, 9, 30)),
        REPORTED,
    ]
    counted = one_a_key(sample_target(1, Kind.LEVEL), others)
    assert {key_of(item) for item in others} == set(counted)
    assert next(iter(counted)).period_end == date(2025, 9, 30)


def test_a_finding_mentions_the_state_or_the_number_against_its_reference() -> None:
    assert value_text(replace(REPORTED, state=State.DONE)) == "done"
    assert value_text(replace(REPORTED, value=Decimal("7.80"))) == "7.8"
    assert value_text(replace(REPORTED, value=Decimal(81), reference=Decimal(79))) == "81 / 79"


def test_of_two_that_are_alike_the_last_read_counts() -> None:
    first, last = (replace(REPORTED, value=Decimal(90), place=TextPlace("x.csv", line)) for line in (2, 3))
    assert list(one_a_key(sample_target(1, Kind.LEVEL), [first, last]).values()) == [last]
