"""Which workspace is meant: the one around the working directory, else the one around the files that are named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plancheck.workspace.config import read_config
from plancheck.workspace.opening import cache_folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workspace with a plan and a report, one without `plancheck.toml`, and a folder that belongs to neither."""
    for name in ("pinned", "bare"):
        for path in (f"{name}/plans/demo.toml", f"{name}/reports/demo/2025/a.xlsx"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).touch()
    (tmp_path / "pinned" / "plancheck.toml").write_text("as_of = 2025-12-31\n", encoding="utf-8")
    (tmp_path / "desk").mkdir()
    return tmp_path


@pytest.mark.parametrize("named", ["plans/demo.toml", "reports/demo/2025/a.xlsx", "reports", "plans"])
@pytest.mark.parametrize("is_absolute", [True, False])
def test_from_elsewhere_the_named_files_workspace_is_meant(place: Path, named: str, *, is_absolute: bool) -> None:
    path = place / "pinned" / named if is_absolute else Path("..") / "pinned" / named
    config = read_config(place / "desk", [str(path)])
    assert (config.folder, config.as_of) == (place / "pinned", date(2025, 12, 31))


def test_the_workspace_around_the_working_directory_comes_first(place: Path) -> None:
    other = place / "bare" / "plans" / "demo.toml"
    assert read_config(place / "pinned" / "plans", [str(other)]).folder == place / "pinned"


@pytest.mark.parametrize("named", ["plans/demo.toml", "reports/demo/2025/a.xlsx"])
def test_a_workspace_needs_no_configuration(place: Path, named: str) -> None:
    assert read_config(place / "desk", [str(place / "bare" / named)]).reports == place / "bare" / "reports"


@pytest.mark.parametrize("named", ["demo", "no/such.toml", "x" * 5000, "a\0b"])
def test_what_is_no_file_leads_nowhere(place: Path, named: str) -> None:
    assert read_config(place / "desk", [named]).folder == place / "desk"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("~/kept", "home/kept"),
        ("kept", "pinned/kept"),
        ("~nobody-of-this-name/kept", "pinned/~nobody-of-this-name/kept"),
    ],
)
def test_the_cache_may_lie_at_home(place: Path, written: str, meant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(place / "home"))
    (place / "pinned" / "plancheck.toml").write_text(f'cache = "{written}"\n', encoding="utf-8")
    assert cache_folder(read_config(place / "pinned")) == place / meant / "plancheck"


@pytest.mark.parametrize(
    ("written", "key", "found", "expected"),
    [
        ("scoring = 5", "scoring", "5", "[scoring]"),
        ("gate = [1]", "gate", "[1]", "[gate]"),
        ("waiver = 5", "waiver", "5", "[[waiver]]"),
        ('as_of = "2025"', "as_of", '"2025"', "2025-12-31"),
        ("lang = 5", "lang", "5", '"zh"'),
        ("plans = false", "plans", "false", '"plans"'),
        ("cache = 5", "cache", "5", '".plancheck-cache"'),
    ],
)
def test_a_value_of_the_wrong_type_is_shown_beside_one_of_its_own(
    place: Path, written: str, key: str, found: str, expected: str
) -> None:
    (place / "pinned" / "plancheck.toml").write_text(f"{written}\n", encoding="utf-8")
    (fault,) = read_config(place / "pinned").findings
    assert (fault.rule, dict(fault.values)) == ("wrong-type", {"key": key, "found": found, "expected": expected})


def test_a_waiver_without_a_reason_is_shown_what_a_reason_is(place: Path) -> None:
    waiver = 'target = "ZZ-12-1"\nreason = ""\napproved_by = "市政府"\nuntil = 2026-12-31'
    (place / "pinned" / "plancheck.toml").write_text(f"[[waiver]]\n{waiver}\n", encoding="utf-8")
    (fault,) = read_config(place / "pinned").findings
    assert "辆" not in dict(fault.values)["expected"]
    assert "批复" in dict(fault.values)["expected"]
