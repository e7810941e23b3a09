"""Whether a small change of the rules would turn a verdict: what is tried, how far, and what counts as a turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Aggregate, Frequency, Kind, Op
from plancheck.scoring.marks import Status, Verdict
from plancheck.scoring.settings import Settings
from plancheck.scoring.verdict import judge
from plancheck.sensitivity.rule_changes import RuleChange, rule_changes
from plancheck.sensitivity.trials import Grounds, Sensitivity, find_sensitivity, is_borderline
from tests.scoring.samples import PLAN_END, a_target, base, day, mark, point, reported
from tests.scoring.test_properties import ENDS, PRESETS, judge_at, series, targets

XUSHI = Settings(preset="xushi")
AT = "2025-12-31"


def tried(
    target: Target, told: list[Observation], as_of: str = AT, settings: Settings | None = None
) -> tuple[Verdict, Sensitivity]:
    rules = settings or Settings()
    verdict = judge(target, told, [], day(as_of), rules, PLAN_END)
    return verdict, find_sensitivity(Grounds(target, told, day(as_of), rules, PLAN_END), verdict)


def turned(target: Target, told: list[Observation], as_of: str = AT, settings: Settings | None = None) -> list[str]:
    _, sensitivity = tried(target, told, as_of, settings)
    return [f"{trial.change.name} {trial.lamp} {trial.reason}" for trial in sensitivity.turned]


def names(target: Target, told: list[Observation], settings: Settings | None = None) -> set[str]:
    return {trial.change.name for trial in tried(target, told, AT, settings)[1].trials}


def quarterly(*values: object) -> list[Observation]:
    """A value each quarter from the first of 2024."""
    return reported({end.isoformat(): value for end, value in zip(ENDS, values, strict=False)})


class TestWhatTurns:
    """Each change beside a verdict that it turns; the target is 650 in four years unless told otherwise.

    | at the end of 2025 | verdict | turned by |
    |---|---|---|
    | SPI 0.93, pace 0.93 of the required | behind | the on-track ratio at 0.90: green |
    | SPI 0.62, slow, 19 points behind | behind | the off-track ratio at 0.65: red |
    | SPI 0.98, pace 0.92 | on-path | the slowing ratio of counts at 0.95: yellow |
    | SPI 0.97, pace 0.60 in a year, 0.94 in two | slowing | the window of 24 months: green |
    """

    CASES = (
        ((140, 302), "at-risk yellow behind", "on-track-ratio-lower green on-path"),
        ((170, 201.5), "at-risk yellow behind", "off-track-ratio-higher red off-track"),
        ((166, 318.5), "on-track green on-path", "slowing-ratio-counts-higher yellow slowing"),
        ((215, 315), "at-risk yellow slowing", "window-24 green on-path"),
    )

    @pytest.mark.parametrize(("values", "verdict", "change"), CASES)
    def test_a_cut_off_or_a_window(self, values: tuple[object, object], verdict: str, change: str) -> None:
        target = a_target(reporting=Frequency.YEAR, unit="万吨")
        told = reported({"2024-12-31": values[0], AT: values[1]})
        assert mark(tried(target, told)[0]) == verdict
        assert change in turned(target, told)

    def test_a_baseline_moved_by_a_tenth_of_the_way(self) -> None:
        target = a_target("level", value=40, baseline=base("2023-12-31", 20))
        told = reported({"2024-12-31": 23, AT: 26.5})
        verdict, sensitivity = tried(target, told)
        moved = [f"{t.change.was} {t.change.tried}" for t in sensitivity.trials if t.change.setting == "baseline"]
        assert (mark(verdict), moved) == ("at-risk yellow behind", ["20 18.0", "20 22.0"])
        assert "baseline-higher red off-track" in turned(target, told)

    def test_a_reported_baseline_is_moved_like_the_plans(self) -> None:
        given = a_target("level", value=40, baseline=base("2023-12-31", 20), reporting=Frequency.YEAR)
        asked = replace(given, baseline=base("2023-12-31"))
        told = reported({"2024-12-31": 25, AT: 30})
        answered = [*told, *reported({"2023-12-31": 20}, is_baseline=True)]
        assert tried(asked, answered)[1] == tried(given, told)[1]

    def test_a_first_value_that_stands_in_is_not_moved(self) -> None:
        target = a_target("level", value=40, reporting=Frequency.YEAR)
        told = reported({"2024-12-31": 25, AT: 31})
        assert not {name for name in names(target, told) if name.startswith("baseline")}

    def test_the_points_of_xushi(self) -> None:
        told = quarterly(*(40.625 * n - 78 * n / 8 for n in range(1, 9)))
        verdict, sensitivity = tried(a_target(unit="万吨"), told, settings=XUSHI)
        assert mark(verdict) == "at-risk yellow behind"
        assert [trial.change.name for trial in sensitivity.turned] == ["behind-points-higher"]

    def test_the_reciprocal_of_a_cap(self) -> None:
        target = a_target("cap", "<=", 100, AT)
        told = reported({"2025-06-30": 82})
        assert mark(tried(target, told, "2025-06-30")[0]) == "at-risk yellow burn"
        assert turned(target, told, "2025-06-30") == ["off-track-ratio-higher red burn"]


class TestWhatIsNoTurn:
    def test_another_reason_beside_the_same_lamp(self) -> None:
        target = a_target(reporting=Frequency.YEAR, unit="万吨")
        told = reported({"2024-12-31": 110, AT: 302})
        verdict, sensitivity = tried(target, told)
        other = [trial for trial in sensitivity.trials if trial.reason != verdict.reason]
        assert (mark(verdict), bool(other)) == ("on-track green catching-up", True)
        assert "on-track-ratio-lower" in {trial.change.name for trial in other}
        assert not sensitivity.borderline or all(
            trial.change.name != "on-track-ratio-lower" for trial in sensitivity.turned
        )

    @pytest.mark.parametrize(
        ("told", "as_of"),
        [
            ({}, "2024-02-01"),
            ({}, "2025-01-01"),
            ({"2025-12-31": 650}, AT),
            ({"2024-12-31": 170}, AT),
            ({"2027-12-31": 600}, "2027-12-31"),
        ],
    )
    def test_what_no_threshold_can_turn_is_not_tried(self, told: dict[str, object], as_of: str) -> None:
        assert tried(a_target(), reported(told), as_of)[1].trials == ()

    @pytest.mark.parametrize("kind", ["milestone", "action", "maintain", "direction"])
    def test_kinds_without_a_path_are_not_tried(self, kind: str) -> None:
        answer: object = 5 if Kind(kind).is_numeric else "under-way"
        told = reported({"2024-12-31": answer, "2025-09-30": answer, AT: answer})
        assert tried(a_target(kind, value=4), told)[1].trials == ()

    @given(st.integers(115, 150), st.integers(3, 14))
    def test_a_steady_pace_well_above_the_path_is_not_borderline(self, percent: int, quarters: int) -> None:
        values = [Decimal(percent) * n / 100 for n in range(1, quarters + 1) if percent * n < 1500]
        self._stands(values, "on-track green")

    @given(st.integers(70, 84), st.integers(6, 9))
    def test_nor_one_well_between_the_cut_offs(self, percent: int, quarters: int) -> None:
        self._stands([Decimal(percent) * n / 100 for n in range(1, quarters + 1)], "at-risk yellow")

    def _stands(self, values: list[Decimal], expected: str) -> None:
        # Due each month, told each quarter: no forecast has an interval.
        target = a_target(value=16, unit="万吨", reporting=Frequency.MONTH)
        verdict, sensitivity = tried(target, quarterly(*values), ENDS[len(values) - 1].isoformat())
        assert mark(verdict).startswith(expected)
        assert (bool(sensitivity.trials), sensitivity.turned) == (True, ())


class TestHowFar:
    def test_a_cut_off_keeps_its_bounds_and_its_order(self) -> None:
        close = Settings(on_track_ratio=Decimal(1), off_track_ratio=Decimal("0.98"))
        moved = {change.name: change.tried for change, _ in rule_changes(Kind.CUMULATIVE, close)}
        assert (moved["on-track-ratio-lower"], moved["off-track-ratio-higher"]) == (Decimal("0.98"), Decimal(1))
        assert "on-track-ratio-higher" not in moved
        low = {change.name for change, _ in rule_changes(Kind.CUMULATIVE, Settings(off_track_ratio=Decimal("0.05")))}
        assert "off-track-ratio-lower" not in low

    def test_points_may_go_to_nothing(self) -> None:
        moved = {
            change.name: change.tried
            for change, _ in rule_changes(Kind.LEVEL, replace(XUSHI, behind_points=Decimal(3)))
        }
        assert (moved["behind-points-lower"], moved["behind-points-higher"]) == (Decimal(0), Decimal(8))

    def test_a_window_in_force_is_not_tried(self) -> None:
        assert "window-6" not in {change.name for change, _ in rule_changes(Kind.LEVEL, Settings(recent_months=6))}

    @pytest.mark.parametrize(
        ("more", "moved"),
        [({"unit": "万吨"}, [0, 6]), ({"limits": (Decimal("0.5"), Decimal("4"))}, [Decimal("0.5"), 4])],
    )
    def test_a_baseline_keeps_natural_limits(self, more: dict[str, object], moved: list[Decimal]) -> None:
        target = replace(
            a_target("level", value=51, baseline=base("2023-12-31", 1), reporting=Frequency.YEAR),
            **more,  # type: ignore[arg-type]
        )
        trials = tried(target, reported({"2024-12-31": 14, AT: 26}))[1].trials
        assert [trial.change.tried for trial in trials if trial.change.setting == "baseline"] == moved


class TestDepartmentsApart:
    TARGET = a_target(reported_by=("a", "b"), aggregate=Aggregate.SINGLE, reporting=Frequency.YEAR, unit="万吨")
    TOLD = (*reported({"2024-12-31": 140, AT: 302}), *reported({"2024-12-31": 170, AT: 340}, "b"))

    def test_the_worst_is_held_against_the_worst(self) -> None:
        verdict, sensitivity = tried(self.TARGET, list(self.TOLD))
        assert (mark(verdict), verdict.row.department) == ("at-risk yellow behind", "a")
        assert "on-track-ratio-lower" in [trial.change.name for trial in sensitivity.turned]

    def test_each_part_by_itself(self) -> None:
        verdict, _ = tried(self.TARGET, list(self.TOLD))
        grounds = Grounds(self.TARGET, self.TOLD, day(AT), Settings(), PLAN_END)
        assert [is_borderline(grounds, verdict.of(key)) for key in ("a", "b")] == [True, False]

    def test_a_settled_part_hides_no_other(self) -> None:
        told = [*reported({AT: 650}), *reported({"2024-12-31": 140, AT: 302}, "b")]
        assert "on-track-ratio-lower" in [name.split()[0] for name in turned(self.TARGET, told)]


@st.composite
def near_the_path(draw: st.DrawFn) -> tuple[Target, list[Observation]]:
    """A target on its way, whole pieces or not, few or many, with values that come more or less as they should."""
    goal = draw(st.sampled_from([4, 12, 40, 650]))
    kind = draw(st.sampled_from([Kind.CUMULATIVE, Kind.ANNUAL, Kind.LEVEL, Kind.CAP, Kind.PHASE_OUT, Kind.COMPARE]))
    is_down = kind in (Kind.CAP, Kind.PHASE_OUT) or (kind is Kind.LEVEL and draw(st.booleans()))
    falls = is_down and kind is not Kind.CAP
    target = a_target(
        kind,
        "<=" if is_down else ">=",
        0 if falls else goal,
        unit=draw(st.sampled_from(["辆", "吨", "%"])),
        reporting=draw(st.sampled_from([Frequency.QUARTER, Frequency.HALF, Frequency.YEAR])),
        baseline=draw(st.sampled_from([base("2023-12-31", goal if falls else 0), base("2023-12-31"), None])),
        checkpoints=draw(st.sampled_from([(), (point("2025-12-31", goal / 2),)])),
    )
    done, told = Decimal(0), {}
    for end in ENDS[: draw(st.integers(1, 15))]:
        if kind in (Kind.ANNUAL, Kind.CAP) and end.month == 3:
            done = Decimal(0)
        done += draw(st.integers(0, 16)) * Decimal(goal) / (32 if kind in (Kind.ANNUAL, Kind.CAP) else 128)
        if draw(st.integers(0, 5)):
            told[end.isoformat()] = round(goal - done if falls else done, 0 if target.unit == "辆" else 3)
    return target, [replace(one, reference=Decimal(goal)) for one in reported(told)]


@examples(max_examples=500)
@given(near_the_path() | st.tuples(targets(), series(fewest=1)), st.sampled_from(ENDS), PRESETS)
def test_what_is_screened_out_would_have_turned_nothing(
    case: tuple[Target, list[Observation]], as_of: date, settings: Settings
) -> None:
    target, told = case
    verdict = judge_at(target, told, as_of, settings)
    grounds = Grounds(target, told, as_of, settings, PLAN_END)
    with patch.object(RuleChange, "could_turn", return_value=True):
        every = find_sensitivity(grounds, verdict)
    assert find_sensitivity(grounds, verdict) == every


@given(targets(), series(fewest=1), st.sampled_from(ENDS), PRESETS)
def test_a_verdict_is_borderline_where_a_trial_has_another_status_or_lamp(
    target: Target, told: list[Observation], as_of: date, settings: Settings
) -> None:
    verdict = judge_at(target, told, as_of, settings)
    grounds = Grounds(target, told, as_of, settings, PLAN_END)
    sensitivity = find_sensitivity(grounds, verdict)
    others = [trial for trial in sensitivity.trials if (trial.status, trial.lamp) != (verdict.status, verdict.lamp)]
    assert sensitivity.turned == tuple(others)
    assert sensitivity.borderline == is_borderline(grounds, verdict) == bool(others)
    assert find_sensitivity(grounds, verdict) == sensitivity
    assert len({trial.change.name for trial in sensitivity.trials}) == len(sensitivity.trials)
    if verdict.status is Status.MISSED or verdict.row.closed:
        assert sensitivity.trials == ()


def test_a_count_of_pieces_is_tried_as_the_whole_numbers_that_the_rules_look_at() -> None:
    target = a_target(unit="辆", value=100, op=str(Op.GE), checkpoints=(point("2026-12-31", 80),))
    told = quarterly(5, 10, 15, 20, 28, 36, 44, 52)
    with patch.object(RuleChange, "could_turn", return_value=True):
        every = tried(target, told)[1]
    assert tried(target, told)[1] == every
