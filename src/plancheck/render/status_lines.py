"""The status as plain lines, one target each, for pipes and searches."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.assess import Assessment
from plancheck.plan.model import Target
from plancheck.render.target_view import TargetView, view
from plancheck.scoring.rollup import count
from plancheck.words import word


def status_lines(assessment: Assessment, shown: Sequence[Target], language: str) -> str:
    """A line with the counts, then `plan/target: status lamp reason: indicator, latest / goal, …` for each target."""
    plan = assessment.plan
    counts = count(assessment.verdicts.values())
    head = (
        f"{plan.id}: {assessment.as_of}: {word('status.total', language, count=len(plan.targets))}: "
        f"on-track {counts.on_track}, at-risk {counts.at_risk}, missed {counts.missed}"
    )
    note = hypothetical_note(assessment, language)
    return "".join(f"{line}\n" for line in [*note, head, *(_line(assessment, target, language) for target in shown)])


def hypothetical_note(assessment: Assessment, language: str) -> list[str]:
    if not assessment.hypothetical:
        return []
    return [word("status.hypothetical-note", language, list=", ".join(assessment.hypothetical))]


def _line(assessment: Assessment, target: Target, language: str) -> str:
    row = assessment.verdict(target).row
    seen = view(assessment, target, language)
    parts = [seen.indicator, _values(seen, language)]
    if seen.by:
        parts.append(word("status.due-on", language, day=seen.by))
    parts += [seen.reason, *seen.marks]
    supposed = f"[{word('status.mark.hypothetical', language)}] " if assessment.hypothetical else ""
    verdict = f"{row.status} {row.lamp} {row.reason}"
    return f"{supposed}{assessment.plan.id}/{target.id}: {verdict}: {_joined(parts, language)}"


def _values(seen: TargetView, language: str) -> str:
    values = f"{seen.latest or '-'} / {seen.goal}"
    if seen.attained:
        values += f" ({seen.attained}" + (
            f", {word('status.expected', language, share=seen.expected)})" if seen.expected else ")"
        )
    return values


def _joined(parts: list[str], language: str) -> str:
    return ("; " if language == "en" else "；").join(part for part in parts if part)
