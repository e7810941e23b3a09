"""A target that later documents change: the old one before the day, the new one from it on, a closed row never again.

Every grid names what was reported in the docstring and is judged day by day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from inspect import getdoc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.observations import Observation
from plancheck.plan.amendments.terms import Amendment
from plancheck.plan.amendments.versions import target_in_force
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.expected import expected_values
from plancheck.scoring.marks import Status, Verdict
from plancheck.scoring.settings import Settings
from plancheck.scoring.verdict import judge
from tests.scoring.samples import PLAN_END, a_target, base, day, evidence, judged, mark, point, reported
from tests.scoring.test_properties import series, targets


def changed(target: Target, *changes: tuple[str, object, str | None]) -> Target:
    """A target with amendments: from which day, which value, which deadline."""
    amendments = tuple(
        Amendment(
            "示政〔2025〕8号", day(since), None if value is None else Decimal(str(value)), (by and day(by)) or None
        )
        for since, value, by in changes
    )
    return replace(target, amendments=amendments)


def grid(test: object) -> list[list[str]]:
    """The cells of the rows of a test's docstring."""
    lines = [line for line in (getdoc(test) or "").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def rows(verdict: Verdict) -> str:
    """`2025 300 missed; 2027 650 at-risk`."""
    return "; ".join(
        " ".join([f"{row.by:%Y}", *([f"{row.value:g}"] if row.value else []), row.status]) for row in verdict.rows
    )


def check(test: object, target: Target, values: dict[str, object]) -> None:
    """Each row of a grid: the day, the verdict, the rows, how many of them fell short."""
    told = reported(values)
    expected = grid(test)
    assert expected
    for at, verdict, listed, missed in expected:
        found = judged(target, [one for one in told if one.period_end <= day(at)], at)
        assert [at, mark(found), rows(found), str(found.missed_rows)] == [at, verdict, listed, missed]


class TestACount:
    def test_lowered_on_its_way(self) -> None:
        """650 by 2027; 200 by then from 2025-06-01 on. 60 were there at the end of 2024, 80 in March, 100 in June 2025.

        | day        | verdict                | rows              | missed |
        |------------|------------------------|-------------------|--------|
        | 2025-05-31 | at-risk red off-track  | 2027 650 at-risk  | 0      |
        | 2025-06-01 | on-track green on-path | 2027 200 on-track | 0      |
        | 2025-06-30 | on-track green on-path | 2027 200 on-track | 0      |
        """
        values: dict[str, object] = {
            "2024-03-31": 15,
            "2024-06-30": 30,
            "2024-09-30": 45,
            "2024-12-31": 60,
            "2025-03-31": 80,
            "2025-06-30": 100,
        }
        check(TestACount.test_lowered_on_its_way, changed(a_target(), ("2025-06-01", 200, None)), values)

    def test_the_deadline_is_extended_after_a_miss(self) -> None:
        """300 by the end of 2025, 180 reached; on 2026-03-01 it becomes due at the end of 2027.

        | day        | verdict                | rows                               | missed |
        |------------|------------------------|------------------------------------|--------|
        | 2025-12-31 | missed red deadline    | 2025 300 missed                    | 1      |
        | 2026-02-28 | missed red deadline    | 2025 300 missed                    | 1      |
        | 2026-03-01 | on-track green on-path | 2025 300 missed; 2027 300 on-track | 1      |
        | 2026-06-30 | on-track green on-path | 2025 300 missed; 2027 300 on-track | 1      |
        | 2027-12-31 | on-track green met     | 2025 300 missed; 2027 300 on-track | 1      |
        """
        target = changed(a_target(value=300, by="2025-12-31"), ("2026-03-01", None, "2027-12-31"))
        values: dict[str, object] = {"2024-12-31": 90, "2025-03-31": 110, "2025-06-30": 130, "2025-09-30": 150}
        values |= {"2025-12-31": 180, "2026-03-31": 190, "2026-06-30": 215, "2027-12-31": 300}
        check(TestACount.test_the_deadline_is_extended_after_a_miss, target, values)

    def test_what_was_met_at_the_old_date_stays_met(self) -> None:
        """300 by the end of 2025, 310 reached; raised to 650 by the end of 2027 on 2026-03-01."""
        target = changed(a_target(value=300, by="2025-12-31"), ("2026-03-01", 650, "2027-12-31"))
        verdict = judged(target, reported({"2024-12-31": 150, "2025-12-31": 310}), "2026-03-01")
        assert rows(verdict) == "2025 300 on-track; 2027 650 on-track"
        assert [row.closed for row in verdict.rows] == [True, False]

    def test_a_checkpoint_before_keeps_and_one_after_remains(self) -> None:
        """Checkpoints 150 (2024) and 300 (2025), 650 in 2027; 400 from 2025-06-01 on.

        | day        | verdict                       | rows                                                  | missed |
        |------------|-------------------------------|-------------------------------------------------------|--------|
        | 2025-05-31 | at-risk red milestone-overdue | 2024 150 missed; 2025 300 at-risk; 2027 650 at-risk   | 1      |
        | 2025-12-31 | on-track green met            | 2024 150 missed; 2025 300 on-track; 2027 400 on-track | 1      |
        """
        points = (point("2024-12-31", 150), point("2025-12-31", 300))
        target = changed(a_target(checkpoints=points), ("2025-06-01", 400, None))
        values: dict[str, object] = {"2024-12-31": 120, "2025-03-31": 140, "2025-12-31": 310}
        check(TestACount.test_a_checkpoint_before_keeps_and_one_after_remains, target, values)

    def test_the_way_to_less_does_not_lead_past_it(self) -> None:
        """A closed checkpoint of 500 is no way to 200: the path is straight from the baseline."""
        target = changed(a_target(checkpoints=(point("2024-12-31", 500),)), ("2025-06-01", 200, None))
        verdict = judged(target, reported({"2024-12-31": 40, "2025-12-31": 100}))
        assert rows(verdict) == "2024 500 missed; 2027 200 at-risk"
        assert verdict.rows[1].expected == Decimal("0.5")

    def test_the_final_value_outweighs_a_checkpoint_on_its_new_day(self) -> None:
        """650 by 2027 with 300 by 2025-12-31; brought forward to that very day: 650 are asked for."""
        target = changed(a_target(checkpoints=(point("2025-12-31", 300),)), ("2025-06-01", None, "2025-12-31"))
        verdict = judged(target, reported({"2025-12-31": 400}))
        assert (rows(verdict), mark(verdict)) == ("2025 650 missed", "missed red deadline")

    def test_on_the_day_itself_the_new_date_holds(self) -> None:
        """Due 2025-12-31 and extended from that very day: nothing was due, nothing was missed."""
        target = changed(a_target(value=300, by="2025-12-31"), ("2025-12-31", None, "2027-12-31"))
        verdict = judged(target, reported({"2024-12-31": 90, "2025-12-31": 180}))
        assert (rows(verdict), verdict.missed_rows) == ("2027 300 on-track", 0)

    def test_extended_twice(self) -> None:
        """Due 2024, then 2025, then 2027: both dates were missed, and both count."""
        target = changed(
            a_target(value=300, by="2024-12-31"), ("2025-02-01", None, "2025-12-31"), ("2026-02-01", None, "2027-12-31")
        )
        verdict = judged(target, reported({"2024-12-31": 90, "2025-12-31": 180}), "2026-02-01")
        assert [str(row.by) for row in verdict.rows] == ["2024-12-31", "2025-12-31", "2027-12-31"]
        assert (verdict.missed_rows, verdict.status, verdict.row.by) == (2, Status.ON_TRACK, day("2027-12-31"))

    def test_silence_at_the_old_date_is_counted_and_does_not_speak(self) -> None:
        """Nothing for 2025-12-31; extended on 2026-02-01: the new row speaks, and is itself silent from March on."""
        target = changed(a_target(value=300, by="2025-12-31"), ("2026-02-01", None, "2027-12-31"))
        told = reported({"2024-12-31": 75, "2025-09-30": 135})
        assert judged(target, told, "2026-02-01").row.by == day("2027-12-31")
        later = judged(target, told, "2026-03-10")
        assert (mark(later), later.row.by, later.silent_rows) == ("at-risk grey no-data", day("2027-12-31"), 1)


class TestByYears:
    def test_a_quota_changes_in_the_year_of_the_amendment(self) -> None:
        """200 a year; 120 from 2025-06-01 on. 150, 130, 110 were reached: 2024 was short of 200, 2025 is held to 120.

        | day        | verdict             | rows                                                                     | missed |
        |------------|---------------------|--------------------------------------------------------------------------|--------|
        | 2025-05-31 | missed red deadline | 2024 200 missed; 2025 200 at-risk; 2026 200 on-track; 2027 200 on-track | 1      |
        | 2025-12-31 | on-track green met  | 2024 200 missed; 2025 120 on-track; 2026 120 on-track; 2027 120 on-track | 1      |
        | 2026-12-31 | missed red deadline | 2024 200 missed; 2025 120 on-track; 2026 120 missed; 2027 120 on-track   | 2      |
        """
        target = changed(a_target("annual", value=200), ("2025-06-01", 120, None))
        values: dict[str, object] = {"2024-12-31": 150, "2025-12-31": 130, "2026-12-31": 110}
        check(TestByYears.test_a_quota_changes_in_the_year_of_the_amendment, target, values)

    def test_a_quota_is_asked_for_longer(self) -> None:
        target = changed(a_target("annual", value=200, by="2025-12-31"), ("2026-02-01", None, "2027-12-31"))
        told = reported({"2024-12-31": 210, "2025-12-31": 150})
        verdict = judged(target, told, "2026-02-01")
        assert [str(row.status) for row in verdict.rows] == ["on-track", "missed", "on-track", "on-track"]
        # The year that was missed speaks on until 2026 has a value of its own.
        assert (mark(verdict), verdict.met_years, verdict.closed_years) == ("missed red deadline", 1, 2)

    @pytest.mark.parametrize(
        ("cap", "since", "values", "expected"),
        [
            (150, "2025-06-01", {"2025-03-31": 110}, "missed red cap-exceeded"),
            (150, "2025-03-31", {"2025-03-31": 110}, "at-risk red burn"),
            (150, "2025-06-01", {"2025-03-31": 90, "2025-06-30": 110}, "at-risk yellow burn"),
            (80, "2025-06-01", {"2025-03-31": 90}, "at-risk red burn"),
            (80, "2025-06-01", {"2025-03-31": 20, "2025-06-30": 90}, "missed red cap-exceeded"),
        ],
    )
    def test_a_cap_is_held_against_the_one_of_the_day(
        self, cap: int, since: str, values: dict[str, object], expected: str
    ) -> None:
        """100 a year. Exceeded is what exceeded the cap of its own day: a higher one later excuses nothing, a lower one
        convicts nobody of what was allowed."""
        target = changed(a_target("cap", "<=", value=100), (since, cap, None))
        assert mark(judged(target, reported(values), "2025-06-30")) == expected

    def test_what_must_hold_is_held_against_the_value_of_the_day(self) -> None:
        """At least 90, from 2025-07-01 on at least 95: 92 in spring held, 92 in autumn did not."""
        target = changed(a_target("maintain", value=90), ("2025-07-01", 95, None))
        kept = reported({"2025-03-31": 92, "2025-06-30": 92, "2025-09-30": 96, "2025-12-31": 96})
        short = reported({"2025-03-31": 92, "2025-06-30": 92, "2025-09-30": 92, "2025-12-31": 96})
        of_2025 = {str(row.by): row for row in judged(target, kept).rows}["2025-12-31"]
        assert (of_2025.status, of_2025.short_periods, of_2025.value) == (Status.ON_TRACK, 0, Decimal(95))
        assert {str(row.by): row.short_periods for row in judged(target, short).rows}["2025-12-31"] == 1


class TestOtherKinds:
    def test_a_reduction_in_percent(self) -> None:
        """13.5 % less than 100 by 2027, 10 % from 2025-06-01 on: 86.5, then 90."""
        target = changed(
            a_target("growth", "<=", value="-13.5", baseline=base("2023-12-31", 100)), ("2025-06-01", -10, None)
        )
        told = reported({"2024-12-31": 97, "2025-12-31": 94})
        assert [judged(target, told, at).row.value for at in ("2025-05-31", "2025-12-31")] == [Decimal("86.5"), 90]

    def test_a_stock_has_longer_to_go(self) -> None:
        target = changed(
            a_target("phase-out", "<=", value=0, by="2025-12-31", baseline=base("2023-12-31", 100)),
            ("2025-06-01", None, "2027-12-31"),
        )
        verdict = judged(target, reported({"2024-12-31": 70, "2025-12-31": 45}))
        assert (verdict.row.by, verdict.row.expected, verdict.missed_rows) == (day("2027-12-31"), Decimal("0.5"), 0)

    def test_a_milestone_that_was_missed_and_extended(self) -> None:
        """Due 2025-06-30 and not done; from 2025-09-01 on due 2026-12-31; done with evidence in 2026."""
        target = changed(a_target("milestone", value=None, by="2025-06-30"), ("2025-09-01", None, "2026-12-31"))
        told = reported({"2025-06-30": "under-way"})
        assert mark(judged(target, told, "2025-08-31")) == "missed red deadline"
        after = judged(target, told, "2025-09-01")
        assert (mark(after), after.missed_rows) == ("on-track grey not-due", 1)
        done = judged(target, [*told, *reported({"2026-06-30": "done"})], None, evidence(2026))
        assert (mark(done), done.missed_rows) == ("on-track green met", 1)
        assert [str(row.reason) for row in done.rows] == ["met-late", "met"]

    def test_an_action_is_never_missed(self) -> None:
        target = changed(a_target("action", value=None, by="2025-06-30"), ("2025-09-01", None, "2026-12-31"))
        verdict = judged(target, reported({"2025-09-30": "under-way"}))
        assert [str(row.by) for row in verdict.rows] == ["2026-12-31"]

    def test_a_direction_is_held_at_the_new_date(self) -> None:
        target = changed(
            a_target("direction", value=None, by="2025-12-31", baseline=base("2023-12-31", 10)),
            ("2025-06-01", None, "2027-12-31"),
        )
        verdict = judged(target, reported({"2024-12-31": 9, "2025-12-31": 9.5}))
        assert (verdict.row.by, verdict.row.closed) == (day("2027-12-31"), False)


def test_what_is_expected_follows_the_version_in_force() -> None:
    """650 in four years, 400 from 2025-06-01 on: at the end of 2025 half of either is expected."""
    target = changed(a_target(unit="万辆"), ("2025-06-01", 400, None))
    at = day("2025-12-31")
    shown = [
        expected_values(target_in_force(target, on), [], Settings(), PLAN_END, [at])[at]
        for on in (day("2025-05-31"), day("2025-06-01"))
    ]
    assert shown == [325, 200]


DAYS = st.integers(0, 1460).map(lambda days: date(2024, 1, 1) + timedelta(days=days))
CHANGES = st.lists(st.tuples(DAYS, st.none() | st.integers(-300, 1500), st.none() | DAYS), min_size=1, max_size=3)


def with_changes(target: Target, changes: list[tuple[date, int | None, date | None]]) -> Target:
    amendments = [Amendment("x", on, None if value is None else Decimal(value), by) for on, value, by in changes]
    return replace(target, amendments=tuple(sorted(amendments, key=lambda one: one.date)))


@given(targets(), series(), CHANGES, DAYS)
def test_before_its_date_an_amendment_changes_nothing(
    target: Target, told: list[Observation], changes: list[tuple[date, int | None, date | None]], as_of: date
) -> None:
    """The verdict of a day is that of a plan that has only the amendments which hold by then."""
    amended = with_changes(target, changes)
    held = replace(amended, amendments=tuple(one for one in amended.amendments if one.date <= as_of))
    settings = Settings()
    assert judge(amended, told, [], as_of, settings, PLAN_END) == judge(held, told, [], as_of, settings, PLAN_END)
    if not held.amendments:
        assert judge(amended, told, [], as_of, settings, PLAN_END) == judge(target, told, [], as_of, settings, PLAN_END)


@given(targets(), series(), CHANGES, DAYS)
def test_no_amendment_turns_a_row_that_closed_before_it(
    target: Target, told: list[Observation], changes: list[tuple[date, int | None, date | None]], as_of: date
) -> None:
    """Whatever later documents say: rows whose date passed before any of them are as they would be without them."""
    amended = with_changes(target, changes)
    first = min(one.date for one in amended.amendments)
    settings = Settings()
    plain = {row.by: row for row in judge(target, told, [], as_of, settings, PLAN_END).rows}
    for row in judge(amended, told, [], as_of, settings, PLAN_END).rows:
        if row.by is not None and row.by < first and row.closed and row.by in plain:
            assert (row.status, row.value, row.needed) == (
                plain[row.by].status,
                plain[row.by].value,
                plain[row.by].needed,
            )


@given(targets(), series(), CHANGES, DAYS, st.sampled_from(list(Kind)))
def test_there_is_a_verdict_whatever_the_amendments_say(
    target: Target,
    told: list[Observation],
    changes: list[tuple[date, int | None, date | None]],
    as_of: date,
    kind: Kind,
) -> None:
    """Also one that moves a date into the past, or changes a value that was due: a row, and no more than there are versions."""
    amended = with_changes(replace(target, kind=kind), changes)
    verdict = judge(amended, told, [], as_of, Settings(), PLAN_END)
    assert verdict.rows
    assert len(verdict.rows) <= 2 * (len(changes) + 1) + 4 * 2
