"""One value, as it was published and as it was reported since: in, a `ValueHistory`; out, what counts, and what to say.

Where the value that counts is not the one that stands in the workbook now, a finding says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from plancheck.coverage.approval import restatement_keys
from plancheck.coverage.contradictions import falls_below
from plancheck.findings import Finding, Place, finding
from plancheck.observations import Observation
from plancheck.plan.exemptions import Restatement
from plancheck.plan.model import Plan, Target
from plancheck.publication.values import Key, is_named, one_a_key, says_the_same, value_text

#: The observations that count, and the findings on what was changed.
Settled = tuple[Sequence[Observation], list[Finding]]
#: Whether a value is still there, and whether a closed row rests on it, to the rule.
_RULES = {
    (True, True): "restated-since-published",
    (True, False): "restated-while-open",
    (False, True): "withdrawn-since-published",
    (False, False): "withdrawn-while-open",
}


@dataclass(frozen=True, slots=True)
class ValueHistory:
    """One value with everything that was `reported` for it, in workbooks of all years, and its restatements."""

    plan: Plan
    target: Target
    key: Key
    reported: Sequence[Observation]
    approvals: Sequence[Restatement]
    as_of: date

    def against_published(self, before: Observation, others: Sequence[Observation], *, frozen: bool) -> Settled:
        """A value that was published: it and the later years' as it is, or the published one instead.

        `frozen`: a closed row rests on it. `others` is everything that was reported of the plan.
        """
        heard = [one for one in self.reported if one.year <= self.as_of.year]
        later = [one for one in self.reported if one.year > self.as_of.year]
        now = one_a_key(self.target, heard).get(self.key)
        if now is not None and says_the_same(now, before):
            return self.reported, []
        approval = self._approval(now)
        if approval is not None:
            return self.reported, [self._approved(before, now, approval)]
        if now is not None and not frozen:
            overtaken = self._overtaken(now, before, others)
            if overtaken is not None:
                return [*later, before], [self._above_later(before, now, overtaken)]
        fault = self._finding(_RULES[now is not None, frozen], (now or before).place, before, now)
        return ([*later, before] if frozen else self.reported), [fault]

    def between_years(self, closed_before: Callable[[int], bool]) -> Settled:
        """A value that a later year's workbook gives otherwise: the first one counts where a row was closed by then."""
        years = sorted({one.year for one in self.reported})
        if len(years) < 2:
            return self.reported, []
        kept = [one for one in self.reported if one.year == years[0]]
        found: list[Finding] = []
        for year in years[1:]:
            new = [one for one in self.reported if one.year == year]
            before = one_a_key(self.target, kept)[self.key]
            now = one_a_key(self.target, new)[self.key]
            if not says_the_same(before, now):
                approval = self._approval(now)
                if approval is not None:
                    found.append(self._approved(before, now, approval))
                elif closed_before(year):
                    found.append(self._finding("restated-closed-year", now.place, before, now))
                    continue
            kept += new
        return kept, [item for item in found if self._was_heard(item)]

    def _overtaken(self, now: Observation, before: Observation, others: Sequence[Observation]) -> Observation | None:
        """The later value that falls only because this one was edited: the fault is in the edit, not there."""
        later = [one for one in others if self._is_later(one)]
        return next(
            (one for one in later if falls_below(self.target, now, one) and not falls_below(self.target, before, one)),
            None,
        )

    def _is_later(self, other: Observation) -> bool:
        """Whether a value is of the same target and department, for a later period, and was there on the day."""
        same = (other.target, other.department) == (self.key.target, self.key.department)
        ahead = other.period_end > self.key.period_end and not other.is_baseline
        return same and ahead and other.year <= self.as_of.year

    def _approval(self, now: Observation | None) -> Restatement | None:
        """What allows the value as it is now: approved is the one value that a restatement names, or its going."""
        if now is None:
            return next((approval for approval in self.approvals if not approval.names_a_value), None)
        return next((approval for approval in self.approvals if is_named(approval, now)), None)

    def _was_heard(self, item: Finding) -> bool:
        """Whether the report that a finding is about was there on the day."""
        return any(one.place == item.place and one.year <= self.as_of.year for one in self.reported)

    def _approved(self, before: Observation, now: Observation | None, approval: Restatement) -> Finding:
        who = {"approved_by": approval.approved_by, "reason": approval.reason}
        return self._finding("restatement-approved", (now or before).place, before, now, **who)

    def _above_later(self, before: Observation, now: Observation, overtaken: Observation) -> Finding:
        return self._finding(
            "restated-above-later",
            now.place,
            before,
            now,
            later=value_text(overtaken),
            later_period=str(overtaken.period_end),
            later_where=overtaken.place,
        )

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
            entry=restatement_keys(self.target, self.key.department, now),
            **more,
        )
