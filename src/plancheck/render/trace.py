"""A trace as lines and JSON: the share accounted for, what accounts for each figure, the gaps."""

from __future__ import annotations

import json
from collections.abc import Sequence

from plancheck.findings import Finding
from plancheck.render.terminal.printable import one_line
from plancheck.rules.as_json import finding_json
from plancheck.source.trace.claims import Basis
from plancheck.source.trace.trace import Trace
from plancheck.words import word


def trace_summary(traced: Trace, faults: int, language: str) -> str:
    """How many quantities the document has, how many are accounted for and by what; errors of the plan file itself."""
    counts = {basis: traced.count(basis) for basis in Basis}
    bases = ", ".join(f"{word(f'trace.{basis}', language)} {count}" for basis, count in counts.items() if count)
    line = word(
        "trace.gaps" if traced.gaps else "trace.passed",
        language,
        plan=traced.plan,
        document=traced.document,
        accounted=traced.accounted,
        total=traced.total,
        share=_share(traced),
        bases=bases,
        gaps=len(traced.gaps),
    )
    return f"{line}\n" + (word("trace.faults", language, plan=traced.plan, faults=faults) + "\n" if faults else "")


def matches_lines(traced: Trace, language: str) -> str:
    """`document:line: locator figure = target`, for every quantity that is accounted for."""
    return "".join(
        f"{traced.document}:{match.quantity.line}: {match.locator} {one_line(match.quantity.text)} = "
        f"{word(f'trace.{match.basis.value}', language)}: {one_line(match.name)}\n"
        for match in traced.matches
    )


def trace_json(traced: Trace, faults: Sequence[Finding], language: str) -> str:
    """The matches, and the findings: `faults`, the plan file's own, before the gaps."""
    return json.dumps(
        {
            "format": 1,
            "plan": traced.plan,
            "document": traced.document,
            "quantities": traced.total,
            "accounted": traced.accounted,
            "share": None if traced.share is None else round(float(traced.share), 4),
            "matches": [
                {
                    "line": match.quantity.line,
                    "locator": match.locator,
                    "figure": match.quantity.text,
                    "by": match.basis.value,
                    "name": match.name,
                }
                for match in traced.matches
            ],
            "findings": [finding_json(one, language) for one in (*faults, *traced.gaps)],
        },
        ensure_ascii=False,
        indent=2,
    )


def _share(traced: Trace) -> str:
    if traced.share is None:
        return "-"
    # Never 100 % while anything is missing.
    return f"{int(traced.share * 1000) / 10:g}%"
