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
    from plancheck.plan.model import Target

#: The newest version, and the older ones that are read as they were meant. 1 had no word 下降 beside its falls; 3 has cells
#: for late values, says which period a reason is for, and knows its shown cells, so a reader of 2 would misread it.
TEMPLATE_VERSION = "3"
WITHOUT_FALLS = "1"
CURRENT_VERSIONS = (WITHOUT_FALLS, "2", TEMPLATE_VERSION)

#: Custom properties and keys in column A of the `_meta` sheet (the value stands in column B).
META_SHEET = "_meta"
META_PLAN = "plancheck.plan"
META_DEPARTMENT = "plancheck.department"
META_YEAR = "plancheck.year"
META_VERSION = "plancheck.version"
META_SYNTHETIC = "plancheck.synthetic"
#: Of a marked copy: the digest of what its cells said when it was drawn.
META_COPIED = "plancheck.copied"
#: `_meta` also has one row a target: `fingerprint:<target id>`, the fingerprint, and from version 3 on what the target's
#: shown cells said, a cell each: `unit=辆`. With the code before it, no program makes a number, a day or a formula of it.
META_FINGERPRINT = "fingerprint:"

#: Codes in row 1 of a data sheet. `value:2025-03-31` is a column of values for the period that ends then.
CODE_TARGET = "target"
CODE_VALUE = "value:"
CODE_EVIDENCE = "evidence"
CODE_REASON = "reason"
#: The last period that the reason is for; a reason without one is for every period that wants one.
CODE_REASON_PERIOD = "reason_period"
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
#: What the department was told of a target, locked: read only to see whether somebody has changed it.
CODE_WORDING = "wording"
CODE_BASIS = "basis"
CODE_BASELINE_KNOWN = "baseline_known"
CODE_TASK = "task"
CODE_BY = "by"
#: What `_meta` keeps of a row, so that a changed cell is known by the workbook itself, whichever edition reads it.
KEPT_CODES = (
    CODE_TASK,
    CODE_WORDING,
    CODE_UNIT,
    CODE_BASIS,
    CODE_DIRECTION,
    CODE_BASELINE_DATE,
    CODE_BASELINE_KNOWN,
    CODE_BY,
)
#: `cover:prepared_by` stands to the right of the cell of the cover that it is for; the fields, and the one that is a day.
CODE_COVER = "cover:"
COVER_DAY = "reported_on"
COVER_FIELDS = ("prepared_by", "phone", "approved_by", COVER_DAY)
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

#: How headings of the columns end that the form reckons for whoever fills it, the only ones that are known by them.
RECKONED_HEADINGS = ("比上期", "change", "检查", "Check")

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
