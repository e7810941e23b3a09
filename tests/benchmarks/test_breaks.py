"""What a mutant may break, and what stays whole."""

from __future__ import annotations

import pytest
from benchmarks.breaks import breaks_of


def broken(text: str) -> list[str]:
    return [one.applied_to(text.encode()).decode() for one in breaks_of(text.encode())]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a < b", {"(a <= b)", "(a >= b)"}),
        (
            "0 < a <= b",
            {"(0 <= a <= b)", "(0 >= a <= b)", "(0 < a < b)", "(0 < a > b)", "(1) < a <= b", "(-1) < a <= b"},
        ),
        ("a and b and c", {"(a or b or c)"}),
        ("not a", {"(a)"}),
        ("市 + b", {"(市 - b)"}),
        ("a | b", set()),
        ("f(x=True)", {"f(x=(False))"}),
        ("a if b else c", {"a if (True) else c", "a if (False) else c"}),
        ("[a for a in b if a]", {"[a for a in b if (True)]", "[a for a in b if (False)]"}),
        ("while a:\n    pass", {"while (False):\n    pass"}),
        ("def f(a='x', *, b=''): ...", {"def f(a='', *, b=''): ...", "def f(a='x', *, b='?'): ..."}),
        ("def f() -> list[int]:\n    return a", {"def f() -> list[int]:\n    return []"}),
        ("def f() -> X:\n    return a", {"def f() -> X:\n    return None"}),
        ("def f() -> X:\n    return None", set()),
    ],
)
def test_small_breaks(text: str, wanted: set[str]) -> None:
    assert set(broken(text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        '"""Says 1 < 2."""',
        "a: Literal[1]",
        "def f(a: Literal[1]) -> Literal[2]: ...",
        "if TYPE_CHECKING:\n    a = 1",
        "@dataclass(frozen=True)\nclass A: ...",
        "f'{a + 1:>2}'",
        "assert a == 1",
    ],
)
def test_what_stays_whole(text: str) -> None:
    assert broken(text) == []


def test_a_break_keeps_all_other_lines() -> None:
    assert broken("# 数\nx = 数 + (\n    b\n)\ny") == ["# 数\nx = (数 - b)\ny"]
