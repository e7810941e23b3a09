"""What a workspace's record says of changed values is said once."""

from __future__ import annotations

from plancheck.findings import CellPlace, finding
from plancheck.workspace.record import told_once

CELL, OTHER = CellPlace("a.xlsx", "进度填报", "H7"), CellPlace("a.xlsx", "进度填报", "H8")


def test_one_changed_cell_is_one_finding() -> None:
    found = [finding("restated-value", CELL), finding("restated-value", OTHER), finding("unit-jump", CELL)]
    standing = [finding("restated-since-published", CELL, published="150", value="210")]
    assert told_once(found, standing) == found[1:]


def test_a_fall_from_an_edit_that_does_not_count_is_the_edits_fault_alone() -> None:
    standing = [finding("restated-above-later", CELL, published="139", value="180")]
    from_edit = finding("fallen", OTHER, value="150", before="180", where=CELL)
    of_its_own = finding("fallen", OTHER, value="130", before="180", where=CELL)
    assert told_once([from_edit, of_its_own], standing) == [of_its_own]
