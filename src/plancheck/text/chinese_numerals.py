"""Numbers in Chinese characters -> decimals: `一点五`, `十二万五千`, `三分之一`."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}


def spelled(characters: str) -> Decimal:
    """`一点五` -> 1.5, `二十` -> 20, `一千二百` -> 1200, `五万` -> 50000, `半` -> 0.5; 几 and 余 count for nothing."""
    if characters == "半":
        return Decimal("0.5")
    whole, _, fraction = characters.partition("点")
    return Decimal(f"{_whole(whole)}.{spelled_digits(fraction)}" if fraction else _whole(whole))


def spelled_digits(characters: str) -> str:
    """Digit by digit: `二〇二七` -> 2027."""
    return "".join(str(_DIGITS.get(character, 0)) for character in characters)


def spelled_share(parts: str, of: str) -> Decimal:
    """Parts of a whole in percent: `一`, `三` -> 33.33 (三分之一)."""
    whole = spelled(of)
    return (spelled(parts) * 100 / whole).quantize(Decimal("0.01")) if whole else Decimal(0)


def _whole(characters: str) -> int:
    total = group = digit = 0
    for character in characters:
        if character in _GROUPS:
            total, group, digit = total + (group + digit or 1) * _GROUPS[character], 0, 0
        elif character in _POWERS:
            group, digit = group + (digit or 1) * _POWERS[character], 0
        else:
            digit = _DIGITS.get(character, digit)
    return total + group + digit
