"""Browsers that cannot, engines that do not start, commands that do not end: one sentence each, and the page goes on.

The engines here are scripts that act; what a browser lacks is taken away before the page's own scripts run.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck import __version__
from plancheck.page.html import page_html
from tests.page.chromium import Chromium
from tests.page.conftest import READY
from tests.page.made import ROOT, acting, contents_of, write_page

pytestmark = pytest.mark.chromium

#: A worker that starts, and answers each command by what the first file's name says.
_ACTS = """
let number = 0;
self.onmessage = (event) => {
  const message = event.data;
  if (message.type === 'start') {
    postMessage({ type: 'progress', part: 1, of: 4 });
    setTimeout(() => postMessage({ type: 'ready', version: 'VERSION', python: '3' }), 50);
    return;
  }
  const name = message.argv[message.argv.length - 1];
  if (name.startsWith('hang')) { for (;;) { /* as a file that an attacker made */ } }
  if (name.startsWith('fail')) { postMessage({ type: 'failed', id: message.id, message: 'out of memory' }); return; }
  if (name.startsWith('throw')) { throw new Error('broken inside'); }
  const bytes = (text) => new TextEncoder().encode(text).buffer;
  const code = name.startsWith('refuse') ? 2 : name.startsWith('bug') ? 3 : 0;
  const taken = { path: name, plan: 'zhengzhou', departments: ['局'], year: 2025, answers: 1, left_out: false };
  const answer = JSON.stringify({ format: 1, files: [name], findings: [], workbooks: [taken] });
  const stdout = name.startsWith('odd') ? 'no JSON' : answer;
  postMessage({ type: 'done', id: message.id, code, stdout: bytes(stdout), stderr: bytes('what stderr says'), files: [] });
};
"""
Open = Callable[..., Chromium]


@pytest.fixture
def open_page(chromium: Chromium, tmp_path: Path) -> Open:
    """Opens a page of such an engine, with short limits."""

    def opened(script: str = _ACTS, version: str = __version__, start: float = 20, run: float = 1) -> Chromium:
        engine = acting(script.replace("VERSION", version))
        limits = {"start": start, "run": run}
        page = write_page(tmp_path / "page.html", contents_of(ROOT, "zhengzhou"), engine, limits=limits)
        chromium.open(page)
        return chromium

    return opened


def seen(browser: Chromium) -> str:
    return str(browser.evaluate("document.body.innerText"))


class TestTooOld:
    @pytest.mark.parametrize(
        "missing",
        [
            "delete window.WebAssembly",
            "WebAssembly.validate = () => false",
            "delete window.DecompressionStream",
            "delete window.Worker",
        ],
    )
    def test_a_browser_without_what_is_needed_is_told_what_to_do(
        self, chromium: Chromium, open_page: Open, missing: str
    ) -> None:
        chromium.before_load(missing)
        open_page()
        chromium.wait("document.getElementById('unfit') && !document.getElementById('unfit').hidden")
        text = seen(chromium)
        assert "这个浏览器太旧" in text
        assert "This browser is too old" in text
        assert "把填报表拖到这里" not in text

    def test_a_browser_that_cannot_read_the_script_is_told_too(self, chromium: Chromium, tmp_path: Path) -> None:
        """As one that knows WebAssembly but not the language: the script is an error to it from its first line."""
        page = page_html(contents_of(ROOT, "zhengzhou"), acting(_ACTS)).decode()
        broken = page.replace("'use strict';", "this is no JavaScript")
        (tmp_path / "broken.html").write_text(broken, encoding="utf-8")
        chromium.open(tmp_path / "broken.html")
        chromium.wait("document.readyState === 'complete' && !document.getElementById('unfit').hidden")
        assert "这个浏览器太旧" in seen(chromium)

    def test_without_any_script_there_is_a_sentence(self, chromium: Chromium, open_page: Open, tmp_path: Path) -> None:
        chromium.call("Emulation.setScriptExecutionDisabled", value=True)
        open_page()
        chromium.wait("document.readyState === 'complete' && !!document.querySelector('noscript div')")
        text = seen(chromium)
        assert "没有允许本页运行脚本" in text
        assert "does not let the page run its script" in text

    def test_the_first_script_is_old_javascript(self) -> None:
        text = (ROOT / "src" / "plancheck" / "page" / "static" / "first.js").read_text(encoding="utf-8")
        assert not [word for word in ("=>", "const ", "let ", "`", "...", "async", "class ") if word in text]


class TestStart:
    def test_an_engine_that_never_starts_is_given_up(self, open_page: Open) -> None:
        browser = open_page("self.onmessage = () => {}", start=0.5)
        browser.wait("document.body.dataset.engine === 'stuck'")
        assert "没有启动成功" in seen(browser)

    def test_an_engine_that_breaks_is_told(self, open_page: Open) -> None:
        browser = open_page("self.onmessage = () => { throw new Error('x'); }")
        browser.wait("document.body.dataset.engine === 'lost'")
        assert "重新要一份" in seen(browser)

    def test_an_engine_of_another_version_checks_nothing(self, open_page: Open, tmp_path: Path) -> None:
        browser = open_page(version="9.9.9")
        browser.wait("document.body.dataset.engine === 'other-version'")
        assert "9.9.9" in seen(browser)
        drop(browser, tmp_path, "sound.xlsx")
        browser.wait("document.body.dataset.shown")
        assert "没有查成" in seen(browser)


def drop(browser: Chromium, folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"x")
    browser.choose_files("#files", [folder / name])


class TestRun:
    def test_a_command_that_does_not_end_is_stopped_and_the_page_goes_on(self, open_page: Open, tmp_path: Path) -> None:
        browser = open_page()
        browser.wait(READY)
        drop(browser, tmp_path, "hang.xlsx")
        browser.wait("document.body.dataset.shown === '1-zh'")
        assert "超过 1 秒没有查完，已停止" in seen(browser)
        browser.wait(READY)
        drop(browser, tmp_path, "sound.xlsx")
        browser.wait("document.body.dataset.shown === '2-zh'")
        assert "没有发现问题" in seen(browser)

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("fail.xlsx", "out of memory"),
            ("throw.xlsx", "broken inside"),
            ("refuse.xlsx", "what stderr says"),
            ("bug.xlsx", "what stderr says"),
            ("odd.xlsx", "没有查成"),
        ],
    )
    def test_no_answer_is_no_yes(self, open_page: Open, tmp_path: Path, name: str, told: str) -> None:
        browser = open_page()
        browser.wait(READY)
        drop(browser, tmp_path, name)
        browser.wait("document.body.dataset.shown === '1-zh'")
        text = seen(browser)
        assert told in text
        assert "没有查成" in text
        assert "没有发现问题" not in text
        assert "可以报送：" not in text

    def test_files_dropped_while_it_starts_are_checked_then(self, open_page: Open, tmp_path: Path) -> None:
        browser = open_page(_ACTS.replace("50);", "700);"))
        browser.wait("document.body && document.body.dataset.engine === 'loading'")
        drop(browser, tmp_path, "sound.xlsx")
        browser.wait("document.getElementById('cards').innerText.includes('正在检查 sound.xlsx')")
        browser.wait("document.body.dataset.shown === '1-zh'")
        assert "没有发现问题" in seen(browser)
