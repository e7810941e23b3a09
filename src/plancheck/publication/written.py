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
from plancheck.text.numbers import plain

FORMAT = 1
#: What a second signing of the same year may change without the content being another.
_NOT_CONTENT = ("digest", "signed", "version", "findings")
#: A path as findings name it to the path that is kept (below the workspace), or back.
Path = Callable[[str], str]


def write_publication(publication: Publication, kept: Path) -> bytes:
    """The JSON of a publication, its digest last."""
    told = _publication(publication, kept)
    told["digest"] = digest_of(told)
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def digest_of(told: Mapping[str, Any]) -> str:
    """SHA-256 over everything but the digest itself, keys sorted, nothing between."""
    rest = {name: value for name, value in told.items() if name != "digest"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def same_content(one: bytes, other: bytes) -> bool:
    """Whether two publications say the same, whoever signed them when."""
    return _content(one) == _content(other)


def _content(data: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(data)
    except ValueError:
        return None
    return {name: value for name, value in told.items() if name not in _NOT_CONTENT} if isinstance(told, dict) else None


def read_publication(data: bytes, path: str, shown: Path) -> Publication | Finding:
    """The publication in a file, or what is wrong with it. One whose digest does not fit was changed by hand."""
    try:
        told = json.loads(data)
        if not isinstance(told, dict) or told.get("format") != FORMAT:
            return finding("published-unreadable", TextPlace(path))
        if told.get("digest") != digest_of(told):
            return finding("published-altered", TextPlace(path))
        return _read(told, path, shown)
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation, RecursionError):
        return finding("published-unreadable", TextPlace(path))


def _publication(publication: Publication, kept: Path) -> dict[str, Any]:
    signature = publication.signature
    return {
        "format": FORMAT,
        "plan": publication.plan,
        "year": publication.year,
        "as_of": publication.as_of.isoformat(),
        "version": publication.version,
        "signed": {
            "on": signature.on.isoformat(),
            "by": signature.by or None,
            "note": signature.note or None,
            "replaces": signature.replaces or None,
        },
        "settings": dict(publication.settings),
        "findings": {"errors": publication.errors, "warnings": publication.warnings},
        "files": [
            {"path": kept(one.path), "year": one.year, "departments": list(one.departments), "sha256": one.digest}
            for one in publication.files
        ],
        "targets": [_target(target, kept) for target in publication.targets],
    }


def _target(target: PublishedTarget, kept: Path) -> dict[str, Any]:
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
            }
            for row in target.rows
        ],
        "values": [_value(one, kept) for one in target.values],
    }


def _value(one: Observation, kept: Path) -> dict[str, Any]:
    place = one.place
    return {
        "period_end": one.period_end.isoformat(),
        "department": one.department,
        "value": _number(one.value),
        "state": str(one.state) if one.state is not None else None,
        "reference": _number(one.reference),
        "baseline": one.is_baseline,
        "year": one.year,
        "path": kept(place.path),
        "line": place.line if isinstance(place, TextPlace) else None,
        "sheet": place.sheet if isinstance(place, CellPlace) else None,
        "cell": place.cells if isinstance(place, CellPlace) else None,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _read(told: Mapping[str, Any], path: str, shown: Path) -> Publication:
    signed, counted = told["signed"], told["findings"]
    return Publication(
        plan=told["plan"],
        year=int(told["year"]),
        as_of=date.fromisoformat(told["as_of"]),
        path=path,
        signature=Signature(
            date.fromisoformat(signed["on"]), signed["by"] or "", signed["note"] or "", signed["replaces"] or ""
        ),
        version=told["version"],
        settings={str(name): str(value) for name, value in told["settings"].items()},
        files=tuple(
            ReadFile(shown(one["path"]), int(one["year"]), one["sha256"], tuple(one["departments"]))
            for one in told["files"]
        ),
        targets=tuple(_read_target(target, shown) for target in told["targets"]),
        errors=int(counted["errors"]),
        warnings=int(counted["warnings"]),
    )


def _read_target(told: Mapping[str, Any], shown: Path) -> PublishedTarget:
    rows = tuple(
        PublishedRow(
            date.fromisoformat(row["by"]) if row["by"] else None,
            row["department"] or "",
            row["status"],
            row["lamp"],
            row["reason"],
            bool(row["closed"]),
            _decimal(row["goal"]),
            _decimal(row["value"]),
        )
        for row in told["rows"]
    )
    values = tuple(_read_value(told["id"], one, shown) for one in told["values"])
    return PublishedTarget(told["id"], told["status"], told["lamp"], told["reason"], rows, values)


def _read_value(target: str, told: Mapping[str, Any], shown: Path) -> Observation:
    return Observation(
        target,
        told["department"],
        date.fromisoformat(told["period_end"]),
        _place(told, shown),
        int(told["year"]),
        _decimal(told["value"]),
        State(told["state"]) if told["state"] else None,
        _decimal(told["reference"]),
        bool(told["baseline"]),
    )


def _place(told: Mapping[str, Any], shown: Path) -> Place:
    path = shown(told["path"])
    return CellPlace(path, told["sheet"], told["cell"]) if told["sheet"] else TextPlace(path, told["line"])


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
