"""Where a workspace is opened from Python: the one place of this room that looks at the clock and the system."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from plancheck.rules.usage import UsageProblem
from plancheck.workspace.config import Config, read_config
from plancheck.workspace.folder import OnProgress
from plancheck.workspace.workspace import Workspace


def open_workspace(
    folder: str | Path = ".",
    *,
    as_of: str | date | None = None,
    jobs: int = 1,
    near: Iterable[str] = (),
    on_progress: OnProgress | None = None,
) -> Workspace:
    """The workspace around a folder: that of the nearest `plancheck.toml` upward, or the folder itself.

    `as_of` is the day to judge (`2025-12-31`); by default the day that the workspace pins, or else today. `jobs` is the
    number of processes that read reports, 0 for as many as fit; more than one needs a script that can be imported, with
    its work under `if __name__ == "__main__":`. `near` are files whose workspace is meant where no `plancheck.toml` is
    found. `on_progress` is called while many reports are read, with how many have been and how many there are. Paths in
    findings are relative to the workspace.

    What was read is kept where `cache` in `plancheck.toml` says so, and nowhere else. Raises UsageProblem for a
    configuration that is wrong, for a day that is none, and where there is no such folder.
    """
    place = Path(folder).absolute()
    if not place.is_dir():
        raise UsageProblem("no-folder", path=place.as_posix())
    config = read_config(place, near)
    if config.findings:
        raise UsageProblem("bad-config", cause=config.findings[0])
    day = read_day("as_of", as_of) if isinstance(as_of, str) else as_of
    today = config.as_of or date.today()  # noqa: DTZ011 - the reader's own day
    return Workspace(
        config=config,
        as_of=day or today,
        today=today,
        base=config.folder,
        jobs=jobs,
        cache=lambda: cache_folder(config),
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


def read_day(option: str, text: str) -> date:
    """A day as ISO writes it; nothing is guessed. Raises UsageProblem that names the option."""
    try:
        if len(text) != len("2025-12-31"):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise UsageProblem("bad-day", option=option, found=text) from None
