"""Which workspace is meant: the one around the working directory, else the one around the files that are named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plancheck.workspace.config import Config, read_config
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


def configured(place: Path, text: str) -> Config:
    (place / "pinned" / "plancheck.toml").write_text(text, encoding="utf-8")
    return read_config(place / "pinned")


def test_plans_and_reports_may_lie_elsewhere(place: Path) -> None:
    config = configured(place, 'plans = "计划"\nreports = "上报"\nlang = "en"\n')
    assert (config.plans, config.reports) == (place / "pinned" / "计划", place / "pinned" / "上报")
    assert (config.lang, config.findings) == ("en", ())


def test_a_language_that_there_is_not_is_refused_with_those_that_there_are(place: Path) -> None:
    config = configured(place, 'as_of = 2025-12-31\nlang = "de"\n')
    (fault,) = config.findings
    assert (fault.rule, str(fault.place), config.lang) == ("unknown-choice", "plancheck.toml:2", "")
    assert dict(fault.values) == {"key": "lang", "found": "de", "allowed": "zh, en"}


def test_a_file_that_cannot_be_read_is_a_finding_and_leaves_the_folders_as_they_are(place: Path) -> None:
    config = configured(place, "as_of = ")
    assert len(config.findings) == 1
    assert (config.folder, config.path) == (place / "pinned", place / "pinned" / "plancheck.toml")
    assert (config.plans, config.reports) == (place / "pinned" / "plans", place / "pinned" / "reports")


def test_an_unknown_key_is_named_with_the_nearest_that_there_is(place: Path) -> None:
    (fault,) = configured(place, 'plan = "x"\n').findings
    assert (fault.rule, dict(fault.values)["nearest"]) == ("unknown-key", "plans")


def test_waivers_and_restatements_know_their_lines_and_plans(place: Path) -> None:
    waiver = '[[waiver]]\ntarget = "D-1"\nreason = "洪灾"\napproved_by = "市政府"\nuntil = 2026-12-31\n'
    config = configured(place, f'lang = "zh"\n{waiver}plan = "demo"\n{waiver}')
    assert config.findings == ()
    assert [(one.line, one.plan) for one in config.waivers] == [(2, "demo"), (8, "")]


def test_a_fault_of_a_waiver_stands_at_its_line(place: Path) -> None:
    waiver = '[[waiver]]\ntarget = "D-1"\nreason = "洪灾"\napproved_by = "市政府"\nuntil = 2026-12-31\n'
    config = configured(place, f'lang = "zh"\n{waiver}{waiver.replace("2026-12-31", "5")}')
    assert [str(fault.place) for fault in config.findings] == ["plancheck.toml:7"]
    assert len(config.waivers) == 1


def test_a_line_is_that_of_the_key_or_of_the_table_around_it(place: Path) -> None:
    config = configured(place, 'lang = "zh"\n\n[gate]\nsilence = false\n\n[gate.plan.demo]\ninvalid = false\n')
    assert config.line_of(("gate", "silence")) == 4
    assert config.line_of(("gate", "plan", "demo", "evidence")) == 6
    assert config.line_of(("gate", "evidence")) == 3
    assert config.line_of(("scoring", "preset")) is None


def test_plan_files_are_named_in_order(place: Path) -> None:
    for name in ("b.toml", "a.toml", "c.txt"):
        (place / "pinned" / "plans" / name).touch()
    assert [path.name for path in configured(place, "").plan_files()] == ["a.toml", "b.toml", "demo.toml"]


def test_a_threshold_that_cannot_be_is_found_at_its_line(place: Path) -> None:
    config = configured(place, 'lang = "zh"\n[scoring]\nbehind_points = 5\nrecent_months = 0\n')
    assert [(fault.rule, str(fault.place)) for fault in config.findings] == [("impossible-setting", "plancheck.toml:4")]
