"""Figures that were found -> what the plan says otherwise than the words round them, as findings with both sides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.model import Plan, Target
from plancheck.plan.vocabulary import Kind as TargetKind
from plancheck.plan.vocabulary import Op, Wording
from plancheck.source.quantities.numerals import QuantityKind
from plancheck.source.quantities.quantities import Quantity
from plancheck.source.quantities.surroundings import Surroundings, ops_in_words, ops_of_direction, surroundings
from plancheck.source.trace.ledger import Found

_WITHOUT_OP = (TargetKind.ACTION, TargetKind.MILESTONE, TargetKind.PHASE_OUT)
_WITHOUT_VALUE = (TargetKind.ACTION, TargetKind.DIRECTION, TargetKind.COMPARE)
_SHARES = (QuantityKind.PERCENT, QuantityKind.MULTIPLE, QuantityKind.RATIO)
_GROWN = re.compile("(?:增长|增加|提高|提升|上升|下降|降低|减少|扩大)(?:约|超过|不低于|不少于)?$")
_CHANGED = re.compile("增|长|升|提高|降|减|翻|倍|扩大|缩")
_KEPT = re.compile("保持|维持|稳定|持续|始终|长期|确保|不低于|不少于|不高于|不超过|控制")
_KEPT_AT = re.compile("(?:保持|维持|稳定)(?:在|为)?(?:约|不低于|不少于)?$")
_STOCK = re.compile("(?:量|总数|营收|营业收入|产能|规模)(?:力争|将)?(?:达到?|超过|突破|不低于|约)+$")
_PERCENT = ("%", "％")
_LIMITED = re.compile("不超过|不高于|不多于|不大于|控制|以内|以下|之内|低于|少于|至多|最多|零")

Seen = tuple[Found, Quantity | None, Surroundings]


def misreadings(plan: Plan, found: Iterable[Found]) -> Iterator[Finding]:
    """Each target whose comparator, wording, 约, 基本 or kind the words round its figure contradict."""
    by_target: dict[str, list[Seen]] = defaultdict(list)
    for one in found:
        if one.claim.target:
            by_target[one.claim.name].append(_look(one))
    for target in plan.targets:
        seen = by_target[target.id]
        yield from _ops(plan, target, seen)
        stated = [one for one in seen if not one[0].claim.is_checkpoint and one[0].claim.locator == target.locator]
        if stated:
            yield from _qualifiers(plan, target, stated[0], seen)
            yield from _kinds(plan, target, stated[0])


def _look(one: Found) -> Seen:
    """A found figure with the quantity in it that is the target's, and the words round that."""
    measured = [quantity for quantity in one.quantities() if not quantity.kind.is_calendar]
    meant = [quantity for quantity in measured if quantity.value is not None and quantity.value == one.claim.value]
    quantity = next(iter([*meant, *measured]), None)
    start, end = (quantity.start, quantity.end) if quantity else (one.start, one.end)
    return one, quantity, surroundings(one.page.text, start, end)


def _differs(rule: str, plan: Plan, seen: Seen, key: str, **values: object) -> Finding:
    one, _, around = seen
    target = one.claim.target
    line = target.key_lines.get(key, target.line) if target else one.claim.line
    place = TextPlace(plan.path, line)
    where = one.page.clause.locator
    return finding(
        rule, place, target=one.claim.name, what=one.claim.name, words=around.excerpt, locator=where, **values
    )


def _ops(plan: Plan, target: Target, seen: list[Seen]) -> Iterator[Finding]:
    for one in seen if target.kind not in _WITHOUT_OP else []:
        _, quantity, around = one
        allowed = _allowed_ops(target, quantity, around)
        if allowed and target.op not in allowed:
            expected = " / ".join(sorted(op.value for op in allowed))
            yield _differs("trace-op-differs", plan, one, "op", stated=target.op.value, expected=expected)
            return


def _allowed_ops(target: Target, quantity: Quantity | None, around: Surroundings) -> frozenset[Op]:
    if target.kind is TargetKind.DIRECTION:
        return ops_of_direction(around)
    if quantity is None:
        return frozenset()
    return ops_in_words(quantity, around) if quantity.kind.in_words else around.ops()


def _qualifiers(plan: Plan, target: Target, stated: Seen, seen: list[Seen]) -> Iterator[Finding]:
    around, all_around = stated[2], [one[2] for one in seen]
    is_strive = target.wording is Wording.STRIVE
    if (around.strives and not is_strive) or (is_strive and not any(each.may_strive for each in all_around)):
        expected = Wording.BINDING if is_strive else Wording.STRIVE
        values = {"stated": target.wording.value, "expected": expected.value}
        yield _differs("trace-wording-differs", plan, stated, "wording", **values)
    is_rough, is_basic = (any(each.is_rough for each in all_around), any(each.is_basic for each in all_around))
    if _contradicts(target.about, around.is_rough, is_rough):
        yield _differs("trace-about-differs", plan, stated, "about", **_sides(target.about))
    if _contradicts(target.basically, around.is_basic, is_basic):
        yield _differs("trace-basically-differs", plan, stated, "basically", **_sides(target.basically))


def _contradicts(value: Decimal | None, here: bool, anywhere: bool) -> bool:
    """Whether a share is missing where the target stands, or given though no place of the target asks for it."""
    return here if value is None else not anywhere


def _sides(value: Decimal | None) -> dict[str, object]:
    return {"stated": value, "absent": "-" if value is None else None}


def _kinds(plan: Plan, target: Target, seen: Seen) -> Iterator[Finding]:
    _, quantity, around = seen
    if quantity is None:
        return
    in_words = quantity.kind.in_words
    expected = (_kind_of_words if in_words else _kind_of_figure)(target, quantity, around)
    if expected:
        yield _differs("trace-kind-differs", plan, seen, "kind", stated=target.kind.value, expected=expected.value)


def _kind_of_words(target: Target, quantity: Quantity, around: Surroundings) -> TargetKind | None:
    """The kind that a set phrase asks for, where the target's is another: 全覆盖 is a level, and adds nothing up."""
    if quantity.kind is not QuantityKind.COMPLETE:
        return None
    is_kept = _KEPT.search(around.part + around.figure) or around.may_be_yearly
    adds_up = target.kind in (TargetKind.CUMULATIVE, TargetKind.ANNUAL) and target.unit in _PERCENT
    return TargetKind.LEVEL if adds_up or (target.kind is TargetKind.MAINTAIN and not is_kept) else None


def _kind_of_figure(target: Target, quantity: Quantity, around: Surroundings) -> TargetKind | None:
    """The kind that the words round a number ask for, where the target's is another."""
    words = around.part + around.figure + around.behind
    match target.kind:
        case TargetKind.ANNUAL if not around.may_be_yearly and not target.part_of:
            return TargetKind.CUMULATIVE
        case TargetKind.GROWTH if not _CHANGED.search(words):
            return TargetKind.LEVEL
        case TargetKind.MAINTAIN if not _KEPT.search(words) and not around.may_be_yearly:
            return TargetKind.LEVEL
        case TargetKind.CAP if not _LIMITED.search(words):
            return TargetKind.CUMULATIVE
        case kind if kind in _WITHOUT_VALUE and (quantity.kind is QuantityKind.COUNT or quantity.kind in _SHARES):
            return TargetKind.CUMULATIVE if quantity.kind is QuantityKind.COUNT else TargetKind.LEVEL
        case TargetKind.CUMULATIVE | TargetKind.LEVEL if around.is_yearly and quantity.kind is QuantityKind.COUNT:
            return TargetKind.ANNUAL
        case TargetKind.CUMULATIVE | TargetKind.ANNUAL if _KEPT_AT.search(around.piece):
            return TargetKind.MAINTAIN
        case TargetKind.CUMULATIVE | TargetKind.ANNUAL if _is_stock(quantity, around):
            return TargetKind.LEVEL
        case kind if kind is not TargetKind.GROWTH and quantity.base and quantity.kind in _SHARES:
            return TargetKind.GROWTH if _GROWN.search(around.piece) else None
    return None


def _is_stock(quantity: Quantity, around: Surroundings) -> bool:
    """Whether a figure is a share or a stock, which stands at a value and does not add up."""
    is_share = quantity.kind in (QuantityKind.PERCENT, QuantityKind.RATIO) and quantity.unit in ("", *_PERCENT)
    return is_share or ("累计" not in around.part and bool(_STOCK.search(around.piece)))
