"""One department is one department, however its name is written: by key, name or alias."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from plancheck.nearest import nearest_few
from plancheck.plan.model import Department


def fold_name(name: str) -> str:
    """Half-width, no spaces, lower case: what two spellings of a department have in common."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def find_department(departments: Mapping[str, Department], name: str) -> Department | None:
    """The department that a key, name or alias means."""
    folded = fold_name(name)
    for department in departments.values():
        if folded in (fold_name(department.key), fold_name(department.name), *map(fold_name, department.aliases)):
            return department
    return None


def nearest_departments(departments: Mapping[str, Department], name: str) -> list[str]:
    """The names most like an unknown one."""
    names = {form: department.name for department in departments.values()
             for form in (department.name, *department.aliases)}  # fmt: skip
    return list(dict.fromkeys(names[form] for form in nearest_few(name, names)))
