"""What was read from one file, packed for the cache: an `Intake` in, bytes without its path out, and back again.

JSON under zlib, not pickle: a cache folder may come from a stranger, and unpacking must never run what it holds. Whatever
bytes come in, what goes out is a well-formed `Intake` or None; at most 24 MB are ever unpacked.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from datetime import date
from typing import Any

from plancheck.findings import Finding, TextPlace
from plancheck.observations import Observation, Remark, State
from plancheck.rules import find_rule
from plancheck.workbook.answers.columns import Columns
from plancheck.workbook.answers.identity import Identity
from plancheck.workbook.answers.progress import AskedLine, Progress
from plancheck.workbook.answers.rows import RowPlace
from plancheck.workbook.intake.intake import Intake
from plancheck.workbook.intake.packed_signing import from_signing, to_signing
from plancheck.workbook.intake.packed_values import (
    Packed,
    digits_of,
    from_place,
    optional,
    to_bool,
    to_count,
    to_number,
    to_place,
    to_text,
)

_MAX_UNPACKED = 24 * 2**20
_NOT_OURS = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError, zlib.error)


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
        "as_drawn": intake.as_drawn,
        "findings_on_file": [_from_finding(found) for found in intake.findings],
        "identity": [
            identity.plan,
            identity.department,
            identity.year,
            identity.version,
            identity.synthetic,
            dict(identity.fingerprints),
            {target: dict(texts) for target, texts in identity.issued.items()},
        ],
        "signed": from_signing(progress.signed),
        "observations": [_from_observation(reported) for reported in progress.observations],
        "remarks": [_from_remark(remark) for remark in progress.remarks],
        "findings": [_from_finding(found) for found in progress.findings],
        "sheets": [
            [name, columns.row, dict(columns.by_code), sorted(columns.coded)] for name, columns in sheets.items()
        ],
        "rows": [
            [target, numbers[row.sheet], row.row, row.falls, row.doubtful] for target, row in progress.rows.items()
        ],
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
        (to_text(name), Columns(row=to_count(row), by_code=_by_code(codes), coded=frozenset(map(to_count, coded))))
        for name, row, codes, coded in record["sheets"]
    ]
    progress = Progress(
        identity=_to_identity(record["identity"]),
        observations=tuple(_to_observation(item, path) for item in record["observations"]),
        remarks=tuple(_to_remark(item, path) for item in record["remarks"]),
        findings=tuple(_to_finding(item, path) for item in record["findings"]),
        rows={
            to_text(target): _to_row_place(target, sheets[to_count(number)], row, [falls, doubtful], path)
            for target, number, row, falls, doubtful in record["rows"]
        },
        lines=tuple(_to_line(item, path) for item in record["lines"]),
        signed=to_signing(record["signed"], path),
    )
    return Intake(
        path=path,
        digest=to_text(record["digest"]),
        progress=progress,
        findings=tuple(_to_finding(item, path) for item in record["findings_on_file"]),
        is_long_form=to_bool(record["long"]),
        as_drawn=to_bool(record["as_drawn"]),
    )


def _to_identity(record: Packed) -> Identity:
    plan, department, year, version, synthetic, fingerprints, issued = record
    return Identity(
        plan=optional(to_text, plan),
        department=optional(to_text, department),
        year=optional(to_count, year),
        version=optional(to_text, version),
        synthetic=to_bool(synthetic),
        fingerprints={to_text(target): to_text(digits) for target, digits in fingerprints.items()},
        issued={
            to_text(target): {to_text(code): to_text(text) for code, text in texts.items()}
            for target, texts in issued.items()
        },
    )


def _to_line(record: Packed, path: str) -> AskedLine:
    target, department, end, line = record
    place = TextPlace(path, optional(to_count, line))
    return AskedLine(to_text(target), to_text(department), date.fromisoformat(end), place)


def _to_row_place(target: str, sheet: tuple[str, Columns], row: Any, said: Packed, path: str) -> RowPlace:
    (name, columns), (falls, doubtful) = sheet, map(to_bool, said)
    place = RowPlace(path=path, sheet=name, columns=columns, row=to_count(row), target=target)
    return replace(place, falls=falls, doubtful=doubtful)


def _from_finding(found: Finding) -> Packed:
    values = [list(value) for value in found.values]
    return [found.rule, from_place(found.place), values, found.target, found.department]


def _to_finding(record: Packed, path: str) -> Finding:
    rule, place, values, target, department = record
    find_rule(to_text(rule))  # a rule that we do not have has no sentences either
    return Finding(
        rule=rule,
        place=to_place(place, path),
        values=tuple((to_text(name), to_text(value)) for name, value in values),
        target=optional(to_text, target),
        department=optional(to_text, department),
    )


def _from_observation(reported: Observation) -> Packed:
    return [
        reported.target,
        reported.department,
        reported.period_end.isoformat(),
        from_place(reported.place),
        reported.year,
        digits_of(reported.value),
        reported.state,
        digits_of(reported.reference),
        reported.is_baseline,
    ]


def _to_observation(record: Packed, path: str) -> Observation:
    target, department, end, place, year, value, state, reference, is_baseline = record
    return Observation(
        target=to_text(target),
        department=to_text(department),
        period_end=date.fromisoformat(end),
        place=to_place(place, path),
        year=to_count(year),
        value=optional(to_number, value),
        state=optional(State, state),
        reference=optional(to_number, reference),
        is_baseline=to_bool(is_baseline),
    )


def _from_remark(remark: Remark) -> Packed:
    by = remark.measure_by.isoformat() if remark.measure_by else None
    until = remark.reason_until.isoformat() if remark.reason_until else None
    place, words = from_place(remark.place), [remark.evidence, remark.reason, remark.measure]
    return [remark.target, remark.department, remark.year, place, *words, by, until]


def _to_remark(record: Packed, path: str) -> Remark:
    target, department, year, place, evidence, reason, measure, by, until = record
    return Remark(
        target=to_text(target),
        department=to_text(department),
        year=to_count(year),
        place=to_place(place, path),
        evidence=to_text(evidence),
        reason=to_text(reason),
        measure=to_text(measure),
        measure_by=optional(date.fromisoformat, by),
        reason_until=optional(date.fromisoformat, until),
    )


def _by_code(codes: dict[str, int]) -> dict[str, int]:
    return {to_text(code): to_count(column) for code, column in codes.items()}
