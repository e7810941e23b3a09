"""Where a pace leads, and how likely that is enough."""

from __future__ import annotations

import pytest

from plancheck.scoring.outlook.forecast import likelihood
from plancheck.scoring.outlook.students_t import student_t_cdf, student_t_quantile


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


@pytest.mark.parametrize(
    ("share", "freedom", "t"),
    # Printed tables of Student's t.
    [(0.9, 1, 3.078), (0.9, 3, 1.638), (0.9, 10, 1.372), (0.975, 5, 2.571), (0.5, 4, 0.0)],
)
def test_quantiles_agree_with_the_tables(share: float, freedom: int, t: float) -> None:
    assert student_t_quantile(share, freedom) == pytest.approx(t, abs=1e-3)


def test_words_begin_at_their_thresholds() -> None:
    assert [likelihood(p) for p in (0.9, 0.5, 0.1, 0.09)] == ["very-likely", "likely", "unlikely", "very-unlikely"]
