"""Checked tables in, a `Plan` out: defaults are filled in here and nowhere else."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from plancheck.plan.amendments.terms import Amendment
from plancheck.plan.exemptions import Restatement, Waiver
from plancheck.plan.model import Baseline, Checkpoint, Department, Plan, Section, Target, Task
from plancheck.plan.records.not_a_target import NotATarget
from plancheck.plan.records.recipient import Recipient
from plancheck.plan.vocabulary import AS_LAST_YEAR, Aggregate, Change, Frequency, Kind, Op, Reporting, Wording

#: Keys of a target whose values stay as they are: texts, and what the shapes have made a day or a number of.
_TEXTS = ("id", "indicator", "unit", "figure", "than", "same_as", "part_of", "parent_target", "indicator_id", "note")
_AS_WRITTEN = (*_TEXTS, "by", "about", "basically", "limits", "report_lag_days", "whole", "up_to", "line", "key_lines")
_AT_MOST = (Kind.PHASE_OUT, Kind.CAP)
_IMPLIED_VALUE = {Kind.PHASE_OUT: Decimal(0)}


def build_plan(tables: dict[str, Any], path: str) -> Plan:
    """The plan that a checked file says."""
    header = tables["plan"]
    kept = {key: header[key] for key in header if key not in ("implements", "reporting", "recipient")}
    frequency = Frequency(header.get("reporting", Frequency.QUARTER))
    return Plan(
        **kept,
        path=path,
        reporting=frequency,
        recipient=Recipient(**header["recipient"]) if "recipient" in header else None,
        implements=tuple(header.get("implements", ())),
        departments={key: _department(key, entry) for key, entry in tables.get("departments", {}).items()},
        sections=tuple(Section(entry["locator"], entry["title"]) for entry in tables.get("section", ())),
        tasks=tuple(_task(entry, header, frequency) for entry in tables.get("task", ())),
        not_targets=tuple(NotATarget(**entry) for entry in tables.get("not_a_target", ())),
        waivers=tuple(Waiver(**entry, plan=header["id"]) for entry in tables.get("waiver", ())),
        restatements=tuple(Restatement(**entry, plan=header["id"]) for entry in tables.get("restatement", ())),
        scoring=tables.get("scoring", {}),
        gate=tables.get("gate", {}),
    )


def _department(key: str, entry: dict[str, Any]) -> Department:
    aliases, formerly = (tuple(entry.get(name, ())) for name in ("aliases", "formerly"))
    rest = {name: entry[name] for name in ("note", "contact", "mail") if name in entry}
    return Department(key, entry["name"], aliases, formerly=formerly, **rest)


def _task(entry: dict[str, Any], header: dict[str, Any], frequency: Frequency) -> Task:
    return Task(
        id=entry["id"],
        locator=entry["locator"],
        title=entry["title"],
        lead=tuple(entry["lead"]),
        support=tuple(entry.get("support", ())),
        also_at=tuple(entry.get("also_at", ())),
        targets=tuple(_target(target, entry, header, frequency) for target in entry.get("target", ())),
        note=entry.get("note", ""),
        line=entry["line"],
    )


def _target(entry: dict[str, Any], task: dict[str, Any], header: dict[str, Any], frequency: Frequency) -> Target:
    kind = Kind(entry["kind"])
    baseline = entry.get("baseline")
    path = entry.get("path", ())
    default_frequency = Frequency.YEAR if kind is Kind.GROWTH else frequency
    return Target(
        **{key: entry[key] for key in _AS_WRITTEN if key in entry},
        task=task["id"],
        kind=kind,
        op=Op(entry.get("op", Op.LE if kind in _AT_MOST else Op.GE)),
        value=entry.get("value", _IMPLIED_VALUE.get(kind)),
        start=entry.get("start", header["start"]),
        reporting=Frequency(entry.get("reporting", default_frequency)),
        reported_by=_reporters(entry, kind, task),
        locator=entry.get("locator", task["locator"]),
        also_at=tuple(entry.get("also_at", task.get("also_at", ()))),
        change=Change(entry.get("change", Change.PERCENT)),
        baseline=Baseline(baseline["date"], baseline.get("value")) if baseline else None,
        checkpoints=tuple(_checkpoint(point) for point in entry.get("checkpoints", ())),
        path=() if path == AS_LAST_YEAR else tuple(Checkpoint(point["by"], point["value"]) for point in path),
        path_as_last_year=path == AS_LAST_YEAR,
        wording=Wording(entry.get("wording", Wording.BINDING)),
        reports=Reporting(entry.get("reports", Reporting.TO_DATE)),
        aggregate=Aggregate(entry.get("aggregate", Aggregate.SINGLE)),
        amendments=tuple(sorted((Amendment(**one) for one in entry.get("amendment", ())), key=lambda one: one.date)),
    )


def _reporters(entry: dict[str, Any], kind: Kind, task: dict[str, Any]) -> tuple[str, ...]:
    """A measurable target is reported by the first lead, an action by every lead."""
    if "reported_by" in entry:
        return tuple(entry["reported_by"])
    return tuple(task["lead"]) if kind is Kind.ACTION else tuple(task["lead"][:1])


def _checkpoint(point: dict[str, Any]) -> Checkpoint:
    return Checkpoint(
        by=point["by"],
        value=point["value"],
        figure=point.get("figure", ""),
        locator=point.get("locator", ""),
        line=point.get("line", 0),
    )
