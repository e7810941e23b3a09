"""The publications of a workspace, `reports/<plan>/<year>/published.json`, and the values that they keep in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.files import show_path
from plancheck.findings import Finding
from plancheck.plan.model import Plan, Restatement
from plancheck.workspace.config import Config

if TYPE_CHECKING:
    from plancheck.assessment.assess import Assessment
    from plancheck.observations import Reports
    from plancheck.publication.model import Publication
    from plancheck.publication.values_in_force import Record, ValuesInForce
    from plancheck.scoring.settings import Settings
    from plancheck.workspace.folder import Edge

FILE_NAME = "published.json"
#: Findings on values that were changed and do not count: the published ones do.
_KEEPS_PUBLISHED = ("restated-since-published", "restated-above-later")


def publication_path(config: Config, plan: Plan, year: int) -> Path:
    return config.reports / plan.id / str(year) / FILE_NAME


def read_record(edge: Edge, plan: Plan, last_year: int) -> tuple[Record, list[Finding]]:
    """What binds a plan up to a year: its publications that can be relied on, and the restatements; and what cannot."""
    from plancheck.publication.values_in_force import Record

    publications: list[Publication] = []
    found: list[Finding] = []
    paths = (publication_path(edge.config, plan, year) for year in range(plan.start.year, last_year + 1))
    for path in paths:
        if path.is_file():
            from plancheck.publication.written import read_publication

            read = read_publication(path.read_bytes(), show_path(path, Path.cwd()), shown_below(edge.config))
            if isinstance(read, Finding):
                found.append(read)
            else:
                publications.append(read)
    return Record(tuple(publications), tuple(restatements_of(edge, plan))), found


def restatements_of(edge: Edge, plan: Plan) -> list[Restatement]:
    """The restatements in the plan file and those for it in the workspace."""
    theirs = [one for one in edge.config.restatements if one.plan in ("", plan.id) and plan.target(one.target)]
    return [*plan.restatements, *theirs]


def keep_in_force(
    edge: Edge, plan: Plan, reports: Reports, day: date, settings: Settings
) -> tuple[ValuesInForce, Record]:
    """The reports with the values in force on a day, what changed since, and the record that decided."""
    from plancheck.publication.values_in_force import values_in_force

    record, faults = read_record(edge, plan, day.year)
    standing = values_in_force(plan, reports, record, day, settings)
    return replace(standing, findings=(*faults, *standing.findings)), record


def told_once(found: Iterable[Finding], standing: Iterable[Finding]) -> list[Finding]:
    """Findings on reports without those of changed values that what is in force has said already, and says better."""
    told = {one.place for one in standing}
    kept = {str(one.place): dict(one.values)["published"] for one in standing if one.rule in _KEEPS_PUBLISHED}
    return [
        one
        for one in found
        if not (one.rule == "restated-value" and one.place in told) and not _falls_from_an_edit(one, kept)
    ]


def _falls_from_an_edit(one: Finding, kept: Mapping[str, str]) -> bool:
    """Whether a value is lower only than an edit that does not count, and not than what was published before it."""
    values: Mapping[str, str] = dict(one.values)
    if one.rule != "fallen" or values["where"] not in kept:
        return False
    return Decimal(values["value"]) >= Decimal(kept[values["where"]])


def turned_verdicts(assessment: Assessment, record: Record) -> list[Finding]:
    """Closed verdicts that now read otherwise than they were published; none where a value is only supposed."""
    if assessment.what_if or not record.publications:
        return []
    from plancheck.publication.changed_verdicts import changed_verdicts

    rows = {target: verdict.rows for target, verdict in assessment.verdicts.items()}
    return list(changed_verdicts(assessment.plan, rows, record, assessment.as_of))


def kept_below(config: Config) -> Callable[[str], str]:
    """A path as findings name it, to the path below the workspace that a publication keeps."""
    return lambda path: show_path(Path.cwd() / path, config.workspace)


def shown_below(config: Config) -> Callable[[str], str]:
    """A path below the workspace, as findings name it here."""
    return lambda path: show_path(config.workspace / path, Path.cwd())
