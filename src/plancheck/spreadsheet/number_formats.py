"""Number formats: does this one show a number as a day, as a percentage, or as a number?"""

from __future__ import annotations

import re

from plancheck.spreadsheet.book import ShownAs

#: Built in and never written to the file. 27 to 36 and 50 to 58 are those of Chinese Excel; 32 to 35, 55, 56 are times.
_BUILT_IN = dict.fromkeys([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58], ShownAs.DATE)
_BUILT_IN |= dict.fromkeys([9, 10], ShownAs.PERCENT)

_LITERAL = re.compile(
    r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|AM/PM|A/P|General|Standard|G/通用格式', re.IGNORECASE | re.DOTALL
)
_TOKEN = re.compile(r"\[?(y+|e+|g+|m+|d+|h+|s+|a{3,4})\]?", re.IGNORECASE)


def shown_as(number: int, code: str | None = None) -> ShownAs:
    """What a format makes of a number; `code` is the format's own text, where the file gives one."""
    if code is None:
        return _BUILT_IN.get(number, ShownAs.PLAIN)
    bare = _LITERAL.sub("", code[:500]).partition(";")[0]
    if "%" in bare:
        return ShownAs.PERCENT
    if any(sign in bare for sign in "0#?"):
        # Digits belong to a number, or to the fractions of a second.
        return ShownAs.DATE if re.search("[yd]", bare, re.IGNORECASE) else ShownAs.PLAIN
    return ShownAs.DATE if _shows_a_day(bare) else ShownAs.PLAIN


def _shows_a_day(bare: str) -> bool:
    units = [token[1][0].lower() for token in _TOKEN.finditer(bare)]
    for before, unit, after in zip([" ", *units], units, [*units[1:], " "], strict=False):
        is_minute = unit == "m" and (before == "h" or after == "s")
        if unit in "yegda" or (unit == "m" and not is_minute):
            return True
    return False
