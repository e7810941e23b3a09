"""How the parts of a package refer to one another: `_rels/.rels`, `xl/_rels/workbook.xml.rels` and so on.

Targets are taken as other programs write them: in any case, with a slash in front, with `..` in them. None of them can
leave the package, because a name is only ever looked up among its parts.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from plancheck.spreadsheet.package import Package, canonical
from plancheck.spreadsheet.xml_parts import elements


@dataclass(frozen=True, slots=True)
class Relationship:
    """`type` is the last word of the relation's type, `worksheet`; `target` is a part's name, or an outside address."""

    id: str
    type: str
    target: str
    is_external: bool


def relations_of(package: Package, part: str) -> list[Relationship]:
    """The relations of a part (of the package itself for an empty name), none where it has no list of them."""
    folder, name = posixpath.split(part)
    listing = canonical(posixpath.join(folder, "_rels", f"{name}.rels"))
    content = package.part(listing)
    if content is None:
        return []
    found = []
    for element in elements(listing, content, {"Relationship"}):
        written = element.attributes.get("Target", "")
        is_external = element.attributes.get("TargetMode", "").casefold() == "external"
        target = written if is_external else _resolve(package, folder, written)
        kind = element.attributes.get("Type", "").rpartition("/")[2]
        found.append(Relationship(element.attributes.get("Id", ""), kind, target, is_external))
    return found


def _resolve(package: Package, folder: str, target: str) -> str:
    """The part that a target names: from the folder of the part that names it, or else from the package's top."""
    target = target.replace("\\", "/").partition("#")[0]
    joined = target if target.startswith("/") else posixpath.join("/", folder, target)
    candidates = [joined, _unquoted(joined), target, f"xl/{target}"]
    names = [canonical(posixpath.normpath("/" + candidate.lstrip("/"))) for candidate in candidates]
    return next((name for name in names if name in package.parts), names[0])


def _unquoted(name: str) -> str:
    if "%" not in name:
        return name
    from urllib.parse import unquote  # rare, and slow to import

    return unquote(name)
