"""The long-form CSV: one line a target, department and period; for figures that come out of a database.

A file in; a `Progress` as from a workbook, or one finding, out. Every answer's place is its line. What plan and year
it is for, a CSV does not say: see `Progress.attributed`.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from io import StringIO

from plancheck.findings import Finding, TextPlace, finding
from plancheck.observations import Observation, Remark
from plancheck.text.nearest import nearest
from plancheck.text.reasons import says_why
from plancheck.workbook.answers.answers import AnswerReader
from plancheck.workbook.answers.progress import AskedLine, Progress
from plancheck.workbook.answers.saved_sheet import is_saved_sheet, separator_of
from plancheck.workbook.answers.written_values import is_plain_number, tidy
from plancheck.workbook.layout import CSV_COLUMNS, FORMULA_SIGNS

_NEEDED = ("target", "department", "period_end")
_LONGEST_SHOWN = 60
_UNUSABLE = ("csv-no-heading", "csv-missing-column")
#: With the signature first, then UTF-8, then what Excel on Chinese Windows writes.
_ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line under the heading, its fields by column."""

    place: TextPlace
    fields: Mapping[str, str]

    def of(self, column: str) -> str:
        text = self.fields.get(column, "").strip()
        # An apostrophe keeps a spreadsheet from taking a name for a formula, and is none of the name.
        return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_SIGNS) else text


def read_bytes(data: bytes, shown_path: str) -> Progress | Finding:
    """Read the bytes of a CSV, in whichever encoding they are."""
    text = decode_csv(data)
    if text is None:
        return finding("csv-encoding", TextPlace(shown_path))
    return read_lines(text, shown_path)


def read_lines(text: str, shown_path: str) -> Progress:
    """Read the text of a CSV. Its values are provisionally of the year that their period ends in."""
    if is_saved_sheet(text):
        return Progress(findings=(finding("csv-saved-sheet", TextPlace(shown_path), expected=",".join(CSV_COLUMNS)),))
    found: list[Finding] = []
    lines = list(_lines(text, shown_path, found))
    gathered = _Gathered(found)
    for line in lines:
        gathered.add(line)
    if not lines and not found:
        found.append(finding("csv-empty", TextPlace(shown_path)))
    return Progress(
        observations=tuple(gathered.observations),
        remarks=tuple(gathered.remarks()),
        findings=tuple(found),
        lines=tuple(AskedLine(*key, place) for key, place in gathered.lines.items()),
    )


def decode_csv(content: bytes) -> str | None:
    """The text of a CSV, in whichever encoding it is; None where it is in none that we know."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _lines(text: str, path: str, found: list[Finding]) -> Iterator[_Line]:
    """The lines that can be used; what cannot goes into `found`."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator_of(text, CSV_COLUMNS))
    columns: list[str] | None = None
    start = 1
    try:
        for row in reader:
            place, start = TextPlace(path, start), reader.line_num + 1
            if not any(field.strip() for field in row):
                continue
            if columns is None:
                columns, heading_findings = _columns(row, place)
                found += heading_findings
                if any(item.rule in _UNUSABLE for item in heading_findings):
                    return
            elif len(row) > len(columns) and any(field.strip() for field in row[len(columns) :]):
                found.append(finding("csv-too-many-fields", place, found=len(row), expected=len(columns)))
            else:
                yield _Line(place, dict(zip(columns, row, strict=False)))
    except csv.Error as problem:
        found.append(finding("csv-broken", TextPlace(path, reader.line_num), problem=problem))


def column_names(row: list[str]) -> list[str]:
    """The names in a heading as they are compared."""
    return [tidy(field).casefold().replace(" ", "_") for field in row]


def _columns(row: list[str], place: TextPlace) -> tuple[list[str], list[Finding]]:
    """The heading's columns, in its order; each named once."""
    names = column_names(row)
    if not set(CSV_COLUMNS) & set(names):
        shown = ",".join(field.strip() for field in row)[:_LONGEST_SHOWN]
        return names, [finding("csv-no-heading", place, found=shown, expected=",".join(CSV_COLUMNS))]
    found = [
        finding("csv-unknown-column", place, column=name[:40], nearest=nearest(name, CSV_COLUMNS))
        for name in names
        if name and name not in CSV_COLUMNS
    ]
    missing = [name for name in _NEEDED if name not in names]
    if not {"value", "state"} & set(names):
        missing.append("value")
    found += [finding("csv-missing-column", place, column=name) for name in missing]
    doubled = sorted({name for name in names if name in CSV_COLUMNS and names.count(name) > 1})
    found += [finding("csv-double-column", place, column=name) for name in doubled]
    # The first of two counts, as in a workbook; `dict(zip(...))` would take the last.
    return [name if names.index(name) == index else "" for index, name in enumerate(names)], found


class _Gathered:
    """Observations, remarks and where each was asked for, while the lines are read."""

    def __init__(self, found: list[Finding]) -> None:
        self.found = found
        self.observations: list[Observation] = []
        self.lines: dict[tuple[str, str, date], TextPlace] = {}
        self._remarks: dict[tuple[str, str], list[tuple[date, Remark]]] = {}

    def add(self, line: _Line) -> None:
        target, department = tidy(line.of("target")), tidy(line.of("department"))
        for column, text in (("target", target), ("department", department)):
            if not text:
                self.found.append(finding("csv-missing-field", line.place, column=column))
        if not (target and department):
            return
        reader = AnswerReader(target, department)
        end = self._period(line, reader)
        if end is not None:
            self._add_observation(line, reader, end)
            self._add_remark(line, reader, end)
        self.found += reader.findings

    def _period(self, line: _Line, reader: AnswerReader) -> date | None:
        if not line.of("period_end"):
            reader.report("csv-missing-field", line.place, column="period_end")
            return None
        end = reader.day_in_text(line.of("period_end"), line.place, rule="not-a-period")
        if end is None:
            return None
        key = (reader.target, reader.department or "", end)
        if key in self.lines:
            reader.report("csv-duplicate-line", line.place, period=end, first=self.lines[key].line)
            return None
        self.lines[key] = line.place
        return end

    def _add_observation(self, line: _Line, reader: AnswerReader, end: date) -> None:
        value, reference = (_number(line, column, reader) for column in ("value", "reference"))
        state = reader.state_in_text(line.of("state"), line.place) if line.of("state") else None
        if value is None and reference is None and state is None:
            return
        self.observations.append(
            Observation(
                target=reader.target,
                department=reader.department or "",
                period_end=end,
                place=line.place,
                year=end.year,
                value=value,
                state=state,
                reference=reference,
            )
        )

    def _add_remark(self, line: _Line, reader: AnswerReader, end: date) -> None:
        by = reader.day_in_text(line.of("measure_by"), line.place) if line.of("measure_by") else None
        remark = Remark(
            target=reader.target,
            department=reader.department or "",
            year=end.year,
            place=line.place,
            evidence=line.of("evidence"),
            reason=line.of("reason"),
            measure=line.of("measure"),
            measure_by=by,
            reason_until=end if line.of("reason") else None,
        )
        if remark.evidence or remark.reason or remark.measure or by:
            self._remarks.setdefault((remark.target, remark.department), []).append((end, remark))

    def remarks(self) -> Iterator[Remark]:
        """One remark a target and department: of each of its parts the latest that was written."""
        for dated in self._remarks.values():
            remark, *later = [one for _, one in sorted(dated, key=lambda item: item[0])]
            for addition in later:
                remark = _completed(remark, addition)
            yield remark


def _completed(earlier: Remark, later: Remark) -> Remark:
    """The earlier remark with what the later one says instead; a reason that says nothing does not replace one that does."""
    speaks = later if later.reason and (says_why(later.reason) or not says_why(earlier.reason)) else earlier
    return replace(
        earlier,
        place=later.place,
        evidence=later.evidence or earlier.evidence,
        reason=speaks.reason,
        reason_until=speaks.reason_until,
        measure=later.measure or earlier.measure,
        measure_by=later.measure_by or earlier.measure_by,
    )


def _number(line: _Line, column: str, reader: AnswerReader) -> Decimal | None:
    """The number in a field. Everything in a CSV is text, so plain digits are nothing to remark on."""
    text = line.of(column)
    if not text:
        return None
    return Decimal(text) if is_plain_number(text) else reader.number_in_text(text, line.place)
