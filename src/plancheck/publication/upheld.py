"""What was published under another edition of the method: publications and reports in, verdicts that stay as published out.

A publication keeps the values, the goals and the thresholds that its verdicts were made with. Judged by the edition in
force from just those, a verdict that comes out otherwise is one that the edition alone changes, and it stays as it was
published. Where a value or a goal is another one now, nothing is upheld. A milestone never is: what decides it is the
evidence, which a publication does not keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from plancheck.assessment.assess import Assessment, KnownReports, assess, known_by
from plancheck.findings import Finding, TextPlace, finding
from plancheck.observations import Observation, Reports
from plancheck.plan.model import Plan, Target
from plancheck.plan.vocabulary import Kind
from plancheck.publication.model import Publication, PublishedRow, PublishedTarget
from plancheck.publication.record import Record, original_id
from plancheck.publication.values import one_a_key, says_the_same
from plancheck.scoring.marks import METHOD_EDITION, Lamp, Reason, RowVerdict, Status
from plancheck.scoring.settings import Settings, read_settings
from plancheck.scoring.upheld import RowKey, UpheldDay, UpheldRow, UpheldTarget, key_of_row, marks_of

#: The finding on a verdict that stays as published though the edition in force would give another.
EDITION_TURNED = "edition-turned"


def find_upheld(
    plan: Plan, reports: Reports, record: Record, settings: Settings, anew: int | None = None
) -> dict[str, UpheldTarget]:
    """What stays as published, by target. The year `anew` is judged by the edition in force, for it is to be published so."""
    bound = binding_rows(record.publications)
    closed: dict[str, dict[RowKey, UpheldRow]] = {}
    days: dict[str, dict[date, UpheldDay]] = {}
    for publication in record.publications:
        if publication.year == anew or not _is_of_another_edition(publication):
            continue
        then = _Then.of(plan, reports, publication, settings)
        for published in publication.targets:
            target = plan.target(published.id)
            if target is None or target.kind is Kind.MILESTONE:
                continue
            turned = dict(then.turned_rows(target, published))
            for key, row in turned.items():
                if row.closed and bound.get((target.id, *key), (None, None))[1] is publication:
                    closed.setdefault(target.id, {})[key] = row
            if publication.edition != METHOD_EDITION and (day := then.day(target, published, turned)) is not None:
                days.setdefault(target.id, {})[publication.as_of] = day
    return {name: UpheldTarget(closed.get(name, {}), days.get(name, {})) for name in {**closed, **days}}


def binding_rows(
    publications: Iterable[Publication],
) -> dict[tuple[str, date | None, str], tuple[PublishedRow, Publication]]:
    """The closed rows that bind, by target, date and department: of the newest edition, and of that the last published."""
    bound: dict[tuple[str, date | None, str], tuple[PublishedRow, Publication]] = {}
    for publication in publications:
        for target in publication.targets:
            for row in target.rows:
                known = bound.get((target.id, row.by, row.department))
                if row.closed and (known is None or row.edition >= known[0].edition):
                    bound[target.id, row.by, row.department] = row, publication
    return bound


def as_under(publication: Publication, before: Publication) -> Publication:
    """A publication with the names that one under another edition has: its edition, and the thresholds that there were."""
    editions = {(target.id, row.by, row.department): row.edition for target in before.targets for row in target.rows}
    targets = tuple(
        replace(
            target,
            rows=tuple(
                replace(row, edition=editions.get((target.id, row.by, row.department), row.edition))
                for row in target.rows
            ),
        )
        for target in publication.targets
    )
    settings = {name: publication.settings.get(name, value) for name, value in before.settings.items()}
    return replace(publication, edition=before.edition, settings=settings, targets=targets)


def turned_by_edition(assessment: Assessment) -> list[Finding]:
    """Every verdict of an assessment that stays as published though the edition in force would give another."""
    if assessment.what_if:
        return []
    return [
        _finding(assessment.plan, target, row, kept)
        for target in assessment.plan.targets
        for row, kept in _kept(assessment, target)
    ]


def _kept(assessment: Assessment, target: Target) -> Iterator[tuple[RowVerdict | None, UpheldRow]]:
    """The rows of a target that stay as published; the whole where they are as they were and another one speaks now."""
    upheld = assessment.upheld.get(target.id)
    if upheld is None:
        return
    verdict, day = assessment.verdict(target), upheld.days.get(assessment.as_of)
    rows = [row for row in verdict.rows if row.edition != METHOD_EDITION]
    for row in rows:
        on_day = day.rows.get(key_of_row(row)) if day is not None else None
        yield row, on_day or upheld.closed[key_of_row(row)]
    if day is not None and verdict.row.edition != METHOD_EDITION and verdict.row not in rows:
        yield None, day.whole


def _finding(plan: Plan, target: Target, row: RowVerdict | None, kept: UpheldRow) -> Finding:
    return finding(
        EDITION_TURNED,
        TextPlace(plan.path, target.line or None),
        target=target.id,
        by="" if row is None else row.by or "",
        department="" if row is None or not row.department else plan.department_name(row.department),
        published=_told(marks_of(kept)),
        edition=kept.edition,
        where=kept.where,
        instead=_told(marks_of(kept.instead)),
        now=METHOD_EDITION,
    )


def _told(marks: tuple[str, str, str]) -> str:
    status, lamp, reason = marks
    return f"{status} {lamp} {reason}"


@dataclass(frozen=True, slots=True)
class _Then:
    """A publication, what it rests on judged by the edition in force, and what is known now of the same time."""

    publication: Publication
    judged: Assessment
    known: KnownReports
    reported: Mapping[str, tuple[Observation, ...]]
    signed: Mapping[str, tuple[Observation, ...]]

    @classmethod
    def of(cls, plan: Plan, reports: Reports, publication: Publication, settings: Settings) -> _Then:
        day = publication.as_of
        signed = {target.id: target.values for target in publication.targets}
        values = tuple(value for target in publication.targets for value in target.values)
        reported: dict[str, list[Observation]] = {}
        for one in reports.observations:
            if one.period_end <= day and one.year <= day.year:
                reported.setdefault(one.target, []).append(one)
        return cls(
            publication=publication,
            judged=assess(plan, Reports(values, reports.remarks), day, _settings_then(publication, settings)),
            known=known_by(plan, reports, day),
            reported={name: tuple(ones) for name, ones in reported.items()},
            signed=signed,
        )

    def turned_rows(self, target: Target, published: PublishedTarget) -> Iterator[tuple[RowKey, UpheldRow]]:
        """The rows whose marks the edition alone changes."""
        now = {key_of_row(row): row for row in self.judged.verdict(target).rows}
        for was in published.rows:
            row = now.get((was.by, was.department))
            if row is None or was.edition == METHOD_EDITION or row.value != was.goal or marks_of(row) == _marks(was):
                continue
            if _can_be_read(was) and self._rests_on_the_same(target, was):
                yield key_of_row(row), self._upheld(was, was.edition, row, closed=was.closed)

    def day(self, target: Target, published: PublishedTarget, turned: Mapping[RowKey, UpheldRow]) -> UpheldDay | None:
        """The target as it was on the day; None where nothing of it reads otherwise, or it rests on something else now."""
        verdict = self.judged.verdict(target)
        if not _can_be_read(published) or (not turned and marks_of(verdict) == _marks(published)):
            return None
        goals = {key_of_row(row): row.value for row in verdict.rows}
        same = goals == {(row.by, row.department): row.goal for row in published.rows}
        if not same or not all(self._rests_on_the_same(target, row) for row in published.rows):
            return None
        return UpheldDay(
            rows=turned,
            every={(row.by, row.department): _marks(row) for row in published.rows},
            whole=self._upheld(published, self.publication.edition, verdict.row, closed=False),
        )

    def _rests_on_the_same(self, target: Target, row: PublishedRow) -> bool:
        """Whether what was published for a row's time is reported now; what is left out as unsound may have been so then."""
        original = original_id(self.judged.plan, target.id)
        last = row.by if row.closed and row.by is not None else date.max
        signed, now = (
            one_a_key(target, (one for one in values.get(original, ()) if _is_of(one, row.department, last)))
            for values in (self.signed, self.reported)
        )
        new = {key: one for key, one in now.items() if key not in signed and one not in self.known.left_out}
        return not new and all(key in now and says_the_same(now[key], one) for key, one in signed.items())

    def _upheld(
        self, was: PublishedRow | PublishedTarget, edition: int, instead: RowVerdict, *, closed: bool
    ) -> UpheldRow:
        return UpheldRow(
            status=Status(was.status),
            lamp=Lamp(was.lamp),
            reason=Reason(was.reason),
            closed=closed,
            edition=edition,
            where=self.publication.path,
            instead=instead,
        )


def _is_of(value: Observation, department: str, last: date) -> bool:
    return value.period_end <= last and department in ("", value.department)


def _can_be_read(was: PublishedRow | PublishedTarget) -> bool:
    """Whether the marks are known here: a later edition may have others."""
    return was.status in set(Status) and was.lamp in set(Lamp) and was.reason in set(Reason)


def _is_of_another_edition(publication: Publication) -> bool:
    return publication.edition != METHOD_EDITION or any(
        row.edition != METHOD_EDITION for target in publication.targets for row in target.rows
    )


def _marks(was: PublishedRow | PublishedTarget) -> tuple[str, str, str]:
    return was.status, was.lamp, was.reason


def _settings_then(publication: Publication, settings: Settings) -> Settings:
    """The thresholds that were signed; those that there were none of yet as they are now. Grace had run till the signing."""
    signed: dict[str, object] = {}
    known = dict(settings.listed())
    for name, text in publication.settings.items():
        if name in known:
            signed[name] = text if name in ("preset", "maintain") else _number(text)
    then, _ = read_settings(signed, TextPlace(publication.path), settings)
    passed = max(timedelta(0), publication.signature.on - publication.as_of).days
    return replace(then, report_lag_days=max(-1, then.report_lag_days - passed))


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
