"""The packed form: what goes in comes out, and nothing else does, whatever bytes a stranger puts there."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from plancheck.workbook.intake.intake import read_file
from plancheck.workbook.intake.packed import pack, unpack

#: What a stranger may put in the place of anything in a packed answer.
ODD: tuple[object, ...] = ([], {}, -1, "NaN", None, 1e9)


def test_nothing_but_well_formed_answers_come_out(folder: Path) -> None:
    """Each leaf of a packed answer replaced by something else: an `Intake` of the right types, or None."""
    packed = pack(read_file(folder / "jgsw.xlsx"), "k")
    assert packed is not None
    record = json.loads(zlib.decompress(packed))
    for path in list(leaves(record))[::7]:
        for odd in ODD:
            changed = json.loads(json.dumps(record))
            put(changed, path, odd)
            answer = unpack(zlib.compress(json.dumps(changed).encode()), "k", "x.xlsx")
            assert answer is None or answer.path == "x.xlsx"


def test_a_bomb_is_not_unpacked() -> None:
    assert unpack(zlib.compress(b'{"key": "' + b"k" * 30_000_000), "k", "x") is None


def test_a_deep_nest_is_not_followed() -> None:
    assert unpack(zlib.compress(b"[" * 200_000), "k", "x") is None


def test_another_files_row_is_not_taken(folder: Path) -> None:
    packed = pack(read_file(folder / "jgsw.xlsx"), "k")
    assert packed is not None
    assert unpack(packed, "another", "x") is None


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    assert unpack(content, "k", "x") is None


def test_digits_are_kept_as_written(folder: Path) -> None:
    intake = read_file(folder / "jgsw.xlsx")
    assert intake.progress is not None
    one = replace(intake.progress.observations[0], value=Decimal("120.50"))
    intake = replace(intake, progress=replace(intake.progress, observations=(one,)))
    packed = pack(intake, "k")
    assert packed is not None
    again = unpack(packed, "k", intake.path)
    assert again == intake
    assert again is not None
    assert again.progress is not None
    assert str(again.progress.observations[0].value) == "120.50"


def leaves(record: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    if isinstance(record, dict):
        for key, value in record.items():
            yield from leaves(value, (*path, key))
    elif isinstance(record, list):
        for number, value in enumerate(record):
            yield from leaves(value, (*path, number))
    else:
        yield path


def put(record: object, path: tuple[object, ...], value: object) -> None:
    """Put a value in the place of a leaf."""
    *above, last = path
    for step in above:
        record = container(record)[step]
    container(record)[last] = value


def container(record: object) -> dict[object, object]:
    """A table or a list as something with places: both take a value at one."""
    assert isinstance(record, dict | list)
    return cast("dict[object, object]", record)
