"""The ends of a target's range, `value` and `up_to`, against the numbers that its figure has in the document.

Both ends of 4.5%—5% are claims of the plan: the lower binds what is to be reached, the upper what is not to be exceeded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.model import Plan, Target
from plancheck.plan.vocabulary import SCALES, Kind
from plancheck.source.quantities.numerals import QuantityKind
from plancheck.source.quantities.quantities import Quantity
from plancheck.source.trace.clause_index import Occurrence
from plancheck.text.numbers import plain

_WITH_RANGE = (Kind.CUMULATIVE, Kind.ANNUAL, Kind.LEVEL, Kind.GROWTH, Kind.MAINTAIN, Kind.CAP)


def range_gaps(plan: Plan, target: Target, occurrences: Iterable[Occurrence]) -> Iterator[Finding]:
    """At most one finding a target: the first place whose numbers are not the ends that the plan states."""
    if target.value is None or target.kind not in _WITH_RANGE:
        return
    for occurrence in occurrences:
        if occurrence.claim.is_checkpoint:
            continue
        quantity = _with_other_end(target, target.value, occurrence.quantities())
        if quantity is not None:
            yield _differs(plan, target, occurrence, quantity)
            return


def _with_other_end(target: Target, value: Decimal, quantities: Iterable[Quantity]) -> Quantity | None:
    """The quantity of a figure that has an end which the plan has not, or not the one that the plan has; else None."""
    measured = [quantity for quantity in quantities if quantity.ends and not quantity.kind.is_calendar]
    ranges = [quantity for quantity in measured if len(set(quantity.ends)) > 1]
    stated = {_size(target, value)} | ({_size(target, target.up_to)} if target.up_to is not None else set())
    if target.up_to is not None and not ranges:
        written = {end for quantity in measured for end in _in_unit_of(target, quantity)}
        return measured[0] if measured and not stated <= written else None
    fitting = any(set(_in_unit_of(target, quantity)) == stated for quantity in ranges)
    return None if fitting or not ranges else ranges[0]


def _size(target: Target, value: Decimal) -> Decimal:
    return abs(value) if target.kind is Kind.GROWTH else value


def _in_unit_of(target: Target, quantity: Quantity) -> list[Decimal]:
    """The ends in the target's unit: 3—5万辆 is 30000 and 50000 in 辆, 一倍至两倍 100 and 200 in percent."""
    scale = quantity.unit[:1]
    factor = 1 if target.unit[:1] == scale else SCALES.get(scale, 1)
    if quantity.kind is QuantityKind.MULTIPLE and target.unit != "倍":
        factor = 100
    return [end * factor for end in quantity.ends]


def _differs(plan: Plan, target: Target, occurrence: Occurrence, quantity: Quantity) -> Finding:
    key = "value" if target.up_to is None else "up_to"
    ends = _in_unit_of(target, quantity)
    signed = sorted(-end if target.is_fall else end for end in ends)
    value, up_to = (signed[0], signed[-1]) if target.op.direction > 0 else (signed[-1], signed[0])
    return finding(
        "trace-range-differs",
        TextPlace(plan.path, target.key_lines.get(key, target.line)),
        target=target.id,
        what=target.id,
        value=plain(target.value),
        up_to="" if target.up_to is None else plain(target.up_to),
        right_value=plain(value),
        right_up_to=plain(up_to) if value != up_to else "",
        words=quantity.text,
        locator=occurrence.entry.clause.locator,
    )
