"""The options that commands share, and their common beginning."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from plancheck.cli.console import ReadingBar, locale_language
from plancheck.rules.usage import UsageProblem
from plancheck.workspace.config import Config, read_config
from plancheck.workspace.days import read_day
from plancheck.workspace.opening import cache_folder, workspace_of
from plancheck.workspace.workspace import Workspace

PlanNames = Annotated[list[str] | None, typer.Argument(metavar="[PLAN]...", help="方案代号或文件 · plan ids or files")]
AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help="评定日 · the day to judge, 2025-12-31")]
Lang = Annotated[str, typer.Option("--lang", metavar="zh|en", help="语言 · language")]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="PATH", help="写入文件 · write to")]
COLORS = ("auto", "always", "never")
Color = Annotated[
    str,
    typer.Option(
        "--color",
        metavar="|".join(COLORS),
        help="颜色 · colour",
        callback=lambda found: choose("--color", found, COLORS),
    ),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="少说话 · say less on stderr")]
Year = Annotated[int, typer.Option("--year", metavar="YEAR", min=1990, max=2200, help="年度 · report year")]
WhatIf = Annotated[
    list[str] | None,
    typer.Option("--what-if", metavar="TARGET=VALUE@DATE", help="假设已填报 · as if it had been reported"),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="不用缓存 · read every workbook again")]
Jobs = Annotated[
    int, typer.Option("--jobs", metavar="N", min=0, help="进程数，0 为自动 · processes, 0: as many as fit")
]


@dataclass(frozen=True, slots=True)
class Edge:
    """What every command begins with: the workspace on the day to judge, and the reader's language.

    `as_of_pinned`: the day is the one that the workspace pins, and every output says so.
    """

    workspace: Workspace
    language: str
    as_of_pinned: bool


def begin(
    lang: str,
    as_of: str = "",
    *,
    jobs: int = 0,
    no_cache: bool = False,
    quiet: bool = False,
    near: Iterable[str] | None = None,
) -> Edge:
    """Read the configuration and settle language and day. Raises UsageProblem for a word that is neither.

    `near` are the plans or files named: where no workspace is around the working directory, theirs is meant. `quiet`
    shows no progress of reading.
    """
    choose("--lang", lang, ("zh", "en", ""))
    here = Path.cwd()
    config = read_config(here, near or ())
    language = lang or os.environ.get("PLANCHECK_LANG", "") or config.lang or locale_language()
    workspace = workspace_of(
        config,
        base=here,
        as_of=read_day("--as-of", as_of) if as_of else None,
        today=config.as_of or today(),
        jobs=jobs,
        cache=None if no_cache else lambda: _cache(config),
        on_progress=None if quiet else ReadingBar(),
    )
    return Edge(workspace, "zh" if language.startswith("zh") else "en", not as_of and bool(config.as_of))


def _cache(config: Config) -> Path | None:
    """The workspace's cache or the user's own; None where it is off."""
    if config.cache is None or config.cache:
        return cache_folder(config)
    from platformdirs import user_cache_path

    return user_cache_path("plancheck", appauthor=False)


def today() -> date:
    """The command line's only look at the clock; PLANCHECK_TODAY stands in for it where a run must be repeatable."""
    pinned = os.environ.get("PLANCHECK_TODAY", "")
    return read_day("PLANCHECK_TODAY", pinned) if pinned else date.today()  # noqa: DTZ011 - the reader's own day


def choose(option: str, found: str, allowed: tuple[str, ...]) -> str:
    """One of the allowed words. Raises UsageProblem for another."""
    if found not in allowed:
        raise UsageProblem("bad-option", option=option, found=found, allowed=", ".join(filter(None, allowed)))
    return found
