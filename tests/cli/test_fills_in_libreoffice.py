"""A workbook filled in LibreOffice in every way that officers do it: the right value, a finding, or a sentence in the form."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from plancheck.cli import _app
from plancheck.cli.exits import exit_codes
from plancheck.workbook.answers.entries import read_answers
from plancheck.workbook.intake.intake import read_file
from tests.cli.filled_rows import OTHER, ROWS
from tests.cli.fills import QUARTERS, Filled, Places, plan_of
from tests.cli.handled_sheets import BEFORE, FOREIGN, FOUND, HANDLED, NUMBERS, OTHER_FILE, SHEETS, SOUND
from tests.cli.typed import HEADING, typed
from tests.workbook.calc import SOFFICE
from tests.workbook.desk import Sitting, sit, step

pytestmark = [pytest.mark.libreoffice, pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")]

OFFICE = "市机关事务中心"
#: What the gate will want is no finding on what was filled; nor is what a format cannot tell.
_NO_FAULTS = ("asked-by-gate", "legacy-format", "cover-not-signed")
_READ = {"未启动": "not-started", "推进中": "under-way"}


@dataclass(frozen=True, slots=True)
class Desk:
    """A workspace, the workbook that was issued there, and the folder of what LibreOffice made of it."""

    folder: Path
    issued: Path
    made: Path

    @classmethod
    def prepare(cls, folder: Path, plan: str, year: int = 2025, before: str = "", as_of: str = "") -> Desk:
        """`before`: the long form of the year before; `as_of`: the day to judge, by default after the year."""
        last = folder / "reports" / "demo" / str(year - 1)
        for path in (folder / "plans", folder / "made", last):
            path.mkdir(parents=True)
        (folder / "plans" / "demo.toml").write_text(plan, encoding="utf-8")
        (folder / "plancheck.toml").write_text(f"as_of = {as_of or f'{year + 1}-03-31'}\n", encoding="utf-8")
        if before:
            (last / "all.csv").write_text(HEADING + before, encoding="utf-8")
        told = typed(folder, "template", "demo", "--year", str(year), "-o", "issued")
        assert told.returncode == 0, told.stderr
        return cls(folder, folder / "issued" / "demo" / str(year) / f"{OFFICE}.xlsx", folder / "made")

    def hand_in(self, made: str, name: str = "", year: int = 2025, *, beside: bool = False) -> Path:
        """Put a file where it is read, alone or beside what is there; its path in the workspace."""
        folder = Path("reports", "demo", str(year))
        if not beside:
            shutil.rmtree(self.folder / folder, ignore_errors=True)
        (self.folder / folder).mkdir(parents=True, exist_ok=True)
        path = folder / (name or f"{OFFICE}{Path(made).suffix}")
        shutil.copy(self.made / made, self.folder / path)
        return path

    def sitting(self, made: str, *steps: str, source: str = "") -> Sitting:
        return Sitting(self.made / source if source else self.issued, steps, [self.made / made])


class Officer:
    """Types commands in a workspace."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def run(self, desk: Desk, *words: str) -> str:
        self._monkeypatch.chdir(desk.folder)
        self._capsys.readouterr()
        arguments = [*words, "--lang", "zh"]
        with pytest.raises(SystemExit), exit_codes("zh"):
            _app("zh", arguments)(arguments, standalone_mode=True)
        return self._capsys.readouterr().out

    def findings(self, desk: Desk, *words: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.run(desk, "validate", *words, "--format", "json"))["findings"]
        return found

    def faults(self, desk: Desk, *words: str) -> list[tuple[str, str]]:
        """Rule and cell of what is wrong."""
        found = self.findings(desk, *(words or ("reports",)))
        return [(one["rule"], one["cell"] or "") for one in found if one["rule"] not in _NO_FAULTS]

    def values(self, desk: Desk, target: str, year: int = 2025) -> tuple[str, ...]:
        """What was read from the workbook of a year: values and states, `!` behind those that decide nothing."""
        told = json.loads(self.run(desk, "explain", target, "--format", "json"))
        return tuple(
            f"{one['value'] or one['state']}{'' if one['counts'] else '!'}"
            for one in told["observations"]
            if one["year"] == year
        )

    def verdict(self, desk: Desk, target: str, as_of: str) -> tuple[str, str]:
        told = json.loads(self.run(desk, "status", "demo", "--as-of", as_of, "--format", "json"))
        return next((one["status"], one["reason"]) for one in told["plans"][0]["targets"] if one["id"] == target)


@pytest.fixture
def officer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Officer:
    return Officer(monkeypatch, capsys)


@dataclass(frozen=True, slots=True)
class Desks:
    """The workspaces, all of whose workbooks were filled in one run: of rows, of sheets, of late values, of years to come."""

    rows: Desk
    sheets: Desk
    late: Desk
    ahead: Desk


def _foreign(folder: Path) -> Path:
    """Figures in a file of somebody's own, in formats of its own."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    for row in FOREIGN:
        sheet.append(row)
    sheet["A1"].number_format = sheet["A4"].number_format = "0%"
    sheet["C1"].number_format = "yyyy-mm-dd"
    sheet["F1"] = 260
    path = folder / "other.xlsx"
    book.save(path)
    return path


def _lines(values: Mapping[str, tuple[str, ...]], year: int) -> str:
    return "".join(
        f"{target},{OFFICE},{year}{day[4:]},{value},统计报表,,,,,\n"
        for target, told in values.items()
        for day, value in zip(QUARTERS, told, strict=False)
    )


def _states(target: str, year: int) -> str:
    return "".join(f"{target},{OFFICE},{year}{day[4:]},,,,,,,未启动\n" for day in QUARTERS)


def _row_sittings(desk: Desk, other: Path) -> list[Sitting]:
    places = Places(desk.issued)
    steps: list[str] = []
    for target, row in ROWS.items():
        texts = (f"='{other.as_uri()}'#$Sheet1.F1" if text == OTHER else text for text in row.typed)
        steps += places.fill(target, replace(row, typed=tuple(texts)))
    for name, text in (("prepared_by", "张三"), ("phone", "0371-12345678"), ("reported_on", "2026-01-10")):
        steps.append(step("TypeIn", *places.cover(name), text))
    return [desk.sitting("rows.xlsx", *steps)]


def _sheet_sittings(desk: Desk, other: Path) -> list[Sitting]:
    places = Places(desk.issued)
    parts = {target: list(places.fill(target, Filled(SHEETS[target], SOUND[target]))) for target in SHEETS}
    first = [line for target in ("A-total", "B-left") for line in parts[target]]
    second = [line for target in ("C-level", "D-rate", "E-mile") for line in parts[target]]
    formats = [desk.made / f"sound.{ending}" for ending in ("xlsx", "xlsm", "ods", "xls")]
    wrong = list(places.type_in("A-total", f"value:{QUARTERS[3]}", "约380"))
    return [
        desk.sitting("first.xlsx", *first),
        desk.sitting("second.xlsx", *second),
        Sitting(desk.issued, [*first, *second], formats),
        desk.sitting("wrong.xlsx", *wrong, source="sound.xlsx"),
        *(
            desk.sitting(
                f"{number}.xlsx",
                *(line.replace(OTHER_FILE, other.as_uri()) for line in case.steps(places)),
                source="sound.xlsx",
            )
            for number, case in enumerate(HANDLED.values())
        ),
    ]


#: Of two targets that were to be met by the end of the year before, one is told late.
_LATE = {"value:2025-12-31": "660", "evidence": "市统计局报表"}


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Desks:
    folder = tmp_path_factory.mktemp("填报")
    other = _foreign(folder)
    late = "".join(_lines({name: ("40", "80", "120")}, 2025) for name in ("told", "owed"))
    made = Desks(
        rows=Desk.prepare(folder / "rows", plan_of({name: row.like for name, row in ROWS.items()})),
        sheets=Desk.prepare(folder / "sheets", plan_of(SHEETS), before=_lines(BEFORE, 2024) + _states("E-mile", 2024)),
        late=Desk.prepare(
            folder / "late", plan_of({"told": "total", "owed": "total"}, last="2025-12-31"), 2026, before=late
        ),
        ahead=Desk.prepare(folder / "ahead", plan_of({"ahead": "total"}, last="2099-12-31"), 2098, as_of="2098-01-31"),
    )
    places, ahead = Places(made.late.issued), Places(made.ahead.issued)
    owing = [line for code, text in _LATE.items() for line in places.type_in("told", code, text)]
    sit(
        [
            *_row_sittings(made.rows, other),
            *_sheet_sittings(made.sheets, other),
            made.late.sitting("late.xlsx", *owing),
            made.ahead.sitting(
                "ahead.xlsx",
                *ahead.type_in("ahead", "value:2098-03-31", "170"),
                *ahead.type_in("ahead", "evidence", "统计报表"),
            ),
        ],
        folder / "profile",
    )
    made.rows.hand_in("rows.xlsx")
    return made


@pytest.fixture(scope="module")
def found_in_rows(desks: Desks) -> list[dict[str, Any]]:
    told = typed(desks.rows.folder, "validate", "reports", "--format", "json", "--lang", "zh")
    found: list[dict[str, Any]] = json.loads(told.stdout)["findings"]
    return found


def _columns_of(found: Mapping[str, Any], book: openpyxl.Workbook) -> str:
    """The code of a finding's column; a quarter by its number."""
    letters = re.match(r"[A-Z]+", found["cell"])
    code = str(book[found["sheet"]][f"{letters[0] if letters else ''}1"].value)
    day = code.partition(":")[2]
    return str(QUARTERS.index(day) + 1) if day in QUARTERS else code


def _is_in_row(found: Mapping[str, Any], place: tuple[str, str]) -> bool:
    row = re.sub(r"\D", "", place[1])
    return found["sheet"] == place[0] and re.sub(r"\D", "", found["cell"] or "") == row


@pytest.mark.parametrize("target", ROWS)
def test_what_is_typed(desks: Desks, officer: Officer, found_in_rows: list[dict[str, Any]], target: str) -> None:
    case, saved = ROWS[target], desks.rows.made / "rows.xlsx"
    places = Places(saved)
    here = places.cell(target, "target")
    found = [one for one in found_in_rows if one["rule"] not in _NO_FAULTS and _is_in_row(one, here)]
    assert officer.values(desks.rows, target) == case.read
    assert [(one["rule"], _columns_of(one, places.book)) for one in found] == list(case.findings)
    assert places.check(target, saved) == case.sentence


def test_what_is_said_of_the_file(desks: Desks, found_in_rows: list[dict[str, Any]]) -> None:
    """The other file that a formula looks into, and what nobody wrote on the cover."""
    told = {one["rule"]: one["message"] for one in found_in_rows if not one["target"] and one["rule"] in _FILE}
    assert set(told) == set(_FILE)
    assert "other.xlsx" in told["external-links"]
    assert told["cover-not-signed"].endswith("封面还有 1 格没有填：“审核人”")


_FILE = ("external-links", "cover-not-signed")


def test_every_entry_is_carried_into_a_workbook_that_is_issued_again(desks: Desks, officer: Officer) -> None:
    def told(path: Path) -> dict[tuple[str, str], tuple[str, bool]]:
        progress = read_file(path).progress
        assert progress is not None
        return {key: (one.says, one.is_read) for key, one in read_answers(progress).items()}

    officer.run(desks.rows, "template", "demo", "--year", "2025", "-o", "again", "--force")
    again = desks.rows.folder / "again" / "demo" / "2025" / f"{OFFICE}.xlsx"
    before = told(desks.rows.made / "rows.xlsx")
    assert told(again) == before
    assert len(before) > len(ROWS) * 3


@pytest.mark.parametrize("case", HANDLED)
def test_what_is_done_to_a_sheet(desks: Desks, officer: Officer, case: str) -> None:
    (faults, read), made = FOUND.get(case, ((), {})), f"{list(HANDLED).index(case)}.xlsx"
    desks.sheets.hand_in(made)
    assert officer.faults(desks.sheets) == list(faults)
    sound = {target: tuple(_READ.get(text, text) for text in SOUND[target]) for target in SHEETS}
    assert {target: officer.values(desks.sheets, target) for target in SHEETS} == sound | dict(read)


@pytest.mark.parametrize("case", [case for case in HANDLED if case.startswith("sorted")])
def test_a_sorted_row_says_what_it_said(desks: Desks, case: str) -> None:
    sound, after = desks.sheets.made / "sound.xlsx", desks.sheets.made / f"{list(HANDLED).index(case)}.xlsx"
    before, places = Places(sound), Places(after)
    order = [cell.value for cell in places.sheet("A-total")["A"][4:]]
    assert order != [cell.value for cell in before.sheet("A-total")["A"][4:]]
    for target in BEFORE:
        assert places.check(target, after) == before.check(target, sound)


@pytest.mark.parametrize("ending", ["xlsx", "xlsm", "ods", "xls"])
def test_every_format_is_read(desks: Desks, officer: Officer, ending: str) -> None:
    desks.sheets.hand_in(f"sound.{ending}")
    assert officer.faults(desks.sheets) == []
    sound = {target: tuple(_READ.get(text, text) for text in SOUND[target]) for target in SHEETS}
    assert {target: officer.values(desks.sheets, target) for target in SHEETS} == sound


def test_two_halves_are_one(desks: Desks, officer: Officer) -> None:
    officer.run(desks.sheets, "merge", "made/first.xlsx", "made/second.xlsx", "-o", "made/whole.xlsx")
    desks.sheets.hand_in("whole.xlsx")
    assert officer.faults(desks.sheets) == []
    sound = {target: tuple(_READ.get(text, text) for text in SOUND[target]) for target in SHEETS}
    assert {target: officer.values(desks.sheets, target) for target in SHEETS} == sound


def test_a_value_to_come_is_left_out(desks: Desks, officer: Officer) -> None:
    desks.ahead.hand_in("ahead.xlsx", year=2098)
    assert officer.faults(desks.ahead) == [
        ("future-period", Places(desks.ahead.issued).cell("ahead", "value:2098-03-31")[1])
    ]
    assert officer.values(desks.ahead, "ahead", 2098) == ("170!",)
    sentence = Places(desks.ahead.issued).check("ahead", desks.ahead.made / "ahead.xlsx")
    assert sentence == "3月31日：还没到期，请先不填"


def test_a_late_value_settles_its_year_and_a_blank_one_is_chased(desks: Desks, officer: Officer) -> None:
    desks.late.hand_in("late.xlsx", year=2026)
    owed = Places(desks.late.issued).cell("owed", "value:2025-12-31")[1]
    assert ("owed-value", owed) in officer.faults(desks.late)
    assert officer.values(desks.late, "told", 2026) == ("660",)
    assert officer.values(desks.late, "owed", 2026) == ()
    assert officer.verdict(desks.late, "told", "2026-12-31") == ("on-track", "met")
    assert officer.verdict(desks.late, "owed", "2026-12-31") == ("at-risk", "no-data")
    chased = officer.run(desks.late, "chase", "demo", "--year", "2026")
    assert f"往年欠报，请补报 2025-12-31 当日的数或状态：{NUMBERS}!{owed}，" in chased
    assert "以下 1 项需要办理" in chased


def test_a_marked_copy_that_was_mended(desks: Desks, officer: Officer, tmp_path: Path) -> None:
    """Sent back alone it is the workbook; beside the workbook as it was it decides nothing, and says where it differs."""
    desk = desks.sheets
    cell = Places(desk.issued).cell("A-total", f"value:{QUARTERS[3]}")
    name = f"{OFFICE}.checked.xlsx"
    path = desk.hand_in("wrong.xlsx")
    assert [one for one in officer.faults(desk) if one[1] == cell[1]] == [("not-a-number", cell[1])]
    officer.run(desk, "validate", path.as_posix(), "--mark")
    mended = [step("TypeIn", *cell, "380")]
    sit([Sitting(desk.folder / path.with_name(name), mended, [desk.made / "mended.xlsx"])], tmp_path / "profile")
    desk.hand_in("wrong.xlsx")
    desk.hand_in("mended.xlsx", name, beside=True)
    assert [rule for rule, _ in officer.faults(desk)] == ["checked-copy-differs", "not-a-number"]
    assert officer.values(desk, "A-total") == ("170", "240", "310")
    desk.hand_in("mended.xlsx", name)
    assert [rule for rule, _ in officer.faults(desk)] == ["checked-copy-read"]
    assert officer.values(desk, "A-total") == SOUND["A-total"]
