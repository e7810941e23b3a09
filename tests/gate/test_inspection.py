"""What is held against a target: under which policy, beside which lamp, and which department is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plancheck.findings import Finding, TextPlace
from plancheck.gate.inspection import Inspection
from plancheck.gate.parts import TargetPart, parts_of
from plancheck.gate.policy import DEFAULT, Policy
from plancheck.observations import Observation, Reports
from plancheck.scoring.marks import Lamp, Reason, RowVerdict, Status
from tests.plans import target_text
from tests.workspaces import EXPLAINED, WorkspaceFiles, line, quota, rules

GOING_ON = {"target_by": "2027-12-31", "target_value": "650", "target_figure": '"650部"'}
BOTH = {"target_reported_by": '["jgsw", "czj"]', "target_aggregate": '"sum"'}
SECOND = target_text(id='"D-12-2"', value="5", figure='"5辆"', by="2025-12-31")
ACTION = '[[task.target]]\nid = "D-12-2"\nindicator = "支持更新"\nkind = "action"\nreported_by = ["jgsw"]\n'
TODAY = date(2026, 4, 1)
FLEET, FINANCE = "市机关事务中心", "市财政局"
SILENT = RowVerdict(by=date(2025, 12, 31), status=Status.AT_RISK, reason=Reason.NO_DATA)


def told(department: str, day: str, year: int = 2025, *, is_baseline: bool = False) -> Observation:
    return Observation(
        target="D-12-1",
        department=department,
        period_end=date.fromisoformat(day),
        place=TextPlace("t"),
        year=year,
        value=Decimal(1),
        is_baseline=is_baseline,
    )


def inspect(workspace: WorkspaceFiles, row: RowVerdict, *reported: Observation) -> list[Finding]:
    """What is found where a row of a target of two departments has this verdict, and this was reported."""
    files = workspace.decide(as_of="2025-12-31").files
    files = replace(files, assessment=replace(files.assessment, reports=Reports(reported)))
    part = TargetPart(files.assessment.plan.targets[0], ("jgsw", "czj"), (row,), None)
    return list(Inspection(files, DEFAULT, TODAY).part(part))


class TestWhatIsRefused:
    @pytest.mark.parametrize(("refuse", "refused"), [("missed", False), ("no-data", True), ("at-risk", True)])
    def test_what_was_not_reported_is_refused_only_where_the_policy_says_so(
        self, workspace: WorkspaceFiles, refuse: str, refused: bool
    ) -> None:
        workspace.config(f"[gate]\nrefuse = ['{refuse}']\nsilence = false\ninvalid = false")
        workspace.plan(quota(more=SECOND))
        workspace.report(line(value="206"))
        assert rules(workspace.decide()) == (["gate-no-data"] if refused else [])

    @pytest.mark.parametrize(
        ("refuse", "reason", "refused"),
        [
            ("no-data", "", True),
            ("no-data", "资金到位晚", False),
            ("at-risk", "", True),
            ("at-risk", "资金到位晚", True),
            ("missed", "", False),
        ],
    )
    def test_a_blank_of_what_goes_on_is_refused_unless_a_reason_will_do(
        self, workspace: WorkspaceFiles, refuse: str, reason: str, refused: bool
    ) -> None:
        workspace.config(f"[gate]\nrefuse = ['{refuse}']\ninvalid = false")
        workspace.plan(quota(more=ACTION))
        workspace.report(line(value="206"), line("D-12-2", reason=reason))
        assert rules(workspace.decide()) == (["gate-unreported"] if refused else [])

    def test_a_yellow_lamp_is_refused_as_a_yellow_one(self, workspace: WorkspaceFiles) -> None:
        workspace.config("[gate]\nrefuse = ['yellow']")
        workspace.plan(quota(**GOING_ON))
        workspace.report(line(day="2024-12-31", value="150"), year=2024)
        workspace.report(line(value="280", **EXPLAINED))
        assert rules(workspace.decide()) == ["gate-yellow"]

    def test_what_goes_on_and_lacks_a_base_is_no_lamp(self, workspace: WorkspaceFiles) -> None:
        files = workspace.decide(as_of="2025-12-31").files
        row = RowVerdict(by=date(2027, 12, 31), status=Status.AT_RISK, reason=Reason.MISSING_BASE)
        part = TargetPart(files.assessment.plan.targets[0], ("jgsw",), (), row)
        assert list(Inspection(files, Policy(refuse=("at-risk", "red", "yellow")), TODAY).part(part)) == []


class TestWhatIsAskedBesideALamp:
    def test_of_a_workbook_that_has_not_come_nothing_is_asked(self, workspace: WorkspaceFiles) -> None:
        """The lamp is yellow by the year before; that this year's workbook is not there yet is said by itself."""
        workspace.plan(quota(**GOING_ON, more=target_text(id='"D-12-2"', reported_by='["czj"]')))
        workspace.report(line(day="2024-12-31", value="10"), year=2024)
        workspace.report(line("D-12-2", "czj", value="350", reason="资金到位晚"))
        decision = workspace.decide(as_of="2025-12-31")
        assert decision.assessment.verdicts["D-12-1"].lamp is Lamp.YELLOW
        assert decision.passed

    def test_evidence_is_asked_for_beside_what_is_not_explained_at_all(self, workspace: WorkspaceFiles) -> None:
        workspace.config("[gate]\nevidence = true")
        workspace.report(line(value="154"))
        assert rules(workspace.decide()) == ["gate-missed", "gate-unexplained", "gate-no-evidence"]

    def test_no_evidence_is_asked_of_what_was_reported_a_year_ago(self, workspace: WorkspaceFiles) -> None:
        workspace.config("[gate]\nevidence = true")
        workspace.plan(quota(**GOING_ON, more=SECOND))
        workspace.report(line(day="2024-12-31", value="400"), year=2024)
        workspace.report(line("D-12-2", value="5", evidence="台账第3页"))
        assert workspace.decide(as_of="2025-12-31").passed

    @pytest.mark.parametrize(
        ("told", "expected"),
        [(EXPLAINED, ["gate-not-proven"]), ({}, ["gate-not-proven", "gate-unexplained"])],
        ids=["explained", "not explained"],
    )
    def test_the_evidence_that_is_lacking_is_asked_for_once_and_the_rest_still(
        self, workspace: WorkspaceFiles, told: dict[str, str], expected: list[str]
    ) -> None:
        workspace.config("[gate]\nevidence = true")
        numbers = dict.fromkeys(("target_value", "target_op", "target_unit", "target_figure"))
        workspace.plan(quota(target_kind='"milestone"', **numbers))
        workspace.report(line(state="已完成", **told))
        assert rules(workspace.decide()) == expected

    @pytest.mark.parametrize(("state", "expected"), [("推进中", []), ("已完成", ["gate-no-evidence"])])
    def test_evidence_is_asked_of_an_action_only_when_it_is_done(
        self, workspace: WorkspaceFiles, state: str, expected: list[str]
    ) -> None:
        workspace.config("[gate]\nevidence = true")
        workspace.plan(quota(more=ACTION))
        workspace.report(line(value="206", evidence="台账"), line("D-12-2", state=state))
        assert rules(workspace.decide()) == expected

    @pytest.mark.parametrize(
        ("year", "target", "department"),
        [(2024, "D-12-1", FLEET), (2025, "D-12-2", FLEET), (2025, "D-12-1", FINANCE)],
        ids=["last year's", "another target's", "another department's"],
    )
    def test_an_explanation_that_stands_elsewhere_explains_nothing(
        self, workspace: WorkspaceFiles, year: int, target: str, department: str
    ) -> None:
        workspace.plan(quota(**BOTH, more=SECOND))
        lines = {(2024, "D-12-1", FLEET): "90", (2024, "D-12-1", FINANCE): "1"}
        lines |= {(2025, "D-12-1", FLEET): "153", (2025, "D-12-1", FINANCE): "1", (2025, "D-12-2", FLEET): "5"}
        for told_in in (2024, 2025):
            told = [
                line(key[1], key[2], f"{told_in}-12-31", value=value, **self.beside(key, (year, target, department)))
                for key, value in lines.items()
                if key[0] == told_in
            ]
            workspace.report(*told, year=told_in)
        assert rules(workspace.decide()) == ["gate-missed", "gate-unexplained"]

    @staticmethod
    def beside(key: tuple[int, str, str], explained: tuple[int, str, str]) -> dict[str, str]:
        return EXPLAINED if key == explained else {}


class TestWhomToCall:
    """Several departments add up their parts."""

    @pytest.fixture(autouse=True)
    def _plan(self, workspace: WorkspaceFiles) -> None:
        workspace.plan(quota(**BOTH))

    @pytest.mark.parametrize(("sent", "missing"), [((FLEET, "czj"), FINANCE), ((FINANCE, "jgsw"), FLEET)])
    def test_the_one_that_did_not_report_is_called(
        self, workspace: WorkspaceFiles, sent: tuple[str, str], missing: str
    ) -> None:
        workspace.report(line(department=sent[0], value="106"))
        decision = workspace.decide()
        assert [(one.rule, one.department) for one in decision.refusals] == [
            ("gate-no-data", missing),
            ("gate-silent", missing),
        ]

    @pytest.mark.parametrize(
        ("reported", "called"),
        [
            ([told("jgsw", "2025-12-31"), told("czj", "2025-09-30")], FINANCE),
            ([told("jgsw", "2025-09-30"), told("czj", "2025-12-31")], FLEET),
            ([told("jgsw", "2025-12-31"), told("czj", "2024-12-31"), told("czj", "2026-12-31", 2026)], FINANCE),
            ([told("jgsw", "2024-12-31"), told("czj", "2024-12-31", is_baseline=True)], FINANCE),
            ([told("jgsw", "2024-12-31")], FINANCE),
            ([], FLEET),
        ],
        ids=["the later", "the earlier", "a later year's is not yet told", "a baseline is no report", "none", "nobody"],
    )
    def test_the_one_whose_last_report_is_the_oldest_is_called(
        self, workspace: WorkspaceFiles, reported: list[Observation], called: str
    ) -> None:
        assert [one.department for one in inspect(workspace, SILENT, *reported)] == [called]

    def test_for_a_value_that_fell_short_the_first_named_is_called(self, workspace: WorkspaceFiles) -> None:
        missed = replace(SILENT, status=Status.MISSED, reason=Reason.DEADLINE)
        found = inspect(workspace, missed, told("jgsw", "2025-12-31"), told("czj", "2025-09-30"))
        assert [(one.rule, one.department) for one in found] == [("gate-missed", FLEET)]


class TestWhatIsSaidOfTheNumbers:
    def test_the_goal_is_the_value_that_already_satisfies(self, workspace: WorkspaceFiles) -> None:
        workspace.plan(quota(target_figure='"约200部"'))
        workspace.report(line(value="154", **EXPLAINED))
        (refusal,) = workspace.decide().refusals
        said = dict(refusal.values)
        assert (said["goal"], said["short"]) == ("≥190部", "36部")

    def test_the_goal_itself_is_told_where_nothing_less_is_known_to_satisfy(self, workspace: WorkspaceFiles) -> None:
        row = replace(SILENT, status=Status.MISSED, reason=Reason.DEADLINE)
        row = replace(row, value=Decimal(200), latest_value=Decimal(154))
        said = dict(inspect(workspace, row)[0].values)
        assert (said["goal"], said["short"]) == ("≥200部", "46部")

    def test_points_are_told_to_four_digits(self, workspace: WorkspaceFiles) -> None:
        workspace.plan(quota(target_kind='"level"', target_value="70", target_unit='"%"', target_figure='"70%"'))
        workspace.report(line(value="67.12346", **EXPLAINED))
        said = dict(workspace.decide().refusals[0].values)
        assert (said["value"], said["points"], said["by"]) == ("67.1235%", "2.8765", "2025-12-31")

    def test_of_what_was_not_reported_only_the_goal_is_told(self, workspace: WorkspaceFiles) -> None:
        workspace.plan(quota(more=SECOND))
        workspace.report(line(value="206"))
        said = dict(workspace.decide().refusals[0].values)
        assert [said[name] for name in ("value", "goal", "short", "points")] == ["", "≥5辆", "", ""]

    def test_what_has_no_number_has_no_goal(self, workspace: WorkspaceFiles) -> None:
        workspace.plan(quota(more=ACTION))
        workspace.report(line(value="206"))
        said = dict(workspace.decide().refusals[0].values)
        assert [said[name] for name in ("value", "goal", "short", "points")] == ["", "", "", ""]


class TestParts:
    def test_of_a_target_that_ended_before_the_year_there_is_no_part(self, workspace: WorkspaceFiles) -> None:
        workspace.plan(quota(target_by="2024-12-31"))
        workspace.report(line(day="2024-12-31", value="154"), year=2024)
        assessment = workspace.decide().assessment
        assert list(parts_of(assessment, assessment.plan.targets[0], 2025)) == []
        assert len(list(parts_of(assessment, assessment.plan.targets[0], 2024))) == 1

    def test_a_part_that_does_not_decide_goes_on_with_its_first_open_year(self, workspace: WorkspaceFiles) -> None:
        """Each bureau answers for the whole quota of every year, and of two that are alike the first decides."""
        both = BOTH | {"target_aggregate": None}
        workspace.plan(quota(**both, target_kind='"annual"', target_by="2027-12-31"))
        for year in (2024, 2025):
            day = f"{year}-12-31"
            workspace.report(line(day=day, value="206"), line(department="czj", day=day, value="206"), year=year)
        assessment = workspace.decide().assessment
        target = assessment.plan.targets[0]
        assert assessment.verdicts[target.id].row.department == "jgsw"
        part = next(one for one in parts_of(assessment, target, 2025) if one.departments == ("czj",))
        assert part.live is not None
        assert part.live.by == date(2026, 12, 31)

    def test_what_was_done_before_its_date_is_still_looked_at(self, workspace: WorkspaceFiles) -> None:
        numbers = dict.fromkeys(("target_value", "target_op", "target_unit", "target_figure"))
        workspace.plan(quota(target_kind='"milestone"', **numbers | {"target_by": "2026-12-31"}))
        workspace.report(line(state="已完成", evidence="验收备案表"))
        assessment = workspace.decide().assessment
        (part,) = parts_of(assessment, assessment.plan.targets[0], 2025)
        assert part.live is not None
        assert part.live.closed
