"""A publication as the JSON that is kept, and back: readable, with a digest of its own content, stable to the byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from plancheck.findings import CellPlace, Finding, Place, TextPlace, finding
from plancheck.observations import Observation, State
from plancheck.publication.model import Publication, PublishedRow, PublishedTarget, ReadFile, Signature
from plancheck.scoring.marks import FIRST_EDITION
from plancheck.text.numbers import plain

FORMAT = 1
#: What a second signing of the same year may change without the content being another.
_NOT_CONTENT = ("digest", "signed", "version", "findings")
#: A path as findings name it to the path that is kept, below the workspace; or one that is kept to the one to be shown.
PathRenaming = Callable[[str], str]


def write_publication(publication: Publication, keep_path: PathRenaming) -> bytes:
    """The JSON of a publication, its digest last."""
    content = _publication(publication, keep_path)
    content["digest"] = digest_of(content)
    return _stored(json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 over everything but the digest itself, keys sorted, nothing between."""
    rest = {name: value for name, value in content.items() if name != "digest"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(_stored(text)).hexdigest()


def _stored(text: str) -> bytes:
    """JSON as bytes; the name of a file that is no text is escaped, and is the same when it is read."""
    return text.encode("utf-8", "backslashreplace")


def same_content(data: bytes, other: bytes) -> bool:
    """Whether two publications say the same, whoever signed them when."""
    return _content(data) == _content(other)


def _content(data: bytes) -> dict[str, Any] | None:
    try:
        raw = json.loads(data)
    except ValueError:
        return None
    return {name: value for name, value in raw.items() if name not in _NOT_CONTENT} if isinstance(raw, dict) else None


def read_publication(data: bytes, path: str, show_path: PathRenaming) -> Publication | Finding:
    """The publication in a file, or what is wrong with it. One whose digest does not fit was changed by hand."""
    try:
        raw = json.loads(data)
        if not isinstance(raw, dict) or raw.get("format") != FORMAT:
            return finding("published-unreadable", TextPlace(path))
        if raw.get("digest") != digest_of(raw):
            return finding("published-altered", TextPlace(path))
        return _read(raw, path, show_path)
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation, RecursionError):
        return finding("published-unreadable", TextPlace(path))


def _publication(publication: Publication, keep_path: PathRenaming) -> dict[str, Any]:
    signature = publication.signature
    return {
        "format": FORMAT,
        "plan": publication.plan,
        "year": publication.year,
        "as_of": publication.as_of.isoformat(),
        "version": publication.version,
        # The first edition's publications do not name it.
        **({} if publication.edition == FIRST_EDITION else {"method_edition": publication.edition}),
        "signed": {
            "on": signature.on.isoformat(),
            "by": signature.by or None,
            "note": signature.note or None,
            "replaces": signature.replaces or None,
        },
        "settings": dict(publication.settings),
        "findings": {"errors": publication.errors, "warnings": publication.warnings},
        "files": [
            {
                "path": keep_path(file.path),
                "year": file.year,
                "departments": list(file.departments),
                "sha256": file.digest,
            }
            for file in publication.files
        ],
        "targets": [_target(target, publication.edition, keep_path) for target in publication.targets],
    }


def _target(target: PublishedTarget, edition: int, keep_path: PathRenaming) -> dict[str, Any]:
    return {
        "id": target.id,
        "status": target.status,
        "lamp": target.lamp,
        "reason": target.reason,
        "rows": [
            {
                "by": row.by.isoformat() if row.by else None,
                "department": row.department or None,
                "goal": _number(row.goal),
                "value": _number(row.value),
                "status": row.status,
                "lamp": row.lamp,
                "reason": row.reason,
                "closed": row.closed,
                **({} if row.edition == edition else {"method_edition": row.edition}),
            }
            for row in target.rows
        ],
        "values": [_value(value, keep_path) for value in target.values],
    }


def _value(observation: Observation, keep_path: PathRenaming) -> dict[str, Any]:
    place = observation.place
    return {
        "period_end": observation.period_end.isoformat(),
        "department": observation.department,
        "value": _number(observation.value),
        "state": str(observation.state) if observation.state is not None else None,
        "reference": _number(observation.reference),
        "baseline": observation.is_baseline,
        "year": observation.year,
        "path": keep_path(place.path),
        "line": place.line if isinstance(place, TextPlace) else None,
        "sheet": place.sheet if isinstance(place, CellPlace) else None,
        "cell": place.cells if isinstance(place, CellPlace) else None,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _read(raw: Mapping[str, Any], path: str, show_path: PathRenaming) -> Publication:
    signed, counted = raw["signed"], raw["findings"]
    edition = _edition(raw, FIRST_EDITION)
    return Publication(
        plan=raw["plan"],
        year=int(raw["year"]),
        as_of=date.fromisoformat(raw["as_of"]),
        path=path,
        signature=Signature(
            on=date.fromisoformat(signed["on"]),
            by=signed["by"] or "",
            note=signed["note"] or "",
            replaces=signed["replaces"] or "",
        ),
        version=raw["version"],
        settings={str(name): str(value) for name, value in raw["settings"].items()},
        files=tuple(
            ReadFile(show_path(file["path"]), int(file["year"]), file["sha256"], tuple(file["departments"]))
            for file in raw["files"]
        ),
        targets=tuple(_read_target(target, edition, show_path) for target in raw["targets"]),
        errors=int(counted["errors"]),
        warnings=int(counted["warnings"]),
        edition=edition,
    )


def _edition(raw: Mapping[str, Any], otherwise: int) -> int:
    """The edition that is named; the first one named none. Raises ValueError where it is none."""
    edition = raw.get("method_edition", otherwise)
    if isinstance(edition, bool) or not isinstance(edition, int) or edition < FIRST_EDITION:
        raise ValueError(edition)
    return edition


def _read_target(raw: Mapping[str, Any], edition: int, show_path: PathRenaming) -> PublishedTarget:
    return PublishedTarget(
        id=raw["id"],
        status=raw["status"],
        lamp=raw["lamp"],
        reason=raw["reason"],
        rows=tuple(_read_row(row, edition) for row in raw["rows"]),
        values=tuple(_read_value(raw["id"], value, show_path) for value in raw["values"]),
    )


def _read_row(raw: Mapping[str, Any], edition: int) -> PublishedRow:
    return PublishedRow(
        by=date.fromisoformat(raw["by"]) if raw["by"] else None,
        department=raw["department"] or "",
        status=raw["status"],
        lamp=raw["lamp"],
        reason=raw["reason"],
        closed=bool(raw["closed"]),
        goal=_decimal(raw["goal"]),
        value=_decimal(raw["value"]),
        edition=_edition(raw, edition),
    )


def _read_value(target: str, raw: Mapping[str, Any], show_path: PathRenaming) -> Observation:
    return Observation(
        target=target,
        department=raw["department"],
        period_end=date.fromisoformat(raw["period_end"]),
        place=_place(raw, show_path),
        year=int(raw["year"]),
        value=_decimal(raw["value"]),
        state=State(raw["state"]) if raw["state"] else None,
        reference=_decimal(raw["reference"]),
        is_baseline=bool(raw["baseline"]),
    )


def _place(raw: Mapping[str, Any], show_path: PathRenaming) -> Place:
    path = show_path(raw["path"])
    return CellPlace(path, raw["sheet"], raw["cell"]) if raw["sheet"] else TextPlace(path, raw["line"])


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
