"""Exit codes, and the one place that turns an exception into one.

0 passed; 1 findings or refused; 2 could not judge; 3 a bug in plancheck; 130 interrupted.
"""

from __future__ import annotations

PASSED = 0
FINDINGS = 1
COULD_NOT_JUDGE = 2
BUG = 3
INTERRUPTED = 130


class UsageProblem(Exception):
    """The command cannot be carried out as it was asked: usage, configuration, no plan, no workbook. Raised at the edge only.

    `rule` names its sentence in the catalogue, `values` what the sentence mentions.
    """

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = {name: str(value) for name, value in values.items()}
