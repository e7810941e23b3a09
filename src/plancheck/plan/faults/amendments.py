"""The amendments of a target, each against its dates, its kind and the figure of the later document.

What an amendment makes of the target is checked as the target itself is; the lines are those of the amendment's keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from plancheck.plan.amendments.terms import Amendment
from plancheck.plan.amendments.versions import versions
from plancheck.plan.faults.changes import check_changes
from plancheck.plan.faults.figures import check_figures
from plancheck.plan.faults.places import Fault
from plancheck.plan.model import Checkpoint, Plan, Target
from plancheck.plan.vocabulary import Kind

#: A target is judged once for each of its amendments; no document changes one so often.
MOST = 50
#: Kinds that ask for no number of their own, so that none can be changed.
WITHOUT_VALUE = (Kind.ACTION, Kind.DIRECTION, Kind.COMPARE, Kind.MILESTONE)
#: Kinds that ask something of every year: a point of a year is that year's own quota.
_YEARLY = (Kind.ANNUAL, Kind.CAP, Kind.MAINTAIN)
#: The key of the amendment that a fault of what it makes of the target is about; else the amendment's own line.
_KEY_OF = {"figure-deadline": "by", "figure-value": "figure", "figure-unit": "figure", "outside-plan": "by"}


def check_amendments(plan: Plan, target: Target) -> Iterator[Fault]:
    """Every fault of every amendment."""
    if len(target.amendments) > MOST:
        yield "amendment-many", {"count": len(target.amendments), "most": MOST, "line": target.amendments[MOST].line}
        return
    seen: set[date] = set()
    for before, after in pairwise(versions(target)):
        amendment = target.amendments[before.amended]
        for rule, values in _faults(plan, before, after, amendment):
            yield rule, {"amended": amendment.date, **values}
        if amendment.date in seen:
            yield "amendment-twice", {"date": amendment.date, "line": _line(amendment, "date")}
        seen.add(amendment.date)


def _line(amendment: Amendment, key: str) -> int:
    return amendment.key_lines.get(key, amendment.line)


def _faults(plan: Plan, before: Target, after: Target, amendment: Amendment) -> Iterator[Fault]:
    if amendment.value is None and amendment.by is None:
        yield "amendment-empty", {"line": amendment.line}
    yield from _dates(plan, before, amendment)
    if amendment.value is not None and after.kind in WITHOUT_VALUE:
        yield "needless-value", {"kind": after.kind, "value": amendment.value, "line": _line(amendment, "value")}
    else:
        yield from _terms(plan, after, amendment)
    for key, points in (("checkpoints", after.checkpoints), ("path", after.path)):
        yield from _points(after, amendment, key, points)


def _dates(plan: Plan, before: Target, amendment: Amendment) -> Iterator[Fault]:
    first, held = max(plan.start, before.start), amendment.date
    if not first <= held <= plan.end:
        yield "amendment-outside", {"date": held, "start": first, "end": plan.end, "line": _line(amendment, "date")}
    by = amendment.by
    if by is None:
        if before.by is not None and held > before.by:
            yield "amendment-too-late", {"date": held, "by": before.by, "line": _line(amendment, "date")}
        return
    line = _line(amendment, "by")
    if by <= held:
        yield "amendment-by-passed", {"date": held, "by": by, "line": line}
    if not plan.start <= by <= plan.end:
        yield "outside-plan", {"by": by, "start": plan.start, "end": plan.end, "line": line}


def _terms(plan: Plan, after: Target, amendment: Amendment) -> Iterator[Fault]:
    """The new value, its sign and its figure, as those of a target; what was there before has been checked already."""
    value = amendment.value
    stated = replace(after, value=value, figure=amendment.figure, checkpoints=(), path=())
    found = [*check_figures(plan, stated), *(check_changes(plan, stated) if value is not None else ())]
    for rule, values in found:
        if rule != "change-needs-growth":
            yield rule, {**values, "line": _line(amendment, _KEY_OF.get(rule, "value"))}
    if value is None:
        return
    line = _line(amendment, "value")
    if after.limits is not None and not after.limits[0] <= value <= after.limits[1]:
        yield "outside-limits", {"value": value, "low": after.limits[0], "high": after.limits[1], "line": line}
    stock = after.baseline.value if after.baseline else None
    if after.kind is Kind.PHASE_OUT and value and (after.op.direction < 0 or (stock and value != stock)):
        yield "phase-out-value", {"op": after.op, "value": value, "stock": stock or "", "line": line}


def _points(after: Target, amendment: Amendment, key: str, points: tuple[Checkpoint, ...]) -> Iterator[Fault]:
    """Points still to come that the new terms have overtaken: the amendment does not name them, so their author must."""
    if after.kind in _YEARLY:
        return
    ahead = [point for point in points if point.by >= amendment.date]
    for point in ahead:
        is_late = amendment.by is not None and point.by >= amendment.by
        beyond = amendment.value is not None and after.op.direction * (point.value - amendment.value) > 0
        if is_late or beyond:
            line = point.line or after.key_lines.get(key, after.line)
            yield "amendment-passes-point", {"key": key, "by": point.by, "value": point.value, "line": line}
