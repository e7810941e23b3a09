"""What later documents changed of a target: which terms hold on which day, and what is wrong with an amendment.

2024-01-01 start                          650辆 by 2027-12-31
2025-06-01 示政〔2025〕8号                  800辆
2026-03-01 示政〔2026〕2号                        by 2028... (within the plan: 2027-06-30)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from plancheck.findings import Finding, TextPlace
from plancheck.plan.amendments.versions import plan_in_force, target_in_force, version, versions
from plancheck.plan.model import Target
from plancheck.rules import message
from tests.plans import line_of, plan_text, read_text, sound_plan

HEADING = "[[task.target.amendment]]"
RAISED = {
    "document": '"示政〔2025〕8号"',
    "date": "2025-06-01",
    "value": "800",
    "figure": '"800辆"',
    "locator": '"三（二）"',
}
MOVED = {"document": '"示政〔2026〕2号"', "date": "2026-03-01", "by": "2027-06-30"}


def amended(*amendments: Mapping[str, str | None], **changes: str | None) -> str:
    """A sound plan with amendments of its target."""
    tables = ["\n".join([HEADING, *(f"{key} = {text}" for key, text in one.items() if text)]) for one in amendments]
    return plan_text(more="\n".join(tables), **changes)


FALL = {
    "target_kind": '"growth"',
    "target_op": '"<="',
    "target_value": "-13.5",
    "target_figure": '"下降13.5%"',
    "target_baseline": "{ date = 2023-12-31, value = 100 }",
}
#: Rule, how the line begins that is named, text. Nothing else is wrong.
CASES: list[tuple[str, str, int, str]] = [
    ("amendment-empty", HEADING, 1, amended(RAISED | {"value": None, "figure": None})),
    (
        "amendment-many",
        HEADING,
        51,
        amended(*(RAISED | {"date": str(date(2025, 1, 1) + timedelta(n))} for n in range(90))),
    ),
    ("amendment-outside", "date", 1, amended(RAISED | {"date": "2023-06-01"})),
    (
        "amendment-outside",
        "date",
        1,
        amended(RAISED | {"date": "2028-01-01"}, target_kind='"cap"', target_op='"<="', target_by=None),
    ),
    ("amendment-outside", "date", 1, amended(RAISED | {"date": "2024-06-01"}, target_start="2025-01-01")),
    ("amendment-twice", "date", 2, amended(RAISED, MOVED | {"date": "2025-06-01"})),
    ("amendment-too-late", "date", 1, amended(RAISED, target_by="2024-12-31")),
    ("amendment-by-passed", "by", 2, amended(MOVED | {"by": "2025-12-31"})),
    ("amendment-by-passed", "by", 2, amended(MOVED | {"by": "2026-03-01"})),
    (
        "amendment-passes-point",
        "checkpoints",
        1,
        amended(MOVED, target_checkpoints="[{ by = 2027-06-30, value = 500 }]"),
    ),
    (
        "amendment-passes-point",
        "checkpoints",
        1,
        amended(
            RAISED | {"value": "500", "figure": '"500辆"'}, target_checkpoints="[{ by = 2026-06-30, value = 600 }]"
        ),
    ),
    (
        "amendment-passes-point",
        "path",
        1,
        amended(RAISED | {"value": "500", "figure": '"500辆"'}, target_path="[{ by = 2026-06-30, value = 600 }]"),
    ),
    ("outside-plan", "by", 2, amended(MOVED | {"by": "2028-12-31"})),
    ("missing-key", HEADING, 1, amended(RAISED | {"document": None})),
    ("missing-key", HEADING, 1, amended(RAISED | {"date": None})),
    ("wrong-type", "value", 2, amended(RAISED | {"value": '"800"'})),
    ("unknown-key", "valeu", 1, amended(RAISED | {"value": None, "figure": None, "valeu": "800"})),
    # As of a target: the figure, the unit, the sign, the limits.
    ("figure-value", "figure", 2, amended(RAISED | {"figure": '"900辆"'})),
    ("figure-deadline", "by", 2, amended(MOVED | {"figure": '"延期至2026年年底"'})),
    ("no-figure", "value", 2, amended(RAISED | {"figure": None})),
    ("fall-not-negative", "value", 2, amended(RAISED | {"value": "10", "figure": '"下降10%"'}, **FALL)),
    ("outside-limits", "value", 2, amended(RAISED, target_limits="[0, 700]")),
    (
        "needless-value",
        "value",
        1,
        amended(
            {**RAISED, "figure": None}, target_kind='"action"', target_value=None, target_figure=None, target_op=None
        ),
    ),
    (
        "needless-value",
        "value",
        1,
        amended({**RAISED}, target_kind='"milestone"', target_value=None, target_figure='"完成"', target_op=None),
    ),
    (
        "phase-out-value",
        "value",
        1,
        amended(
            RAISED,
            target_kind='"phase-out"',
            target_op=None,
            target_value=None,
            target_figure='"淘汰"',
            target_baseline="{ date = 2023-12-31, value = 1000 }",
        ),
    ),
]


@pytest.mark.parametrize(("rule", "line", "nth", "text"), CASES, ids=[f"{one[0]}-{one[1]}" for one in CASES])
def test_a_wrong_amendment_is_told_at_its_line(tmp_path: Path, rule: str, line: str, nth: int, text: str) -> None:
    _, found = read_text(tmp_path, text)
    assert [(one.rule, one.place) for one in found] == [(rule, TextPlace("demo.toml", line_of(text, line, nth)))]
    assert message(found[0], "zh")
    assert message(found[0], "en")


SOUND = {
    "a value": amended(RAISED),
    "a date": amended(MOVED),
    "both, the later first": amended(MOVED, RAISED),
    "a date with the words of the later document": amended(MOVED | {"figure": '"由2027年年底提前至2027年6月底"'}),
    "a milestone's date": amended(
        MOVED, target_kind='"milestone"', target_value=None, target_figure='"完成"', target_op=None
    ),
    "an action's date": amended(
        MOVED, target_kind='"action"', target_value=None, target_figure=None, target_op=None, target_by=None
    ),
    "a fall": amended(RAISED | {"value": "-10", "figure": '"下降10%"'}, **FALL),
    "a deadline after it has passed": amended(MOVED, target_by="2025-12-31"),
    "less than an earlier checkpoint asked": amended(
        RAISED | {"value": "200", "figure": '"200辆"'}, target_checkpoints="[{ by = 2024-12-31, value = 300 }]"
    ),
    "a year's quota that stands": amended(
        RAISED | {"value": "300", "figure": '"每年300辆"'},
        target_kind='"annual"',
        target_checkpoints="[{ by = 2027-12-31, value = 700 }]",
    ),
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND.keys())
def test_a_sound_amendment_has_no_finding(tmp_path: Path, text: str) -> None:
    sound_plan(tmp_path, text)


def only(folder: Path, text: str) -> Target:
    return sound_plan(folder, text).targets[0]


def test_the_terms_in_force_day_by_day(tmp_path: Path) -> None:
    """
    | day        | value | by         | figure |
    |------------|-------|------------|--------|
    | 2025-05-31 | 650   | 2027-12-31 | 650辆  |
    | 2025-06-01 | 800   | 2027-12-31 | 800辆  |
    | 2026-02-28 | 800   | 2027-12-31 | 800辆  |
    | 2026-03-01 | 800   | 2027-06-30 | 800辆  |
    """
    target = only(tmp_path, amended(MOVED, RAISED))
    grid = [line.strip("| ").split("|") for line in (test_the_terms_in_force_day_by_day.__doc__ or "").splitlines()]
    rows = [[cell.strip() for cell in line] for line in grid if len(line) == 4][2:]
    assert len(rows) == 4
    for day, value, by, figure in rows:
        on = target_in_force(target, date.fromisoformat(day))
        assert (str(on.value), str(on.by), on.figure) == (value, by, figure)


def test_any_version_is_reached_from_any_other(tmp_path: Path) -> None:
    target = only(tmp_path, amended(RAISED, MOVED))
    assert version(target, 0) is target
    every = versions(target)
    assert len(every) == 3
    assert all(version(one, number) == every[number] for one in every for number in range(3))


def test_about_stays_where_only_the_date_moves(tmp_path: Path) -> None:
    """约 is a word of the value: a later document that moves the deadline does not take it back."""
    moved = only(tmp_path, amended(MOVED | {"figure": '"提前至2027年6月底"'}, target_figure='"约650辆"'))
    assert target_in_force(moved, date(2026, 3, 1)).figure == "约650辆"


def test_a_plan_without_amendments_is_itself_on_every_day(tmp_path: Path) -> None:
    plan = sound_plan(tmp_path)
    assert all(plan_in_force(plan, plan.start + timedelta(days=91 * step)) is plan for step in range(20))


def test_a_plan_in_force_finds_its_targets_by_id(tmp_path: Path) -> None:
    plan = sound_plan(tmp_path, amended(RAISED))
    later = plan_in_force(plan, date(2025, 6, 1))
    found = later.target("D-12-1")
    assert found is later.targets[0]
    assert found.value == Decimal(800)
    assert plan_in_force(later, date(2025, 5, 31)) == plan


def test_what_is_wrong_with_both_is_told_of_each(tmp_path: Path) -> None:
    """Two amendments, each with a figure that does not hold its value: two findings, two lines."""
    text = amended(RAISED | {"figure": '"1辆"'}, RAISED | {"date": "2026-01-01", "value": "900", "figure": '"2辆"'})
    _, found = read_text(tmp_path, text)
    assert [_line(one) for one in found] == [line_of(text, "figure", 2), line_of(text, "figure", 3)]


def _line(found: Finding) -> int | None:
    return found.place.line if isinstance(found.place, TextPlace) else None


PAGE = Path(__file__).parents[2] / "docs" / "plan-files.md"


def test_the_documented_example_is_sound_and_says_what_its_comments_say(tmp_path: Path) -> None:
    section = PAGE.read_text(encoding="utf-8").split("\n## Amendments\n")[1].split("\n## ")[0]
    (example,) = re.findall(r"```toml\n(.*?)```", section, re.DOTALL)
    plan = sound_plan(tmp_path, plan_text(more=example))
    target = plan.target("TZ-1")
    assert target is not None
    days = ("2025-05-31", "2025-06-01", "2026-03-01")
    told = [target_in_force(target, date.fromisoformat(day)) for day in days]
    assert [(str(one.value), str(one.by)) for one in told] == [
        ("650", "2026-12-31"),
        ("800", "2026-12-31"),
        ("800", "2027-12-31"),
    ]
