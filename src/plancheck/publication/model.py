"""A signed-off year of a plan: verdicts, values, the workbooks they came from, and who signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from plancheck.observations import Observation
from plancheck.scoring.marks import METHOD_EDITION


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """The verdict of one row: a checkpoint, a year, the target's own date. `closed`: data covered the date.

    `edition` is that of the method which gave the verdict: an earlier one than the publication's where the row had been
    published under it.
    """

    by: date | None
    department: str
    status: str
    lamp: str
    reason: str
    closed: bool
    goal: Decimal | None = None
    value: Decimal | None = None
    edition: int = METHOD_EDITION


@dataclass(frozen=True, slots=True)
class PublishedTarget:
    """A target's verdict, and the values it was judged by. A target that repeats another has no values of its own."""

    id: str
    status: str
    lamp: str
    reason: str
    rows: tuple[PublishedRow, ...] = ()
    values: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A workbook or CSV that the publication rests on, by the SHA-256 of its bytes."""

    path: str
    year: int
    digest: str
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed off, on which day, with what remark; `replaces` is the digest of the publication before."""

    on: date
    by: str = ""
    note: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """One plan, one year. `path` is where it lies, as findings name it; `edition` that of the method."""

    plan: str
    year: int
    as_of: date
    path: str
    signature: Signature
    version: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    files: tuple[ReadFile, ...] = ()
    targets: tuple[PublishedTarget, ...] = ()
    errors: int = 0
    warnings: int = 0
    edition: int = METHOD_EDITION
