"""`plancheck publish`: sign off a year's verdicts and values, so that a later change shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from plancheck.cli.console import tell, write
from plancheck.cli.exits import FINDINGS, PASSED
from plancheck.cli.options import AsOf, Jobs, Lang, NoCache, PlanNames, Quiet, Year, begin

if TYPE_CHECKING:
    from plancheck.workspace.publish import Published


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
    from plancheck.findings import Finding
    from plancheck.publication.model import Signature
    from plancheck.render.findings.digest import turned_line
    from plancheck.render.findings.forms import finding_lines
    from plancheck.workspace.plans import sound_plans
    from plancheck.workspace.publish import publish_year, refuse_unexplained
    from plancheck.workspace.yearly import plans_in_year

    edge = begin(lang, as_of, jobs=jobs, no_cache=no_cache, quiet=quiet, near=plans)
    refuse_unexplained(note.strip(), again=again)
    signature = Signature(edge.workspace.today, by.strip(), note.strip())
    refused = False
    for plan in plans_in_year(sound_plans(edge.workspace, plans), year, named=bool(plans)):
        published = publish_year(edge.workspace, plan, year, signature, again=again)
        if isinstance(published, Finding):
            refused = True
            write(finding_lines(published, edge.language))
            continue
        # What the edition alone turns is what somebody decides about: it is said whatever else is not.
        write("".join(f"{plan.id}/{turned_line(item, edge.language)}\n" for item in published.turned))
        if not quiet:
            tell(_told(published, edge.language))
    raise typer.Exit(FINDINGS if refused else PASSED)


def _told(published: Published, language: str) -> str:
    from plancheck.words import word

    publication = published.publication
    return word(
        f"publish.{published.outcome}",
        language,
        plan=publication.plan,
        year=publication.year,
        path=published.path,
        count=len(publication.targets),
        errors=publication.errors or "",
        by=publication.signature.by,
        files=len(publication.files),
    )
