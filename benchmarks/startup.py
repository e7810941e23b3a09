"""Start-up: whole processes against one that only imports typer."""

from __future__ import annotations

from pathlib import Path

from benchmarks.measuring import IMPORT_TYPER, PLANCHECK, Line, command_cpu, in_turns, ratios
from benchmarks.sizes import Sizes
from benchmarks.workspace import any_workbook


def run(folder: Path, sizes: Sizes) -> list[Line]:
    """Commands that print one line, and the check of one workbook in a workspace with its plan."""
    commands = {
        "--version": command_cpu([*PLANCHECK, "--version"], folder),
        "lint": command_cpu([*PLANCHECK, "lint", any_workbook(folder).parent.parent.name], folder),
        "validate": command_cpu([*PLANCHECK, "validate", any_workbook(folder).relative_to(folder)], folder),
    }
    seconds = in_turns({"typer": command_cpu(IMPORT_TYPER, folder)} | commands, sizes.rounds)
    costs = {name: ratios(seconds[name], seconds["typer"]) for name in commands}
    return [
        Line("a command of one line (--version) / import typer", costs["--version"], 1.3),
        Line("one that reads a plan (lint) / import typer", costs["lint"], remark="no budget of its own"),
        Line("validate of one workbook / import typer", costs["validate"], 2),
    ]
