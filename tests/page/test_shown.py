"""What an officer sees: the drop area, a verdict for each file, what to do, in both languages; and nothing becomes markup.

| dropped | shown |
|---|---|
| a sound workbook | nothing found, it can be sent |
| one with faults | how many; by sheet and cell; copied text, marked copy |
| names and cells full of markup | text |
| two files of one name, a lock file, a workspace's own name | beside each other; nothing to check; not overwritten |
| a workbook of another plan, or of one that comes with plancheck and is not the page's | it is not said that it can be sent |
| a blank form, last year's beside this year's, a marked copy alone or beside its workbook, no workbook at all | nor is it |
| a warning and no error | to be looked at first, then sent |
| a plan with a recipient and days to hand in | to whom it is sent, and by which day |
"""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from plancheck.page.engine import BrowserEngine
from plancheck.plan.records.recipient import Recipient
from tests.page.books import OTHER, REPORTS, SOUND, fill_badly
from tests.page.chromium import Chromium
from tests.page.conftest import READY
from tests.page.made import ROOT, contents_of, write_page
from tests.workbook.issued import issue_workbook
from tests.workbook.samples import sample_plan

pytestmark = pytest.mark.chromium


@pytest.fixture
def shown(chromium: Chromium, page: Path) -> Chromium:
    chromium.open(page)
    chromium.wait(READY, 120)
    return chromium


def drop(browser: Chromium, *paths: Path, selector: str = "#files", language: str = "zh") -> str:
    """Choose files; the text of the results."""
    before = browser.evaluate("check.round")
    browser.choose_files(selector, list(paths))
    browser.wait(f"document.body.dataset.lines === '{before + 1}-{language}'")
    return text_of(browser, "#results")


def text_of(browser: Chromium, selector: str) -> str:
    return str(browser.evaluate(f"document.querySelector({json.dumps(selector)}).innerText"))


def copied(browser: Chromium, button: str) -> str:
    """What a button puts on the clipboard."""
    browser.evaluate(
        "navigator.clipboard.writeText = (text) => { window.copiedText = text; return Promise.resolve(); }"
    )
    browser.evaluate(f"document.querySelector({json.dumps(button)}).click()")
    browser.wait("window.copiedText !== undefined")
    return str(browser.evaluate("window.copiedText"))


def copy_of(source: Path, to: Path) -> Path:
    to.parent.mkdir(exist_ok=True)
    to.write_bytes(source.read_bytes())
    return to


class TestBefore:
    def test_the_page_says_what_it_does_and_that_nothing_is_sent(self, shown: Chromium) -> None:
        text = text_of(shown, "body")
        for part in (
            "填报表检查",
            "把填报表拖到这里",
            "不联网、不上传、不安装",
            "已就绪",
            "郑政〔2024〕7号",
            "2026-01-05",
            "plancheck ",
        ):
            assert part in text
        assert shown.evaluate("document.getElementById('results').hidden")
        shown.evaluate("document.getElementById('language').click()")
        text = text_of(shown, "body")
        for part in ("Check a progress workbook", "Drop the workbook here", "Nothing is sent", "Ready"):
            assert part in text
        assert shown.evaluate("document.documentElement.lang") == "en"

    @pytest.mark.parametrize("width", [360, 1280])
    def test_nothing_runs_out_of_the_window(self, shown: Chromium, tmp_path: Path, width: int) -> None:
        shown.resize(width, 800)
        drop(shown, fill_badly(REPORTS / "2025" / OTHER, tmp_path / f"{'长' * 60}.xlsx"))
        assert shown.evaluate("document.documentElement.scrollWidth") <= width

    def test_a_keyboard_reaches_everything(self, shown: Chromium) -> None:
        order = "Array.from(document.querySelectorAll('#language, #files')).every((one) => one.tabIndex === 0)"
        assert shown.evaluate(order)
        assert shown.evaluate("(document.getElementById('files').focus(), document.activeElement.id)") == "files"


class TestVerdicts:
    def test_a_sound_workbook_can_be_sent(self, shown: Chromium, tmp_path: Path) -> None:
        text = drop(shown, copy_of(REPORTS / "2025" / SOUND, tmp_path / SOUND))
        assert "没有发现问题" in text
        assert "可以报送" in text
        assert "标注副本：" not in text

    def test_faults_are_told_by_sheet_and_cell(self, shown: Chromium, tmp_path: Path) -> None:
        path = fill_badly(REPORTS / "2025" / OTHER, tmp_path / OTHER)
        text = drop(shown, path)
        told: Any = shown.evaluate("check.results.zh.findings")
        errors = sum(one["severity"] == "error" for one in told)
        assert f"有 {errors} 处错误" in text
        assert "可以报送：" not in text
        assert all(one["message"] in text and (one["cell"] or "") in text for one in told)
        assert copied(shown, ".card button:not(.cell)") == shown.evaluate("check.results.zh.lines")
        shown.evaluate("window.copiedText = undefined")
        first = next(one for one in told if one["cell"])
        assert copied(shown, ".card .cell") == f"{first['sheet']}!{first['cell']}"

    def test_each_file_has_its_own(self, shown: Chromium, tmp_path: Path) -> None:
        sound = copy_of(REPORTS / "2025" / SOUND, tmp_path / SOUND)
        bad = fill_badly(REPORTS / "2025" / OTHER, tmp_path / OTHER)
        drop(shown, sound, bad)
        verdicts = "Array.from(document.querySelectorAll('.card'), (card) => [card.dataset.path, card.className])"
        assert shown.evaluate(verdicts) == [[SOUND, "card none"], [OTHER, "card errors"]]
        own = copied(shown, ".card.errors .actions button")
        assert own
        assert all(line.startswith((f"{OTHER}:", "  ")) for line in own.splitlines())

    def test_another_plan_s_workbook_is_never_said_to_be_right(self, shown: Chromium, tmp_path: Path) -> None:
        path = tmp_path / "别的方案.xlsx"
        issue_workbook(sample_plan(), "czj", 2025, path)
        text = drop(shown, path)
        assert "可以报送：" not in text
        assert "没有发现问题" not in text

    @pytest.mark.parametrize(
        ("case", "verdict", "told"),
        [
            ("blank", "blank", "还没有填"),
            ("copy alone", "copy", "不是原表"),
            ("another of our plans", "other", "不是本页方案"),
            ("no workbook", "errors", "没有读成填报表"),
            ("a warning", "warnings", "请逐处核实"),
        ],
    )
    def test_it_is_not_said_that_it_can_be_sent(
        self, shown: Chromium, tmp_path: Path, case: str, verdict: str, told: str
    ) -> None:
        """Nothing is wrong with most of these, and yet they are not what is asked for."""
        match case:
            case "blank":
                # Of a year that has just begun: nothing is due in it, so nothing is missing.
                issue_workbook(contents_of(ROOT, "zhengzhou").plans[0], "jtysj", 2026, tmp_path / SOUND)
                path = tmp_path / SOUND
            case "copy alone":
                path = copy_of(REPORTS / "2025" / SOUND, tmp_path / SOUND.replace(".xlsx", ".checked.xlsx"))
            case "another of our plans":
                path = copy_of(ROOT / "reports" / "jinan" / "2025" / "市商务局.xlsx", tmp_path / "市商务局.xlsx")
            case "no workbook":
                path = tmp_path / "照片.jpg"
                path.write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
            case _:
                path = copy_of(REPORTS / "2025" / "市商务局.xlsx", tmp_path / "市商务局.xlsx")
        text = drop(shown, path)
        assert shown.evaluate("document.querySelector('.card').className") == f"card {verdict}"
        assert told in text
        assert "可以报送" not in text.replace("不能说可以报送", "")

    def test_of_two_years_only_the_later_is_sent(self, shown: Chromium, tmp_path: Path) -> None:
        before = copy_of(REPORTS / "2024" / SOUND, tmp_path / "2024" / SOUND)
        text = drop(shown, before, copy_of(REPORTS / "2025" / SOUND, tmp_path / SOUND))
        assert shown.evaluate("Array.from(document.querySelectorAll('.card'), (card) => card.className)") == [
            "card earlier",
            "card none",
        ]
        assert text.count("可以报送") == 1
        assert "市交通运输局　2024 年　郑州市" in text

    def test_a_copy_beside_its_workbook_is_not_sent(self, shown: Chromium, tmp_path: Path) -> None:
        sound = copy_of(REPORTS / "2025" / SOUND, tmp_path / SOUND)
        text = drop(shown, copy_of(sound, tmp_path / SOUND.replace(".xlsx", ".checked.xlsx")), sound)
        assert [shown.evaluate(f"document.querySelectorAll('.card.{one}').length") for one in ("copy", "none")] == [
            1,
            1,
        ]
        assert text.count("可以报送") == 1

    def test_the_marked_copy_is_saved(self, shown: Chromium, tmp_path: Path) -> None:
        drop(shown, fill_badly(REPORTS / "2025" / OTHER, tmp_path / OTHER))
        folder = tmp_path / "saved"
        folder.mkdir()
        shown.call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
        shown.evaluate("document.querySelector('a[download]').click()")
        end = time.monotonic() + 30
        while not (saved := list(folder.glob("*.xlsx"))) and time.monotonic() < end:
            shown.evaluate("new Promise((accept) => setTimeout(accept, 50))")
        assert [path.name for path in saved] == ["市住房保障局.checked.xlsx"]
        assert openpyxl.load_workbook(saved[0]).worksheets[0].title == "待更正"


class TestSending:
    @pytest.mark.parametrize(("language", "button"), [("zh", 0), ("en", 1)])
    def test_to_whom_and_by_which_day(
        self, chromium: Chromium, engine: BrowserEngine, tmp_path: Path, language: str, button: int
    ) -> None:
        contents = contents_of(ROOT, "zhengzhou")
        to = Recipient("市发展改革委督查室", "0371-12345678", "dcs@example.gov.cn")
        plans = tuple(replace(plan, recipient=to, due_days=15) for plan in contents.plans)
        chromium.open(write_page(tmp_path / "page.html", replace(contents, plans=plans), engine))
        chromium.wait(READY, 120)
        chromium.evaluate(f"{button} && document.getElementById('language').click()")
        text = drop(chromium, copy_of(REPORTS / "2025" / SOUND, tmp_path / SOUND), language=language)
        for part in ("市发展改革委督查室", "0371-12345678", "dcs@example.gov.cn", "2025-12-31", "2026-01-15"):
            assert part in text
        assert "方案协调单位" not in text
        assert "市发展改革委督查室" in text_of(chromium, "#about")

    def test_a_numbered_copy_is_offered(self, shown: Chromium, tmp_path: Path) -> None:
        """An earlier copy that somebody has written in lies beside the workbook, and is not replaced."""
        path = fill_badly(REPORTS / "2025" / OTHER, tmp_path / OTHER)
        written_in = tmp_path / OTHER.replace(".xlsx", ".checked.xlsx")
        fill_badly(REPORTS / "2025" / OTHER, written_in, 3)
        drop(shown, path, written_in)
        names = "Array.from(document.querySelectorAll('a[download]'), (one) => one.download)"
        assert shown.evaluate(names) == ["市住房保障局.checked-2.xlsx"]


class TestMarkup:
    def test_names_and_cells_stay_text(self, shown: Chromium, tmp_path: Path) -> None:
        name = "<img src=x onerror=document.title=1><b>&amp;'\".xlsx"
        text = drop(shown, fill_badly(REPORTS / "2025" / OTHER, tmp_path / name))
        assert name in text
        assert "“<img src=x onerror=" in text
        assert shown.evaluate("document.querySelectorAll('#results img, #results b b, #results script').length") == 0
        assert shown.evaluate("document.title") == "填报表检查"

    @pytest.mark.parametrize("name", ["--lang=en.xlsx", "-o.xlsx", "表[1].xlsx", "a b*.xlsx", "=1+1.xlsx"])
    def test_a_name_is_no_option_and_no_pattern(self, shown: Chromium, tmp_path: Path, name: str) -> None:
        text = drop(shown, copy_of(REPORTS / "2025" / SOUND, tmp_path / name))
        assert shown.evaluate("check.results.zh.code") in (0, 1)
        assert name in text

    def test_the_page_s_own_files_are_not_overwritten(self, shown: Chromium, tmp_path: Path) -> None:
        """A workbook beside a file that is called as the page's settings are."""
        hostile = tmp_path / "plancheck.toml"
        hostile.write_text("as_of = 1999-01-01\n[scoring\n", encoding="utf-8")
        sound = copy_of(REPORTS / "2025" / SOUND, tmp_path / SOUND)
        drop(shown, hostile, sound)
        assert shown.evaluate("check.files.map((file) => file.path)") == ["2/plancheck.toml", SOUND]
        assert shown.evaluate("document.querySelectorAll('.card.none').length") == 1


class TestDragging:
    @pytest.mark.parametrize("place", [(400, 200), (400, 700)])
    def test_a_file_can_be_let_go_anywhere(self, shown: Chromium, tmp_path: Path, place: tuple[int, int]) -> None:
        """Beside the drop area a browser would open it instead of the page."""
        shown.drag_files([copy_of(REPORTS / "2025" / SOUND, tmp_path / SOUND)], place)
        shown.wait("document.body.dataset.shown === '1-zh'")
        assert "没有发现问题" in text_of(shown, "#results")

    def test_a_folder_is_what_lies_in_it(self, shown: Chromium, tmp_path: Path) -> None:
        copy_of(REPORTS / "2025" / SOUND, tmp_path / "收表" / SOUND)
        (tmp_path / "收表" / "更早").mkdir()
        copy_of(REPORTS / "2024" / SOUND, tmp_path / "收表" / "更早" / SOUND)
        shown.drag_files([tmp_path / "收表"])
        shown.wait("document.body.dataset.shown === '1-zh'")
        paths = sorted(shown.evaluate("check.files.map((file) => file.path)"))
        assert paths == sorted([f"收表/{SOUND}", f"收表/更早/{SOUND}"])


class TestSeveral:
    def test_last_year_s_of_the_same_name_lies_beside_it(self, shown: Chromium, tmp_path: Path) -> None:
        before = copy_of(REPORTS / "2024" / SOUND, tmp_path / "2024" / SOUND)
        now = copy_of(REPORTS / "2025" / SOUND, tmp_path / SOUND)
        drop(shown, now)
        drop(shown, before, selector="#more-files")
        assert shown.evaluate("check.files.map((file) => file.path)") == [SOUND, f"2/{SOUND}"]
        # A mended one, dropped afresh, takes the place of all.
        drop(shown, now)
        assert shown.evaluate("check.files.map((file) => file.path)") == [SOUND]

    def test_what_a_program_puts_beside_an_open_file_is_nothing(self, shown: Chromium, tmp_path: Path) -> None:
        lock = tmp_path / f"~${SOUND}"
        lock.write_bytes(b"\x05user")
        shown.choose_files("#files", [lock])
        shown.wait("document.getElementById('cards').innerText.includes('没有可以检查的文件')")

    def test_the_other_language_is_the_same_in_words(self, shown: Chromium, tmp_path: Path) -> None:
        drop(shown, fill_badly(REPORTS / "2025" / OTHER, tmp_path / OTHER))
        round_ = shown.evaluate("check.round")
        shown.evaluate("document.getElementById('language').click()")
        shown.wait(f"document.body.dataset.lines === '{round_}-en'")
        text = text_of(shown, "#results")
        assert "Errors: " in text
        assert "Fix: " in text
        rules = "['zh', 'en'].map((one) => check.results[one].findings.map((two) => two.rule + two.cell).join())"
        chinese, english = shown.evaluate(rules)
        assert chinese == english


def test_a_page_without_its_engine_says_so(chromium: Chromium, page: Path, tmp_path: Path) -> None:
    """A file that was cut short or changed on its way."""
    text = page.read_bytes()
    start = text.index(b'id="engine">') + len(b'id="engine">')
    cut = tmp_path / "cut.html"
    cut.write_bytes(text[: start + 4_000_000] + text[start + 4_000_400 :])
    chromium.open(cut)
    chromium.wait("document.body && document.body.dataset.engine === 'lost'")
    assert "不完整或已损坏" in text_of(chromium, "#state")
