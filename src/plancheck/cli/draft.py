"""`plancheck draft`: a first plan file from a policy document."""

from __future__ import annotations

from pathlib import Path

import typer

from plancheck.cli.console import tell, write
from plancheck.cli.exits import COULD_NOT_JUDGE
from plancheck.cli.options import Lang, Output, begin
from plancheck.rules.usage import UsageProblem


def run(
    document: Path = typer.Argument(..., metavar="DOC", help="政策文件，.txt 或 .md · the document, as text"),
    plan_id: str = typer.Option("", "--id", metavar="ID", help="方案代号 · id of the plan; default: the file's name"),
    lang: Lang = "",
    output: Output = None,
) -> None:
    import re

    from plancheck.findings import Finding
    from plancheck.render.findings.forms import finding_lines
    from plancheck.source.document.document import read_document
    from plancheck.source.draft.draft import draft
    from plancheck.words import word

    edge = begin(lang)
    if output is not None and output.exists():
        raise UsageProblem("already-there", path=output.as_posix())
    text = read_document(document)
    if isinstance(text, Finding):
        tell(finding_lines(text, edge.language).rstrip())
        raise typer.Exit(COULD_NOT_JUDGE)
    name = plan_id or (output.stem if output else re.sub(r"[^A-Za-z0-9-]+", "-", document.stem).strip("-")) or "plan"
    write(draft(text, name, edge.language), output)
    tell(word("cli.draft-next", edge.language, source=document.as_posix(), plan=name))
