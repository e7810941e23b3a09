"""What a target asks for that a later document can change, and such a change: values, no I/O."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Terms:
    """The value to reach, the day it is due, and the figure as the document writes it."""

    value: Decimal | None
    by: datetime.date | None
    figure: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a later document changes of a target, from `date` on. `figure` and `locator` are that document's.

    `key_lines` are the lines of its keys in the plan file, `line` is that of its heading.
    """

    document: str
    date: datetime.date
    value: Decimal | None = None
    by: datetime.date | None = None
    figure: str = ""
    locator: str = ""
    line: int = field(default=0, compare=False, repr=False)
    key_lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
