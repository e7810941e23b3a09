"""The engine and the command line on the same files: the same exit code, bytes on both streams, and files written.

| what | commands |
|---|---|
| workbooks issued, filled, damaged, mishandled | `validate`, with `--mark`, in every form, zh and en |
| the shipped workspace | `status`, `explain`, `gate`, `report`, `template`, `lint`, `targets`, `what-if` |
| what is refused | unknown commands, files that are not there, wrong days |
| old formats | one finding of their own, where the command line reads them |
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.engine.books import damaged_books, issued_books, pasted_book, vandalised_books
from tests.engine.worker import Answer, EngineProcess, Files, run_natively
from tests.spreadsheet import ooxml

ROOT = Path(__file__).parents[2]
VANDALISED = 40
CSV = "target,department,period_end,value\nS-1,市机关事务中心,2025-03-31,约200\nS-1,市机关事务中心,2025-06-30,９０\n"


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> Files:
    issued = issued_books()
    filled = issued["zh-jgsw-填好.xlsx"]
    found = dict(issued)
    found |= damaged_books(filled)
    found |= dict(vandalised_books(filled, VANDALISED))
    found["粘贴.xlsx"] = pasted_book(tmp_path_factory.mktemp("pasted") / "x.xlsx", filled)
    found["长表.csv"] = CSV.encode()
    found["长表-gbk.csv"] = CSV.encode("gb18030")
    return found


@pytest.fixture(scope="session")
def shipped() -> Files:
    """The workspace of this checkout."""
    found = {"plancheck.toml": (ROOT / "plancheck.toml").read_bytes()}
    for folder in ("plans", "reports"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and not path.name.endswith(".checked.xlsx"):
                found[path.relative_to(ROOT).as_posix()] = path.read_bytes()
    return found


def assert_same(
    engine: EngineProcess, folder: Path, argv: list[str], files: Files, env: dict[str, str] | None = None
) -> Answer:
    native, inside = run_natively(folder, argv, files, env), engine.run(argv, files, env)
    assert (inside.stderr.decode(), inside.stdout.decode()) == (native.stderr.decode(), native.stdout.decode())
    assert sorted(inside.files) == sorted(native.files)
    assert [name for name in native.files if inside.files[name] != native.files[name]] == []
    assert inside == native
    return inside


class TestWorkbooks:
    @pytest.mark.parametrize(("form", "language"), [("lines", "zh"), ("json", "en")])
    def test_many_at_once_and_their_marked_copies(
        self, engine: EngineProcess, books: Files, tmp_path: Path, form: str, language: str
    ) -> None:
        argv = ["validate", *books, "--mark", "--format", form, "--lang", language]
        told = assert_same(engine, tmp_path / "here", argv, books)
        assert told.code == 1
        assert len(told.files) > VANDALISED // 2

    @pytest.mark.parametrize(
        ("form", "language"), [("lines", "en"), ("json", "zh"), ("table", "zh"), ("junit", "zh"), ("github", "en")]
    )
    def test_other_forms(self, engine: EngineProcess, books: Files, tmp_path: Path, form: str, language: str) -> None:
        assert_same(engine, tmp_path / "here", ["validate", *books, "--format", form, "--lang", language], books)

    @pytest.mark.parametrize("name", ["zh-jgsw.xlsx", "zh-jgsw-填好.xlsx", "改过-00.xlsx", "half.xlsx", "粘贴.xlsx"])
    def test_one_alone(self, engine: EngineProcess, books: Files, tmp_path: Path, name: str) -> None:
        assert_same(engine, tmp_path / "here", ["validate", name, "--mark"], {name: books[name]})

    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_old_formats_are_told_to_be_saved_anew(self, engine: EngineProcess, language: str) -> None:
        """The one difference there is: what reads them is compiled, and may end the process it runs in."""
        files = {"a.xls": ooxml.ole_file("Workbook"), "b.ods": ooxml.zipped(ooxml.open_document("<a/>"))}
        told = engine.run(["validate", *files, "--format", "json", "--lang", language], files)
        found = json.loads(told.stdout)["findings"]
        assert {one["rule"] for one in found} == {"legacy-no-process"}
        assert all(".xlsx" in one["fix"] for one in found)
        assert told.code == 1


WORKSPACE = (
    ("status",),
    ("status", "--format", "json"),
    ("status", "--format", "table", "--lang", "en"),
    ("status", "binzhou", "--by", "department", "--since", "2025-06-30"),
    ("status", "binzhou", "--what-if", "BZ-G-2=12@2025-12-31", "--format", "json"),
    ("explain", "BZ-G-2", "--lang", "zh"),
    ("explain", "BZ-G-5", "--plan", "binzhou", "--format", "json"),
    ("explain", "not-a-number", "--lang", "zh"),
    ("gate", "binzhou", "--year", "2025"),
    ("gate", "--year", "2025", "--format", "json", "--lang", "en"),
    ("report", "binzhou", "--year", "2025", "--to", "html,md,json,csv,xlsx"),
    ("report", "zhengzhou", "--year", "2025", "--to", "html,xlsx", "--lang", "en"),
    ("template", "binzhou", "--year", "2026"),
    ("template", "binzhou", "--year", "2026", "--department", "市商务局", "--lang", "en"),
    ("targets", "--format", "xlsx", "-o", "台账.xlsx"),
    ("compare",),
    ("publish", "binzhou", "--year", "2025", "--by", "王某"),
    ("chase", "binzhou", "--year", "2025"),
    ("lint",),
    ("validate", "reports", "--mark"),
    ("validate", "reports", "--format", "json", "--jobs", "2"),
)


@pytest.mark.parametrize("argv", WORKSPACE, ids=" ".join)
def test_the_shipped_workspace(engine: EngineProcess, shipped: Files, tmp_path: Path, argv: tuple[str, ...]) -> None:
    told = assert_same(engine, tmp_path / "here", list(argv), shipped)
    assert told.stdout or told.stderr


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["--help"],
        ["--version"],
        ["validate", "--help"],
        ["nonsense"],
        ["validate"],
        ["validate", "nowhere.xlsx"],
        ["status", "--as-of", "yesterday"],
        ["status", "--format", "pdf"],
        ["report", "--year", "2025", "--to", "pdf"],
        ["init", "city"],
        ["schema"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "C"])
def test_without_a_workspace(engine: EngineProcess, tmp_path: Path, argv: list[str], language: str) -> None:
    (tmp_path / "here").mkdir()
    assert_same(engine, tmp_path / "here", argv, {}, {"LANG": language})
