"""plancheck: check what an action plan promised against what its departments report.

The names below are the library's face; each is loaded when it is first asked for, so that the import costs nothing
(`docs/python.md`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plancheck.assessment.assess import Assessment, assess
    from plancheck.findings import Finding
    from plancheck.plan.read import read_plan
    from plancheck.rules.usage import UsageProblem
    from plancheck.workbook.intake.intake import read_workbook
    from plancheck.workspace.opening import open_workspace
    from plancheck.workspace.workspace import Workspace

__version__ = "0.1.0"
__all__ = [
    "Assessment",
    "Finding",
    "UsageProblem",
    "Workspace",
    "__version__",
    "assess",
    "open_workspace",
    "read_plan",
    "read_workbook",
]

#: Name to the module that has it.
_HOMES = {
    "Assessment": "plancheck.assessment.assess",
    "Finding": "plancheck.findings",
    "UsageProblem": "plancheck.rules.usage",
    "Workspace": "plancheck.workspace.workspace",
    "assess": "plancheck.assessment.assess",
    "open_workspace": "plancheck.workspace.opening",
    "read_plan": "plancheck.plan.read",
    "read_workbook": "plancheck.workbook.intake.intake",
}


if not TYPE_CHECKING:  # or a misspelled name would be one to a type checker

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return globals().setdefault(name, getattr(import_module(_HOMES[name]), name))


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
