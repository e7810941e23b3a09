"""The ledger of targets as a table for a terminal of a given width: a band for each task, below it a row a target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from plancheck.plan.amendments.words import amendments_in_words
from plancheck.plan.ledger import LedgerRow, rows_by_plan, rows_by_task, sections_around
from plancheck.plan.model import Section, Target
from plancheck.plan.vocabulary import Kind, Wording
from plancheck.plan.wording import demand_words, section_words
from plancheck.render.terminal.drawing import drawn_text
from plancheck.render.terminal.printable import cell_width, one_line
from plancheck.render.terminal.wrapping import wrap_cells
from plancheck.words import word

if TYPE_CHECKING:
    from rich.console import Console

#: Narrower than this no table can be read; the lines run over instead.
_NARROWEST = 60
#: From this width on there is room to name the supporting departments.
_ROOM_FOR_SUPPORT = 110
_WIDEST_DEMAND = 26
_GAP = 2


def ledger_table(rows: Sequence[LedgerRow], language: str, *, width: int, color: bool) -> str:
    """The plans one after the other, each with its title above and the count below."""
    return drawn_text(lambda console: _draw(console, rows, language), max(width, _NARROWEST), color=color)


def _draw(console: Console, rows: Sequence[LedgerRow], language: str) -> None:
    for number, (plan, members) in enumerate(rows_by_plan(rows)):
        if number:
            console.print()
        console.print(Text("\n".join(wrap_cells(one_line(plan.title), console.width)), style="bold"))
        _Drawing(console, members, language).draw()
        tasks = len({row.task.id for row in members})
        console.print()
        console.print(Text(word("ledger.count", language, targets=len(members), tasks=tasks), style="bold"))


class _Drawing:
    """One plan's rows, with columns of the same width from the first task to the last."""

    def __init__(self, console: Console, rows: Sequence[LedgerRow], language: str) -> None:
        self.console = console
        self.rows = rows
        self.language = language
        demands = (cell_width(demand_words(row.target, language)) for row in rows)
        headings = [word(f"ledger.head.{name}", language) for name in ("target", "indicator", "demand", "due")]
        widths = [max(len(row.target.id) for row in rows), 0, min(_WIDEST_DEMAND, max(demands)), len("2027-12-31")]
        self.widths = [max(width, cell_width(heading)) for width, heading in zip(widths, headings, strict=True)]
        self.widths[1] = max(16, console.width - 2 - 3 * _GAP - self.widths[0] - self.widths[2] - self.widths[3])
        self.headings = headings

    def draw(self) -> None:
        self._row([Text(heading, style="dim") for heading in self.headings])
        before: tuple[Section, ...] = ()
        for _, members in rows_by_task(self.rows):
            around = sections_around(members[0])
            opened = [section for section in around if section not in before]
            if opened:
                self.console.print()
            for section in opened:
                self.console.print(Text(one_line(section_words(section)), style="bold blue"))
            before = around
            self._band(members[0])
            for row in members:
                self._row(self._cells(row.target))
                self._amendments(row.target)

    def _band(self, row: LedgerRow) -> None:
        """The task and its departments, on one line where they fit."""
        comma = word("ledger.comma", self.language)
        parts = [(f"{row.task.id} {row.task.title}", "bold"), (comma.join(row.leads), "green")]
        if row.supporters and self.console.width >= _ROOM_FOR_SUPPORT:
            parts.append((comma.join(row.supporters), "dim"))
        line = Text("  ").join(Text(one_line(text), style=style) for text, style in parts)
        if line.cell_len <= self.console.width:
            self.console.print(line)
            return
        for number, (text, style) in enumerate(parts):
            indent = _GAP if number else 0
            for piece in wrap_cells(one_line(text), self.console.width - indent):
                self.console.print(Text(" " * indent + piece, style=style))

    def _amendments(self, target: Target) -> None:
        """What was asked before, below the indicator."""
        indent = " " * (2 * _GAP + self.widths[0])
        for amendment in amendments_in_words(target, self.language):
            for piece in wrap_cells(one_line(amendment), self.console.width - len(indent)):
                self.console.print(Text(indent + piece, style="dim"))

    def _cells(self, target: Target) -> list[Text]:
        faint = "dim" if target.kind is Kind.ACTION else ""
        strength = "" if target.wording is Wording.STRIVE else "bold"
        return [
            Text(target.id, style="cyan"),
            Text(one_line(target.indicator), style=faint),
            Text(one_line(demand_words(target, self.language)), style=faint or strength),
            Text(target.by.isoformat() if target.by else word("ledger.none", self.language), style=faint),
        ]

    def _row(self, cells: Sequence[Text]) -> None:
        grid = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
        for width, cell in zip(self.widths, cells, strict=True):
            grid.add_column(width=width, overflow="fold")
            cell.plain = "\n".join(wrap_cells(cell.plain, width))
        grid.add_row(*cells)
        self.console.print(Padding(grid, (0, 0, 0, _GAP)))
