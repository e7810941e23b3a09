"""The commented example plan and configuration that `init` writes, in Chinese and English."""

from __future__ import annotations

from importlib.resources import files


def example_text(name: str, language: str) -> str:
    """The text of `plan` or `config` in a language."""
    return files("plancheck.examples").joinpath(f"{name}.{language}.toml").read_text(encoding="utf-8")
