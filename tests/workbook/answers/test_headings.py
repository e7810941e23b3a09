"""Headings that the reader knows are those that the form has."""

from __future__ import annotations

from plancheck.words import word
from plancheck.workbook.layout import RECKONED_HEADINGS


def test_reckoned_columns_are_headed_as_the_reader_knows_them() -> None:
    heads = [word(f"form.head.{key}", language) for key in ("change", "check") for language in ("zh", "en")]
    assert tuple(heads) == RECKONED_HEADINGS
