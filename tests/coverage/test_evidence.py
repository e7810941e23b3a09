"""Evidence beside what changed and what is said to be done."""

from __future__ import annotations

from plancheck.findings import merge_neighbours
from plancheck.plan.vocabulary import Kind
from tests.coverage.checked import cells, check, drawn
from tests.workbook.samples import sample_target

NUMBERS = [sample_target(number, Kind.LEVEL) for number in (1, 2, 3)]
STATES = [sample_target(1, Kind.MILESTONE), sample_target(2, Kind.ACTION, by=None)]
LAST_YEAR = """
| target | value:2024-12-31 | evidence |
| S-1    | 300              | 年报     |
| S-2    | 200              | 年报     |
| S-3    | 100              | 年报     |
"""


def test_a_changed_value_without_evidence() -> None:
    """
    | target | value:2025-03-31 | value:2025-06-30 | evidence |
    | S-1    | 300              | 310              |          |
    | S-2    | 200              | 220              |          |
    | S-3    | 100              | 110              | 月报     |
    """
    workbook = drawn(test_a_changed_value_without_evidence.__doc__)
    found = check("missing-evidence", NUMBERS, drawn(LAST_YEAR, 2024), workbook)
    assert cells(found) == ["D2", "D3"]
    assert cells(merge_neighbours(found)) == ["D2:D3"]


def test_an_unchanged_value_needs_none() -> None:
    """
    | target | value:2025-03-31 | value:2025-06-30 | evidence |
    | S-1    | 300              | 300              |          |
    """
    workbook = drawn(test_an_unchanged_value_needs_none.__doc__)
    assert check("missing-evidence", NUMBERS, drawn(LAST_YEAR, 2024), workbook) == []
    assert cells(check("missing-evidence", NUMBERS, workbook)) == ["D2"]


def test_done_without_evidence() -> None:
    """
    | target | state:2025-06-30 | evidence |
    | S-1    | 已完成           |          |
    | S-2    | 推进中           |          |
    """
    found = check("done-without-evidence", STATES, drawn(test_done_without_evidence.__doc__))
    assert cells(found) == ["C2"]
    assert found[0].target == "S-1"


def test_done_with_evidence() -> None:
    """
    | target | state:2025-06-30 | evidence |
    | S-1    | 已完成           | 验收意见 |
    """
    assert check("done-without-evidence", STATES, drawn(test_done_with_evidence.__doc__)) == []


def test_a_sheet_without_the_column_is_named_by_its_value() -> None:
    """
    | target | state:2025-06-30 |
    | S-1    | 已完成           |
    """
    found = check("done-without-evidence", STATES, drawn(test_a_sheet_without_the_column_is_named_by_its_value.__doc__))
    assert cells(found) == ["B2"]
