"""Who a clause says is responsible: 牵头单位 and 责任单位, from the bracket at its end or the last cells of its row."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plancheck.source.clauses import Clause, Form

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


def responsible(clause: Clause) -> Responsible:
    """The departments that lead and those that support; all lead where the clause does not tell them apart."""
    if clause.form in (Form.ROW, Form.BLOCK):
        return _of_rows(clause.text)
    # A page break can leave a second bracket open in front of the rest of a list.
    text = clause.text.replace("\n", "").replace("、(", "、")
    if listed := list(_LED_AND_SUPPORTED.finditer(text)):
        return _merged(found["lead"] for found in listed), _merged(found["support"] or "" for found in listed)
    brackets = list(_BRACKET.finditer(text))
    if not brackets:
        return (), ()
    inside = brackets[-1]["inside"]
    if led := _LED.match(inside):
        return _names(led["lead"]), _names(led["rest"])
    return _names(inside), ()


def _of_rows(text: str) -> Responsible:
    rows = [cells for row in text.split("\n") if len(cells := row.split("\t")) >= _CELLS_WITH_DEPARTMENTS]
    return _merged(cells[-2] for cells in rows), _merged(cells[-1] for cells in rows)


def _merged(lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for text in lists for name in _names(text)))


def _names(text: str) -> tuple[str, ...]:
    names = (_balanced(name.strip(" 〔〕")).removeprefix("由") for name in _BETWEEN.split(_TAIL.sub("", text)))
    return tuple(dict.fromkeys(name for name in names if name and len(name) <= _LONGEST_NAME))


def _balanced(name: str) -> str:
    """A bracket without its other half is none."""
    return name if name.count("(") == name.count(")") else name.replace("(", "").replace(")", "")
