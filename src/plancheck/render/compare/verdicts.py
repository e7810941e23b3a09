"""The verdict on a compared target in a word: a target of a comparison in, its status and its mark out."""

from __future__ import annotations

from plancheck.compare.model import ComparedTarget
from plancheck.words import word


def status(entry: ComparedTarget, language: str) -> str:
    """The status, marked where the verdict is borderline."""
    shown = word(f"scoring.status.{entry.verdict.status}", language)
    return word("scoring.borderline.beside", language, status=shown) if _is_borderline(entry) else shown


def borderline(entry: ComparedTarget, language: str) -> str:
    """The mark by itself; empty where the verdict stands firm."""
    return word("scoring.borderline.mark", language) if _is_borderline(entry) else ""


def _is_borderline(entry: ComparedTarget) -> bool:
    return entry.assessment.is_borderline(entry.target)
