"""What a command cannot do as it was asked: raised only at the edge, exit code 2."""

from __future__ import annotations

from collections.abc import Iterable

from plancheck.findings import Finding


class UsageProblem(Exception):  # noqa: N818 - it names what the reader did, not an error of ours
    """The command cannot be carried out as it was asked. Raised only at the edge.

    `rule` names its sentences in the catalogue, `values` what they mention. `findings` are the faults behind it, which
    the reader should not have to ask for with another command.
    """

    def __init__(self, rule: str, *, findings: Iterable[Finding] = (), **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.findings = tuple(findings)
        self.values = {name: str(value) for name, value in values.items()}
