"""Targets and values that can be added up: a target in, the whole it asks for out; an assessment in, what is done of it.

A yearly quota counts once for each of its years. Shares, ratios, growth and states have no amount: they are compared,
never added up.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plancheck.assessment.assess import known_by
from plancheck.compare.model import Amount, ComparedTarget
from plancheck.compare.units import is_ratio, same_quantity
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind, Op
from plancheck.scoring.marks import RowVerdict, Verdict

#: What adds up over departments and counties.
_ADDITIVE = frozenset({Kind.CUMULATIVE, Kind.ANNUAL, Kind.LEVEL})
#: Counted up from nothing: these can be compared with each other, a stock only with a stock.
_FLOWS = frozenset({Kind.CUMULATIVE, Kind.ANNUAL})


def amount_of(target: Target) -> Amount | None:
    """The whole that a target asks for, or None where its value is nothing that adds up."""
    if target.kind not in _ADDITIVE or target.value is None or is_ratio(target.unit) or target.op not in (Op.GE, Op.GT):
        return None
    if target.kind is not Kind.ANNUAL or target.by is None:
        return Amount(target.value, target.unit)
    first, last = target.start.year, target.by.year
    by_year = {point.by.year: point.value for point in target.checkpoints}
    years = range(first, last + 1)
    total = sum((by_year.get(year, target.value) for year in years), Decimal(0))
    return Amount(total, target.unit, years=len(years), yearly=target.value)


def amounts_of(upper: Target, lower: Target) -> tuple[Amount, Amount] | None:
    """The wholes of both, or None where they do not add up or are not of one sort."""
    theirs, own = amount_of(upper), amount_of(lower)
    if theirs is None or own is None or family(upper) != family(lower) or not same_quantity(theirs.unit, own.unit):
        return None
    return theirs, own


def same_family(target: Target, other: Target) -> bool:
    """Whether two targets' values mean the same sort of thing: counts, stocks, shares, growth, states."""
    return family(target) == family(other)


def family(target: Target) -> str:
    if target.kind in _FLOWS:
        return "count"
    if target.kind in (Kind.LEVEL, Kind.MAINTAIN):
        return "share" if is_ratio(target.unit) else "stock"
    return str(target.kind)


def last_day(entry: ComparedTarget) -> date | None:
    """The day of the latest value of a target."""
    latest = entry.verdict.latest
    return latest.period_end if latest is not None else None


def verdict_on(entry: ComparedTarget, day: date) -> Verdict:
    """The verdict by what had been reported for periods up to a day."""
    if last_day(entry) == day:
        return entry.verdict
    assessment = entry.assessment
    heard = known_by(assessment.plan, assessment.reports, min(day, assessment.as_of), assessment.upheld)
    return heard.judge(entry.target, assessment.settings)


def done_by(entry: ComparedTarget, day: date) -> Decimal | None:
    """What was reported as done in all by a day, the years of a yearly quota added up; None where nothing was."""
    verdict = verdict_on(entry, day)
    if entry.target.kind is not Kind.ANNUAL:
        return verdict.row.latest_value if verdict.latest is not None else None
    return _sum_of_years(verdict.rows)


def _sum_of_years(rows: tuple[RowVerdict, ...]) -> Decimal | None:
    reported = [row.latest_value for row in rows if row.latest_value is not None]
    return sum(reported, Decimal(0)) if reported else None


def growth_in(target: Target, row: RowVerdict) -> Decimal | None:
    """The growth reached, in percent or in points as it is asked for, of a growth target that has a base and a value."""
    if target.kind is not Kind.GROWTH or row.latest_value is None:
        return None
    if target.is_growth_itself:
        return row.latest_value
    if target.in_points:
        return row.latest_value - row.baseline if row.baseline is not None else None
    return (row.latest_value / row.baseline - 1) * 100 if row.baseline else None
