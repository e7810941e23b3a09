"""The status as plain lines, one target each, for pipes and searches."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.assessment.assess import Assessment
from plancheck.assessment.changes import Changes
from plancheck.plan.model import Target
from plancheck.render.status.changes import change_lines
from plancheck.render.status.grouping import Grouping
from plancheck.render.terminal.printable import one_line
from plancheck.render.verdict.view import TargetView, view
from plancheck.render.verdict.what_if import line_mark, what_if_note
from plancheck.render.verdict.words import counts_apart_text, forecast_text, thresholds_text
from plancheck.scoring.rollup import count
from plancheck.words import word


def status_lines(
    assessment: Assessment, groups: Sequence[Grouping], language: str, changes: Changes | None = None
) -> str:
    """A line with the counts, then `plan/target: status lamp reason: indicator, latest / goal, …` for each target.

    The thresholds in force, and what changed since an earlier day, stand between. A department's group has its own
    part of each target, and its name in the line.
    """
    shown = list({target.id: target for group in groups for target in group.targets}.values())
    plan = assessment.plan
    counts = count(assessment.verdicts.values())
    head = (
        f"{plan.id}: {assessment.as_of}: {word('status.total', language, count=len(plan.targets))}: "
        f"on-track {counts.on_track}, at-risk {counts.at_risk}, missed {counts.missed}"
    )
    mark = line_mark(assessment, language)
    lines = [
        *what_if_note(assessment, language),
        mark + head,
        f"{mark}{plan.id}: {counts_apart_text(assessment, language)}",
        f"{mark}{plan.id}: {thresholds_text(assessment, language)}",
        *(f"{mark}{plan.id}: {line.strip()}" for line in change_lines(shown, language, changes)),
        *(mark + line for group in groups for line in _lines(assessment, group, language, changes)),
    ]
    return "".join(f"{line}\n" for line in lines)


def _lines(assessment: Assessment, group: Grouping, language: str, changes: Changes | None) -> list[str]:
    whose = one_line(group.title) if group.department else ""
    seen = assessment.of_department(group.department) if group.department else assessment
    return [_line(seen, target, language, changes, whose) for target in group.targets]


def _line(assessment: Assessment, target: Target, language: str, changes: Changes | None, whose: str) -> str:
    row = assessment.verdict(target).row
    seen = view(assessment, target, language)
    parts = [seen.indicator, whose, _values(seen, language)]
    if seen.by:
        parts.append(word("status.due-on", language, day=seen.by))
    parts += [seen.reason, seen.borderline, *seen.marks, forecast_text(target, row, language)]
    if changes is not None:
        parts.append(word(f"explain.change.{changes.by_target[target.id].change}", language))
    verdict = f"{row.status} {row.lamp} {row.reason}"
    return f"{assessment.plan.id}/{target.id}: {verdict}: {_joined(parts, language)}"


def _values(seen: TargetView, language: str) -> str:
    values = f"{seen.latest or '-'} / {seen.goal}"
    if seen.attained:
        values += f" ({seen.attained}" + (
            f", {word('status.expected', language, share=seen.expected)})" if seen.expected else ")"
        )
    return values


def _joined(parts: list[str], language: str) -> str:
    return ("; " if language == "en" else "；").join(part for part in parts if part)
