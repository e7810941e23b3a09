"""A year signed off: a plan, a year and a signature in, `published.json` written; or why it was not."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from enum import StrEnum

from plancheck.files import write_atomically
from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.model import Plan
from plancheck.publication.model import Publication, Signature
from plancheck.publication.present_departments import under_present_keys
from plancheck.publication.sign_off import sign_off
from plancheck.publication.upheld import EDITION_TURNED, as_under
from plancheck.publication.written import read_publication, same_content, write_publication
from plancheck.rules.usage import UsageProblem
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.record import below_workspace, from_workspace, publication_path
from plancheck.workspace.yearly import judge_year


class Outcome(StrEnum):
    """What became of a publication."""

    WROTE = "wrote"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Published:
    """A publication that stands in its place, whether written now or before. `path` is as findings name it.

    `turned` are the verdicts of the one before that the edition of the method alone changes: it is unchanged, or replaced.
    """

    outcome: Outcome
    publication: Publication
    path: str
    turned: tuple[Finding, ...] = ()


def publish_year(
    workspace: WorkspaceFolder, plan: Plan, year: int, signature: Signature, *, again: bool = False
) -> Published | Finding:
    """Write a plan's publication of a year; a finding where another one stands in its place, unless it is to be replaced.

    One under an earlier edition of the method that says the same otherwise stays as it is, unless it is published again.
    Raises UsageProblem where nothing of the year was read, or `again` comes without a note.
    """
    refuse_unexplained(signature.note, again=again)
    path = publication_path(workspace, plan, year)
    shown = workspace.shown(path)
    kept = below_workspace(workspace)
    before = path.read_bytes() if path.is_file() else None
    judged = judge_year(workspace, plan, year).assessment
    turned = tuple(
        item for item in judged.findings if item.rule == EDITION_TURNED and dict(item.values)["where"] == shown
    )
    if again and turned:
        anew = judge_year(workspace, plan, year, anew=True).assessment
        # The findings are of the reports; that the verdicts turn is what was asked for.
        judged = replace(anew, findings=tuple(item for item in judged.findings if item not in turned))
    publication = sign_off(judged, year, shown, signature)
    if not any(file.year == year for file in publication.files):
        raise UsageProblem("nothing-to-publish", plan=plan.id, year=year, folder=workspace.shown(path.parent))
    if before is not None:
        if same_content(before, write_publication(publication, kept)) or (
            not again and _says_the_same(workspace, plan, before, publication)
        ):
            return Published(Outcome.UNCHANGED, publication, shown, turned)
        if not again:
            return finding("already-published", TextPlace(shown), plan=plan.id, year=year, on=_signed_on(before))
        publication = replace(publication, signature=replace(signature, replaces=_digest(before)))
    write_atomically(path, write_publication(publication, kept))
    return Published(Outcome.WROTE if before is None else Outcome.REPLACED, publication, shown, turned)


def refuse_unexplained(note: str, *, again: bool) -> None:
    """Raises UsageProblem where what was published is to be replaced and nobody says why."""
    if again and not note:
        raise UsageProblem("again-needs-note")


def _says_the_same(workspace: WorkspaceFolder, plan: Plan, before: bytes, publication: Publication) -> bool:
    """Whether what was published under another edition of the method, or under the names that departments had, says the
    same as it stays, but for the edition and the names.
    """
    read = read_publication(before, publication.path, from_workspace(workspace))
    if isinstance(read, Finding):
        return False
    now = under_present_keys(plan, read)
    if now is read and read.edition == publication.edition:
        return False
    if read.edition != publication.edition:
        publication = as_under(publication, now)
    kept = below_workspace(workspace)
    return same_content(write_publication(now, kept), write_publication(publication, kept))


def _signed_on(data: bytes) -> str:
    signed = _content(data).get("signed")
    return str(signed.get("on", "")) if isinstance(signed, dict) else ""


def _digest(data: bytes) -> str:
    """What is replaced, by its own digest; by that of its bytes where it cannot be read."""
    return str(_content(data).get("digest") or "sha256:" + hashlib.sha256(data).hexdigest())


def _content(data: bytes) -> dict[str, object]:
    try:
        content = json.loads(data)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
