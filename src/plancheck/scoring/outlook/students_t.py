"""Student's t in closed form for whole degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4), so that no scientific
library is needed: its import would be dearer than a whole run."""

from __future__ import annotations

from functools import lru_cache
from math import atan, cos, pi, sin, sqrt


@lru_cache(maxsize=1024)
def student_t_quantile(share: float, freedom: int) -> float:
    """The value that a Student-t variable stays below in so many of its outcomes, by bisection."""
    low, high = 0.0, 1000.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if student_t_cdf(middle, freedom) < share else (low, middle)
    return (low + high) / 2


def student_t_cdf(t: float, freedom: int) -> float:
    """The chance that a Student-t variable with whole degrees of freedom stays below t."""
    angle = atan(t / sqrt(freedom))
    term = total = cos(angle) if freedom % 2 else 1.0
    if freedom == 1:
        total = 0.0
    for k in range(3 if freedom % 2 else 2, freedom - 1, 2):
        term *= cos(angle) ** 2 * (k - 1) / k
        total += term
    inside = 2 / pi * (angle + sin(angle) * total) if freedom % 2 else sin(angle) * total
    return (1 + inside) / 2
