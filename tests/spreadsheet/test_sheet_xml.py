"""A sheet's XML: where cells stand, what is in them, what is hidden or merged."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.findings.cell_ranges import address
from plancheck.spreadsheet import sheet_cells
from plancheck.spreadsheet.book import Cell, CellKind, MergedRange, ShownAs
from plancheck.spreadsheet.content import FileDefect
from plancheck.spreadsheet.sheet_cells import BookContext, string_cells
from plancheck.spreadsheet.sheet_xml import SheetReader
from tests.spreadsheet import ooxml


def read(rows: str, before: str = "", after: str = "", context: BookContext | None = None) -> SheetReader:
    context = context or BookContext(string_cells(["市财政局", " "]), {"1": ShownAs.DATE, "2": ShownAs.PERCENT})
    return SheetReader("s", context).read(ooxml.sheet_xml(rows, before, after).encode())


def cells(rows: str) -> dict[str, Cell]:
    return {address(*at): cell for at, cell in read(rows).cells.items()}


def values(rows: str) -> dict[str, str]:
    return {at: cell.raw for at, cell in cells(rows).items()}


def test_rows_and_cells_without_an_address_are_counted() -> None:
    """
        A   B   C
    1   1   2
    2   3       4
    4   5
    5   6
    """
    rows = (
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        '<row><c><v>3</v></c><c r="C2"><v>4</v></c></row>'
        '<row r="4"><c><v>5</v></c></row><row><c><v>6</v></c></row>'
    )
    assert values(rows) == {"A1": "1", "B1": "2", "A2": "3", "C2": "4", "A4": "5", "A5": "6"}


def test_an_empty_cell_takes_its_place_in_the_count() -> None:
    assert values("<row><c/><c s='1'/><c><v>1</v></c></row>") == {"C1": "1"}
    assert values('<row r="1"><c r="D1"/><c/><c><v>1</v></c><c r="H1" s="1"/><c><v>2</v></c></row>') == {
        "F1": "1",
        "I1": "2",
    }


def test_a_cell_stands_where_its_own_address_says() -> None:
    assert values('<row r="1"><c r="B7"><v>1</v></c><c r="A11"><v>2</v></c><c r="aa1"><v>3</v></c></row>') == {
        "B7": "1",
        "A11": "2",
        "AA1": "3",
    }


@pytest.mark.parametrize("place", ["XFE1", "A0", "A1048577", "1A", "$A$1", "", "A1:B2", "ZZZZ1"])
def test_a_cell_that_has_no_place_is_a_defect_of_the_file(place: str) -> None:
    with pytest.raises(FileDefect):
        read(f'<row r="1"><c r="{place}"><v>1</v></c></row>')


@pytest.mark.parametrize("row", ["0", "1048577", "-1", "x", "９", ""])
def test_a_row_that_cannot_be_is_a_defect_of_the_file(row: str) -> None:
    with pytest.raises(FileDefect):
        read(f'<row r="{row}"><c><v>1</v></c></row>')


def test_two_cells_at_one_place_are_a_defect_of_that_cell() -> None:
    found = cells('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')
    assert found["A1"].kind is CellKind.DEFECT


def test_the_dimension_is_not_believed() -> None:
    found = read('<row r="9"><c r="C9"><v>1</v></c></row>', before='<dimension ref="A1:A1"/>')
    assert list(found.cells) == [(9, 3)]
    read("", before='<dimension ref="A1:XFD1048576"/>')


def test_blank_formula_without_value_and_error_are_three_states() -> None:
    found = cells(
        '<row r="1"><c r="A1" s="3"/><c r="B1"><f>SUM(C1)</f></c><c r="C1"><f>B1</f><v/></c>'
        '<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E1" t="str"><f>""</f><v></v></c>'
        '<c r="F1"><f>1+1</f><v>2</v></c></row>'
    )
    assert {at: (cell.kind, cell.is_formula) for at, cell in found.items()} == {
        "B1": (CellKind.NO_VALUE, True),
        "C1": (CellKind.NO_VALUE, True),
        "D1": (CellKind.ERROR, True),
        "E1": (CellKind.BLANK, True),
        "F1": (CellKind.NUMBER, True),
    }


def test_a_formula_does_not_leak_into_the_next_cell() -> None:
    found = cells('<row r="1"><c r="A1"><f>1</f><v>1</v></c><c r="B1"/><c r="C1"><v>5</v></c></row>')
    assert not found["C1"].is_formula
    assert "B1" not in found


def test_shared_strings() -> None:
    found = cells(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>'
        '<c r="D1" t="s"><v>-1</v></c><c r="E1" t="s"><v></v></c></row>'
    )
    assert found["A1"].text == "市财政局"
    assert "B1" not in found
    assert "E1" not in found
    assert (found["C1"].kind, found["D1"].kind) == (CellKind.DEFECT, CellKind.DEFECT)


def test_inline_strings_join_their_runs_without_phonetic_guides() -> None:
    found = values(
        '<row r="1"><c r="A1" t="inlineStr"><is><r><rPr/><t>老旧</t></r><r><t xml:space="preserve"> 电梯</t></r>'
        "<rPh sb='0' eb='1'><t>ラオ</t></rPh></is></c><c r='B1' t='inlineStr'><is><t>a_x000D_b</t></is></c></row>"
    )
    assert found == {"A1": "老旧 电梯", "B1": "a\rb"}


def test_styles_say_what_a_number_is_shown_as() -> None:
    found = cells(
        '<row r="1"><c r="A1" s="1"><v>45747</v></c><c r="B1" s="2"><v>0.5</v></c><c r="C1" s="x"><v>1</v></c></row>'
    )
    assert found["A1"].date is not None
    assert found["A1"].date.isoformat() == "2025-03-31"
    assert (found["B1"].number, found["B1"].is_percent_styled) == (Decimal("0.5"), True)
    assert found["C1"].shown_as is ShownAs.PLAIN


def test_hidden_rows_columns_and_merged_cells() -> None:
    found = read(
        '<row r="2" hidden="1"/><row r="3" hidden="true"><c r="A3"><v>1</v></c></row><row r="4" hidden="0"/>',
        before='<cols><col min="2" max="3" hidden="1"/><col min="3" max="5" hidden="1"/><col min="9" max="9"/></cols>',
        after='<mergeCells><mergeCell ref="A1:C2"/><mergeCell ref="$D$4:$D$6"/><mergeCell ref="none"/></mergeCells>',
    )
    assert found.hidden_rows == {2, 3}
    assert found.hidden_columns == {2, 3, 4, 5}
    assert found.merges == [MergedRange(1, 1, 2, 3), MergedRange(4, 4, 6, 4)]
    assert found.merges[0].covers(2, 3)
    assert not found.merges[0].covers(3, 1)


def test_hiding_every_column_many_times_is_cheap() -> None:
    found = read("", before="<cols>" + '<col min="1" max="99999999" hidden="1"/>' * 50_000 + "</cols>")
    assert len(found.hidden_columns) == 16_384


def test_elements_that_look_like_cells_elsewhere_are_none() -> None:
    assert not read("", after='<extLst><ext><row r="1"><c r="A1"><v>5</v></c></row></ext></extLst>').cells


@pytest.mark.parametrize("rows", ["<row><c><c/></c></row>", "<row>" + "<x>" * 300 + "</x>" * 300 + "</row>"])
def test_odd_nesting_is_a_defect_of_the_file(rows: str) -> None:
    with pytest.raises(FileDefect):
        read(rows)


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileDefect) as caught:
        read("<row><c><v>1</v></c><c/><c><v>1</v></c></row>", context=BookContext({}, {}, cells_left=1))
    assert caught.value.rule == "too-many-cells"
    assert caught.value.values == {"limit": sheet_cells.MAX_CELLS}


@given(st.dictionaries(st.tuples(st.integers(1, 1_048_576), st.integers(1, 16_384)), st.integers(0, 999), max_size=20))
def test_no_cell_is_lost(written: dict[tuple[int, int], int]) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="{address(row, column)}"><v>{value}</v></c></row>'
        for (row, column), value in written.items()
    )
    assert {at: int(cell.raw) for at, cell in read(rows).cells.items()} == written
