"""Numbers as readers see them: no exponent, no needless zeros; shares in percent."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import isfinite


def plain(value: Decimal | float | None, places: int | None = None) -> str:
    """`650`, `7.8`, `-3`; at most `places` digits after the point where given; empty for None."""
    if value is None:
        return ""
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text


def percent(share: Decimal | float | None, places: int = 1) -> str:
    """0.5154 is `51.5%`; empty for None."""
    if share is None:
        return ""
    number = share if isinstance(share, Decimal) else Decimal(str(share))
    return f"{(number * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}%"


def rounded(value: Decimal | float | None, places: int = 4) -> float | None:
    """For JSON: a float of at most `places` digits, None where undefined."""
    if value is None:
        return None
    number = round(float(value), places)
    return number if isfinite(number) else None
