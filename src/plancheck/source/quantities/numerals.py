"""The digits of a folded text: each is part of a written number, or ignored for a reason that is named here.

In: text. Out: `Written`, their spans disjoint, covering every digit. What a number means in its sentence (a deadline,
a base year) is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class QuantityKind(StrEnum):
    """What a quantity is. Below the line: targets in words."""

    DOCUMENT_NUMBER = "document-number"
    DATE = "date"
    MONTH = "month"
    YEARS = "years"
    YEAR = "year"
    QUARTER = "quarter"
    PERIOD = "period"
    RATIO = "ratio"
    PERCENT = "percent"
    MULTIPLE = "multiple"
    DURATION = "duration"
    COUNT = "count"
    NUMBER = "number"
    # ----
    COMPLETE = "complete"
    COMPARISON = "comparison"
    DIRECTION = "direction"
    MILESTONE = "milestone"

    @property
    def is_calendar(self) -> bool:
        return self in (
            QuantityKind.DATE,
            QuantityKind.MONTH,
            QuantityKind.YEARS,
            QuantityKind.YEAR,
            QuantityKind.QUARTER,
            QuantityKind.PERIOD,
        )

    @property
    def in_words(self) -> bool:
        return self in (QuantityKind.COMPLETE, QuantityKind.COMPARISON, QuantityKind.DIRECTION, QuantityKind.MILESTONE)


class Ignored(StrEnum):
    """Why digits are no quantity."""

    LATIN_NAME = "latin-name"
    PLUS_NAME = "plus-name"
    LIST_NUMBER = "list-number"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Written:
    """A number as the text writes it. `fields` are the named parts of its pattern."""

    kind: QuantityKind | Ignored
    text: str
    start: int
    end: int
    fields: dict[str, str]


_NUM = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TO = r"(?:至|到|[-—–~～─])+"
_LATIN_UNIT = r"(?:[kMGT]?Wh?|kVA?|[kcm]?m[²³23]?|[kmM]?g|t|tce|[MG]Pa|L|h|[KMGT]B|PFlops|EFlops)(?![A-Za-z0-9])"
_UNIT = (
    r"台\(套\)|[套家]\(处\)|总吨|载重吨|吨标准煤|吨标煤|蒸吨(?:/小时)?|万?千瓦时|千瓦|兆瓦|平方[米公]里?|立方米|公里|"
    r"亿?美?元|个月|个百分点|车次|人次|小时|分钟|摄氏度|"
    rf"{_LATIN_UNIT}|[℃㎡㎥]|[一-鿿]"
)
_SCALE = "[十百千]?万亿?|亿|[千百十](?!瓦)"

_PATTERNS: tuple[tuple[QuantityKind | Ignored, str], ...] = (
    (QuantityKind.DOCUMENT_NUMBER, r"[〔\[(【]\d{4}[〕\])】]第?\d+号"),
    (Ignored.LIST_NUMBER, r"附[件表图]\d+|(?:^|(?<=[\n\t]))\d{1,2}(?:[.、](?!\d))|\(\d{1,2}\)(?=[一-鿿])"),
    (Ignored.PLUS_NAME, r"\d+(?:\+[A-Za-z0-9]+)+|[A-Za-z]\+\d+"),
    (Ignored.LATIN_NAME, rf"[A-Za-z]+[-/]?(?:[A-Za-z]+)? ?\d[\d.\-/A-Za-z]*|\d+(?!{_LATIN_UNIT})[A-Za-z][A-Za-z0-9]*"),
    (Ignored.ORDINAL, r"第\d+(?:\.\d+)*"),
    (
        QuantityKind.DATE,
        r"(?P<y1>(?:19|20)\d\d)(?:年|[-./])(?P<m>1[0-2]|0?[1-9])(?:月|[-./])(?P<d>3[01]|[12]\d|0?[1-9])(?:日|(?!\d))",
    ),
    (QuantityKind.MONTH, r"(?P<y2>(?:19|20)\d\d)年(?P<m2>1[0-2]|0?[1-9])月"),
    (QuantityKind.YEARS, rf"(?P<from>(?:19|20)\d\d)年?{_TO}(?P<to>(?:19|20)\d\d)(?:年度?|(?!\d))"),
    (QuantityKind.YEAR, r"(?P<y3>(?:19|20)\d\d)年度?(?!以[上下内])"),
    (QuantityKind.RATIO, rf"(?P<over>{_NUM})[:∶比](?P<under>{_NUM})"),
    (QuantityKind.PERCENT, rf"(?:(?P<pcfrom>{_NUM})%?{_TO})?(?P<pc>{_NUM}) ?(?P<pcu>[%‰]|个?百分点)"),
    (QuantityKind.MULTIPLE, rf"(?P<times>{_NUM}) ?倍"),
    (QuantityKind.DURATION, rf"(?:(?P<spanfrom>{_NUM}){_TO})?(?P<span>{_NUM}) ?(?P<spanu>年|个月|天|周|小时|分钟|日)"),
    (
        QuantityKind.COUNT,
        rf"(?:(?P<nfrom>{_NUM}){_TO})?(?P<n>{_NUM}) ?[余多]?(?P<unit>(?:{_SCALE})?[余多]?(?:{_UNIT}))",
    ),
    (QuantityKind.NUMBER, rf"(?P<bare>{_NUM})"),
)
_ISSUER = re.compile("[一-鿿]+$")
_LONGEST_ISSUER = 10
_NAMES = {f"k{number}": kind for number, (kind, _) in enumerate(_PATTERNS)}
_ALTERNATIVES = "|".join(f"(?P<k{number}>{pattern})" for number, (_, pattern) in enumerate(_PATTERNS))
# The first characters of all patterns, looked at once: most characters of a document begin none.
_WRITTEN = re.compile(rf"(?=[0-9A-Za-z〔\[(【附第])(?:{_ALTERNATIVES})")


def written_numbers(text: str) -> Iterator[Written]:
    """Every number in digits. Those spelled in characters are found by `spelled`."""
    for found in _WRITTEN.finditer(text):
        fields = {name: value for name, value in found.groupdict().items() if value is not None}
        kind = next(_NAMES[name] for name in fields if name in _NAMES)
        start = _issuer_before(text, found.start()) if kind is QuantityKind.DOCUMENT_NUMBER else found.start()
        yield Written(kind=kind, text=text[start : found.end()], start=start, end=found.end(), fields=fields)


def _issuer_before(text: str, bracket: int) -> int:
    """Where a document number begins: 国发 in front of 〔2024〕7号. Looked for backwards, the bracket being rare."""
    before = _ISSUER.search(text[max(bracket - _LONGEST_ISSUER, 0) : bracket])
    return bracket - len(before[0]) if before else bracket
