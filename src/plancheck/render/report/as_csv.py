"""The yearly report as CSV: a row a target, the names of the JSON as heading; what looks like a formula is none."""

from __future__ import annotations

from plancheck.assessment.as_json import quantities_json
from plancheck.plan.amendments.words import amendments_in_codes
from plancheck.render.report.lines import TargetLine, report_lines
from plancheck.render.report.text import ReportText
from plancheck.render.report.words import printed
from plancheck.render.tables.csv_text import csv_table
from plancheck.text.numbers import plain


def report_csv(text: ReportText) -> str:
    """The rows of the ledger with their verdicts."""
    return csv_table([_cells(text, line) for line in report_lines(text)])


def _cells(text: ReportText, line: TargetLine) -> dict[str, str]:
    entry, target, row = line.entry, line.entry.target, line.entry.verdict.row
    (latest, latest_value), pace = entry.verdict.judged_value, entry.pace
    quantities = {name: "" if value is None else plain(value) for name, value in quantities_json(row).items()}
    return {
        "plan": text.report.assessment.plan.id,
        "year": str(text.report.year),
        "as_of": text.report.assessment.as_of.isoformat(),
        "section": line.section,
        "task": target.task,
        "target": line.id,
        "indicator": line.seen.indicator,
        "kind": str(target.kind),
        "op": str(target.op),
        "value": plain(target.value),
        "up_to": plain(target.up_to),
        "unit": printed(target.unit),
        "by": target.by.isoformat() if target.by else "",
        "issued_value": plain(target.issued.value) if target.issued else "",
        "issued_by": target.issued.by.isoformat() if target.issued and target.issued.by else "",
        "amendments": ";".join(map(printed, amendments_in_codes(target))),
        "wording": str(target.wording),
        "departments": ";".join(map(printed, line.seen.departments)),
        "status": str(row.status),
        "lamp": str(row.lamp),
        "reason": str(row.reason),
        "method_edition": str(row.edition),
        "borderline": "true" if line.seen.borderline else "false",
        "judged_by": line.by,
        "status_before": str(entry.before.status) if entry.before else "",
        "turn": str(entry.change or "new"),
        "latest_period": line.period,
        "latest_value": plain(latest_value, 6),
        "latest_state": str(latest.state) if latest and latest.state else "",
        "latest_where": printed(str(latest.place)) if latest else "",
        **quantities,
        "needed_next_year": plain(pace.needed, 4) if pace else "",
        "written_reason": line.reason,
        "measure": line.measure,
        "measure_by": line.measure_by,
        "evidence": line.evidence,
        "waived_until": entry.waiver.until.isoformat() if entry.waiver else "",
    }
