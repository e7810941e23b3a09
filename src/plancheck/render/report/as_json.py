"""The yearly report for machines: the JSON of `status`, and under `report` what the yearly report adds to it."""

from __future__ import annotations

import json
from typing import Any

from plancheck.assessment.as_json import row_json
from plancheck.plan.model import Plan
from plancheck.render.report.text import ReportText
from plancheck.render.status.as_json import assessments_json
from plancheck.report.content import DepartmentRow, Pace, ReportEntry, YearReport
from plancheck.scoring.rollup import Counts
from plancheck.text.numbers import plain


def report_json_text(text: ReportText) -> str:
    return json.dumps(report_json(text), ensure_ascii=False, indent=2) + "\n"


def report_json(text: ReportText) -> dict[str, Any]:
    """The names of `status`, and `year`, `made_on`, `report`."""
    report = text.report
    status = assessments_json([report.assessment], text.language)
    return {
        "format": status["format"],
        "method_edition": status["method_edition"],
        "year": report.year,
        "as_of": status["as_of"],
        "made_on": report.made_on.isoformat(),
        "synthetic": report.is_synthetic,
        "plans": status["plans"],
        "report": _added(report),
        "findings": status["findings"],
    }


def _added(report: YearReport) -> dict[str, Any]:
    return {
        "counts_before": None if report.counts_before is None else _counts(report.counts_before),
        "departments": [_department(row) for row in report.departments],
        "targets": [_entry(report.assessment.plan, entry) for entry in report.entries],
        "waivers": [
            {
                "target": note.waiver.target,
                "reason": note.waiver.reason,
                "approved_by": note.waiver.approved_by,
                "until": note.waiver.until.isoformat(),
                "expired": note.expired,
            }
            for note in report.waivers
        ],
        "faults": [
            {"rule": fault.rule, "severity": str(fault.severity), "count": fault.count} for fault in report.faults
        ],
    }


def _counts(counts: Counts) -> dict[str, int]:
    return {"on-track": counts.on_track, "at-risk": counts.at_risk, "missed": counts.missed}


def _department(row: DepartmentRow) -> dict[str, Any]:
    return {
        "department": row.name,
        "counts": _counts(row.counts),
        "lamps": {str(lamp): number for lamp, number in row.counts.lamps.items()},
        "filing": str(row.filing),
        "gaps": [
            {
                "target": gap.target.id,
                "periods": [day.isoformat() for day in gap.periods],
                "explained": gap.explained,
            }
            for gap in row.gaps
        ],
        "errors": row.errors,
        "warnings": row.warnings,
    }


def _entry(plan: Plan, entry: ReportEntry) -> dict[str, Any]:
    before = entry.before
    return {
        "id": entry.target.id,
        "status_before": str(before.status) if before else None,
        "lamp_before": str(before.lamp) if before else None,
        "turn": str(entry.change or "new"),
        "year_end_missing": entry.year_end_missing,
        "due_in_year": [row_json(plan, row) for row in entry.due_rows],
        "remarks": [
            {
                "department": remark.department,
                "reason": remark.reason,
                "reason_until": remark.reason_until.isoformat() if remark.reason_until else None,
                "measure": remark.measure,
                "measure_by": remark.measure_by.isoformat() if remark.measure_by else None,
                "evidence": remark.evidence,
                "where": str(remark.place),
            }
            for remark in entry.remarks
        ],
        "pace": _pace(entry.pace),
        "waived_until": entry.waiver.until.isoformat() if entry.waiver else None,
    }


def _pace(pace: Pace | None) -> dict[str, Any] | None:
    if pace is None:
        return None
    return {
        "by": pace.by.isoformat(),
        "goal": plain(pace.goal, 4),
        "gap": plain(pace.gap, 4),
        "needed_a_year": plain(pace.needed, 4),
        "recent_a_year": None if pace.recent is None else plain(pace.recent, 4),
        "end_of_next_year": plain(pace.next_value, 4),
    }
