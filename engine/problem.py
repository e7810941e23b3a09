"""Why an engine cannot be built."""

from __future__ import annotations


class EngineProblem(Exception):  # noqa: N818 - the house's word
    """What is missing or wrong, in a sentence for who builds."""
