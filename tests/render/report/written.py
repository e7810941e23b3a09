"""A report in one of its forms, as if it lay in `out` of a workspace."""

from __future__ import annotations

from pathlib import Path

from plancheck.render.report.forms import render_report
from plancheck.report.content import YearReport

WORKSPACE = Path("/somewhere/workspace")


def written(report: YearReport, form: str, language: str = "zh") -> bytes:
    return render_report(report, form, language, Path("out"), WORKSPACE)
