"""The columns of a status table: the texts of its rows in, widths and wrapped cells out.

Lines are broken here and not by the terminal library, which knows no word of Chinese: it would begin a line with a
semicolon, and leave a target's id alone on its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.text import Text

from plancheck.render.terminal.printable import cell_width
from plancheck.render.terminal.wrapping import wrap_cells

BAR = 10
#: Blanks between columns.
GAP = 2
#: From here on a target takes one line where it can; below, two or three.
WIDE = 116
_ATTAINED = 8
_DAY = 10
_VALUES = 22
_NARROWEST = 16


@dataclass(frozen=True, slots=True)
class StatusColumns:
    """Widths: lamp, values, id (where it has a column), indicator, reason (where it has a column)."""

    lamp: int
    values: int
    indicator: int
    id: int = 0
    reason: int = 0

    @property
    def is_wide(self) -> bool:
        return self.reason > 0

    @property
    def widths(self) -> tuple[int, ...]:
        if self.is_wide:
            return self.lamp, self.id, self.indicator, self.values, BAR + _ATTAINED, _DAY, self.reason
        return self.lamp, self.indicator, self.values, BAR


@dataclass(frozen=True, slots=True)
class TableRow:
    """The texts of one target. `borderline` stands below the lamp: beside it, it would cost every row its width."""

    color: str
    lamp: str
    borderline: str
    id: str
    indicator: str
    values: str
    bar: str
    attained: str
    by: str
    reason: str

    def wide(self, columns: StatusColumns) -> list[list[Text]]:
        """Every text in a column of its own."""
        bar = Text(self.bar, style=self.color).append(f" {self.attained:>{_ATTAINED - 1}}")
        return [
            self._lamp(),
            [Text(self.id, style="dim")],
            _lines(self.indicator, columns.indicator),
            self._values(columns),
            [bar],
            [Text(self.by, style="dim")],
            _lines(self.reason, columns.reason, "dim"),
        ]

    def narrow(self, columns: StatusColumns) -> list[list[Text]]:
        """The reason below the indicator, the date below the values, the share below the bar."""
        return [
            self._lamp(),
            [
                *_lines(self.indicator, columns.indicator),
                *_lines(f"{self.id}  {self.reason}", columns.indicator, "dim"),
            ],
            [*self._values(columns), _right(self.by, columns.values, "dim")],
            [Text(self.bar, style=self.color), Text(f"{self.attained:>{BAR}}", style=self.color)],
        ]

    def _lamp(self) -> list[Text]:
        return [Text(text, style=self.color) for text in (self.lamp, self.borderline) if text]

    def _values(self, columns: StatusColumns) -> list[Text]:
        return [_right(line, columns.values) for line in wrap_cells(self.values, columns.values)]


def fit_columns(rows: Sequence[TableRow], width: int) -> StatusColumns:
    """The widths for a table of so many columns of a terminal; the same for all its groups."""
    lamp = _widest(text for row in rows for text in (row.lamp, row.borderline))
    widest = _widest(row.values for row in rows)
    if width < WIDE:
        values = min(widest, max(_DAY, width // 4))
        indicator = max(_NARROWEST, width - lamp - values - BAR - 3 * GAP)
        return StatusColumns(lamp=lamp, values=values, indicator=indicator)
    name = _widest(row.id for row in rows)
    values = min(widest, _VALUES)
    rest = width - lamp - name - values - (BAR + _ATTAINED) - _DAY - 6 * GAP
    indicator = min(rest // 2, _widest(row.indicator for row in rows))
    return StatusColumns(
        lamp=lamp,
        values=values,
        indicator=max(_NARROWEST, indicator),
        id=name,
        reason=max(_NARROWEST, rest - indicator),
    )


def _widest(texts: Iterable[str]) -> int:
    return max(map(cell_width, texts), default=0)


def _lines(text: str, width: int, style: str = "") -> list[Text]:
    return [Text(line, style=style) for line in wrap_cells(text, width)]


def _right(text: str, width: int, style: str = "") -> Text:
    return Text(" " * (width - cell_width(text)) + text, style=style)
