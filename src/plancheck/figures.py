"""Numbers as Chinese documents write them: `12.5万辆`, `３％`, `0.8:1`, `约一倍`, `8,000吨`.

Text in, `Figure`s out. Characters as numerals are read only before 倍 and 番, where they are figures and not names.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_SCALE = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_FIGURE = re.compile(
    r"(?P<left>\d+(?:\.\d+)?)\s*[:∶]\s*(?P<right>\d+(?:\.\d+)?)"
    r"|(?P<times>\d+(?:\.\d+)?|[一二两三四五六七八九十])\s*倍"
    r"|翻\s*(?P<doublings>[一二两三])\s*番"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<scale>[万亿]?)\s*(?P<unit>%|个百分点|[^\W\d_][^\W\d_/()]*)?"
)


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


def fold(text: str) -> str:
    """Half-width, no white space, no markup: what two editions of a document have in common."""
    return re.sub(r"[\s*]+", "", unicodedata.normalize("NFKC", text))


def read_figures(text: str) -> list[Figure]:
    """Every figure of a text, in order. Multiples come out in percent (0.9倍 is 90 %), ratios as their quotient."""
    return [_figure(match) for match in _FIGURE.finditer(fold(text))]


def _figure(match: re.Match[str]) -> Figure:
    if match["left"]:
        right = Decimal(match["right"])
        return Figure(Decimal(match["left"]) / right if right else Decimal(match["left"]), "", ":")
    if match["times"]:
        times = Decimal(_DIGITS[match["times"]]) if match["times"] in _DIGITS else Decimal(match["times"])
        return Figure(times * 100, "", "倍")
    if match["doublings"]:
        return Figure(Decimal(100) * (2 ** _DIGITS[match["doublings"]] - 1), "", "番")
    return Figure(Decimal(match["number"].replace(",", "")), match["scale"] or "", match["unit"] or "")


def years_in(text: str) -> list[int]:
    """The calendar years that a text names: 2027年, 2025年底, 2024至2027年."""
    folded = fold(text)
    ranges = re.findall(r"(20\d\d)年?[至到—–~-]+(20\d\d)年", folded)
    singles = re.findall(r"(20\d\d)年", folded)
    return sorted({int(year) for pair in ranges for year in pair} | {int(year) for year in singles})
