"""What was read from files, kept between runs: files in, `Intake`s out; those whose content is known are not read again.

One SQLite file, a row a workbook, keyed by the content's SHA-256, the name's ending and the version of the reader. Plans,
the day and the language are no keys: they are put to what was read afterwards, each time.

A cache is never a reason to fail. One that is broken is made anew; one that is locked, full, not writable or somebody
else's database is passed over. Writes are transactions in a write-ahead log: a second run or a kill at any moment meets
the old rows or the new. A file is always hashed, never taken as unchanged by its size and time: hashing is 1 % of
reading, and a value restored with its old time stamp, which synchronising tools do, would be missed for good.
Rows are checked for form, not for truth: who may write to the folder may invent values, as in the reports themselves.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import cache as once
from pathlib import Path

from plancheck import __version__
from plancheck.findings import Finding
from plancheck.spreadsheet.content import read_content
from plancheck.workbook.intake.intake import Intake, ReportFile
from plancheck.workbook.intake.packed import pack, unpack

ReadFiles = Callable[[Sequence[ReportFile]], Iterator[Intake]]

FILE_NAME = "read-1.sqlite3"
#: "plan" in ASCII; says that a database is ours.
_APPLICATION_ID = 0x706C616E
#: Rows kept, the latest written; all counties of the country together have about 100,000 workbooks.
_MAX_ROWS = 250_000
#: Seconds to wait for another run that is writing.
_LOCK_TIMEOUT = 3.0
#: Rows written at once, and keys asked for at once.
_WRITE_BATCH, _ASK_BATCH = 64, 500
_PACKAGE = Path(__file__).parents[2]
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
#: All that reading a file goes through, in the package: rooms and modules.
_READERS = (
    "findings",
    "observations.py",
    "spreadsheet",
    "text",
    "workbook/__init__.py",
    "workbook/answers",
    "workbook/intake",
    "workbook/layout.py",
)


class _NotOurs(Exception):  # noqa: N818 - says what was met, and never leaves this module
    pass


class Cache:
    """The open cache. After its first trouble it answers nothing and keeps nothing."""

    def __init__(self, path: Path) -> None:
        """Raises sqlite3.Error, OSError or _NotOurs where there is no cache to be had."""
        self.path = path
        self._open: sqlite3.Connection | None = None
        connection = sqlite3.connect(path, timeout=_LOCK_TIMEOUT, isolation_level=None)
        try:
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
        self._open = connection

    def known(self, keys: Sequence[str]) -> set[str]:
        """Those of the keys that have a row."""
        found: set[str] = set()
        for start in range(0, len(keys), _ASK_BATCH):
            some = keys[start : start + _ASK_BATCH]
            marks = ",".join("?" * len(some))
            rows = self._ask(f"SELECT key FROM intake WHERE key IN ({marks})", some)  # noqa: S608 - marks alone
            found |= {str(key) for (key,) in rows}
        return found

    def take(self, key: str, path: str) -> Intake | None:
        """What was read from a file of this content, named as it is now."""
        rows = self._ask("SELECT packed FROM intake WHERE key = ?", [key])
        packed = rows[0][0] if rows else None
        return unpack(packed, key, path) if isinstance(packed, bytes) else None

    def keep(self, rows: Sequence[tuple[str, bytes]]) -> None:
        """Write rows, all of them or none."""
        if self._open is None or not rows:
            return
        with self._closing_on_trouble(), self._open:
            self._open.execute("BEGIN IMMEDIATE")
            self._open.executemany("REPLACE INTO intake (key, packed) VALUES (?, ?)", rows)
            self._open.execute("DELETE FROM intake WHERE id <= (SELECT max(id) FROM intake) - ?", [_MAX_ROWS])

    def close(self) -> None:
        if self._open is not None:
            with contextlib.suppress(sqlite3.Error):
                self._open.close()
            self._open = None

    def _ask(self, question: str, values: Sequence[str]) -> list[tuple[object, ...]]:
        if self._open is not None:
            with self._closing_on_trouble():
                return self._open.execute(question, values).fetchall()
        return []

    @contextlib.contextmanager
    def _closing_on_trouble(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as trouble:
            self.close()
            if _is_broken(trouble):
                _remove(self.path)


def open_cache(folder: Path) -> Cache | None:
    """The cache in a folder, made where there is none, made anew where it is broken; None where none can be had."""
    path = folder / FILE_NAME
    for _ in range(2):
        try:
            _make(folder)
            return Cache(path)
        except _NotOurs:
            return None
        except (sqlite3.Error, OSError, ValueError) as trouble:
            if not _is_broken(trouble) or not _remove(path):
                return None
    return None


def read_through(cache: Cache, files: Sequence[ReportFile], read: ReadFiles) -> Iterator[Intake]:
    """Every file's answer in the order named; `read` reads those whose content is not known yet."""
    keys = [_key_of_file(file) for file in files]
    known = cache.known([key for key in keys if key])
    fresh = read([file for file, key in zip(files, keys, strict=True) if key not in known])
    kept: list[tuple[str, bytes]] = []
    try:
        for file, key in zip(files, keys, strict=True):
            intake = cache.take(key, file.shown_path) if key in known else None
            if intake is None:
                # A row that is known and yet not there was lost, or was none of ours.
                intake = next(read([file])) if key in known else next(fresh)
                kept += _row(intake, file)
            if len(kept) >= _WRITE_BATCH:
                cache.keep(kept)
                kept = []
            yield intake
    finally:
        cache.keep(kept)
        cache.close()


def _row(intake: Intake, file: ReportFile) -> list[tuple[str, bytes]]:
    """Under the key of the bytes that were read, which need not be those that were hashed a moment before."""
    key = _key(intake.digest, file)
    packed = pack(intake, key)
    return [] if packed is None else [(key, packed)]


def _key_of_file(file: ReportFile) -> str:
    content = read_content(file.path)
    return "" if isinstance(content, Finding) else _key(content.digest, file)


def _key(digest: str, file: ReportFile) -> str:
    """A name's ending decides how a file is read and what is said of it; the year is part of a CSV's answer."""
    ending = file.path.suffix.lower()
    return f"{reader_version()}:{digest}{ending}" + (f":{file.year or ''}" if ending == ".csv" else "")


@once
def reader_version() -> str:
    """Changes with the source of everything that reading a file goes through."""
    digest = hashlib.sha256(__version__.encode())  # alone where there is no source, as in an archive
    for path in reader_sources():
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def reader_sources() -> list[Path]:
    """The source files of everything that reading a file goes through, sorted."""
    places = [_PACKAGE / name for name in _READERS]
    modules = [place for place in places if place.suffix and place.is_file()]
    rooms = [path for place in places if not place.suffix for path in place.glob("*.py")]
    return sorted([*modules, *rooms], key=lambda path: path.relative_to(_PACKAGE).as_posix())


def _prepare(connection: sqlite3.Connection) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != _APPLICATION_ID and tables:
        raise _NotOurs
    with contextlib.suppress(sqlite3.OperationalError):  # somebody else is opening it; it will be in that mode then
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if not tables:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS intake (id INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, packed BLOB NOT NULL)"
        )
        connection.execute("COMMIT")
    connection.execute("SELECT id, key, packed FROM intake LIMIT 0")


def _make(folder: Path) -> None:
    if folder.is_dir():
        return
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    # A cache in a workspace is nobody's work: keep it out of the history.
    (folder / ".gitignore").write_text("*\n", encoding="ascii")


def _is_broken(trouble: Exception) -> bool:
    code = getattr(trouble, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _BROKEN


def _remove(path: Path) -> bool:
    """Take a broken cache away, log first: a log without its database is ignored, a database with another's is not."""
    try:
        for name in (f"{path.name}-wal", f"{path.name}-shm", path.name):
            path.with_name(name).unlink(missing_ok=True)
    except OSError:
        return False
    return True
