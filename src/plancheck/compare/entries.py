"""The targets of a plan as they are compared: each once, with those that repeat it, and the keys it is paired by."""

from __future__ import annotations

from plancheck.assessment.assess import Assessment
from plancheck.compare.model import ComparedTarget
from plancheck.plan.model import Plan
from plancheck.plan.vocabulary import Kind


def entries_of(assessment: Assessment) -> list[ComparedTarget]:
    """Every measurable target once, in the plan's order; what repeats it (`same_as`) beside it."""
    plan = assessment.plan
    repeats: dict[str, list[str]] = {}
    for target in plan.targets:
        original = plan.reported_as(target)
        if original is not target:
            repeats.setdefault(original.id, []).append(target.id)
    return [
        ComparedTarget(assessment, target, tuple(repeats.get(target.id, ())))
        for target in plan.targets
        if target.kind is not Kind.ACTION and plan.reported_as(target) is target
    ]


def parent_of(entry: ComparedTarget, upper: Plan) -> str:
    """The upper target that an entry breaks down, by its own word or that of a target that repeats it."""
    for target_id in (entry.target.id, *entry.also):
        target = entry.plan.target(target_id)
        parent = upper.target(target.parent_target) if target and target.parent_target else None
        if parent is not None:
            return upper.reported_as(parent).id
    return ""


def indicator_of(entry: ComparedTarget) -> str:
    """The key that plans share for the same indicator; empty where there is none."""
    targets = (entry.plan.target(target_id) for target_id in (entry.target.id, *entry.also))
    return next((target.indicator_id for target in targets if target and target.indicator_id), "")


def count_actions(assessment: Assessment) -> int:
    return sum(target.kind is Kind.ACTION for target in assessment.plan.targets)
