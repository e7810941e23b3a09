"""What was read from one file, packed for the cache: an `Intake` in, bytes without its path out, and back again.

JSON under zlib, not pickle: a cache folder may come from a stranger, and unpacking must never run what it holds. Whatever
bytes come in, what goes out is a well-formed `Intake` or None; at most 24 MB are ever unpacked.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from plancheck.findings import CellPlace, Finding, Place, TextPlace
from plancheck.observations import Observation, Remark, State
from plancheck.rules import find_rule
from plancheck.workbook.answers.columns import Columns
from plancheck.workbook.answers.identity import Identity
from plancheck.workbook.answers.progress import Progress
from plancheck.workbook.answers.rows import RowPlace
from plancheck.workbook.intake.intake import Intake

_LARGEST = 24 * 2**20
_NOT_OURS = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError, zlib.error)

Record = list[Any]
_T = TypeVar("_T")


def pack(intake: Intake, key: str) -> bytes | None:
    """The bytes to keep, or None for what is not worth keeping: a file that could not be read is read again.

    Why it could not be may lie outside of it: a missing component, a deadline, a right to read.
    """
    progress = intake.progress
    if progress is None:
        return None
    sheets: dict[str, Columns] = {row.sheet: row.columns for row in progress.rows.values()}
    numbers = {name: number for number, name in enumerate(sheets)}
    identity = progress.identity
    record = {
        "key": key,
        "digest": intake.digest,
        "long": intake.is_long_form,
        "remarks_on_file": [_from_finding(one) for one in intake.findings],
        "identity": [
            identity.plan,
            identity.department,
            identity.year,
            identity.version,
            identity.synthetic,
            dict(identity.fingerprints),
        ],
        "observations": [_from_observation(one) for one in progress.observations],
        "remarks": [_from_remark(one) for one in progress.remarks],
        "findings": [_from_finding(one) for one in progress.findings],
        "sheets": [[name, one.row, dict(one.by_code), sorted(one.coded)] for name, one in sheets.items()],
        "rows": [[target, numbers[row.sheet], row.row] for target, row in progress.rows.items()],
    }
    return zlib.compress(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack(packed: bytes, key: str, path: str) -> Intake | None:
    """What was packed under a key, as if it had been read from `path`; None for anything else."""
    try:
        stream = zlib.decompressobj()
        record = json.loads(stream.decompress(packed, _LARGEST))
        if not stream.eof or record["key"] != key:
            return None
        return _to_intake(record, path)
    except _NOT_OURS:
        return None


def _to_intake(record: dict[str, Any], path: str) -> Intake:
    plan, department, year, version, synthetic, fingerprints = record["identity"]
    sheets = [
        (_text(name), Columns(_count(row), _by_code(codes), frozenset(map(_count, coded))))
        for name, row, codes, coded in record["sheets"]
    ]
    progress = Progress(
        Identity(
            _maybe(_text, plan),
            _maybe(_text, department),
            _maybe(_count, year),
            _maybe(_text, version),
            _truth(synthetic),
            {_text(target): _text(one) for target, one in fingerprints.items()},
        ),
        tuple(_to_observation(one, path) for one in record["observations"]),
        tuple(_to_remark(one, path) for one in record["remarks"]),
        tuple(_to_finding(one, path) for one in record["findings"]),
        {
            _text(target): RowPlace(path, *sheets[_count(number)], _count(row), target)
            for target, number, row in record["rows"]
        },
    )
    on_file = tuple(_to_finding(one, path) for one in record["remarks_on_file"])
    return Intake(path, _text(record["digest"]), progress, on_file, _truth(record["long"]))


def _from_place(place: Place) -> Record | int | None:
    return [place.sheet, place.cells] if isinstance(place, CellPlace) else place.line


def _to_place(record: Any, path: str) -> Place:
    if isinstance(record, list):
        sheet, cells = record
        return CellPlace(path, _text(sheet), _maybe(_text, cells))
    return TextPlace(path, _maybe(_count, record))


def _from_finding(one: Finding) -> Record:
    return [one.rule, _from_place(one.place), [list(value) for value in one.values], one.target, one.department]


def _to_finding(record: Record, path: str) -> Finding:
    rule, place, values, target, department = record
    find_rule(_text(rule))  # a rule that we do not have has no sentences either
    shown = tuple((_text(name), _text(value)) for name, value in values)
    return Finding(rule, _to_place(place, path), shown, _maybe(_text, target), _maybe(_text, department))


def _from_observation(one: Observation) -> Record:
    return [
        one.target,
        one.department,
        one.period_end.isoformat(),
        _from_place(one.place),
        one.year,
        _digits(one.value),
        one.state,
        _digits(one.reference),
        one.is_baseline,
    ]


def _to_observation(record: Record, path: str) -> Observation:
    target, department, end, place, year, value, state, reference, is_baseline = record
    return Observation(
        _text(target),
        _text(department),
        date.fromisoformat(end),
        _to_place(place, path),
        _count(year),
        _maybe(_number, value),
        _maybe(State, state),
        _maybe(_number, reference),
        _truth(is_baseline),
    )


def _from_remark(one: Remark) -> Record:
    by = one.measure_by.isoformat() if one.measure_by else None
    return [
        one.target,
        one.department,
        one.year,
        _from_place(one.place),
        one.evidence,
        one.reason,
        one.measure,
        by,
    ]


def _to_remark(record: Record, path: str) -> Remark:
    target, department, year, place, evidence, reason, measure, by = record
    return Remark(
        _text(target),
        _text(department),
        _count(year),
        _to_place(place, path),
        _text(evidence),
        _text(reason),
        _text(measure),
        _maybe(date.fromisoformat, by),
    )


def _by_code(codes: dict[str, int]) -> dict[str, int]:
    return {_text(code): _count(column) for code, column in codes.items()}


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _number(text: Any) -> Decimal:
    number = Decimal(_text(text))
    if not number.is_finite():
        raise ValueError(text)
    return number


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError(value)
    return value


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= 10**7:
        raise TypeError(value)
    return value


def _truth(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError(value)
    return value


def _maybe(read: Callable[[Any], _T], value: Any) -> _T | None:
    return None if value is None else read(value)
