"""Targets that a sentence sets without a digit: 全覆盖, 基本退出, 愿改尽改, 占比进一步提升, 高于全省平均水平.

In: folded text. Out: spans with their kind. The lists hold set phrases of policy documents; a plain verb is no target.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from plancheck.source.quantities.numerals import QuantityKind

_END = r"，,。;；、\n\t"
_COMPLETE = re.compile(
    r"全覆盖|全(?:域|员|面|部|市域|县域|行业|流程|链条|过程|时段|地域|人群|生命周期)覆盖|(?:动态)?清零"
    r"|(?<!近)零(?:重特大|特大|重大|较大|安全生产|安全|生产|死亡|责任)*"
    r"(?:事故|伤亡|死亡|增长|新增|超标|泄漏|泄露|投诉|违规|差错|发生|上访|直排|填埋|排放(?![一-鿿]?车|汽车|区|货车))"
    r"|(?:村村|乡乡|镇镇|县县|户户|校校)[一-鿿]"
    r"|全面(?:淘汰|退出|完成|建成|实现|消除|普及|达标)"
    r"|基本(?:替代)?(?:淘汰|退出|达到|使用|实现|建成|完成|消除|形成|建立|普及|覆盖)"
    r"|全部(?:完成|淘汰|退出|更新|建成|达标|达到|实现|消除|改造)"
    r"|[应愿能可宜][一-鿿]尽[一-鿿]"
)
_JOINT_CONVERSION = re.compile("[两三四五六]改联动")
_COMPARISON = re.compile(
    rf"(?:不?高于|不?低于|优于)[^{_END}\d]{{0,12}}?(?:平均水平|平均值|平均)"
    rf"|不得?(?:低于|高于|少于|超过)(?=[^{_END}\d])[^{_END}\d]{{1,10}}(?=[{_END}]|$)"
)
# 效率, 功率, 税率 and their like are no shares that a plan can move by itself.
_SHARE = r"(?:占比|比重|比例|(?<![效功频概汇税利])率(?![先领]))"
_UP_OR_DOWN = "提升|提高|增加|上升|扩大|下降|降低|减少"
_NO_FIGURE = r"(?!(?:达到?|升?至|降?至|到|超过|约|不低于)?\d)"
_VERB_FIRST = re.compile(
    rf"(?:{_UP_OR_DOWN})(?P<first>[^{_END}]{{0,30}}?{_SHARE}){_NO_FIGURE}(?P<more>(?:[、和及与][^{_END}和及与]{{0,12}}?{_SHARE})*)"
)
_SHARE_FIRST = re.compile(
    rf"{_SHARE}[^{_END}]{{0,6}}?(?:大幅|进一步|显著|明显|稳步|持续|逐步|不断|有所|稳中)(?:{_UP_OR_DOWN})(?![到至为])"
)
_ALSO = re.compile(rf"[^、和及与]+{_SHARE}|[^、和及与]+")
_DELIVERED = re.compile(r"(?:完成|建成|实现|建立|创建|出台|制定|投产|投用|投运|印发|启用|组建)(?=.)")
_STRIVEN = re.compile(rf"(?:力争|争取|力求)(?:突破|建成|实现|创建|创成|建立|获批|完成|打造)(?P<what>[^{_END}\d]+)")
_PHRASE = re.compile(rf"[^{_END}]+(?:、[^{_END}]+)*")

Span = tuple[QuantityKind, int, int]


def word_targets(text: str) -> Iterator[Span]:
    """The set phrases of a text; they may touch, never overlap within one kind."""
    for found in _COMPLETE.finditer(text):
        yield (QuantityKind.COMPLETE, found.start(), found.end())
    for found in _JOINT_CONVERSION.finditer(text):
        yield (QuantityKind.MILESTONE, found.start(), found.end())
    for found in _COMPARISON.finditer(text):
        yield (QuantityKind.COMPARISON, found.start(), found.end())
    for found in _VERB_FIRST.finditer(text):
        yield (QuantityKind.DIRECTION, found.start(), found.end("first"))
        for more in _ALSO.finditer(text, found.start("more"), found.end("more")):
            yield (QuantityKind.DIRECTION, more.start(), more.end())
    for found in _SHARE_FIRST.finditer(text):
        yield (QuantityKind.DIRECTION, found.start(), found.end())


def milestones(text: str, start: int, end: int, measured: list[int]) -> Iterator[Span]:
    """The deliverables of a dated stretch of text: 完成…“三改联动”.

    `measured` is where the text's quantities and set phrases begin, ascending: a phrase that holds one has its target.
    """
    for phrase in _PHRASE.finditer(text, start, end):
        delivered = _DELIVERED.search(text, phrase.start(), phrase.end())
        if delivered and bisect_left(measured, phrase.start()) == bisect_left(measured, phrase.end()):
            yield (QuantityKind.MILESTONE, delivered.start(), phrase.end())


def strivings(text: str, measured: list[int]) -> Iterator[Span]:
    """The deliverables that a text promises without a date: 力争突破灯塔工厂. `measured` as for `milestones`."""
    for striven in _STRIVEN.finditer(text):
        if bisect_left(measured, striven.start()) == bisect_left(measured, striven.end()):
            yield (QuantityKind.MILESTONE, striven.start(), striven.end())
