"""Words for a change: 下降, 增长; which way each leads, and whether by an amount (下降13.5%) or to a level (降至7.8%).

Text in, `ChangeWord`s out. 增加值 and 增长极 are names, and 零增长 leads neither way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FALLS = (
    "负增长|下降|降低|降幅|减少|减幅|压减|压降|削减|缩减|缩小|缩短|调减|回落|[降减](?=[到至])"
    r"|\b(?i:reduc\w*|decreas\w*|declin\w*|falls?|fell|cuts?|lower(?:ed|ing)?)\b"
)
_RISES = (
    "(?<![负零])增长(?![极点])|增加(?!值)|增幅|增速|增强|提高|提升|升高|上升|上涨|递增|扩大|翻[一两二三]?番|[升增](?=[到至])"
    r"|\b(?i:grow\w*|increas\w*|ris(?:e|es|en|ing)|rose)\b"
)
#: 到2025年 behind the word is a date, no level.
_LEVEL = r"(?:到(?!(?:19|20)\d\d年)|至)"
_WORD = re.compile(rf"(?P<fall>{_FALLS})(?P<low>{_LEVEL})?|(?:{_RISES})(?P<high>{_LEVEL})?")
#: What may follow the word that an indicator's name ends with: 能耗下降率, 能耗降低（%）.
_NAME_END = r"(?:率|幅度?|比例|比重|百分比|百分点|程度)?(?:[(（][^()（）]*[)）])?\s*$"
_ENDS_SO = re.compile(rf"(?:{_FALLS}|{_RISES}){_NAME_END}")
_POINTS = re.compile(r"百分点|percentage\s*points?|\bpp\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ChangeWord:
    """One word at a place of a text. `to_level`: what follows is the level itself, 降至7.8%."""

    falls: bool
    to_level: bool
    start: int
    end: int


def change_words(text: str) -> list[ChangeWord]:
    """Every word for a change in a text, in order."""
    return [
        ChangeWord(
            falls=found["fall"] is not None,
            to_level=bool(found["low"] or found["high"]),
            start=found.start(),
            end=found.end(),
        )
        for found in _WORD.finditer(text)
    ]


def last_change(text: str) -> ChangeWord | None:
    """The word that governs a figure behind the text: the last one."""
    return next(reversed(change_words(text)), None)


def named_change(indicator: str) -> ChangeWord | None:
    """The change that an indicator is the name of: 单位GDP能耗降低（%）, 近视率下降幅度; None where it names a level."""
    end = _ENDS_SO.search(indicator)
    return last_change(indicator[: end.end()]) if end else None


def says_points(text: str) -> bool:
    """Whether a text speaks of 百分点: a change in points, where a plain % is a share of what there was."""
    return bool(_POINTS.search(text))
