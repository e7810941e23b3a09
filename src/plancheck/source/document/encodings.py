"""Bytes of a document -> text, or why they are none."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_SIGNATURES = {b"PK\x03\x04": "Office", b"%PDF": "PDF", b"\xd0\xcf\x11\xe0": "Office", b"{\\rtf": "RTF"}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_STRANGE = re.compile("[\ue000-\uf8ff\ufffd]")
_ORDINARY = re.compile("[\t\n\r -~\u2010-\u203b\u3000-\u3015\u4e00-\u9fff\uff00-\uffee]")
_CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class NotText:
    """Why bytes are no text: the format they have, or the line where decoding breaks off; neither for other binary."""

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
    if 0 in content:
        return NotText()
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
    if 0 not in content[:4000]:
        return None
    readings = (content.decode(name, errors="replace") for name in ("utf-16-le", "utf-16-be"))
    return next((text for text in readings if _looks_chinese(text[:2000])), None)


def _looks_chinese(text: str) -> bool:
    return len(_ORDINARY.findall(text)) * 10 > 9 * len(text)


def _is_damaged_utf8(content: bytes) -> bool:
    lenient = content.decode("utf-8", errors="replace")
    return lenient.count("\ufffd") * 20 < len(_CHINESE.findall(lenient))


def _readable(text: str) -> str | NotText:
    strange = len(_CONTROL.findall(text)) + text.count("\ufffd")
    return NotText() if strange * 1000 > len(text) else text.removeprefix("\ufeff")
