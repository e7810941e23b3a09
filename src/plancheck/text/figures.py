"""Numbers as Chinese documents write them: `12.5万辆`, `３％`, `0.8:1`, `约一倍`, `8,000吨`.

Text in, `Figure`s out. Of numbers in characters those are read that a measure word, 成, 分之, 倍 or 番 follows.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from plancheck.text.chinese_numerals import spelled, spelled_share

_SCALE = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_CN = "[一二两三四五六七八九十百千][一二两三四五六七八九十百千零〇]{0,15}"
_POINT = "(?:点[零〇一二三四五六七八九]+)?"
#: In this order, because the first that fits is taken: a ratio, a multiple, 番, shares, a number in characters with its
#: measure word, digits with 万 or 亿 and whatever unit follows.
_FIGURE = re.compile(
    r"(?P<left>\d+(?:\.\d+)?)\s*[:∶]\s*(?P<right>\d+(?:\.\d+)?)"
    rf"|(?P<times>\d+(?:\.\d+)?|半|{_CN}{_POINT})\s*倍"
    r"|翻\s*(?P<doublings>[一二两三])\s*番"
    rf"|百分之(?P<hundredth>{_CN}{_POINT})|(?P<whole_of>{_CN})分之(?P<parts>{_CN})|(?P<tenths>{_CN})成"
    rf"|(?P<half>半数|过半|一半)|(?P<spelled>{_CN}{_POINT})[余多几]?(?P<spelledscale>[万亿]?)[余多]?"
    r"(?P<spelledunit>个百分点|[个家所座台辆部套项条处艘架栋幢间株户名支只头场件批次人吨亩米元公平立千兆强]\w*)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<scale>[万亿]?)\s*(?P<unit>%|个百分点|[^\W\d_][^\W\d_/()]*)?"
)

_TO = re.compile(r"[至到—–~～-]+$")
#: A number, whatever it is in, and the sign that leads to the next.
_RANGE = re.compile(r"\d[^\d,，、;；。]*[至到—–~～-]$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the unit written behind it. `value` is in `unit`; `scale` is its 万 or 亿, not multiplied in."""

    value: Decimal
    scale: str
    unit: str

    @property
    def readings(self) -> tuple[Decimal, ...]:
        """The number as written, and with its 万 or 亿 multiplied in."""
        return (self.value,) if not self.scale else (self.value, self.value * _SCALE[self.scale])


def compact(text: str) -> str:
    """Half-width, no white space, no markup: what two editions of a document have in common."""
    return re.sub(r"[\s*]+", "", unicodedata.normalize("NFKC", text))


def read_figures(text: str) -> list[Figure]:
    """Every figure of a text, in order. Multiples come out in percent (0.9倍 is 90 %), ratios as their quotient."""
    folded = compact(text)
    matches = list(_FIGURE.finditer(folded))
    figures = [_figure(match) for match in matches]
    for number, (match, following) in enumerate(pairwise(matches)):
        if match["number"] and following["number"] and _RANGE.search(folded, match.start("number"), following.start()):
            figures[number] = _in_unit_of(figures[number], figures[number + 1])
    return figures


def _in_unit_of(first: Figure, second: Figure) -> Figure:
    """The first number of a range, in what the second is in: 3—5万辆, 13至15个百分点."""
    unit = _TO.sub("", first.unit)
    return Figure(first.value, first.scale or ("" if unit else second.scale), unit or second.unit)


def _figure(match: re.Match[str]) -> Figure:
    if match["left"]:
        right = Decimal(match["right"])
        return Figure(Decimal(match["left"]) / right if right else Decimal(match["left"]), "", ":")
    if match["times"]:
        times = match["times"]
        return Figure((Decimal(times) if times[0].isdigit() else spelled(times)) * 100, "", "倍")
    if match["doublings"]:
        return Figure(Decimal(100) * (2 ** int(spelled(match["doublings"])) - 1), "", "番")
    return _spelled_figure(match) or _digits_figure(match)


def _spelled_figure(match: re.Match[str]) -> Figure | None:
    """Shares in characters come out in percent: 九成 is 90 %."""
    if match["spelled"]:
        return Figure(spelled(match["spelled"]), match["spelledscale"] or "", match["spelledunit"])
    if match["parts"]:
        return Figure(spelled_share(match["parts"], match["whole_of"]), "", "%")
    if match["tenths"]:
        return Figure(spelled(match["tenths"]) * 10, "", "%")
    if match["hundredth"]:
        return Figure(spelled(match["hundredth"]), "", "%")
    return Figure(Decimal(50), "", "%") if match["half"] else None


def _digits_figure(match: re.Match[str]) -> Figure:
    return Figure(Decimal(match["number"].replace(",", "")), match["scale"] or "", match["unit"] or "")


def years_in(text: str) -> list[int]:
    """The calendar years that a text names: 2027年, 2025年底, 2024至2027年."""
    folded = compact(text)
    ranges = re.findall(r"(20\d\d)年?[至到—–~-]+(20\d\d)年", folded)
    singles = re.findall(r"(20\d\d)年", folded)
    return sorted({int(year) for pair in ranges for year in pair} | {int(year) for year in singles})
