"""How much is measured; the default takes below three minutes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """`workbooks` are made once and read by all; `reads` is how many are read for the memory, some of them again."""

    rounds: int = 9
    workbooks: int = 200
    reads: int = 4_000
    rows: tuple[int, ...] = (1_000, 10_000, 100_000)


FULL = Sizes(rounds=15, workbooks=10_000, reads=10_000, rows=(1_000, 100_000, 1_000_000))
