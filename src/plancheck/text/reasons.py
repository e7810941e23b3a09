"""Whether a reason says anything: what an officer wrote in, yes or no out.

A form filled for its own sake has 推进中, 同上, x1 where a reason is asked for. What is refused is a short list of stock
phrases and a form: fewer than four characters of Chinese or two words, or the same one over and over. 疫情影响 is a reason.
"""

from __future__ import annotations

import re
import unicodedata

#: Whoever writes these says that there is nothing to say.
_NONE = frozenset(
    {"无", "没有", "暂无", "无原因", "没有原因", "不涉及", "none", "na", "nil", "notapplicable", "noreason", ""}
)
#: Phrases that fit any row of any plan, without spaces and punctuation.
_STOCK = _NONE | frozenset(
    {
        "同上",
        "同前",
        "同上述",
        "同上季度",
        "见上",
        "见上行",
        "如上所述",
        "见附件",
        "详见附件",
        "见附表",
        "见说明",
        "详见说明",
        "另附",
        "另行说明",
        "情况说明见附件",
        "进展顺利",
        "情况正常",
        "一切正常",
        "客观原因",
        "主观原因",
        "其他原因",
        "特殊原因",
        "各种原因",
        "多种原因",
        "历史原因",
        "工作原因",
        "待补充",
        "待补报",
        "稍后补报",
        "后续补报",
        "暂无数据",
        "没有数据",
        "未填报",
        "尚未填报",
        "sameasabove",
        "asabove",
        "seeabove",
        "seeannex",
        "seeattached",
        "seeattachment",
        "seetheattachment",
        "tobedone",
        "tobeadded",
        "inprogress",
        "workinprogress",
        "underway",
        "ontrack",
        "asplanned",
        "variousreasons",
        "otherreasons",
        "objectivereasons",
        "nodata",
        "nocomment",
    }
)
#: What is written most of all: the form itself knows these, as far as they are not too short anyway.
COMMON_STOCK = (
    "正在推进",
    "有序推进",
    "正在办理",
    "进展顺利",
    "情况正常",
    "客观原因",
    "暂无数据",
    "in progress",
    "on track",
    "no data",
)
#: 目前各项工作正在按计划有序推进中: who, how and that something is done, and no word on what is in its way. No group gives
#: back what it took, and of words that begin alike the longest stands first: 正在正在…x must not be tried in every way.
_GOING_ON = re.compile(
    r"(?:目前|现|我局|我委|我单位|本单位|该项|此项|各项|本项|相关|有关|项目|工作|任务|措施)*+"
    r"(?:均|都|已经|已|正在|正常|正|在|按照|按|计划|要求|有序|有力|积极|稳步|抓紧|持续|全力|加快|努力|全面|顺利|予以)*+"
    r"(?:推进|推动|落实|开展|进行|办理|实施|安排|部署|协调|跟进|完成|整改)++(?:工作|之中|当中|中|了)*+"
)
_HAN, _WORD = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[^\W\d_]{2,}")
_BETWEEN = re.compile(r"[^\w]+")
#: Four characters, or two words, or two and one.
_ENOUGH_HAN, _ENOUGH_WORDS, _DIFFERENT = 4, 2, 3


def says_why(text: str) -> bool:
    """Whether a reason says something of its own."""
    tidied = unicodedata.normalize("NFKC", text).casefold()
    if _squeezed(tidied) in _STOCK:
        return False
    told = [part for part in re.split(r"[,.;:!?，。；：！？、\n]+", tidied) if not _is_stock(_squeezed(part))]
    rest = " ".join(told)
    han = _HAN.findall(rest)
    words = set(_WORD.findall(_HAN.sub(" ", rest)))
    if len(set(han)) < _DIFFERENT and len(han) >= _ENOUGH_HAN:
        han = []
    return len(han) // 2 + len(words) >= _ENOUGH_WORDS and (len(han) >= _ENOUGH_HAN or bool(words))


def says_none(text: str) -> bool:
    """Whether a text says that there is nothing to say: 无, n/a, a dash."""
    return _squeezed(unicodedata.normalize("NFKC", text).casefold()) in _NONE


def _squeezed(text: str) -> str:
    return _BETWEEN.sub("", text)


def _is_stock(part: str) -> bool:
    return part in _STOCK or _GOING_ON.fullmatch(part) is not None
