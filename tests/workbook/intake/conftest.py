"""A folder of files as they come in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plancheck.observations import Reports, State
from tests.workbook.issued import issue_workbook
from tests.workbook.samples import JUNE, MARCH, reported, sample_plan

CSV = (
    "target,department,period_end,value,evidence\nS-1,市财政局,2025-03-31,12.5,统计年报\nS-2,市财政局,2025-03-31,约3,\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three workbooks, a CSV, and a file that is none."""
    reports = tmp_path / "reports"
    filled = Reports(
        (
            reported("S-1", MARCH, value=Decimal("120.50")),
            reported("S-8", MARCH, value=Decimal(91), reference=Decimal(90)),
            reported("S-10", JUNE, state=State.DONE),
            reported("S-4", date(2023, 12, 31), value=Decimal(10200), is_baseline=True),
        )
    )
    for department in ("jgsw", "czj"):
        issue_workbook(sample_plan(), department, 2025, reports / f"{department}.xlsx", filled=filled)
    issue_workbook(sample_plan(), "jgsw", 2026, reports / "later.xlsx", synthetic=True)
    (reports / "figures.csv").write_text(CSV, encoding="utf-8")
    (reports / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    return reports
