"""`python -m benchmarks [NAME…]`: measures, and prints a table of ratios beside their budgets.

`python -m benchmarks mutants` measures the tests instead (`benchmarks.mutants`), `python -m benchmarks backtest` the
verdicts (`benchmarks.backtest`), `python -m benchmarks against CHECKOUT` the scorer beside that of another version
(`benchmarks.against`); none is ever part of the rest.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from benchmarks.measuring import keep_bytecode, table
from benchmarks.sizes import FULL, Sizes
from benchmarks.workspace import make_workspace

#: What has options of its own.
APART = {
    "against": "benchmarks.against",
    "backtest": "benchmarks.backtest.run",
    "mutants": "benchmarks.mutants",
}
NAMES = ("startup", "reader", "memory", "workers", "cache", "scorer")


def main() -> None:
    if sys.argv[1:] and sys.argv[1] in APART:
        importlib.import_module(APART[sys.argv[1]]).main(sys.argv[2:])
        return
    asked = _parser().parse_args()
    keep_bytecode()
    sizes = FULL if asked.full else Sizes()
    given = {name: value for name in ("rounds", "workbooks", "reads", "rows") if (value := getattr(asked, name))}
    sizes = replace(sizes, **given)
    with tempfile.TemporaryDirectory(prefix="plancheck-bench-") as temporary:
        folder = asked.workspace or Path(temporary)
        if not (folder / "reports").is_dir() and set(asked.names or NAMES) != {"scorer"}:
            _say(f"making {sizes.workbooks} workbooks")
            make_workspace(folder, sizes.workbooks)
        lines = []
        for name in asked.names or NAMES:
            _say(name)
            lines += importlib.import_module(f"benchmarks.{name}").run(folder, sizes)
    print(table(lines))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Costs, as ratios, beside their budgets.")
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[[], *NAMES], help=", ".join(NAMES))
    parser.add_argument("--full", action="store_true", help="10,000 workbooks and 1,000,000 rows: a quarter of an hour")
    parser.add_argument("--workspace", type=Path, help="one that `python -m benchmarks.workspace` made")
    parser.add_argument("--workbooks", type=int, help="how many are made and read")
    parser.add_argument("--reads", type=int, help="how many are read for the memory")
    parser.add_argument("--rows", type=lambda text: tuple(map(int, text.split(","))), help="1000,100000,1000000")
    parser.add_argument("--rounds", type=int, help="how often each ratio is measured")
    return parser


def _say(text: str) -> None:
    print(f"{text} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
