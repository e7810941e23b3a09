"""The first look at a file's bytes: what is it really, whatever its name says?

In: bytes. Out: `zip`, `xls`, `password` or, for what is no workbook, a name that a person knows: `HTML`, `PDF`, `CSV`.
"""

from __future__ import annotations

import struct

OLE = bytes.fromhex("D0CF11E0A1B11AE1")

#: Beginnings of files that are sent as workbooks by mistake.
_BEGINNINGS = {
    b"%PDF": "PDF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\x1f\x8b": "gzip",
}

#: The first record of an xls file, BIFF8 and BIFF5, and the record that says it is encrypted.
_FIRST_RECORDS = (bytes.fromhex("09081000"), bytes.fromhex("09080800"))
_FILE_PASS = 0x2F

_STREAMS = {
    "EncryptedPackage": "password",
    "Workbook": "xls",
    "Book": "xls",
    "WordDocument": "Word 97-2003",
    "PowerPoint Document": "PowerPoint 97-2003",
}


def what_is(data: bytes) -> str:
    """What the bytes are; empty where nobody can say."""
    if data.startswith(b"PK"):
        return "zip"
    if data.startswith(OLE[:4]):
        streams = ole_streams(data)
        found = next((kind for stream, kind in _STREAMS.items() if stream in streams), "OLE")
        return "password" if found == "xls" and _has_file_pass(data) else found
    for beginning, name in _BEGINNINGS.items():
        if data.startswith(beginning):
            return name
    return _kind_of_text(data[:4096])


def _kind_of_text(start: bytes) -> str:
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<html" in text or b"<table" in text or text.startswith(b"<!doctype html"):
        return "HTML"
    if text.startswith(b"<?xml"):
        return "XML 2003" if b"excel.sheet" in text else "XML"
    if b"\0" in text:
        return ""
    line = text.partition(b"\n")[0]
    return "CSV" if b"," in line or b"\t" in line or b";" in line else ""


def _has_file_pass(data: bytes) -> bool:
    """Whether an xls file is encrypted: its records begin at a sector, and the one that says so is among the first."""
    for at in range(512, len(data), 512):
        if data[at : at + 4] in _FIRST_RECORDS:
            for _ in range(8):
                kind, length = struct.unpack_from("<HH", data[at : at + 4].ljust(4, b"\0"))
                if kind == _FILE_PASS:
                    return True
                at += 4 + length
            return False
    return False


def ole_streams(data: bytes) -> set[str]:
    """The names in the directory of an OLE compound file (xls, encrypted xlsx), as far as it can be followed."""
    if len(data) < 512:
        return set()
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        return set()
    size = 1 << shift
    table = b"".join(_sector(data, number, size) for number in struct.unpack_from("<109I", data, 76))
    names: set[str] = set()
    visited: set[int] = set()
    number = struct.unpack_from("<I", data, 48)[0]
    while number not in visited and (sector := _sector(data, number, size)):
        visited.add(number)
        names.update(_entry_name(sector[at : at + 128]) for at in range(0, len(sector) - 127, 128))
        if len(table) < 4 * number + 4:
            break
        number = struct.unpack_from("<I", table, 4 * number)[0]
    return names - {""}


def _sector(data: bytes, number: int, size: int) -> bytes:
    return data[(number + 1) * size : (number + 2) * size]


def _entry_name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
