"""Where the plans that come with plancheck lie: in the installed package, or beside the source in a checkout."""

from __future__ import annotations

from pathlib import Path

import plancheck


def shipped_plans() -> list[Path]:
    """The plan files, by name; empty where neither place has them."""
    package = Path(plancheck.__file__).parent
    for folder in (package / "plans", package.parents[1] / "plans"):
        plans = sorted(folder.glob("*.toml"))
        if plans:
            return plans
    return []
