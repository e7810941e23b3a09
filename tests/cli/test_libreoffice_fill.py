"""A workbook filled by hand in LibreOffice validates and scores as one filled directly, in each format it saves."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from plancheck.cli import _app
from plancheck.cli.exits import exit_codes
from plancheck.findings.cell_ranges import column_letters
from tests.plans import plan_text, sound_plan, target_text
from tests.workbook.calc import SOFFICE, Entry, type_and_save
from tests.workbook.issued import issue_workbook

pytestmark = [pytest.mark.libreoffice, pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")]

OFFICE = "市机关事务中心"
MORE = "\n".join(
    [
        target_text(
            id='"D-12-2"', kind='"annual"', indicator='"每年新建充电桩"', value="200", unit='"个"', figure='"200"'
        ),
        target_text(id='"D-12-3"', kind='"level"', indicator='"新能源占比"', value="60", unit='"%"', figure='"60"'),
        target_text(
            id='"D-12-4"',
            kind='"growth"',
            indicator='"用车效率"',
            value="48",
            figure='"48%"',
            baseline="{ date = 2023-12-31 }",
        ),
        target_text(
            id='"D-12-5"', kind='"level"', indicator='"公务用车保有量"', value="30", unit='"万辆"', figure='"30"'
        ),
    ]
)
MILESTONE = (
    '[[task.target]]\nid = "D-12-6"\nindicator = "出台公务用车管理办法"\nkind = "milestone"\n'
    'by = 2025-12-31\nfigure = "2025年底前"\n'
)
QUARTERS = ("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31")
#: By target and code, what is typed: sound values, and the usual mistakes among them.
TYPED = {
    "D-12-1": dict(zip(QUARTERS, ("170", "240", "210", "335"), strict=True)),
    "D-12-2": dict(zip(QUARTERS, ("约40", "8e1", "１２３", "=150+62"), strict=True)),
    "D-12-3": dict(zip(QUARTERS, ("41.25", "0", "-3", "57.8"), strict=True)),
    "D-12-4": {"2025-12-31": "6400.5", "baseline": "4321"},
    "D-12-5": dict(zip(QUARTERS, ("12.5万", "26.25", "", "28.1"), strict=True)),
    "D-12-6": dict(zip(QUARTERS, ("未启动", "推进中", "快了", "已完成"), strict=True)),
}
WORDS = {
    ("D-12-1", "evidence"): "《公务用车更新台账》第3期，含“旧车”处置单",
    ("D-12-5", "reason"): "- 三季度系统迁移",
    ("D-12-1", "measure"): "加快采购",
    ("D-12-1", "measure_by"): "2025-12-01",
}


def entries(issued: Path) -> list[Entry]:
    """What is typed, at the cells that the row of codes points to."""
    found = []
    for sheet in openpyxl.load_workbook(issued).worksheets:
        columns = {cell.value: column_letters(column) for column, cell in enumerate(sheet[1], 1)}
        rows = {cell.value: row for row, cell in enumerate(sheet["A"], 1)}
        kind = "state" if any(str(code).startswith("state:") for code in columns) else "value"
        typed = {
            (target, key if key == "baseline" else f"{kind}:{key}"): text
            for target, texts in TYPED.items()
            for key, text in texts.items()
        }
        for (target, code), text in (typed | WORDS).items():
            if target in rows and code in columns and text:
                found.append(Entry(sheet.title, f"{columns[code]}{rows[target]}", text))
    return found


def write_directly(issued: Path, typed: list[Entry], path: Path) -> None:
    """Put in the cells what a spreadsheet program makes of the texts."""
    made: dict[str, object] = {"8e1": 80, "=150+62": 212, "2025-12-01": date(2025, 12, 1)}
    book = openpyxl.load_workbook(issued)
    for entry in typed:
        value = made.get(entry.text, entry.text)
        if isinstance(value, str) and value.lstrip("-").replace(".", "", 1).isascii():
            value = float(value)
        book[entry.sheet][entry.cell].value = value
    book.save(path)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the same entries typed by LibreOffice, as xlsx, ods and xls, and written directly."""
    folder = tmp_path_factory.mktemp("填报 2025")
    text = plan_text(more=MORE + MILESTONE)
    (folder / "plans").mkdir()
    plan = sound_plan(folder / "plans", text)
    issued = folder / "issued.xlsx"
    issue_workbook(plan, "jgsw", 2025, issued)
    typed = entries(issued)
    assert len(typed) == sum(bool(text) for texts in TYPED.values() for text in texts.values()) + len(WORDS)
    locked = Entry("进度填报", "A5", "改不动")
    targets = [folder / f"typed.{ending}" for ending in ("xlsx", "ods", "xls")]
    type_and_save(issued, [*typed, locked], targets, folder / "profile")
    write_directly(issued, typed, folder / "direct.xlsx")
    return folder


@dataclass(frozen=True, slots=True)
class Answers:
    """What validate and status say, as their JSON has it."""

    findings: list[dict[str, object]]
    status: dict[str, object]

    @property
    def rules(self) -> set[object]:
        return {found["rule"] for found in self.findings}


def answers(saved: Path, file: str, workspace: Path, capsys: pytest.CaptureFixture[str]) -> Answers:
    """What is said of a saved file that was sent in, but for its ending."""
    ending = Path(file).suffix
    report = workspace / "reports" / "demo" / "2025" / f"{OFFICE}{ending}"
    report.parent.mkdir(parents=True)
    shutil.copy(saved / file, report)
    shutil.copytree(saved / "plans", workspace / "plans")
    (workspace / "plancheck.toml").write_text("as_of = 2025-12-31\n", encoding="utf-8")
    printed = []
    for words in (["validate", report.relative_to(workspace).as_posix()], ["status", "demo"]):
        capsys.readouterr()
        with pytest.raises(SystemExit), exit_codes("zh"):
            _app("zh", words)([*words, "--format", "json", "--lang", "zh"], standalone_mode=True)
        answer = json.loads(re.sub(rf"{OFFICE}\.(ods|xls)\b", f"{OFFICE}.xlsx", capsys.readouterr().out))
        answer["findings"] = [one for one in answer["findings"] if one["rule"] != "legacy-format"]
        printed.append(answer)
    return Answers(findings=printed[0]["findings"], status=printed[1])


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_typed_in_libreoffice_is_filled_directly(
    saved: Path, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for file in ("direct.xlsx", f"typed.{ending}"):
        workspace = tmp_path / Path(file).stem
        workspace.mkdir()
        monkeypatch.chdir(workspace)
        said.append(answers(saved, file, workspace, capsys))
    direct, typed = said
    assert typed.findings == direct.findings
    assert typed.status == direct.status
    assert {"not-a-number", "text-number", "ambiguous-number", "fallen", "unknown-state"} <= typed.rules
