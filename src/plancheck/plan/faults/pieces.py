"""A target's `whole`, whether it is counted in whole pieces, against its kind, op and values."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.plan.faults.places import Fault
from plancheck.plan.model import Plan, Target
from plancheck.plan.vocabulary import SCALES, may_be_whole


def check_pieces(plan: Plan, target: Target) -> Iterator[Fault]:  # noqa: ARG001 - as all target checks are called
    """Only what adds up to at least its value has pieces on its way; half a piece is asked for nowhere."""
    if target.whole is None:
        return
    if not may_be_whole(target.kind, target.op):
        yield "whole-not-for-kind", {"kind": target.kind, "op": target.op}
        return
    stated = [(target.value, 0), *((point.value, point.line) for point in target.checkpoints)]
    for value, line in stated:
        if target.whole and value is not None and value * SCALES.get(target.unit[:1], 1) % 1:
            yield "whole-of-parts", {"value": value, "unit": target.unit, **({"line": line} if line else {})}
