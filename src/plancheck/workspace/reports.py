"""Where the reports of a workspace lie: `reports/<plan>/<year>/*`."""

from __future__ import annotations

import re
from pathlib import Path


def belonging(folder: Path) -> tuple[str, int | None]:
    """Plan id and year of a folder `…/<plan>/<year>`; empty and None for another."""
    folders = folder.resolve().parts
    if len(folders) >= 2 and re.fullmatch(r"(19|20|21)\d\d", folders[-1]):
        return folders[-2], int(folders[-1])
    return "", None
