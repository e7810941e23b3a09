"""An issued workbook that LibreOffice has opened and saved is read as before."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.workbook.issued import answers_of, filled_reports, issue_workbook, read
from tests.workbook.samples import sample_plan

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [pytest.mark.libreoffice, pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")]


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_what_libreoffice_saves_reads_the_same(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "filled.xlsx"
    issue_workbook(sample_plan(), "jgsw", 2025, path, filled=filled_reports())
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            str(tmp_path / "saved"),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    progress = read(tmp_path / "saved" / f"filled.{ending}")
    assert progress.findings == ()
    assert (progress.plan, progress.department, progress.year) == ("sample", "市机关事务中心", 2025)
    assert answers_of(progress) == answers_of(filled_reports())
