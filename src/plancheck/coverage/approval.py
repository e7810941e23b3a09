"""Values that a named authority lets stand: a plan and its restatements in, the values that they name out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plancheck.observations import ApprovedValue, Observation
from plancheck.plan.departments import find_department
from plancheck.plan.exemptions import Restatement
from plancheck.plan.model import Plan, Target
from plancheck.text.numbers import plain


def approved_values(plan: Plan, restatements: Iterable[Restatement]) -> frozenset[ApprovedValue]:
    """Every value that a restatement of this plan names, under the target that it is reported under."""
    return frozenset(value for restatement in restatements for value in _named(plan, restatement))


def _named(plan: Plan, restatement: Restatement) -> Iterator[ApprovedValue]:
    target = plan.target(restatement.target)
    if restatement.value is None or target is None or restatement.plan not in ("", plan.id):
        return
    original = plan.reported_as(target)
    department = _department(plan, original, restatement)
    if department:
        yield ApprovedValue(original.id, department, restatement.period_end, restatement.value, restatement.reference)


def _department(plan: Plan, target: Target, restatement: Restatement) -> str:
    """Whose value is meant; where several report, the restatement has to say."""
    if restatement.department:
        found = find_department(plan.departments, restatement.department)
        return found.key if found is not None else ""
    return target.reported_by[0] if len(target.reported_by) == 1 else ""


def is_approved(approved: frozenset[ApprovedValue], observation: Observation) -> bool:
    if not approved or observation.value is None or observation.is_baseline:
        return False
    value, reference = observation.value, observation.reference
    return (
        ApprovedValue(observation.target, observation.department, observation.period_end, value, reference) in approved
    )


def restatement_keys(target: Target, department: str, observation: Observation | None) -> str:
    """The keys that a restatement of a value has to carry beside target and period, as TOML writes them."""
    keys = {"department": f'"{department}"'} if len(target.reported_by) > 1 else {}
    if observation is not None and observation.state is not None:
        keys["state"] = f'"{observation.state}"'
    elif observation is not None:
        keys["value"] = plain(observation.value)
        if observation.reference is not None:
            keys["reference"] = plain(observation.reference)
    return "".join(f", {key} = {value}" for key, value in keys.items())
