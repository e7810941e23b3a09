"""What a workspace's record says of changed values is said once."""

from __future__ import annotations

from plancheck.cli.publishing import told_once
from plancheck.findings import CellPlace, finding

CELL, OTHER = CellPlace("a.xlsx", "进度填报", "H7"), CellPlace("a.xlsx", "进度填报", "H8")


def test_one_changed_cell_is_one_finding() -> None:
    found = [finding("restated-value", CELL), finding("restated-value", OTHER), finding("unit-jump", CELL)]
    standing = [finding("restated-since-published", CELL)]
    assert told_once(found, standing) == found[1:]
