"""The ledger as JSON, CSV, Markdown, lines and a terminal's table; what an author wrote stays text in all of them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plancheck.plan.ledger import LedgerRow, ledger_rows
from plancheck.render.ledger.forms import FORMS, render_ledger
from plancheck.render.tables.csv_text import BYTE_ORDER_MARK
from plancheck.render.terminal.printable import cell_width
from tests.plans import plan_text, sound_plan, target_text


def rows_of(folder: Path, text: str | None = None) -> tuple[LedgerRow, ...]:
    return ledger_rows([sound_plan(folder, text)])


def rows_saying(folder: Path, words: str) -> tuple[LedgerRow, ...]:
    """A ledger whose indicator, titles and department names are these words."""
    quoted = json.dumps(words)
    text = plan_text(
        plan_title=quoted, task_title=quoted, target_indicator=quoted, departments_jgsw=f"{{ name = {quoted} }}"
    )
    return rows_of(folder, text)


class TestJson:
    def test_a_target_in_the_stable_shape(self, tmp_path: Path) -> None:
        changes = {
            "target_baseline": "{ date = 2023-12-31, value = 10.50 }",
            "target_checkpoints": '[{ by = 2025-12-31, value = 300, figure = "300辆" }]',
            "target_indicator_id": '"official-cars"',
        }
        answer = json.loads(render_ledger(rows_of(tmp_path, plan_text(**changes)), "json", "en"))
        assert answer["format"] == 1
        (plan,) = answer["plans"]
        assert (plan["id"], plan["document"]) == ("demo", "示政〔2024〕1号")
        (target,) = plan["targets"]
        expected = {
            "id": "D-12-1",
            "task": "12",
            "indicator": "累计更换公务用车",
            "kind": "cumulative",
            "op": ">=",
            "value": "650",
            "unit": "辆",
            "by": "2027-12-31",
            "wording": "binding",
            "departments": ["市机关事务中心", "市财政局"],
            "locator": "二（四）12",
            "figure": "650辆",
            "baseline": {"date": "2023-12-31", "value": "10.5"},
            "checkpoints": [{"by": "2025-12-31", "value": "300", "figure": "300辆", "locator": None}],
            "reported_by": ["市机关事务中心"],
            "indicator_id": "official-cars",
            "same_as": None,
            "note": None,
        }
        assert {key: target[key] for key in expected} == expected

    def test_every_key_is_there_whatever_the_kind(self, tmp_path: Path) -> None:
        action = target_text(id='"D-12-2"', kind='"direction"', value="", figure="", by="")
        first, second = json.loads(render_ledger(rows_of(tmp_path, plan_text(more=action)), "json", "zh"))["plans"][0][
            "targets"
        ]
        assert list(first) == list(second)
        assert second["value"] is None
        assert second["by"] is None

    def test_a_department_that_leads_and_supports_is_named_once(self, tmp_path: Path) -> None:
        rows = rows_of(tmp_path, plan_text(task_support='["czj"]'))
        (target,) = json.loads(render_ledger(rows, "json", "zh"))["plans"][0]["targets"]
        assert target["departments"] == ["市机关事务中心", "市财政局"]

    def test_language_changes_nothing(self, tmp_path: Path) -> None:
        rows = rows_of(tmp_path)
        assert render_ledger(rows, "json", "zh") == render_ledger(rows, "json", "en")


class TestCsv:
    def read(self, text: str) -> list[dict[str, str]]:
        assert text.startswith(BYTE_ORDER_MARK)
        return list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK))))

    def test_a_row_a_target(self, tmp_path: Path) -> None:
        (row,) = self.read(render_ledger(rows_of(tmp_path), "csv", "zh"))
        assert row["plan"] == "demo"
        assert row["lead"] == "市机关事务中心;市财政局"
        assert row["value"] == "650"
        assert row["op"] == ">="
        assert row["note"] == ""

    @pytest.mark.parametrize("words", ["=1+2", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("a","b")'])
    def test_a_formula_is_escaped(self, tmp_path: Path, words: str) -> None:
        (row,) = self.read(render_ledger(rows_saying(tmp_path, words), "csv", "zh"))
        assert row["indicator"] == "'" + words
        assert row["lead"].startswith("'")

    def test_a_negative_number_is_no_formula(self, tmp_path: Path) -> None:
        text = plan_text(target_kind='"level"', target_limits="[-5, 1000]")
        (row,) = self.read(render_ledger(rows_of(tmp_path, text), "csv", "zh"))
        assert row["limit_low"] == "-5"

    def test_the_value_zero_is_not_blank(self, tmp_path: Path) -> None:
        text = plan_text(target_kind='"phase-out"', target_value=None, target_figure='"清零"', target_op=None)
        (row,) = self.read(render_ledger(rows_of(tmp_path, text), "csv", "zh"))
        assert row["value"] == "0"


class TestMarkdown:
    def test_a_pipe_ends_no_cell(self, tmp_path: Path) -> None:
        text = render_ledger(rows_saying(tmp_path, "甲|乙\\|丙"), "markdown", "zh")
        rows = [line for line in text.splitlines() if line.startswith("|")]
        unescaped = [line.replace("\\\\", "").replace("\\|", "").count("|") for line in rows]
        assert len(rows) == 3
        assert set(unescaped) == {9}

    def test_markup_stays_text(self, tmp_path: Path) -> None:
        text = render_ledger(rows_saying(tmp_path, "<b>*甲*_乙_`丙`[丁](x)"), "markdown", "zh")
        assert "<b>" not in text
        assert "\\*甲\\*" in text
        assert "\\[丁\\]" in text

    def test_a_heading_for_each_plan(self, tmp_path: Path) -> None:
        other = sound_plan(tmp_path, name="other")
        text = render_ledger(ledger_rows([sound_plan(tmp_path), other]), "markdown", "en")
        assert len([line for line in text.splitlines() if line.startswith("## ")]) == 2


def test_lines_are_one_line_a_target(tmp_path: Path) -> None:
    more = target_text(id='"D-12-2"', indicator='"第一行\\n第二行"')
    text = render_ledger(rows_of(tmp_path, plan_text(more=more)), "lines", "zh")
    first, second = text.splitlines()
    assert first == "D-12-1  累计更换公务用车：≥650辆  2027-12-31  市机关事务中心、市财政局  [demo 12 cumulative]"
    assert second.startswith("D-12-2  第一行 第二行：")


class TestTable:
    @pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
    def test_no_line_is_wider_than_the_terminal(self, tmp_path: Path, width: int) -> None:
        long = target_text(id='"D-12-2"', indicator='"' + "公共领域车辆（公交、出租）" * 6 + '"')
        rows = rows_of(tmp_path, plan_text(task_title='"' + "促进更新" * 30 + '"', more=long))
        text = render_ledger(rows, "table", "zh", width=width)
        assert max(cell_width(line) for line in text.splitlines()) <= width

    def test_markup_of_the_table_library_stays_text(self, tmp_path: Path) -> None:
        text = render_ledger(rows_saying(tmp_path, "[red]甲[/red] :smile: [/]"), "table", "zh", width=120)
        assert text.count("[red]甲[/red] :smile: [/]") >= 3

    def test_no_escape_sequence_without_colour(self, tmp_path: Path) -> None:
        assert "\x1b" not in render_ledger(rows_of(tmp_path), "table", "zh", color=False)
        assert "\x1b[" in render_ledger(rows_of(tmp_path), "table", "zh", color=True)

    def test_every_target_is_in_it(self, tmp_path: Path) -> None:
        text = render_ledger(rows_of(tmp_path, plan_text(more=target_text(id='"D-12-2"'))), "table", "en")
        assert "D-12-1" in text
        assert "D-12-2" in text
        assert "targets: 2, tasks: 1" in text


@given(words=st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: text.strip()))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@pytest.mark.parametrize("form", FORMS)
def test_no_words_break_a_form(tmp_path: Path, form: str, words: str) -> None:
    """Nothing that an author writes ends a line, moves a cursor or stops the program."""
    quoted = '"' + "".join(f"\\U{ord(char):08x}" for char in words) + '"'
    text = plan_text(target_indicator=quoted, task_title=quoted)
    rendered = render_ledger(rows_of(tmp_path, text), form, "zh")
    if form in ("lines", "table", "markdown"):
        assert not [char for char in rendered if (ord(char) < 32 and char != "\n") or char in "\x7f\x85\u2028\u202e"]
    if form == "lines":
        assert rendered.count("\n") == 1
