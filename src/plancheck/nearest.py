"""The nearest word to a mistyped one, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate most like the word, or nothing where none is like it."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(candidates), n=1, cutoff=0.5)), "")


def nearest_few(word: str, candidates: Iterable[str], count: int = 3) -> list[str]:
    """Up to `count` candidates that are like the word, the nearest first."""
    from difflib import get_close_matches

    return get_close_matches(word, list(candidates), n=count, cutoff=0.3)
