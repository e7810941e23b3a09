"""Files put to their plans: which plan is meant, what lay before them, and what is said of those without one."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from plancheck.findings import Severity
from plancheck.observations import SignedBy
from plancheck.plan.read import read_plan
from plancheck.rules import message, severity_of
from plancheck.workbook.template.drafts import Order
from plancheck.workbook.template.workbook import workbook_bytes
from tests.plans import target_text
from tests.workspaces import HEADING, WorkspaceFiles, line, make_workspace, quota

GROWTH = target_text(
    id='"D-12-2"',
    kind='"growth"',
    change='"percent"',
    value="40",
    unit='"万元"',
    figure='"增长40%"',
    baseline="{ date = 2023-12-31 }",
)


@pytest.fixture
def files(tmp_path: Path) -> WorkspaceFiles:
    return make_workspace(tmp_path)


def rules(files: WorkspaceFiles, *paths: str) -> set[str]:
    return {one.rule for one in files.open().validate([files.folder / path for path in paths])}


def csv(files: WorkspaceFiles, path: str, *lines: str) -> None:
    files.file(path, ("\n".join([HEADING, *lines]) + "\n").encode())


def book(files: WorkspaceFiles, path: str, *rows: list[object]) -> None:
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    (files.folder / path).parent.mkdir(parents=True, exist_ok=True)
    made.save(files.folder / path)


class TestWhichPlan:
    def test_a_files_folder_says_it_even_where_its_rows_are_anothers(self, files: WorkspaceFiles) -> None:
        files.report(line("Q-1", value="5"))
        assert "unknown-reported-target" in rules(files, "reports/demo/2025/all.csv")

    def test_a_folder_that_only_looks_like_one_is_no_plans(self, files: WorkspaceFiles) -> None:
        csv(files, "Downloads/2025/all.csv", line(value="5"))
        csv(files, "demo/2025/all.csv", line("Q-1", value="5"))
        assert "plan-not-here" not in rules(files, "Downloads/2025/all.csv")
        assert "unknown-reported-target" in rules(files, "demo/2025/all.csv")

    def test_a_plan_that_is_not_at_hand_is_said_not_to_be(self, files: WorkspaceFiles) -> None:
        csv(files, "reports/nobody/2025/all.csv", line("Q-1", value="5"))
        found = files.open().validate([files.folder / "reports/nobody/2025/all.csv"])
        assert [(one.rule, dict(one.values)["plan"]) for one in found] == [("plan-not-here", "nobody")]

    def test_rows_of_no_plan_are_not_identified(self, files: WorkspaceFiles) -> None:
        book(files, "desk/a.xlsx", ["target", "value:2025-12-31"], ["Q-1", 5])
        assert "not-identified" in rules(files, "desk/a.xlsx")

    def test_what_cannot_be_read_is_said_of_itself_alone(self, files: WorkspaceFiles) -> None:
        files.file("desk/a.xlsx", b"PK\x03\x04 no workbook")
        found = files.open().validate([files.folder / "desk/a.xlsx"])
        assert [one.rule for one in found] == ["damaged-workbook"]


class TestWhatLayBefore:
    def test_a_fall_from_the_year_before_is_seen_and_told_of_the_file_asked_about(self, files: WorkspaceFiles) -> None:
        files.report(line(day="2024-12-31", value="90"), line("D-99", day="2024-12-31", value="1"), year=2024)
        files.report(line(value="50"))
        found = files.open().validate([files.folder / "reports/demo/2025/all.csv"])
        assert "fallen" in {one.rule for one in found}
        assert {one.path for one in found} == {"reports/demo/2025/all.csv"}

    def test_two_years_before_are_not_looked_at_unless_growth_is_measured_from_there(
        self, files: WorkspaceFiles
    ) -> None:
        files.plan(quota(plan_reporting='"quarter"'))
        files.report(line(day="2024-12-31", value="90"), year=2024)
        csv(files, "reports/demo/2026/all.csv", line(day="2026-03-31", value="50"))
        assert "fallen" not in rules(files, "reports/demo/2026/all.csv")
        files.plan(quota(plan_reporting='"quarter"', more=GROWTH))
        csv(files, "reports/demo/2026/all.csv", line(day="2026-03-31", value="50"), line("D-12-2", value="7"))
        assert "fallen" in rules(files, "reports/demo/2026/all.csv")

    def test_growth_from_a_base_that_the_plan_has_needs_no_years_before(self, files: WorkspaceFiles) -> None:
        files.plan(quota(more=GROWTH.replace("2023-12-31 }", "2023-12-31, value = 100 }")))
        files.report(line(day="2024-12-31", value="90"), year=2024)
        csv(files, "reports/demo/2026/all.csv", line(day="2026-12-31", value="50"), line("D-12-2", value="7"))
        assert "fallen" not in rules(files, "reports/demo/2026/all.csv")

    def test_another_departments_workbook_of_the_year_before_is_not_read(self, files: WorkspaceFiles) -> None:
        rows: list[list[object]] = [["target", "value:2024-12-31"], ["D-12-1", 90]]
        book(files, "reports/demo/2024/市财政局.xlsx", *rows)
        book(files, "reports/demo/2025/市机关事务中心.xlsx", ["target", "value:2025-12-31"], ["D-12-1", 50])
        assert "fallen" not in rules(files, "reports/demo/2025/市机关事务中心.xlsx")
        book(files, "reports/demo/2024/市机关事务中心.xlsx", *rows)
        assert "fallen" in rules(files, "reports/demo/2025/市机关事务中心.xlsx")

    def test_a_file_is_not_its_own_past(self, files: WorkspaceFiles) -> None:
        files.report(line(day="2024-12-31", value="90"), year=2024)
        files.report(line(value="95"))
        assert (
            rules(files, "reports/demo/2025/all.csv", "reports/demo/2024/all.csv") & {"two-values", "fallen"} == set()
        )

    def test_nobody_is_silent_because_a_file_was_looked_at(self, files: WorkspaceFiles) -> None:
        files.plan(quota(more=target_text(id='"D-12-3"', reported_by='["czj"]')))
        files.report(line(value="206"))
        assert "silent-department" not in rules(files, "reports/demo/2025/all.csv")


def test_findings_stand_in_the_order_of_the_files(files: WorkspaceFiles) -> None:
    for name in ("a", "b"):
        files.report(line("D-99", value="1"), name=name)
    paths = [f"reports/demo/2025/{name}.csv" for name in ("b", "a")]
    found = files.open().validate([files.folder / path for path in paths])
    assert list(dict.fromkeys(one.path for one in found)) == paths


class TestSigning:
    def workbook(self, files: WorkspaceFiles, *, value: int | None = None, signed: SignedBy | None = None) -> str:
        plan, _ = read_plan(files.folder / "plans/demo.toml")
        assert plan is not None
        made = load_workbook(BytesIO(workbook_bytes(Order(plan, "jgsw", 2025, signed=signed))))
        sheet = made["进度填报"]
        column = next(cell.column for cell in sheet[1] if cell.value == "value:2025-12-31")
        sheet.cell(5, column).value = value
        path = "reports/demo/2025/市机关事务中心.xlsx"
        (files.folder / path).parent.mkdir(parents=True, exist_ok=True)
        made.save(files.folder / path)
        return path

    def test_values_that_nobody_stands_for_are_a_remark_and_no_error(self, files: WorkspaceFiles) -> None:
        path = self.workbook(files, value=250)
        found = files.open().validate([files.folder / path])
        unsigned = [one for one in found if one.rule == "cover-not-signed"]
        assert [severity_of(one) for one in unsigned] == [Severity.INFO]
        assert "“填表人”“联系电话”“审核人”“报出日期”" in message(unsigned[0], "zh")

    def test_only_what_is_blank_is_named(self, files: WorkspaceFiles) -> None:
        path = self.workbook(files, value=250, signed=SignedBy("张三", "1", "李四"))
        found = files.open().validate([files.folder / path])
        (unsigned,) = [one for one in found if one.rule == "cover-not-signed"]
        assert message(unsigned, "zh").endswith("：“报出日期”")
        assert message(unsigned, "en").endswith(": “reported on”")

    def test_an_empty_workbook_is_not_asked_who_signed_it(self, files: WorkspaceFiles) -> None:
        assert "cover-not-signed" not in rules(files, self.workbook(files))

    def test_neither_is_one_that_is_signed(self, files: WorkspaceFiles) -> None:
        signed = SignedBy("张三", "1", "李四", date(2025, 12, 31))
        assert "cover-not-signed" not in rules(files, self.workbook(files, value=250, signed=signed))

    def test_the_gate_and_status_do_not_ask(self, files: WorkspaceFiles) -> None:
        self.workbook(files, value=250)
        decision = files.decide()
        assert not [one for one in decision.assessment.findings if one.rule == "cover-not-signed"]
