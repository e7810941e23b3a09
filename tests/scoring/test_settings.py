"""Thresholds as a table gives them: laid over others, or refused with the range that is allowed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plancheck.findings import TextPlace
from plancheck.rules import fix, message
from plancheck.scoring.forecast import Likelihood
from plancheck.scoring.marks import Lamp, Reason, Status
from plancheck.scoring.settings import DEFAULTS, PRESETS, Settings, read_settings
from plancheck.words import word

PLACE = TextPlace("plans/x.toml", 7)


def test_a_plan_lays_its_settings_over_the_workspaces() -> None:
    workspace, none_found = read_settings({"report_lag_days": 30, "behind_points": Decimal(5)}, PLACE)
    settings, found = read_settings({"behind_points": Decimal("7.5"), "preset": "xushi"}, PLACE, workspace)
    assert none_found == found == []
    assert settings == Settings(preset="xushi", report_lag_days=30, behind_points=Decimal("7.5"))


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        ({"on_track_ration": 1}, "unknown-setting"),
        ({"report_lag_days": -1}, "impossible-setting"),
        ({"report_lag_days": Decimal("1.5")}, "impossible-setting"),
        ({"off_track_ratio": 0}, "impossible-setting"),
        ({"about": Decimal("NaN")}, "impossible-setting"),
        ({"recent_months": True}, "impossible-setting"),
        ({"basically": "0.95"}, "impossible-setting"),
        ({"preset": "strict"}, "impossible-setting"),
        ({"off_track_ratio": Decimal("0.96")}, "contradictory-settings"),
        ({"behind_points": 40}, "contradictory-settings"),
    ],
)
def test_what_cannot_be_is_a_finding_and_changes_nothing(table: dict[str, object], rule: str) -> None:
    settings, found = read_settings(table, PLACE)
    assert [item.rule for item in found] == [rule]
    assert settings == DEFAULTS
    for language in ("zh", "en"):
        sentence = message(found[0], language) + fix(found[0], language)
        assert next(iter(table)) in sentence
        assert "{" not in sentence


def test_the_nearest_key_is_named() -> None:
    found = read_settings({"on_track_ration": 1}, PLACE)[1]
    assert "on_track_ratio" in fix(found[0], "en")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_a_verdict_can_say_has_words(language: str) -> None:
    for room, names in (
        ("status", Status),
        ("lamp", Lamp),
        ("reason", Reason),
        ("likelihood", Likelihood),
        ("preset", PRESETS),
        ("setting", [name for name, _ in DEFAULTS.listed()]),
    ):
        for name in names:
            assert word(f"scoring.{room}.{name}", language)
