"""Where a workspace is opened from Python: the one place of this room that looks at the clock and the system."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path

from plancheck.rules.usage import UsageProblem
from plancheck.workspace.config import Config, read_config
from plancheck.workspace.days import read_given_day
from plancheck.workspace.folder import OnProgress
from plancheck.workspace.workspace import Workspace


def open_workspace(
    folder: str | Path = ".",
    *,
    as_of: str | date | None = None,
    today: str | date | None = None,
    jobs: int = 1,
    near: Iterable[str | Path] = (),
    on_progress: OnProgress | None = None,
) -> Workspace:
    """The workspace around a folder: that of the nearest `plancheck.toml` upward, or the folder itself.

    `as_of` is the day to judge (`2025-12-31`), `today` the day on which that is done: up to it reports count as late,
    and a signature bears it. Each is by default the day that the workspace pins, or else the other; where no day is
    known at all, the clock is asked. `jobs` is the number of processes that read reports, 0 for as many as fit; more
    than one needs a script that can be imported, with its work under `if __name__ == "__main__":`. `near` are files
    whose workspace is meant where no `plancheck.toml` is found. `on_progress` is called as reports are read, with how
    many have been and how many there are. Paths in findings are relative to the workspace.

    What was read is kept where `cache` in `plancheck.toml` names a folder, and nowhere else. Raises UsageProblem for a
    configuration that is wrong, for a day that is none, and where there is no such folder.
    """
    place = Path(folder).absolute()
    if not place.is_dir():
        raise UsageProblem("no-folder", path=place.as_posix())
    config = read_config(place, map(str, near))
    judged = None if as_of is None else read_given_day("as_of", as_of)
    now = None if today is None else read_given_day("today", today)
    # Nobody's clock where a day was given: the same call says the same on every machine and at any time.
    known = config.as_of or now or judged or date.today()  # noqa: DTZ011 - the reader's own day
    return workspace_of(
        config,
        base=config.folder,
        as_of=judged,
        today=now or known,
        jobs=jobs,
        cache=partial(cache_folder, config),
        on_progress=on_progress,
    )


def workspace_of(
    config: Config,
    *,
    base: Path,
    as_of: date | None,
    today: date,
    jobs: int,
    cache: Callable[[], Path | None] | None,
    on_progress: OnProgress | None,
) -> Workspace:
    """The workspace of a configuration, judged on a day or on the one it pins. Raises UsageProblem for a wrong one."""
    if config.findings:
        raise UsageProblem("bad-config", cause=config.findings[0])
    return Workspace(
        config=config,
        as_of=as_of or config.as_of or today,
        today=today,
        base=base,
        jobs=jobs,
        cache=cache,
        on_progress=on_progress,
    )


def cache_folder(config: Config) -> Path | None:
    """The folder that the workspace names for its cache; None where it names none or wants none.

    It is a folder of its own, whatever else lies in the one named: a cache is kept out of the history.
    """
    if not config.cache:
        return None
    try:
        named = Path(config.cache).expanduser()
    except RuntimeError:  # the home of a user that is not there
        named = Path(config.cache)
    return config.folder / named / "plancheck"
