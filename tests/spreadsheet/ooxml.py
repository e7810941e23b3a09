"""Builds small xlsx files by hand, right or wrong in one chosen way: parts of XML in, bytes of a zip file out."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

Parts = dict[str, str | bytes]


def relation(id_: str, kind: str, target: str, mode: str = "", base: str = DOCUMENT) -> str:
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{id_}" Type="{base}/{kind}" Target="{target}"{outside}/>'


def relations(*entries: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{"".join(entries)}</Relationships>'


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(rows: str = "", *, before: str = "", after: str = "", strings: str | None = None, styles: str = "") -> Parts:
    """The parts of a workbook with one sheet, `Report`; `rows` is what stands inside `<sheetData>`."""
    found: Parts = {
        "_rels/.rels": relations(relation("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>'
        '<sheet name="Report" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            relation("rId1", "worksheet", "worksheets/sheet1.xml"),
            relation("rId2", "sharedStrings", "sharedStrings.xml"),
            relation("rId3", "styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet_xml(rows, before, after),
    }
    if strings is not None:
        found["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    if styles:
        found["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    return found


def zipped(named: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these parts, in this order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in named.items():
            archive.writestr(name, content)
    return file.getvalue()


def saved(folder: Path, content: bytes | Mapping[str, str | bytes], name: str = "czj.xlsx") -> Path:
    """The file on disk."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else zipped(content))
    return path


def with_claimed_size(archive: bytes, size: int) -> bytes:
    """The same zip file, whose directory and local headers claim another unpacked size for every entry."""
    changed = bytearray(archive)
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = changed.find(signature)
        while at >= 0:
            struct.pack_into("<I", changed, at + offset, size)
            at = changed.find(signature, at + 4)
    return bytes(changed)


def with_encryption_flag(archive: bytes) -> bytes:
    """The same zip file, whose first entry claims to be encrypted."""
    changed = bytearray(archive)
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        changed[changed.find(signature) + offset] |= 1
    return bytes(changed)


def ole_file(*streams: str, content: bytes = b"") -> bytes:
    """A compound file whose directory names these streams; `content` stands in the sector after it."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    struct.pack_into("<HHH", header, 26, 3, 0xFFFE, 9)
    struct.pack_into("<I", header, 44, 1)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b"".join(_ole_entry(name) for name in ("Root Entry", *streams)).ljust(512, b"\0")
    return bytes(header) + table + directory + content.ljust(512, b"\0")


def _ole_entry(name: str) -> bytes:
    encoded = name.encode("utf-16-le")
    return (encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded) + 2)).ljust(128, b"\0")


def open_document(rows: str, manifest: str = "<manifest/>") -> Parts:
    """An ods file with one sheet, `Report`; `rows` is what stands inside its table."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": manifest,
        "content.xml": f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0" '
        f'xmlns:text="{office}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Report">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>",
    }
