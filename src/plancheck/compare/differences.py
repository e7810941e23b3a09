"""In what a lower target differs from its upper one: two targets in, differences out.

Value, kind, deadline, wording, scope. A value counts as changed only where both mean the same sort of thing; where the
kind changed, that is said, and the shares say what is compared. A count that is broken down is no lower demand: what
adds up is a share of the upper one, and no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from plancheck.compare.amounts import amount_of, amounts_of, same_family
from plancheck.compare.model import Aspect, Difference
from plancheck.compare.units import convert, same_quantity
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind, Wording
from plancheck.text.figures import compact

#: Words in an indicator that say nothing about what is counted.
_FILLERS = re.compile(r"每年|累计|全市|的|较20\d\d年|[，、,。；;（）()]")


def differences(upper: Target, lower: Target) -> tuple[Difference, ...]:
    """Every aspect in which the lower target differs."""
    return tuple(_differences(upper, lower))


def _differences(upper: Target, lower: Target) -> Iterator[Difference]:
    value = _value(upper, lower)
    if value is not None:
        yield value
    if upper.kind is not lower.kind:
        yield Difference(Aspect.KIND)
    if upper.by != lower.by:
        sooner = lower.by < upper.by if lower.by is not None and upper.by is not None else None
        yield Difference(Aspect.DEADLINE, sooner)
    if upper.wording is not lower.wording:
        yield Difference(Aspect.WORDING, lower.wording is Wording.BINDING)
    if _scope(upper) != _scope(lower):
        yield Difference(Aspect.SCOPE)


def _value(upper: Target, lower: Target) -> Difference | None:
    wanted, own = _asked(upper, lower), _asked(lower, upper)
    if wanted is None or own is None or (upper.kind is not lower.kind and not same_family(upper, lower)):
        return None
    if not are_comparable(upper, lower):
        return Difference(Aspect.VALUE)
    own = _in_unit_of(upper, lower, own)
    if own == wanted:
        return None if upper.op is lower.op and _slack(upper) == _slack(lower) else Difference(Aspect.VALUE)
    if amounts_of(upper, lower):
        return None
    return Difference(Aspect.VALUE, more=(own > wanted) == (upper.op.direction > 0))


def are_comparable(target: Target, other: Target) -> bool:
    """Whether the values of two targets can be set against each other: growth in percent or points, the rest in units."""
    if not same_family(target, other):
        return False
    if target.kind is Kind.GROWTH:
        return target.change is other.change
    return same_quantity(target.unit, other.unit)


def _asked(target: Target, other: Target) -> Decimal | None:
    """The value to compare: of a yearly quota against a total, the sum of its years."""
    if target.kind is Kind.PHASE_OUT and target.value is None:
        return Decimal(0)
    whole = amount_of(target) if target.kind is not other.kind else None
    return whole.value if whole is not None else target.value


def _in_unit_of(upper: Target, lower: Target, value: Decimal) -> Decimal:
    return value if lower.kind is Kind.GROWTH else convert(value, lower.unit, upper.unit)


def _slack(target: Target) -> tuple[Decimal | None, Decimal | None]:
    return target.about, target.basically


def _scope(target: Target) -> str:
    """What an indicator counts, as far as its wording tells: the same words in another order are the same."""
    return "".join(sorted(_FILLERS.sub("", compact(target.indicator))))
