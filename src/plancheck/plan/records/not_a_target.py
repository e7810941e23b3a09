"""Figures of a document that are no targets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotATarget:
    """A figure of the document that is no target, and why."""

    figure: str
    locator: str
    why: str
    times: int = 1
    optional: bool = False
    line: int = 0
