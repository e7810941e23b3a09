"""What rich draws, as text: a drawing in, lines of a terminal's width out."""

from __future__ import annotations

import io
from collections.abc import Callable

from rich.console import Console


def drawn_text(draw: Callable[[Console], None], width: int, *, color: bool) -> str:
    """The lines without blanks at their ends; escape codes only where colour is wanted, and no text is markup."""
    screen = io.StringIO()
    console = Console(
        file=screen,
        width=width,
        force_terminal=color,
        no_color=not color,
        color_system="standard" if color else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    draw(console)
    return "\n".join(line.rstrip() for line in screen.getvalue().splitlines()) + "\n"
