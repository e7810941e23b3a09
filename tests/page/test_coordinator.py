"""The coordinator's page: a workspace folder is dropped, and every command says there what it says on a command line."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from plancheck.page.contents import coordinator_contents
from plancheck.page.engine import BrowserEngine
from plancheck.workspace.opening import open_workspace
from tests.environment import run_plancheck
from tests.page.browsers import start_chromium
from tests.page.chromium import Chromium
from tests.page.conftest import READY
from tests.page.made import ISSUED, ROOT, TODAY, write_page

pytestmark = pytest.mark.chromium

TABLE = ("--format", "table", "--color", "never")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped workspace, as a folder of its own with what editors and version control leave in one."""
    folder = tmp_path_factory.mktemp("workspaces") / "郑州"
    for name in ("plans", "reports"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.checked.xlsx"))
    shutil.copy(ROOT / "plancheck.toml", folder)
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("[core]\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def desk(engine: BrowserEngine, city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """The page with that folder dropped on it."""
    contents = coordinator_contents(open_workspace(ROOT, today=TODAY), ISSUED)
    page = write_page(tmp_path_factory.mktemp("page") / "进度评定.html", contents, engine)
    browser = start_chromium()
    browser.open(page)
    browser.wait(READY, 120)
    browser.choose_files("#files", [city])
    browser.wait("document.body.dataset.shown === 'status-zh'")
    yield browser
    browser.close()


def said(browser: Chromium) -> str:
    return str(browser.evaluate("document.getElementById('output').textContent"))


def natively(folder: Path, *arguments: str, language: str = "zh") -> tuple[str, int]:
    run = run_plancheck(folder, arguments[0], "--lang", language, *arguments[1:], today=TODAY, COLUMNS="100")
    return run.stdout + (f"\n{run.stderr}" if run.stderr else ""), run.returncode


@pytest.mark.parametrize(
    ("fields", "button", "arguments"),
    [
        ({"plan": ""}, "status", ["status"]),
        ({"plan": "zhengzhou"}, "status", ["status", "zhengzhou"]),
        ({"plan": "zhengzhou", "day": "2025-06-30"}, "status", ["status", "zhengzhou", "--as-of", "2025-06-30"]),
        ({"target": "ZZ-12-1"}, "explain", ["explain", "--", "ZZ-12-1"]),
        (
            {"target": "ZZ-12-1", "value": "400", "date": "2026-06-30"},
            "try",
            ["explain", "--what-if", "ZZ-12-1=400@2026-06-30", "--", "ZZ-12-1"],
        ),
        ({"plan": "zhengzhou", "year": "2025"}, "gate", ["gate", "zhengzhou", "--year", "2025"]),
        ({"plan": "binzhou"}, "validate", ["validate", "reports/binzhou"]),
        ({"target": "no such"}, "explain", ["explain", "--", "no such"]),
    ],
)
def test_a_command_says_what_it_says_on_a_command_line(
    desk: Chromium, city: Path, fields: dict[str, str], button: str, arguments: list[str]
) -> None:
    for name, value in ({"plan": "", "day": "", "target": "", "value": "", "date": ""} | fields).items():
        desk.evaluate(f"void (document.getElementById('{name}').value = {value!r})")
    desk.evaluate(f"document.getElementById('{button}').click()")
    desk.wait("document.body.dataset.shown !== ''")
    told, code = (
        natively(city, arguments[0], *TABLE, *arguments[1:]) if button != "validate" else natively(city, *arguments)
    )
    assert said(desk) == told
    assert str(code) in desk.evaluate("document.getElementById('exit').textContent")


def test_the_report_is_saved_and_is_the_command_line_s(desk: Chromium, city: Path, tmp_path: Path) -> None:
    for name, value in {"plan": "zhengzhou", "day": "", "year": "2025"}.items():
        desk.evaluate(f"void (document.getElementById('{name}').value = '{value}')")
    desk.evaluate("document.getElementById('report').click()")
    desk.wait("document.querySelector('#saved a') !== null")
    folder = tmp_path / "saved"
    folder.mkdir()
    desk.call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
    desk.evaluate("document.querySelector('#saved a').click()")
    for _ in range(400):
        if saved := list(folder.glob("*.html")):
            break
        desk.evaluate("new Promise((accept) => setTimeout(accept, 50))")
    natively(city, "report", "zhengzhou", "--year", "2025", "--to", "html", "-o", str(tmp_path / "out"))
    own = next((tmp_path / "out").rglob("*.html"))
    assert saved[0].name == own.name
    assert saved[0].read_bytes() == own.read_bytes()


def test_the_folder_can_be_dragged(desk: Chromium, city: Path) -> None:
    desk.evaluate("void (document.getElementById('output').textContent = document.body.dataset.shown = '')")
    desk.drag_files([city])
    desk.wait("document.body.dataset.shown === 'status-zh'")
    assert said(desk) == natively(city, "status", *TABLE)[0]


def test_targets_are_offered_by_name(desk: Chromium) -> None:
    desk.wait("document.querySelectorAll('#targets option').length > 100")
    assert desk.evaluate(
        "Array.from(document.querySelectorAll('#targets option')).some((one) => one.value === 'ZZ-12-1')"
    )


def test_the_language_is_changed_with_the_same_command(desk: Chromium, city: Path) -> None:
    desk.evaluate("void (document.getElementById('plan').value = 'jinan')")
    desk.evaluate("document.getElementById('status').click()")
    desk.wait("document.body.dataset.shown === 'status-zh'")
    desk.evaluate("document.getElementById('language').click()")
    desk.wait("document.body.dataset.shown === 'status-en'")
    assert said(desk) == natively(city, "status", *TABLE, "jinan", language="en")[0]
    desk.evaluate("document.getElementById('language').click()")
    desk.wait("document.body.dataset.shown === 'status-zh'")


def test_a_folder_that_is_no_workspace_is_told(desk: Chromium, tmp_path: Path) -> None:
    folder = tmp_path / "别的"
    folder.mkdir()
    (folder / "x.txt").write_text("x", encoding="utf-8")
    desk.choose_files("#files", [folder])
    desk.wait("document.getElementById('notice').textContent.includes('不是工作区')")
    assert desk.evaluate("document.getElementById('results').hidden")
