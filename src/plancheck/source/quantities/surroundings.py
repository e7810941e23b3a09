"""The words round a figure -> what they say of it: a bound, 下降 or 增长, 力争, 约, 基本, 每年.

Each word reaches as far as a reader lets it: a bound stands at the figure; 基本 holds for its phrase; 力争 inside a part of
the sentence for that part, at its head up to the next semicolon or full stop; 每年 up to there too, unless 累计 or a
deadline comes between. 以上, 以下 and 以内 include the number, 超过, 低于 and 不满 do not (民法典第一千二百五十九条).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from plancheck.plan.vocabulary import Op
from plancheck.source.quantities.numerals import QuantityKind
from plancheck.source.quantities.quantities import Quantity
from plancheck.text.change_words import ChangeWord, last_change

_SENTENCE_END = re.compile(r"[。；;!?！？\n\t]")
_PART_END = re.compile(r",(?!\d{3})|[：:(]")
_PIECE_END = re.compile("、|和(?=.{4})|以及")
_LONGEST_SENTENCE = 400
_BEHIND = 8
_SHOWN = 16

_NEAR = r"(?:约|大约|到|为|至|在|的)*$"
_EITHER = frozenset({Op.GE, Op.LE})
_BEFORE: tuple[tuple[str, frozenset[Op]], ...] = (
    ("不低于|不少于|不小于|不短于|至少|最少", frozenset({Op.GE})),
    ("不超过|不高于|不多于|不大于|控制在?|最多|至多|(?:下?降|降低|减少|压减|压缩|缩短|削减)[到至]", frozenset({Op.LE})),
    ("超过|高于|大于|多于|(?<!不)超", frozenset({Op.GT})),
    ("突破", frozenset({Op.GT, Op.GE})),
    ("低于|少于|小于|不足|不到|不满", frozenset({Op.LT})),
    ("下降|降低|减少|压减|压缩|缩短|削减", _EITHER),
)
_BOUNDS = tuple((re.compile(f"(?:{words}){_NEAR}"), ops) for words, ops in _BEFORE)
_SHARED_BOUNDS = tuple((re.compile(f"(?:分别|均|都)(?:{words})"), ops) for words, ops in _BEFORE)
_AT_MOST = re.compile("[一-鿿]{0,3}?(?:以内|以下|之内)")
_AT_LEAST = re.compile("[一-鿿]{0,3}?以上")
_CHANGE_BEHIND = re.compile(
    r"(?:以上|以内|以下|左右)?的(?P<words>(?:累计|总体)?(?:下降|降低|减少|降幅|增长|提高|提升|增幅))"
)
#: What may stand between the word for a change and the figure that it governs; further figures, where it governs several.
_UP_TO_FIGURE = re.compile(
    r"(?:了|幅度?|率|达到?|为|在|约|大约|不低于|不少于|至少|超过|不超过|不高于|控制|左右|以上|以内|[\d.]+(?:%|个?百分点)|[、和])*"
)
_CELL_END = "\t"
_ROUGHLY_BEFORE = re.compile("(?:大约|约)(?:为|有)?$")
_ROUGHLY_BEHIND = re.compile("[一-鿿]{0,4}?(?:左右|上下)")
_STRIVE = "(?:力争|力求|争取(?!中央|国家|省|上级|各类|各级|获评|资金|政策|支持|符合|更多))"
_STRIVE_INSIDE = re.compile(_STRIVE)
_STRIVE_AT_HEAD = re.compile(rf'^["”]?(?:到|至|在)?[\d年月日底末前至到-]*(?:全市|我市|全县|全区)?{_STRIVE}')
_BASICALLY = re.compile(
    "基本(?=[替全都]|淘汰|退出|达到|使用|实现|建成|完成|消除|形成|建立|普及|覆盖|满足|解决|清零|更新|改造|稳定|持平|到位)"
)
_WAYS = re.compile("(?P<up>提升|提高|增加|增强|上升|扩大|加大|增长)|(?:下降|降低|减少|压减|缩小|缩短)")
_TO_ZERO = re.compile("淘汰|退出|清零|消除|零")
#: 年均浓度 is the mean of a year, no promise for each.
_YEARLY_MEAN = "年均(?!浓度|值|气温|水温|降水|径流)"
_YEARLY = re.compile(f"每年|{_YEARLY_MEAN}|逐年|各年度?")
_NO_MORE_YEARLY = re.compile(r"累计|(?:到|至)(?:19|20)\d\d年|(?:19|20)\d\d年[底末]?前")
_WITHIN_A_YEAR = re.compile(f"每年|{_YEARLY_MEAN}|逐年|各年|全年|当年|年度|年内")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A figure with the text in front of it, back to the nearest 、 (piece), comma (part), full stop (sentence).

    `row` are the cells before the figure's own, where it stands in a table.
    """

    figure: str
    piece: str
    part: str
    sentence: str
    behind: str
    row: str = ""

    @property
    def excerpt(self) -> str:
        """The figure as a finding shows it."""
        behind = _PART_END.split(_SENTENCE_END.split(self.behind)[0])[0].split("、")[0]
        return self.part[-_SHOWN:] + self.figure[: 2 * _SHOWN] + behind[:4]

    def ops(self) -> frozenset[Op]:
        """The comparators that the words allow; empty where they do not tell."""
        stated = self._stated()
        if _AT_MOST.match(self.behind):
            return frozenset({Op.LE}) | (stated & {Op.LT})
        if _AT_LEAST.match(self.behind):
            return frozenset({Op.GE}) | (stated & {Op.GT})
        return stated

    def _stated(self) -> frozenset[Op]:
        for bound, ops in _BOUNDS:
            if bound.search(self.piece):
                return ops
        if self.piece != self.part:
            shared = [(found.start(), ops) for bound, ops in _SHARED_BOUNDS for found in bound.finditer(self.part)]
            if shared:
                return min(shared, key=lambda bound: bound[0])[1]
            if any(bound.search(piece) for piece in _PIECE_END.split(self.part) for bound, _ in _BOUNDS[1:]):
                return frozenset()  # 控制在A、B: whether it holds for the second too, only a reader knows
        return frozenset({Op.GE})

    @property
    def change(self) -> ChangeWord | None:
        """The word for a change that governs the figure: 下降 before it, 的降幅 behind it, or in a cell before its own."""
        behind = _CHANGE_BEHIND.match(self.behind)
        own = last_change(behind["words"]) if behind else last_change(self.part + self.figure)
        return own or last_change(self.row)

    @property
    def leads_to_level(self) -> bool:
        """Whether the figure is what a change ends at: 降至7.8%, 提高到60%."""
        word = last_change(self.part)
        return word is not None and word.to_level and not re.search(r"\d", self.part[word.end :])

    @property
    def is_change(self) -> bool:
        """Whether the figure is how much something changes: 下降约13.5%, 分别增长5%、6.5%, 13.5%的降幅."""
        if _CHANGE_BEHIND.match(self.behind):
            return True
        word = last_change(self.part)
        return word is not None and not word.to_level and bool(_UP_TO_FIGURE.fullmatch(self.part, word.end))

    def ops_of_change(self) -> frozenset[Op]:
        """The comparators that the words allow for a signed change: 下降13.5%以上 is at most -13.5; empty without a word."""
        word, ops = self.change, self.ops()
        if word is None or not ops:
            return frozenset()
        plain = frozenset({Op.GE}) if ops == _EITHER else ops
        return frozenset(op.mirrored for op in plain) if word.falls else plain

    @property
    def strives(self) -> bool:
        """Whether 力争 or 争取 holds for the figure."""
        *before, last = _PART_END.split(self.sentence + self.figure)
        return bool(_STRIVE_INSIDE.search(last)) or any(_STRIVE_AT_HEAD.match(part) for part in before)

    @property
    def may_strive(self) -> bool:
        """Whether 鼓励 lets a plan read the promise as no binding one."""
        return self.strives or "鼓励" in self.part + self.figure

    @property
    def is_rough(self) -> bool:
        return bool(_ROUGHLY_BEFORE.search(self.piece) or _ROUGHLY_BEHIND.match(self.behind))

    @property
    def is_basic(self) -> bool:
        return bool(_BASICALLY.search(self.piece + self.figure))

    @property
    def is_yearly(self) -> bool:
        """Whether 每年 holds for the figure."""
        yearly = list(_YEARLY.finditer(self.sentence))
        return bool(yearly) and not _NO_MORE_YEARLY.search(self.sentence, yearly[-1].end())

    @property
    def may_be_yearly(self) -> bool:
        return bool(_WITHIN_A_YEAR.search(self.sentence))


def surroundings(text: str, start: int, end: int) -> Surroundings:
    """What stands round a place of comparable text."""
    before = text[max(0, start - _LONGEST_SENTENCE) : start]
    sentence = _since(_SENTENCE_END, before)
    part = _since(_PART_END, sentence)
    is_cell = before.removesuffix(sentence).endswith(_CELL_END)
    return Surroundings(
        figure=text[start:end],
        piece=_since(_PIECE_END, part),
        part=part,
        sentence=sentence,
        behind=text[end : end + _BEHIND],
        row=before.removesuffix(sentence).rpartition("\n")[2] if is_cell else "",
    )


def ops_in_words(quantity: Quantity, around: Surroundings) -> frozenset[Op]:
    """The comparators that a set phrase allows: 高于全省平均, 占比进一步提升, 全覆盖."""
    match quantity.kind:
        case QuantityKind.COMPARISON:
            return _ops_of_comparison(quantity.text)
        case QuantityKind.DIRECTION:
            return ops_of_direction(around)
        case QuantityKind.COMPLETE if not _TO_ZERO.search(quantity.text):
            return frozenset({Op.GE})
        case _:
            return frozenset()


def _ops_of_comparison(words: str) -> frozenset[Op]:
    """高于 and 低于 leave out the value compared with, 不低于 and 不高于 include it; 优于 may be either side of it."""
    if words.startswith("优于"):
        return frozenset()
    is_negated = words.startswith("不")
    is_below = words.removeprefix("不").removeprefix("得").startswith(("低", "少"))
    if is_negated:
        return frozenset({Op.GE if is_below else Op.LE})
    return frozenset({Op.LT if is_below else Op.GT})


def ops_of_direction(around: Surroundings) -> frozenset[Op]:
    """Up or down, as the last verb before or in the figure says."""
    named = list(_WAYS.finditer(around.part + around.figure))
    if not named:
        return frozenset()
    return frozenset({Op.GE, Op.GT}) if named[-1]["up"] else frozenset({Op.LE, Op.LT})


def _since(sign: re.Pattern[str], text: str) -> str:
    """The text behind the last sign."""
    return text[max((found.end() for found in sign.finditer(text)), default=0) :]
