"""Where dropped files are put before they are checked: each in a place of its own, none over the page's own workspace.

| dropped | put |
|---|---|
| three of one name, also in folders | each beside the others, no two in one place |
| a file named as another's folder | neither in the other's way |
| plancheck.toml, plans/x.toml, reports/… | in a folder, where nothing reads them |
| names with a way up, a root, control characters | below the folder of what was dropped |
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from tests.page.browsers import start_chromium
from tests.page.chromium import Chromium
from tests.page.made import ROOT, acting, contents_of, write_page

pytestmark = pytest.mark.chromium

TAKEN = {"plancheck.toml", "plans", "reports"}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """A page whose engine does nothing: what is asked of it is its own script's."""
    made = write_page(tmp_path_factory.mktemp("placed") / "page.html", contents_of(ROOT, "zhengzhou"), acting(""))
    with start_chromium() as browser:
        browser.open(made)
        browser.wait("typeof placeFiles === 'function'")
        yield browser


def placed(page: Chromium, names: list[str]) -> list[str]:
    expression = f"placeFiles({json.dumps(names)}.map((path) => ({{ path }})), TAKEN).map((file) => file.path)"
    return list(page.evaluate(expression))


NAMES = (
    "局.xlsx",
    "2",
    "2/局.xlsx",
    "局.xlsx/局.xlsx",
    "f/局.xlsx",
    "plancheck.toml",
    "plans/x.toml",
    "reports/p/2025/局.xlsx",
)


@pytest.mark.parametrize("names", [list(some) for some in itertools.product(NAMES, repeat=2)])
def test_no_file_is_put_in_the_place_of_another(page: Chromium, names: list[str]) -> None:
    """Of two in one place one is lost, and what is said of the other is said of it."""
    names = [*names, names[0], names[1]]
    paths = placed(page, names)
    assert len(set(paths)) == len(names)
    folders = {folder.as_posix() for path in paths for folder in PurePosixPath(path).parents}
    assert not folders.intersection(paths)
    assert not {PurePosixPath(path).parts[0] for path in paths} & TAKEN
    assert all(path.endswith(name) for path, name in zip(paths, names, strict=True))


def test_a_name_that_is_nobody_else_s_stays(page: Chromium) -> None:
    assert placed(page, ["局.xlsx", "f/局.xlsx", "局.xlsx"]) == ["局.xlsx", "f/局.xlsx", "2/局.xlsx"]


@pytest.mark.parametrize(
    "name", ["../../etc/x.xlsx", "/etc/x.xlsx", "./x.xlsx", "a/../../x.xlsx", "\0x.xlsx", "..", "", "a\n.xlsx"]
)
def test_no_name_leads_out_of_the_folder(page: Chromium, name: str) -> None:
    path = str(page.evaluate(f"storable({json.dumps(name)})"))
    assert path.isprintable()
    assert not path.startswith("/")
    assert not {"", ".", ".."} & {*path.split("/")}
