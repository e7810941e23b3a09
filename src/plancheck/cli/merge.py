"""`plancheck merge`: parts of one department's workbook, filled by several people, into one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.console import auto_format, tell, wants_color, write
from plancheck.cli.exits import FINDINGS, PASSED
from plancheck.cli.options import Color, Jobs, Lang, NoCache, Quiet, begin, choose
from plancheck.rules.usage import UsageProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancheck.workspace.filled.merging import MergedWorkbook

FORMATS = ("auto", "table", "lines", "json", "junit", "github")
Whole = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="合成的表，.xlsx；不写则只核对 · the whole, .xlsx; without it nothing is written",
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="覆盖已有的文件，原文件另存为 .bak · replace a file, which is kept as .bak")
]


def run(
    files: list[str] = typer.Argument(
        ..., metavar="FILE…", help="同一单位同一年的各份表 · the parts, of one department and year"
    ),
    output: Whole = None,
    force: Force = False,
    jobs: Jobs = 0,
    format: str = typer.Option("auto", "--format", metavar="|".join(FORMATS)),  # noqa: A002
    lang: Lang = "",
    color: Color = "auto",
    quiet: Quiet = False,
    no_cache: NoCache = False,
) -> None:
    from plancheck.cli.files import expand
    from plancheck.render.findings.forms import render_findings
    from plancheck.workspace.filled.merging import merge_parts

    edge = begin(lang, jobs=jobs, no_cache=no_cache, quiet=quiet, near=files)
    form = choose("--format", format, FORMATS)
    form = auto_format() if form == "auto" else form
    paths = expand(files)
    if output is not None:
        _check_output(output, paths, force=force)
    merged = merge_parts(edge.workspace, paths)
    shown = [path.as_posix() for path in paths]
    write(render_findings(merged.findings, form, edge.language, checked=shown, color=wants_color(color, sys.stdout)))
    if not merged.content:
        raise typer.Exit(FINDINGS)
    _write(merged, output, edge.language, quiet=quiet)
    raise typer.Exit(PASSED)


def _check_output(output: Path, parts: Sequence[Path], *, force: bool) -> None:
    """Raises UsageProblem for a file that must not be written: no .xlsx, one of the parts, one that is there."""
    if output.suffix.lower() != ".xlsx":
        raise UsageProblem("merge-ending", path=output.as_posix())
    if not output.exists():
        return
    if any(part.exists() and output.samefile(part) for part in parts):
        raise UsageProblem("output-is-part", path=output.as_posix())
    if not force:
        raise UsageProblem("output-exists", path=output.as_posix())


def _write(merged: MergedWorkbook, output: Path | None, language: str, *, quiet: bool) -> None:
    from plancheck.cli.writing import keep_aside, write_files
    from plancheck.words import word

    if output is not None and not (output.is_file() and output.read_bytes() == merged.content):
        if output.is_file():
            keep_aside(output, language)
        write_files([(output, merged.content)], language)
    if not quiet:
        path = output.as_posix() if output is not None else ""
        parts = "、".join(f"{part}（{count}）" for part, count in merged.counts)
        if language == "en":
            parts = ", ".join(f"{part} ({count})" for part, count in merged.counts)
        values = {"department": merged.department, "year": merged.year, "parts": parts, "path": path}
        tell(word("cli.merged", language, **values, unwritten="" if path else "true"))
