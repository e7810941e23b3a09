"""The line of every key of a TOML text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import tomli
from hypothesis import given
from hypothesis import strategies as st

from plancheck.plan.lines import Path, key_lines


def paths_of(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every key path that a parsed TOML value has."""
    if path:
        yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in entries:
        yield from paths_of(entry, (*path, key))


def quoted(text: str) -> str:
    escaped = "".join(f"\\u{ord(char):04x}" if ord(char) < 32 or char in '"\\\x7f' else char for char in text)
    return f'"{escaped}"'


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=8)
bare_keys = st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True)
keys = st.one_of(bare_keys.map(lambda key: (key, key)), words.map(lambda key: (key, quoted(key))))
literals = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="'"), max_size=8)
multiline = st.text(st.sampled_from('ab"\n#[]=,{}四'), max_size=12).filter(lambda text: '""' not in text)
scalars = st.one_of(
    st.integers(-9, 99).map(str),
    st.sampled_from(["true", "2024-03-01", "07:32:00", "1.5e3", "nan", "2024-03-01 07:32:00"]),
    words.map(quoted),
    literals.map(lambda text: f"'{text}'"),
    multiline.map(lambda text: f'"""{text}"""'),
    multiline.map(lambda text: "'''" + text.replace("'", "") + "'''"),
)
gaps = st.sampled_from(["", " ", "\n", '  # a ] comment, with "quotes" = {\n', "\n\n"])


def arrays(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(st.tuples(gaps, values, gaps), max_size=3)
    return st.tuples(items, st.booleans(), gaps).map(
        lambda drawn: (
            "["
            + ",".join(f"{before}{value}{after}" for before, value, after in drawn[0])
            + ("," if drawn[0] and drawn[1] else "")
            + drawn[2]
            + "]"
        )
    )


def inline_tables(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.lists(st.tuples(keys, values), max_size=3, unique_by=lambda pair: pair[0][0])
    return pairs.map(lambda drawn: "{ " + ", ".join(f"{key[1]} = {value}" for key, value in drawn) + " }")


values = st.recursive(scalars, lambda inner: st.one_of(arrays(inner), inline_tables(inner)), max_leaves=6)
tables = st.lists(st.tuples(keys, values), max_size=4, unique_by=lambda pair: pair[0][0])


@st.composite
def documents(draw: st.DrawFn) -> str:
    """TOML texts with tables, arrays of tables, comments, quoted and dotted keys."""
    body = draw(tables)
    parts = [f"{key[1]} = {value}" for key, value in body]
    taken = {key[0] for key, _ in body}
    for _ in range(draw(st.integers(0, 4))):
        name = draw(keys.filter(lambda key: key[0] not in taken))
        taken.add(name[0])
        kind = draw(st.sampled_from(["table", "tables", "nested", "dotted"]))
        lines = [f"{key[1]} = {value}" for key, value in draw(tables)]
        comment = draw(st.sampled_from(["", "  # [not.a.table]", "\t"]))
        match kind:
            case "table":
                parts += [f"[ {name[1]} ]{comment}", *lines]
            case "tables":
                parts += [f"[[{name[1]}]]{comment}", *lines, "", f"[[{name[1]}]]"]
            case "nested":
                parts += [f"[[{name[1]}]]", "q1 = 1", f"[[{name[1]}.inner]]{comment}", *lines, f"[{name[1]}.deep.er]"]
            case "dotted":
                parts += [f"[{name[1]}.sub]", "a.b . c = [1, { d.e = 2 }]"]
    return draw(st.sampled_from(["\n", "\r\n"])).join(parts) + draw(st.sampled_from(["", "\n", "\n# end"]))


@given(documents())
def test_every_key_path_has_its_line(text: str) -> None:
    parsed = tomli.loads(text)
    lines = key_lines(text)
    missing = [path for path in paths_of(parsed) if path not in lines]
    assert missing == []
    last = text.replace("\r\n", "\n").count("\n") + 1
    assert all(1 <= line <= last for line in lines.values())


@given(documents(), st.integers(1, 5))
def test_lines_above_move_every_key_down(text: str, count: int) -> None:
    """A key's line is the line it stands on: `count` comments above move it by `count`."""
    moved = key_lines("# above\n" * count + text)
    assert moved == {path: line + count for path, line in key_lines(text).items()}


def test_lines_of_a_plan() -> None:
    text = """\
format = 1
[plan]
id = "demo"  # [[task]]

[[task]]
id = "1"
note = \"\"\"
two
lines\"\"\"
[[task.target]]
id = "A"
checkpoints = [
  { by = 2025-12-31, value = 1 },
  { by = 2026-12-31,
    value = 2 },
]
[[task.target]]
id = "B"
[[task]]
id = "2"
[[task.target]]
baseline = { date = 2023-12-31 }
"""
    lines = key_lines(text)
    assert lines["plan", "id"] == 3
    assert lines["task", 0, "note"] == 7
    assert lines["task", 0, "target", 0] == 10
    assert lines["task", 0, "target", 0, "checkpoints", 1] == 14
    assert lines["task", 0, "target", 0, "checkpoints", 1, "value"] == 15
    assert lines["task", 0, "target", 1, "id"] == 18
    assert lines["task", 1, "target", 0, "baseline", "date"] == 22
