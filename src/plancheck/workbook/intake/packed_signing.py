"""Who signed a workbook, packed for the cache: lists and texts out, and a `SignedBy` of the right types back, or an error."""

from __future__ import annotations

from datetime import date
from typing import Any

from plancheck.findings import CellPlace
from plancheck.observations import SignedBy
from plancheck.workbook.intake.packed_values import to_text
from plancheck.workbook.layout import COVER_FIELDS


def from_signing(signed: SignedBy | None) -> list[Any] | None:
    """What JSON can hold."""
    if signed is None:
        return None
    places = {name: [place.sheet, place.cells] for name, place in signed.places.items() if isinstance(place, CellPlace)}
    day = signed.reported_on.isoformat() if signed.reported_on else None
    return [signed.prepared_by, signed.phone, signed.approved_by, day, places]


def to_signing(record: Any, path: str) -> SignedBy | None:
    """What was packed, of the file at `path`. Raises TypeError or ValueError for what never was."""
    if record is None:
        return None
    prepared_by, phone, approved_by, day, places = record
    return SignedBy(
        prepared_by=to_text(prepared_by),
        phone=to_text(phone),
        approved_by=to_text(approved_by),
        reported_on=None if day is None else date.fromisoformat(to_text(day)),
        places={
            _field(name): CellPlace(path, to_text(sheet), to_text(cells)) for name, (sheet, cells) in places.items()
        },
    )


def _field(name: str) -> str:
    if name not in COVER_FIELDS:
        raise ValueError(name)
    return name
