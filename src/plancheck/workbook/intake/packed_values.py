"""The smallest parts of what is packed: texts, counts, numbers, places. A packed value in, a well-formed one out, or an error."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from plancheck.findings import CellPlace, Place, TextPlace

Packed = list[Any]
_T = TypeVar("_T")


def from_place(place: Place) -> Packed | int | None:
    return [place.sheet, place.cells] if isinstance(place, CellPlace) else place.line


def to_place(record: Any, path: str) -> Place:
    if isinstance(record, list):
        sheet, cells = record
        return CellPlace(path, to_text(sheet), optional(to_text, cells))
    return TextPlace(path, optional(to_count, record))


def digits_of(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def to_number(text: Any) -> Decimal:
    number = Decimal(to_text(text))
    if not number.is_finite():
        raise ValueError(text)
    return number


def to_text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError(value)
    return value


def to_count(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= 10**7:
        raise TypeError(value)
    return value


def to_bool(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError(value)
    return value


def optional(read: Callable[[Any], _T], value: Any) -> _T | None:
    return None if value is None else read(value)
