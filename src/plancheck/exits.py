"""Exit codes, and the one context manager that turns an exception into one.

0 passed; 1 findings or refused; 2 could not judge; 3 a bug in plancheck; 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from plancheck.findings import Finding
from plancheck.rules import fill, find_rule

PASSED = 0
FINDINGS = 1
COULD_NOT_JUDGE = 2
BUG = 3
INTERRUPTED = 130


class UsageProblem(Exception):  # noqa: N818 - it names what the reader did, not an error of ours
    """The command cannot be carried out as it was asked. Raised only at the edge.

    `rule` names its sentences in the catalogue, `values` what they mention. `findings` are the faults behind it, which
    the reader should not have to ask for with another command.
    """

    def __init__(self, rule: str, *, findings: Iterable[Finding] = (), **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.findings = tuple(findings)
        self.values = {name: str(value) for name, value in values.items()}


@contextmanager
def exit_codes(language: str) -> Iterator[None]:
    """Whatever goes wrong inside leaves as SystemExit with the right code and one clear sentence on stderr."""
    try:
        yield
    except UsageProblem as problem:
        for one in problem.findings:
            _say(one.rule, language, dict(one.values), str(one.place))
        _say(problem.rule, language, problem.values)
        sys.exit(COULD_NOT_JUDGE)
    except KeyboardInterrupt:
        _say("interrupted", language, {})
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader of a pipe has seen enough; nothing was lost, and nobody is there to be told.
        sys.stdout = None
        sys.exit(PASSED)
    except OSError as problem:
        name = str(problem.filename or "")
        _say("file-trouble", language, {"path": name, "problem": problem.strerror or type(problem).__name__})
        sys.exit(COULD_NOT_JUDGE)
    except Exception as bug:
        _say("bug", language, {"problem": f"{type(bug).__name__}: {bug}", "log": str(_write_log() or "")})
        sys.exit(BUG)


def _say(rule: str, language: str, values: dict[str, str], who: str = "plancheck") -> None:
    try:
        sentences = find_rule(rule).in_language(language)
    except Exception:  # even a broken catalogue must not hide what went wrong
        sys.stderr.write(f"plancheck: {rule}: {values}\n")
        return
    message, fix = fill(sentences.message, values), fill(sentences.fix, values)
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
