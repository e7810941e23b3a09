"""A finding as JSON: the keys that every machine-readable output shares (`docs/json.md`)."""

from __future__ import annotations

from typing import Any

from plancheck.findings import CellPlace, Finding, TextPlace
from plancheck.rules import fix, message, severity_of


def finding_json(finding: Finding, language: str) -> dict[str, Any]:
    """The stable shape of a finding; names are English in every language."""
    place = finding.place
    return {
        "rule": finding.rule,
        "severity": str(severity_of(finding)),
        "message": message(finding, language),
        "fix": fix(finding, language),
        "path": place.path,
        "line": place.line if isinstance(place, TextPlace) else None,
        "sheet": place.sheet if isinstance(place, CellPlace) else None,
        "cell": place.cells if isinstance(place, CellPlace) else None,
        "target": finding.target,
        "department": finding.department,
    }
