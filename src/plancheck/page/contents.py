"""What a page holds of a workspace, and says of itself: plans, settings, one department's past; title, day, digest."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from plancheck import __version__
from plancheck.files import safe_name
from plancheck.page.own_reports import own_reports
from plancheck.page.plan_facts import plan_facts
from plancheck.page.plan_source import plan_source
from plancheck.page.settings import settings_text
from plancheck.plan.model import Plan
from plancheck.words import word
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.plans import plan_settings


@dataclass(frozen=True, slots=True)
class PageContents:
    """One page to be. `kind` is `officer` or `coordinator`; `files` lie in the engine's workspace, by their path there.

    `department` names whose past values are among them; empty where nobody's are.
    """

    kind: str
    language: str
    issued: date
    plans: tuple[Plan, ...] = ()
    files: Mapping[PurePosixPath, bytes] = field(default_factory=dict)
    department: str = ""
    pinned: date | None = None

    @property
    def digest(self) -> str:
        """Of what is in it; the same plans, settings and values have the same."""
        digest = hashlib.sha256()
        for path, content in sorted(self.files.items()):
            digest.update(f"{path}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()[:12]

    def as_json(self) -> dict[str, Any]:
        """What the page's script is handed."""
        return {
            "kind": self.kind,
            "version": __version__,
            "language": self.language,
            "issued": self.issued.isoformat(),
            "digest": self.digest,
            "pinned": self.pinned.isoformat() if self.pinned else "",
            "department": self.department,
            "plans": [plan_facts(plan) for plan in self.plans],
            "files": [
                {"path": str(path), "base64": base64.b64encode(content).decode()}
                for path, content in sorted(self.files.items())
            ],
        }


def officer_contents(
    workspace: WorkspaceFolder, plans: Sequence[Plan], issued: date, department: Mapping[str, str]
) -> PageContents:
    """A page that checks workbooks of these plans. `department` has the key, by plan id, of the one that it is for.

    Raises UsageProblem where the settings of a plan are impossible.
    """
    for plan in plans:
        plan_settings(workspace, plan)
    names = dict.fromkeys(plan.department_name(department[plan.id]) for plan in plans if plan.id in department)
    languages = {plan.language for plan in plans}
    return PageContents(
        kind="officer",
        language=workspace.config.lang or (languages.pop() if len(languages) == 1 else "zh"),
        issued=issued,
        plans=tuple(plans),
        files=dict(_files(workspace, plans, department)),
        department="、".join(names),
        pinned=workspace.config.as_of,
    )


def coordinator_contents(workspace: WorkspaceFolder, issued: date) -> PageContents:
    """A page that runs a whole workspace, which is dropped on it: nothing of any workspace is in it."""
    return PageContents(kind="coordinator", language=workspace.config.lang or "zh", issued=issued)


def page_name(contents: PageContents) -> str:
    """What a page's file is called where nobody says otherwise.

    One that holds a department's figures bears its name: it must not be taken for, or lie in the place of, the one for all.
    """
    name = safe_name(contents.department) if contents.department else ""
    return word(f"page.file.{contents.kind}", contents.language, department=name)


def _files(
    workspace: WorkspaceFolder, plans: Sequence[Plan], department: Mapping[str, str]
) -> Iterator[tuple[PurePosixPath, bytes]]:
    yield PurePosixPath("plancheck.toml"), settings_text(workspace.config, plans, department).encode("utf-8")
    for plan in plans:
        key = department.get(plan.id, "")
        yield (
            PurePosixPath("plans", f"{plan.id}.toml"),
            plan_source(workspace.at(Path(plan.path)), plan, key).encode("utf-8"),
        )
        if key:
            yield from own_reports(workspace, plan, key)
