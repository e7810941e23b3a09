"""A comparison on a terminal of a given width: a heading for each indicator, below it a line a plan, then the notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from plancheck.compare.model import ComparedTarget, Comparison, IndicatorRow
from plancheck.render.compare import words as say
from plancheck.render.compare.verdicts import status
from plancheck.render.terminal.drawing import drawn_text
from plancheck.render.terminal.printable import cell_width, one_line
from plancheck.render.terminal.symbols import Symbols, symbols_for
from plancheck.render.terminal.wrapping import wrap_cells
from plancheck.render.verdict.words import method_text
from plancheck.words import word

if TYPE_CHECKING:
    from rich.console import Console

_COLORS = {"green": "green", "yellow": "yellow", "red": "red", "grey": "bright_black"}
#: Narrower than this no table can be read; the lines run over instead.
_NARROWEST = 60
_GAP = 2


def comparison_table(
    comparison: Comparison, language: str, *, width: int, color: bool, encoding: str | None = "utf-8"
) -> str:
    """The whole comparison as text, with escape codes only where colour is wanted."""
    signs = symbols_for(encoding)
    return drawn_text(
        lambda console: _Drawing(console, comparison, language, signs).draw(), max(width, _NARROWEST), color=color
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    console: Console
    comparison: Comparison
    language: str
    signs: Symbols

    def draw(self) -> None:
        self._lines([say.title(self.comparison, self.language)], 0, "bold")
        self._lines([f"{plan.id}  {one_line(plan.title)}" for plan in self.comparison.plans], _GAP, "dim")
        day = max(one.as_of for one in self.comparison.assessments)
        self._lines([word("status.as-of", self.language, day=day)], 0, "dim")
        self._lines(say.summary(self.comparison, self.language), 0)
        for row in say.shown_rows(self.comparison):
            self._row(row)
        for heading, entries in say.lists_of_alone(self.comparison, self.language):
            self.console.print()
            self._lines([heading], 0, "bold")
            self._grid(entries, named=True)
        actions = say.actions_text(self.comparison, self.language)
        self.console.print()
        self._lines(
            [text for text in (actions, method_text(self.comparison.assessments, self.language)) if text], 0, "dim"
        )

    def _row(self, row: IndicatorRow) -> None:
        self.console.print()
        heading = one_line(row.first.target.indicator)
        relations = say.relations(row, self.language)
        self._lines([f"{heading}  [{relations}]" if relations else heading], 0, "bold")
        self._grid([entry for entry in row.entries if entry is not None])
        for place in range(len(row.entries)):
            notes = say.pairing_notes(row, place, self.language)
            if len(self.comparison.plans) > 2 and notes:
                notes = [f"{self.comparison.plans[place].id}: {note}" for note in notes]
            self._lines(notes, _GAP, "dim")
        self._lines(say.row_notes(self.comparison, row, self.language), _GAP)

    def _grid(self, entries: Sequence[ComparedTarget], *, named: bool = False) -> None:
        """One line a target; `named` by its indicator instead of its plan."""
        grid = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False, expand=True)
        names = [one_line(entry.target.indicator) if named else entry.plan.id for entry in entries]
        rows = [self._cells(entry, name) for entry, name in zip(entries, names, strict=True)]
        widths = self._widths(named=named)
        for number, width in enumerate(widths):
            grid.add_column(width=width, overflow="fold", justify="right" if number == 4 else "left")
        for row in rows:
            for width, cell in zip(widths, row, strict=True):
                cell.plain = "\n".join(wrap_cells(cell.plain, width))
            grid.add_row(*row)
        self.console.print(grid)

    def _cells(self, entry: ComparedTarget, name: str) -> list[Text]:
        lamp = str(entry.verdict.lamp)
        due = entry.target.by.isoformat() if entry.target.by else word("compare.none", self.language)
        return [
            Text(name),
            Text(entry.target.id, style="cyan"),
            Text(say.demand(entry, self.language)),
            Text(due, style="dim"),
            Text(say.latest(entry, self.language)),
            Text(f"{self.signs.lamp(lamp)} {status(entry, self.language)}", style=_COLORS[lamp]),
        ]

    def _widths(self, *, named: bool) -> list[int]:
        """The same for every block, so that columns stand below each other down the page."""
        every = [entry for row in self.comparison.rows for entry in row.entries if entry is not None]
        every += [entry for entries in self.comparison.alone for entry in entries]
        ids = max((len(entry.target.id) for entry in every), default=4)
        marks = max((cell_width(status(entry, self.language)) for entry in every), default=4) + 2
        fixed = [ids, len("2027-12-31"), marks]
        free = self.console.width - sum(fixed) - 6 * _GAP
        plans = max(len(plan.id) for plan in self.comparison.plans)
        first = free * 2 // 5 if named else min(plans, free // 3)
        rest = free - first
        asked = rest // 2
        return [first, ids, asked, fixed[1], rest - asked, marks]

    def _lines(self, texts: Sequence[str], indent: int, style: str = "") -> None:
        for text in texts:
            for number, piece in enumerate(wrap_cells(text, self.console.width - indent - _GAP)):
                self.console.print(Text(" " * (indent + (_GAP if number else 0)) + piece, style=style))
