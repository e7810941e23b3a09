"""What is counted apart: measurable targets, and actions, whose state a department declares itself."""

from __future__ import annotations

from collections.abc import Mapping

from plancheck.plan.model import Plan
from plancheck.plan.vocabulary import Kind
from plancheck.scoring.marks import Verdict
from plancheck.scoring.rollup import Counts, count


def count_apart(plan: Plan, verdicts: Mapping[str, Verdict]) -> tuple[Counts, Counts]:
    """The counts of the measurable targets and those of the actions: 推进中 must not make a plan look green."""
    actions = {target.id for target in plan.targets if target.kind is Kind.ACTION}
    measurable = [verdict for target, verdict in verdicts.items() if target not in actions]
    return count(measurable), count(verdict for target, verdict in verdicts.items() if target in actions)
