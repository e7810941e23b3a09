"""Where a pace leads, and how likely that is enough."""

from __future__ import annotations

import pytest

from plancheck.scoring.forecast import likelihood, student_t_cdf


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


def test_words_begin_at_their_thresholds() -> None:
    assert [likelihood(p) for p in (0.9, 0.5, 0.1, 0.09)] == ["very-likely", "likely", "unlikely", "very-unlikely"]
