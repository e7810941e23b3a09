"""Who receives the workbooks of a plan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipient:
    """The office that departments send their workbooks to; phone and mailbox are empty where the plan names none."""

    name: str
    phone: str = ""
    mail: str = ""
