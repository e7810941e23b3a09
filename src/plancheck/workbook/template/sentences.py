"""What the column 检查 says of a cell: a code of two characters, then a sentence. Both are part of the cell's formula.

The first character: 3 wrong (red), 2 to be looked at, 1 to be completed (both orange), 0 all right. The second says which.
"""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.text.reasons import COMMON_STOCK
from plancheck.words import word
from plancheck.workbook.template.formulas import holds_nothing, quoted

WRONG, DOUBTFUL, WANTING, SOUND = "3", "2", "1", "0"
#: Due, empty and unexplained; due, empty and explained; behind without a reason, and with one.
MISSING, EXPLAINED, BEHIND, BEHIND_EXPLAINED = "1M", "0M", "1B", "0B"
#: Less than before, where values add up; a number that is shown as a percentage in a row of %.
FALLEN, IN_PERCENT = "3S", "2P"
#: In the check of the evidence: the row says something, and what it says has evidence.
PROVEN = "0V"
_SHORTEST_REASON = 4


class Speaker:
    """Sentences about one cell, in the language of the plan. `subject`: 6月30日, 基期值."""

    def __init__(self, language: str, subject: str) -> None:
        self._language, self._subject = language, subject

    def tell(self, code: str, key: str, **numbers: str) -> str:
        """A result: the code and the sentence `form.text.<key>`; `numbers` are expressions for the places in it."""
        marks = {name: f"\0{name}\0" for name in numbers}
        text = word(f"form.text.{key}", self._language, subject=self._subject, **marks)
        parts = [quoted(code + text) if not marks else quoted(code)]
        if marks:
            parts = self._around(code + text, numbers)
        return "&".join(parts)

    def _around(self, text: str, numbers: dict[str, str]) -> list[str]:
        pieces = text.split("\0")
        return [numbers[piece] if index % 2 else quoted(piece) for index, piece in enumerate(pieces) if piece]


def gives_reason() -> str:
    """Whether the row's reason can say anything: of fewer than four letters none does, nor does what is written most.

    `text.reasons` asks for more.
    """
    others = ",".join(f"[reason]<>{quoted(phrase)}" for phrase in COMMON_STOCK)
    return f"IF(ISERROR([reason]),FALSE,AND(LEN(TRIM([reason]))>={_SHORTEST_REASON},{others}))"


def excused(day: str, choices: Sequence[str]) -> str:
    """Whether the row's reason is for a period: `choices` are the words of the drop-down for it and for later ones.

    A reason without a period is taken for all of them, as by the reader, and the row asks for its period.
    """
    until = "[reason_period]"
    chosen = ",".join([holds_nothing(until), *(f"{until}={quoted(choice)}" for choice in choices)])
    covers = f"IF(ISERROR({until}),FALSE,IF(ISNUMBER({until}),{until}>={day},OR({chosen})))"
    return f"AND({gives_reason()},{covers})"
