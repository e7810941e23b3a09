"""The last line of a check: how many files, how many of them sound, how many findings."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.findings import Finding
from plancheck.rules import count_errors_and_warnings, is_error
from plancheck.words import word


def findings_summary(found: Sequence[Finding], checked: Sequence[str], language: str) -> str:
    """The counts in a sentence; wrong is a file that has an error."""
    errors, warnings = count_errors_and_warnings(found)
    wrong = len({one.path for one in found if is_error(one)} & set(checked))
    key = "wrong" if errors else "sound"
    return word(f"validate.{key}", language, files=len(checked), wrong=wrong, errors=errors, warnings=warnings)
