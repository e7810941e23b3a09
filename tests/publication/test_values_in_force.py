"""Which values are in force: a closed verdict turns only with a restatement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plancheck.assessment.assess import assess
from plancheck.observations import Observation, Remark, Reports, State
from plancheck.plan.exemptions import Restatement
from plancheck.plan.model import Plan
from plancheck.publication.model import Publication
from plancheck.publication.record import Record
from plancheck.publication.values_in_force import find_values_in_force
from plancheck.rules import severity_of
from plancheck.scoring.marks import Status
from plancheck.scoring.settings import DEFAULTS
from tests.plans import plan_text, sound_plan, target_text
from tests.publication.samples import (
    TODAY,
    YEARLY,
    approval,
    edited,
    in_force,
    published,
    quota_plan,
    rules,
    told,
    values,
)

SHORT = told("D-7", "2024-12-31", "150")
OPEN = told("D-12-1", "2024-12-31", "100")


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return quota_plan(tmp_path)


def first_year(
    plan: Plan,
    *observations: Observation,
    publications: tuple[Publication, ...] = (),
    restatements: tuple[Restatement, ...] = (),
) -> Status:
    """The status of 2024's row of the yearly quota."""
    kept = in_force(plan, *observations, publications=publications, restatements=restatements)
    return assess(plan, kept.reports, TODAY).verdicts["D-7"].rows[0].status


class TestAgainstThePublication:
    def test_what_did_not_change_is_no_finding(self, plan: Plan) -> None:
        kept = in_force(plan, SHORT, OPEN, publications=(published(plan, SHORT, OPEN),))
        assert kept.findings == ()
        assert kept.reports.observations == (SHORT, OPEN)

    def test_a_closed_value_that_was_edited_is_an_error_and_the_published_one_counts(self, plan: Plan) -> None:
        signed = published(plan, SHORT)
        kept = in_force(plan, edited(SHORT, "210"), publications=(signed,))
        assert rules(kept) == ["restated-since-published"]
        assert severity_of(kept.findings[0]) == "error"
        assert values(kept, "D-7") == {"2024-12-31": ["150"]}
        assert first_year(plan, edited(SHORT, "210"), publications=(signed,)) is Status.MISSED

    def test_the_finding_names_both_values_and_both_cells(self, plan: Plan) -> None:
        later = told("D-7", "2024-12-31", "210", year=2025)
        found = in_force(plan, SHORT, later, publications=(published(plan, SHORT),)).findings[0]
        told_values = dict(found.values)
        assert (told_values["published"], told_values["value"]) == ("150", "210")
        assert (told_values["where"], str(found.place)) == (str(SHORT.place), str(later.place))

    def test_a_restatement_lets_the_new_value_count_and_names_who_approved(self, plan: Plan) -> None:
        new, allowed = edited(SHORT, "210"), (approval("D-7", "2024-12-31", "210"),)
        kept = in_force(plan, new, publications=(published(plan, SHORT),), restatements=allowed)
        assert rules(kept) == ["restatement-approved"]
        assert severity_of(kept.findings[0]) == "info"
        assert dict(kept.findings[0].values)["approved_by"] == "市统计局"
        assert first_year(plan, new, publications=(published(plan, SHORT),), restatements=allowed) is Status.ON_TRACK

    @pytest.mark.parametrize(
        "other",
        [
            approval("D-7", "2024-09-30", "210"),
            approval("D-12-1", "2024-12-31", "210"),
            approval("D-7", "2024-12-31", "205"),
            approval("D-7", "2024-12-31"),
            approval("D-99", "2024-12-31", "210"),
        ],
        ids=["another period", "another target", "another value", "no value", "no target"],
    )
    def test_a_restatement_of_something_else_does_not_help(self, plan: Plan, other: Restatement) -> None:
        kept = in_force(
            plan,
            edited(SHORT, "210"),
            publications=(published(plan, SHORT),),
            restatements=(other,),
        )
        assert rules(kept) == ["restated-since-published"]

    def test_a_restatement_may_name_the_target_that_repeats_it(self, plan: Plan) -> None:
        allowed = (approval("D-8", "2024-12-31", "210"),)
        kept = in_force(plan, edited(SHORT, "210"), publications=(published(plan, SHORT),), restatements=allowed)
        assert rules(kept) == ["restatement-approved"]

    def test_a_restatement_without_a_value_allows_a_value_to_go(self, plan: Plan) -> None:
        allowed = (approval("D-7", "2024-12-31"),)
        kept = in_force(plan, publications=(published(plan, SHORT),), restatements=allowed)
        assert (rules(kept), values(kept, "D-7")) == (["restatement-approved"], {})

    def test_a_published_restatement_allows_no_further_change(self, plan: Plan) -> None:
        """Approved was 160, and signed; 999 takes a word of its own."""
        allowed, signed = (approval("D-7", "2024-12-31", "160"),), (published(plan, edited(SHORT, "160")),)
        kept = in_force(plan, edited(SHORT, "999"), publications=signed, restatements=allowed)
        assert rules(kept) == ["restated-since-published"]
        assert values(kept, "D-7") == {"2024-12-31": ["160"]}

    @pytest.mark.parametrize(
        ("department", "expected"),
        [("市财政局", "restatement-approved"), ("jgsw", "restated-since-published"), ("", "restated-since-published")],
    )
    def test_a_part_of_a_sum_is_restated_by_its_department(
        self, tmp_path: Path, department: str, expected: str
    ) -> None:
        both = YEARLY + 'reported_by = ["jgsw", "czj"]\naggregate = "sum"\n'
        plan = sound_plan(tmp_path, plan_text(more=both))
        parts = (SHORT, told("D-7", "2024-12-31", "20", department="czj"))
        allowed = (approval("D-7", "2024-12-31", "50", department),)
        now = (SHORT, edited(parts[1], "50"))
        kept = in_force(plan, *now, publications=(published(plan, *parts),), restatements=allowed)
        assert rules(kept) == [expected]

    def test_under_an_open_row_the_new_value_counts_with_a_warning(self, plan: Plan) -> None:
        kept = in_force(plan, edited(OPEN, "120"), publications=(published(plan, OPEN),))
        assert rules(kept) == ["restated-while-open"]
        assert severity_of(kept.findings[0]) == "warning"
        assert values(kept, "D-12-1") == {"2024-12-31": ["120"]}

    def test_an_edit_above_a_later_value_is_at_fault_and_not_the_later_one(self, plan: Plan) -> None:
        later = told("D-12-1", "2025-03-31", "110")
        kept = in_force(plan, edited(OPEN, "180"), later, publications=(published(plan, OPEN),))
        assert [(one.rule, one.place) for one in kept.findings] == [("restated-above-later", OPEN.place)]
        assert values(kept, "D-12-1") == {"2024-12-31": ["100"], "2025-03-31": ["110"]}

    def test_a_fall_that_was_there_before_the_edit_stays_where_it_is(self, plan: Plan) -> None:
        later = told("D-12-1", "2025-03-31", "90")
        kept = in_force(plan, edited(OPEN, "180"), later, publications=(published(plan, OPEN),))
        assert rules(kept) == ["restated-while-open"]

    def test_a_closed_value_that_is_gone_stays_in_force(self, plan: Plan) -> None:
        kept = in_force(plan, publications=(published(plan, SHORT, OPEN),))
        assert sorted(rules(kept)) == ["withdrawn-since-published", "withdrawn-while-open"]
        assert values(kept, "D-7") == {"2024-12-31": ["150"]}
        assert values(kept, "D-12-1") == {}

    def test_a_value_that_was_reported_late_is_no_restatement(self, plan: Plan) -> None:
        kept = in_force(plan, SHORT, OPEN, publications=(published(plan, OPEN),))
        assert kept.findings == ()
        assert values(kept, "D-7") == {"2024-12-31": ["150"]}

    def test_a_look_back_does_not_see_what_a_later_year_restated(self, plan: Plan) -> None:
        later = told("D-7", "2024-12-31", "210", year=2025)
        kept = in_force(plan, SHORT, later, publications=(published(plan, SHORT),), as_of=date(2024, 12, 31))
        assert kept.findings == ()

    def test_the_last_publication_counts(self, plan: Plan) -> None:
        """Published again in 2025 with the approved value: that one is in force, and no further word is needed."""
        later = told("D-7", "2024-12-31", "210", year=2025)
        signed = (published(plan, SHORT), published(plan, SHORT, later, year=2025))
        kept = in_force(plan, SHORT, later, publications=signed)
        assert kept.findings == ()

    def test_a_restatement_to_a_value_does_not_allow_it_to_go(self, plan: Plan) -> None:
        allowed = (approval("D-7", "2024-12-31", "210"),)
        kept = in_force(plan, publications=(published(plan, SHORT),), restatements=allowed)
        assert rules(kept) == ["withdrawn-since-published"]

    def test_under_a_closed_row_an_edit_above_a_later_value_is_refused_for_itself(self, plan: Plan) -> None:
        june = told("D-7", "2024-06-30", "100")
        kept = in_force(plan, edited(june, "180"), SHORT, publications=(published(plan, june, SHORT),))
        assert rules(kept) == ["restated-since-published"]

    def test_an_open_value_that_is_gone_though_a_later_one_is_there_is_only_gone(self, plan: Plan) -> None:
        later = told("D-12-1", "2025-03-31", "110")
        assert rules(in_force(plan, later, publications=(published(plan, OPEN),))) == ["withdrawn-while-open"]

    @pytest.mark.parametrize(
        "other",
        [
            told("D-7", "2025-03-31", "110"),
            told("D-12-1", "2025-03-31", "110", department="czj"),
            told("D-12-1", "2024-09-30", "90"),
            replace(told("D-12-1", "2025-03-31", "110"), is_baseline=True),
            told("D-12-1", "2025-03-31", "110", year=2026),
        ],
        ids=["another target", "another department", "an earlier period", "a baseline", "a report to come"],
    )
    def test_an_edit_is_above_no_value_of_something_else(self, plan: Plan, other: Observation) -> None:
        kept = in_force(plan, edited(OPEN, "180"), other, publications=(published(plan, OPEN),))
        assert rules(kept) == ["restated-while-open"]

    def test_a_value_after_a_closed_row_does_not_rest_on_it(self, plan: Plan) -> None:
        """2024 of the yearly quota is closed; 2025 had only its first quarter when it was signed."""
        quarter = told("D-7", "2025-03-31", "40")
        signed = published(plan, SHORT, quarter, year=2025)
        assert rules(in_force(plan, SHORT, edited(quarter, "60"), publications=(signed,))) == ["restated-while-open"]

    def test_what_one_department_has_closed_does_not_bind_another(self, tmp_path: Path) -> None:
        apart = YEARLY + 'reported_by = ["jgsw", "czj"]\n'
        plan = sound_plan(tmp_path, plan_text(more=apart))
        quarter = told("D-7", "2024-09-30", "140", department="czj")
        kept = in_force(plan, SHORT, edited(quarter, "145"), publications=(published(plan, SHORT, quarter),))
        assert rules(kept) == ["restated-while-open"]

    def test_a_look_back_passes_on_what_a_later_years_workbook_says(self, plan: Plan) -> None:
        later = told("D-7", "2024-12-31", "220", year=2025)
        kept = in_force(
            plan, edited(SHORT, "210"), later, publications=(published(plan, SHORT),), as_of=date(2024, 12, 31)
        )
        assert rules(kept) == ["restated-since-published"]
        assert values(kept, "D-7") == {"2024-12-31": ["220", "150"]}

    def test_a_look_back_is_not_bound_by_what_was_published_out_of_a_later_workbook(self, plan: Plan) -> None:
        later = told("D-7", "2024-12-31", "210", year=2025)
        signed = (published(plan, SHORT), published(plan, SHORT, later, year=2025))
        assert in_force(plan, SHORT, publications=signed, as_of=date(2024, 12, 31)).findings == ()

    def test_what_was_reported_for_no_target_of_the_plan_is_passed_on(self, plan: Plan) -> None:
        stray = (told("Q-1", "2024-12-31", "1"), told("Q-1", "2024-12-31", "2", year=2025))
        assert in_force(plan, *stray).reports.observations == stray


class TestTheRestatementToWrite:
    """A finding names the keys that a restatement of the value has to carry."""

    @pytest.mark.parametrize(
        ("now", "entry"),
        [
            (edited(SHORT, "210.50"), ", value = 210.5"),
            (replace(SHORT, reference=Decimal("7.80")), ", value = 150, reference = 7.8"),
            (replace(SHORT, value=None, state=State.UNDER_WAY), ', state = "under-way"'),
        ],
        ids=["a value", "a value against another", "a state"],
    )
    def test_it_names_the_value_as_it_is_now(self, plan: Plan, now: Observation, entry: str) -> None:
        found = in_force(plan, now, publications=(published(plan, SHORT),)).findings[0]
        assert dict(found.values)["entry"] == entry

    def test_for_a_value_that_is_gone_it_names_none(self, plan: Plan) -> None:
        found = in_force(plan, publications=(published(plan, SHORT),)).findings[0]
        assert (dict(found.values)["value"], dict(found.values)["entry"]) == ("", "")

    def test_it_names_the_department_where_several_report(self, tmp_path: Path) -> None:
        both = YEARLY + 'reported_by = ["jgsw", "czj"]\naggregate = "sum"\n'
        plan = sound_plan(tmp_path, plan_text(more=both))
        parts = (SHORT, told("D-7", "2024-12-31", "20", department="czj"))
        found = in_force(plan, SHORT, edited(parts[1], "50"), publications=(published(plan, *parts),)).findings[0]
        assert dict(found.values)["entry"] == ', department = "czj", value = 50'


class TestBetweenYears:
    RESTATED = told("D-7", "2024-12-31", "210", year=2025)

    def test_the_first_value_counts_where_the_year_was_closed(self, plan: Plan) -> None:
        kept = in_force(plan, SHORT, self.RESTATED)
        assert rules(kept) == ["restated-closed-year"]
        assert values(kept, "D-7") == {"2024-12-31": ["150"]}
        assert first_year(plan, SHORT, self.RESTATED) is Status.MISSED

    def test_an_earlier_period_of_a_closed_year_is_closed_with_it(self, plan: Plan) -> None:
        quarter = told("D-7", "2024-03-31", "40")
        kept = in_force(plan, quarter, SHORT, told("D-7", "2024-03-31", "90", year=2025))
        assert values(kept, "D-7")["2024-03-31"] == ["40"]

    def test_where_nothing_was_closed_the_later_workbook_counts(self, plan: Plan) -> None:
        later = told("D-12-1", "2024-12-31", "120", year=2025)
        kept = in_force(plan, OPEN, later)
        assert kept.findings == ()
        assert values(kept, "D-12-1") == {"2024-12-31": ["100", "120"]}

    def test_a_year_that_had_no_value_at_its_end_was_not_closed(self, plan: Plan) -> None:
        """Only September was in when the next year's workbook corrected it."""
        september = told("D-7", "2024-09-30", "120")
        kept = in_force(plan, september, told("D-7", "2024-09-30", "130", year=2025))
        assert values(kept, "D-7") == {"2024-09-30": ["120", "130"]}

    def test_what_only_the_later_workbook_closed_was_not_closed_before_it(self, plan: Plan) -> None:
        """2025's workbook corrects September and gives the year's end, that had been missing."""
        september, end = told("D-7", "2024-09-30", "120"), told("D-7", "2024-12-31", "150", year=2025)
        kept = in_force(plan, september, told("D-7", "2024-09-30", "130", year=2025), end)
        assert values(kept, "D-7")["2024-09-30"] == ["120", "130"]
        assert kept.findings == ()

    @pytest.mark.parametrize(
        ("proven_in", "expected"), [(2024, ["restated-closed-year"]), (2025, [])], ids=["in time", "later"]
    )
    def test_a_milestone_was_closed_by_the_evidence_of_its_own_year(
        self, tmp_path: Path, proven_in: int, expected: list[str]
    ) -> None:
        keys = {"value": "", "op": "", "unit": "", "figure": ""}
        plan = sound_plan(tmp_path, plan_text(more=target_text(id='"D-9"', kind='"milestone"', **keys)))
        done = replace(told("D-9", "2024-12-31", "0"), value=None, state=State.DONE)
        undone = replace(told("D-9", "2024-12-31", "0", year=2025), value=None, state=State.UNDER_WAY)
        remarks = (Remark("D-9", "jgsw", proven_in, SHORT.place, evidence="验收报告"),)
        kept = find_values_in_force(plan, Reports((done, undone), remarks), Record(), TODAY, DEFAULTS)
        assert rules(kept) == expected

    def test_a_restatement_lets_the_later_value_count(self, plan: Plan) -> None:
        allowed = (approval("D-7", "2024-12-31", "210"),)
        kept = in_force(plan, SHORT, self.RESTATED, restatements=allowed)
        assert rules(kept) == ["restatement-approved"]
        assert first_year(plan, SHORT, self.RESTATED, restatements=allowed) is Status.ON_TRACK

    def test_before_the_later_workbook_there_is_nothing_to_say(self, plan: Plan) -> None:
        assert in_force(plan, SHORT, self.RESTATED, as_of=date(2024, 12, 31)).findings == ()

    def test_the_same_value_told_again_is_no_change(self, plan: Plan) -> None:
        same = told("D-7", "2024-12-31", "150.0", year=2025)
        assert in_force(plan, SHORT, same).findings == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    before=st.integers(0, 400),
    after=st.integers(0, 400),
    in_place=st.booleans(),
    signed=st.booleans(),
    quarter=st.sampled_from(["2024-06-30", "2024-12-31"]),
)
def test_no_edit_turns_a_closed_verdict(
    plan: Plan, before: int, after: int, in_place: bool, signed: bool, quarter: str
) -> None:
    """Whatever is written over or told anew, 2024 stays what it was; unless it was never signed nor told twice.

    A total that fell was no verdict: it closed nothing, and mending it opens the way to one.
    """
    year_end = told("D-7", "2024-12-31", "180")
    original = [told("D-7", quarter, str(before))] + ([year_end] if quarter != "2024-12-31" else [])
    was = assess(plan, in_force(plan, *original).reports, TODAY).verdicts["D-7"].rows[0]
    new = told("D-7", quarter, str(after), year=2024 if in_place else 2025)
    now = [new, *original[1:]] if in_place else [*original, new]
    publications = (published(plan, *original),) if signed else ()
    kept = in_force(plan, *now, publications=publications)
    status = assess(plan, kept.reports, TODAY).verdicts["D-7"].rows[0].status
    if signed or not in_place:
        assert status is was.status or not was.closed
        assert bool(kept.findings) == (before != after and was.closed)
    assert all(one.value is not None and one.value >= Decimal(0) for one in kept.reports.observations)
