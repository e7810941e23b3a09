"""Older formats: the worker's answer becomes a book, and whatever befalls the worker becomes one finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.findings import Finding
from plancheck.spreadsheet import legacy
from plancheck.spreadsheet.book import Book
from plancheck.spreadsheet.read_book import read_book
from tests.spreadsheet import ooxml

ROWS = (
    '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row><table:table-row>'
    '<table:table-cell/><table:table-cell office:value-type="float" office:value="7.8"><text:p>7.8</text:p>'
    '</table:table-cell><table:table-cell office:value-type="date" office:date-value="2025-03-31">'
    "<text:p>31/03/25</text:p></table:table-cell>"
    '<table:table-cell office:value-type="string"><text:p>核减</text:p></table:table-cell></table:table-row>'
)


def with_worker(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Book | Finding:
    worker = folder / "worker.py"
    worker.write_text(script, encoding="utf-8")
    monkeypatch.setattr(legacy, "_WORKER", worker)
    return read_book(ooxml.saved(folder, ooxml.open_document(ROWS), "czj.ods"))


def test_an_ods_file_is_read_at_its_places(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    found = read_book(ooxml.saved(tmp_path, ooxml.open_document(ROWS), "czj.ods"))
    assert isinstance(found, Book)
    assert found.format == "ods"
    assert {at: cell.text for at, cell in found.sheets[0].cells.items()} == {
        (3, 2): "7.8",
        (3, 3): "2025-03-31",
        (3, 4): "核减",
    }
    assert [finding.rule for finding in found.findings] == ["legacy-format"]


def test_an_ods_file_under_another_name(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    found = read_book(ooxml.saved(tmp_path, ooxml.open_document(ROWS), "czj.xlsx"))
    assert isinstance(found, Book)
    assert [finding.rule for finding in found.findings] == ["wrong-extension", "legacy-format"]


def test_an_encrypted_ods_file(tmp_path: Path) -> None:
    parts = ooxml.open_document(ROWS, "<manifest:encryption-data/>")
    found = read_book(ooxml.saved(tmp_path, parts))
    assert isinstance(found, Finding)
    assert found.rule == "password-protected"


def test_an_xls_file_that_is_none(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    found = read_book(ooxml.saved(tmp_path, ooxml.ole_file("Workbook"), "czj.xls"))
    assert isinstance(found, Finding)
    assert found.rule in ("damaged-workbook", "legacy-crashed")


@pytest.mark.parametrize(
    ("script", "rule"),
    [
        ("import os; os.abort()", "legacy-crashed"),
        ("raise SystemExit(1)", "legacy-crashed"),
        ("print('no json')", "legacy-crashed"),
        ("print('[]')", "legacy-crashed"),
        ("""print('{"problem": "missing"}')""", "old-format"),
        ("""print('{"problem": "password"}')""", "password-protected"),
        ("""print('{"problem": "too-many-cells"}')""", "too-many-cells"),
        ("""print('{"problem": "unreadable", "detail": "x"}')""", "damaged-workbook"),
        ("""print('{"sheets": []}')""", "no-sheets"),
    ],
)
def test_what_befalls_the_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, rule: str) -> None:
    found = with_worker(tmp_path, monkeypatch, script)
    assert isinstance(found, Finding)
    assert found.rule == rule


def test_a_worker_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "DEADLINE_SECONDS", 0.2)
    found = with_worker(tmp_path, monkeypatch, "while True: pass")
    assert isinstance(found, Finding)
    assert found.rule == "legacy-too-slow"


def test_a_table_that_claims_all_rows_is_answered_for(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    found = read_book(ooxml.saved(tmp_path, ooxml.open_document(rows), "czj.ods"))
    assert isinstance(found, Finding)
    assert found.rule in ("legacy-crashed", "legacy-too-slow", "too-many-cells", "damaged-workbook")
