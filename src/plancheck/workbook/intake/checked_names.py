"""The names of marked copies, 局.checked.xlsx: what such a file is a copy of, however it was named on its way back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePath

from plancheck.workbook.intake.intake import WORKBOOK_ENDINGS

#: `局.checked.xlsx`, `局.checked(1).xlsx`, `局.checked - 副本.xlsx`, `局.checked-2.xlsx`; of `局.xls`: `局.xls.checked.xlsx`.
_CHECKED = re.compile(r"(?P<stem>.+?)\.checked(?![A-Za-z]).*", re.IGNORECASE | re.DOTALL)


def original_stem(name: str) -> str | None:
    """The stem of the workbook that a marked copy is of: 局 for 局.checked.xlsx; None for a file that is none."""
    path = PurePath(name)
    match = _CHECKED.fullmatch(path.stem) if path.suffix.lower() in WORKBOOK_ENDINGS else None
    if match is None:
        return None
    original = PurePath(match["stem"])
    return original.stem if original.suffix.lower() in WORKBOOK_ENDINGS else original.name


def filed_stem(path: PurePath) -> str:
    """The name that a workbook is filed under: its stem, of a marked copy that of the workbook it is of."""
    return original_stem(path.name) or path.stem


def original_of(copy: PurePath, others: Collection[PurePath]) -> PurePath | None:
    """The workbook that a marked copy is of, among the files of its folder; None where it lies there alone."""
    stem = original_stem(copy.name)
    if stem is None:
        return None
    beside = sorted(
        other
        for other in others
        if other.parent == copy.parent
        and other.suffix.lower() in WORKBOOK_ENDINGS
        and original_stem(other.name) is None
        and _folded(other.stem) == _folded(stem)
    )
    return beside[0] if beside else None


def _folded(stem: str) -> str:
    return unicodedata.normalize("NFC", stem).casefold()
