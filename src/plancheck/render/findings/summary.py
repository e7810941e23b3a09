"""The last line of a check: how many files, how many of them sound, how many findings."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.findings import Finding
from plancheck.rules import severity_of
from plancheck.words import word


def findings_summary(found: Sequence[Finding], checked: Sequence[str], language: str) -> str:
    errors = [one for one in found if severity_of(one).rank == 0]
    warnings = sum(severity_of(one).rank == 1 for one in found)
    wrong = len({one.path for one in errors} & set(checked))
    key = "wrong" if errors else "sound"
    return word(f"validate.{key}", language, files=len(checked), wrong=wrong, errors=len(errors), warnings=warnings)
