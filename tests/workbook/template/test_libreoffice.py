"""An issued workbook that LibreOffice has opened and saved is read as before."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from plancheck.findings import Finding
from plancheck.spreadsheet.read_book import read_book
from plancheck.workbook.answers.progress import read_progress
from plancheck.workbook.template.workbook import issue_workbook
from tests.workbook.samples import sample_plan
from tests.workbook.template.test_workbook import filled_reports, told

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
    book = read_book(tmp_path / "saved" / f"filled.{ending}")
    assert not isinstance(book, Finding)
    progress = read_progress(book, "x.xlsx")
    assert progress.findings == ()
    assert (progress.plan, progress.department, progress.year) == ("sample", "市机关事务中心", 2025)
    assert told(progress) == told(filled_reports())
