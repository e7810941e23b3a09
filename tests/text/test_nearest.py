"""Which word a mistyped one means, and when nothing is to be said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.text.nearest import nearest, nearest_few

TARGETS = ["ZZ-G-7", "ZZ-G-9", "ZZ-7-1", "ZZ-12-1", "ZZ-21-1", "ZZ-21-2"]


@pytest.mark.parametrize(
    ("word", "candidates", "meant"),
    [
        ("=>", [">", ">=", "<", "<="], ">="),
        ("=<", [">", ">=", "<", "<="], "<="),
        ("==", [">", ">=", "<", "<="], ""),
        ("ZZ-7-9", TARGETS, "ZZ-7-1"),
        ("ZZ-12-11", TARGETS, "ZZ-12-1"),
        ("ZZ-21-9", TARGETS, ""),
        ("valeu", ["value", "unit", "by"], "value"),
        ("alias", ["name", "aliases", "note"], "aliases"),
        ("colour", ["value", "unit", "by"], ""),
        ("X", TARGETS, ""),
        ("", TARGETS, ""),
    ],
)
def test_nearest(word: str, candidates: list[str], meant: str) -> None:
    assert nearest(word, candidates) == meant


@given(st.text(max_size=6), st.lists(st.text(min_size=1, max_size=6)))
def test_one_is_the_first_of_few_and_a_candidate_means_itself(word: str, candidates: list[str]) -> None:
    few = nearest_few(word, candidates)
    one = nearest(word, candidates)
    assert set(few) <= set(candidates)
    assert len(few) <= 3
    assert not one or few[0] == one
    assert all(nearest(candidate, candidates) == candidate for candidate in candidates)
