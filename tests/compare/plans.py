"""Small plans with reported values, to be set beside each other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from plancheck.assessment.assess import Assessment, assess
from plancheck.findings import TextPlace
from plancheck.observations import Observation, Reports
from tests.plans import TARGET, plan_text, read_text, target_text

Values = dict[tuple[str, str], str]


def assessed(
    folder: Path,
    name: str,
    *targets: dict[str, str],
    parent: str = "",
    values: Values | None = None,
    as_of: date = date(2025, 12, 31),
    more: str = "",
) -> Assessment:
    """A plan with these targets (each over the sound one), judged by values, (target, day): value."""
    first, *rest = [{key: _toml(key, value) for key, value in target.items()} for target in targets]
    changes: dict[str, str | None] = {f"target_{key}": value for key, value in first.items()}
    if parent:
        changes["plan_parent"] = f'"{parent}"'
    below = "\n".join(target_text(**(TARGET | target)) for target in rest)
    text = plan_text(plan_id=f'"{name}"', more="\n".join([below, more]), **changes)
    plan, _ = read_text(folder, text, name)
    assert plan is not None
    observations = tuple(
        Observation(
            target=target,
            department="jgsw",
            period_end=date.fromisoformat(day),
            place=TextPlace(f"{name}.csv"),
            year=int(day[:4]),
            value=Decimal(value),
        )
        for (target, day), value in (values or {}).items()
    )
    return assess(plan, Reports(observations), as_of)


def _toml(key: str, value: str) -> str:
    plain = key in ("value", "by", "start", "baseline", "checkpoints") or not value
    return value if plain else f'"{value}"'
