"""What runs plancheck inside a browser, as text; it comes from a package of its own (`plancheck_engine`)."""

from __future__ import annotations

from dataclasses import dataclass

from plancheck import __version__
from plancheck.rules.usage import UsageProblem


@dataclass(frozen=True, slots=True)
class BrowserEngine:
    """`text` is what the worker unpacks (base64), `script` the worker's own JavaScript, `notices` the licences of both.

    `version` is that of the plancheck inside.
    """

    text: str
    script: str
    notices: str
    version: str


def installed_engine() -> BrowserEngine:
    """The engine of this plancheck. Raises UsageProblem where none is installed, or that of another version."""
    try:
        import plancheck_engine
    except ImportError:
        raise UsageProblem("no-engine") from None
    if plancheck_engine.version != __version__:
        raise UsageProblem("engine-differs", found=plancheck_engine.version, expected=__version__)
    return BrowserEngine(
        plancheck_engine.text(), plancheck_engine.script(), plancheck_engine.notices(), plancheck_engine.version
    )
