"""Who a clause says is responsible: 牵头单位 and 责任单位, from the bracket at its end or the last cells of its row."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from plancheck.source.document.clauses import Clause, ClauseKind

_INSIDE = r"(?:[^()〔〕;；]|\([^()]*\))+"
_LED_AND_SUPPORTED = re.compile(rf"牵头单位:(?P<lead>{_INSIDE})(?:[;；] ?责任单位:(?P<support>{_INSIDE}))?")
_BRACKET = re.compile(r"\((?P<inside>(?:[^()]|\([^()]*\))*?(?:负责|牵头|落实)(?:[^()]|\([^()]*\))*)\)")
_LED = re.compile(r"^(?P<lead>[^,，]+?)牵头[,，]?(?P<rest>.*)$")
_TAIL = re.compile(
    r"(?:等(?:有关|相关)?(?:部门|单位))?(?:按(?:照)?职责分工)?负责.*$|具体落实.*$|等(?:有关|相关)?(?:部门|单位).*$"
)
_BETWEEN = re.compile(r"[、,，;；](?![^()]*\))")
_LONGEST_NAME = 24
_CELLS_WITH_DEPARTMENTS = 4

Responsible = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Listing:
    """Who answers for a stretch of a clause, `start` to `end` of its text; `text` is the list as written."""

    start: int
    end: int
    text: str
    lead: tuple[str, ...]
    support: tuple[str, ...]


def responsible(clause: Clause) -> Responsible:
    """The departments that lead and those that support; all lead where the clause does not tell them apart."""
    listed = listings(clause)
    lead = dict.fromkeys(name for listing in listed for name in listing.lead)
    support = dict.fromkeys(name for listing in listed for name in listing.support)
    return tuple(lead), tuple(support)


def listings(clause: Clause) -> list[Listing]:
    """The lists of departments of a clause, each with what it holds for: from the list before it to its own end."""
    found = _of_rows(clause.text) if clause.kind in (ClauseKind.ROW, ClauseKind.BLOCK) else _of_brackets(clause.text)
    starts = [0, *(listing.end for listing in found)]
    return [replace(listing, start=start) for listing, start in zip(found, starts, strict=False)]


def _of_brackets(text: str) -> list[Listing]:
    # A page break can leave a second bracket open in front of the rest of a list.
    text = re.sub(r"、(\n?)\(", r"、\1 ", text)
    if listed := list(_LED_AND_SUPPORTED.finditer(text)):
        return [
            Listing(
                start=0,
                end=found.end(),
                text=found[0],
                lead=_names(found["lead"]),
                support=_names(found["support"] or ""),
            )
            for found in listed
        ]
    brackets = list(_BRACKET.finditer(text))
    return [_of_bracket(bracket) for bracket in brackets if bracket is brackets[-1] or _closes(text, bracket.end())]


def _closes(text: str, end: int) -> bool:
    """Whether a paragraph ends here: a bracket inside one names nobody for the whole."""
    return bool(re.match(r"[。;；]?(?:\n|$)", text[end:]))


def _of_bracket(bracket: re.Match[str]) -> Listing:
    inside = bracket["inside"].replace("\n", "")
    led = _LED.match(inside)
    lead, support = (_names(led["lead"]), _names(led["rest"])) if led else (_names(inside), ())
    return Listing(start=0, end=bracket.end(), text=inside, lead=lead, support=support)


def _of_rows(text: str) -> list[Listing]:
    found, end = [], 0
    for row in text.split("\n"):
        end += len(row) + 1
        if len(cells := row.split("\t")) >= _CELLS_WITH_DEPARTMENTS:
            leads, supports = cells[-2:]
            text = f"{leads}\t{supports}"
            found.append(Listing(start=0, end=end, text=text, lead=_names(leads), support=_names(supports)))
    return found


def _names(text: str) -> tuple[str, ...]:
    names = (
        _balanced(name.strip(" 〔〕")).removeprefix("由")
        for name in _BETWEEN.split(_TAIL.sub("", text.replace("\n", "")))
    )
    return tuple(dict.fromkeys(name for name in names if name and len(name) <= _LONGEST_NAME))


def _balanced(name: str) -> str:
    """A bracket without its other half is none."""
    return name if name.count("(") == name.count(")") else name.replace("(", "").replace(")", "")
