"""The nearest word to a mistyped one, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

#: How alike two words must be, from 0 to 1: with less, `ZZ-7-9` is like every other target.
_ALIKE = 0.6
_SOMEWHAT_ALIKE = 0.4


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that is clearly most like the word, or nothing where none is or several are alike.

    The same letters in another order are nearest (`=>` is `>=`); of two that are as near, the one that begins alike
    (`ZZ-7-9` is rather `ZZ-7-1` than `ZZ-G-9`).
    """
    ranked = _ranked(word, candidates, _ALIKE)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return ""
    return ranked[0][1]


def nearest_few(word: str, candidates: Iterable[str], count: int = 3) -> list[str]:
    """Up to `count` candidates that are like the word, the nearest first."""
    return [candidate for _, candidate in _ranked(word, candidates, _SOMEWHAT_ALIKE)[:count]]


_Rank = tuple[bool, float, int]


def _ranked(word: str, candidates: Iterable[str], alike: float) -> list[tuple[_Rank, str]]:
    """The candidates that are at least so alike, each once, the nearest first."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word)
    ranked: list[tuple[_Rank, str]] = []
    for candidate in dict.fromkeys(candidates):
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() >= alike and matcher.quick_ratio() >= alike:
            same_letters = sorted(word) == sorted(candidate)
            ratio = matcher.ratio()
            if same_letters or ratio >= alike:
                ranked.append(((same_letters, ratio, _same_beginning(word, candidate)), candidate))
    return sorted(ranked, key=lambda pair: pair[0], reverse=True)


def _same_beginning(word: str, other: str) -> int:
    """How many characters two words begin with alike."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False))
    return sum(1 for _ in alike)
