"""The cache: unchanged files are not read again, and no state of it is ever a reason to fail."""

from __future__ import annotations

import ast
import os
import shutil
import sqlite3
import zlib
from collections.abc import Generator, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

import plancheck
from plancheck.workbook.intake.cache import FILE_NAME, Cache, open_cache, read_through, reader_sources
from plancheck.workbook.intake.intake import Intake, ReportFile, read_file

PACKAGE = Path(plancheck.__file__).parent


class Reader:
    """Reads files and remembers which."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, files: Sequence[ReportFile]) -> Iterator[Intake]:
        for file in files:
            self.read.append(file.path.name)
            yield read_file(*file)


def files_of(folder: Path) -> list[ReportFile]:
    return [ReportFile(path, 2025) for path in sorted(folder.iterdir()) if path.is_file()]


def run(folder: Path, cache: Path) -> tuple[list[Intake], list[str]]:
    reader, opened = Reader(), open_cache(cache)
    if opened is None:
        return list(reader(files_of(folder))), reader.read
    return list(read_through(opened, files_of(folder), reader)), reader.read


class TestReading:
    def test_what_did_not_change_is_not_read_again(self, folder: Path, tmp_path: Path) -> None:
        """Whatever could not be read is: the reason may be outside the file."""
        plain = [read_file(*file) for file in files_of(folder)]
        first, read_first = run(folder, tmp_path / "cache")
        second, read_second = run(folder, tmp_path / "cache")
        assert first == second == plain
        assert len(read_first) == 5
        assert read_second == ["broken.xlsx"]

    def test_a_changed_file_is_read_again_though_size_and_time_are_the_same(self, folder: Path, tmp_path: Path) -> None:
        run(folder, tmp_path / "cache")
        path = folder / "figures.csv"
        before = path.stat()
        path.write_text(path.read_text(encoding="utf-8").replace("12.5", "12.6"), encoding="utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert path.stat().st_size == before.st_size
        answers, read = run(folder, tmp_path / "cache")
        assert read == ["broken.xlsx", "figures.csv"]
        (csv,) = (one for one in answers if one.is_long_form)
        assert csv.progress is not None
        assert csv.progress.observations[0].value == Decimal("12.6")

    def test_a_moved_file_is_known_and_named_by_its_new_place(self, folder: Path, tmp_path: Path) -> None:
        run(folder, tmp_path / "cache")
        moved = tmp_path / "别处" / "有 空格"
        shutil.copytree(folder, moved)
        answers, read = run(moved, tmp_path / "cache")
        assert read == ["broken.xlsx"]
        assert answers == [read_file(*file) for file in files_of(moved)]

    def test_a_known_file_is_named_as_it_is_to_be_shown(self, folder: Path, tmp_path: Path) -> None:
        run(folder, tmp_path / "cache")
        files = [ReportFile(path, 2025, f"收/{path.name}") for path, *_ in files_of(folder)]
        opened = open_cache(tmp_path / "cache")
        assert opened is not None
        reader = Reader()
        answers = list(read_through(opened, files, reader))
        assert reader.read == ["broken.xlsx"]
        assert answers == [read_file(*file) for file in files]
        assert [answer.path for answer in answers] == [file.shown for file in files]

    def test_another_ending_and_another_year_are_other_answers(self, folder: Path, tmp_path: Path) -> None:
        run(folder, tmp_path / "cache")
        (folder / "jgsw.xlsx").rename(folder / "jgsw.xls")
        files = [ReportFile(folder / "jgsw.xls", 2025), ReportFile(folder / "figures.csv", 2024)]
        opened = open_cache(tmp_path / "cache")
        assert opened is not None
        assert list(read_through(opened, files, Reader())) == [read_file(*file) for file in files]

    def test_another_reader_reads_again(self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        run(folder, tmp_path / "cache")
        monkeypatch.setattr("plancheck.workbook.intake.cache.reader_version", lambda: "another")
        assert len(run(folder, tmp_path / "cache")[1]) == 5

    def test_who_stops_half_way_keeps_what_was_read(self, folder: Path, tmp_path: Path) -> None:
        opened = open_cache(tmp_path / "cache")
        assert opened is not None
        answers = read_through(opened, files_of(folder), Reader())
        for _ in range(2):
            next(answers)
        assert isinstance(answers, Generator)
        answers.close()
        assert run(folder, tmp_path / "cache")[1] == ["broken.xlsx", "figures.csv", "jgsw.xlsx", "later.xlsx"]


class TestTrouble:
    """Each state of the cache: the answers are right, and a cache that can be mended is."""

    def check(self, folder: Path, cache: Path, *, mended: bool) -> None:
        plain = [read_file(*file) for file in files_of(folder)]
        assert run(folder, cache)[0] == plain
        again, read = run(folder, cache)
        assert again == plain
        assert read == ["broken.xlsx"] if mended else len(read) == 5

    @pytest.mark.parametrize("content", [b"", b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
    def test_no_database(self, folder: Path, tmp_path: Path, content: bytes) -> None:
        (tmp_path / FILE_NAME).write_bytes(content)
        self.check(folder, tmp_path, mended=True)

    @pytest.mark.parametrize("start", [100, 4096, 8192])
    def test_pages_that_were_overwritten(self, folder: Path, tmp_path: Path, start: int) -> None:
        run(folder, tmp_path / "c")
        path = tmp_path / "c" / FILE_NAME
        content = bytearray(path.read_bytes())
        content[start : start + 4096] = b"\xa5" * 4096
        path.write_bytes(content)
        run(folder, tmp_path / "c")
        self.check(folder, tmp_path / "c", mended=True)

    def test_a_file_cut_short(self, folder: Path, tmp_path: Path) -> None:
        run(folder, tmp_path / "c")
        path = tmp_path / "c" / FILE_NAME
        path.write_bytes(path.read_bytes()[:5000])
        run(folder, tmp_path / "c")
        self.check(folder, tmp_path / "c", mended=True)

    def test_somebody_elses_database_is_left_alone(self, folder: Path, tmp_path: Path) -> None:
        path = tmp_path / FILE_NAME
        with sqlite3.connect(path) as theirs:
            theirs.execute("CREATE TABLE intake (id INTEGER PRIMARY KEY, key TEXT, packed BLOB)")
        before = path.read_bytes()
        self.check(folder, tmp_path, mended=False)
        assert path.read_bytes() == before

    def test_locked_by_another_run(self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is known can be read meanwhile; nothing new is kept."""
        monkeypatch.setattr("plancheck.workbook.intake.cache._LOCK_TIMEOUT", 0.05)
        run(folder, tmp_path)
        figures = (folder / "figures.csv").read_text(encoding="utf-8")
        (folder / "new.csv").write_text(figures.replace("S-1", "S-3"), encoding="utf-8")
        other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        plain = [read_file(*file) for file in files_of(folder)]
        assert run(folder, tmp_path)[0] == plain
        other.execute("COMMIT")
        other.close()
        assert run(folder, tmp_path)[0] == plain

    def test_two_runs_at_once(self, folder: Path, tmp_path: Path) -> None:
        """Interleaved file by file, both right, both kept."""
        plain = [read_file(*file) for file in files_of(folder)]
        caches = [open_cache(tmp_path / "c") for _ in range(2)]
        runs = [read_through(cache, files_of(folder), Reader()) for cache in caches if cache]
        assert [list(pair) for pair in zip(*runs, strict=True)] == [[one, one] for one in plain]
        self.check(folder, tmp_path / "c", mended=True)

    def test_the_folder_is_a_file(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "c").touch()
        self.check(folder, tmp_path / "c", mended=False)

    def test_the_folder_cannot_be_made(self, folder: Path) -> None:
        self.check(folder, folder / "figures.csv" / "plancheck", mended=False)

    def test_the_disk_is_full(self, folder: Path, tmp_path: Path) -> None:
        cache = open_cache(tmp_path)
        assert isinstance(cache, Cache)
        assert cache._open is not None
        cache._open.execute("PRAGMA max_page_count = 4")
        plain = [read_file(*file) for file in files_of(folder)]
        cache.keep([("big", b"x" * 100_000)])
        assert list(read_through(cache, files_of(folder), Reader())) == plain
        self.check(folder, tmp_path, mended=True)

    def test_rows_that_a_stranger_wrote(self, folder: Path, tmp_path: Path) -> None:
        run(folder, tmp_path)
        with sqlite3.connect(tmp_path / FILE_NAME) as theirs:
            theirs.execute("UPDATE intake SET packed = ?", [zlib.compress(b'{"key": 1}')])
        theirs.close()
        self.check(folder, tmp_path, mended=True)


class TestReaderVersion:
    """A row of the cache is out of date as soon as anything that reading goes through is another."""

    def test_it_covers_every_module_that_reading_imports(self) -> None:
        read = modules_behind("plancheck.workbook.intake.intake")
        assert {"spreadsheet/regular_rows.py", "text/nearest.py", "workbook/answers/long_form.py"} <= read
        assert read - {path.relative_to(PACKAGE).as_posix() for path in reader_sources()} == set()

    def test_it_covers_what_runs_as_a_program_of_its_own(self) -> None:
        assert PACKAGE / "spreadsheet" / "legacy_worker.py" in reader_sources()


def modules_behind(module: str) -> set[str]:
    """The files of ours that a module imports, itself among them, directly or not; in a function or at the top.

    What is imported for the type checker alone is left out.
    """
    files: set[str] = set()
    waiting = [module]
    while waiting:
        path = source_of(waiting.pop())
        if path is not None and (name := path.relative_to(PACKAGE).as_posix()) not in files:
            files.add(name)
            waiting += imports_of(ast.parse(path.read_text(encoding="utf-8")))
    return files


def source_of(module: str) -> Path | None:
    """The file of a module, `plancheck.text` or `plancheck.text.numbers`; None where it is a name within one."""
    place = PACKAGE.joinpath(*module.split(".")[1:])
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)


def imports_of(node: ast.AST) -> list[str]:
    """The modules of ours that are imported below a node, and the names taken from them, which may be modules too."""
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return [name for other in node.orelse for name in imports_of(other)]
    if isinstance(node, ast.Import):
        named = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        named = [str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)]
    else:
        return [name for child in ast.iter_child_nodes(node) for name in imports_of(child)]
    return [name for name in named if name.startswith("plancheck.")]
