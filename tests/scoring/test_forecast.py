"""Where a pace leads, and how likely that is enough."""

from __future__ import annotations

from fractions import Fraction

import pytest

from plancheck.scoring.forecast import chance, likelihood, student_t_cdf
from plancheck.scoring.path import MONTH


@pytest.mark.parametrize(
    ("t", "freedom", "p"),
    # Quantiles of printed tables of Student's t.
    [
        (6.314, 1, 0.95),
        (2.920, 2, 0.95),
        (2.353, 3, 0.95),
        (2.132, 4, 0.95),
        (2.015, 5, 0.95),
        (1.812, 10, 0.95),
        (2.576, 9999, 0.995),
        (-2.015, 5, 0.05),
        (0, 7, 0.5),
        (63.657, 1, 0.995),
    ],
)
def test_student_t_agrees_with_the_tables(t: float, freedom: int, p: float) -> None:
    assert student_t_cdf(t, freedom) == pytest.approx(p, abs=1e-4)


def steps(*values: int) -> list[tuple[int, Fraction]]:
    return [(3 * MONTH * number, Fraction(value)) for number, value in enumerate(values)]


def test_a_chance_needs_four_changes_of_equal_length() -> None:
    assert chance(steps(0, 1, 2, 3), Fraction(10), 60 * MONTH, 12, 1, 4) is None
    uneven = [(-6 * MONTH, Fraction(-1)), *steps(0, 1, 2, 3)]
    assert chance(uneven, Fraction(10), 60 * MONTH, 12, 1, 4) is None
    assert chance([(-6 * MONTH, Fraction(-1)), *steps(0, 1, 2, 3, 4)], Fraction(10), 60 * MONTH, 12, 1, 4) is not None


def test_a_chance_is_never_certain() -> None:
    assert chance(steps(0, 0, 0, 0, 0), Fraction(10), 60 * MONTH, 12, 1, 4) == 0.01
    assert chance(steps(0, 5, 10, 15, 20), Fraction(21), 600 * MONTH, 12, 1, 4) == 0.99


def test_words_begin_at_their_thresholds() -> None:
    assert [likelihood(p) for p in (0.9, 0.5, 0.1, 0.09)] == ["very-likely", "likely", "unlikely", "very-unlikely"]
