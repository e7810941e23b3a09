"""Three keys of a target through the commands: days of grace of its own, whole pieces, the other end of a range."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.cli.typed import typed
from tests.plans import target_text
from tests.workspaces import WorkspaceFiles, line, quota

RANGE = "100—120亿元"
LAST_DAY = "2026-06-29"  # the year's end and 180 days
#: From the yearbook, which comes out in June.
YEARBOOK = {
    "id": '"D-12-2"',
    "indicator": '"年鉴产值"',
    "kind": '"level"',
    "value": "100",
    "up_to": "120",
    "unit": '"亿元"',
    "figure": f'"{RANGE}"',
    "start": "2025-01-01",
    "by": "2025-12-31",
    "report_lag_days": "180",
    "reported_by": '["czj"]',
}
FALL = {
    "id": '"D-12-3"',
    "indicator": '"能耗强度"',
    "kind": '"growth"',
    "op": '"<="',
    "value": "-13",
    "up_to": "-15",
    "unit": '"吨标准煤/万元"',
    "figure": '"下降13%—15%"',
    "start": "2025-01-01",
    "by": "2025-12-31",
    "baseline": "{ value = 0.4, date = 2023-12-31 }",
}
REPEATED = YEARBOOK | {"id": '"D-12-4"', "same_as": '"D-12-2"', "report_lag_days": ""}


@pytest.fixture
def workspace(tmp_path: Path) -> WorkspaceFiles:
    files = WorkspaceFiles(tmp_path)
    files.config("")
    files.plan(quota(target_start="2025-01-01", more="".join(map(_target, (YEARBOOK, FALL, REPEATED)))))
    files.report(line(value="206", evidence="台账"), line("D-12-3", value="0.34", evidence="公报"))
    return files


def _target(keys: dict[str, str]) -> str:
    return target_text(**keys)


def statuses(workspace: WorkspaceFiles, as_of: str) -> dict[str, str]:
    told = json.loads(typed(workspace.folder, "status", "demo", "--format", "json", "--as-of", as_of).stdout)
    return {target["id"]: target["reason"] for target in told["plans"][0]["targets"]}


@pytest.mark.parametrize(
    ("as_of", "reason"), [("2026-04-01", "not-due"), (LAST_DAY, "not-due"), ("2026-06-30", "no-data")]
)
def test_silence_counts_when_the_targets_own_days_have_passed(
    workspace: WorkspaceFiles, as_of: str, reason: str
) -> None:
    """Of what repeats it as well; in the verdict, in the findings, and in the gate at once."""
    told = statuses(workspace, as_of)
    assert (told["D-12-2"], told["D-12-4"]) == (reason, reason)
    is_silent = reason == "no-data"
    status = typed(workspace.folder, "status", "demo", "--as-of", as_of)
    gate = typed(workspace.folder, "gate", "--year", "2025", "--as-of", as_of)
    chase = typed(workspace.folder, "chase", "--year", "2025", "--as-of", as_of)
    assert ("[silent-department]" in status.stdout) is is_silent
    assert ("[gate-silent]" in gate.stdout) is is_silent
    assert (gate.returncode == 1) is is_silent
    assert ("[gate-provisional]" in gate.stdout and LAST_DAY in gate.stdout) is not is_silent
    assert ("市财政局" in chase.stdout) is is_silent


def test_the_others_keep_the_setting(workspace: WorkspaceFiles) -> None:
    workspace.report(line("D-12-3", value="0.34", evidence="公报"))
    assert statuses(workspace, "2026-03-01")["D-12-1"] == "not-due"
    assert statuses(workspace, "2026-03-02")["D-12-1"] == "no-data"


@pytest.mark.parametrize(
    ("target", "days", "stated_by"), [("D-12-1", 60, None), ("D-12-2", 180, "D-12-2"), ("D-12-4", 180, "D-12-2")]
)
def test_explain_says_which_days_apply_and_where_from(
    workspace: WorkspaceFiles, target: str, days: int, stated_by: str | None
) -> None:
    workspace.report()
    asked = ("explain", target, "--as-of", "2026-07-01")
    told = json.loads(typed(workspace.folder, *asked, "--format", "json").stdout)
    expected = {"days": days, "from": "target" if stated_by else "settings", "target": stated_by}
    assert told["report_lag"] == expected
    assert f"{days} days" in told["rule"]["sentence"]
    text = typed(workspace.folder, *asked).stdout
    assert (
        f"{days} days after a period's end ({f'report_lag_days of {stated_by}' if stated_by else 'the settings'})"
        in text
    )


def test_a_range_is_shown_in_every_form_and_required_in_none(workspace: WorkspaceFiles) -> None:
    workspace.report(line("D-12-2", department="市财政局", value="100", evidence="年鉴"), name="czj")
    assert statuses(workspace, "2026-04-01")["D-12-2"] == "met"
    chinese = {"PLANCHECK_LANG": "zh"}
    for command in (["status", "demo"], ["explain", "D-12-2"], ["targets"], ["targets", "--format", "markdown"]):
        assert f"（{RANGE}）" in typed(workspace.folder, *command, **chinese).stdout, command
    assert "（下降13%—15%）" in typed(workspace.folder, "status", "demo", **chinese).stdout
    assert "fall ≥13% on 2023 (13%–15%)" in typed(workspace.folder, "targets").stdout
    typed(workspace.folder, "report", "--year", "2025", "--to", "html,docx,xlsx,md,json,csv", **chinese)
    report = workspace.folder / "out" / "demo-2025"
    assert all(f"（{RANGE}）" in report.with_suffix(form).read_text(encoding="utf-8") for form in (".html", ".md"))
    assert RANGE in ZipFile(report.with_suffix(".docx")).read("word/document.xml").decode()
    assert RANGE in " ".join(texts(report.with_suffix(".xlsx")))
    by_id = {
        row["target"]: row for row in csv.DictReader(io.StringIO(report.with_suffix(".csv").read_text("utf-8-sig")))
    }
    assert (by_id["D-12-2"]["up_to"], by_id["D-12-3"]["up_to"], by_id["D-12-1"]["up_to"]) == ("120", "-15", "")
    assert '"up_to": "-15"' in report.with_suffix(".json").read_text(encoding="utf-8")


def test_an_officer_sees_the_range_and_whole_pieces(workspace: WorkspaceFiles) -> None:
    """Half of 3 of ten thousand lamps is a lamp and a half, of which one is expected."""
    lamps = {"unit": '"盏"', "value": "3", "figure": '"3盏"', "start": "2025-01-01", "by": "2026-12-31"}
    by_list = lamps | {"id": '"D-12-5"', "indicator": '"照单位"'}
    whole = lamps | {"id": '"D-12-6"', "indicator": '"按整件"', "whole": "true"}
    parts = lamps | {"id": '"D-12-7"', "indicator": '"不按整件"', "whole": "false", "unit": '"台"', "figure": '"3台"'}
    myriads = whole | {"id": '"D-12-8"', "indicator": '"万盏"', "unit": '"万盏"', "value": "0.0003"}
    myriads |= {"figure": '"0.0003万盏"'}
    more = "".join(map(_target, (YEARBOOK | {"reported_by": '["jgsw"]'}, by_list, whole, parts, myriads)))
    workspace.plan(quota(target_start="2025-01-01", more=more))
    assert typed(workspace.folder, "lint").returncode == 0
    typed(workspace.folder, "template", "demo", "--year", "2025", "-o", "issued")
    told = texts(next((workspace.folder / "issued").rglob("*.xlsx")))
    assert f"年鉴产值：到2025年底不低于{RANGE.split('—')[0]}亿元（{RANGE}）" in " ".join(told)
    expected = {}
    for text in ("照单位", "按整件", "不按整件", "万盏"):
        row = next(number for number, one in enumerate(told) if one.startswith(f"{text}："))
        expected[text] = next(one for one in told[row:] if one in ("1.5", "1", "0.0001", "0.00015"))
    assert expected == {"照单位": "1.5", "按整件": "1", "不按整件": "1.5", "万盏": "0.0001"}


def texts(path: Path) -> list[str]:
    return [
        str(cell) for sheet in load_workbook(path) for row in sheet.iter_rows(values_only=True) for cell in row if cell
    ]


def test_the_ledger_as_csv_says_no_and_nought(workspace: WorkspaceFiles) -> None:
    """A key that says false or 0 is no key that says nothing."""
    workspace.plan(quota(target_whole="false", target_report_lag_days="0"))
    (row,) = csv.DictReader(io.StringIO(typed(workspace.folder, "targets", "--format", "csv").stdout.lstrip("\ufeff")))
    assert (row["whole"], row["report_lag_days"], row["up_to"]) == ("false", "0", "")
