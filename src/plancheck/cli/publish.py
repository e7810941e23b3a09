"""`plancheck publish`: sign off a year's verdicts and values, so that a later change shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from plancheck.cli.console import tell, write
from plancheck.cli.exits import FINDINGS, PASSED
from plancheck.cli.options import AsOf, Jobs, Lang, NoCache, PlanNames, Quiet, Year, begin
from plancheck.rules.usage import UsageProblem

if TYPE_CHECKING:
    from plancheck.findings import Finding
    from plancheck.plan.model import Plan
    from plancheck.publication.model import Signature
    from plancheck.workspace.folder import Edge


def run(
    year: Year,
    plans: PlanNames = None,
    by: str = typer.Option("", "--by", metavar="NAME", help="签发人 · who signs off"),
    again: bool = typer.Option(False, "--again", help="重新发布，须附说明 · replace what was published, with --note"),
    note: str = typer.Option("", "--note", metavar="TEXT", help="说明 · why, or what to know"),
    as_of: AsOf = "",
    no_cache: NoCache = False,
    jobs: Jobs = 0,
    lang: Lang = "",
    quiet: Quiet = False,
) -> None:
    from plancheck.publication.model import Signature
    from plancheck.render.findings.forms import finding_lines
    from plancheck.words import word
    from plancheck.workspace.plans import sound_plans
    from plancheck.workspace.yearly import plans_in_year

    edge = begin(lang, as_of, jobs=jobs, no_cache=no_cache, near=plans)
    if again and not note.strip():
        raise UsageProblem("again-needs-note")
    found, _ = sound_plans(edge.config, plans)
    signature = Signature(edge.now, by.strip(), note.strip())
    refused = False
    for plan in plans_in_year(found, year, named=bool(plans)):
        outcome = _publish(edge, plan, year, signature, again=again)
        if isinstance(outcome, tuple):
            key, values = outcome
            if not quiet:
                tell(word(f"publish.{key}", edge.language, **values))
        else:
            refused = True
            write(finding_lines(outcome, edge.language))
    raise typer.Exit(FINDINGS if refused else PASSED)


def _publish(
    edge: Edge, plan: Plan, year: int, signature: Signature, *, again: bool
) -> tuple[str, dict[str, object]] | Finding:
    """Write one plan's publication; or say that it stands already, or that another one stands in its place."""
    from dataclasses import replace
    from pathlib import Path

    from plancheck.files import show_path, write_atomically
    from plancheck.findings import TextPlace, finding
    from plancheck.publication.sign_off import sign_off
    from plancheck.publication.written import same_content, write_publication
    from plancheck.workspace.record import kept_below, publication_path
    from plancheck.workspace.yearly import judge_year

    assessment = judge_year(edge, plan, year).assessment
    path = publication_path(edge.config, plan, year)
    shown = show_path(path, Path.cwd())
    publication = sign_off(assessment, year, shown, signature)
    if not any(one.year == year for one in publication.files):
        raise UsageProblem("nothing-to-publish", plan=plan.id, year=year, folder=show_path(path.parent, Path.cwd()))
    kept = kept_below(edge.config)
    told: dict[str, object] = {"plan": plan.id, "year": year, "path": shown, "count": len(publication.targets)}
    before = path.read_bytes() if path.is_file() else None
    if before is not None:
        if same_content(before, write_publication(publication, kept)):
            return "unchanged", told
        if not again:
            return finding("already-published", TextPlace(shown), plan=plan.id, year=year, on=_signed_on(before))
        publication = replace(publication, signature=replace(signature, replaces=_digest(before)))
    write_atomically(path, write_publication(publication, kept))
    told |= {"errors": publication.errors or "", "by": signature.by, "files": len(publication.files)}
    return "wrote" if before is None else "replaced", told


def _signed_on(data: bytes) -> str:
    signed = _content(data).get("signed")
    return str(signed.get("on", "")) if isinstance(signed, dict) else ""


def _digest(data: bytes) -> str:
    """What is replaced, by its own digest; by that of its bytes where it cannot be read."""
    import hashlib

    return str(_content(data).get("digest") or "sha256:" + hashlib.sha256(data).hexdigest())


def _content(data: bytes) -> dict[str, object]:
    try:
        told = json.loads(data)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
