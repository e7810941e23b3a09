"""A long-form CSV on its whole way, through the real command line: issued, filled, sent back, checked.

| what comes | expected |
|---|---|
| as it was issued | an empty workbook, in every folder; silent nowhere |
| filled in order | nothing to say, and the same verdict as by a workbook |
| filled but for one line | that line is missing |
| a jump, a fall, beyond the limit, another's target, an unknown one | the rule that a workbook would break, at its line |
| what the SELECT of docs/csv.md yields | sound |
| a progress sheet saved as CSV | one sentence, whatever the encoding and the separator |
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from plancheck.workbook.layout import COVER_LABELS, CSV_COLUMNS, SHEET_HEADINGS
from plancheck.workbook.target_words import say
from tests.cli.typed import typed
from tests.plans import plan_text, target_text

PAGE = (Path(__file__).parents[2] / "docs" / "csv.md").read_text(encoding="utf-8")
FLEET = "市机关事务中心"
CSV = f"{FLEET}.csv"
ENDS = ("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31")
VALUES = dict(zip(ENDS, ("300", "335", "360", "400"), strict=True))
Lines = list[dict[str, str]]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    share = target_text(
        id='"D-12-2"',
        indicator='"新能源车占比"',
        kind='"level"',
        value="60",
        unit='"%"',
        figure='"60%"',
        reporting='"year"',
    )
    (tmp_path / "plans" / "demo.toml").write_text(plan_text(task_lead='["jgsw"]', more=share), encoding="utf-8")
    (tmp_path / "plancheck.toml").write_text("as_of = 2026-03-31\n", encoding="utf-8")
    assert typed(tmp_path, "template", "demo", "--year", "2025", "--format", "csv", "-o", "reports").returncode == 0
    return tmp_path


def place(workspace: Path) -> Path:
    return workspace / "reports" / "demo" / "2025" / CSV


def again(workspace: Path) -> Path:
    """The next year's file."""
    return workspace / "reports" / "demo" / "2026" / CSV


def lines_of(path: Path) -> Lines:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def write_lines(path: Path, lines: Lines) -> None:
    written = io.StringIO()
    writer = csv.DictWriter(written, CSV_COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written.getvalue().encode("utf-8-sig"))


def fill(path: Path, **changes: dict[str, str]) -> None:
    """The issued lines with sound values; changes by the day's number, `d2={"value": "1"}`."""
    lines = lines_of(path)
    for line in lines:
        line["evidence"] = "车辆处置批复"
        line["value"] = VALUES[line["period_end"]] if line["target"] == "D-12-1" else "60"
    for day, change in changes.items():
        lines[int(day[1:]) - 1] |= change
    write_lines(path, lines)


def found(workspace: Path, *paths: str) -> list[tuple[str, int | None]]:
    """Rule and line of everything that is found."""
    done = typed(workspace, "validate", *(paths or ("reports",)), "--format", "json")
    told: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return [(one["rule"], one.get("line")) for one in told]


class TestIssued:
    def test_it_is_what_excel_opens_and_the_reader_knows(self, workspace: Path) -> None:
        content = place(workspace).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf" + ",".join(CSV_COLUMNS).encode() + b"\r\n")
        lines = lines_of(place(workspace))
        assert [(line["target"], line["period_end"]) for line in lines] == [
            *(("D-12-1", day) for day in ENDS),
            ("D-12-2", "2025-12-31"),
        ]
        assert {line["department"] for line in lines} == {FLEET}
        assert not any(line[column] for line in lines for column in CSV_COLUMNS[3:])

    def test_it_asks_for_what_the_workbook_asks_for(self, workspace: Path) -> None:
        typed(workspace, "template", "demo", "--year", "2025", "-o", "out")
        sheet = openpyxl.load_workbook(workspace / "out" / "demo" / "2025" / f"{FLEET}.xlsx")["进度填报"]
        codes = [str(cell.value) for cell in sheet[1]]
        asked = {
            (row[0].value, code.removeprefix("value:"))
            for row in sheet.iter_rows(min_row=2)
            for code, cell in zip(codes, row, strict=True)
            if code.startswith("value:") and not cell.protection.locked
        }
        assert {(line["target"], line["period_end"]) for line in lines_of(place(workspace))} == asked

    def test_what_is_overdue_is_asked_for_again(self, workspace: Path) -> None:
        (workspace / "plans" / "demo.toml").write_text(plan_text(target_by="2025-12-31"), encoding="utf-8")
        fill_only = [line for line in lines_of(place(workspace)) if line["target"] == "D-12-1"]
        write_lines(place(workspace), [line | {"value": VALUES[line["period_end"]]} for line in fill_only])
        typed(workspace, "template", "demo", "--year", "2026", "--format", "csv", "-o", "out")
        later = lines_of(workspace / "out" / "demo" / "2026" / CSV)
        assert [(line["target"], line["period_end"][:4]) for line in later] == [("D-12-1", "2026")] * 4

    def test_the_base_value_that_the_plan_lacks_has_a_line(self, workspace: Path) -> None:
        growth = target_text(
            id='"D-12-3"', kind='"growth"', value="48", figure='"48%"', baseline="{ date = 2023-12-31 }"
        )
        (workspace / "plans" / "demo.toml").write_text(plan_text(task_lead='["jgsw"]', more=growth), encoding="utf-8")
        typed(workspace, "template", "demo", "--year", "2025", "--format", "csv", "-o", "reports", "--force")
        lines = lines_of(place(workspace))
        assert [line["period_end"] for line in lines if line["target"] == "D-12-3"] == ["2023-12-31", "2025-12-31"]
        for line in lines:
            value = {"2023-12-31": "200"}.get(line["period_end"], "260")
            line |= {"value": VALUES[line["period_end"]] if line["target"] == "D-12-1" else value, "evidence": "台账"}
        write_lines(place(workspace), lines)
        assert found(workspace) == []
        write_lines(place(workspace), [line for line in lines if line["period_end"] != "2023-12-31"])
        assert [rule for rule, _ in found(workspace)] == ["missing-base"]

    def test_it_is_not_written_over_what_differs(self, workspace: Path) -> None:
        fill(place(workspace))
        done = typed(workspace, "template", "demo", "--year", "2025", "--format", "csv", "-o", "reports")
        assert done.returncode == 2
        assert lines_of(place(workspace))[0]["value"] == "300"

    def test_another_form_is_refused(self, workspace: Path) -> None:
        done = typed(workspace, "template", "demo", "--year", "2025", "--format", "ods", "-o", "out")
        assert done.returncode == 2
        assert "xlsx, csv" in done.stderr

    def test_a_name_that_looks_like_a_formula_comes_back(self, workspace: Path) -> None:
        text = plan_text(task_lead='["jgsw"]').replace(FLEET, "=局")
        (workspace / "plans" / "demo.toml").write_text(text, encoding="utf-8")
        place(workspace).unlink()
        typed(workspace, "template", "demo", "--year", "2025", "--format", "csv", "-o", "reports")
        (path,) = place(workspace).parent.iterdir()
        assert {line["department"] for line in lines_of(path)} == {"'=局"}
        fill(path)
        assert found(workspace) == []


class TestSentBack:
    def test_filled_in_order_there_is_nothing_to_say(self, workspace: Path) -> None:
        fill(place(workspace))
        done = typed(workspace, "validate", "reports")
        assert (done.returncode, found(workspace)) == (0, [])

    def test_as_it_was_issued_it_is_empty(self, workspace: Path) -> None:
        assert found(workspace) == [("empty-workbook", None)]
        told = json.loads(typed(workspace, "status", "--format", "json").stdout)["findings"]
        of_the_year = [one["rule"] for one in told if "/2025/" in one["path"]]
        assert of_the_year == ["empty-workbook"]

    def test_so_it_is_outside_of_the_workspace_s_folders(self, workspace: Path) -> None:
        (workspace / "inbox").mkdir()
        place(workspace).rename(workspace / "inbox" / "x.csv")
        assert found(workspace, "inbox") == [("empty-workbook", None)]
        fill(workspace / "inbox" / "x.csv")
        assert found(workspace, "inbox") == []

    def test_the_cache_knows_that_it_is_empty(self, workspace: Path) -> None:
        for number in range(9):
            (workspace / "inbox").mkdir(exist_ok=True)
            (workspace / "inbox" / f"{number}.csv").write_bytes(place(workspace).read_bytes())
        cached = {"XDG_CACHE_HOME": str(workspace / "cache")}
        runs = [typed(workspace, "validate", "inbox", "--format", "json", **cached) for _ in range(2)]
        assert any((workspace / "cache").rglob("*.sqlite3"))
        assert runs[0].stdout == runs[1].stdout
        assert len(json.loads(runs[0].stdout)["findings"]) == 9

    @pytest.mark.parametrize("empty", ["", " ", '"'])
    def test_an_empty_value_is_no_nought(self, workspace: Path, empty: str) -> None:
        fill(place(workspace), d2={"value": empty.strip('"')})
        assert found(workspace) == [("missing-value", 3)]
        fill(place(workspace), d2={"value": empty.strip('"'), "reason": "系统升级，尚未统计"})
        assert found(workspace) == []

    def test_a_form_that_was_not_needed_is_nobodys_fault(self, workspace: Path) -> None:
        fill(place(workspace))
        (place(workspace).parent / "另一份.csv").write_bytes(
            re.sub(rb",300,|,335,|,360,|,400,|,55,", b",,", place(workspace).read_bytes()).replace(
                "车辆处置批复".encode(), b""
            )
        )
        assert found(workspace) == []

    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            ({"d2": {"value": "290"}}, ("fallen", 3)),
            ({"d3": {"value": "36000000"}}, ("unit-mismatch", 4)),
            ({"d5": {"value": "155"}}, ("above-hundred", 6)),
            ({"d4": {"value": "约400"}}, ("not-a-number", 5)),
            ({"d1": {"department": "市财政局"}}, ("not-your-target", 2)),
            ({"d1": {"department": "市气象局"}}, ("unknown-filing-department", 2)),
            ({"d1": {"target": "D-99-1"}}, ("unknown-reported-target", 2)),
            ({"d1": {"target": "D-99-1", "value": ""}}, ("unknown-reported-target", 2)),
        ],
    )
    def test_the_same_is_found_as_in_a_workbook(
        self, workspace: Path, change: dict[str, dict[str, str]], expected: tuple[str, int]
    ) -> None:
        fill(place(workspace), **change)
        assert expected in found(workspace)

    def test_reasons_and_measures_are_asked_for_as_of_a_workbook(self, workspace: Path) -> None:
        """Far behind at the year's end: each that is not given is asked for, where the target stands in the file."""
        few = {f"d{number}": {"value": "5"} for number in range(1, 5)}

        def asked(**remark: str) -> set[str]:
            fill(place(workspace), **few | {"d4": {"value": "5"} | remark})
            done = typed(workspace, "gate", "--year", "2025", "--format", "json")
            (plan,) = json.loads(done.stdout)["plans"]
            told = [one for one in plan["refusals"] if one["path"].endswith(CSV)]
            assert all(one["line"] for one in told if one["target"] == "D-12-1")
            return {one["rule"] for one in told if one["target"] == "D-12-1"}

        assert asked() == {"gate-unexplained"}
        assert asked(reason="招标流标") == {"gate-no-measure", "gate-no-measure-date"}
        assert asked(reason="招标流标", measure="增加采购", measure_by="2026-06-30") == set()

    def test_a_reason_is_for_the_periods_up_to_its_line(self, workspace: Path) -> None:
        blank: dict[str, dict[str, str]] = {"d3": {"value": ""}, "d4": {"value": ""}}
        fill(place(workspace), **blank, d2={"reason": "招标两次流标，三季度重招"})
        assert {("missing-value", 4), ("missing-value", 5)} <= set(found(workspace))
        fill(place(workspace), d3=blank["d3"], d4={"value": "", "reason": "招标两次流标，三季度重招"})
        assert "missing-value" not in [rule for rule, _ in found(workspace)]

    def test_a_line_of_an_earlier_year_s_day_makes_it_good(self, workspace: Path) -> None:
        """As the form's 补报 cell does: the value of that very day, in the later year's file."""
        text = plan_text(task_lead='["jgsw"]', target_by="2025-12-31")
        (workspace / "plans" / "demo.toml").write_text(text, encoding="utf-8")
        place(workspace).unlink()
        assert (
            typed(workspace, "template", "demo", "--year", "2026", "--format", "csv", "-o", "reports").returncode == 0
        )
        (owed,) = [line for line in lines_of(again(workspace)) if line["period_end"] < "2026"]
        assert (owed["target"], owed["period_end"]) == ("D-12-1", ENDS[3])
        write_lines(again(workspace), [owed | {"value": "390", "evidence": "车辆处置批复"}])
        told = typed(workspace, "explain", "D-12-1", "--lang", "zh").stdout
        assert f"{ENDS[3]}: 390辆" in told

    def test_what_cannot_be_read_is_not_missing_as_well(self, workspace: Path) -> None:
        fill(place(workspace), d4={"value": "约四百多"})
        assert found(workspace) == [("not-a-number", 5)]


class TestPage:
    def test_every_column_is_told_in_both_languages(self) -> None:
        assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == [*CSV_COLUMNS] * 2

    def test_its_select_fills_the_file(self, workspace: Path) -> None:
        """As documented: the tables, the view, and the one SELECT."""
        sqlite3 = pytest.importorskip("sqlite3")
        tables, view, select = re.findall(r"^```sql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
        database = sqlite3.connect(":memory:")
        database.executescript(tables + view)
        database.execute("INSERT INTO indicators VALUES ('KV-7', 'D-12-1', ?)", [FLEET])
        months = [f"{year}-{day}" for year in (2024, 2025) for day in ("03-31", "06-30", "09-30", "11-30", "12-31")]
        rows = [("KV-7", month, 40, "车辆处置批复", None) for month in months]
        database.executemany("INSERT INTO figures VALUES (?, ?, ?, ?, ?)", rows)
        asked = database.execute(select)
        assert tuple(name for name, *_ in asked.description) == CSV_COLUMNS
        written = [
            dict(zip(CSV_COLUMNS, ("" if one is None else str(one) for one in row), strict=True)) for row in asked
        ]
        assert [line["value"] for line in written] == ["240", "280", "320", "400"]
        rest = [
            line | {"value": "60", "evidence": "台账"}
            for line in lines_of(place(workspace))
            if line["target"] == "D-12-2"
        ]
        write_lines(place(workspace), written + rest)
        assert found(workspace) == []


class TestSheetSavedAsCsv:
    @pytest.fixture
    def sheets(self, workspace: Path) -> dict[str, list[list[str]]]:
        """Each sheet as Excel saves it, hidden rows and all."""
        typed(workspace, "template", "demo", "--year", "2025", "-o", "out")
        book = openpyxl.load_workbook(workspace / "out" / "demo" / "2025" / f"{FLEET}.xlsx")
        return {
            sheet.title: [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
            for sheet in book.worksheets
        }

    @pytest.fixture
    def rows(self, sheets: dict[str, list[list[str]]]) -> list[list[str]]:
        """The progress sheet: hidden row of codes, title, hint, heading, rows."""
        return sheets["进度填报"]

    def test_every_sheet_of_the_workbook_is_known(self, workspace: Path, sheets: dict[str, list[list[str]]]) -> None:
        assert len(sheets) == 3
        for rows in sheets.values():
            written = io.StringIO()
            csv.writer(written).writerows(rows)
            place(workspace).write_bytes(written.getvalue().encode("gbk", "replace"))
            assert found(workspace, f"reports/demo/2025/{CSV}") == [("csv-saved-sheet", None)]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
    @pytest.mark.parametrize("separator", [",", "\t", ";"])
    @pytest.mark.parametrize("first", [0, 1, 3])
    def test_it_is_told_in_one_sentence(
        self, workspace: Path, rows: list[list[str]], encoding: str, separator: str, first: int
    ) -> None:
        """With its codes, without them, and from its heading on."""
        written = io.StringIO()
        csv.writer(written, delimiter=separator).writerows(rows[first:])
        place(workspace).write_bytes(written.getvalue().encode(encoding, "replace"))
        assert found(workspace, f"reports/demo/2025/{CSV}") == [("csv-saved-sheet", None)]

    def test_what_to_do_stands_there(self, workspace: Path, rows: list[list[str]]) -> None:
        written = io.StringIO()
        csv.writer(written).writerows(rows)
        place(workspace).write_bytes(written.getvalue().encode("gbk", "replace"))
        for language, words in (("zh", ("另存", ".xlsx", "target,department")), ("en", ("saved as CSV", ".xlsx"))):
            told = typed(workspace, "validate", "reports", "--lang", language).stdout
            assert all(one in told for one in words)

    def test_its_headings_are_those_of_the_template(self) -> None:
        names = ("target", "task", "evidence", "measure")
        assert {
            language: tuple(say(f"head.{name}", language) for name in names) for language in ("zh", "en")
        } == SHEET_HEADINGS
        labels = ("department", "year", "rhythm")
        assert {
            language: tuple(say(f"cover.{name}", language) for name in labels) for language in ("zh", "en")
        } == COVER_LABELS


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_a_long_form_may_be_parted_as_the_system_likes(workspace: Path, separator: str) -> None:
    fill(place(workspace))
    place(workspace).write_text(place(workspace).read_text(encoding="utf-8").replace(",", separator), encoding="utf-8")
    assert found(workspace) == []
