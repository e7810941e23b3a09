"""What cannot be done as it was asked: raised at the edge alone, exit code 2 on the command line."""

from __future__ import annotations

from collections.abc import Iterable

from plancheck.findings import Finding
from plancheck.rules import fill, find_rule, message


class UsageProblem(Exception):  # noqa: N818 - it names what the reader did, not an error of ours
    """Something cannot be carried out as it was asked: no such plan, a year that has not begun, settings at fault.

    `rule` names its sentences in the catalogue, `values` what they mention. `cause` is the finding that a sentence
    quotes. `findings` are the faults behind it, which the reader should not have to ask for with another command.
    """

    def __init__(
        self, rule: str, *, findings: Iterable[Finding] = (), cause: Finding | None = None, **values: object
    ) -> None:
        super().__init__(rule)
        self.rule = rule
        self.findings = tuple(findings)
        self.cause = cause
        self.values = {name: str(value) for name, value in values.items()}

    def message(self, language: str) -> str:
        """What is the matter, in `zh` or `en`."""
        return fill(find_rule(self.rule).in_language(language).message, self.values_in(language))

    def fix(self, language: str) -> str:
        """How it is mended; empty where the message already says so."""
        return fill(find_rule(self.rule).in_language(language).fix, self.values_in(language))

    def __str__(self) -> str:
        """Both languages, for a traceback, whose reader cannot be asked."""
        return f"{self.message('zh')} · {self.message('en')}"

    def values_in(self, language: str) -> dict[str, str]:
        """What the sentences mention, with the quoted finding in a language."""
        if self.cause is None:
            return self.values
        return {"message": message(self.cause, language), "place": str(self.cause.place), **self.values}
