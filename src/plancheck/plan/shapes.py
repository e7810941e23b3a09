"""A TOML table against its field table: the values that fit, and a finding for every key that does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.field import LINK, MAIL, Field, Shape
from plancheck.plan.fields import TABLES
from plancheck.plan.lines import Path
from plancheck.plan.vocabulary import LONGEST_DUE_DAYS, LONGEST_LAG
from plancheck.text.nearest import nearest

StandIn = Callable[[str, str, Any, Path], Any]


@dataclass(slots=True)
class TableCheck:
    """Collects the findings of one file while its tables are checked."""

    path: str
    lines: Mapping[Path, int]
    #: What a required key counts as that is missing or unfit; without it the whole table is left out.
    stand_in: StandIn | None = None
    findings: list[Finding] = field(default_factory=list)
    #: The key paths that have no value, or none that fits.
    broken: set[Path] = field(default_factory=set)

    def place(self, path: Path) -> TextPlace:
        """The line of a key, or of the nearest table around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return TextPlace(self.path, self.lines.get(path, 1))

    def report(self, rule: str, path: Path, **values: object) -> None:
        self.findings.append(finding(rule, self.place(path), **values))
        self.broken.add(path)

    def table(self, name: str, raw: Mapping[str, Any], path: Path) -> dict[str, Any] | None:
        """The values of a table that fit, or None where a required key is missing or unfit."""
        fields = {item.name: item for item in TABLES[name]}
        for key in [key for key in raw if key not in fields]:
            close = nearest(key, fields)
            self.report("unknown-key", (*path, key), key=key, nearest=close, known=", ".join(fields))
            if close and close not in raw:
                self.broken.add((*path, close))
        fitting: dict[str, Any] = {}
        complete = True
        for item in TABLES[name]:
            value = self._value(item, raw, path)
            if value is None and item.required and self.stand_in:
                value = self.stand_in(name, item.name, raw.get(item.name), path)
            if value is not None:
                fitting[item.name] = value
            elif item.required:
                complete = False
        return fitting if complete else None

    def _value(self, item: Field, raw: Mapping[str, Any], path: Path) -> Any:
        if item.name in raw:
            return self._fit(item, raw[item.name], (*path, item.name))
        if item.required:
            self.report("missing-key", path, key=item.name, table=_table_name(path))
            self.broken.discard(path)
            self.broken.add((*path, item.name))
        return None

    def _fit(self, item: Field, value: Any, path: Path) -> Any:
        if item.shape is Shape.TABLE:
            return self._nested(item, value, path) if isinstance(value, dict) else self._unfit(item, value, path)
        if item.shape is Shape.TABLES:
            return self._list(item, value, path) if isinstance(value, list) else self._unfit(item, value, path)
        if item.shape is Shape.TABLES_OR_CHOICE and isinstance(value, list):
            return self._list(item, value, path)
        if item.shape is Shape.NAMED_TABLES:
            return self._named(item, value, path) if isinstance(value, dict) else self._unfit(item, value, path)
        fitted = _FITS[item.shape](value)
        if fitted is None:
            return self._unfit(item, value, path)
        if item.choices and fitted not in item.choices:
            close = _SIGNS.get(fitted) or nearest(str(fitted), item.choices)
            self.report(
                "unknown-choice", path, key=item.name, found=fitted, allowed=", ".join(item.choices), nearest=close
            )
            return None
        if item.pattern and not re.fullmatch(item.pattern, fitted):
            self.report("bad-id", path, key=item.name, found=fitted)
            return None
        return fitted

    def _unfit(self, item: Field, value: Any, path: Path) -> None:
        rule = "wrong-type"
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            # The type is right, the number is not.
            rule = _WRONG_NUMBER.get(item.shape, rule) if Decimal(value).is_finite() else "not-a-real-number"
        elif isinstance(value, str):
            rule = _WRONG_TEXT.get(item.shape, rule)
        self.report(rule, path, key=item.name, found=as_written(value), expected=item.example)

    def _nested(self, item: Field, value: dict[str, Any], path: Path) -> dict[str, Any] | None:
        return self.table(item.table, value, path)

    def _list(self, item: Field, value: list[Any], path: Path) -> list[dict[str, Any]]:
        fitting = []
        for number, entry in enumerate(value):
            if not isinstance(entry, dict):
                self._unfit(item, entry, (*path, number))
            elif (table := self.table(item.table, entry, (*path, number))) is not None:
                table["line"] = self.place((*path, number)).line
                if item.table in ("target", "amendment"):
                    table["key_lines"] = {key: self.place((*path, number, key)).line for key in entry}
                fitting.append(table)
        return fitting

    def _named(self, item: Field, value: dict[str, Any], path: Path) -> dict[str, dict[str, Any]]:
        fitting = {}
        for key, entry in value.items():
            if not isinstance(entry, dict):
                self._unfit(item, entry, (*path, key))
            elif (table := self.table(item.table, entry, (*path, key))) is not None:
                fitting[key] = table
        return fitting


#: Comparators as they are written by hand.
_SIGNS = {"≥": ">=", "≧": ">=", "≤": "<=", "≦": "<=", "＞": ">", "＜": "<", "＞＝": ">=", "＜＝": "<="}
_WRONG_NUMBER = {
    Shape.SHARE: "not-a-share",
    Shape.COUNT: "not-a-count",
    Shape.DAYS: "not-a-lag",
    Shape.DUE_DAYS: "not-due-days",
}
_WRONG_TEXT = {Shape.MAIL: "not-a-mail", Shape.LINK: "not-a-link"}


def _table_name(path: Path) -> str:
    return ".".join(str(part) for part in path if isinstance(part, str)) or "file"


def as_written(value: Any) -> str:
    """A value as TOML writes it, cut where it is long."""
    match value:
        case bool():
            text = str(value).lower()
        case str():
            text = f'"{value}"'
        case list():
            text = "[" + ", ".join(map(as_written, value[:5])) + "]"
        case dict():
            text = "{ " + ", ".join(f"{key} = {as_written(entry)}" for key, entry in list(value.items())[:5]) + " }"
        case _:
            text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _texts(value: Any) -> list[str] | None:
    return value if isinstance(value, list) and all(_text(entry) for entry in value) else None


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    return number if number.is_finite() else None


def _numbers(value: Any) -> tuple[Decimal, Decimal] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    low, high = (_number(entry) for entry in value)
    return None if low is None or high is None else (low, high)


def _share(value: Any) -> Decimal | None:
    number = _number(value)
    return number if number is not None and 0 <= number <= 1 else None


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 1 else None


def _days(value: Any, longest: int = LONGEST_LAG) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and 0 <= value <= longest else None


def _matching(pattern: str, value: Any) -> str | None:
    return value if isinstance(value, str) and re.fullmatch(pattern, value) else None


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


_FITS: dict[Shape, Callable[[Any], Any]] = {
    Shape.TEXT: _text,
    Shape.CHOICE: _text,
    Shape.TABLES_OR_CHOICE: _text,
    Shape.TEXTS: _texts,
    Shape.TEXT_OR_TEXTS: lambda value: [value] if _text(value) else (_texts(value) or None),
    Shape.NUMBER: _number,
    Shape.NUMBERS: _numbers,
    Shape.COUNT: _count,
    Shape.DAYS: _days,
    Shape.DUE_DAYS: lambda value: _days(value, LONGEST_DUE_DAYS),
    Shape.MAIL: lambda value: _matching(MAIL, value),
    Shape.LINK: lambda value: _matching(LINK, value),
    Shape.SHARE: _share,
    Shape.DAY: _day,
    Shape.SWITCH: lambda value: value if isinstance(value, bool) else None,
    Shape.SETTINGS: lambda value: value if isinstance(value, dict) else None,
}
