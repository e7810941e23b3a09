"""The contract between the template and the reader: machine codes, sheet roles, identity, version.

Row 1 of each data sheet is hidden and holds one code a column. A workbook is recognised by these codes, wherever its
columns, rows and sheets have been moved to; headings and sheet names are for people and carry no meaning. Identity
stands in three places: custom document properties, the hidden `_meta` sheet, and the target id in the locked first
column of each row. The last alone must be enough.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plancheck.plan.model import Target

#: The newest version. A workbook says the oldest one that reads it rightly: a reader of version 1 would take the numbers
#: beside 下降 for rises, and reads every workbook without such a row.
TEMPLATE_VERSION = "2"
WITHOUT_FALLS = "1"
CURRENT_VERSIONS = (WITHOUT_FALLS, TEMPLATE_VERSION)

#: Custom properties and keys in column A of the `_meta` sheet (the value stands in column B).
META_SHEET = "_meta"
META_PLAN = "plancheck.plan"
META_DEPARTMENT = "plancheck.department"
META_YEAR = "plancheck.year"
META_VERSION = "plancheck.version"
META_SYNTHETIC = "plancheck.synthetic"
#: `_meta` also has one row a target: `fingerprint:<target id>` and the fingerprint.
META_FINGERPRINT = "fingerprint:"

#: Codes in row 1 of a data sheet. `value:2025-03-31` is a column of values for the period that ends then.
CODE_TARGET = "target"
CODE_VALUE = "value:"
CODE_EVIDENCE = "evidence"
CODE_REASON = "reason"
CODE_MEASURE = "measure"
CODE_MEASURE_BY = "measure_by"
#: `reference:2025-03-31` is the value that a `compare` target is compared with, for that period.
CODE_REFERENCE = "reference:"
CODE_STATE = "state:"
#: The value that a baseline without one asks for; unlocked only where the plan has none.
CODE_BASELINE = "baseline"
#: The day that the baseline stands for; shown, locked, and read with the value beside it.
CODE_BASELINE_DATE = "baseline_date"
#: The unit that a row's values are in; shown, locked, and read, because `12.5万` means nothing without it.
CODE_UNIT = "unit"
#: Which way the numbers of a row lead where it is a fall's; shown, locked, and read: beside 下降 13.5 is stored as -13.5.
CODE_DIRECTION = "direction"
#: Columns for people only: shown, never read.
CODE_SHOWN = "shown"

#: States as the drop-down offers them, by language; the reader takes any of these and the codes themselves.
STATES = {
    "zh": {"not-started": "未启动", "under-way": "推进中", "done": "已完成"},
    "en": {"not-started": "not started", "under-way": "under way", "done": "done"},
}

#: The words of the column of directions, and those that an officer puts before the number of a rise: 上升2.
FALLS = {"zh": "下降", "en": "fall"}
RISES = {"zh": "上升", "en": "rise"}

#: What a spreadsheet takes for the beginning of a formula.
FORMULA_SIGNS = ("=", "+", "-", "@")

#: Headings of a data sheet, of the targets first: by them a sheet that lost its codes when it was saved as CSV is known.
SHEET_HEADINGS = {
    "zh": ("目标编号", "任务", "佐证材料", "整改措施"),
    "en": ("Target no.", "Task", "Evidence", "Corrective measure"),
}

#: What stands in the first column of a cover.
COVER_LABELS = {"zh": ("填报单位", "填报年度", "填报频次"), "en": ("Department", "Year", "Reported")}

#: Columns of the long-form CSV.
CSV_COLUMNS = (
    "target",
    "department",
    "period_end",
    "value",
    "evidence",
    "reason",
    "measure",
    "measure_by",
    "reference",
    "state",
)


def value_code(period_end: date) -> str:
    """The code of the column of values for a period."""
    return f"{CODE_VALUE}{period_end.isoformat()}"


def reference_code(period_end: date) -> str:
    """The code of the column of values compared with, for a period."""
    return f"{CODE_REFERENCE}{period_end.isoformat()}"


def state_code(period_end: date) -> str:
    """The code of the column of states for a period."""
    return f"{CODE_STATE}{period_end.isoformat()}"


def template_version(targets: Iterable[Target]) -> str:
    """The version of a workbook that asks for these targets."""
    return TEMPLATE_VERSION if any(target.is_reported_as_fall for target in targets) else WITHOUT_FALLS


def fingerprint(target: Target) -> str:
    """Eight hex digits over what a department was told about a target; they change when the target is edited."""
    promise: tuple[object, ...] = (
        target.id,
        target.indicator,
        target.kind,
        target.op,
        target.value,
        target.unit,
        target.by,
        target.start,
        target.baseline and (target.baseline.value, target.baseline.date),
        [(point.by, point.value) for point in target.checkpoints],
        target.reports,
        target.reporting,
    )
    if target.in_points:
        promise = (*promise, target.change)
    return hashlib.sha256(repr(promise).encode()).hexdigest()[:8]
