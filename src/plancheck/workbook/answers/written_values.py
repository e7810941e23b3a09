"""Text that stands where a number, a state or a day is meant.

A cell's words and the unit of its row in; the one reading out, or several, or none. Nothing is guessed: what has one
reading is read, what has two is shown with both, what has none is refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plancheck.observations import State
from plancheck.text.nearest import nearest
from plancheck.workbook.layout import FALLS, STATES

#: What a leading 万 or 亿 of a unit multiplies by. 千 and 百 are left out: 千瓦时 is a unit of its own.
_SCALES = {"万亿": Decimal(10) ** 12, "亿": Decimal(10) ** 8, "万": Decimal(10) ** 4}
_WHOLE = Decimal(1)
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?:[,' ]\d{3})+|\d{1,20})?(?:\.(?P<part>\d{1,20}))?"
    r"(?:[eE](?P<power>[+-]?\d{1,2}))?"
    r" ?(?P<scale>万亿|亿|万)? ?(?P<unit>[^\d\s.,+-].*)?"
)
_CHANGE = re.compile(
    r"(?:(?P<fall>下降|降低|减少|压减|fall(?: of)?|down)|上升|增长|增加|提高|rise(?: of)?|up) ?(?P<size>.+)",
    re.IGNORECASE,
)
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-", "，": ",", "．": ".", "。": "."})
_DAY = re.compile(r"(\d{4})(?P<sign>[-/.])(\d{1,2})(?P=sign)(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日")
_BIGGEST_POWER = 15


@dataclass(frozen=True, slots=True)
class Number:
    """The one reading of a text."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Two readings or more; none is taken."""

    readings: tuple[Decimal, ...]


def tidy(text: str) -> str:
    """Half-width characters, single spaces, none at the ends."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def is_fall(text: str) -> bool:
    """Whether a row's word of direction says that its numbers are falls."""
    return tidy(text).casefold() in FALLS.values()


def read_change(text: str, unit: str | None) -> Number | None:
    """`下降5%` is -5, `上升2` is 2: a number without a sign behind the word for the way it leads; None for anything else."""
    match = _CHANGE.fullmatch(tidy(text))
    size = read_number(match["size"], unit) if match else None
    if match is None or not isinstance(size, Number) or size.value.is_signed():
        return None
    return Number(-size.value if match["fall"] else size.value)


def is_plain_number(text: str) -> bool:
    """Whether a text is digits as a program writes them: -12.5, without separators, units or spaces."""
    return re.fullmatch(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?", text) is not None


def read_number(text: str, unit: str | None) -> Number | Ambiguous | None:
    """Read `１，２３４，５６７`, `12.5万`, `95％` in a row of that unit; None where the text is no bare number.

    `unit` is the row's unit, None where it is not known. 约200 and 200以上 are no numbers: they leave open which.
    """
    match = _NUMBER.fullmatch(tidy(text).translate(_MINUS))
    if match is None or not (match["whole"] or match["part"]):
        return None
    digits = _digits(match)
    if digits is None:
        return None
    readings = _scaled(match["scale"] or "", match["unit"] or "", unit if unit is None else tidy(unit))
    values = tuple(dict.fromkeys(digits * factor for factor in readings))
    if len(values) > 1:
        return Ambiguous(values)
    return Number(values[0]) if values else None


def _digits(match: re.Match[str]) -> Decimal | None:
    """The digits as a number. In `1,234` the comma groups thousands: Chinese knows no decimal comma."""
    whole, part, power = match["whole"] or "0", match["part"] or "", int(match["power"] or 0)
    grouped = not whole.isdigit()
    if abs(power) > _BIGGEST_POWER or (grouped and whole.startswith("0")):
        return None
    bare = re.sub(r"[,' ]", "", whole)
    scientific = Decimal(f"{match['sign']}{bare}.{part}e{power}")
    return Decimal(f"{scientific:f}")


def _scaled(scale: str, written: str, unit: str | None) -> tuple[Decimal, ...]:
    """By what the digits may be multiplied to be in the row's unit; empty where the words do not fit the unit."""
    factor = _SCALES.get(scale, _WHOLE)
    if not scale and not written:
        return (_WHOLE,)
    if unit is None:
        return (_WHOLE, Decimal("0.01")) if written == "%" else () if written else (_WHOLE, factor)
    own_scale, base = _split(unit)
    own = _SCALES.get(own_scale, _WHOLE)
    if written:
        # The unit is written out: 12.5万辆 is 12.5 in a row of 万辆, 125,000 in a row of 辆.
        return (factor / own,) if written.removeprefix("个") in (base.removeprefix("个"), _plain(base)) else ()
    if base == "%":
        return ()
    # A bare 万 in a row of 万辆 repeats the unit, or multiplies: nobody but the writer knows.
    return (factor / own, factor) if scale == own_scale else (factor / own,)


def _split(unit: str) -> tuple[str, str]:
    """`万辆` is 万 and 辆; `%` and `千瓦时` have no scale."""
    scale = next((scale for scale in _SCALES if unit.startswith(scale) and len(unit) > len(scale)), "")
    return scale, unit.removeprefix(scale)


def _plain(unit: str) -> str:
    """The unit without a remark in brackets: 台（套） may be written 台."""
    return re.sub(r"\(.*\)$", "", unit)


def read_state(text: str) -> State | None:
    """The state behind a word of the drop-down, in either language, or its code."""
    word = tidy(text).casefold().replace(" ", "-")
    for words in ({state.value: state.value for state in State}, *STATES.values()):
        for state, label in words.items():
            if word == label.casefold().replace(" ", "-"):
                return State(state)
    return None


def nearest_state(text: str, language: str) -> str:
    """The word of the drop-down that is most like a text, or nothing."""
    return nearest(tidy(text), STATES[language].values())


def read_day_of_year(text: str, year: int) -> date | None:
    """A day without its year, as a heading shows it: 3月31日 of the year that is meant."""
    match = re.fullmatch(r"(\d{1,2})月(\d{1,2})日", tidy(text).replace(" ", ""))
    try:
        return date(year, int(match[1]), int(match[2])) if match else None
    except ValueError:
        return None


def read_written_day(text: str) -> date | None:
    """A full day, year first: 2025-12-31, 2025/12/31, 2025.12.31, 2025年12月31日. Nothing is filled in."""
    match = _DAY.fullmatch(tidy(text).replace(" ", ""))
    if match is None:
        return None
    year, month, day = (int(group) for group in match.groups() if group and group.isdigit())
    try:
        return date(year, month, day)
    except ValueError:
        return None
