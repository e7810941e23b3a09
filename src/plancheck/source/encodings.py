"""Bytes of a document -> text, or why they are none."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_SIGNATURES = {b"PK\x03\x04": "Office", b"%PDF": "PDF", b"\xd0\xcf\x11\xe0": "Office", b"{\\rtf": "RTF"}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_STRANGE = re.compile("[\ue000-\uf8ff\ufffd]")
_CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class NotText:
    """Why bytes are no text: what they look like, or the line where decoding breaks off."""

    looks_like: str = ""
    line: int | None = None


def decode(content: bytes) -> str | NotText:
    """Text in UTF-8, UTF-16 or GB18030 (which holds GBK), with or without a byte order mark."""
    for signature, name in _SIGNATURES.items():
        if content.startswith(signature):
            return NotText(name)
    wide = _utf16(content)
    if wide is not None:
        return _readable(wide)
    try:
        return _readable(content.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        broken_at = content.count(b"\n", 0, problem.start) + 1
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return NotText(line=broken_at)
    # Damaged UTF-8 often is valid GB18030 too, but then it is a salad of rare characters.
    if len(_STRANGE.findall(text)) * 200 > len(text) or _is_damaged_utf8(content):
        return NotText(line=broken_at)
    return _readable(text)


def _utf16(content: bytes) -> str | None:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    head = content[:4000]
    # Line breaks and digits of UTF-16 have a zero byte, always on the same side.
    for side, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if head[side::2].count(0) > 2 and head[1 - side :: 2].count(0) == 0 and len(content) % 2 == 0:
            return content.decode(name, errors="replace")
    return None


def _is_damaged_utf8(content: bytes) -> bool:
    lenient = content.decode("utf-8", errors="replace")
    return lenient.count("\ufffd") * 20 < len(_CHINESE.findall(lenient))


def _readable(text: str) -> str | NotText:
    strange = len(_CONTROL.findall(text)) + text.count("\ufffd")
    return NotText("binary") if strange * 1000 > len(text) else text.removeprefix("\ufeff")
