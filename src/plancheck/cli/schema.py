"""`plancheck schema`: the JSON Schema of plan files."""

from __future__ import annotations

from plancheck.cli.console import write
from plancheck.cli.options import Output


def run(output: Output = None) -> None:
    import json

    from plancheck.plan.schema import plan_schema

    write(json.dumps(plan_schema(), ensure_ascii=False, indent=2), output)
