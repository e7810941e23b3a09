"""The line that a fault of a target is reported at: the rule and its values in, a place in the plan file out."""

from __future__ import annotations

from plancheck.findings import TextPlace
from plancheck.plan.model import Plan, Target

#: A rule and the values that its sentences mention.
Fault = tuple[str, dict[str, object]]

#: The key at whose line a rule is reported; else the one that the fault names; else the target's own line.
_KEY_OF = {
    "dates-out-of-order": "by",
    "outside-plan": "by",
    "checkpoint-after-deadline": "checkpoints",
    "checkpoints-out-of-order": "checkpoints",
    "limits-out-of-order": "limits",
    "outside-limits": "value",
    "no-parent-plan": "parent_target",
    "unknown-department-key": "reported_by",
    "needless-value": "value",
    "phase-out-value": "value",
    "binding-repeats-strive": "same_as",
    "figure-value": "figure",
    "figure-unit": "unit",
    "figure-deadline": "by",
    "no-figure": "value",
    "fall-not-negative": "value",
    "rise-negative": "value",
    "op-against-words": "op",
    "percent-not-points": "change",
    "points-unit": "unit",
    "change-needs-growth": "kind",
    "level-not-growth": "kind",
    "growth-not-level": "kind",
    "up-to-not-for-kind": "up_to",
    "up-to-wrong-side": "up_to",
    "up-to-no-range": "up_to",
    "figure-up-to": "up_to",
    "whole-not-for-kind": "whole",
    "whole-of-parts": "whole",
    "path-not-for-kind": "path",
}
_NAMES_ITS_KEY = (
    "points-nowhere",
    "points-in-a-circle",
    "dates-out-of-order",
    "checkpoint-after-deadline",
    "checkpoints-out-of-order",
    "outside-limits",
    "points-not-said",
)


def place_of_fault(plan: Plan, target: Target, rule: str, values: dict[str, object]) -> TextPlace:
    """The line of the key that a target's fault is about, or of the checkpoint that the fault names."""
    if values.get("line"):
        return TextPlace(plan.path, int(str(values["line"])))
    key = str(values.get("key")) if rule in _NAMES_ITS_KEY and "key" in values else _KEY_OF.get(rule, "")
    return TextPlace(plan.path, target.key_lines.get(key, target.line))
