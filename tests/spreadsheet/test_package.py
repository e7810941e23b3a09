"""What may be unpacked, and what is refused under which name."""

from __future__ import annotations

import os
import stat
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.findings import Finding
from plancheck.spreadsheet.content import read_content
from plancheck.spreadsheet.package import MAX_PARTS, Package, read_package
from tests.spreadsheet import ooxml

ROW = '<row r="1"><c r="A1"><v>0</v></c></row>'


def open_package(path: Path) -> Package | Finding:
    """A file, read and unpacked as `read_book` does."""
    content = read_content(path)
    return content if isinstance(content, Finding) else read_package(content)


def refusal(path: Path) -> str:
    found = open_package(path)
    return found.rule if isinstance(found, Finding) else "opened"


def test_an_honest_file_opens_under_canonical_names(tmp_path: Path) -> None:
    package = open_package(ooxml.saved(tmp_path, ooxml.parts(ROW)))
    assert isinstance(package, Package)
    assert package.part("/XL\\Workbook.xml") == package.parts["xl/workbook.xml"]


def test_a_file_is_left_as_it_was(tmp_path: Path) -> None:
    path = ooxml.saved(tmp_path, ooxml.parts(ROW))
    before = path.read_bytes(), path.stat().st_mtime_ns
    open_package(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("content", "rule", "found"),
    [
        (b"target,value\nZZ-1,5\n", "not-a-workbook", "CSV"),
        (b"\xef\xbb\xbf<html><table><tr><td>1", "not-a-workbook", "HTML"),
        (b"%PDF-1.7", "not-a-workbook", "PDF"),
        (b"\x00\x01\x02", "not-a-workbook", ""),
        (ooxml.ole_file("EncryptionInfo", "EncryptedPackage"), "password-protected", None),
        (ooxml.ole_file("Workbook"), "old-format", None),
        (ooxml.ole_file("Workbook", content=bytes.fromhex("09081000 00000000") + b"\0" * 12), "old-format", None),
        (ooxml.ole_file("WordDocument"), "not-a-workbook", "Word 97-2003"),
        (bytes.fromhex("D0CF11E0A1B11AE1"), "not-a-workbook", "OLE"),
        (b"", "file-empty", None),
        (b"PK\x03\x04", "damaged-workbook", None),
    ],
)
def test_what_is_no_workbook_is_called_by_its_name(
    tmp_path: Path, content: bytes, rule: str, found: str | None
) -> None:
    refused = open_package(ooxml.saved(tmp_path, content))
    assert isinstance(refused, Finding)
    assert refused.rule == rule
    assert found is None or dict(refused.values)["found"] == found


def test_an_xls_whose_records_say_encrypted_needs_a_password(tmp_path: Path) -> None:
    records = bytes.fromhex("09081000") + b"\0" * 16 + bytes.fromhex("2F003600")
    assert refusal(ooxml.saved(tmp_path, ooxml.ole_file("Workbook", content=records))) == "password-protected"


@pytest.mark.parametrize("name", ["~$czj.xlsx", ".~czj.xlsx", ".~lock.czj.xlsx#"])
def test_lock_files_are_no_workbooks(tmp_path: Path, name: str) -> None:
    assert refusal(ooxml.saved(tmp_path, ooxml.parts(ROW), name)) == "lock-file"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.xlsx") == "file-missing"
    assert refusal(tmp_path) == "file-is-no-file"
    assert refusal(tmp_path / "x\0.xlsx") == "file-unreadable"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_without_read_permission(tmp_path: Path) -> None:
    path = ooxml.saved(tmp_path, ooxml.parts(ROW))
    path.chmod(stat.S_IWUSR)
    assert refusal(path) == "file-no-permission"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "czj.xlsx")
    assert refusal(tmp_path / "czj.xlsx") == "file-is-no-file"


def test_a_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    bomb = ooxml.parts(ROW) | {"xl/media/a.bin": bytes(25 * 2**20)}
    assert refusal(ooxml.saved(tmp_path, bomb)) == "workbook-too-large"


def test_parts_add_up(tmp_path: Path) -> None:
    many = ooxml.parts(ROW) | {f"xl/media/{number}.png": bytes(9 * 2**20) for number in range(4)}
    assert refusal(ooxml.saved(tmp_path, many)) == "workbook-too-large"


@pytest.mark.parametrize("claimed", [1, 1000, 24 * 2**20])
def test_a_directory_that_lies_about_sizes_is_found_out(tmp_path: Path, claimed: int) -> None:
    lying = ooxml.with_claimed_size(ooxml.zipped({"xl/workbook.xml": bytes(30 * 2**20)}), claimed)
    assert refusal(ooxml.saved(tmp_path, lying)) in ("damaged-workbook", "workbook-too-large")


def test_too_many_parts(tmp_path: Path) -> None:
    many = {f"xl/{number}.xml": "<a/>" for number in range(MAX_PARTS)}
    assert refusal(ooxml.saved(tmp_path, many)) == "opened"
    assert refusal(ooxml.saved(tmp_path, many | {"xl/x.xml": "<a/>"})) == "too-many-parts"


@pytest.mark.parametrize("twin", ["XL/Workbook.XML", "xl\\workbook.xml", "/xl/workbook.xml"])
def test_two_parts_of_one_name(tmp_path: Path, twin: str) -> None:
    assert refusal(ooxml.saved(tmp_path, ooxml.parts(ROW) | {twin: "<a/>"})) == "duplicate-part"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-16"])
def test_a_document_type_in_any_part(tmp_path: Path, encoding: str) -> None:
    bomb = '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><a>&b;</a>'.encode(encoding)
    assert refusal(ooxml.saved(tmp_path, ooxml.parts(ROW) | {"xl/comments9.xml": bomb})) == "doctype-in-part"


def test_a_picture_may_have_a_document_type(tmp_path: Path) -> None:
    picture = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://example.org/svg11.dtd"><svg/>'
    assert refusal(ooxml.saved(tmp_path, ooxml.parts(ROW) | {"xl/media/image1.svg": picture})) == "opened"


def test_only_stored_and_deflated_parts_are_unpacked(tmp_path: Path) -> None:
    assert refusal(ooxml.saved(tmp_path, ooxml.zipped(ooxml.parts(ROW), zipfile.ZIP_STORED))) == "opened"
    assert refusal(ooxml.saved(tmp_path, ooxml.zipped(ooxml.parts(ROW), zipfile.ZIP_LZMA))) == "odd-compression"


def test_a_part_with_a_password(tmp_path: Path) -> None:
    locked = ooxml.with_encryption_flag(ooxml.zipped(ooxml.parts(ROW)))
    assert refusal(ooxml.saved(tmp_path, locked)) == "password-protected"


def test_markup_without_end(tmp_path: Path) -> None:
    dense = ooxml.sheet_xml("<c/>" * 4_000_001)
    assert refusal(ooxml.saved(tmp_path, ooxml.parts() | {"xl/worksheets/sheet1.xml": dense})) == "too-much-markup"


HONEST = ooxml.zipped(ooxml.parts(ROW))


@given(st.integers(4, len(HONEST) - 1))
def test_a_file_cut_short_is_damaged(tmp_path_factory: pytest.TempPathFactory, length: int) -> None:
    path = ooxml.saved(tmp_path_factory.getbasetemp(), HONEST[:length], "cut.xlsx")
    assert refusal(path) == "damaged-workbook"
