"""What the formulas of an issued sheet come to before any spreadsheet program has opened it.

The cells of a row and a day in, the value of a formula out: it is written beside the formula for whoever shows a workbook
without reckoning (protected view, previews on a phone). Knows the functions that `number_checks` and `state_checks` use,
no others; numbers are decimals, days the serial numbers of Excel.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fnmatch import fnmatchcase
from functools import lru_cache

from plancheck.spreadsheet.book import Cell
from plancheck.text.numbers import plain
from plancheck.workbook.template.formulas import RUN, Formula

#: What a cell comes to; None where it is blank.
Reckoned = str | Decimal | bool | None
_EPOCH = date(1899, 12, 30)
_TOKEN = re.compile(r'\s*(?:("(?:[^"]|"")*")|\[([^\[\]]+)\]|(\d+(?:\.\d+)?)|([A-Z]+)|(<=|>=|<>|[=<>&+*/(),-]))')
_BINDS = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4}


def serial(day: date) -> Decimal:
    """The number that a spreadsheet keeps of a day."""
    return Decimal((day - _EPOCH).days)


class RowReckoner:
    """One row: what its cells hold, and what its formulas come to on a day. Each is reckoned once."""

    def __init__(self, cells: Mapping[str, object], today: date, order: Sequence[str] = ()) -> None:
        self._cells, self._order, self.today = cells, order, serial(today)
        self._known: dict[str, Reckoned] = {}

    def value(self, key: str) -> Reckoned:
        """What stands in the cell of a column, or what its formula comes to."""
        if key not in self._known:
            self._known[key] = self._find(key)
        return self._known[key]

    def _find(self, key: str) -> Reckoned:
        match self._cells.get(key):
            case Formula(text):
                return _parsed(text)(self)
            case date() as day:
                return serial(day)
            case str() | Decimal() as content:
                return content
            case Cell() as written:
                return written.text or None if written.number is None else written.number
        return None

    def run(self, keys: str) -> list[Reckoned]:
        """The cells of a run of columns."""
        first, _, last = keys.partition(RUN)
        start, end = self._order.index(first), self._order.index(last or first)
        return [self.value(key) for key in self._order[start : end + 1]]


_Part = Callable[[RowReckoner], Reckoned]


@lru_cache(maxsize=4096)
def _parsed(text: str) -> _Part:
    return _Parser(text).whole()


class _Parser:
    """A formula's text in, a function of the row out."""

    def __init__(self, text: str) -> None:
        self._tokens = [match.groups() for match in _TOKEN.finditer(text)]
        self._at = 0

    def whole(self) -> _Part:
        part = self._expression(0)
        if self._at != len(self._tokens):
            raise ValueError(self._tokens[self._at])
        return part

    def _expression(self, least: int) -> _Part:
        left = self._operand()
        while (sign := self._sign()) in _BINDS and _BINDS[sign] > least:
            self._at += 1
            left = _joined(sign, left, self._expression(_BINDS[sign]))
        return left

    def _sign(self) -> str:
        return self._tokens[self._at][4] or "" if self._at < len(self._tokens) else ""

    def _operand(self) -> _Part:
        text, key, number, name, sign = self._tokens[self._at]
        self._at += 1
        if text is not None:
            words = text[1:-1].replace('""', '"')
            return lambda _row: words
        if key is not None:
            return lambda row: row.value(key)
        if number is not None:
            amount = Decimal(number)
            return lambda _row: amount
        if sign == "-":
            inner = self._operand()
            return lambda row: -_number(inner(row))
        if sign == "(":
            inner = self._expression(0)
            self._at += 1
            return inner
        if name in ("TRUE", "FALSE"):
            return lambda _row: name == "TRUE"
        return self._call(name)

    def _call(self, name: str) -> _Part:
        self._at += 1
        arguments: list[_Part] = []
        keys: list[str] = []
        while self._sign() != ")":
            keys.append(self._tokens[self._at][1] or "")
            arguments.append(self._expression(0))
            if self._sign() == ",":
                self._at += 1
        self._at += 1
        return _called(name, arguments, keys)


def _joined(sign: str, left: _Part, right: _Part) -> _Part:
    match sign:
        case "&":
            return lambda row: _text(left(row)) + _text(right(row))
        case "+":
            return lambda row: _number(left(row)) + _number(right(row))
        case "-":
            return lambda row: _number(left(row)) - _number(right(row))
        case "*":
            return lambda row: _number(left(row)) * _number(right(row))
    return lambda row: _compares(sign, left(row), right(row))


def _called(name: str, arguments: Sequence[_Part], keys: Sequence[str]) -> _Part:
    match name:
        case "IF":
            return lambda row: arguments[1 if arguments[0](row) else 2](row)
        case "AND":
            return lambda row: all(part(row) for part in arguments)
        case "OR":
            return lambda row: any(part(row) for part in arguments)
        case "TODAY":
            return lambda row: row.today
        case "COUNTIF":
            return lambda row: Decimal(sum(_fits(one, arguments[1](row)) for one in row.run(keys[0])))
        case "MATCH":
            return lambda row: Decimal([_fits(one, arguments[0](row)) for one in row.run(keys[1])].index(True) + 1)
        case "INDEX":
            return lambda row: row.run(keys[0])[int(_number(arguments[2](row))) - 1]
    function = _FUNCTIONS[name]
    return lambda row: function(*(part(row) for part in arguments))


_FUNCTIONS: Mapping[str, Callable[..., Reckoned]] = {
    "ISBLANK": lambda cell: cell is None,
    "ISNUMBER": lambda cell: isinstance(cell, Decimal),
    "ISTEXT": lambda cell: isinstance(cell, str),
    # What is issued holds no error, and shows every number plainly.
    "ISERROR": lambda *_: False,
    "CELL": lambda *_: "G",
    "NOT": lambda cell: not cell,
    "LEFT": lambda text, size=Decimal(1): _text(text)[: int(size)],
    "MID": lambda text, start, size: _text(text)[int(start) - 1 : int(start) - 1 + int(size)],
    "LEN": lambda text: Decimal(len(_text(text))),
    "TRIM": lambda text: _text(text).strip(" "),
    "VALUE": lambda text: Decimal(text) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", _text(text)) else None,
    "ABS": lambda number: abs(_number(number)),
    "ROUND": lambda number, places: _rounded(_number(number), int(places)),
    "MAX": lambda *cells: max((one for one in cells if isinstance(one, Decimal)), default=Decimal(0)),
    "MIN": lambda *cells: min((one for one in cells if isinstance(one, Decimal)), default=Decimal(0)),
    "DATE": lambda year, month, day: serial(date(int(year), int(month), int(day))),
}


def _rounded(number: Decimal, places: int) -> Decimal:
    if number.adjusted() + places > 20:
        return number
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _fits(cell: Reckoned, pattern: Reckoned) -> bool:
    return isinstance(cell, str) and fnmatchcase(cell, str(pattern))


def _number(cell: Reckoned) -> Decimal:
    return cell if isinstance(cell, Decimal) else Decimal(int(cell)) if isinstance(cell, bool) else Decimal(0)


def _text(cell: Reckoned) -> str:
    return plain(cell) if isinstance(cell, Decimal) else "" if cell is None else str(cell)


def _compares(sign: str, left: Reckoned, right: Reckoned) -> bool:
    """Any text is more than any number; a blank cell is the empty text beside one, else nought."""
    first, second = _rank(left, right), _rank(right, left)
    match sign:
        case "=":
            return first == second
        case "<>":
            return first != second
        case "<":
            return first < second
        case "<=":
            return first <= second
        case ">":
            return first > second
    return first >= second


def _rank(cell: Reckoned, other: Reckoned) -> tuple[int, Decimal, str]:
    if isinstance(cell, str) or (cell is None and isinstance(other, str)):
        return 1, Decimal(0), cell or ""
    return 0, _number(cell), ""
