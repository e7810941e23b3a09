"""Findings as values: how their place is written, and how neighbours are joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.findings import CellPlace, Finding, Severity, TextPlace, finding, merge_neighbours
from plancheck.findings.cell_ranges import address, row_and_column


def at(cells: str | None, *, rule: str = "text-number", found: str = "12", target: str | None = "T-1") -> Finding:
    return finding(rule, CellPlace("a.xlsx", "进度填报", cells), found=found, target=target)


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (TextPlace("plans/x.toml", 12), "plans/x.toml:12"),
        (TextPlace("plans/x.toml"), "plans/x.toml"),
        (CellPlace("a.xlsx", "进度填报", "H7"), "a.xlsx:进度填报!H7"),
        (CellPlace("a.xlsx", "进度填报"), "a.xlsx:进度填报"),
        (CellPlace("a.xlsx", "Sheet 1", "H7"), "a.xlsx:'Sheet 1'!H7"),
        (CellPlace("a.xlsx", "it's", "H7:H9"), "a.xlsx:'it''s'!H7:H9"),
    ],
)
def test_a_place_can_be_pasted_into_the_name_box(place: TextPlace | CellPlace, written: str) -> None:
    assert str(place) == written


def test_values_are_texts_and_what_is_absent_is_left_out() -> None:
    found = finding(
        "outside-limits", TextPlace("a.toml", 1), value=7, nearest=None, target="T-1", department="市财政局"
    )
    assert found.values == (("value", "7"), ("target", "T-1"), ("department", "市财政局"))
    assert (found.target, found.department, found.path) == ("T-1", "市财政局", "a.toml")


def test_severity_ranks_errors_first() -> None:
    assert sorted(Severity, key=lambda severity: severity.rank) == [Severity.ERROR, Severity.WARNING, Severity.INFO]


def test_neighbours_that_say_the_same_are_one() -> None:
    """
    |   | H  | I  |
    | 7 | 12 |    |
    | 8 | 12 |    |
    | 9 |    | 12 |
    """
    merged = merge_neighbours([at("H7"), at("H8"), at("I9")])
    assert [str(one.place) for one in merged] == ["a.xlsx:进度填报!H7:H8", "a.xlsx:进度填报!I9"]


def test_what_differs_stays_apart() -> None:
    apart = [at("H7"), at("H8", found="13"), at("H9", rule="not-a-number"), at(None)]
    assert merge_neighbours(apart) == apart


def test_a_run_over_several_targets_names_none() -> None:
    one, two = at("H7", target=None), at("H8", target=None)
    first = Finding(one.rule, one.place, one.values, "T-1")
    second = Finding(two.rule, two.place, two.values, "T-2")
    (merged,) = merge_neighbours([first, second])
    assert merged.target is None
    (same,) = merge_neighbours([first, Finding(two.rule, two.place, two.values, "T-1")])
    assert same.target == "T-1"


def test_findings_of_a_text_are_never_joined() -> None:
    twice = [finding("unknown-key", TextPlace("a.toml", 1), key="a")] * 2
    assert merge_neighbours(twice) == twice


cells = st.tuples(st.integers(1, 5), st.integers(1, 5)).map(lambda place: address(*place))
some_findings = st.lists(
    st.tuples(cells, st.sampled_from(["12", "13"]), st.sampled_from(["T-1", "T-2"])), unique_by=lambda drawn: drawn[0]
)


@given(some_findings)
def test_merging_loses_no_cell(drawn: list[tuple[str, str, str]]) -> None:
    found = [
        Finding("text-number", CellPlace("a.xlsx", "S", cell), (("found", text),), target)
        for cell, text, target in drawn
    ]
    covered = set()
    for one in merge_neighbours(found):
        assert isinstance(one.place, CellPlace)
        first, _, last = (one.place.cells or "").partition(":")
        (top, left), (bottom, right) = row_and_column(first), row_and_column(last or first)
        for row in range(top, bottom + 1):
            covered |= {(address(row, column), one.values) for column in range(left, right + 1)}
    assert covered == {(cell, (("found", text),)) for cell, text, _ in drawn}
