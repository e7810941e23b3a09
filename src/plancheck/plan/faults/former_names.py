"""What is wrong with the former names of a plan's departments: a past that two would have, or one that is still there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.departments import fold_name, former_forms, is_key, present_forms
from plancheck.plan.lines import Path
from plancheck.plan.model import Department, Plan


def check_former_names(plan: Plan, place_of: Callable[[Path], TextPlace]) -> Iterator[Finding]:
    """A former name that is still a department's, that two departments have, or of which it is open how many they were."""
    present = {form: department.key for department in plan.departments.values() for form in present_forms(department)}
    taken: dict[str, str] = {}
    for department in plan.departments.values():
        place = place_of(("departments", department.key, "formerly"))
        for rule, values in _faults(department, present, taken):
            yield finding(rule, place, second=department.key, **values)


def _faults(
    department: Department, present: Mapping[str, str], taken: dict[str, str]
) -> Iterator[tuple[str, dict[str, str]]]:
    for former in department.formerly:
        for name in former_forms(former):
            folded = fold_name(name)
            now, first = present.get(folded), taken.setdefault(folded, department.key)
            if now is not None:
                yield "formerly-itself" if now == department.key else "formerly-exists", {"name": name, "first": now}
            elif first != department.key:
                yield "formerly-twice", {"name": name, "first": first}
    keys = [former for former in department.formerly if is_key(former)]
    names = [former for former in department.formerly if not is_key(former) and len(former_forms(former)) == 1]
    if keys and names:
        yield "formerly-mixed", {"key": keys[0], "name": names[0]}
