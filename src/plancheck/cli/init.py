"""`plancheck init`: a new workspace."""

from __future__ import annotations

from pathlib import Path

import typer

from plancheck.cli.console import write
from plancheck.cli.options import Lang, begin
from plancheck.rules.usage import UsageProblem


def run(
    directory: Path = typer.Argument(Path(), metavar="[DIR]", help="工作区文件夹 · folder of the workspace"),
    lang: Lang = "",
) -> None:
    from plancheck.cli.options import choose
    from plancheck.examples import example_text
    from plancheck.files import write_atomically
    from plancheck.words import word
    from plancheck.workspace.config import FILE_NAME

    choose("--lang", lang, ("zh", "en", ""))
    edge = begin(lang)
    texts = {
        directory / FILE_NAME: example_text("config", edge.language),
        directory / "plans" / "example.toml": example_text("plan", edge.language),
        directory / "plans" / "plan.schema.json": _schema(),
    }
    for path in texts:
        if path.exists():
            raise UsageProblem("already-there", path=path.as_posix())
    (directory / "reports").mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text.encode("utf-8"))
        write(word("cli.wrote", edge.language, path=path.as_posix()))
    write(
        word(
            "cli.init-next",
            edge.language,
            year=_year(texts[directory / "plans" / "example.toml"], edge.workspace.today.year),
        )
    )


def _year(plan: str, this_year: int) -> int:
    """The year to issue workbooks for: this one, if the example plan runs in it."""
    import tomli

    header = tomli.loads(plan)["plan"]
    return int(min(max(this_year, header["start"].year), header["end"].year))


def _schema() -> str:
    import json

    from plancheck.plan.schema import plan_schema

    return json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n"
