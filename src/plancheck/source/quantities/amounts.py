"""A written number -> its value and unit, or its years and day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal

from plancheck.source.quantities.numerals import QuantityKind, Written
from plancheck.text.chinese_numerals import spelled, spelled_digits, spelled_share

_MONTH_ENDS = {"一": (3, 31), "二": (6, 30), "三": (9, 30), "四": (12, 31), "上": (6, 30), "下": (12, 31)}
_MONTH_ENDS |= {str(number): _MONTH_ENDS[character] for number, character in enumerate("一二三四", 1)}
_YEARS = ("y1", "y2", "from", "to", "y3", "quarteryear")
_SPELLED_UNITS = {"hundredth": "%", "whole": "%", "parts": "%", "tenths": "%", "half": "%", "points": "个百分点"}
_RANGE_FROM = ("pcfrom", "spanfrom", "nfrom", "rangefrom")
_COUNTED_IN = ("pc", "times", "span", "n", "bare", "within", "sooner", "hundredth", "points")


def value_of(written: Written) -> Decimal | None:
    """The number as written: 2.5 of 2.5万辆, 90 of 九成, 50 of 过半."""
    fields = written.fields
    if "under" in fields:
        over, under = _number(fields["over"]), _number(fields["under"])
        return over / under if under else None
    if "doubling" in fields:
        return Decimal(2) ** int(spelled(fields["doubling"]))
    if "parts" in fields:
        return spelled_share(fields["parts"], fields["whole_of"])
    if "tenths" in fields:
        return spelled(fields["tenths"]) * 10
    if "half" in fields:
        return Decimal(50)
    if "whole" in fields:
        return Decimal(100)
    return next((_number(fields[name]) for name in _COUNTED_IN if name in fields), None)


def range_from(written: Written) -> Decimal | None:
    """The first number of a range, in the unit of its second: 4.5 of 4.5%—5%, 3 of 3—5万辆."""
    return next((_number(written.fields[name]) for name in _RANGE_FROM if name in written.fields), None)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "")) if text[0].isdigit() else spelled(text)


def unit_of(written: Written) -> str:
    """What is counted, with its 万 or 亿; without 余 and 多, which say that it is somewhat more."""
    fields = written.fields
    for name in ("pcu", "spanu", "unit", "withinunit", "soonerunit"):
        if name in fields:
            return fields[name] if fields[name][:1].isascii() else fields[name].replace("余", "").lstrip("多几")
    return next((unit for name, unit in _SPELLED_UNITS.items() if name in fields), "")


def years_of(written: Written) -> tuple[int, ...]:
    """The calendar years that a date names; of a plan period (十四五) its last."""
    fields = written.fields
    if "period" in fields:
        return (1955 + 5 * int(10 + spelled(fields["period"])),)  # 十四五, the fourteenth, ended in 2025
    if "spelledyear" in fields:
        return (int(spelled_digits(fields["spelledyear"])),)
    return tuple(int(fields[name]) for name in _YEARS if name in fields)


def month_end_of(written: Written) -> tuple[int, int] | None:
    """Month and day on which a quarter or half-year ends."""
    named = written.fields.get("quarter") or written.fields.get("halfyear")
    return _MONTH_ENDS[named] if named else None


def day_of(written: Written) -> date | None:
    """The day that a date names, or the last of a quarter whose year is given; 31 June is the month's last day."""
    fields, month_end = written.fields, month_end_of(written)
    if written.kind is QuantityKind.DATE:
        year, month = int(fields["y1"]), int(fields["m"])
        return date(year, month, min(int(fields["d"]), monthrange(year, month)[1]))
    return date(int(fields["quarteryear"]), *month_end) if month_end and "quarteryear" in fields else None
