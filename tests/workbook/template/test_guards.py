"""What a cell to fill accepts while somebody types into it, and what it says where it does not."""

from __future__ import annotations

from plancheck.plan.vocabulary import Kind
from plancheck.workbook.template.drafts import Order
from tests.workbook.issued import cell_of, issue, open_cells
from tests.workbook.samples import sample_plan, sample_target


def test_prompts_keep_within_what_excel_allows() -> None:
    long = sample_target(1, Kind.COMPARE, than="全省" * 200, unit="万平方米" * 20)
    book = issue(Order(sample_plan(long), "jgsw", 2025))
    validations = [one for sheet in book.worksheets for one in sheet.data_validations.dataValidation]
    assert validations
    for one in validations:
        assert len(one.promptTitle) <= 32
        assert len(one.errorTitle or "") <= 32
        assert len(one.prompt) <= 255
        assert len(one.error or "") <= 255


def test_every_cell_for_a_number_a_state_or_a_day_is_guarded() -> None:
    book = issue()
    for sheet, cell in open_cells(book):
        code = str(sheet.cell(1, sheet[cell].column).value).partition(":")[0]
        guards = [one.type for one in sheet.data_validations.dataValidation if cell in one.sqref]
        kinds = {"value": ["decimal"], "reference": ["decimal"], "baseline": ["decimal"], "state": ["list"]}
        kinds["reason_period"] = ["list"]
        if sheet.title == "填报说明":
            assert guards == ["date" if sheet.cell(sheet[cell].row, 3).value == "cover:reported_on" else None], cell
        else:
            assert guards == (kinds | {"measure_by": ["date"]}).get(code, []), cell


def test_limits_stop_and_a_share_above_a_hundred_only_warns() -> None:
    sheet = issue()["进度填报"]

    def guard(target: str) -> tuple[str, str, str]:
        cell = cell_of(sheet, target, "value:2025-12-31").coordinate
        one = next(one for one in sheet.data_validations.dataValidation if cell in one.sqref)
        return one.formula1, one.formula2, one.errorStyle or "stop"

    assert guard("S-6") == ("0", "100", "stop")
    assert guard("S-3") == ("0", "100", "warning")
    assert guard("S-1")[0] == "0"
    assert guard("S-9")[0].startswith("-")
