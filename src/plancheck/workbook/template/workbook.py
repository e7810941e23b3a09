"""Issues a progress workbook: a plan, a department and a year in, one .xlsx out; the same every time, byte for byte.

`rows` says what stands in it, `checked` what looks at it while somebody types, `sheets` and `cover` draw it, `marks` colours
it. What they promise the reader is in `layout`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.protection import WorkbookProtection

from plancheck.files import safe_name
from plancheck.plan.duties import reporting_departments
from plancheck.workbook import layout
from plancheck.workbook.drawing import style
from plancheck.workbook.drawing.reproducible import reproducible_bytes
from plancheck.workbook.target_words import say
from plancheck.workbook.template.carried import sheet_drafts
from plancheck.workbook.template.checked import checked_sheet
from plancheck.workbook.template.cover_sheet.carried_fields import fill_cover
from plancheck.workbook.template.cover_sheet.cover import draw_cover
from plancheck.workbook.template.drafts import Order, SheetDraft, kept_cells
from plancheck.workbook.template.results import first_results
from plancheck.workbook.template.sheets import draw_sheet

if TYPE_CHECKING:
    from plancheck.plan.model import Plan

_NOTHING_LATE: Mapping[str, frozenset[str]] = MappingProxyType({})
_NOTHING_OWED: Mapping[str, Mapping[str, tuple[date, ...]]] = MappingProxyType({})


def departments_to_ask(
    plan: Plan,
    year: int,
    late: Mapping[str, frozenset[str]] = _NOTHING_LATE,
    owed: Mapping[str, Mapping[str, tuple[date, ...]]] = _NOTHING_OWED,
) -> list[str]:
    """Keys of the departments that have something to report in a year, or late, in the plan's order."""
    nothing: frozenset[str] = frozenset()
    return [
        key
        for key in reporting_departments(plan)
        if Order(plan, key, year, late=late.get(key, nothing), owed=owed.get(key, {})).targets
    ]


def workbook_name(plan: Plan, department: str) -> str:
    """`市机关事务中心.xlsx`."""
    return f"{safe_name(plan.department_name(department))}.xlsx"


def workbook_bytes(order: Order) -> bytes:
    """The workbook as it lies on disk."""
    book = Workbook()
    drafts = [checked_sheet(order, draft) for draft in sheet_drafts(order)]
    cover = book.worksheets[0]
    for draft in drafts:
        draw_sheet(book, draft, order.language)
    draw_cover(cover, order, drafts)
    fill_cover(cover, order.written)
    _identify(book, order, drafts)
    book.active = 1 if drafts else 0
    for index, sheet in enumerate(book.worksheets):
        sheet.sheet_view.tabSelected = index == book.index(book.active)  # type: ignore[arg-type]
    return reproducible_bytes(book, order.plan.issued or order.plan.start, first_results(book, order, drafts))


def _identify(book: Workbook, order: Order, drafts: Iterable[SheetDraft]) -> None:
    """Say in the custom properties and on the hidden sheet whose workbook this is."""
    identity = {
        layout.META_PLAN: order.plan.id,
        layout.META_DEPARTMENT: order.department_name,
        layout.META_YEAR: str(order.year),
        layout.META_VERSION: layout.TEMPLATE_VERSION,
    }
    if order.synthetic:
        identity[layout.META_SYNTHETIC] = "true"
    for name, value in identity.items():
        # openpyxl has it since 3.1, its type stubs do not.
        book.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]
    targets = (
        [f"{layout.META_FINGERPRINT}{row.target.id}", layout.fingerprint(row.target), *kept_cells(draft, row)]
        for draft in drafts
        for row in draft.rows
    )
    sheet = book.create_sheet(layout.META_SHEET)
    for number, texts in enumerate([*identity.items(), *targets], 1):
        for column, text in enumerate(texts, 1):
            style.write_text(sheet.cell(number, column), text)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    book.security = WorkbookProtection(lockStructure=True)
    book.properties.title = say(
        "property.title", order.language, plan=order.plan.title, department=order.department_name, year=order.year
    )
