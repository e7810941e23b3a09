"""A year's assessment in, the `Publication` of it out. Pure: the day and the signer come from the caller."""

from __future__ import annotations

from plancheck import __version__
from plancheck.assessment.assess import Assessment, known_by
from plancheck.observations import Observation
from plancheck.plan.model import Target
from plancheck.publication.model import Publication, PublishedRow, PublishedTarget, ReadFile, Signature
from plancheck.publication.values import one_a_key
from plancheck.rules import severity_of


def sign_off(assessment: Assessment, year: int, path: str, signature: Signature) -> Publication:
    """What is signed: every verdict, every value heard by the day of the assessment, every file of the years so far."""
    weights = [severity_of(one).rank for one in assessment.findings]
    return Publication(
        assessment.plan.id,
        year,
        assessment.as_of,
        path,
        signature,
        __version__,
        dict(assessment.settings.listed()),
        _files(assessment, year),
        tuple(_target(assessment, target) for target in assessment.plan.targets),
        weights.count(0),
        weights.count(1),
    )


def _files(assessment: Assessment, year: int) -> tuple[ReadFile, ...]:
    """A CSV speaks for several departments and is one file."""
    files: dict[str, ReadFile] = {}
    for one in assessment.reports.submissions:
        if one.year <= year:
            known = files.get(one.path, ReadFile(one.path, one.year, one.digest))
            files[one.path] = ReadFile(one.path, one.year, one.digest, (*known.departments, one.department))
    return tuple(files[path] for path in sorted(files))


def _target(assessment: Assessment, target: Target) -> PublishedTarget:
    verdict = assessment.verdict(target)
    rows = tuple(
        PublishedRow(
            row.by,
            row.department,
            str(row.status),
            str(row.lamp),
            str(row.reason),
            row.closed,
            row.value,
            row.latest_value,
        )
        for row in verdict.rows
    )
    return PublishedTarget(
        target.id, str(verdict.status), str(verdict.lamp), str(verdict.reason), rows, _values(assessment, target)
    )


def _values(assessment: Assessment, target: Target) -> tuple[Observation, ...]:
    heard = known_by(assessment.plan, assessment.reports, assessment.as_of)
    return tuple(one_a_key(target, heard.observations.get(target.id, ())).values())
