"""A year's assessment in, the `Publication` of it out. Pure: the day and the signer come from the caller."""

from __future__ import annotations

from plancheck import __version__
from plancheck.assessment.assess import Assessment, known_by
from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.publication.model import Publication, PublishedRow, PublishedTarget, ReadFile, Signature
from plancheck.publication.values import one_a_key
from plancheck.rules import count_errors_and_warnings
from plancheck.scoring.marks import RowVerdict


def sign_off(assessment: Assessment, year: int, path: str, signature: Signature) -> Publication:
    """What is signed: every verdict, every value heard by the day of the assessment, every file of the years so far."""
    errors, warnings = count_errors_and_warnings(assessment.findings)
    return Publication(
        plan=assessment.plan.id,
        year=year,
        as_of=assessment.as_of,
        path=path,
        signature=signature,
        version=__version__,
        settings=dict(assessment.settings.listed()),
        files=_files(assessment, year),
        targets=tuple(_target(assessment, target) for target in assessment.plan.targets),
        errors=errors,
        warnings=warnings,
    )


def _files(assessment: Assessment, year: int) -> tuple[ReadFile, ...]:
    """A CSV speaks for several departments and is one file."""
    files: dict[str, ReadFile] = {}
    for sent in assessment.reports.submissions:
        if sent.year <= year:
            known = files.get(sent.path, ReadFile(sent.path, sent.year, sent.digest))
            files[sent.path] = ReadFile(sent.path, sent.year, sent.digest, (*known.departments, sent.department))
    return tuple(files[path] for path in sorted(files))


def _target(assessment: Assessment, target: Target) -> PublishedTarget:
    verdict = assessment.verdict(target)
    return PublishedTarget(
        id=target.id,
        status=str(verdict.status),
        lamp=str(verdict.lamp),
        reason=str(verdict.reason),
        rows=tuple(map(_row, verdict.rows)),
        values=_values(assessment, target),
    )


def _row(row: RowVerdict) -> PublishedRow:
    return PublishedRow(
        by=row.by,
        department=row.department,
        status=str(row.status),
        lamp=str(row.lamp),
        reason=str(row.reason),
        closed=row.closed,
        goal=row.value,
        value=row.latest_value,
        edition=row.edition,
    )


def _values(assessment: Assessment, target: Target) -> tuple[Observation, ...]:
    heard = known_by(assessment.plan, assessment.reports, assessment.as_of)
    return tuple(one_a_key(target, heard.observations.get(target.id, ())).values())
