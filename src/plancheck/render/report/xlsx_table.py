"""A sheet of the report's workbook from rows by heading: names of headings and rows in, a `Table` out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plancheck.render.report.text import ReportText
from plancheck.workbook.drawing.report_book import BookColumn, Table, Value

#: A cell for each heading.
NamedRow = Mapping[str, Value]
#: The name of a heading, the width of its column, the kind of its cells.
NamedColumn = tuple[str, float, str]


def named_table(
    text: ReportText,
    sheet: str,
    columns: Sequence[NamedColumn],
    rows: Sequence[NamedRow],
    *,
    title: str = "",
    notes: Sequence[str] = (),
    lamp_signs: Mapping[str, str] | None = None,
) -> Table:
    """The table of a sheet, its columns in the order given; without a title it has the sheet's name above it."""
    name = text.say(f"sheet.{sheet}")
    return Table(
        name=name,
        title=title or name,
        columns=[
            BookColumn(text.say(f"head.{head}", year=text.report.year + 1), width, kind, is_lamp=head == "status")
            for head, width, kind in columns
        ],
        rows=[[row[head] for head, _, _ in columns] for row in rows],
        notes=notes,
        lamp_signs=dict(lamp_signs or {}),
    )
