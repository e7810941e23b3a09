"""What a command that a test types is given of the machine's own environment."""

from __future__ import annotations

import os

#: Where programs and folders are; and, where coverage is measured, that it is to be measured there too.
_KEPT = ("PATH", "SYSTEMROOT", "HOME", "USERPROFILE", "LOCALAPPDATA", "TEMP", "COVERAGE_PROCESS_CONFIG")


def kept_environment() -> dict[str, str]:
    """The few variables without which nothing starts; none that would choose a language, a colour or a day."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ}
