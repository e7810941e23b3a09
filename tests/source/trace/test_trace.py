from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plancheck.findings import TextPlace
from plancheck.plan.model import Plan
from plancheck.plan.records.not_a_target import NotATarget
from plancheck.plan.vocabulary import Kind
from plancheck.rules import message
from plancheck.source.trace.claims import Basis
from tests.source.texts import (
    BODY,
    LEDGER,
    body_plan,
    gaps,
    ledger_plan,
    target,
    task,
    traced,
    with_target,
    without_target,
)

FITTING = [(body_plan(), BODY), (ledger_plan(), LEDGER)]
EACH_TARGET = [(plan, text, one.id) for plan, text in FITTING for one in plan.targets]


@pytest.mark.parametrize(("plan", "text"), FITTING, ids=["body", "index"])
def test_a_plan_that_fits_its_document_has_no_gap(plan: Plan, text: str) -> None:
    result = traced(plan, text)
    assert gaps(result) == []
    assert result.share == 1


@pytest.mark.parametrize(("plan", "text", "identifier"), EACH_TARGET, ids=[entry[2] for entry in EACH_TARGET])
def test_a_removed_target_leaves_a_gap_at_its_place(plan: Plan, text: str, identifier: str) -> None:
    removed = plan.target(identifier)
    assert removed is not None
    result = traced(without_target(plan, identifier), text)
    named = " ".join(message(gap, "zh") for gap in result.gaps)
    assert removed.locator in named or f"任务 {removed.task}" in named


def test_a_gap_names_the_line_of_a_figure_behind_a_page_break() -> None:
    result = traced(without_target(body_plan(), "J-1-2"), BODY)
    places = {dict(gap.values)["figure"]: gap.place for gap in result.gaps if gap.rule == "trace-figure-unaccounted"}
    place = places["30座"]
    assert isinstance(place, TextPlace)
    assert place.line is not None
    assert "30座" in BODY.splitlines()[place.line - 1]


def changed(plan: Plan, identifier: str, **keys: object) -> Plan:
    found = plan.target(identifier)
    assert found is not None
    return with_target(plan, replace(found, **keys))  # type: ignore[arg-type]


def test_a_wrong_figure_is_missing_and_the_right_one_unaccounted() -> None:
    result = traced(changed(body_plan(), "J-1-1", figure="1.6万只"), BODY)
    assert gaps(result) == [("trace-figure-unaccounted", "1.5万只"), ("trace-figure-missing", "J-1-1")]


def test_a_figure_is_not_found_inside_a_longer_number() -> None:
    result = traced(changed(body_plan(), "J-1-1", figure="5万只"), BODY)
    assert ("trace-figure-missing", "J-1-1") in gaps(result)


def test_a_figure_at_another_place_is_missing_and_says_where_it_is() -> None:
    result = traced(changed(body_plan(), "J-1-1", locator="二（一）2"), BODY)
    missing = next(gap for gap in result.gaps if gap.rule == "trace-figure-missing")
    assert dict(missing.values)["elsewhere"] == "二（一）1"


def test_two_targets_do_not_share_one_figure() -> None:
    plan = body_plan()
    twin = target("J-1-9", "1", Kind.CUMULATIVE, "二（一）1", value="1.5", figure="1.5万只")
    crowded = replace(
        plan, tasks=tuple(replace(t, targets=(*t.targets, twin)) if t.id == "1" else t for t in plan.tasks)
    )
    assert [rule for rule, _ in gaps(traced(crowded, BODY))] == ["trace-figure-missing"]


def test_the_longer_figure_chooses_first_where_a_place_has_a_number_twice() -> None:
    text = "一、任务\n试点区收购500套，全市收购500套。\n"
    plan = replace(
        ledger_plan(),
        tasks=(
            task(
                "1",
                "一",
                target("A", "1", Kind.CUMULATIVE, "一", value=500, figure="500套"),
                target("B", "1", Kind.CUMULATIVE, "一", value=500, figure="试点区收购500套"),
            ),
        ),
    )
    assert gaps(traced(plan, text)) == []


def test_a_deadline_against_the_sentence() -> None:
    result = traced(changed(body_plan(), "J-3-2", by=date(2027, 12, 31)), BODY)
    assert ("trace-deadline-differs", "J-3-2") in gaps(result)


def test_a_base_year_against_the_sentence() -> None:
    plan = body_plan()
    growth = plan.target("J-G-2")
    assert growth is not None
    assert growth.baseline is not None
    base = replace(growth.baseline, date=date(2022, 12, 31))
    assert gaps(traced(changed(plan, "J-G-2", baseline=base), BODY)) == [("trace-base-differs", "J-G-2")]


def test_a_checkpoint_stands_at_its_own_place() -> None:
    result = traced(changed(ledger_plan(), "L-3", checkpoints=()), LEDGER)
    assert ("trace-figure-unaccounted", "60%") in gaps(result)


def test_a_place_that_the_document_does_not_have() -> None:
    plan = body_plan()
    odd = replace(plan, tasks=(*plan.tasks, task("9", "二（九）9", target("J-9-1", "9", Kind.ACTION, "二（九）9"))))
    assert gaps(traced(odd, BODY)) == [("trace-no-such-place", "二（九）9")]


def test_a_repeated_target_is_found_at_each_place_once() -> None:
    text = (
        "一、任务\n（一）供水\n改造率达到70%。\n附件\n序号\t任务\t措施\n一、任务\t\t\n1\t（一）供水\t改造率达到60%。\n"
    )
    level = target("A", "1", Kind.LEVEL, "一（一）", value=70, figure="70%", also_at=("附一1",))
    plan = replace(ledger_plan(), tasks=(task("1", "一（一）", level, also_at=("附一1",)),))
    assert gaps(traced(plan, text)) == [("trace-figure-unaccounted", "60%"), ("trace-figure-missing", "A")]
    assert gaps(traced(plan, text.replace("60%", "70%"))) == []


def test_an_entry_that_is_no_target_covers_all_figures_in_its_words() -> None:
    text = "一、任务\n执行《办法（2024—2026年）》，使用8年至10年的车辆优先，使用8年的其次。\n"
    plan = replace(
        ledger_plan(),
        tasks=(task("1", "一", target("A", "1", Kind.ACTION, "一")),),
        not_targets=(
            NotATarget("2024—2026年", "一", "所引文件的年份"),
            NotATarget("8年至10年", "一", "条件"),
            NotATarget("8年", "一", "条件"),
        ),
    )
    assert gaps(traced(plan, text)) == []
    twice = replace(plan, not_targets=(*plan.not_targets[:2], replace(plan.not_targets[2], times=2)))
    assert gaps(traced(twice, text)) == [("trace-figure-missing", "8年")]


def test_an_optional_entry_may_be_absent_a_plain_one_not() -> None:
    plan = body_plan()
    other = BODY.replace("- 2024-05-09\n", "")
    assert gaps(traced(plan, other)) == []
    strict = replace(plan, not_targets=(*plan.not_targets[:1], replace(plan.not_targets[1], optional=False)))
    assert gaps(traced(strict, other)) == [("trace-figure-missing", "2024-05-09")]


def test_a_target_without_a_figure_stands_for_a_phrase_of_its_kind() -> None:
    plan = changed(body_plan(), "J-3-2", figure="")
    assert gaps(traced(plan, BODY.replace("，实现愿改尽改", ""))) == [("trace-figure-missing", "J-3-3")]


def test_the_guiding_chapter_asks_for_no_targets_but_a_safeguard_does() -> None:
    plan = body_plan()
    bare = replace(plan, tasks=tuple(t for t in plan.tasks if t.id != "S1"))
    assert gaps(traced(bare, BODY)) == [("trace-clause-uncovered", "三（一）")]


def test_the_counts_say_by_what_a_figure_is_accounted_for() -> None:
    result = traced(body_plan(), BODY)
    assert result.count(Basis.NOT_A_TARGET) == 2
    assert result.accounted == sum(result.count(basis) for basis in Basis) == result.total
    assert [digits.text for digits in result.ignored] == ["5G"]
