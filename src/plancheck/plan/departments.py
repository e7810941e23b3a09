"""One department is one department, however its name is written: by key, name or alias."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from plancheck.plan.model import Department
from plancheck.text.nearest import nearest_few


@lru_cache(maxsize=4096)  # the same few names, for every workbook
def fold_name(name: str) -> str:
    """Half-width, no spaces, lower case: what two spellings of a department have in common."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def find_department(departments: Mapping[str, Department], name: str) -> Department | None:
    """The department that a key, name or alias means, with or without the 市 before it where only one can be meant."""
    folded = fold_name(name)
    for department in departments.values():
        if folded in _forms(department):
            return department
    either = {folded.removeprefix("市"), f"市{folded}"} - {folded}
    meant = [department for department in departments.values() if either.intersection(_forms(department))]
    return meant[0] if len(meant) == 1 else None


def _forms(department: Department) -> list[str]:
    return [fold_name(form) for form in (department.key, department.name, *department.aliases)]


def nearest_departments(departments: Mapping[str, Department], name: str) -> list[str]:
    """The names most like an unknown one: what they share must be more than 市 and 局."""
    names = {
        _own_part(form): department.name
        for department in departments.values()
        for form in (department.name, *department.aliases)
    }
    return list(dict.fromkeys(names[own] for own in nearest_few(_own_part(name), names)))


_COMMON = re.compile(r"^[^()]{0,3}?市(?=[^)]{2})|(委员会|办公室|管理局|中心|公司|[局委办社部厅处])$")


def _own_part(name: str) -> str:
    """What no other department has in its name: 财政 of 市财政局."""
    return _COMMON.sub("", fold_name(name)) or name
