"""A phase-out that is filled in with the number done, where what remains is asked for: `validate` asks about it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from plancheck.cli import _app
from plancheck.cli.exits import exit_codes
from tests.plans import plan_text, sound_plan, target_text
from tests.workbook.issued import cell_of, issue_workbook

TRUCKS = target_text(
    id='"D-12-7"',
    kind='"phase-out"',
    op="",
    indicator='"国三柴油货车"',
    value="",
    unit='"辆"',
    figure='"全面淘汰"',
    baseline="{ value = 860, date = 2023-12-31 }",
)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((460, 538, 600), ["remainder-rises"]),
        ((1300, 400, 322), ["remainder-above-base"]),
        ((400, 322, 260), []),
    ],
)
def test_the_number_done_is_asked_about(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    values: tuple[int, ...],
    expected: list[str],
) -> None:
    (tmp_path / "plans").mkdir()
    plan = sound_plan(tmp_path / "plans", plan_text(more=TRUCKS))
    (tmp_path / "plancheck.toml").write_text("as_of = 2025-09-30\n", encoding="utf-8")
    path = tmp_path / "reports" / "demo" / "2025" / "市机关事务中心.xlsx"
    path.parent.mkdir(parents=True)
    issue_workbook(plan, "jgsw", 2025, path)
    book = openpyxl.load_workbook(path)
    for day, value in zip(("03-31", "06-30", "09-30"), values, strict=True):
        cell_of(book["进度填报"], "D-12-7", f"value:2025-{day}").value = value
    book.save(path)
    monkeypatch.chdir(tmp_path)
    words = ["validate", "reports/demo/2025/市机关事务中心.xlsx", "--format", "json", "--lang", "zh"]
    with pytest.raises(SystemExit), exit_codes("zh"):
        _app("zh", words)(words, standalone_mode=True)
    found = json.loads(capsys.readouterr().out)["findings"]
    assert sorted({one["rule"] for one in found if one["rule"].startswith("remainder")}) == expected
