"""The worked cases, each through `judge`."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli

from plancheck.plan.vocabulary import Frequency
from tests.scoring.samples import a_target, base, day, judged, mark, point, reported

CASES: dict[str, dict[str, Any]] = tomli.loads(
    Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"), parse_float=Decimal
)
EXACT = Decimal("0.00005")


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case(name: str) -> None:
    case = CASES[name]
    given, promised = case.get("baseline"), case["target"]
    target = a_target(
        promised["kind"],
        promised["op"],
        promised["value"],
        str(promised["by"]) if "by" in promised else None,
        about=promised.get("about"),
        baseline=base(str(given["date"]), given["value"]) if given else None,
        checkpoints=tuple(point(str(p["by"]), p["value"]) for p in case.get("checkpoints", ())),
        start=given["date"] + timedelta(days=1) if given else day("2023-01-01"),
        reporting=Frequency(case.get("reporting", "month")),
    )

    verdict = judged(target, reported(case["reported"]))

    assert mark(verdict).startswith(case["verdict"])
    for quantity, expected in case.get("numbers", {}).items():
        found = getattr(verdict.row, quantity)
        assert found is not None, quantity
        assert abs(Decimal(found) - expected) <= EXACT, quantity
