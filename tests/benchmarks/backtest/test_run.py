"""The command: which series, which thresholds, and the same text each time."""

from __future__ import annotations

import sys
from dataclasses import replace
from decimal import Decimal

import pytest
from benchmarks.__main__ import APART, NAMES
from benchmarks.__main__ import main as run_benchmarks
from benchmarks.backtest.series import Measure
from benchmarks.backtest.targets import promises_of

from benchmarks.backtest import public, run
from plancheck.plan.vocabulary import Frequency
from tests.benchmarks.backtest.samples import series

SERIES = [
    series([*range(100, 200, 10), *range(190, 140, -5)], name="gapminder/gdp/China"),
    series([*range(10, 58)], Measure.FLOW, Frequency.QUARTER, name="arrivals/Japan"),
]


@pytest.fixture(autouse=True)
def _own_series(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "find_spec", lambda name: name)
    monkeypatch.setattr(public, "public_series", lambda: SERIES)


def _printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    run.main([*arguments, "--jobs", "1"])
    return capsys.readouterr().out


def test_it_says_which_half_and_comes_to_the_same_again(capsys: pytest.CaptureFixture[str]) -> None:
    both = _printed(capsys, "--half", "both", "--by", "reason")
    assert both == _printed(capsys, "--half", "both", "--by", "reason")
    assert both.startswith("2 series (both), ")
    assert "yearly levels" in both
    assert "Must be reached:" in both
    assert _printed(capsys, "--half", "tuning").startswith("1 series (tuning), ")
    assert _printed(capsys).startswith("1 series (reporting), ")


def test_it_is_no_part_of_the_other_benchmarks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "backtest" in APART
    assert "backtest" not in NAMES
    monkeypatch.setattr(sys, "argv", ["benchmarks", "backtest", "--limit", "1", "--jobs", "1"])
    run_benchmarks()
    assert capsys.readouterr().out.startswith("1 series (reporting), ")


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match=r"\.\[backtest\]"):
        run.main([])


def test_other_thresholds_can_be_tried(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.settings_of(["on_track_ratio=0.8"]).on_track_ratio == Decimal("0.8")
    with pytest.raises(SystemExit, match="no such threshold"):
        run.settings_of(["on_track_ratio=8"])
    tried = _printed(capsys, "--half", "both", "--set", "on_track_ratio=0.7", "--set", "off_track_ratio=0.5")
    assert "on_track_ratio=0.7" in tried
    assert tried != _printed(capsys, "--half", "both")


def test_it_comes_to_the_same_in_several_processes() -> None:
    some = [replace(SERIES[0], name=f"gapminder/{number}") for number in range(3)]
    assert run.show_all(some, jobs=1) == run.show_all(some, jobs=2)
    assert any(list(promises_of(one)) for one in some)
