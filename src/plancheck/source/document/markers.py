"""The signs by which a policy document shows its structure: numbers of chapters, sections, tasks, tables, annexes.

They apply to folded lines, so brackets are half-width.
"""

from __future__ import annotations

import re

NUMERALS = "一二三四五六七八九十百"
CHAPTER = re.compile(rf"([{NUMERALS}]+)、(?=\S)")
SECTION = re.compile(rf"\(([{NUMERALS}]+)\)(?=[^,、。;)])")
ITEM = re.compile(r"(\d{1,3})(?:\.(?!\d)|、) ?(?=[^\d\s])")
ROW_NUMBER = re.compile(r"(\d{1,3})[.、]?$")
TABLE_HEADER = re.compile(r"(?:序号|编号|项目)\t")
ANNEX = re.compile(r"附(?:件|表)(\d{0,2})(?:[:\t]|$)")
IMPRINT = re.compile(r"(?:主办|主送|抄送|抄报)(?:单位)?:|.{0,24}\d{4}年\d{1,2}月\d{1,2}日印发$")

_DIGITS = {numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)}
_SENTENCE_SIGN = re.compile("[，,。;:]")
_HEADING_LENGTH = 40


def number(numerals: str) -> int:
    """`十二` -> 12. Chapters and sections stay below 200."""
    hundreds, _, rest = numerals.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = 100 * _DIGITS.get(hundreds, 1) if "百" in numerals else 0
    return value + (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)


def begins_something(line: str) -> bool:
    """Whether a line opens a chapter, section, task, table header, annex or imprint."""
    return any(sign.match(line) for sign in (CHAPTER, SECTION, ITEM, TABLE_HEADER, ANNEX, IMPRINT))


def is_heading(line: str) -> bool:
    """Whether a line is a heading by itself: numbered, short, no sentence in it."""
    return len(line) <= _HEADING_LENGTH and begins_something(line) and not _SENTENCE_SIGN.search(line)
