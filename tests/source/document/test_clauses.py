from __future__ import annotations

import pytest

from plancheck.source.document.clauses import Clause, ClauseKind, read_clauses
from plancheck.source.document.document import parse_document
from plancheck.source.document.folding import fold
from plancheck.source.document.locators import covers
from tests.source.texts import BODY, LEDGER


def clauses(text: str) -> list[Clause]:
    return list(read_clauses(parse_document(text)))


def locators(text: str) -> list[str]:
    return [clause.locator for clause in clauses(text)]


def test_a_body_has_the_locators_of_its_own_numbers() -> None:
    expected = [
        "前言",
        "一",
        "一（一）",
        "二",
        "二（一）",
        "二（一）1",
        "二（一）2",
        "二（二）",
        "二（二）3",
        "三",
        "三（一）",
        "版记",
    ]
    assert locators(BODY) == expected


def test_a_ledger_has_rows_and_labelled_blocks_and_no_repeated_headers() -> None:
    expected = ["前言", "一", "一·2025年工作目标", "一·2027年工作目标", "二", "二（一）", "二（一）1", "二（一）2"]
    assert locators(LEDGER) == expected


def test_a_cell_over_two_lines_belongs_to_its_row() -> None:
    row = next(clause for clause in clauses(LEDGER) if clause.locator == "二（一）1")
    assert row.text == "更新泵房\t每年改造泵房6座以上，其中乡镇不少于2座。\t市水务局\t市财政局、市住建局"


def test_an_annex_repeats_the_body_with_its_own_chapters() -> None:
    text = """\
一、总体要求
到2025年，改造率达到70%。
二、更新行动
（一）更新供水设备
更新水表。
（二）淘汰机泵
淘汰机泵。
附件：配档表
附件
序号\t任务\t措施\t牵头单位
一、更新行动\t\t\t
1\t（一）更新供水设备\t①更新水表。\t市水务局
2\t\t②更新泵房。\t市水务局

序号\t任务\t措施\t牵头单位
3\t（二）淘汰机泵\t淘汰机泵。\t市住建局

抄送：市委办公室。
"""
    expected = ["一", "二", "二（一）", "二（二）", "附", "附一", "附一1", "附一2", "附一3", "版记"]
    assert locators(text) == expected


def test_sections_may_count_on_over_chapters_and_items_over_sections() -> None:
    text = "一、甲章\n（一）甲节\n1. 更新。\n2. 改造。\n二、乙章\n（二）乙节\n3. 淘汰。\n"
    assert locators(text) == ["一", "一（一）", "一（一）1", "一（一）2", "二", "二（二）", "二（二）3"]


@pytest.mark.parametrize(
    "line",
    [
        "2024年4月29日",
        "15%。",
        "0.8:1的比值。",
        "(市水务局, 市住建局)",
        "1. 一是更新水表。",  # a list inside a task begins again
        "一、二季度完成设计。",
    ],
)
def test_lines_that_only_look_like_structure_stay_in_their_clause(line: str) -> None:
    text = f"一、总体要求\n总体要求的内容。\n二、任务\n（一）供水\n5. 更新老旧水表。\n{line}\n"
    assert locators(text) == ["一", "二", "二（一）", "二（一）5"]
    assert clauses(text)[-1].text.endswith(fold(line))


def test_an_inner_list_does_not_take_the_number_of_the_next_task() -> None:
    text = "一、任务\n（一）供水\n1. 更新：\n1. 水表；\n2. 泵房。\n2. 淘汰机泵。\n"
    assert locators(text) == ["一", "一（一）", "一（一）1", "一（一）2"]
    assert clauses(text)[-1].text == "淘汰机泵。"


def test_a_clause_knows_its_line_and_title() -> None:
    third = next(clause for clause in clauses(BODY) if clause.locator == "二（一）1")
    assert (third.kind, third.title, BODY.splitlines()[third.line - 1][:9]) == (
        ClauseKind.ITEM,
        "更新老旧水表",
        "1. 更新老旧水表",
    )


@pytest.mark.parametrize(
    ("above", "below", "holds"),
    [
        ("一", "一（四）", True),
        ("一", "一·2025年工作目标", True),
        ("一", "十一（一）", False),
        ("十", "十一", False),
        ("二（一）1", "二（一）12", False),
        ("二(一)", "二（一）12", True),
        ("一", "附一2", False),
        ("附一", "附一2", True),
        ("二（一）", "二（一）", True),
        ("二（一）", "二", False),
    ],
)
def test_a_locator_covers_what_stands_below_it(above: str, below: str, holds: bool) -> None:
    assert covers(above, below) is holds
