"""Figures that were found -> what the plan says otherwise than the words round them, as findings with both sides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.model import Plan, Target
from plancheck.plan.vocabulary import POINT_UNITS, Change, Op, Wording
from plancheck.plan.vocabulary import Kind as TargetKind
from plancheck.source.quantities.numerals import QuantityKind
from plancheck.source.quantities.quantities import Quantity
from plancheck.source.quantities.surroundings import Surroundings, ops_in_words, ops_of_direction, surroundings
from plancheck.source.trace.clause_index import Occurrence
from plancheck.source.trace.ranges import range_gaps
from plancheck.text.numbers import plain

_WITHOUT_OP = (TargetKind.ACTION, TargetKind.MILESTONE, TargetKind.PHASE_OUT)
_WITHOUT_VALUE = (TargetKind.ACTION, TargetKind.DIRECTION, TargetKind.COMPARE)
_SHARES = (QuantityKind.PERCENT, QuantityKind.MULTIPLE, QuantityKind.RATIO)
_GROWN = re.compile("(?:增长|增加|提高|提升|上升|下降|降低|减少|压减|削减|扩大)(?:约|超过|不低于|不少于)?$")
_CHANGED = re.compile("增|长|升|提高|降|减|翻|倍|扩大|缩")
_KEPT = re.compile("保持|维持|稳定|持续|始终|长期|确保|不低于|不少于|不高于|不超过|控制")
_KEPT_AT = re.compile("(?:保持|维持|稳定)(?:在|为)?(?:约|不低于|不少于)?$")
_STOCK = re.compile("(?:量|总数|营收|营业收入|产能|规模)(?:力争|将)?(?:达到?|超过|突破|不低于|约)+$")
_PERCENT = ("%", "％")
_LIMITED = re.compile("不超过|不高于|不多于|不大于|控制|以内|以下|之内|低于|少于|至多|最多|零")


@dataclass(frozen=True, slots=True)
class _FigureInContext:
    """An occurrence of a target's figure: the quantity in it that is the target's, and the words round that."""

    occurrence: Occurrence
    quantity: Quantity | None
    around: Surroundings

    def states(self, target: Target) -> bool:
        """Whether it is the target itself at its own place, neither a checkpoint nor a repetition."""
        claim = self.occurrence.claim
        return not claim.is_checkpoint and claim.locator == target.locator


def misreadings(plan: Plan, found: Iterable[Occurrence]) -> Iterator[Finding]:
    """Each target whose comparator, wording, 约, 基本 or kind the words round its figure contradict."""
    by_target: dict[str, list[_FigureInContext]] = defaultdict(list)
    for occurrence in found:
        if occurrence.claim.target:
            by_target[occurrence.claim.name].append(_in_context(occurrence))
    for target in plan.targets:
        figures = by_target[target.id]
        if target.kind not in _WITHOUT_OP:
            yield from _ops(plan, target, figures)
        if target.kind is TargetKind.GROWTH:
            yield from _changes(plan, target, figures)
        yield from range_gaps(plan, target, [figure.occurrence for figure in figures])
        stated = next((figure for figure in figures if figure.states(target)), None)
        if stated:
            yield from _qualifiers(plan, target, stated, figures)
            yield from _kinds(plan, target, stated)


def _in_context(occurrence: Occurrence) -> _FigureInContext:
    measured = [quantity for quantity in occurrence.quantities() if not quantity.kind.is_calendar]
    value = occurrence.claim.size
    meant = [quantity for quantity in measured if value in quantity.ends]
    if not measured:
        return _FigureInContext(occurrence, None, surroundings(occurrence.entry.text, occurrence.start, occurrence.end))
    quantity = (meant or measured)[0]
    return _FigureInContext(occurrence, quantity, surroundings(occurrence.entry.text, quantity.start, quantity.end))


def _differs(rule: str, plan: Plan, figure: _FigureInContext, key: str, **values: object) -> Finding:
    claim = figure.occurrence.claim
    line = claim.target.key_lines.get(key, claim.target.line) if claim.target else claim.line
    return finding(
        rule,
        TextPlace(plan.path, line),
        target=claim.name,
        what=claim.name,
        words=figure.around.excerpt,
        locator=figure.occurrence.entry.clause.locator,
        **values,
    )


def _ops(plan: Plan, target: Target, figures: list[_FigureInContext]) -> Iterator[Finding]:
    """At most one finding a target: the first occurrence that allows other comparators."""
    for figure in figures:
        allowed = _allowed_ops(target, figure.quantity, figure.around)
        if allowed and target.op not in allowed:
            expected = " / ".join(sorted(op.value for op in allowed))
            yield _differs("trace-op-differs", plan, figure, "op", stated=target.op.value, expected=expected)
            return


def _allowed_ops(target: Target, quantity: Quantity | None, around: Surroundings) -> frozenset[Op]:
    if target.kind is TargetKind.DIRECTION:
        return ops_of_direction(around)
    if target.kind is TargetKind.GROWTH and not around.leads_to_level and (around.change or target.is_fall):
        return around.ops_of_change()
    if quantity is None:
        return frozenset()
    return ops_in_words(quantity, around) if quantity.kind.in_words else around.ops()


def _changes(plan: Plan, target: Target, figures: list[_FigureInContext]) -> Iterator[Finding]:
    """The sign of a change against 下降 or 增长, percent against 百分点: of each at most one finding a target."""
    for figure in [one for one in figures if _has_other_sign(one)][:1]:
        value = figure.occurrence.claim.value or Decimal(0)
        yield _differs("trace-sign-differs", plan, figure, "value", stated=plain(value), expected=plain(-value))
    other = Change.PERCENT if target.in_points else Change.POINTS
    for figure in [one for one in figures if one.quantity and _change_of(one.quantity) is other][:1]:
        yield _differs("trace-change-differs", plan, figure, "change", stated=target.change.value, expected=other.value)


def _has_other_sign(figure: _FigureInContext) -> bool:
    value, word = figure.occurrence.claim.value, figure.around.change
    if not value or word is None or figure.around.leads_to_level:
        return False
    return word.falls != (value < 0)


def _change_of(quantity: Quantity) -> Change | None:
    """Percent or points, as a figure is written; None for a figure in words."""
    if quantity.kind.in_words:
        return None
    return Change.POINTS if _is_in_points(quantity) else Change.PERCENT


def _is_in_points(quantity: Quantity) -> bool:
    return quantity.unit.endswith("百分点")


def _qualifiers(
    plan: Plan, target: Target, stated: _FigureInContext, figures: list[_FigureInContext]
) -> Iterator[Finding]:
    around, all_around = stated.around, [figure.around for figure in figures]
    is_strive = target.wording is Wording.STRIVE
    if (around.strives and not is_strive) or (is_strive and not any(each.may_strive for each in all_around)):
        expected = Wording.BINDING if is_strive else Wording.STRIVE
        values = {"stated": target.wording.value, "expected": expected.value}
        yield _differs("trace-wording-differs", plan, stated, "wording", **values)
    if _contradicts(target.about, around.is_rough, any(each.is_rough for each in all_around)):
        yield _differs("trace-about-differs", plan, stated, "about", **_sides(target.about))
    if _contradicts(target.basically, around.is_basic, any(each.is_basic for each in all_around)):
        yield _differs("trace-basically-differs", plan, stated, "basically", **_sides(target.basically))


def _contradicts(value: Decimal | None, here: bool, anywhere: bool) -> bool:
    """Whether a share is missing where the target stands, or given though no place of the target asks for it."""
    return here if value is None else not anywhere


def _sides(value: Decimal | None) -> dict[str, object]:
    return {"stated": value, "absent": "-" if value is None else None}


def _kinds(plan: Plan, target: Target, figure: _FigureInContext) -> Iterator[Finding]:
    if figure.quantity is None:
        return
    if figure.quantity.kind.in_words:
        expected = _kind_of_words(target, figure.quantity, figure.around)
    elif target.kind is TargetKind.GROWTH:
        expected = None if _is_change(figure.around) else TargetKind.LEVEL
    else:
        expected = _kind_of_figure(target, figure.quantity, figure.around)
    if expected:
        yield _differs("trace-kind-differs", plan, figure, "kind", stated=target.kind.value, expected=expected.value)


def _kind_of_words(target: Target, quantity: Quantity, around: Surroundings) -> TargetKind | None:
    """The kind that a set phrase asks for, where the target's is another: 全覆盖 is a level, and adds nothing up."""
    if quantity.kind is not QuantityKind.COMPLETE:
        return None
    is_kept = _KEPT.search(around.part + around.figure) or around.may_be_yearly
    adds_up = target.kind in (TargetKind.CUMULATIVE, TargetKind.ANNUAL) and target.unit in _PERCENT
    return TargetKind.LEVEL if adds_up or (target.kind is TargetKind.MAINTAIN and not is_kept) else None


def _is_change(around: Surroundings) -> bool:
    """Whether the words round a number speak of how much something changes, not of where it ends."""
    words = around.part + around.figure + around.behind
    return not around.leads_to_level and (around.change is not None or bool(_CHANGED.search(words)))


def _kind_of_figure(target: Target, quantity: Quantity, around: Surroundings) -> TargetKind | None:
    """The kind that the words round a number ask for, where the target's is another, and no growth."""
    words = around.part + around.figure + around.behind
    match target.kind:
        case TargetKind.ANNUAL if not around.may_be_yearly and not target.part_of:
            return TargetKind.CUMULATIVE
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
        case TargetKind.LEVEL if _is_in_points(quantity) and target.unit not in POINT_UNITS:
            return TargetKind.GROWTH
        case _ if quantity.base and quantity.kind in _SHARES:
            return TargetKind.GROWTH if _GROWN.search(around.piece) else None
    return None


def _is_stock(quantity: Quantity, around: Surroundings) -> bool:
    """Whether a figure is a share or a stock, which stands at a value and does not add up."""
    is_share = quantity.kind in (QuantityKind.PERCENT, QuantityKind.RATIO) and quantity.unit in ("", *_PERCENT)
    return is_share or ("累计" not in around.part and bool(_STOCK.search(around.piece)))
