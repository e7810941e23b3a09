"""Thresholds as a table gives them: laid over others, or refused with the range that is allowed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plancheck.findings import TextPlace
from plancheck.rules import fix, message
from plancheck.scoring.marks import Lamp, Reason, Status
from plancheck.scoring.outlook.forecast import Likelihood
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


JUST = Decimal("0.0001")


@pytest.mark.parametrize(
    ("key", "below", "least", "most", "above"),
    [
        ("on_track_ratio", Decimal(0), Decimal("0.60"), Decimal(1), 1 + JUST),
        ("off_track_ratio", Decimal(0), JUST, Decimal("0.95"), 1 + JUST),
        ("behind_points", -JUST, Decimal(0), Decimal(30), 100 + JUST),
        ("far_behind_points", -JUST, Decimal(10), Decimal(100), 100 + JUST),
        ("slowing_ratio", Decimal(0), JUST, Decimal(1), 1 + JUST),
        ("slowing_ratio_counts", Decimal(0), JUST, Decimal(1), 1 + JUST),
        ("recent_months", 0, 1, 120, 121),
        ("report_lag_days", -1, 0, 3650, 3651),
        ("about", -JUST, Decimal(0), 1 - JUST, Decimal(1)),
        ("basically", Decimal(0), JUST, Decimal(1), 1 + JUST),
        ("trend_changes", 0, 1, 100, 101),
        ("likelihood_changes", 1, 2, 100, 101),
    ],
)
def test_a_threshold_is_taken_from_the_least_to_the_most_that_can_be(
    key: str, below: object, least: object, most: object, above: object
) -> None:
    """Beyond either end it is impossible, and not merely at odds with another."""
    for value in (least, most):
        settings, found = read_settings({key: value}, PLACE)
        assert found == []
        assert getattr(settings, key) == value
    for value in (below, above):
        settings, found = read_settings({key: value}, PLACE)
        assert [item.rule for item in found] == ["impossible-setting"]
        assert settings == DEFAULTS


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [
        ({"on_track_ratio": JUST, "off_track_ratio": JUST}, "on_track_ratio", JUST),
        ({"off_track_ratio": Decimal(1), "on_track_ratio": Decimal(1)}, "off_track_ratio", Decimal(1)),
        ({"far_behind_points": Decimal(0), "behind_points": Decimal(0)}, "far_behind_points", Decimal(0)),
        ({"behind_points": Decimal(100), "far_behind_points": Decimal(100)}, "behind_points", Decimal(100)),
    ],
)
def test_two_thresholds_may_meet_at_either_end(table: dict[str, object], key: str, value: Decimal) -> None:
    settings, found = read_settings(table, PLACE)
    assert found == []
    assert getattr(settings, key) == value


@pytest.mark.parametrize("key", ["recent_months", "report_lag_days", "trend_changes", "likelihood_changes"])
def test_what_is_counted_is_whole(key: str) -> None:
    assert [item.rule for item in read_settings({key: Decimal("5.5")}, PLACE)[1]] == ["impossible-setting"]
    settings, found = read_settings({key: Decimal("5.0")}, PLACE)
    assert (found, getattr(settings, key), type(getattr(settings, key))) == ([], 5, int)


@pytest.mark.parametrize(("key", "values"), [("preset", ("default", "xushi")), ("maintain", ("all", "last"))])
def test_a_choice_is_one_of_those_there_are(key: str, values: tuple[str, ...]) -> None:
    for value in values:
        settings, found = read_settings({key: value}, PLACE)
        assert (found, getattr(settings, key)) == ([], value)
    (refused,) = read_settings({key: "some"}, PLACE)[1]
    assert dict(refused.values)["range"] == " | ".join(values)


def test_of_two_that_contradict_each_other_both_stay_as_they_were() -> None:
    over = Settings(behind_points=Decimal(5), far_behind_points=Decimal(15))
    settings, found = read_settings({"behind_points": 40, "far_behind_points": 35}, PLACE, over)
    assert settings == over
    assert dict(found[0].values) == {
        "low": "behind_points",
        "low_value": "40",
        "high": "far_behind_points",
        "high_value": "35",
    }


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
