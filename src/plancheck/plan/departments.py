"""One department is one department, however its name is written: by key, name, alias, or a name that it had.

A department that was renamed, or that others were merged into, has their pasts: each entry of `formerly` is one, a key
(`gxj`), a name (`市工信局`), or both (`gxj = 市工信局`).
"""

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
    """The department that a key, name or alias means, with or without the 市 before it where only one can be meant.

    A name that one has now goes before one that another had.
    """
    folded = fold_name(name)
    for forms in (present_forms, _all_forms):
        for department in departments.values():
            if folded in forms(department):
                return department
    either = _with_or_without_city(folded)
    meant = [department for department in departments.values() if either.intersection(_all_forms(department))]
    return meant[0] if len(meant) == 1 else None


def former_name(department: Department, name: str) -> str:
    """The entry of `formerly` by which a name means a department; empty where the name is one that it has now."""
    folded = fold_name(name)
    if not department.formerly or folded in present_forms(department):
        return ""
    for meant in ({folded}, _with_or_without_city(folded)):
        for former in department.formerly:
            if meant.intersection(map(fold_name, former_forms(former))):
                return former
    return ""


def former_forms(former: str) -> tuple[str, ...]:
    """The names in an entry of `formerly`: `gxj = 市工信局` has a key and a name, any other is one of them."""
    key, mark, name = former.partition("=")
    return (key.strip(), name.strip()) if mark and name.strip() and is_key(key.strip()) else (former,)


def is_key(text: str) -> bool:
    """Whether a text looks like a department's key, not like its name."""
    return re.fullmatch(r"[A-Za-z0-9_-]+", text) is not None


def present_forms(department: Department) -> list[str]:
    """The key, the name and the aliases that a department has now, folded."""
    return [fold_name(form) for form in (department.key, department.name, *department.aliases)]


def _all_forms(department: Department) -> list[str]:
    had = [fold_name(form) for former in department.formerly for form in former_forms(former)]
    return [*present_forms(department), *had]


def _with_or_without_city(folded: str) -> set[str]:
    return {folded.removeprefix("市"), f"市{folded}"} - {folded}


def nearest_departments(departments: Mapping[str, Department], name: str) -> list[str]:
    """The names most like an unknown one: what they share must be more than 市 and 局."""
    names = {
        _own_part(form): department.name
        for department in departments.values()
        for form in (department.name, *department.aliases, *department.formerly)
    }
    return list(dict.fromkeys(names[own] for own in nearest_few(_own_part(name), names)))


_COMMON = re.compile(r"^[^()]{0,3}?市(?=[^)]{2})|(委员会|办公室|管理局|中心|公司|[局委办社部厅处])$")


def _own_part(name: str) -> str:
    """What no other department has in its name: 财政 of 市财政局."""
    return _COMMON.sub("", fold_name(name)) or name
