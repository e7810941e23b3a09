"""One sheet: an XML part in, its non-blank cells, hidden rows and columns and merged ranges out.

`<dimension>` is not looked at, because some programs write it wrong. Rows and cells without an address are counted.
Two cells at one address are a defect of that cell; a cell that has no place at all is a defect of the file.
"""

from __future__ import annotations

from plancheck.findings.cell_ranges import row_and_column
from plancheck.spreadsheet.book import Cell, CellKind, MergedRange
from plancheck.spreadsheet.cell_values import defect, unvalued_cell, written_cell
from plancheck.spreadsheet.content import FileDefect
from plancheck.spreadsheet.sheet_cells import COLUMNS, MAX_CELLS, MAX_COLUMN, MAX_ROW, BookContext, valued_cell
from plancheck.spreadsheet.xml_parts import MAX_DEPTH, LocalNames, parse

MAX_RANGES = 65_536

BLANK = CellKind.BLANK
TRUE = ("1", "true", "on")


class SheetReader:
    """Callbacks for the XML parser; afterwards `cells`, `hidden_rows`, `merges` hold what was found.

    `start` and `end` run four times a cell and are most of the time that reading takes: they look a cell over
    themselves and leave everything else to methods.
    """

    def __init__(self, part: str, context: BookContext) -> None:
        self.part = part
        self.context = context
        self.cells: dict[tuple[int, int], Cell] = {}
        self.hidden_rows: set[int] = set()
        self.column_ranges: set[tuple[int, int]] = set()
        self.merges: list[MergedRange] = []
        self.names = LocalNames()
        self.buffer: list[str] = []
        self.row = self.column = self.depth = self.phonetic = 0
        self.row_written = "0"
        self.in_rows = False
        self.attributes: dict[str, str] | None = None
        self.before: str | None = None
        self.value: str | None = None
        self.inline: list[str] | None = None
        self.is_formula = False

    def read(self, content: bytes) -> SheetReader:
        parse(self.part, content, self.start, self.end, self.buffer.append)
        return self

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = self.names[name]
        if self.attributes is not None:
            if local == "v":
                self.buffer.clear()
            else:
                self._start_in_cell(local)
        elif not self.in_rows:
            self._start_elsewhere(local, attributes)
        elif local == "c":
            self.attributes = attributes
        elif local == "row":
            self._start_row(attributes)
        else:
            self._deeper()

    def end(self, name: str) -> None:
        local = self.names[name]
        if self.attributes is not None:
            if local == "v":
                self.value = "".join(self.buffer)
            elif local == "c":
                if self.value is None and self.inline is None and not self.is_formula:
                    self._count(self.attributes)
                else:
                    self._end_cell(self.attributes)
                self.attributes = None
            else:
                self._end_in_cell(local)
        elif local != "row" or not self.in_rows:
            self.depth -= 1
            if local == "sheetData":
                self.in_rows = False

    def _start_in_cell(self, local: str) -> None:
        self.buffer.clear()
        self._deeper()
        if local == "f":
            self.is_formula = True
        elif local == "is":
            self.inline = []
        elif local == "rPh":
            self.phonetic += 1
        elif local == "c":
            raise self._damaged("c in c")

    def _end_in_cell(self, local: str) -> None:
        self.depth -= 1
        if local == "t" and self.inline is not None and not self.phonetic:
            self.inline.extend(self.buffer)
        elif local == "rPh":
            self.phonetic -= 1
        self.buffer.clear()

    def _start_row(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r")
        if written is None:
            self.row += 1
        elif written.isascii() and written.isdigit() and len(written) <= 7:
            self.row = int(written)
        else:
            raise self._damaged(f"row {written[:40]}")
        if not 1 <= self.row <= MAX_ROW:
            raise self._damaged(f"row {self.row}")
        self.row_written = str(self.row)
        self.column = 0
        self.before = None
        if attributes.get("hidden") in TRUE:
            self.hidden_rows.add(self.row)

    def _start_elsewhere(self, local: str, attributes: dict[str, str]) -> None:
        self._deeper()
        if local == "sheetData":
            self.in_rows = True
        elif local == "col":
            self._note_columns(attributes)
        elif local == "mergeCell":
            self._note_merge(attributes.get("ref", ""))

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self._damaged(f"depth {self.depth}")

    def _end_cell(self, attributes: dict[str, str]) -> None:
        """Make the cell of its type and value, and keep it unless nothing stands in it."""
        written = attributes.get("r")
        if written is None:
            at = self._place_by_count()
        else:
            # Mostly the letters of a column before the number of this row.
            column = COLUMNS[written[: -len(self.row_written)]] if written.endswith(self.row_written) else 0
            at = (self.row, column) if column else self._place_elsewhere(written)
            self.column, self.before = at[1], None
        kind = attributes.get("t", "n")
        if self.value is None:
            cell = self._cell_without_value(kind)
        else:
            cell = valued_cell(self.context, kind, attributes.get("s", "0"), self.value, self.is_formula)
        if cell.kind is not BLANK or self.is_formula:
            self.keep(at, cell)
        self.value = self.inline = None
        self.is_formula = False

    def _cell_without_value(self, kind: str) -> Cell:
        if self.inline:
            return written_cell("inlineStr", "".join(self.inline), self.is_formula)
        return unvalued_cell(kind, self.is_formula)

    def keep(self, at: tuple[int, int], cell: Cell) -> None:
        """Put a cell in its place. Raises FileDefect where the book has too many."""
        if at in self.cells:
            cell = defect(cell.raw, cell.is_formula)
        self.cells[at] = cell
        self.context.cells_left -= 1
        if self.context.cells_left < 0:
            raise FileDefect("too-many-cells", limit=MAX_CELLS)

    def _count(self, attributes: dict[str, str]) -> None:
        """Note where an empty cell stands: it matters only where the next one has no address."""
        if "r" in attributes:
            self.before = attributes["r"]
        else:
            self._place_by_count()

    def _place_by_count(self) -> tuple[int, int]:
        """The place of a cell without an address: right of the cell before it."""
        if self.before is not None:
            self.column = self._place_elsewhere(self.before)[1]
            self.before = None
        self.column += 1
        if self.row == 0 or self.column > MAX_COLUMN:
            raise self._damaged("cell without a place")
        return self.row, self.column

    def _place_elsewhere(self, written: str) -> tuple[int, int]:
        try:
            row, column = row_and_column(written.strip().upper())
        except ValueError:
            row = column = 0
        if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
            raise self._damaged(f"cell {written[:40]}")
        return row, column

    def _note_columns(self, attributes: dict[str, str]) -> None:
        bounds = attributes.get("min", ""), attributes.get("max", "")
        if attributes.get("hidden") in TRUE and all(b.isascii() and b.isdigit() and len(b) < 9 for b in bounds):
            self.column_ranges.add((max(1, int(bounds[0])), min(MAX_COLUMN, int(bounds[1]))))

    def _note_merge(self, ref: str) -> None:
        first, _, last = ref.replace("$", "").upper().partition(":")
        try:
            (top, left), (bottom, right) = row_and_column(first), row_and_column(last or first)
        except ValueError:
            return
        rows, columns = sorted((top, bottom)), sorted((left, right))
        self.merges.append(MergedRange(top=rows[0], left=columns[0], bottom=rows[1], right=columns[1]))
        if len(self.merges) > MAX_RANGES:
            raise FileDefect("too-much-markup", part=self.part, limit=MAX_RANGES)

    def _damaged(self, problem: str) -> FileDefect:
        return FileDefect("damaged-workbook", part=self.part, problem=problem)

    @property
    def hidden_columns(self) -> frozenset[int]:
        """Every hidden column once, however often ranges overlap."""
        hidden: set[int] = set()
        reached = 0
        for first, last in sorted(self.column_ranges):
            hidden.update(range(max(first, reached + 1), last + 1))
            reached = max(reached, last)
        return frozenset(hidden)
