"""Rule by rule, kind by kind: what the worked cases leave open."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from plancheck.plan.vocabulary import Aggregate, Change, Frequency, Kind, Op, Reporting, Wording
from plancheck.scoring.marks import Quantities
from plancheck.scoring.settings import Settings
from tests.scoring.samples import a_target, base, day, evidence, judged, mark, point, reported

QUARTERS = ("03-31", "06-30", "09-30", "12-31")


class TestWhatIsDue:
    def test_nothing_is_due_until_the_first_period_and_its_lag_have_passed(self) -> None:
        assert mark(judged(a_target(), [], "2024-05-30")) == "on-track grey not-due"
        assert mark(judged(a_target(), [], "2024-05-31")) == "at-risk grey no-data"

    def test_silence_keeps_the_last_verdict(self) -> None:
        told = reported({"2024-12-31": 170})
        assert mark(judged(a_target(), told, "2025-05-30")) == "on-track green on-path"
        silent = judged(a_target(), told, "2025-05-31")
        assert mark(silent) == "at-risk grey no-data"
        assert silent.row.frozen is not None
        assert silent.row.frozen.reason == "on-path"
        assert silent.row.attained == Decimal(170) / 650

    def test_a_later_value_is_not_looked_at(self) -> None:
        told = reported({"2024-12-31": 170, "2025-12-31": 0})
        assert mark(judged(a_target(), told, "2025-01-15")) == "on-track green on-path"

    def test_a_date_without_a_value_of_its_own_stays_open_though_later_values_came(self) -> None:
        target = a_target(checkpoints=(point("2025-12-31", 300),))
        verdict = judged(target, reported({"2025-09-30": 290, "2026-06-30": 420}))
        assert [row.reason for row in verdict.rows] == ["no-data", "gap"]
        assert (verdict.row.by, verdict.silent_rows) == (PLAN_END, 1)

    def test_of_a_count_a_later_value_that_is_still_short_proves_the_miss(self) -> None:
        target = a_target(checkpoints=(point("2025-12-31", 300),))
        short = judged(target, reported({"2025-09-30": 250, "2026-03-31": 290}))
        assert (mark(short), short.rows[0].reason) == ("at-risk red milestone-overdue", "deadline")
        late = judged(target, reported({"2025-09-30": 250, "2026-03-31": 290, "2026-06-30": 420}))
        assert (late.rows[0].reason, late.rows[0].met_on) == ("met-late", day("2026-06-30"))
        level = judged(replace(target, kind=Kind.LEVEL, baseline=base("2023-12-31", 0)), reported({"2026-03-31": 290}))
        assert level.rows[0].reason == "no-data"

    def test_a_deadline_inside_a_period_is_met_at_the_periods_end(self) -> None:
        target = a_target(by="2025-11-15")
        assert mark(judged(target, reported({"2025-09-30": 600, "2025-12-31": 650}))) == "on-track green met"
        assert mark(judged(target, reported({"2025-09-30": 600, "2025-12-31": 649}))) == "missed red deadline"

    def test_a_missed_date_names_the_day_it_was_reached(self) -> None:
        verdict = judged(a_target(by="2025-12-31"), reported({"2025-12-31": 600, "2026-03-31": 649, "2026-06-30": 650}))
        assert (mark(verdict), verdict.row.met_on) == ("missed red met-late", day("2026-06-30"))
        assert (verdict.row.latest_value, verdict.row.met_value) == (Decimal(600), Decimal(650))


PLAN_END = date(2027, 12, 31)


class TestCheckpoints:
    target = a_target("level", value=40, baseline=base("2023-12-31", 21), checkpoints=(point("2025-12-31", 30),))

    def test_one_that_was_missed_and_is_still_short_is_overdue(self) -> None:
        verdict = judged(self.target, reported({"2025-12-31": 29, "2026-06-30": 29.5}))
        assert mark(verdict) == "at-risk red milestone-overdue"
        assert [row.status for row in verdict.rows] == ["missed", "at-risk"]

    def test_one_that_was_regained_is_counted(self) -> None:
        verdict = judged(
            self.target, reported({"2024-12-31": 25, "2025-06-30": 27, "2025-12-31": 29, "2026-06-30": 33})
        )
        assert mark(verdict) == "on-track green on-path"
        assert verdict.row.missed_checkpoints == 1

    def test_the_next_row_decides_and_runs_from_what_was_planned(self) -> None:
        target = a_target(value=600, checkpoints=(point("2024-12-31", 100), point("2025-12-31", 300)))
        verdict = judged(target, reported({"2024-12-31": 120, "2025-06-30": 200}))
        assert (verdict.row.by, verdict.row.baseline) == (day("2025-12-31"), Decimal(100))
        assert (verdict.row.attained, verdict.row.expected) == (Decimal("0.5"), Decimal("0.5"))

    def test_points_of_the_path_bend_what_is_expected(self) -> None:
        target = a_target(value=100, path=(point("2026-12-31", 10),))
        assert judged(target, reported({"2025-06-30": 5})).row.spi == 1


def quarters(year: int, total: int) -> dict[str, object]:
    """A year that came in evenly and was reported each quarter."""
    ends = ("03-31", "06-30", "09-30", "12-31")
    return {f"{year}-{end}": total * Decimal(number) / 4 for number, end in enumerate(ends, 1)}


class TestYears:
    target = a_target("annual", value=200)

    def test_a_closed_year_counts_beside_the_open_one(self) -> None:
        told = reported(quarters(2024, 190) | quarters(2025, 210) | {"2026-03-31": 60})
        verdict = judged(self.target, told)
        assert mark(verdict) == "on-track green on-path"
        assert (verdict.met_years, verdict.closed_years) == (1, 2)
        assert [row.status for row in verdict.rows] == ["missed", "on-track", "on-track", "on-track"]

    def test_on_the_last_day_of_a_year_that_year_decides(self) -> None:
        assert mark(judged(self.target, reported({"2024-12-31": 190}))) == "missed red deadline"

    def test_after_the_last_year_the_worst_one_stands(self) -> None:
        told = reported({"2024-12-31": 190, "2025-12-31": 210, "2026-12-31": 210, "2027-12-31": 210})
        assert mark(judged(self.target, told)) == "missed red deadline"

    @pytest.mark.parametrize(("reached", "spoken"), [(210, "on-track green met"), (190, "missed red deadline")])
    def test_a_closed_year_speaks_until_the_next_has_a_value_of_its_own(self, reached: int, spoken: str) -> None:
        closed = quarters(2024, reached)
        for day_of_next in ("2024-12-31", "2025-01-01", "2025-05-30"):
            assert mark(judged(self.target, reported(closed), day_of_next)) == spoken
        live = judged(self.target, reported(closed | {"2025-03-31": 60}), "2025-03-31")
        assert mark(live) == "on-track green on-path"
        assert live.missed_rows == (reached < 200)

    def test_in_a_silent_year_a_miss_speaks_on_and_a_met_year_does_not(self) -> None:
        """The first quarter of 2025 was due on 30 May, 60 days after its end."""
        silent = {
            reached: judged(self.target, reported({"2024-12-31": reached}), "2025-05-31") for reached in (190, 210)
        }
        assert mark(silent[190]) == "missed red deadline"
        assert mark(silent[210]) == "at-risk grey no-data"
        assert (silent[190].missed_rows, silent[210].missed_rows) == (1, 0)

    def test_years_that_were_never_reported_are_counted(self) -> None:
        verdict = judged(self.target, reported({"2024-12-31": 190, "2026-06-30": 120}))
        assert mark(verdict) == "at-risk yellow gap"
        assert (verdict.missed_rows, verdict.silent_rows) == (1, 1)

    def test_a_checkpoint_at_a_years_end_is_that_years_quota(self) -> None:
        target = a_target("annual", value=200, checkpoints=(point("2024-12-31", 150),))
        assert judged(target, reported({"2024-12-31": 160})).rows[0].reason == "met"


class TestReductions:
    """较2023年下降13.5%, from 0.4: 0.346 or less; 下降3.5个百分点, from 53: 49.5 or less. On a straight path over four years."""

    intensity = a_target("growth", "<=", "-13.5", baseline=base("2023-12-31", "0.4"), reporting=Frequency.YEAR)
    sight = replace(
        a_target("growth", "<=", "-3.5", baseline=base("2023-12-31", 53), reporting=Frequency.YEAR),
        change=Change.POINTS,
    )

    @pytest.mark.parametrize(
        ("value", "expected"),
        [("0.44", "missed red deadline"), ("0.3461", "missed red deadline"), ("0.346", "on-track green met")],
    )
    def test_a_rise_is_no_fall(self, value: str, expected: str) -> None:
        verdict = judged(self.intensity, reported({"2027-12-31": Decimal(str(value))}))
        assert (mark(verdict), verdict.row.value) == (expected, Decimal("0.346"))

    def test_half_of_the_way_after_half_of_the_time(self) -> None:
        verdict = judged(self.intensity, reported({"2024-12-31": Decimal("0.3865"), "2025-12-31": Decimal("0.373")}))
        assert (verdict.row.attained, verdict.row.expected) == (Decimal("0.5"), Decimal("0.5"))
        assert mark(
            judged(self.intensity, reported({"2024-12-31": Decimal("0.41"), "2025-12-31": Decimal("0.42")}))
        ) == ("at-risk red moving-away")

    @pytest.mark.parametrize(("value", "expected"), [(52, "missed red deadline"), ("49.5", "on-track green met")])
    def test_points_are_taken_off_and_not_percent(self, value: object, expected: str) -> None:
        verdict = judged(self.sight, reported({"2027-12-31": Decimal(str(value))}))
        assert mark(verdict) == expected
        assert verdict.row.value == Decimal("49.5")

    def test_points_can_be_added_to_nothing(self) -> None:
        rise = replace(self.sight, op=Op.GE, value=Decimal(5), baseline=base("2023-12-31", 0))
        assert mark(judged(rise, reported({"2027-12-31": 5}))) == "on-track green met"

    def test_where_the_change_itself_is_reported_it_is_held_against_the_promise(self) -> None:
        change = replace(self.intensity, unit="%", baseline=base("2023-12-31"))
        assert mark(judged(change, reported({"2027-12-31": 10}))) == "missed red deadline"
        assert mark(judged(change, reported({"2027-12-31": Decimal("-13.5")}))) == "on-track green met"


class TestGrowth:
    def test_without_a_base_there_is_nothing_to_judge_by(self) -> None:
        target = a_target("growth", value=48, baseline=base("2023-12-31"), reporting=Frequency.YEAR)
        told = reported({"2024-12-31": 138})
        assert judged(target, told).row.value is None
        assert mark(judged(target, told)) == "at-risk grey missing-base"
        assert mark(judged(target, [], "2024-12-31")) == "on-track grey not-due"

    def test_a_reported_base_gives_the_goal(self) -> None:
        target = a_target("growth", value=48, baseline=base("2023-12-31"), reporting=Frequency.YEAR)
        told = reported({"2023-12-31": 125}, is_baseline=True) + reported({"2024-12-31": 140})
        verdict = judged(target, told)
        assert (verdict.row.value, verdict.row.attained) == (Decimal(185), Decimal("0.25"))

    def test_nothing_grows_from_zero(self) -> None:
        target = a_target("growth", value=48, baseline=base("2023-12-31", 0))
        assert mark(judged(target, reported({"2024-12-31": 5}))) == "at-risk grey missing-base"

    def test_growth_from_a_negative_base_goes_up(self) -> None:
        target = a_target("growth", value=50, baseline=base("2023-12-31", -10))
        assert judged(target, reported({"2024-12-31": -9})).row.value == -5

    def test_reported_as_percent_it_starts_at_nothing(self) -> None:
        target = a_target("growth", value=100, unit="%", about=Decimal("0.05"), baseline=base("2023-12-31"))
        assert judged(target, reported({"2025-12-31": 50})).row.attained == Decimal("0.5")
        assert mark(judged(target, reported({"2027-12-31": 95}))) == "on-track green met"

    def test_about_means_the_same_growth_in_levels(self) -> None:
        target = a_target("growth", value=100, figure="约一倍", baseline=base("2023-12-31", 100))
        assert judged(target, reported({"2027-12-31": 195})).row.reason == "met"
        assert judged(target, reported({"2027-12-31": 194})).row.reason == "deadline"


class TestPhaseOut:
    def test_basically_leaves_a_twentieth_of_the_stock(self) -> None:
        target = a_target("phase-out", "<=", 0, figure="基本淘汰", baseline=base("2023-12-31", 1200))
        assert judged(target, reported({"2027-12-31": 60})).row.reason == "met"
        assert judged(target, reported({"2027-12-31": 61})).row.reason == "deadline"

    def test_counted_up_to_the_stock(self) -> None:
        target = a_target("phase-out", ">=", None, baseline=base("2023-12-31", 1200), basically=Decimal("0.95"))
        verdict = judged(target, reported({"2025-12-31": 600}))
        assert (verdict.row.baseline, verdict.row.value) == (Decimal(0), Decimal(1140))

    def test_what_remains_is_never_less_than_nothing(self) -> None:
        target = a_target("phase-out", "<=", 0, baseline=base("2023-12-31", 100))
        assert judged(target, reported({"2024-12-31": 10})).row.forecast == 0


class TestCap:
    target = a_target("cap", "<=", 12, by=None)

    def test_once_exceeded_neither_silence_nor_a_correction_lifts_it(self) -> None:
        told = reported({"2024-06-30": 13})
        assert mark(judged(self.target, told)) == "missed red cap-exceeded"
        assert mark(judged(self.target, told, "2024-12-31")) == "missed red cap-exceeded"
        assert mark(judged(self.target, told + reported({"2024-09-30": 12}))) == "missed red cap-exceeded"

    @pytest.mark.parametrize(
        ("used", "expected"),
        [(6, "on-track green within-cap"), (10, "at-risk yellow burn"), (11, "at-risk red burn")],
    )
    def test_burn(self, used: int, expected: str) -> None:
        assert mark(judged(self.target, reported({"2024-06-30": used}))) == expected

    def test_exactly_the_red_threshold_is_yellow(self) -> None:
        assert mark(judged(a_target("cap", "<=", 6, by=None), reported({"2024-06-30": 5}))) == "at-risk yellow burn"

    def test_a_cap_of_nothing(self) -> None:
        verdict = judged(a_target("cap", "<=", 0, by=None), reported({"2024-06-30": 0}))
        assert (mark(verdict), verdict.row.burn) == ("on-track green within-cap", None)

    def test_kept_to_the_end(self) -> None:
        assert mark(judged(self.target, reported({"2024-12-31": 12}))) == "on-track green met"


class TestMaintain:
    target = a_target("maintain", value=95, by=None)

    @pytest.mark.parametrize(
        ("values", "expected"),
        [
            ((97, 96.5), "on-track green kept-weakening"),
            ((97, 95.5), "at-risk yellow kept-weakening"),
            ((94, 94), "at-risk red below-not-improving"),
            ((96, 96), "on-track green kept"),
        ],
    )
    def test_by_the_last_changes(self, values: tuple[float, float], expected: str) -> None:
        told = reported(dict(zip(("2024-03-31", "2024-06-30"), values, strict=True)))
        assert mark(judged(self.target, told)) == expected

    def test_a_year_that_held_speaks_until_the_next_has_a_value(self) -> None:
        held = {"2024-03-31": 99, "2024-06-30": 98, "2024-09-30": 97, "2024-12-31": 96.5}
        assert mark(judged(self.target, reported(held))) == "on-track green met"
        verdict = judged(self.target, reported(held | {"2025-03-31": 95.5}))
        assert mark(verdict) == "at-risk yellow kept-weakening"
        assert verdict.met_years == 1

    def test_when_its_last_year_held_it_is_met(self) -> None:
        yearly = replace(self.target, reporting=Frequency.YEAR)
        told = reported(
            {f"{year}-12-31": value for year, value in zip(range(2024, 2028), (99, 98, 97, 95.5), strict=True)}
        )
        assert mark(judged(yearly, told)) == "on-track green met"
        # Reported once a year where each quarter was due: three of four are silent, and none of those was held.
        assert mark(judged(self.target, told)) == "at-risk grey no-data"

    @pytest.mark.parametrize(("values", "short"), [((96, 96, 96, 94), 1), ((96, 94, 93, 96), 2)])
    def test_a_closed_year_with_a_period_that_did_not_hold_is_missed(self, values: tuple[int, ...], short: int) -> None:
        ends = ("2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31")
        told = reported(dict(zip(ends, values, strict=True)))
        verdict = judged(self.target, told)
        assert (mark(verdict), verdict.row.short_periods) == ("missed red not-kept", short)
        assert (verdict.met_years, verdict.closed_years) == (0, 1)
        by_its_end = judged(self.target, told, settings=Settings(maintain="last"))
        assert mark(by_its_end) == ("on-track green met" if values[-1] >= 95 else "missed red deadline")

    def test_an_open_year_with_a_period_that_was_short_or_silent_is_yellow(self) -> None:
        short = reported({"2024-03-31": 94, "2024-06-30": 96})
        silent = reported({"2024-06-30": 96})
        assert mark(judged(self.target, short)) == "at-risk yellow not-kept"
        assert mark(judged(self.target, silent)) == "at-risk yellow gap"
        assert mark(judged(self.target, reported({"2024-03-31": 96, "2024-06-30": 96}))) == "on-track green kept"

    def test_a_baseline_that_satisfies_makes_a_level_something_to_keep(self) -> None:
        target = a_target("level", value=95, baseline=base("2023-12-31", 96))
        assert mark(judged(target, reported({"2024-06-30": 94}))) == "at-risk red below-not-improving"


class TestCompare:
    def test_each_value_is_held_against_the_reference_of_its_period(self) -> None:
        target = a_target("compare", ">", None)
        first = reported({"2024-12-31": 50}, reference=Decimal(60))
        short = judged(target, first + reported({"2027-12-31": 70}, reference=Decimal(70)))
        assert (mark(short), short.row.value) == ("missed red deadline", Decimal(70))
        assert mark(judged(target, first + reported({"2027-12-31": 71}, reference=Decimal(70)))) == "on-track green met"

    def test_without_a_reference_there_is_no_value(self) -> None:
        assert (
            mark(judged(a_target("compare", ">", None), reported({"2024-12-31": 70}), "2025-12-31"))
            == "at-risk grey no-data"
        )

    def test_ahead_from_the_first_it_only_has_to_stay_ahead(self) -> None:
        target = a_target("compare", ">=", None)
        told = reported({"2024-12-31": 60}, reference=Decimal(58)) + reported({"2025-12-31": 64}, reference=Decimal(65))
        assert mark(judged(target, told)) == "at-risk red below-not-improving"


class TestMilestone:
    target = a_target("milestone", value=None, by="2025-12-31")

    def test_done_counts_with_evidence(self) -> None:
        told = reported({"2025-06-30": "done"})
        verdict = judged(self.target, told, "2025-07-01", evidence(2025))
        assert (mark(verdict), verdict.row.met_on) == ("on-track green met", day("2025-06-30"))
        assert mark(judged(self.target, told, "2025-07-01")) == "on-track grey not-due"

    def test_past_its_date(self) -> None:
        assert mark(judged(self.target, reported({"2025-12-31": "under-way"}))) == "missed red deadline"
        assert mark(judged(self.target, reported({"2025-12-31": "done"}))) == "missed red no-evidence"
        assert mark(judged(self.target, [], "2026-03-01")) == "on-track grey not-due"
        assert mark(judged(self.target, [], "2026-03-02")) == "at-risk grey no-data"

    def test_done_too_late(self) -> None:
        told = reported({"2025-12-31": "under-way", "2026-03-31": "done"})
        assert mark(judged(self.target, told, None, evidence(2026))) == "missed red met-late"


class TestDirection:
    target = a_target("direction", ">=", None, baseline=base("2023-12-31", 10))

    @pytest.mark.parametrize(
        ("values", "expected"),
        [
            ((11, 12), "on-track green right-way"),
            ((13, 12), "on-track green right-way-last-back"),
            ((7, 8), "at-risk yellow wrong-way-last-forward"),
            ((9, 8), "at-risk red wrong-way"),
        ],
    )
    def test_by_the_mean_and_the_last_change(self, values: tuple[int, int], expected: str) -> None:
        told = reported(dict(zip(("2024-06-30", "2024-12-31"), values, strict=True)))
        assert mark(judged(self.target, told)) == expected

    def test_at_its_date_it_is_held_against_the_baseline(self) -> None:
        assert mark(judged(self.target, reported({"2027-12-31": 10}))) == "missed red deadline"
        assert mark(judged(self.target, reported({"2027-12-31": 10.1}))) == "on-track green met"


class TestAction:
    target = a_target("action", value=None, by=None, reported_by=("a", "b"))

    def test_each_lead_department_for_itself_and_the_worst_counts(self) -> None:
        told = reported({"2024-03-31": "done"}) + reported({"2024-03-31": "under-way"}, "b")
        verdict = judged(self.target, told)
        assert mark(verdict) == "on-track green done"
        assert [(row.department, row.reason) for row in verdict.rows] == [("a", "done"), ("b", "under-way")]
        assert mark(judged(self.target, told, "2024-08-30")) == "at-risk grey no-data"

    def test_not_started_past_its_start(self) -> None:
        target = a_target("action", value=None, by=None)
        assert mark(judged(target, reported({"2024-03-31": "not-started"}))) == "at-risk yellow not-started"


class TestParts:
    def test_parts_are_added_up_where_all_have_reported(self) -> None:
        target = a_target(value=800, reported_by=("a", "b"), aggregate=Aggregate.SUM)
        told = reported({"2024-06-30": 60, "2024-12-31": 100}) + reported({"2024-06-30": 40}, "b")
        verdict = judged(target, told)
        assert verdict.row.latest_value == 100
        assert verdict.row.latest is not None
        assert verdict.row.latest.period_end == day("2024-06-30")

    def test_increments_are_added_up_as_far_as_none_is_missing(self) -> None:
        target = a_target(reports=Reporting.PERIOD)
        told = reported({"2024-03-31": 10, "2024-06-30": 20, "2024-12-31": 40})
        assert judged(target, told).row.latest_value == 30
        assert judged(target, [*told, *reported({"2024-09-30": 30})]).row.latest_value == 100

    def test_increments_of_a_quota_begin_anew_each_year(self) -> None:
        target = a_target("annual", value=200, reports=Reporting.PERIOD)
        told = reported({f"2024-{end}": 50 for end in QUARTERS} | {"2025-03-31": 60})
        verdict = judged(target, told)
        assert (str(verdict.rows[0].reason), verdict.row.latest_value) == ("met", Decimal(60))

    def test_each_department_that_is_judged_apart_has_a_verdict_of_its_own(self) -> None:
        target = a_target("action", value=None, by=None, reported_by=("a", "b"))
        verdict = judged(target, reported({"2024-03-31": "under-way"}), "2024-08-01")
        assert mark(verdict) == mark(verdict.of("b")) == "at-risk grey no-data"
        assert mark(judged(target, reported({"2024-03-31": "done"}), "2024-08-01").of("a")) == "on-track green done"
        assert judged(a_target(), reported({"2024-12-31": 170})).of("a").row.latest_value == 170

    def test_the_value_that_was_judged_is_the_added_up_one(self) -> None:
        yearly = a_target("annual", value=200, reports=Reporting.PERIOD)
        told = reported({f"2024-{end}": 50 for end in QUARTERS})
        latest, value = judged(yearly, told, "2025-02-01").judged_value
        # Of 2025 nothing is known yet: what stands is the whole of 2024.
        assert (latest, value) == (told[-1], Decimal(200))
        parts = a_target(value=800, reported_by=("a", "b"), aggregate=Aggregate.SUM)
        both = reported({"2024-12-31": 10}) + reported({"2024-12-31": 90}, "b")
        assert judged(parts, both).judged_value[1] == 100

    def test_where_parts_are_not_added_the_worst_department_counts(self) -> None:
        target = a_target("level", value=100, by="2025-12-31", reported_by=("a", "b"))
        told = reported({"2025-12-31": 100}) + reported({"2025-12-31": 99}, "b")
        assert mark(judged(target, told)) == "missed red deadline"


class TestOddInput:
    def test_two_values_on_a_day(self) -> None:
        later = reported({"2024-12-31": 200}, year=2025)
        told = reported({"2024-12-31": 100}) + reported({"2024-12-31": 90})
        assert judged(a_target(), told).row.latest_value == 90
        assert judged(a_target(), told[::-1]).row.latest_value == 90
        assert judged(a_target(), [*later, *told]).row.latest_value == 200

    def test_a_reference_beside_a_level_is_not_looked_at(self) -> None:
        for reference in (Decimal(1), Decimal("NaN")):
            told = reported({"2024-03-31": 1}, reference=reference)
            assert mark(judged(a_target("level", "<=", 0), told)) == "on-track grey first-value"

    def test_a_gap_of_a_year(self) -> None:
        verdict = judged(a_target(), reported({"2024-03-31": 40, "2025-12-31": 330}))
        assert verdict.row.recent_rate == Decimal(290) * 12 / 21

    def test_a_start_in_the_future(self) -> None:
        target = a_target(start=date(2026, 1, 1))
        assert mark(judged(target, reported({"2024-12-31": 170}))) == "on-track grey not-due"

    def test_a_deadline_on_the_29th_of_february(self) -> None:
        target = a_target(by="2024-02-29", value=2, reporting=Frequency.MONTH)
        verdict = judged(target, reported({"2024-01-31": 1}))
        assert (verdict.row.expected, mark(verdict)) == (Decimal("0.5"), "on-track green on-path")
        assert mark(judged(target, reported({"2024-02-29": 2}))) == "on-track green met"

    def test_no_baseline_makes_the_first_value_one(self) -> None:
        verdict = judged(a_target("level", value=100), reported({"2024-03-31": 50}))
        assert (mark(verdict), verdict.row.provisional_baseline) == ("on-track grey first-value", True)

    @pytest.mark.parametrize("start", [0, -20])
    def test_zero_and_negative_baselines(self, start: int) -> None:
        target = a_target("level", value=20, baseline=base("2023-12-31", start))
        half_way = Decimal(start + 20) / 2
        assert judged(target, reported({"2025-12-31": half_way})).row.attained == Decimal("0.5")

    def test_a_baseline_that_equals_a_strict_goal_has_no_way_to_go(self) -> None:
        target = a_target("level", ">", 20, baseline=base("2023-12-31", 20))
        verdict = judged(target, reported({"2024-06-30": 20}))
        assert (mark(verdict), verdict.row.attained) == ("at-risk red below-not-improving", None)

    def test_numbers_nobody_can_reckon_with_are_no_values(self) -> None:
        for value in ("NaN", "Infinity", "1E+9999"):
            told = reported({"2024-12-31": Decimal(value)})
            assert mark(judged(a_target(), told, "2025-01-01")) == "at-risk grey no-data"
        no_goal = a_target(value="1E+9999")
        assert mark(judged(no_goal, reported({"2024-12-31": 1}))) == "at-risk grey no-target-value"

    def test_the_first_and_last_days_there_are(self) -> None:
        for at in (date.min, date.max):
            verdict = judged(a_target(), reported({"2024-12-31": 10}), at.isoformat())
            assert all(getattr(verdict.row, field.name) is None for field in fields(Quantities)) == (at == date.min)
        target = a_target(start=date.max, by=date.max.isoformat())
        assert mark(judged(target, [], date.max.isoformat())) == "on-track grey not-due"


class TestThresholds:
    """Exactly on a threshold is on its better side; SPI 0.95, lag -10, SPI 0.60, lag -30, coverage 1."""

    def test_a_third_of_the_way_is_exact(self) -> None:
        target = a_target(value=3, by="2026-12-31")
        assert mark(judged(target, reported({"2024-12-31": 0.95}))) == "on-track green on-path"
        below = judged(target, reported({"2024-12-31": Decimal("0.9499999999999999999999999999")}))
        assert mark(below) == "at-risk yellow behind"

    @pytest.mark.parametrize(
        ("value", "expected"),
        [(40, "on-track green on-path"), (20, "at-risk yellow behind"), (19, "at-risk red off-track")],
    )
    def test_xushi(self, value: int, expected: str) -> None:
        told = reported({"2025-06-30": value - 1, "2025-12-31": value})
        assert mark(judged(a_target(value=100), told, settings=Settings(preset="xushi"))) == expected

    def test_pace_that_suffices_again(self) -> None:
        verdict = judged(a_target(value=100), reported({"2025-12-31": 0, "2026-06-30": 35}))
        assert verdict.row.recent_coverage is not None
        assert verdict.row.recent_coverage < 1
        assert mark(verdict) == "at-risk red off-track"
        target = a_target(value=100, path=(point("2025-12-31", 80),))
        assert mark(judged(target, reported({"2024-12-31": 0, "2025-12-31": 49}))) == "at-risk yellow behind"
        assert mark(judged(target, reported({"2024-12-31": 5, "2025-12-31": 40}))) == "at-risk yellow recovering"

    def test_backsliding_before_the_date(self) -> None:
        target = a_target("level", value=40, baseline=base("2023-12-31", 20))
        told = reported({"2024-12-31": 50, "2025-12-31": 42})
        assert mark(judged(target, told)) == "at-risk yellow backsliding"
        assert mark(judged(target, reported({"2024-12-31": 42}))) == "on-track green met-early"


def test_a_strive_target_is_judged_alike_and_marked() -> None:
    verdict = judged(a_target(wording=Wording.STRIVE), reported({"2027-12-31": 1}))
    assert (mark(verdict), verdict.strive) == ("missed red deadline", True)


def test_a_start_counts_from_the_evening_before() -> None:
    told = reported({"2025-06-30": 100})
    from_start = judged(a_target(), told).row.expected
    from_baseline = judged(a_target(start=date(2024, 1, 1) + timedelta(days=400), baseline=base("2023-12-31", 0)), told)
    assert from_start == from_baseline.row.expected == Decimal("0.375")


class TestDepartmentsApart:
    """Each of two departments answers for the whole of a number; only where they report parts is there a sum."""

    shared = a_target(reported_by=("a", "b"))
    ahead, behind = {"2024-12-31": 170}, {"2024-12-31": 60}

    def test_the_worst_counts_and_each_has_its_own(self) -> None:
        told = [*reported(self.ahead, "a"), *reported(self.behind, "b")]
        verdict = judged(self.shared, told)
        assert mark(verdict) == mark(judged(a_target(reported_by=("b",)), reported(self.behind, "b")))
        assert [part.row.department for part in verdict.parts] == ["a", "b"]
        assert mark(verdict.of("a")) == "on-track green on-path"
        assert verdict.row.department == "b"

    def test_parts_that_are_added_up_are_one(self) -> None:
        told = [*reported(self.ahead, "a"), *reported(self.behind, "b")]
        verdict = judged(replace(self.shared, aggregate=Aggregate.SUM), told)
        assert verdict.parts == ()
        assert verdict.row.latest_value == 230

    def test_states_are_always_apart(self) -> None:
        action = a_target("action", value=None, reported_by=("a", "b"), aggregate=Aggregate.SUM)
        told = [*reported({"2024-03-31": "done"}, "a"), *reported({"2024-03-31": "not-started"}, "b")]
        assert mark(judged(action, told)) == "at-risk yellow not-started"
        assert mark(judged(action, told).of("a")) == "on-track green done"


def test_exactly_thirty_points_behind_is_not_more_than_thirty() -> None:
    """800 by the end of 2027: 600 are expected after three years; 360 are 30 points behind, and slow lately."""
    target = a_target(value=800, unit="吨")
    at_thirty = {"2024-12-31": 200, "2025-12-31": 350, "2026-12-31": 360}
    assert judged(target, reported(at_thirty)).row.lag_points == -30
    assert mark(judged(target, reported(at_thirty))) == "at-risk yellow behind"
    assert mark(judged(target, reported(at_thirty | {"2026-12-31": 359}))) == "at-risk red off-track"
