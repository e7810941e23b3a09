"""Files put to a plan: what cannot be taken is said once, and why; what can is taken whoever forgot to sign it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plancheck.findings import Finding
from plancheck.observations import Reports
from plancheck.plan.vocabulary import Kind, Op
from plancheck.submissions.gather import Filed, gather
from plancheck.workbook.answers.progress import read_progress
from plancheck.workbook.intake.intake import Intake
from plancheck.workbook.layout import META_PLAN, META_VERSION, META_YEAR, fingerprint
from tests.coverage.checked import drawn, written
from tests.workbook.grid import draw_book
from tests.workbook.samples import sample_plan, sample_target

HEADING = "target,department,period_end,value\n"
SHEET = "| target | value:2025-03-31 |\n| S-1 | 12 |"


def put(picture: str, name: str = "市机关事务中心", folder: str = "sample", **said: str) -> tuple[Reports, list[str]]:
    """A workbook in the folder of the plan S-1, and the rules of the findings on it."""
    path = f"reports/{folder}/2025/{name}.xlsx"
    book = replace(draw_book(picture, said), path=path)
    filed = Filed(Intake(path, "0" * 64, read_progress(book, path)), folder, 2025, name)
    reports, found = gather(sample_plan(sample_target(1, Kind.LEVEL)), [filed])
    return reports, [one.rule for one in found]


def test_an_unsigned_workbook_under_any_name_is_taken_by_its_rows() -> None:
    reports, rules = put(SHEET, name="zb_noident")
    assert rules == []
    assert [(one.department, one.year, one.value) for one in reports.observations] == [("jgsw", 2025, Decimal(12))]


def test_a_foreign_workbook_is_one_finding_and_its_department_is_not_silent() -> None:
    reports, rules = put("| 序号 | 单位 |\n| 1 | 张三 |")
    assert rules == ["no-codes"]
    assert [(one.department, one.usable) for one in reports.submissions] == [("jgsw", False)]


def test_a_foreign_workbook_under_a_foreign_name_is_one_finding() -> None:
    assert put("| 序号 | 单位 |\n| 1 | 张三 |", name="张三")[1] == ["no-codes"]


def test_a_later_template_is_refused_and_an_earlier_one_is_not() -> None:
    assert put(SHEET, **{META_VERSION: "9"})[1] == ["newer-template"]
    assert put(SHEET, **{META_VERSION: "一"})[1] == ["newer-template"]
    reports, rules = put(SHEET, **{META_VERSION: "0"})
    assert rules == ["template-version"]
    assert len(reports.observations) == 1


def test_a_workbook_of_other_targets_is_one_finding_however_many_rows_it_has() -> None:
    rows = "\n".join(f"| Q-{number} | {number} |" for number in range(9))
    assert put(f"| target | value:2025-03-31 |\n{rows}")[1] == ["other-targets"]


def test_in_the_folder_of_another_plan_nothing_is_taken() -> None:
    said = {META_PLAN: "sample", META_YEAR: "2025"}
    reports, rules = put(SHEET, folder="other", **said)
    assert rules == ["wrong-plan"]
    assert reports.observations == ()


def test_two_workbooks_of_a_year_are_one_too_many_and_a_csv_beside_one_is_not() -> None:
    line = HEADING + "S-1,市机关事务中心,2025-06-30,14\n"
    plan, book = sample_plan(sample_target(1, Kind.LEVEL)), drawn(SHEET)
    reports, found = gather(plan, [book, written(line)])
    assert [one.rule for one in found] == []
    assert [one.value for one in reports.observations] == [12, 14]
    other = replace(book, intake=replace(book.intake, path="reports/sample/2025/市机关事务中心(1).xlsx"))
    _, found = gather(plan, [book, written(line), other])
    assert [(one.rule, one.path) for one in found] == [("duplicate-workbook", other.intake.path)]


def meant(wrong: str, *ids: str, told: str = "") -> str:
    """The id that is suggested for a wrong one, in a plan of these targets; `told` was reported as well."""
    lines = [f"{one},市机关事务中心,2025-03-31,1\n" for one in (wrong, told) if one]
    plan = sample_plan(*(replace(sample_target(1, Kind.LEVEL), id=one) for one in ids))
    found: list[Finding] = gather(plan, [written(HEADING + "".join(lines))])[1]
    return dict(next(one for one in found if one.rule == "unknown-reported-target").values)["nearest"]


def test_a_wrong_id_means_the_departments_own_target_of_the_same_task_that_is_absent() -> None:
    assert meant("ZZ-7-9", "ZZ-7-1", "ZZ-G-9") == "ZZ-7-1"
    assert meant("ZZ-7-9", "ZZ-7-1", "ZZ-G-9", told="ZZ-7-1") == ""
    assert meant("ZZ-7-9", "ZZ-7-1", "ZZ-7-2") == ""
    assert meant("ZZ71", "ZZ-7-1", "ZZ-G-9") == "ZZ-7-1"
    assert meant("AB-1", "ZZ-7-1") == ""


class TestFalls:
    """A row of falls is read by the word beside its numbers; where that is gone, not at all."""

    PLAN = sample_plan(replace(sample_target(1, Kind.GROWTH), op=Op.LE, value=Decimal("-13.5"), unit="%"))

    def put(self, picture: str, *, issued: bool) -> tuple[Reports, list[Finding]]:
        progress = read_progress(draw_book(picture), "reports/sample/2025/市机关事务中心.xlsx")
        if issued:
            known = {target.id: fingerprint(target) for target in self.PLAN.targets}
            progress = replace(progress, identity=replace(progress.identity, fingerprints=known))
        filed = Filed(
            Intake("reports/sample/2025/市机关事务中心.xlsx", "0" * 64, progress), "sample", 2025, "市机关事务中心"
        )
        return gather(self.PLAN, [filed])

    def test_beside_the_word_a_positive_number_is_a_fall(self) -> None:
        reports, found = self.put("| target | direction | value:2025-12-31 |\n| S-1 | 下降 | 13.5 |", issued=True)
        assert [one.value for one in reports.observations] == [Decimal("-13.5")]
        assert [one.falls for one in reports.submissions] == [frozenset({"S-1"})]
        assert found == []

    @pytest.mark.parametrize("picture", ["| target | direction | value:2025-12-31 |\n| S-1 | | 13.5 |", SHEET])
    def test_where_the_word_is_gone_no_number_is_taken_and_none_is_called_absent(self, picture: str) -> None:
        reports, found = self.put(picture, issued=True)
        assert reports.observations == ()
        assert [one.rule for one in found] == ["direction-gone"]
        assert [one.lost for one in reports.submissions] == [frozenset({"S-1"})]

    def test_a_workbook_that_was_never_issued_with_it_has_its_numbers_with_their_sign(self) -> None:
        reports, found = self.put("| target | value:2025-12-31 |\n| S-1 | -13.5 |", issued=False)
        assert [one.value for one in reports.observations] == [Decimal("-13.5")]
        assert found == []


@pytest.mark.parametrize("version", ["1", "2", "3"])
def test_both_current_templates_are_taken_without_a_word(version: str) -> None:
    assert put(SHEET, **{META_VERSION: version})[1] == []
