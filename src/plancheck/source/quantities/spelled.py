"""Numbers, quarters and plan periods that a text spells in characters: 三所, 九成以上, 三分之一, 第三季度, 十四五期间.

In: folded text. Out: `Written`. A share or a date is a quantity wherever it stands. A count is one where its part of the
sentence promises it, by a verb in front (培育百家企业) or a bound behind (三所以上), or where it is no round number (五百
辆). Numbers in names are none: 三大产业 and 三级网络 have no measure word of a count, “三改联动” stands in quotation marks,
二手车 is not how two is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancheck.source.quantities.numerals import QuantityKind, Written

_ONE = "一二两三四五六七八九十百千"
_CN = f"[{_ONE}][{_ONE}零〇]{{0,15}}"
_POINT = "(?:点[零〇一二三四五六七八九]+)?"
_ALONE = rf"(?<![\d.第零〇万亿{_ONE}])"
_YEAR = r"(?:(?<![-—–~～─至到\d.])(?P<quarteryear>(?:19|20)\d\d)年|(?<![\d.,]))"
_ANYWHERE = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (QuantityKind.MULTIPLE, rf"(?P<times>半|{_CN}{_POINT})倍|翻(?P<doubling>{_CN})?番"),
        (QuantityKind.PERCENT, rf"百分之(?P<hundredth>{_CN}{_POINT})|百分(?P<whole>百)"),
        (QuantityKind.PERCENT, rf"{_ALONE}(?P<whole_of>{_CN})分之(?P<parts>{_CN})"),
        (QuantityKind.PERCENT, rf"{_ALONE}(?P<points>{_CN}{_POINT})个?百分点"),
        (
            QuantityKind.PERCENT,
            rf"{_ALONE}(?P<tenths>[一二两三四五六七八九]{_POINT}|十)成(?![新立员为效果本套长都熟品分型功像就因交绩年天不])",
        ),
        (QuantityKind.PERCENT, r"(?P<half>(?:超过|超|过)?半数|过半(?!年)|(?<![百千])一半)"),
        (QuantityKind.QUARTER, rf"{_YEAR}[第前]?(?P<quarter>[1-4一二三四])季度"),
        (QuantityKind.QUARTER, rf"{_YEAR}(?P<halfyear>[上下])半年"),
        (QuantityKind.PERIOD, r"[“\"]?十(?P<period>[一二三四五六七八九])五[”\"]?(?:时期|期间|期?末|收官)"),
        (QuantityKind.DURATION, rf"(?:提前|缩短)(?P<sooner>{_CN})(?P<soonerunit>年|个月|天|个工作日)"),
        (QuantityKind.DURATION, rf"{_ALONE}(?P<within>{_CN})(?P<withinunit>年|个月|天|个工作日|周)(?:以内|之内|内)"),
        (QuantityKind.YEAR, r"(?P<spelledyear>二[〇○零][〇○零一二三四五六七八九]{2})年"),
    )
)
#: What counts things. 大, 级, 方, 类, 种, 代, 轮, 化 count nothing that a plan could reach, nor do the words ruled out.
_MEASURES = (
    "个(?!方面|环节|阶段|层面|维度|字|百分点)|家(?!万户|具|装|电|居|庭|政|用|长)|所(?!有|在|属|需|得|谓)|座(?!谈|椅|位)|"
    r"台(?!阶|湾|账)(?:\(套\))?|辆|部(?!分|门|署|委|件|级|队)|套(?!餐)|项(?!目(?!标))|条(?!龙|线|心|例|件)|处(?!理|置|罚)|艘|架|"
    "栋|幢|间(?!接|隔)|株|户(?!籍|外)|名(?!单|录|牌|称|优)|支(?!持|撑)|只(?!要|有)|头(?!部)|场(?!景)|件|批|人次|"
    "次(?!性|供水|能源|污染|元|生)|人(?!间|民|工|大|才)|公里|千米|平方米|平方公里|立方米|千瓦|兆瓦|吨|亩|公顷|米|(?<=[十百千万亿])元"
)
_COUNTED = re.compile(
    rf"{_ALONE}(?P<n>[几数]?(?:{_CN}|万(?=[家所座台辆户名人吨亩件]))(?:[万亿]{_CN}){{0,3}}?)"
    rf"(?P<unit>[余多几]?[万亿]*[余多]?(?:{_MEASURES}))"
)
#: One of these is as good as an article: 建立一个机制, 形成一套制度.
_ARTICLE = re.compile("一[个项套批次件名支条只间户场处]")
_BARE_TWO = re.compile("二(?![十百千万])")
_PROMISE = re.compile(
    "新增|新建|建成|建设|打造|培育|创建|更新|更换|淘汰|报废|改造|完成|实施|举办|开展|组织|推广|推出|达到?|超过|突破|累计|引进|"
    "招引|发展|培训|培养|布局|认定|遴选|加装|改建|扩建|投放|回收|处置|发放|筹集|收购|实现|提升|提高|增长|增加|减少|下降|降低|"
    "评选|选树|配备|购置|安装|建立|形成|制定|出台|编制|设立|创成|争创|确保|力争|争取|每年|全年|至少|不少于|不低于|不超过|"
    "控制在|服务|覆盖|带动|销售|交易|申报|入选|获评|落地|投产|开工|竣工|攻克|孵化|转化|整治|关停|退出|拆除|清理|保持|"
    "投入|投资|采购|购买|招募|选派|签约|储备|谋划|检测|检查|排查|抽检|维修|修缮|翻新|惠及|吸引|集聚|聚集|压减|节约|扩大|支持建"
)
#: 五百, 十二: names are made of round numbers and single digits.
_COMPOUND = re.compile("[一两三四五六七八九][十百千万亿]|十[一二三四五六七八九]")
_BOUND = re.compile("[一-鿿]{0,3}?(?:以上|以下|以内|左右)")
_PART_END = re.compile(r"[，,。;；:：!！?？\n\t]")
_LONGEST_PART = 80
_RANKED = re.compile(
    r"(?:进入|跻身|位居|位列|排名|居|入围)[^，,。;；、\n\t]{0,10}?"
    r"(?P<rank>前(?P<n>[一二三四五六七八九十百]+)[名位强]?|[百十](?P<unit>强))"
)
_QUOTES = ("“‘《「『〈", "”’》」』〉")
_LONGEST_NAME = 40


def spelled_numbers(text: str) -> Iterator[Written]:
    """Every number in characters that is a quantity; they do not overlap."""
    found = [_written(kind, match) for kind, pattern in _ANYWHERE for match in pattern.finditer(text)]
    found += [_written(QuantityKind.COUNT, match) for match in _COUNTED.finditer(text) if _is_promised(text, match)]
    found += [_rank(match) for match in _RANKED.finditer(text) if not _is_in_a_name(text, match.start("rank"))]
    end = 0
    for written in sorted(found, key=lambda written: (written.start, -written.end)):
        if written.start >= end:
            end = written.end
            yield written


def _written(kind: QuantityKind, found: re.Match[str]) -> Written:
    fields = {name: value for name, value in found.groupdict().items() if value is not None}
    return Written(kind=kind, text=found[0], start=found.start(), end=found.end(), fields=fields)


def _rank(found: re.Match[str]) -> Written:
    fields = {"n": found["n"] or found["rank"][0], "unit": found["unit"] or "名"}
    start, end = found.span("rank")
    return Written(kind=QuantityKind.COUNT, text=found["rank"], start=start, end=end, fields=fields)


def _is_promised(text: str, count: re.Match[str]) -> bool:
    """Whether a number with a measure word is a promise: neither a name nor an article, in a part that promises."""
    if _BARE_TWO.match(count[0]) or _is_in_a_name(text, count.start()) or text.startswith("级", count.end()):
        return False
    if _BOUND.match(text, count.end()) or _COMPOUND.search(count["n"] + count["unit"][0]):
        return True
    is_idiom = count[0].startswith("一") and text.startswith("一", count.end())  # 一户一策
    if _ARTICLE.match(count[0]) or is_idiom:
        return False
    return bool(_PROMISE.search(text, _part_start(text, count.start()), count.start()))


def _part_start(text: str, end: int) -> int:
    first = max(0, end - _LONGEST_PART)
    return max((sign.end() for sign in _PART_END.finditer(text, first, end)), default=first)


def _is_in_a_name(text: str, start: int) -> bool:
    """Whether a place stands inside quotation marks or the marks of a title."""
    before = text[max(0, start - _LONGEST_NAME) : start]
    opened, closed = (max(before.rfind(sign) for sign in signs) for signs in _QUOTES)
    if opened > closed:
        return True
    paragraph = text.rfind("\n", 0, start) + 1
    return '"' in before and text.count('"', paragraph, start) % 2 == 1
