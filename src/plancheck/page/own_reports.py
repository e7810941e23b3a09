"""What one department reported before, as files: its workbooks, and its lines of a CSV; nothing of anybody else's."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path, PurePosixPath

from plancheck.plan.departments import find_department
from plancheck.plan.model import Plan
from plancheck.submissions.gather import Filed, gather
from plancheck.workbook.answers.long_form import column_names, decode_csv
from plancheck.workbook.answers.saved_sheet import separator_of
from plancheck.workbook.layout import CSV_COLUMNS
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.reports import read_plan_reports

#: Every year that a folder can be for.
_LAST_YEAR = 9999


def own_reports(workspace: WorkspaceFolder, plan: Plan, key: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The files of a department below `reports/`, each under the name that it has in the workspace."""
    for filed in read_plan_reports(workspace, plan, _LAST_YEAR):
        path = workspace.at(Path(filed.intake.path)).resolve()
        place = PurePosixPath("reports", plan.id, str(filed.year), _in_text(path.name))
        if filed.intake.is_long_form:
            if own := own_lines(path.read_bytes(), plan, key):
                yield place, own
        elif _is_theirs(plan, filed, key):
            yield place, path.read_bytes()


def _in_text(name: str) -> str:
    """A name with what is no text written out: one that was unpacked with the wrong encoding cannot stand in a page."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _is_theirs(plan: Plan, filed: Filed, key: str) -> bool:
    """Whether a workbook is the department's, by its folder and name, by its own word, and in every row."""
    reports, _ = gather(plan, [filed])
    named = {one.department for one in reports.submissions} | {one.department for one in reports.observations}
    named |= {one.department for one in reports.remarks}
    by_name = find_department(plan.departments, filed.name)
    return named == {key} and (by_name is None or by_name.key == key)


def own_lines(content: bytes, plan: Plan, key: str) -> bytes:
    """A CSV with the lines of others left empty, so that each line keeps its number; nothing where none is theirs."""
    text = decode_csv(content)
    if text is None:
        return b""
    lines = list(StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=separator_of(text, CSV_COLUMNS))
    kept, start, column, found = ["\n"] * len(lines), 0, None, False
    try:
        for row in reader:
            end = reader.line_num
            if column is None and any(field.strip() for field in row):
                names = column_names(row)
                if "department" not in names:
                    return b""
                column = names.index("department")
                kept[start:end] = lines[start:end]
            elif column is not None and _is_line_of(row, column, plan, key):
                kept[start:end] = lines[start:end]
                found = True
            start = end
    except csv.Error:
        return b""
    return "".join(kept).encode("utf-8") if found else b""


def _is_line_of(row: list[str], column: int, plan: Plan, key: str) -> bool:
    department = find_department(plan.departments, row[column]) if len(row) > column else None
    return department is not None and department.key == key
