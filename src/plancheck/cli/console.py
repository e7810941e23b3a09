"""Streams, language and colour: what the terminal can show and how its reader wants it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.progress import Progress

    from plancheck.findings import Finding

#: Below this many files that no cache knows nobody waits long enough to look at a bar: it would only flash.
_WORTH_A_BAR = 200


def prepare_streams() -> None:
    """Let no character that a GBK or cp1252 console lacks stop the program; pipes and files get UTF-8.

    A console keeps its own encoding, with what it cannot show replaced. PYTHONIOENCODING still decides where it is set.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace")


def startup_language(arguments: list[str]) -> str:
    """The language of help and of problems met before the options are parsed: `--lang`, then the locale."""
    for number, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return "en" if argument.endswith("en") else "zh"
        if argument == "--lang" and number + 1 < len(arguments):
            return "en" if arguments[number + 1] == "en" else "zh"
    return locale_language()


def locale_language() -> str:
    """`zh` or `en`, from PLANCHECK_LANG, the POSIX variables, or what Windows shows its user."""
    for variable in ("PLANCHECK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    if sys.platform == "win32":
        import ctypes

        chinese = 0x04
        return "zh" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == chinese else "en"
    return "en"


def wants_color(choice: str, stream: TextIO) -> bool:
    """Whether to colour: `--color`, then NO_COLOR, then whether a terminal listens."""
    if choice != "auto":
        return choice == "always"
    return not os.environ.get("NO_COLOR") and stream.isatty() and os.environ.get("TERM") != "dumb"


def auto_format() -> str:
    """`--format auto`: annotations in GitHub Actions, a table on a terminal, plain lines in a pipe."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "table" if sys.stdout.isatty() else "lines"


def terminal_width() -> int:
    """Columns of the terminal, or of COLUMNS where it is set."""
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def write(text: str, output: Path | None = None) -> None:
    """Found data: to stdout, or to the file that `-o` names (UTF-8, written beside it and renamed)."""
    text = text if text.endswith("\n") or not text else text + "\n"
    if output is not None:
        from plancheck.files import write_atomically

        write_atomically(output, text.encode("utf-8", "replace"))  # as a pipe gets it
        return
    sys.stdout.write(text)
    sys.stdout.flush()


def tell(text: str) -> None:
    """Everything else: to stderr. A name of a file or a department moves no cursor."""
    from plancheck.render.terminal.printable import one_line

    sys.stderr.write("\n".join(map(one_line, text.split("\n"))) + "\n")
    sys.stderr.flush()


def start_bar() -> Progress | None:
    """A bar on stderr that its caller stops; None where the system has no thread left that would draw it."""
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    try:
        bar.start()
    except RuntimeError:
        bar.stop()
        return None
    return bar


def tell_findings(found: Sequence[Finding], language: str, *, quiet: bool = False) -> None:
    """Findings beside what was written, to stderr as lines; where little is to be said, without mere notes."""
    from plancheck.findings import Severity
    from plancheck.render.findings.forms import render_findings
    from plancheck.rules import severity_of

    told = [one for one in found if not (quiet and severity_of(one) is Severity.INFO)]
    if told:
        tell(render_findings(told, "lines", language).rstrip("\n"))


class ReadingBar:
    """How many files have been read, on a terminal's stderr while there are many; nothing anywhere else."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._is_off = False

    def __call__(self, done: int, total: int) -> None:
        if total < _WORTH_A_BAR or not sys.stderr.isatty():
            return
        if self._bar is None and not self._is_off:
            self._bar = self._start(total)
        if self._bar is None:
            return
        self._bar.update(self._bar.task_ids[0], completed=done)
        if done == total:
            self._bar.stop()
            self._bar = None

    def _start(self, total: int) -> Progress | None:
        import atexit

        bar = start_bar()
        if bar is None:
            self._is_off = True
            return None
        bar.add_task("", total=total)
        atexit.register(bar.stop)  # a run that is interrupted gives the cursor back
        return bar
