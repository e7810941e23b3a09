"""What a cell's type and digits mean: from the words of the file to a `Cell`.

In: the type (`t`), the value as it is written, what the style shows. Out: a cell. Whatever is wrong with it is said by
the cell itself; nothing here fails.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Context, Decimal

from plancheck.spreadsheet.book import BLANK_CELL, Cell, CellKind, ShownAs

#: Excel calculates with 15 significant digits and shows no more.
_FIFTEEN_DIGITS = Context(prec=15)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?").fullmatch
_SHORT_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?").fullmatch
_MAX_WRITTEN = 400
_MAX_EXPONENT = 308
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", re.ASCII)
_BOOLS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}
#: Not typed by anyone and not seen by anyone: left behind by copying from web pages.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"

_EPOCH = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_LAST_SERIAL = 2_958_465

_DATE = ShownAs.DATE
_IS_NUMBER = CellKind.NUMBER
_IS_TEXT = CellKind.TEXT
_PLAIN = ShownAs.PLAIN
_new_cell = tuple.__new__

_BLANK_RESULT = Cell(CellKind.BLANK, is_formula=True)
_NO_VALUE = Cell(CellKind.NO_VALUE, is_formula=True)


def number_cell(
    written: str, shown: ShownAs = ShownAs.PLAIN, is_formula: bool = False, from_1904: bool = False
) -> Cell:
    """A number as it is written; `1,234` and `NaN` are a defect, and so is a number that Excel cannot hold."""
    if len(written) <= 15 and _SHORT_NUMBER(written):
        number = Decimal(written)
    else:
        written = written.strip()
        if not written:
            return _NO_VALUE if is_formula else BLANK_CELL
        if not _NUMBER(written) or len(written) > _MAX_WRITTEN:
            return defect(written, is_formula)
        number = shortened(Decimal(written))
        if not -_MAX_EXPONENT - 16 <= number.adjusted() <= _MAX_EXPONENT:
            return defect(written, is_formula)
    day = serial_day(number, from_1904) if shown is _DATE else None
    # Past the constructor with its defaults: this runs once a cell and takes a third of the time so.
    return _new_cell(Cell, (_IS_NUMBER, written, number, day, is_formula, shown, ""))


def shortened(number: Decimal) -> Decimal:
    """At most 15 significant digits: 7.7999999999999998 is what Excel saves for a typed 7.8."""
    if len(number.as_tuple().digits) <= 15:
        return number
    rounded = number.normalize(_FIFTEEN_DIGITS)
    # 1E+2 is right, but 100 is what people write.
    return rounded.quantize(Decimal(1)) if 0 <= rounded.adjusted() < 20 and rounded % 1 == 0 else rounded


def serial_day(number: Decimal, from_1904: bool = False) -> date | None:
    """The day of a serial number; None for the days that Excel has and the calendar has not (0, 29 February 1900)."""
    if not 0 <= number < _LAST_SERIAL + 1:
        return None
    serial = int(number)
    if from_1904:
        return _EPOCH_1904 + timedelta(serial) if serial <= _LAST_SERIAL - 1462 else None
    if serial in (0, 60):
        return None
    # Excel's calendar has a 29 February 1900: up to that day its numbers are one behind.
    return _EPOCH + timedelta(serial + 1 if serial < 60 else serial)


def text_cell(text: str, is_formula: bool = False) -> Cell:
    """A text; blank where nothing of it can be seen."""
    if not text.strip().strip(_INVISIBLE).strip():
        return _BLANK_RESULT if is_formula else BLANK_CELL
    return _new_cell(Cell, (_IS_TEXT, text, None, None, is_formula, _PLAIN, ""))


def bool_cell(written: str, is_formula: bool = False) -> Cell:
    shown = _BOOLS.get(written.strip().lower())
    return Cell(CellKind.BOOL, shown, is_formula=is_formula) if shown else defect(written, is_formula)


def error_cell(written: str, is_formula: bool = False) -> Cell:
    return Cell(CellKind.ERROR, written.strip()[:_MAX_WRITTEN] or "#", is_formula=is_formula)


def day_cell(written: str, is_formula: bool = False) -> Cell:
    """`2025-03-31` or `2025-03-31T00:00:00` as strict files write it: the number that other files have for that day."""
    match = _ISO_DAY.fullmatch(written.strip())
    try:
        day = date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        return defect(written, is_formula)
    return Cell(CellKind.NUMBER, written.strip(), Decimal((day - _EPOCH).days), day, is_formula, ShownAs.DATE)


def defect(written: str, is_formula: bool = False) -> Cell:
    return Cell(CellKind.DEFECT, written[:_MAX_WRITTEN], is_formula=is_formula)


def written_cell(kind: str, written: str, is_formula: bool = False) -> Cell:
    """A cell from its type and value, for every type but numbers and shared strings."""
    match kind:
        case "str" | "inlineStr":
            return text_cell(unescaped(written), is_formula)
        case "b":
            return bool_cell(written, is_formula)
        case "e":
            return error_cell(written, is_formula)
        case "d":
            return day_cell(written, is_formula)
        case _:
            return defect(written, is_formula)


def unvalued_cell(kind: str, is_formula: bool) -> Cell:
    """A cell without a value: a formula of type `str` came out empty, any other was never calculated."""
    if not is_formula:
        return BLANK_CELL
    return _BLANK_RESULT if kind == "str" else _NO_VALUE


def unescaped(text: str) -> str:
    """`_x000D_` is a carriage return. Control characters that no cell shows are dropped."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: _character(int(match[1], 16)), text)
    # A pair of escapes may be the two halves of one character; a half alone can be printed nowhere.
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(code: int) -> str:
    return chr(code) if code >= 32 or code in (9, 10, 13) else ""
