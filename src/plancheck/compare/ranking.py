"""Which comparison fits the plans that were named: assessments in, a `Comparison` out."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.assessment.assess import Assessment
from plancheck.compare.cascade import compare_cascade
from plancheck.compare.equals import compare_equals
from plancheck.compare.model import Comparison


def compare_plans(assessments: Sequence[Assessment]) -> Comparison:
    """Upper and lower where one plan is the `parent` of all others, whatever the order; else plans of equal rank."""
    for upper in assessments:
        lower = [one for one in assessments if one is not upper]
        if lower and all(one.plan.parent == upper.plan.id for one in lower):
            return compare_cascade(upper, lower)
    return compare_equals(assessments)
