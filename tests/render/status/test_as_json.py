"""The JSON of a status: what was judged, under the names of the ledger."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from plancheck.assessment.assess import Assessment
from plancheck.plan.model import Baseline
from plancheck.plan.target_json import target_details_json, target_json
from plancheck.plan.vocabulary import Aggregate, Reporting
from plancheck.render.status.as_json import assessments_json
from tests.explanation.samples import a_target, assessed, quarterly, told

DOCS = Path(__file__).parents[3] / "docs" / "json.md"


def first(assessment: Assessment) -> dict[str, Any]:
    target: dict[str, Any] = assessments_json([assessment], "en")["plans"][0]["targets"][0]
    return target


def test_increments_are_told_as_they_add_up() -> None:
    target = a_target("annual", value=200, reports=Reporting.PERIOD)
    reported = told(quarterly(2024, 25, 25, 25, 25, 25, 25, 25, 25))
    latest = first(assessed(target, reported, "2025-12-31"))["latest"]
    assert latest == {
        "period_end": "2025-12-31",
        "value": "100",
        "state": None,
        "where": str(reported[-1].place),
    }


def test_parts_are_told_as_their_sum() -> None:
    target = a_target(aggregate=Aggregate.SUM, reported_by=("a", "b"))
    reported = [*told({"2024-12-31": 10}), *told({"2024-12-31": 90}, department="b")]
    assert first(assessed(target, reported, "2024-12-31"))["latest"]["value"] == "100"


def test_checkpoints_name_the_department_as_everything_else_does() -> None:
    target = a_target("action", value=None, by=None, unit="", figure="", reported_by=("a", "b"))
    seen = first(assessed(target, told({"2024-03-31": "done"}), "2024-03-31"))
    assert [row["department"] for row in seen["checkpoints"]] == ["单位a", "单位b"]


def test_a_baseline_is_the_plans_own_in_both_commands() -> None:
    target = a_target("level", value=90, unit="%", baseline=Baseline(date(2023, 12, 31)))
    reported = [*told({"2023-12-31": 50}, is_baseline=True), *told({"2024-12-31": 60})]
    assessment = assessed(target, reported, "2024-12-31")
    seen, plan = first(assessment), assessment.plan
    assert seen["baseline"] == target_details_json(plan, target)["baseline"] == {"date": "2023-12-31", "value": None}
    assert (seen["from_value"], seen["from_date"]) == ("50", "2023-12-31")
    assert target_json(plan, target).items() <= seen.items()


def test_the_documentation_has_every_key() -> None:
    target = a_target(value=Decimal(650))
    told_of = assessments_json([assessed(target, told({"2024-03-31": 90, "2024-06-30": 50}), "2024-06-30")], "en")
    plan = assessed(target, [], "2024-06-30").plan
    names = _keys(told_of) | _keys(target_details_json(plan, target))
    text = DOCS.read_text(encoding="utf-8")
    settings = set(told_of["plans"][0]["settings"])
    assert sorted(name for name in names - settings if f"`{name}`" not in text) == []


def _keys(told_of: object) -> set[str]:
    if isinstance(told_of, dict):
        return set(told_of) | {name for value in told_of.values() for name in _keys(value)}
    if isinstance(told_of, list):
        return {name for value in told_of for name in _keys(value)}
    return set()
