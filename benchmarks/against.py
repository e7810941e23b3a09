"""`python -m benchmarks against CHECKOUT`: the scorer of this checkout beside that of another one, by turns, as a ratio.

Each round is two processes, one a checkout, with this interpreter; each puts its own shipped plan and its own synthetic
reports to its own judge. The ratio of the medians is what an issue or a review may ask for.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.measuring import CHECKOUT

ROUNDS, ROWS = 5, 8000
#: Runs inside a checkout: microseconds a row of all targets, and of those with one row.
_SCRIPT = f"""
import json
from benchmarks import scorer
plan = scorer._plan()
cases = scorer._cases(plan)
scorer._judge_rows(cases, plan, 500)
alone = scorer._of_one_row(cases, plan)
print(json.dumps([scorer._judge_rows(cases, plan, {ROWS}), scorer._judge_rows(alone, plan, {ROWS // 4})]))
"""
_NAMES = ("a row", "a row of a number's target with one, the dearest")


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks against", description=__doc__.partition("\n")[0])
    parser.add_argument("checkout", type=Path, help="of another version of plancheck")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args(arguments)
    rounds = [(_measure(asked.checkout), _measure(CHECKOUT)) for _ in range(asked.rounds)]
    for number, name in enumerate(_NAMES):
        there, here = (median(one[side][number] for one in rounds) for side in (0, 1))
        print(f"{name}: {there:.1f} us there, {here:.1f} us here, ratio {here / there:.2f}")


def _measure(checkout: Path) -> list[float]:
    paths = os.pathsep.join([str(checkout.resolve()), str(checkout.resolve() / "src")])
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    costs: list[float] = json.loads(done.stdout)
    return costs
