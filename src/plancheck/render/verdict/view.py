"""A target and its verdict as short texts, the same for every form that people read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plancheck.assessment.assess import Assessment
from plancheck.plan.amendments.words import amendments_in_words
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind, Wording
from plancheck.plan.wording import range_in_brackets
from plancheck.render.terminal.printable import one_line
from plancheck.render.verdict.words import change_text, plain_reason, reason_words, spaced_unit
from plancheck.scoring.marks import METHOD_EDITION, RowVerdict, Status, Verdict
from plancheck.text.numbers import percent, plain
from plancheck.words import word


@dataclass(frozen=True, slots=True)
class TargetView:
    """Texts of one target, in one language; plain text, never markup.

    `borderline` is 临界 where a small change of the rules would turn the verdict, and `verdict` the status with it.
    """

    id: str
    indicator: str
    status: str
    borderline: str
    verdict: str
    lamp: str
    lamp_word: str
    reason: str
    latest: str
    goal: str
    by: date | None
    attained: str
    expected: str
    marks: tuple[str, ...]
    departments: tuple[str, ...]


def view(assessment: Assessment, target: Target, language: str) -> TargetView:
    """The texts of a target as it was judged; empty where there is nothing to say."""
    verdict = assessment.verdict(target)
    row = verdict.row
    status = word(f"scoring.status.{row.status}", language)
    borderline = assessment.is_borderline(target)
    return TargetView(
        id=target.id,
        indicator=one_line(target.indicator),
        status=status,
        borderline=word("scoring.borderline.mark", language) if borderline else "",
        verdict=word("scoring.borderline.beside", language, status=status) if borderline else status,
        lamp=str(row.lamp),
        lamp_word=word(f"scoring.lamp.{row.lamp}", language),
        reason=_reason_and_before(target, row, language),
        latest=latest_text(verdict, language),
        goal=goal_text(target, row, language),
        by=row.by or target.by,
        attained=percent(row.attained),
        expected=percent(row.expected),
        marks=tuple(_marks(target, verdict, language)),
        departments=tuple(assessment.plan.department_name(key) for key in target.reported_by),
    )


def _reason_and_before(target: Target, row: RowVerdict, language: str) -> str:
    """The reason in words; where data fell silent, with the verdict before."""
    text = reason_words(target, row, language)
    if row.frozen is not None:
        before = plain_reason(row.frozen, language)
        text += word("status.frozen", language, before=before)
    return text


def latest_text(verdict: Verdict, language: str) -> str:
    """The value that was judged; the state of an action or milestone; empty where nothing was reported."""
    latest, value = verdict.judged_value
    if latest is None:
        return ""
    if latest.state is not None:
        return word(f"status.state.{latest.state}", language)
    return plain(value, 4)


def goal_text(target: Target, row: RowVerdict, language: str) -> str:
    """What is asked for, with its unit: of the row that decides, in the indicator's own unit where that is known."""
    if target.kind is Kind.COMPARE:
        return f"{target.op} {target.than}"
    if target.kind is Kind.DIRECTION:
        return word(f"status.direction.{'up' if target.op.direction > 0 else 'down'}", language)
    if not target.kind.is_numeric:
        return word(f"status.kind.{target.kind}", language)
    return _amount_asked(target, row, language) + _range(target, row, language)


def _amount_asked(target: Target, row: RowVerdict, language: str) -> str:
    if row.value is not None:
        return plain(row.value, 4) + spaced_unit(target.unit, language)
    if target.kind is Kind.GROWTH:
        return change_text(target, language)
    return plain(target.value) + spaced_unit(target.unit, language)


def _range(target: Target, row: RowVerdict, language: str) -> str:
    """The range that the value is an end of; a checkpoint asks for a number of its own."""
    at_checkpoint = any(point.by == row.by for point in target.checkpoints)
    is_level = row.value is not None and not target.is_growth_itself
    return "" if at_checkpoint else range_in_brackets(target, language, beside_level=is_level)


def _marks(target: Target, verdict: Verdict, language: str) -> list[str]:
    """Short remarks that change how a verdict is read."""
    marks = []
    if verdict.what_if:
        marks.append(word("status.mark.what-if", language))
    if target.wording is Wording.STRIVE:
        marks.append(word("status.mark.strive", language))
    marks += map(one_line, amendments_in_words(target, language, with_source=False))
    if verdict.closed_years:
        marks.append(word("status.mark.years", language, met=verdict.met_years, closed=verdict.closed_years))
    if verdict.row.missed_checkpoints:
        marks.append(word("status.mark.missed-checkpoints", language, count=verdict.row.missed_checkpoints))
    elif verdict.missed_rows and verdict.status is not Status.MISSED and not verdict.closed_years:
        marks.append(word("status.mark.missed-rows", language, count=verdict.missed_rows))
    if verdict.silent_rows:
        marks.append(word("status.mark.silent-rows", language, count=verdict.silent_rows))
    if verdict.row.low_confidence:
        marks.append(word("status.mark.low-confidence", language))
    if verdict.row.provisional_baseline:
        marks.append(word("status.mark.provisional", language))
    return [*marks, *_marks_of_origin(target, verdict, language)]


def _marks_of_origin(target: Target, verdict: Verdict, language: str) -> Iterator[str]:
    """Whence a verdict is, where it was not made from the target's own reports by the edition in force."""
    if verdict.row.edition != METHOD_EDITION:
        yield word("status.mark.as-published", language, edition=verdict.row.edition)
    if target.same_as:
        yield word("status.mark.same-as", language, id=target.same_as)
