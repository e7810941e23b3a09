"""What no verdict rests on, and in which order that is settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.coverage.scope import Scope
from plancheck.coverage.unsound import find_unsound, findings_of
from plancheck.findings import Finding, TextPlace
from plancheck.observations import Observation, Remark, Reports
from plancheck.plan.exemptions import Restatement
from plancheck.plan.model import Baseline, Checkpoint, Plan, Target
from plancheck.plan.vocabulary import Aggregate, Change, Frequency, Kind, Op, Reporting
from plancheck.rules import fix, message
from tests.coverage.checked import cells, check, drawn, written
from tests.workbook.samples import JUNE, MARCH, every_kind, sample_plan, sample_target

RULES = "odd-period outside-range future-period unit-mismatch date-as-number two-values fallen unit-jump"
BASE = date(2023, 12, 31)
ALL = ("jgsw", "czj")
COUNTED = sample_target(1, Kind.CUMULATIVE, value=Decimal(650))
YEARLY = sample_target(1, Kind.ANNUAL, value=Decimal(700), reporting=Frequency.MONTH)
LEVEL = sample_target(1, Kind.LEVEL, value=Decimal(650), baseline=Baseline(BASE, Decimal(500)))
DOWN = sample_target(1, Kind.PHASE_OUT, value=Decimal(0), baseline=Baseline(BASE, Decimal(5000)))
GROWN = sample_target(
    1, Kind.GROWTH, value=Decimal("13.5"), unit="万元", change=Change.PERCENT, baseline=Baseline(BASE, Decimal(12_000))
)
ADDED = sample_target(1, Kind.CUMULATIVE, value=Decimal(18), unit="万个", reports=Reporting.PERIOD)
PARTS = sample_target(1, Kind.CUMULATIVE, value=Decimal(5000), reported_by=ALL, aggregate=Aggregate.SUM)
RATE = sample_target(1, Kind.GROWTH, value=Decimal(0), unit="%")


def where(*found: Finding) -> list[tuple[str, ...]]:
    return [(one.rule, *cells([one])) for one in found]


def lines(*values: str, department: str = "市机关事务中心") -> str:
    return "".join(f"S-1,{department},{value}\n" for value in values)


def left_out(target: Target, *files: str, year: int = 2025) -> list[tuple[str, str]]:
    """Rule and period of each finding on lines `day,value` of a CSV."""
    found = check(RULES, [target], *(written("target,department,period_end,value\n" + file, year) for file in files))
    return [(one.rule, dict(one.values)["period"]) for one in found]


class TestDaysAsNumbers:
    """9月30日 typed into a cell is a day to the spreadsheet; shown as General it is 46295."""

    def test_the_number_of_a_day_is_left_out_and_measures_nothing(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-06-30 | value:2025-09-30 | value:2025-12-31 |
        | S-1    | 100              | 45930            | 140              | 46295            |
        """
        found = check(RULES, [COUNTED], drawn(self.test_the_number_of_a_day_is_left_out_and_measures_nothing.__doc__))
        assert where(*found) == [("date-as-number", "C2"), ("date-as-number", "E2")]
        assert "像是日期 2025-09-30 存成的数，没有采用：2025-03-31 是 100" in message(found[0], "zh")
        assert "looks like the date 2026-09-30 stored as a number" in message(found[1], "en")

    @pytest.mark.parametrize(
        ("target", "values"),
        [
            (LEVEL, ("6000", "46295")),  # less than ten times what came before
            (LEVEL, ("500", "46295.5")),
            (LEVEL, ("500", "45291")),  # the last day of 2023
            (sample_target(1, Kind.LEVEL, value=Decimal(5_000)), ("1000", "46295")),
            (sample_target(1, Kind.DIRECTION, value=None), ("46295",)),  # nothing to hold it against
            (DOWN, ("4800", "46295")),
        ],
    )
    def test_what_may_be_a_count_is_one(self, target: Target, values: tuple[str, ...]) -> None:
        days = ("2025-03-31", "2025-06-30")
        told = lines(*(f"{day},{value}" for day, value in zip(days, values, strict=False)))
        assert "date-as-number" not in dict(left_out(target, told))

    @pytest.mark.parametrize("target", [DOWN, YEARLY, ADDED, PARTS, RATE, LEVEL])
    def test_it_is_known_in_every_kind(self, target: Target) -> None:
        small = replace(target, baseline=None, value=Decimal(90)) if target is DOWN else target
        told = lines("2025-03-31,40", "2025-06-30,45930", "2025-09-30,42")
        rule = "unit-mismatch" if target in (ADDED, PARTS, RATE) else "date-as-number"
        assert left_out(small, told) == [(rule, str(JUNE))]

    def test_it_is_taken_where_it_is_confirmed(self) -> None:
        told = "target,department,period_end,value,reason\n" + "S-1,市机关事务中心,2025-03-31,100,\n"
        told += "S-1,市机关事务中心,2025-06-30,45930,全市车辆划转我单位统一管理\n"
        plan = sample_plan(LEVEL)
        (found,) = check(RULES, [LEVEL], written(told), plan=plan)
        assert 'target = "S-1", period_end = 2025-06-30' in fix(found, "zh")
        allowed = Restatement("S-1", JUNE, "划转", "市政府", value=Decimal(45930))
        assert check(RULES, [LEVEL], written(told), plan=replace(plan, restatements=(allowed,))) == []


class TestFalls:
    def test_after_a_high_typo_the_typo_goes(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-06-30 | value:2025-09-30 | value:2025-12-31 |
        | S-1    | 100              | 1000             | 120              | 140              |
        """
        (found,) = check(RULES, [COUNTED], drawn(self.test_after_a_high_typo_the_typo_goes.__doc__))
        assert where(found) == [("fallen", "C2")]
        assert dict(found.values)["where"] == "reports/sample/2025/市机关事务中心.xlsx:进度填报!D2"
        assert "880 more than the later 120 of 2025-09-30" in message(found, "en")
        assert "比后来 2025-09-30 的 120 多了 880" in message(found, "zh")

    def test_after_a_low_typo_the_typo_goes(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-06-30 | value:2025-09-30 | value:2025-12-31 |
        | S-1    | 100              | 110              | 12               | 140              |
        """
        (found,) = check(RULES, [COUNTED], drawn(self.test_after_a_low_typo_the_typo_goes.__doc__))
        assert where(found) == [("fallen", "D2")]
        assert "比 2025-06-30 的 110 少了 98" in message(found, "zh")

    def test_where_nothing_tells_which_is_wrong_both_go(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-06-30 | value:2025-09-30 | value:2025-12-31 |
        | S-1    | 100              | 120              | 110              |                  |
        | S-2    | 100              | 190              | 90               | 120              |
        """
        targets = [COUNTED, replace(COUNTED, id="S-2")]
        found = check(RULES, targets, drawn(self.test_where_nothing_tells_which_is_wrong_both_go.__doc__))
        assert cells(found) == ["C2", "D2", "C3", "D3"]

    def test_what_closed_a_row_stands(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-06-30 | value:2025-09-30 | value:2025-12-31 |
        | S-1    | 100              | 1000             | 120              | 140              |
        """
        checkpoint = replace(COUNTED, checkpoints=(Checkpoint(JUNE, Decimal(300)),))
        repeated = replace(checkpoint, id="S-2", same_as="S-1")
        picture = drawn(self.test_what_closed_a_row_stands.__doc__)
        assert cells(check(RULES, [checkpoint], picture)) == ["D2", "E2"]
        assert cells(check(RULES, [COUNTED, repeated], picture)) == ["D2", "E2"]

    def test_a_total_that_was_approved_may_fall_and_begins_anew(self) -> None:
        fallen = lines("2025-03-31,100", "2025-06-30,80", "2025-09-30,70", "2025-12-31,90")
        approved = Restatement("S-1", JUNE, "核减", "市统计局", value=Decimal(80))
        plan = replace(sample_plan(COUNTED), restatements=(approved,))
        file = written("target,department,period_end,value\n" + fallen)
        found = check(RULES, [], file, plan=plan)
        assert [(one.rule, dict(one.values)["period"]) for one in found] == [("fallen", "2025-09-30")]

    def test_a_year_begins_anew_and_what_lay_before_the_start_counts_nothing(self) -> None:
        assert left_out(YEARLY, lines("2024-12-31,650", "2025-01-31,5")) == []
        assert left_out(COUNTED, lines("2023-12-31,90", "2025-03-31,5")) == []


class TestOrder:
    @pytest.mark.parametrize(
        ("values", "found"),
        [
            # An odd day's value, a value that cannot be and one of another unit each make no next one fall.
            (("2025-03-31,50", "2025-05-15,500", "2025-06-30,60"), [("odd-period", "2025-05-15")]),
            (("2025-03-31,-50", "2025-06-30,60"), [("outside-range", "2025-03-31")]),
            (("2025-03-31,50", "2025-06-30,700000", "2025-09-30,60"), [("unit-mismatch", "2025-06-30")]),
            # Nor is what was left out the measure of what follows.
            (
                ("2025-03-31,50", "2025-06-30,700000", "2025-09-30,800000"),
                [("unit-mismatch", "2025-06-30"), ("unit-mismatch", "2025-09-30")],
            ),
        ],
    )
    def test_one_reason_decides_nothing_for_another(
        self, values: tuple[str, ...], found: list[tuple[str, str]]
    ) -> None:
        assert left_out(COUNTED, lines(*values)) == found

    def test_of_two_values_the_one_of_another_unit_goes_and_no_contradiction_is_left(self) -> None:
        assert left_out(COUNTED, lines("2025-03-31,50"), lines("2025-03-31,700000")) == [
            ("unit-mismatch", "2025-03-31")
        ]

    def test_a_contradiction_measures_nothing(self) -> None:
        first, second = lines("2025-03-31,50", "2025-06-30,60"), lines("2025-06-30,90", "2025-09-30,55")
        assert left_out(COUNTED, first, second) == [("two-values", "2025-06-30")]

    def test_a_share_is_held_against_a_whole_that_can_be_relied_on(self) -> None:
        share = sample_target(2, Kind.CUMULATIVE, value=Decimal(300), part_of="S-1")
        csv = "target,department,period_end,value\nS-1,市机关事务中心,2025-03-31,{}\nS-2,市机关事务中心,2025-03-31,{}\n"
        both = f"{RULES} share-above-whole"
        found = check(both, [COUNTED, share], written(csv.format(500, 900_000)))
        assert [(one.rule, one.target) for one in found] == [("unit-mismatch", "S-2")]

    def test_where_a_later_workbook_restates_in_another_unit_the_first_value_remains(self) -> None:
        first, anew = lines("2024-12-31,50"), lines("2024-12-31,700000", "2025-03-31,60")
        files = [
            written("target,department,period_end,value\n" + text, year) for text, year in ((first, 2024), (anew, 2025))
        ]
        found = check(RULES, [COUNTED], *files)
        assert [(one.rule, dict(one.values)["period"]) for one in found] == [("unit-mismatch", "2024-12-31")]


class TestMismatch:
    @pytest.mark.parametrize(
        ("target", "values", "odd"),
        [
            # A plan begins small: nothing true to compare with but its own goal.
            (COUNTED, ("2025-03-31,0.5", "2025-06-30,120"), ()),
            # Nor is January of a new year small beside last December.
            (YEARLY, ("2024-12-31,690", "2025-01-31,0.5"), ()),
            (YEARLY, ("2024-12-31,690", "2025-01-31,700000"), ("2025-01-31",)),
            # Nought is nothing, and nothing is measured by it.
            (COUNTED, ("2025-03-31,0", "2025-06-30,5"), ()),
            (LEVEL, ("2025-03-31,600", "2025-06-30,0"), ()),
            # All three: the baseline is 500, the value before is 600.
            (LEVEL, ("2025-03-31,600", "2025-06-30,0.5"), ("2025-06-30",)),
            (LEVEL, ("2025-03-31,600", "2025-06-30,0.501"), ()),
            (LEVEL, ("2025-03-31,0.5",), ("2025-03-31",)),
            (LEVEL, ("2025-03-31,650000",), ("2025-03-31",)),
            (LEVEL, ("2025-03-31,649999",), ()),
            (LEVEL, ("2025-03-31,600", "2025-06-30,-650000"), ("2025-06-30",)),
            # A phase-out goes down to nothing, and so does a level that is to be nought; it never grows a thousandfold.
            (DOWN, ("2025-03-31,4000", "2025-06-30,3"), ()),
            (DOWN, ("2025-03-31,5000000",), ("2025-03-31",)),
            (replace(DOWN, kind=Kind.LEVEL), ("2025-03-31,4000", "2025-06-30,3"), ()),
            # Growth in levels is held against the level: 13,620, not 13.5.
            (GROWN, ("2025-12-31,13600",), ()),
            (GROWN, ("2025-12-31,1.36",), ("2025-12-31",)),
            (GROWN, ("2025-12-31,13620000",), ("2025-12-31",)),
            # A rate near nought measures nothing.
            (RATE, ("2025-03-31,0.01", "2025-06-30,12"), ()),
            # Increments against increments; the whole only bounds them.
            (ADDED, ("2025-03-31,1.5", "2025-06-30,15000"), ("2025-06-30",)),
            (ADDED, ("2025-03-31,0.001", "2025-06-30,4"), ()),
            (ADDED, ("2025-03-31,4", "2025-06-30,0.001"), ()),
            (replace(ADDED, kind=Kind.CAP, op=Op.LE), ("2025-03-31,4", "2025-06-30,0.001"), ("2025-06-30",)),
            # After a high typo the correct value is not the small one: falls settle it.
            (replace(COUNTED, value=Decimal(100_000)), ("2025-03-31,50", "2025-06-30,90000", "2025-09-30,80"), ()),
        ],
    )
    def test_what_is_compared(self, target: Target, values: tuple[str, ...], odd: tuple[str, ...]) -> None:
        found = left_out(target, lines(*values))
        assert [(rule, day) for rule, day in found if rule == "unit-mismatch"] == [
            ("unit-mismatch", day) for day in odd
        ]

    @pytest.mark.parametrize(("second", "odd"), [("1200", 0), ("6000", 1)])
    def test_a_part_is_held_against_the_departments_own(self, second: str, odd: int) -> None:
        """2 and then 1,200 the whole has room for; 6,000 of 5,000 it has not."""
        parts = (
            lines("2025-03-31,5", f"2025-06-30,{second}"),
            lines("2025-03-31,2400", "2025-06-30,2500", department="市财政局"),
        )
        assert [rule for rule, _ in left_out(PARTS, "".join(parts))].count("unit-mismatch") == odd

    def test_a_comparison_is_held_against_its_reference(self) -> None:
        """
        | target | value:2025-03-31 | reference:2025-03-31 | value:2025-06-30 | reference:2025-06-30 |
        | S-1    | 96200            | 95.1                 | 96.4             | 95.2                 |
        """
        compared = sample_target(1, Kind.COMPARE, value=None, than="全省平均", unit="元")
        picture = drawn(self.test_a_comparison_is_held_against_its_reference.__doc__)
        assert cells(check("unit-mismatch", [compared], picture)) == ["B2"]

    def test_a_baseline_that_was_reported_is_compared(self) -> None:
        """
        | target | baseline | baseline_date | value:2025-03-31 |
        | S-1    | 12000    | @2023-12-31   | 1.3              |
        """
        target = replace(GROWN, baseline=Baseline(BASE))
        picture = drawn(self.test_a_baseline_that_was_reported_is_compared.__doc__)
        (found,) = check("unit-mismatch", [target], picture)
        assert dict(found.values)["base"] == "12000"
        assert dict(found.values)["expected"] == "13000"

    def test_it_says_what_was_found_what_it_was_held_against_and_how_to_mend_it(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-06-30 |
        | S-1    | 1.2              | 12600            |
        """
        target = sample_target(1, Kind.CUMULATIVE, value=Decimal("1.8"), unit="万个")
        picture = drawn(self.test_it_says_what_was_found_what_it_was_held_against_and_how_to_mend_it.__doc__)
        (found,) = check(RULES, [target], picture)
        assert cells([found]) == ["C2"]
        zh = message(found, "zh")
        assert all(word in zh for word in ("12600万个", "7000 倍", "2025-03-31 是 1.2", "进度填报!B2", "目标值 1.8"))
        assert "可能是 1.26" in fix(found, "zh")
        assert 'target = "S-1", period_end = 2025-06-30, value = 12600' in fix(found, "en")

    @pytest.mark.parametrize(
        ("reason", "value", "department", "stays"),
        [
            ("口径扩大", 700_000, "", True),
            ("口径扩大", 700_000, "市机关事务中心", True),
            ("", 700_000, "", False),
            ("口径扩大", 700_001, "", False),
            ("口径扩大", 700_000, "市财政局", False),
        ],
    )
    def test_it_is_confirmed_by_a_reason_and_a_restatement_together(
        self, reason: str, value: int, department: str, stays: bool
    ) -> None:
        restated = Restatement("S-1", MARCH, "核实", "市统计局", value=Decimal(value), department=department)
        plan = replace(sample_plan(COUNTED), restatements=(restated,))
        heading = "target,department,period_end,value,evidence,reason\n"
        file = written(
            f"{heading}S-1,市机关事务中心,2025-03-31,700000,,{reason}\nS-1,市机关事务中心,2025-06-30,700100,,{reason}\n"
        )
        found = [dict(one.values)["period"] for one in check("unit-mismatch", [], file, plan=plan)]
        # What was confirmed is the measure of what follows.
        assert found == ([] if stays else ["2025-03-31", "2025-06-30"])


DAYS = [
    date(year, month, day) for year in (2024, 2025) for month, day in ((3, 31), (6, 30), (9, 30), (12, 31), (5, 15))
]
SANE = st.one_of(st.integers(-50, 900), st.integers(1, 9).map(lambda one: one * 10**6)).map(Decimal)
HOSTILE = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False),
    st.builds(Decimal, st.sampled_from(["1E+80", "-1E+60", "1E-80", "-0", "9" * 70, "0.1", "650"])),
)
NUMERIC = [
    *(target for target in every_kind() if target.kind.is_numeric),
    replace(PARTS, id="S-20"),
    replace(ADDED, id="S-21"),
    sample_target(22, Kind.CUMULATIVE, reported_by=ALL),
]


@st.composite
def reported(draw: st.DrawFn, values: st.SearchStrategy[Decimal] = SANE) -> tuple[Plan, list[Observation]]:
    """Up to a dozen values of one target, in any order, each in a line of its own."""
    target = draw(st.sampled_from(NUMERIC))
    made = []
    for number in range(draw(st.integers(0, 12))):
        day = draw(st.sampled_from(DAYS))
        year = draw(st.sampled_from([day.year, day.year, 2026]))
        made.append(
            Observation(
                target.id,
                draw(st.sampled_from(target.reported_by)),
                day,
                TextPlace(f"reports/sample/{year}/x.csv", number + 2),
                year,
                value=draw(values),
                reference=draw(st.one_of(st.none(), values)),
                is_baseline=draw(st.integers(0, 9)) == 0,
            )
        )
    return sample_plan(target), made


def unsound(plan: Plan, observations: list[Observation]) -> dict[Observation, list[Finding]]:
    return find_unsound(Scope.of_values(plan, Reports(tuple(observations)), date(2026, 6, 30)))


@given(reported(), st.randoms(use_true_random=False))
def test_the_order_of_reading_changes_nothing(case: tuple[Plan, list[Observation]], random: Random) -> None:
    plan, observations = case
    shuffled = list(observations)
    random.shuffle(shuffled)
    assert unsound(plan, shuffled) == unsound(plan, observations)


@given(reported())
def test_what_is_left_out_by_itself_or_by_its_unit_changes_no_other_finding(
    case: tuple[Plan, list[Observation]],
) -> None:
    plan, observations = case
    before = unsound(plan, observations)
    for gone, faults in before.items():
        if faults[0].rule in ("odd-period", "outside-range", "future-period", "unit-mismatch"):
            rest = [one for one in observations if one != gone]
            assert unsound(plan, rest) == {one: found for one, found in before.items() if one != gone}


@given(reported())
def test_what_remains_of_a_total_does_not_fall(case: tuple[Plan, list[Observation]]) -> None:
    plan, observations = case
    gone = unsound(plan, observations)
    assert not {
        fault.rule for fault in findings_of(unsound(plan, [one for one in observations if one not in gone]))
    } & {
        "fallen",
        "two-values",
        "odd-period",
    }


@given(reported(HOSTILE))
def test_hostile_numbers_are_told_of_and_do_no_harm(case: tuple[Plan, list[Observation]]) -> None:
    for found in findings_of(unsound(*case)):
        for language in ("zh", "en"):
            assert message(found, language)
            assert fix(found, language)


def test_a_reason_alone_or_in_another_year_confirms_nothing() -> None:
    value = Observation("S-1", "jgsw", MARCH, TextPlace("x.csv", 2), 2025, value=Decimal(700_000))
    restated = Restatement("S-1", MARCH, "核实", "市统计局", value=Decimal(700_000))
    plan = replace(sample_plan(COUNTED), restatements=(restated,))
    for year, expected in ((2025, False), (2024, True)):
        remark = Remark("S-1", "jgsw", year, TextPlace("x.csv", 2), reason="口径扩大")
        scope = Scope.of_values(plan, Reports((value,), (remark,)), date(2026, 6, 30))
        assert bool(find_unsound(scope)) is expected


def test_of_two_that_say_the_same_the_same_one_is_named_whichever_was_read_first() -> None:
    target = sample_target(4, Kind.GROWTH, reporting=Frequency.YEAR)
    large = [
        Observation(
            target.id, "jgsw", date(2024, 3, 31), TextPlace("reports/x.csv", line), 2024, value=Decimal(3_000_000)
        )
        for line in (5, 6)
    ]
    small = Observation(target.id, "jgsw", date(2024, 6, 30), TextPlace("reports/x.csv", 2), 2024, value=Decimal(1))
    plan = sample_plan(target)
    assert unsound(plan, [*large, small]) == unsound(plan, [*reversed(large), small])


def test_what_fell_goes_with_every_copy_of_it() -> None:
    target = sample_target(1, Kind.CUMULATIVE)
    told = [
        Observation(target.id, "jgsw", at, TextPlace("reports/x.csv", line), 2024, value=Decimal(value))
        for line, (at, value) in enumerate([(MARCH, 1), (MARCH, 1), (JUNE, 0), (JUNE, 0)], 2)
    ]
    assert set(unsound(sample_plan(target), told)) == set(told)
