"""The ledger of targets as lines, JSON, CSV or Markdown; `ledger_table` draws it for a terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from plancheck.plan.amendments.words import amendments_in_codes, amendments_in_words, demand_and_amendments
from plancheck.plan.ledger import LedgerRow, rows_by_plan
from plancheck.plan.target_json import target_details_json, target_json
from plancheck.plan.wording import demand_words, ledger_title
from plancheck.render.tables.csv_text import csv_table, harmless
from plancheck.render.tables.markdown import markdown_head, markdown_row, markdown_text
from plancheck.render.terminal.printable import one_line
from plancheck.words import word

FORMS = ("table", "lines", "json", "csv", "markdown")
_MARKDOWN = ("number", "task", "target", "indicator", "demand", "due", "lead", "support")


def render_ledger(rows: Sequence[LedgerRow], form: str, language: str, *, width: int = 100, color: bool = False) -> str:
    """The rows in one of FORMS. `width` and `color` are the terminal's. Markdown without a language is in the plan's own."""
    match form:
        case "json":
            return ledger_json(rows)
        case "csv":
            return ledger_csv(rows)
        case "markdown":
            return ledger_markdown(rows, language)
        case "table":
            from plancheck.render.ledger.as_table import ledger_table

            return ledger_table(rows, language, width=width, color=color)
        case _:
            return "".join(_line(row, language) for row in rows)


def _line(row: LedgerRow, language: str) -> str:
    """`ZZ-12-1  累计更换公务用车：≥650辆  2027-12-31  市机关事务中心  [zhengzhou 12 cumulative]`."""
    target = row.target
    promise = target.indicator + word("ledger.colon", language) + demand_words(target, language)
    parts = (
        target.id,
        promise,
        target.by.isoformat() if target.by else word("ledger.none", language),
        word("ledger.comma", language).join(row.leads),
        f"[{row.plan.id} {row.task.id} {target.kind}]",
        *amendments_in_words(target, language),
    )
    return "  ".join(one_line(part) for part in parts) + "\n"


def ledger_json(rows: Sequence[LedgerRow]) -> str:
    """The stable shape: plans, each with its targets."""
    plans = [
        {
            "id": plan.id,
            "title": plan.title,
            "document": plan.document or None,
            "targets": [target_json(plan, row.target) | target_details_json(plan, row.target) for row in members],
        }
        for plan, members in rows_by_plan(rows)
    ]
    return json.dumps({"format": 1, "plans": plans}, ensure_ascii=False, indent=2)


def ledger_csv(rows: Sequence[LedgerRow]) -> str:
    """A row a target, the names of the JSON as heading; lists are joined by `;`."""
    return csv_table([{name: _csv_text(value) for name, value in _csv_cells(row).items()} for row in rows])


def _csv_cells(row: LedgerRow) -> dict[str, Any]:
    cells = target_json(row.plan, row.target)
    details = target_details_json(row.plan, row.target)
    del cells["departments"]
    baseline, limits = details["baseline"] or {}, details["limits"] or (None, None)
    details |= {"baseline": baseline.get("value"), "baseline_date": baseline.get("date")}
    del details["limits"]
    issued = cells.pop("as_issued") or {}
    details |= {f"issued_{name}": issued.get(name) for name in ("value", "by", "figure")}
    cells["amendments"] = amendments_in_codes(row.target)
    return {
        "plan": row.plan.id,
        **cells,
        "task_title": row.task.title,
        "lead": list(row.leads),
        "support": list(row.supporters),
        **details,
        "limit_low": limits[0],
        "limit_high": limits[1],
    }


def _csv_text(value: Any) -> str:
    """A cell as text; each part of a list is harmless by itself."""
    if isinstance(value, list):
        return ";".join(harmless(_csv_text(part)) for part in value)
    if isinstance(value, dict):
        return f"{value['by']}={value['value']}"
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def ledger_markdown(rows: Sequence[LedgerRow], language: str = "") -> str:
    """A heading and a table for each plan, in its own language unless another is named."""
    tables = []
    for plan, members in rows_by_plan(rows):
        spoken = language or plan.language
        head = markdown_head([word(f"ledger.head.{name}", spoken) for name in _MARKDOWN])
        body = "".join(markdown_row(_markdown_cells(row, spoken)) for row in members)
        tables.append(f"## {markdown_text(ledger_title(plan, spoken))}\n\n{head}{body}")
    return "\n".join(tables)


def _markdown_cells(row: LedgerRow, language: str) -> list[str]:
    target, comma = row.target, word("ledger.comma", language)
    return [
        row.task.id,
        row.task.title,
        target.id,
        target.indicator,
        demand_and_amendments(target, language),
        target.by.isoformat() if target.by else "",
        comma.join(row.leads),
        comma.join(row.supporters),
    ]
