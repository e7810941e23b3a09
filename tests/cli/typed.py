"""A small workspace with a plan and reported values, and the command line as it is typed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.environment import kept_environment
from tests.plans import plan_text, target_text

CODE = "from plancheck.cli import main; main()"
HEADING = "target,department,period_end,value,evidence,reason,measure,measure_by,reference,state\n"
ENDS = ("03-31", "06-30", "09-30", "12-31")
VALUES = {"D-12-1": (20, 45, 80, 120, 145, 170, 205, 235), "D-12-2": (40, 95, 150, 190, 50, 110, 165, 210)}


def make_workspace(folder: Path, scoring: str = "", config: str = "as_of = 2025-12-31\n") -> Path:
    """A plan with a cumulative and a yearly target, reported each quarter of 2024 and 2025 in two CSV files."""
    (folder / "plans").mkdir()
    yearly = target_text(
        id='"D-12-2"', indicator='"每年加装电梯"', kind='"annual"', value="200", unit='"部"', figure='"200部"'
    )
    text = plan_text(more=f"{yearly}\n{scoring}")
    (folder / "plans" / "demo.toml").write_text(text, encoding="utf-8")
    (folder / "plancheck.toml").write_text(config, encoding="utf-8")
    for year in (2024, 2025):
        reports = folder / "reports" / "demo" / str(year)
        reports.mkdir(parents=True)
        (reports / "database.csv").write_text(HEADING + "".join(_lines(year)), encoding="utf-8")
    return folder


def _lines(year: int) -> list[str]:
    first = 4 * (year - 2024)
    return [
        f"{target},市机关事务中心,{year}-{end},{value},,,,,,\n"
        for target, values in VALUES.items()
        for end, value in zip(ENDS, values[first : first + 4], strict=True)
    ]


def typed(workspace: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """`plancheck …` in a pipe, in English and far from the machine's own settings."""
    base = {"PYTHONPATH": os.pathsep.join(sys.path), "PLANCHECK_LANG": "en", "COLUMNS": "80"}
    return subprocess.run(
        [sys.executable, "-c", CODE, *arguments],
        cwd=workspace,
        env=kept_environment() | base | settings,
        capture_output=True,
        timeout=60,
        check=False,
        encoding=settings.get("PYTHONIOENCODING", "utf-8"),
    )
