"""Days of grace of a target's own, in place of the setting's 60: what is silent, and from which day on."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

import plancheck
from plancheck.scoring.due import lag_days_of
from plancheck.scoring.settings import Settings
from tests.scoring.samples import a_target, judged, mark, reported

FIRST_DUE = date(2024, 3, 31)


def after(days: int, since: date = FIRST_DUE) -> str:
    return (since + timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("own", "setting", "gone_by", "days"),
    [(None, 60, 0, 60), (180, 60, 0, 180), (0, 60, 0, 0), (180, 60, 100, 80), (0, 60, 1, -1), (10, 60, 400, -1)],
)
def test_the_targets_own_days_go_over_the_settings(own: int | None, setting: int, gone_by: int, days: int) -> None:
    settings = Settings(report_lag_days=setting, lag_gone_by=gone_by)
    assert lag_days_of(a_target(report_lag_days=own), settings) == days


def test_what_has_gone_by_is_no_setting_that_is_shown() -> None:
    assert "lag_gone_by" not in dict(Settings(lag_gone_by=3).listed())


@pytest.mark.parametrize(("own", "last"), [(None, 60), (180, 180), (0, 0)])
@pytest.mark.parametrize("kind", ["cumulative", "level", "cap", "maintain", "action"])
def test_nothing_reported_is_silence_the_day_after(kind: str, own: int | None, last: int) -> None:
    target = a_target(kind, value=None if kind == "action" else 650, report_lag_days=own)
    assert mark(judged(target, [], after(last))) == "on-track grey not-due"
    assert mark(judged(target, [], after(last + 1))) == "at-risk grey no-data"


@pytest.mark.parametrize(("own", "last"), [(None, 60), (180, 180)])
def test_a_milestone_is_waited_for_as_long(own: int | None, last: int) -> None:
    target = a_target("milestone", value=None, by="2025-12-31", report_lag_days=own)
    year_end = date(2025, 12, 31)
    assert mark(judged(target, [], after(last, year_end))) == "on-track grey not-due"
    assert mark(judged(target, [], after(last + 1, year_end))) == "at-risk grey no-data"


@pytest.mark.parametrize(("own", "last"), [(None, 60), (180, 180)])
def test_an_action_is_unfinished_when_its_days_have_passed(own: int | None, last: int) -> None:
    target = a_target("action", value=None, by=None, report_lag_days=own)
    told = reported({"2027-12-31": "under-way"})
    plan_end = date(2027, 12, 31)
    assert mark(judged(target, told, after(last, plan_end))) == "on-track green under-way"
    assert mark(judged(target, told, after(last + 1, plan_end))) == "at-risk yellow unfinished"


def test_no_rule_reads_the_setting_past_the_target() -> None:
    """One function knows the days; a rule that read the setting itself would not heed a target's own."""
    source = Path(plancheck.__file__).parent
    reading = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if ".settings.report_lag_days" in path.read_text(encoding="utf-8")
        or "(settings.report_lag_days" in path.read_text(encoding="utf-8")
    }
    # The report says what the setting is, with the targets that have days of their own.
    assert reading == {"scoring/due.py", "render/report/text.py"}
