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
from plancheck.workbook.answers.progress import AskedLine, Progress
from plancheck.workbook.answers.rows import RowPlace
from plancheck.workbook.intake.intake import Intake

_MAX_UNPACKED = 24 * 2**20
_NOT_OURS = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError, zlib.error)

Packed = list[Any]
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
        "findings_on_file": [_from_finding(found) for found in intake.findings],
        "identity": [
            identity.plan,
            identity.department,
            identity.year,
            identity.version,
            identity.synthetic,
            dict(identity.fingerprints),
        ],
        "observations": [_from_observation(reported) for reported in progress.observations],
        "remarks": [_from_remark(remark) for remark in progress.remarks],
        "findings": [_from_finding(found) for found in progress.findings],
        "sheets": [
            [name, columns.row, dict(columns.by_code), sorted(columns.coded)] for name, columns in sheets.items()
        ],
        "rows": [[target, numbers[row.sheet], row.row, row.falls] for target, row in progress.rows.items()],
        "lines": [
            [line.target, line.department, line.period_end.isoformat(), line.place.line] for line in progress.lines
        ],
    }
    return zlib.compress(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack(packed: bytes, key: str, path: str) -> Intake | None:
    """What was packed under a key, as if it had been read from `path`; None for anything else."""
    try:
        stream = zlib.decompressobj()
        record = json.loads(stream.decompress(packed, _MAX_UNPACKED))
        if not stream.eof or record["key"] != key:
            return None
        return _to_intake(record, path)
    except _NOT_OURS:
        return None


def _to_intake(record: dict[str, Any], path: str) -> Intake:
    sheets = [
        (_text(name), Columns(row=_count(row), by_code=_by_code(codes), coded=frozenset(map(_count, coded))))
        for name, row, codes, coded in record["sheets"]
    ]
    progress = Progress(
        identity=_to_identity(record["identity"]),
        observations=tuple(_to_observation(item, path) for item in record["observations"]),
        remarks=tuple(_to_remark(item, path) for item in record["remarks"]),
        findings=tuple(_to_finding(item, path) for item in record["findings"]),
        rows={
            _text(target): _to_row_place(target, sheets[_count(number)], row, falls, path)
            for target, number, row, falls in record["rows"]
        },
        lines=tuple(_to_line(item, path) for item in record["lines"]),
    )
    return Intake(
        path=path,
        digest=_text(record["digest"]),
        progress=progress,
        findings=tuple(_to_finding(item, path) for item in record["findings_on_file"]),
        is_long_form=_bool(record["long"]),
    )


def _to_identity(record: Packed) -> Identity:
    plan, department, year, version, synthetic, fingerprints = record
    return Identity(
        plan=_optional(_text, plan),
        department=_optional(_text, department),
        year=_optional(_count, year),
        version=_optional(_text, version),
        synthetic=_bool(synthetic),
        fingerprints={_text(target): _text(digits) for target, digits in fingerprints.items()},
    )


def _to_line(record: Packed, path: str) -> AskedLine:
    target, department, end, line = record
    place = TextPlace(path, _optional(_count, line))
    return AskedLine(_text(target), _text(department), date.fromisoformat(end), place)


def _to_row_place(target: str, sheet: tuple[str, Columns], row: Any, falls: Any, path: str) -> RowPlace:
    name, columns = sheet
    return RowPlace(path=path, sheet=name, columns=columns, row=_count(row), target=target, falls=_bool(falls))


def _from_place(place: Place) -> Packed | int | None:
    return [place.sheet, place.cells] if isinstance(place, CellPlace) else place.line


def _to_place(record: Any, path: str) -> Place:
    if isinstance(record, list):
        sheet, cells = record
        return CellPlace(path, _text(sheet), _optional(_text, cells))
    return TextPlace(path, _optional(_count, record))


def _from_finding(found: Finding) -> Packed:
    values = [list(value) for value in found.values]
    return [found.rule, _from_place(found.place), values, found.target, found.department]


def _to_finding(record: Packed, path: str) -> Finding:
    rule, place, values, target, department = record
    find_rule(_text(rule))  # a rule that we do not have has no sentences either
    return Finding(
        rule=rule,
        place=_to_place(place, path),
        values=tuple((_text(name), _text(value)) for name, value in values),
        target=_optional(_text, target),
        department=_optional(_text, department),
    )


def _from_observation(reported: Observation) -> Packed:
    return [
        reported.target,
        reported.department,
        reported.period_end.isoformat(),
        _from_place(reported.place),
        reported.year,
        _digits(reported.value),
        reported.state,
        _digits(reported.reference),
        reported.is_baseline,
    ]


def _to_observation(record: Packed, path: str) -> Observation:
    target, department, end, place, year, value, state, reference, is_baseline = record
    return Observation(
        target=_text(target),
        department=_text(department),
        period_end=date.fromisoformat(end),
        place=_to_place(place, path),
        year=_count(year),
        value=_optional(_number, value),
        state=_optional(State, state),
        reference=_optional(_number, reference),
        is_baseline=_bool(is_baseline),
    )


def _from_remark(remark: Remark) -> Packed:
    by = remark.measure_by.isoformat() if remark.measure_by else None
    place, words = _from_place(remark.place), [remark.evidence, remark.reason, remark.measure]
    return [remark.target, remark.department, remark.year, place, *words, by]


def _to_remark(record: Packed, path: str) -> Remark:
    target, department, year, place, evidence, reason, measure, by = record
    return Remark(
        target=_text(target),
        department=_text(department),
        year=_count(year),
        place=_to_place(place, path),
        evidence=_text(evidence),
        reason=_text(reason),
        measure=_text(measure),
        measure_by=_optional(date.fromisoformat, by),
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


def _bool(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError(value)
    return value


def _optional(read: Callable[[Any], _T], value: Any) -> _T | None:
    return None if value is None else read(value)
