"""`plancheck.toml` in, `Config` out: where plans and reports lie, and what the workspace decides for all of them.

The file is found upward from a folder that is handed in, or else from the files that are named; its folder is the
workspace. Without one it is the folder that a named file's `plans` or `reports` lies in, or the folder handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from plancheck.files import show_path
from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.exemptions import Restatement, Waiver
from plancheck.plan.read import read_toml
from plancheck.plan.shapes import TableCheck, as_written
from plancheck.text.nearest import nearest

FILE_NAME = "plancheck.toml"
_SAMPLES = {"lang": "zh", "plans": "plans", "reports": "reports"}
KEYS = ("as_of", "lang", "plans", "reports", "cache", "scoring", "gate", "waiver", "restatement")


@dataclass(frozen=True, slots=True)
class Config:
    """What a workspace decides, and the folder that it is.

    `cache` is the folder to keep one in as it is written (`~` is the user's home), None where caching is off; "" means
    the user's own.
    """

    folder: Path
    path: Path | None = None
    as_of: date | None = None
    lang: str = ""
    plans: Path = Path("plans")
    reports: Path = Path("reports")
    cache: str | None = ""
    scoring: Mapping[str, Any] = field(default_factory=dict)
    gate: Mapping[str, Any] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    restatements: tuple[Restatement, ...] = ()
    findings: tuple[Finding, ...] = ()
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)

    def plan_files(self) -> list[Path]:
        """The plan files of the workspace, by name."""
        return sorted(self.plans.glob("*.toml"))

    def line_of(self, key: tuple[str | int, ...]) -> int | None:
        """The line of a key in the file, or of the nearest table around it."""
        return next((self.lines[key[:size]] for size in range(len(key), 0, -1) if key[:size] in self.lines), None)


def find_config(directory: Path) -> Path | None:
    """The nearest `plancheck.toml`, from a folder upward."""
    for folder in (directory, *directory.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    return None


def read_config(directory: Path, near: Iterable[str] = ()) -> Config:
    """The configuration of the workspace around a folder, or around the files named; faults in it are findings."""
    named = [place.resolve() for name in near if _is_there(place := directory / name)]
    path = next((config for start in (directory, *named) if (config := find_config(start))), None)
    if path is None:
        directory = next((root for one in named if (root := _unmarked_workspace(one))), directory)
        return Config(directory, plans=directory / "plans", reports=directory / "reports")
    shown = show_path(path, directory)
    raw, lines, found = read_toml(path, shown)
    folder = path.parent
    if raw is None:
        return Config(folder, path, plans=folder / "plans", reports=folder / "reports", findings=tuple(found))
    reading = _Reading(raw, lambda *key: TextPlace(shown, lines.get(key, 1)), found)
    return Config(
        folder=folder,
        path=path,
        as_of=reading.day("as_of"),
        lang=reading.choice("lang", ("zh", "en")),
        plans=folder / (reading.text("plans") or "plans"),
        reports=folder / (reading.text("reports") or "reports"),
        cache=reading.cache(),
        scoring=reading.scoring(shown, lines),
        gate=reading.gate(),
        waivers=tuple(Waiver(**entry) for entry in reading.entries("waiver", ("plan",))),
        restatements=tuple(Restatement(**entry) for entry in reading.entries("restatement", ("plan",))),
        findings=tuple(reading.finish()),
        lines=lines,
    )


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name longer than the system takes
        return False


def _unmarked_workspace(path: Path) -> Path | None:
    """The folder that a plan in `plans` or a file in `reports/<plan>/<year>` belongs to."""
    if path.parent.name == "plans":
        return path.parents[1]
    return next((folder.parent for folder in (path, *path.parents) if folder.name == "reports"), None)


@dataclass(slots=True)
class _Reading:
    """Takes keys out of a raw table one by one; what does not fit becomes a finding."""

    raw: dict[str, Any]
    place: Any
    found: list[Finding]

    def _take(self, key: str, fits: type | tuple[type, ...], expected: str) -> Any:
        value = self.raw.get(key)
        if value is None or (isinstance(value, fits) and not isinstance(value, datetime)):
            return value
        self.found.append(finding("wrong-type", self.place(key), key=key, found=as_written(value), expected=expected))
        return None

    def day(self, key: str) -> date | None:
        value: date | None = self._take(key, date, "2025-12-31")
        return value

    def text(self, key: str) -> str:
        return self._take(key, str, f'"{_SAMPLES.get(key, "…")}"') or ""

    def table(self, key: str) -> dict[str, Any]:
        return self._take(key, dict, f"[{key}]") or {}

    def scoring(self, shown: str, lines: Mapping[tuple[str | int, ...], int]) -> dict[str, Any]:
        table = self.table("scoring")
        if table:
            from plancheck.scoring.settings import at_their_lines, read_settings

            self.found += at_their_lines(read_settings(table, TextPlace(shown))[1], lines)
        return table

    def gate(self) -> dict[str, Any]:
        table = self.table("gate")
        if table:
            from plancheck.gate.policy import read_policy

            self.found += read_policy(table, lambda key: self.place(*key), of_workspace=True)[1]
        return table

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.text(key)
        if value and value not in allowed:
            place = self.place(key)
            self.found.append(finding("unknown-choice", place, key=key, found=value, allowed=", ".join(allowed)))
            return ""
        return value

    def cache(self) -> str | None:
        value = self._take("cache", (str, bool), '".plancheck-cache"')
        if isinstance(value, bool):
            return "" if value else None
        return value or ""

    def entries(self, key: str, extra: tuple[str, ...]) -> list[dict[str, Any]]:
        """The entries of `[[waiver]]` or `[[restatement]]`, which the workspace writes like a plan file, plus `plan`."""
        fitting = []
        for number, entry in enumerate(self._take(key, list, f"[[{key}]]") or []):
            place = self.place(key, number)
            check = TableCheck(place.path, {(): place.line or 1})
            named = {name: value for name, value in entry.items() if name not in extra}
            table = check.table(key, named, ())
            self.found += check.findings
            if table is not None:
                fitting.append({**table, "plan": str(entry.get("plan", "")), "line": place.line})
        return fitting

    def finish(self) -> list[Finding]:
        for key in self.raw.keys() - set(KEYS):
            close = nearest(key, KEYS)
            known = ", ".join(KEYS)
            self.found.append(finding("unknown-key", self.place(key), key=key, nearest=close, known=known))
        return self.found
