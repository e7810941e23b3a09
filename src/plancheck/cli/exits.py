"""Exit codes, and the one context manager that turns an exception into one.

0 passed; 1 findings or refused; 2 could not judge; 3 a bug in plancheck; 130 interrupted.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plancheck.render.terminal.printable import one_line
from plancheck.rules import fill, find_rule
from plancheck.rules.usage import UsageProblem

PASSED = 0
FINDINGS = 1
COULD_NOT_JUDGE = 2
BUG = 3
INTERRUPTED = 130


@contextmanager
def exit_codes(language: str) -> Iterator[None]:
    """Whatever goes wrong inside leaves as SystemExit with the right code and one clear sentence on stderr."""
    try:
        yield
    except UsageProblem as problem:
        for one in problem.findings:
            _say(one.rule, language, dict(one.values), str(one.place))
        _say(problem.rule, language, problem.values_in(language))
        sys.exit(COULD_NOT_JUDGE)
    except KeyboardInterrupt:
        _say("interrupted", language, {})
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader of a pipe has seen enough; nothing was lost, and nobody is there to be told.
        sys.stdout = None
        sys.exit(PASSED)
    except OSError as problem:
        _say_trouble(problem, language)
        sys.exit(COULD_NOT_JUDGE)
    except Exception as bug:
        if (trouble := _met_while_writing(bug)) is not None:
            _say_trouble(trouble, language)
            sys.exit(COULD_NOT_JUDGE)
        _say("bug", language, {"problem": f"{type(bug).__name__}: {bug}", "log": str(_write_log() or "")})
        sys.exit(BUG)


#: What is the matter with a file, by the system's number for it; for all else the system's own words must do.
_TROUBLES = {
    "disk-full": (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)),
    "no-permission": (errno.EACCES, errno.EPERM, errno.EROFS),
    "file-in-use": (errno.EBUSY, getattr(errno, "ETXTBSY", errno.EBUSY)),
}
#: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION: Windows gives them the number of a missing permission.
_HELD = (32, 33)


def _say_trouble(problem: OSError, language: str) -> None:
    values = {"path": str(problem.filename or ""), "problem": problem.strerror or type(problem).__name__}
    rule = next((name for name, numbers in _TROUBLES.items() if problem.errno in numbers), "file-trouble")
    _say("file-in-use" if getattr(problem, "winerror", None) in _HELD else rule, language, values)


def _met_while_writing(bug: Exception) -> OSError | None:
    """The system's trouble behind lxml's own exception, which workbooks are written with where there is an lxml.

    It says no more than `IO_ENOSPC`, and it is met in the folder for temporary files.
    """
    if type(bug).__name__ != "SerialisationError":
        return None
    import os
    import tempfile

    number = getattr(errno, str(bug).strip().removeprefix("IO_"), None)
    if not isinstance(number, int):
        return OSError(errno.EIO, str(bug), tempfile.gettempdir())
    return OSError(number, os.strerror(number), tempfile.gettempdir())


def _say(rule: str, language: str, values: dict[str, str], who: str = "plancheck") -> None:
    try:
        sentences = find_rule(rule).in_language(language)
    except Exception:  # even a broken catalogue must not hide what went wrong
        sys.stderr.write(f"plancheck: {rule}: {values}\n")
        return
    values = {name: one_line(str(value)) for name, value in values.items()}
    message, fix = fill(sentences.message, values), fill(sentences.fix, values)
    who = one_line(who)
    sys.stderr.write(f"{who}: {message}\n" + (f"  {_FIX[language == 'en']}{fix}\n" if fix else ""))


_FIX = ("改法：", "fix: ")


def _write_log() -> Path | None:
    """The traceback, the version and the arguments, for a bug report; None where nothing can be written."""
    import platform
    import traceback

    from platformdirs import user_log_path

    from plancheck import __version__

    head = f"plancheck {__version__}\nPython {platform.python_version()} on {platform.platform()}\n{sys.argv}\n\n"
    try:
        path = user_log_path("plancheck", appauthor=False, ensure_exists=True) / "bug.log"
        path.write_text(head + traceback.format_exc(), encoding="utf-8")
    except OSError:
        return None
    return path
