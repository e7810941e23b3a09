"""Which values are in force: what was reported, what was published and what was restated in; accepted values out.

A verdict that is closed turns only with a `[[restatement]]`. So where a past value changed under a closed row, the
value that was published stays in force, or the one first reported where nothing was published; the new value counts as
soon as a restatement names that value and who approved it. Under an open row the new value counts at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plancheck.coverage.plausible import falls
from plancheck.coverage.scope import Scope
from plancheck.findings import Finding, Place, finding
from plancheck.observations import Observation, Reports
from plancheck.plan.departments import find_department
from plancheck.plan.model import Plan, Restatement, Target
from plancheck.publication.model import Publication, PublishedRow
from plancheck.publication.values import Key, is_named, key_of, one_a_key, says_the_same, value_text
from plancheck.scoring.marks import RowVerdict
from plancheck.scoring.settings import Settings
from plancheck.scoring.verdict import judge
from plancheck.text.numbers import plain


@dataclass(frozen=True, slots=True)
class ValuesInForce:
    """The values that verdicts are made of, and what changed."""

    reports: Reports
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What binds: publications (of years that had begun), oldest first, and restatements."""

    publications: Sequence[Publication] = ()
    restatements: Sequence[Restatement] = ()

    def approvals(self, plan: Plan, key: Key) -> tuple[Restatement, ...]:
        """The restatements of a value, named by its target or by one that repeats it."""
        target, department, day, _ = key
        return tuple(
            one
            for one in self.restatements
            if one.period_end == day and source(plan, one.target) == target and _is_of(plan, one, target, department)
        )


def _is_of(plan: Plan, one: Restatement, target_id: str, department: str) -> bool:
    """Whether a restatement is about a department's value; where several report, it has to say whose."""
    if one.department:
        found = find_department(plan.departments, one.department)
        return found is not None and found.key == department
    target = plan.target(target_id)
    return target is None or len(target.reported_by) == 1


def source(plan: Plan, target_id: str) -> str:
    """The id under which a target is reported: that of the one it repeats."""
    target = plan.target(target_id)
    return plan.reported_as(target).id if target is not None else target_id


def values_in_force(plan: Plan, reports: Reports, record: Record, as_of: date, settings: Settings) -> ValuesInForce:
    """The reports with the values in force on a day. What a later year's workbook says is passed on untouched."""
    published = _last_published(record.publications, as_of)
    closed = _published_rows(plan, record.publications)
    groups: dict[Key, list[Observation]] = {}
    for one in reports.observations:
        groups.setdefault(key_of(one), []).append(one)
    kept: list[Observation] = []
    found: list[Finding] = []
    targets = {target.id: target for target in plan.targets}
    for key in dict.fromkeys([*groups, *published]):
        target = targets.get(key[0])
        if target is None:
            kept += groups.get(key, ())
            continue
        case = _Case(plan, target, key, groups.get(key, []), record.approvals(plan, key), as_of)
        if key in published:
            before, frozen = published[key], _is_frozen(closed.get(key[0], ()), key)
            values, faults = case.against(before, reports.observations, frozen=frozen)
        else:
            values, faults = case.between_years(_closed_earlier(plan, reports, settings))
        kept += values
        found += faults
    return ValuesInForce(Reports(tuple(kept), reports.remarks, reports.submissions), tuple(found))


#: Whether a value is still there, and whether a closed row rests on it, to the rule.
_RULES = {
    (True, True): "restated-since-published",
    (True, False): "restated-while-open",
    (False, True): "withdrawn-since-published",
    (False, False): "withdrawn-while-open",
}
Closed = Callable[["_Case", int], bool]


@dataclass(frozen=True, slots=True)
class _Case:
    """One value with everything that was reported for it."""

    plan: Plan
    target: Target
    key: Key
    told: Sequence[Observation]
    approvals: Sequence[Restatement]
    as_of: date

    def against(
        self, before: Observation, reported: Sequence[Observation], *, frozen: bool
    ) -> tuple[Sequence[Observation], list[Finding]]:
        """A value that was published: it and the later years' as it is, or the published one instead."""
        heard = [one for one in self.told if one.year <= self.as_of.year]
        later = [one for one in self.told if one.year > self.as_of.year]
        now = one_a_key(self.target, heard).get(self.key)
        if now is not None and says_the_same(now, before):
            return self.told, []
        approval = self._approval(now)
        if approval is not None:
            return self.told, [self._approved(before, now, approval)]
        overtaken = self._overtakes(now, before, reported) if now is not None and not frozen else None
        if now is not None and overtaken is not None:
            told = {
                "later": value_text(overtaken),
                "later_period": str(overtaken.period_end),
                "later_where": overtaken.place,
            }
            return [*later, before], [self._finding("restated-above-later", now.place, before, now, **told)]
        rule = _RULES[now is not None, frozen]
        fault = self._finding(rule, now.place if now is not None else before.place, before, now)
        return ([*later, before] if frozen else self.told), [fault]

    def _overtakes(self, now: Observation, before: Observation, reported: Sequence[Observation]) -> Observation | None:
        """The later value that falls only because this one was edited: the fault is in the edit, not there."""
        later = [one for one in reported if _is_later(one, self.key, self.as_of)]
        return next((one for one in later if self._falls(now, one) and not self._falls(before, one)), None)

    def _falls(self, first: Observation, then: Observation) -> bool:
        scope = Scope(self.plan, Reports((first, then)), self.as_of, self.as_of, self.plan.id)
        return any(falls(scope))

    def between_years(self, closed_before: Closed) -> tuple[Sequence[Observation], list[Finding]]:
        """A value that a later year's workbook tells otherwise: the first one counts where a row was closed by then."""
        years = sorted({one.year for one in self.told})
        if len(years) < 2:
            return self.told, []
        kept = [one for one in self.told if one.year == years[0]]
        found: list[Finding] = []
        for year in years[1:]:
            new = [one for one in self.told if one.year == year]
            before = one_a_key(self.target, kept)[self.key]
            now = one_a_key(self.target, new)[self.key]
            if says_the_same(before, now):
                kept += new
                continue
            approval = self._approval(now)
            if approval is not None:
                found.append(self._approved(before, now, approval))
                kept += new
            elif not closed_before(self, year):
                kept += new
            else:
                found.append(self._finding("restated-closed-year", now.place, before, now))
        return kept, [one for one in found if self._heard(one)]

    def _approval(self, now: Observation | None) -> Restatement | None:
        """What allows the value as it is now: approved is the one value that a restatement names, or its going."""
        if now is None:
            return next((one for one in self.approvals if not one.names_a_value), None)
        return next((one for one in self.approvals if is_named(one, now)), None)

    def _heard(self, one: Finding) -> bool:
        """Whether the report that a finding is about was there on the day."""
        return any(told.place == one.place and told.year <= self.as_of.year for told in self.told)

    def _approved(self, before: Observation, now: Observation | None, approval: Restatement) -> Finding:
        place = now.place if now is not None else before.place
        told = {"approved_by": approval.approved_by, "reason": approval.reason}
        return self._finding("restatement-approved", place, before, now, **told)

    def _entry(self, now: Observation | None) -> str:
        """The keys that a restatement of the value has to carry, as TOML writes them."""
        keys = {"department": f'"{self.key[1]}"'} if len(self.target.reported_by) > 1 else {}
        if now is not None and now.state is not None:
            keys["state"] = f'"{now.state}"'
        elif now is not None:
            keys["value"] = plain(now.value)
            if now.reference is not None:
                keys["reference"] = plain(now.reference)
        return "".join(f", {key} = {value}" for key, value in keys.items())

    def _finding(
        self, rule: str, place: Place, before: Observation, now: Observation | None, **more: object
    ) -> Finding:
        return finding(
            rule,
            place,
            target=self.target.id,
            department=self.plan.department_name(before.department),
            period=before.period_end,
            published=value_text(before),
            where=before.place,
            value=value_text(now) if now is not None else "",
            entry=self._entry(now),
            **more,
        )


def _is_later(one: Observation, key: Key, as_of: date) -> bool:
    """Whether a value is of the same target and department, for a later period, and was there on the day."""
    target, department, day, _ = key
    same = (one.target, one.department) == (target, department)
    return same and one.period_end > day and one.year <= as_of.year and not one.is_baseline


def _last_published(publications: Iterable[Publication], as_of: date) -> dict[Key, Observation]:
    """The value that was published last for each key; one out of a later year's workbook was not known on the day."""
    published: dict[Key, Observation] = {}
    for publication in publications:
        for target in publication.targets:
            for one in target.values:
                if one.year <= as_of.year:
                    published[key_of(one)] = one
    return published


def _published_rows(plan: Plan, publications: Iterable[Publication]) -> Mapping[str, list[PublishedRow]]:
    """The rows that were published as closed, by the target under which their values are reported."""
    rows: dict[str, list[PublishedRow]] = {}
    for publication in publications:
        for target in publication.targets:
            closed = [row for row in target.rows if row.closed]
            rows.setdefault(source(plan, target.id), []).extend(closed)
    return rows


def _closed_earlier(plan: Plan, reports: Reports, settings: Settings) -> Closed:
    """Whether what had been reported before a year closed a row that a value of the case belongs to."""

    def closed(case: _Case, year: int) -> bool:
        earlier = [one for one in reports.observations if one.target == case.target.id and one.year < year]
        remarks = [one for one in reports.remarks if one.target == case.target.id and one.year < year]
        last = max((one.period_end for one in earlier), default=case.as_of)
        aliases = [one for one in plan.targets if source(plan, one.id) == case.target.id]
        rows = [
            row
            for one in aliases
            for row in judge(_told_as(one, case.target), earlier, remarks, last, settings, plan.end).rows
        ]
        return _is_frozen([row for row in rows if row.closed], case.key)

    return closed


def _told_as(alias: Target, original: Target) -> Target:
    return replace(alias, id=original.id, reported_by=original.reported_by)


def _is_frozen(closed: Iterable[PublishedRow | RowVerdict], key: Key) -> bool:
    """Whether a closed row rests on a value: one of its department, up to its date, or the baseline."""
    _, department, day, is_baseline = key
    return any(
        row.department in ("", department) and (is_baseline or (row.by is not None and day <= row.by)) for row in closed
    )
