"""A quantity -> the target that it probably is: kind, comparator, value, unit, date, and what is unsure about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plancheck.plan.vocabulary import Change, Op
from plancheck.plan.vocabulary import Kind as TargetKind
from plancheck.source.document.clauses import Clause
from plancheck.source.document.folding import comparable
from plancheck.source.quantities.numerals import QuantityKind
from plancheck.source.quantities.quantities import Quantity
from plancheck.source.quantities.surroundings import Surroundings, ops_in_words, surroundings

_PHRASE_START = re.compile(r".*[，,;；。、:\t\n]", re.DOTALL)
_PHRASE_REST = re.compile(r"[^，,;；。、”:\t\n]{0,16}")
_SENTENCE_START = re.compile(r".*[。\t\n]", re.DOTALL)
_LEADING = re.compile(
    r"^(?:力争|争取)?(?:到|至)?(?:(?:19|20)\d\d年?(?:[至—-](?:19|20)\d\d年)?)?(?:底|末)?前?(?:力争|累计|实现)?"
)
_TRAILING = re.compile(
    r"(?:[较比](?:19|20)\d\d年|分别|比例|均|力争|已)*"
    r"(?:达到?|超过|不少于|不低于|不超过|(?:下降|降低|减少|压减|提升)[到至]|降至|增长|增加|提高到?|约|左右|为|至|到|以上)*$"
)
_TRAILING_CHANGE = re.compile(
    r"(?:[较比](?:19|20)\d\d年|分别|比例|均|力争|已|累计)*(?:提升|上升|下降|降低|减少|压减|削减)(?:了|幅度?|率)?$"
)
_STOCK = re.compile(r"(?:达到?|超过|保有量|总数|数量|营收|收入|降至)$")
_NO_TARGET_UNITS = ("级", "导", "千瓦", "万千瓦", "总吨", "载重吨", "蒸吨/小时", "吨标准煤", "吨标煤", "人间")
_THAN = re.compile("高于|低于")
_GONE = re.compile("淘汰|退出|清零|消除")
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Guess:
    """A drafted target. `unsure` names the keys of `words/draft.toml` that its author is to look at."""

    kind: TargetKind
    indicator: str
    figure: str
    op: Op | None = None
    value: Decimal | None = None
    up_to: Decimal | None = None
    unit: str = ""
    change: Change = Change.PERCENT
    by: date | None = None
    start: date | None = None
    base: int | None = None
    than: str = ""
    strive: bool = False
    about: bool = False
    basically: bool = False
    unsure: tuple[str, ...] = ()


def guess_target(clause: Clause, quantity: Quantity, figure: str, end: date) -> Guess | None:
    """The target that a quantity probably is; None where it probably is a condition, a standard or a date."""
    text, around = clause.text, surroundings(comparable(clause.text), quantity.start, quantity.end)
    shape = _shape(text, quantity, around)
    if shape is None:
        return None
    kind, value, unit = shape
    before = _PHRASE_START.sub("", text[: quantity.start])
    name = _indicator(before, quantity, text)
    if kind is TargetKind.GROWTH:
        name = _TRAILING_CHANGE.sub("", name)
    since = quantity.deadline.since if quantity.deadline else None
    op = _op(kind, quantity, around)
    binding, other = _ends(quantity, value, op, falls=kind is TargetKind.GROWTH and _falls(around))
    return Guess(
        kind=kind,
        indicator=name if len(name) >= _SHORTEST_NAME else clause.title or clause.locator,
        figure=figure,
        op=op,
        value=binding,
        up_to=other,
        unit=unit,
        change=Change.POINTS if kind is TargetKind.GROWTH and _is_in_points(quantity) else Change.PERCENT,
        by=quantity.deadline.day if quantity.deadline else end,
        start=date(since, 1, 1) if since else None,
        base=quantity.base if kind is TargetKind.GROWTH or quantity.base else None,
        than=_THAN.sub("", quantity.text) if kind is TargetKind.COMPARE else "",
        strive=around.strives,
        about=around.is_rough,
        basically=around.is_basic,
        unsure=tuple(_doubts(kind, name, quantity)),
    )


def _ends(
    quantity: Quantity, value: Decimal | None, op: Op | None, *, falls: bool
) -> tuple[Decimal | None, Decimal | None]:
    """The end of a range that binds and the other one; of a single number that one and none. A fall is negative."""
    if value is None or not value or not quantity.value:
        return value, None
    factor = value / quantity.value
    low, *higher = sorted((-end if falls else end) * factor for end in quantity.ends)
    high = higher[-1] if higher else low
    if low == high:
        return low, None
    return (low, high) if op is None or op.direction > 0 else (high, low)


def _doubts(kind: TargetKind, name: str, quantity: Quantity) -> Iterator[str]:
    yield "kind"
    if len(name) < _SHORTEST_NAME:
        yield "indicator"
    if quantity.deadline is None:
        yield "by"
    if kind in (TargetKind.PHASE_OUT, TargetKind.GROWTH):
        yield "unit"


def _indicator(before: str, quantity: Quantity, text: str) -> str:
    """What the sentence measures: the words before a figure; for a set phrase, the phrase around it."""
    start = _LEADING.sub("", before)
    if not quantity.kind.in_words:
        return _TRAILING.sub("", start)
    rest = _PHRASE_REST.match(text, quantity.end)
    phrase = start + quantity.text + (rest[0] if rest else "")
    return phrase + "”" * (phrase.count("“") - phrase.count("”"))


def _is_in_points(quantity: Quantity) -> bool:
    return quantity.unit.endswith("百分点")


def _falls(around: Surroundings) -> bool:
    return around.change is not None and around.change.falls


def _shape(text: str, quantity: Quantity, around: Surroundings) -> tuple[TargetKind, Decimal | None, str] | None:
    """Kind, value and unit of the probable target."""
    before, value = text[max(0, quantity.start - 12) : quantity.start], quantity.value
    match quantity.kind:
        case QuantityKind.PERCENT if value is not None:
            is_change = quantity.base is not None or around.is_change or _is_in_points(quantity)
            grows = is_change and not around.leads_to_level
            return (TargetKind.GROWTH if grows else TargetKind.LEVEL, value, "%")
        case QuantityKind.MULTIPLE if value is not None:
            return (TargetKind.GROWTH, value * 100, "%")
        case QuantityKind.RATIO if value is not None:
            return (TargetKind.LEVEL, value, "比值")
        case QuantityKind.COUNT if value is not None and not quantity.unit.endswith(_NO_TARGET_UNITS):
            return (_counted(text, quantity, before), value, quantity.unit)
        case QuantityKind.COMPLETE:
            is_gone = _GONE.search(quantity.text)
            return (TargetKind.PHASE_OUT, None, "%") if is_gone else (TargetKind.LEVEL, Decimal(100), "%")
        case QuantityKind.COMPARISON if "平均" in quantity.text:
            return (TargetKind.COMPARE, None, "%")
        case QuantityKind.DIRECTION:
            return (TargetKind.DIRECTION, None, "%")
        case QuantityKind.MILESTONE:
            return (TargetKind.MILESTONE, None, "")
    return None


def _counted(text: str, quantity: Quantity, before: str) -> TargetKind:
    sentence = _SENTENCE_START.sub("", text[: quantity.start])
    if re.search("每年|年均", sentence[-40:]) and "累计" not in before:
        return TargetKind.ANNUAL
    return TargetKind.LEVEL if _STOCK.search(before) else TargetKind.CUMULATIVE


def _op(kind: TargetKind, quantity: Quantity, around: Surroundings) -> Op | None:
    """The one comparator that the words round a figure allow; at least, where they allow several or do not tell."""
    if kind in (TargetKind.PHASE_OUT, TargetKind.MILESTONE):
        return None
    if kind is TargetKind.GROWTH and around.change is not None:
        allowed = around.ops_of_change()
    else:
        allowed = ops_in_words(quantity, around) if quantity.kind.in_words else around.ops()
    return next((op for op in (Op.GE, Op.LE, Op.GT, Op.LT) if op in allowed), Op.GE)


def distinct_figure(text: str, quantity: Quantity, floor: int) -> str:
    """The figure with as many words before it as make it stand once in the clause; not back beyond `floor`."""
    whole = comparable(text)
    for start in range(quantity.start, max(floor, quantity.start - 20) - 1, -1):
        figure = text[start : quantity.end]
        if len(re.findall(r"(?<![\d.])" + re.escape(comparable(figure)), whole)) == 1:
            return figure
    return quantity.text
