"""What guards and marks while somebody types: validations, conditional formats, the progress line.

A drawn sheet and its draft in; rules on that sheet out. The first row of data is `FIRST_ROW`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation

from plancheck.findings.cell_ranges import address, column_letters, join_cells
from plancheck.text.numbers import plain
from plancheck.workbook.drawing import style
from plancheck.workbook.target_words import say
from plancheck.workbook.template.checked import CHECK, check_key, checks_of
from plancheck.workbook.template.formulas import RUN, Formula
from plancheck.workbook.template.guards import Accepts, Bounds, Guard
from plancheck.workbook.template.sentences import BEHIND, DOUBTFUL, EXPLAINED, MISSING, WANTING, WRONG, gives_reason

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from plancheck.workbook.template.drafts import SheetDraft

FIRST_ROW = 5
_FAR = "999999999999999"


def asked_cells(draft: SheetDraft, key: str) -> list[str]:
    """The cells of a column that the department fills, from the top."""
    number = 1 + [column.key for column in draft.columns].index(key)
    return [
        address(FIRST_ROW + index, number)
        for index, row in enumerate(draft.rows)
        if key in row.cells and row.cells[key].asked
    ]


def add_validations(sheet: Worksheet, draft: SheetDraft) -> None:
    """One validation for each guard: all cells of a row that accept the same share it."""
    guards: dict[Guard, list[str]] = {}
    for index, row in enumerate(draft.rows):
        for number, column in enumerate(draft.columns, 1):
            draft_cell = row.cells.get(column.key)
            if draft_cell is not None and draft_cell.guard is not None:
                guards.setdefault(draft_cell.guard, []).append(address(FIRST_ROW + index, number))
    for guard, cells in guards.items():
        validation = _validation(guard)
        for cell in cells:
            validation.add(cell)
        sheet.add_data_validation(validation)


def _validation(guard: Guard) -> DataValidation:
    limits = guard.bounds or Bounds(None, None, firm=True)
    lo = f"-{_FAR}" if limits.lo is None else plain(limits.lo)
    hi = _FAR if limits.hi is None else plain(limits.hi)
    match guard.accepts:
        case Accepts.STATE | Accepts.PERIOD:
            validation = DataValidation(type="list", formula1='"' + ",".join(guard.choices) + '"')
        case Accepts.DAY:
            validation = DataValidation(type="date", operator="between", formula1="36526", formula2="73050")
        case Accepts.NUMBER:
            validation = DataValidation(type="decimal", operator="between", formula1=lo, formula2=hi)
    validation.errorStyle = "stop" if limits.firm else "warning"
    validation.allow_blank = True
    validation.showInputMessage = validation.showErrorMessage = True
    validation.promptTitle, validation.prompt = guard.title, guard.prompt
    validation.errorTitle, validation.error = guard.refusal_title, guard.refusal
    return validation


def add_marks(sheet: Worksheet, draft: SheetDraft) -> None:
    """Colours that follow the typing: wrong, to be looked at or completed, filled. The first that fits wins.

    One rule for a whole column, about the row that a cell stands in: rules stay where they are when rows are sorted.
    """
    places = {column.key: number for number, column in enumerate(draft.columns, 1)}
    for column in draft.columns:
        cells = asked_cells(draft, column.key)
        if not cells:
            continue
        block = _block(draft, places[column.key])
        if check_key(column.key) in places:
            check = Formula(f"[{check_key(column.key)}]").at(FIRST_ROW, places)[1:]
            _mark(sheet, block, f'LEFT({check},1)="{WRONG}"', style.WRONG, style.RED)
            # A value that is behind is what it is: the word that it wants stands in another column.
            doubtful = f'OR(LEFT({check},1)="{DOUBTFUL}",AND(LEFT({check},1)="{WANTING}",LEFT({check},2)<>"{BEHIND}"))'
            _mark(sheet, block, doubtful, style.MISSING)
        if column.key in ("reason", "reason_period"):
            _mark(sheet, block, _wants_reason(draft, column.key).at(FIRST_ROW, places)[1:], style.MISSING)
        _mark(sheet, block, f"NOT(ISBLANK(${column_letters(places[column.key])}{FIRST_ROW}))", style.FILLED)
    _mark_check(sheet, draft, places)


def _wants_reason(draft: SheetDraft, key: str) -> Formula:
    """No reason where a value is due or behind; a reason for another period than the one that wants it."""
    run = checks_of(draft)
    wanted = f'COUNTIF([{run}],"{MISSING}*")+COUNTIF([{run}],"{BEHIND}*")>0'
    given = gives_reason()
    return Formula(f"AND({f'NOT({given})' if key == 'reason' else given},{wanted})")


def _mark_check(sheet: Worksheet, draft: SheetDraft, places: Mapping[str, int]) -> None:
    run, block = checks_of(draft), _block(draft, places[CHECK])
    for code, colour in ((WRONG, style.WRONG), (DOUBTFUL, style.MISSING), (WANTING, style.MISSING)):
        formula = Formula(f'COUNTIF([{run}],"{code}*")>0').at(FIRST_ROW, places)[1:]
        _mark(sheet, block, formula, colour, style.RED if code == WRONG else "")


def _block(draft: SheetDraft, number: int) -> str:
    letters = column_letters(number)
    return f"{letters}{FIRST_ROW}:{letters}{FIRST_ROW + len(draft.rows) - 1}"


def _mark(sheet: Worksheet, cells: str, formula: str, colour: str, ink: str = "") -> None:
    """Colour the cells of a column where a formula about the row holds, written for its first row."""
    look = DifferentialStyle(fill=style.solid(colour), font=Font(color=ink) if ink else None)
    rule = Rule(type="expression", formula=[formula], stopIfTrue=True, dxf=look)
    sheet.conditional_formatting.add(cells, rule)


def progress_line(draft: SheetDraft, language: str) -> str:
    """How many cells are filled, due and empty, empty with a reason: a formula."""
    filled = []
    for place, column in enumerate(draft.columns, 1):
        if any((cell := row.cells.get(column.key)) and cell.counted for row in draft.rows):
            filled.append(f"COUNTA({','.join(_counted(draft, place, column.key))})")
    places = {column.key: number for number, column in enumerate(draft.columns, 1)}
    first, _, last = checks_of(draft).partition(RUN)
    top, bottom = (address(FIRST_ROW, places[first]), address(FIRST_ROW + len(draft.rows) - 1, places[last]))
    missing, explained = (f'COUNTIF({top}:{bottom},"{code}*")' for code in (MISSING, EXPLAINED))
    return _progress(draft, f"({'+'.join(filled)})", missing, explained, language)


def progress_in_numbers(draft: SheetDraft, checks: Sequence[str], language: str) -> str:
    """The same with numbers for what is counted, from what the checks come to."""
    counted = [cell for row in draft.rows for cell in row.cells.values() if cell.counted]
    filled = sum(cell.content is not None for cell in counted)
    missing, explained = (sum(one.startswith(code) for one in checks) for code in (MISSING, EXPLAINED))
    return _progress(draft, str(filled), str(missing), str(explained), language)


def _progress(draft: SheetDraft, filled: str, missing: str, explained: str, language: str) -> str:
    asked = sum(cell.counted for row in draft.rows for cell in row.cells.values())
    return say("progress.line", language, asked=asked, filled=filled, missing=missing, explained=explained)


def _counted(draft: SheetDraft, place: int, key: str) -> Iterator[str]:
    """The runs of a column that count; a period's column is one run, for what is not asked in it is empty."""
    if ":" in key:
        yield _block(draft, place)
    else:
        yield from (run for run, _ in join_cells(asked_cells(draft, key)))
