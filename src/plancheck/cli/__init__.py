"""The command line: one file a command. It parses, calls, renders and exits.

Only here: typer, the environment, the working directory; the clock here and in `workspace.opening`. A command's module is
imported when that command runs; what is needed to list them all is here.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from plancheck import __version__

#: Command to its module; the order of `--help`, which is the order of the work.
COMMANDS = (
    "init",
    "draft",
    "lint",
    "trace",
    "targets",
    "schema",
    "template",
    "page",
    "validate",
    "merge",
    "status",
    "explain",
    "compare",
    "report",
    "gate",
    "chase",
    "publish",
    "demo",
)


def main() -> None:
    """Entry point of the `plancheck` script."""
    from plancheck.cli.console import prepare_streams, startup_language
    from plancheck.cli.exits import exit_codes

    # With lxml installed, for Word files, openpyxl would write the same workbook in other bytes than everywhere else.
    os.environ["OPENPYXL_LXML"] = "False"
    prepare_streams()
    language = startup_language(sys.argv[1:])
    with _little_garbage(), exit_codes(language):
        _app(language, sys.argv[1:])()


@contextmanager
def _little_garbage() -> Iterator[None]:
    """Look for garbage seldom, and not at all in what goes with the process: a tenth of a short run each."""
    gc.set_threshold(50_000, 20, 20)
    try:
        yield
    finally:
        gc.freeze()


def _app(language: str, arguments: list[str]) -> Any:
    """The typer app with the command that was asked for, or with all of them where none was (for `--help`)."""
    import typer

    from plancheck.words import word

    app = typer.Typer(
        name="plancheck",
        help=word("cli.plancheck", language),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    def show_version(wanted: bool) -> None:
        if wanted:
            typer.echo(f"plancheck {__version__}")
            raise typer.Exit

    @app.callback()
    def root(
        version: bool = typer.Option(
            False, "--version", callback=show_version, is_eager=True, help="plancheck VERSION"
        ),
    ) -> None:
        del version

    asked = next((word for word in arguments if word in COMMANDS), None)
    for name in [asked] if asked else COMMANDS:
        run = importlib.import_module(f"plancheck.cli.{name}").run if asked else _named
        app.command(name, help=word(f"cli.{name}", language))(run)
    return app


def _named() -> None:
    """Stands for a command in the list of `--help`, so that listing them imports none."""
