"""What the page finds is what the command line finds, in every browser: the same bytes, exit code and marked copies."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.environment import run_plancheck
from tests.page.books import make_books
from tests.page.browsers import Browser
from tests.page.made import ROOT, TODAY, contents_of, write_files

pytestmark = pytest.mark.browsers

#: What the page was told by its engine, with the copies as base64.
_TOLD = """(async () => {
  const result = check.results[language];
  const text = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));
  return {
    problem: result.problem || null, code: result.code, stdout: result.stdout, stderr: result.stderr, lines: result.lines,
    names: check.files.map((file) => file.path),
    copies: Object.fromEntries(result.copies.map((one) => [one.path, text(one.bytes)])),
  };
})()"""


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    return make_books(tmp_path_factory.mktemp("books"))


def drop(browser: Browser, paths: list[Path], language: str = "zh") -> dict[str, Any]:
    """Choose files, and what the page was told about them."""
    before = browser.evaluate("check.round")
    browser.choose_files("#files", paths)
    browser.wait(f"document.body.dataset.lines === '{before + 1}-{language}'", 60)
    return dict(browser.evaluate(_TOLD))


def natively(folder: Path, paths: list[Path], names: list[str], language: str) -> tuple[Any, Any, dict[str, str]]:
    """The command line on the same files, in the workspace that the page holds."""
    write_files(folder, contents_of(ROOT, "zhengzhou"))
    for path, name in zip(paths, names, strict=True):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(path.read_bytes())
        os.utime(folder / name, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    known = set(folder.rglob("*"))
    asked = ["--lang", language, "--", *names]
    # As where only plancheck is installed: where there is an lxml, openpyxl writes the same XML in other bytes.
    plain = {"OPENPYXL_LXML": "False"}
    marked = run_plancheck(folder, "validate", "--mark", "--format", "json", *asked, today=TODAY, **plain)
    lines = run_plancheck(folder, "validate", "--format", "lines", *asked, today=TODAY)
    copies = {
        path.relative_to(folder).as_posix(): base64.b64encode(path.read_bytes()).decode()
        for path in folder.rglob("*.checked*.xlsx")
        if path not in known
    }
    return marked, lines, copies


@pytest.mark.parametrize(
    "kind",
    [
        "sound",
        "badly filled",
        "two of them",
        "this year's and last year's",
        "damaged",
        "pasted, blank, a table",
        "a marked copy",
    ],
)
def test_the_page_says_what_the_command_line_says(
    opened: Browser, books: dict[str, list[Path]], kind: str, tmp_path: Path
) -> None:
    told = drop(opened, books[kind])
    marked, lines, copies = natively(tmp_path, books[kind], told["names"], "zh")
    assert told["problem"] is None
    assert told["code"] == marked.returncode
    assert json.loads(told["stdout"]) == json.loads(marked.stdout)
    assert told["stdout"] == marked.stdout
    assert told["stderr"] == marked.stderr
    assert told["lines"] == lines.stdout
    assert told["copies"].keys() == copies.keys()
    assert [name for name in copies if told["copies"][name] != copies[name]] == []


def test_the_other_language_is_the_command_line_s_too(
    opened: Browser, books: dict[str, list[Path]], tmp_path: Path
) -> None:
    drop(opened, books["badly filled"])
    round_ = opened.evaluate("check.round")
    opened.evaluate("document.getElementById('language').click()")
    opened.wait(f"document.body.dataset.lines === '{round_}-en'")
    told = opened.evaluate(_TOLD)
    marked, lines, copies = natively(tmp_path, books["badly filled"], told["names"], "en")
    assert (told["stdout"], told["stderr"], told["lines"]) == (marked.stdout, marked.stderr, lines.stdout)
    assert told["copies"] == copies
