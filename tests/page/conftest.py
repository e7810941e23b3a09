"""The engine that is installed, a page of a plan, and each browser started once for all tests of a process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from engine.stage import sources_digest

from plancheck.page.engine import BrowserEngine, installed_engine
from tests.page.browsers import BROWSERS, Browser, start_browser, start_chromium
from tests.page.chromium import Chromium
from tests.page.made import ROOT, contents_of, write_page


@pytest.fixture(scope="session")
def engine() -> BrowserEngine:
    built = pytest.importorskip("plancheck_engine", reason="the engine is not built: make engine")
    if json.loads(built.sources())["sources"] != sources_digest():
        pytest.skip("the engine was built from other sources: make engine")
    return installed_engine()


@pytest.fixture(scope="session", params=BROWSERS)
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    found = start_browser(request.param)
    yield found
    found.close()


@pytest.fixture
def chromium() -> Iterator[Chromium]:
    found = start_chromium()
    yield found
    found.close()


@pytest.fixture(scope="session")
def page(engine: BrowserEngine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of one shipped plan, with nobody's values."""
    return write_page(tmp_path_factory.mktemp("page") / "填报检查.html", contents_of(ROOT, "zhengzhou"), engine)


READY = "document.body && document.body.dataset.engine === 'ready'"


@pytest.fixture
def opened(browser: Browser, page: Path) -> Browser:
    """A browser with that page, ready and in Chinese."""
    if browser.evaluate("location.href") != page.as_uri() or not browser.evaluate(READY):
        browser.open(page)
        browser.wait(READY, 120)
    if browser.evaluate("language") != "zh":
        browser.evaluate("document.getElementById('language').click()")
    return browser
