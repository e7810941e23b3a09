"""Plan files that are wrong, each in one way: the rule that says so and the line it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plancheck.findings import TextPlace
from plancheck.plan import read
from plancheck.plan.field import Shape
from plancheck.plan.read import read_plan
from plancheck.rules import catalogue, fix, message
from tests.plan.test_amendments import CASES as AMENDMENT_CASES
from tests.plans import line_of, plan_text, read_text, sound_plan, target_text

PLAN, TASK, TARGET = "[plan]", "[[task]]", "[[task.target]]"


@dataclass(frozen=True)
class Case:
    """A text, the rule it breaks, and how the line begins that the finding names. Nothing else is wrong with it."""

    rule: str
    text: str
    line: str
    nth: int = 1
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.rule}-{self.line.split(' ')[0]}"


def case(rule: str, line: str, text: str, nth: int = 1, **values: str) -> Case:
    return Case(rule, text, line, nth, tuple(values.items()))


def with_second(**keys: str) -> str:
    """A plan with a second target behind the first."""
    return plan_text(more=target_text(**{"id": '"D-12-2"', **keys}))


STOCK = "{ value = 1000, date = 2023-12-31 }"


def phase_out(**keys: str) -> str:
    """A plan whose only target is a phase-out."""
    usual = {"kind": '"phase-out"', "op": None, "value": None, "figure": '"基本淘汰"'}
    return plan_text(**{f"target_{key}": value for key, value in {**usual, **keys}.items()})


def growth(**keys: str | None) -> str:
    """A plan whose only target is a growth against 2023, reported as a level."""
    usual = {"kind": '"growth"', "indicator": '"能耗强度"', "baseline": "{ date = 2023-12-31 }"}
    return plan_text(**{f"target_{key}": value for key, value in {**usual, **keys}.items()})


def fall(**keys: str | None) -> str:
    """下降13.5%, as it is to be written, but for the keys given."""
    return growth(**{"op": '"<="', "value": "-13.5", "figure": '"13.5%"', **keys})


def points(**keys: str | None) -> str:
    """下降3.5个百分点 of a rate, as it is to be written, but for the keys given."""
    usual = {"indicator": '"近视率"', "value": "-3.5", "change": '"points"', "figure": '"3.5个百分点"', "unit": '"%"'}
    return fall(**{**usual, **keys})


def spread(**keys: str | None) -> str:
    """4.5%—5% of a level, as it is to be written, but for the keys given."""
    usual = {"indicator": '"普及率"', "kind": '"level"', "value": "4.5", "up_to": "5", "unit": '"%"'}
    return plan_text(**{f"target_{key}": value for key, value in {**usual, "figure": '"4.5%—5%"', **keys}.items()})


def word_target(**keys: str | None) -> str:
    """A target without a number that has the other end of a range."""
    return spread(**{"value": None, "figure": None, "unit": None, **keys})


def half_a_piece() -> str:
    return plan_text(target_value="2.5", target_unit='"台"', target_figure='"2.5台"', target_whole="true")


def by_years(kind: str, reporting: str) -> str:
    """An amount of each year, expected as the year before went."""
    return plan_text(target_kind=f'"{kind}"', target_reporting=f'"{reporting}"', target_path='"last-year"')


CASES = [
    # Keys and their shapes, at the key's own line.
    case("unknown-key", "valeu", plan_text(target_valeu="1"), key="valeu", nearest="value"),
    case("unknown-key", "colour", plan_text(plan_colour='"red"'), key="colour", nearest=""),
    case("unknown-key", "[[tusk]]", plan_text(more='[[tusk]]\nid = "1"'), key="tusk", nearest="task"),
    case(
        "unknown-key", "fgw", plan_text(departments_fgw='{ name = "市发改委", alias = ["发改委"] }'), nearest="aliases"
    ),
    case("missing-key", TARGET, plan_text(target_kind=None), key="kind", table="task.target"),
    case("missing-key", PLAN, plan_text(plan_title=None), key="title", table="plan"),
    case("missing-key", TASK, plan_text(task_lead=None), key="lead", table="task"),
    case("missing-key", "baseline", plan_text(target_baseline="{ value = 10 }"), key="date"),
    case(
        "missing-key",
        "[[waiver]]",
        plan_text(more='[[waiver]]\ntarget = "D-12-1"\nreason = "汛期"\nuntil = 2026-06-30'),
        key="approved_by",
    ),
    case("wrong-type", "value", plan_text(target_value='"650"'), found='"650"', expected="650"),
    case("wrong-type", "value", plan_text(target_value="true"), found="true"),
    case("not-a-real-number", "value", plan_text(target_value="nan"), found="NaN"),
    case("not-a-real-number", "about", plan_text(target_about="inf")),
    case("wrong-type", "by", plan_text(target_by='"2027-12-31"'), expected="2027-12-31"),
    case("wrong-type", "by", plan_text(target_by="2027-12-31T08:00:00"), expected="2027-12-31"),
    case("wrong-type", "about", plan_text(target_about='"5%"'), found='"5%"', expected="0.05"),
    case("not-a-share", "about", plan_text(target_about="5"), found="5", expected="0.05"),
    case("not-a-share", "basically", plan_text(target_basically="95"), found="95"),
    case("not-a-share", "basically", plan_text(target_basically="-0.5"), found="-0.5"),
    case("not-a-lag", "report_lag_days", plan_text(target_report_lag_days="3651"), found="3651", expected="180"),
    case("not-a-lag", "report_lag_days", plan_text(target_report_lag_days="-1"), found="-1"),
    case("not-a-lag", "report_lag_days", plan_text(target_report_lag_days="0.5"), found="0.5"),
    case("not-due-days", "due_days", plan_text(plan_due_days="-1"), found="-1", expected="15"),
    case("not-due-days", "due_days", plan_text(plan_due_days="367"), found="367"),
    case("not-due-days", "due_days", plan_text(plan_due_days="1.5"), found="1.5"),
    case("wrong-type", "due_days", plan_text(plan_due_days='"15"'), found='"15"', expected="15"),
    case("not-a-link", "source", plan_text(plan_source='"郑政7号.pdf"'), found='"郑政7号.pdf"'),
    case("not-a-link", "source", plan_text(plan_source='"javascript:alert(1)"'), key="source"),
    case("wrong-type", "source", plan_text(plan_source="1"), found="1"),
    case("not-a-mail", "recipient", plan_text(plan_recipient='{ name = "督查室", mail = "dcs" }'), found='"dcs"'),
    case("not-a-mail", "recipient", plan_text(plan_recipient='{ name = "督查室", mail = "a@b.cn, c@d.cn" }')),
    case("missing-key", "recipient", plan_text(plan_recipient='{ phone = "1" }'), key="name"),
    case("not-a-mail", "czj", plan_text(departments_czj='{ name = "市财政局", mail = "@" }'), found='"@"'),
    case("wrong-type", "report_lag_days", plan_text(target_report_lag_days='"60"'), found='"60"'),
    case("whole-not-for-kind", "whole", plan_text(target_kind='"level"', target_whole="true"), kind="level"),
    case("whole-not-for-kind", "whole", plan_text(target_op='"<="', target_whole="false"), op="<="),
    case("whole-of-parts", "whole", half_a_piece(), value="2.5", unit="台"),
    case("path-not-for-kind", "path", plan_text(target_path='"last-year"'), kind="cumulative", reporting="quarter"),
    case("path-not-for-kind", "path", plan_text(target_kind='"level"', target_path='"last-year"'), kind="level"),
    case("path-not-for-kind", "path", by_years("cap", "year"), kind="cap", reporting="year"),
    case("unknown-choice", "path", plan_text(target_path='"lastyear"'), found="lastyear", nearest="last-year"),
    case("wrong-type", "path", plan_text(target_path='""'), found='""'),
    case("wrong-type", "path", plan_text(target_path="2025"), found="2025"),
    case("wrong-type", "path", plan_text(target_path='["last-year"]'), found='"last-year"'),
    case("wrong-type", "whole", plan_text(target_whole="1"), found="1"),
    case("up-to-not-for-kind", "up_to", word_target(kind='"milestone"'), kind="milestone", up_to="5"),
    case("up-to-no-range", "up_to", spread(value="5", up_to="5.0", figure='"5%"'), up_to="5.0"),
    case(
        "up-to-wrong-side",
        "up_to",
        spread(value="5", up_to="4.5"),
        op=">=",
        right_value="4.5",
        right_up_to="5",
    ),
    case(
        "up-to-wrong-side",
        "up_to",
        spread(op='"<="', value="10", up_to="12", unit='"起"', figure='"不超过10—12起"', kind='"cap"'),
        right_value="12",
        right_up_to="10",
    ),
    case(
        "up-to-wrong-side",
        "up_to",
        fall(value="-15", up_to="-13", figure='"下降13%—15%"'),
        right_value="-13",
        right_up_to="-15",
    ),
    case(
        "up-to-wrong-side",
        "up_to",
        fall(value="-13", up_to="15", figure='"13%—15%"', indicator='"单位能耗"'),
        right_value="-13",
        right_up_to="-15",
    ),
    case("fall-not-negative", "up_to", fall(value="-13", up_to="15", figure='"下降13%—15%"'), expected="-15"),
    case("figure-up-to", "up_to", spread(up_to="6"), up_to="6", figure="4.5%—5%"),
    case("outside-limits", "up_to", spread(limits="[0, 4.8]"), value="5"),
    case(
        "not-a-count",
        "times",
        plan_text(more='[[not_a_target]]\nfigure = "8年"\nlocator = "二"\nwhy = "资格条件"\ntimes = 0'),
        found="0",
        expected="1",
    ),
    case(
        "wrong-type",
        "times",
        plan_text(more='[[not_a_target]]\nfigure = "8年"\nlocator = "二"\nwhy = "资格条件"\ntimes = true'),
        found="true",
    ),
    case("wrong-type", "limits", plan_text(target_limits="[0]"), found="[0]", expected="[0, 100]"),
    case("wrong-type", "lead", plan_text(task_lead='"jgsw"'), expected='["fgw", "czj"]'),
    case("wrong-type", "title", plan_text(plan_title='"  "'), found='"  "'),
    case("wrong-type", "checkpoints", plan_text(target_checkpoints="[{ by = 2025-12-31, value = 1 }, 2]"), found="2"),
    case(
        "wrong-type", "baseline", plan_text(target_baseline="[{ date = 2023-12-31 }]"), found="[{ date = 2023-12-31 }]"
    ),
    case("wrong-type", "jgsw", plan_text(departments_jgsw='"市机关事务中心"')),
    case("unknown-choice", "kind", plan_text(target_kind='"cumulativ"'), found="cumulativ", nearest="cumulative"),
    case("unknown-choice", "reporting", plan_text(plan_reporting='"weekly"'), allowed="month, quarter, half, year"),
    case("unknown-choice", "op", plan_text(target_op='"=="'), allowed=">=, >, <=, <", nearest=""),
    case("unknown-choice", "op", plan_text(target_op='"=>"'), nearest=">="),
    case("unknown-choice", "op", plan_text(target_op='"≥"'), nearest=">="),
    case("bad-id", "id", plan_text(target_id='"012"'), 3, found="012"),
    case("bad-id", "id", plan_text(target_id='"D 12"'), 3),
    case("bad-id", "id", plan_text(task_id='"任务一"'), 2),
    case("format-version", "format", plan_text().replace("format = 1", "format = 2"), found="2", expected="1"),
    # Names that are to be unique, or to be known.
    case("id-not-file-name", "id", plan_text(plan_id='"other"'), found="other", expected="demo"),
    case(
        "duplicate-task",
        TASK,
        plan_text(
            more=f'{TASK}\nid = "12"\nlocator = "二（五）13"\ntitle = "重复"\nlead = ["czj"]\n'
            + target_text(id='"D-13-1"')
        ),
        2,
        id="12",
    ),
    case("duplicate-target", TARGET, with_second(id='"D-12-1"'), 2, id="D-12-1"),
    case("duplicate-target", TARGET, with_second(id='"d-12-1"'), 2, id="d-12-1"),
    case("department-twice", "cz ", plan_text(departments_cz='{ name = "财政局" }'), first="czj", second="cz"),
    case("department-twice", "cz ", plan_text(departments_cz='{ name = "市 财政局" }'), first="czj", second="cz"),
    case(
        "department-file-twice",
        "gh ",
        plan_text(departments_gh='{ name = "规划/建设局" }', departments_gj='{ name = "规划_建设局" }'),
        first="gj",
        second="gh",
    ),
    case(
        "department-file-twice",
        "gh ",
        plan_text(
            departments_gh='{ name = "规划/建设局" }', departments_gj='{ name = "建设局", aliases = ["规划_建设局"] }'
        ),
        first="gj",
        second="gh",
    ),
    case(
        "department-file-twice",
        "gj ",
        plan_text(departments_gh='{ name = "规划/建设局" }', departments_gj='{ name = "规划?建设局" }'),
        first="gh",
        second="gj",
    ),
    case(
        "department-file-twice",
        "gj ",
        plan_text(departments_gh=f'{{ name = "{"局" * 80}甲" }}', departments_gj=f'{{ name = "{"局" * 80}乙" }}'),
        first="gh",
        second="gj",
    ),
    case(
        "formerly-exists",
        "jgsw ",
        plan_text(departments_jgsw='{ name = "市机关事务中心", formerly = ["市财政局"] }'),
        name="市财政局",
        first="czj",
        second="jgsw",
    ),
    case(
        "formerly-exists",
        "jgsw ",
        plan_text(departments_jgsw='{ name = "市机关事务中心", formerly = "czj = 市国资局" }'),
        name="czj",
        first="czj",
        second="jgsw",
    ),
    case(
        "formerly-twice",
        "swj ",
        plan_text(
            departments_jgsw='{ name = "市机关事务中心", formerly = "jw = 市经委" }',
            departments_swj='{ name = "市商务局", formerly = "市经委" }',
        ),
        name="市经委",
        first="jgsw",
        second="swj",
    ),
    case(
        "formerly-itself",
        "czj ",
        plan_text(departments_czj='{ name = "市财政局", aliases = ["财政局"], formerly = "财政局" }'),
        name="财政局",
        second="czj",
    ),
    case(
        "formerly-mixed",
        "czj ",
        plan_text(departments_czj='{ name = "市财政局", formerly = ["gzj", "市国资局"] }'),
        key="gzj",
        name="市国资局",
        second="czj",
    ),
    case(
        "unknown-department-key",
        TASK,
        plan_text(task_lead='["jgws"]', target_reported_by='"jgsw"'),
        found="jgws",
        nearest="jgsw",
    ),
    case("unknown-department-key", TASK, plan_text(task_support='["zzzz"]'), found="zzzz", nearest=""),
    case("unknown-department-key", "reported_by", plan_text(target_reported_by='"cz"'), found="cz", nearest="czj"),
    case("no-lead", TASK, plan_text(task_lead="[]", target_reported_by='"jgsw"'), task="12"),
    case(
        "unknown-target-in-plan",
        "[[waiver]]",
        plan_text(more='[[waiver]]\ntarget = "D-12"\nreason = "汛期"\napproved_by = "市政府"\nuntil = 2026-06-30'),
        found="D-12",
        nearest="D-12-1",
    ),
    case(
        "unknown-target-in-plan",
        "[[restatement]]",
        plan_text(
            more='[[restatement]]\ntarget = "X"\nperiod_end = 2024-12-31\nreason = "普查"\napproved_by = "统计局"'
        ),
        found="X",
    ),
    # Tasks.
    case(
        "empty-task",
        TASK,
        plan_text(more=f'{TASK}\nid = "13"\nlocator = "二（五）13"\ntitle = "空"\nlead = ["czj"]'),
        2,
        task="13",
        title="空",
    ),
    case("needless-action", TASK, with_second(kind='"action"', value="", unit="", figure="", by="", op=""), task="12"),
    case("bad-locator", TASK, plan_text(task_locator='"二(四) 12"', target_locator='"二（四）12"'), found="二(四) 12"),
    case("bad-locator", TARGET, plan_text(target_also_at='["附表2"]'), found="附表2"),
    case(
        "bad-locator",
        "[[not_a_target]]",
        plan_text(more='[[not_a_target]]\nfigure = "8年"\nlocator = "第8条"\nwhy = "资格条件"'),
        found="第8条",
    ),
    # What each kind needs.
    *[
        case("missing-for-kind", TARGET, plan_text(**{f"target_{key}": None, **extra}), key=key)
        for key, extra in {"unit": {}, "by": {}, "value": {"target_figure": None}}.items()
    ],
    case(
        "missing-for-kind",
        TARGET,
        plan_text(target_kind='"growth"', target_value="48", target_figure='"48%"'),
        key="baseline",
        kind="growth",
    ),
    case(
        "missing-for-kind",
        TARGET,
        plan_text(target_kind='"compare"', target_value=None, target_figure=None),
        key="than",
    ),
    case(
        "missing-for-kind",
        TARGET,
        plan_text(target_kind='"direction"', target_value=None, target_figure=None, target_unit=None),
        key="unit",
    ),
    case(
        "needless-value",
        "value",
        plan_text(target_kind='"action"', target_value="5", target_figure='"5项"', target_unit='"项"'),
        kind="action",
        value="5",
    ),
    case("phase-out-value", "value", phase_out(op='">="', value="7", figure='"7辆"', baseline=STOCK), stock="1000"),
    case("phase-out-value", "value", phase_out(op='"<="', value="7", figure='"7辆"'), stock=""),
    # Dates.
    case(
        "dates-out-of-order",
        "end",
        plan_text(plan_end="2023-12-31", target_by=None, target_kind='"maintain"'),
        earlier="2024-01-01",
        later="2023-12-31",
    ),
    case(
        "dates-out-of-order",
        "by",
        plan_text(target_start="2026-01-01", target_by="2025-12-31"),
        earlier="2026-01-01",
        later="2025-12-31",
    ),
    case("dates-out-of-order", "baseline", plan_text(target_baseline="{ date = 2027-12-31 }"), earlier="2027-12-31"),
    case(
        "dates-out-of-order",
        "checkpoints",
        plan_text(target_checkpoints="[{ by = 2023-12-31, value = 1 }]"),
        later="2023-12-31",
    ),
    case("outside-plan", "by", plan_text(target_by="2028-12-31"), by="2028-12-31", end="2027-12-31"),
    case(
        "checkpoint-after-deadline",
        "checkpoints",
        plan_text(target_by="2026-12-31", target_checkpoints="[{ by = 2027-06-30, value = 700 }]"),
        by="2027-06-30",
        deadline="2026-12-31",
    ),
    case(
        "checkpoint-after-deadline",
        "path",
        plan_text(target_by="2026-12-31", target_path="[{ by = 2027-06-30, value = 700 }]"),
        by="2027-06-30",
    ),
    case(
        "checkpoints-out-of-order",
        "checkpoints",
        plan_text(target_checkpoints="[{ by = 2026-12-31, value = 2 }, { by = 2025-12-31, value = 1 }]"),
    ),
    case(
        "checkpoints-out-of-order",
        "checkpoints",
        plan_text(target_checkpoints="[{ by = 2025-12-31, value = 2 }, { by = 2025-12-31, value = 1 }]"),
    ),
    # Values.
    case("limits-out-of-order", "limits", plan_text(target_limits="[1000, 0]"), low="1000", high="0"),
    case("outside-limits", "value", plan_text(target_limits="[0, 649]"), value="650", high="649"),
    case(
        "outside-limits",
        "checkpoints",
        plan_text(target_limits="[0, 800]", target_checkpoints="[{ by = 2025-12-31, value = 900 }]"),
        value="900",
    ),
    case(
        "outside-limits",
        "  { by = 2026",
        plan_text(
            target_limits="[0, 800]",
            target_checkpoints="[\n  { by = 2025-12-31, value = 300 },\n  { by = 2026-12-31, value = 900 },\n]",
        ),
        value="900",
    ),
    case(
        "outside-limits",
        "baseline",
        plan_text(target_limits="[1, 800]", target_baseline="{ date = 2023-12-31, value = 0.5 }"),
        value="0.5",
    ),
    # Relations.
    case("points-nowhere", "part_of", plan_text(target_part_of='"D-12-11"'), key="part_of", nearest="D-12-1"),
    case("points-nowhere", "same_as", plan_text(target_same_as='"X"'), key="same_as", found="X"),
    case("points-in-a-circle", "part_of", plan_text(target_part_of='"D-12-1"'), key="part_of", found="D-12-1"),
    case(
        "binding-repeats-strive",
        "same_as",
        plan_text(target_same_as='"D-12-2"', more=target_text(id='"D-12-2"', wording='"strive"')),
        found="D-12-2",
    ),
    case("no-parent-plan", "parent_target", plan_text(target_parent_target='"ZZ-1-1"'), found="ZZ-1-1"),
    # The figure: the document's own words.
    case("no-figure", "value", plan_text(target_figure=None), value="650"),
    case("figure-value", "figure", plan_text(target_figure='"640辆"'), value="650", figure="640辆"),
    case("figure-value", "figure", plan_text(target_figure='"6500辆"')),
    case(
        "figure-value",
        "checkpoints",
        plan_text(target_checkpoints='[{ by = 2025-12-31, value = 300, figure = "330辆" }]'),
        value="300",
        figure="330辆",
    ),
    case(
        "figure-value",
        "figure",
        plan_text(target_kind='"phase-out"', target_op='"<="', target_value=None, target_figure='"大力推广"'),
        value="0",
    ),
    case("figure-unit", "unit", plan_text(target_unit='"台"'), unit="台", figure="650辆"),
    case(
        "figure-unit", "unit", plan_text(target_value="2.5", target_unit='"辆"', target_figure='"2.5万辆"'), unit="辆"
    ),
    case(
        "figure-deadline",
        "by",
        plan_text(target_by="2026-12-31", target_figure='"到2027年650辆"'),
        by="2026-12-31",
        figure="到2027年650辆",
    ),
    # The words for a change, against the sign, the op and the kind.
    case("fall-not-negative", "value", fall(value="13.5", figure='"下降13.5%"'), value="13.5", expected="-13.5"),
    case(
        "fall-not-negative",
        "value",
        fall(value="13.5", indicator='"单位GDP能耗降低（%）"'),
        words="单位GDP能耗降低（%）",
    ),
    case("fall-not-negative", "value", fall(value="13.5", indicator='"减少化肥使用"'), expected="-13.5"),
    case("fall-not-negative", "value", fall(value="13.5", figure='"累计压减13.5%以上"'), words="累计压减13.5%以上"),
    case(
        "fall-not-negative",
        "checkpoints",
        fall(checkpoints='[{ by = 2025-12-31, value = 6, figure = "下降6%" }]'),
        value="6",
        expected="-6",
    ),
    case(
        "fall-not-negative",
        "checkpoints",
        fall(figure='"下降13.5%"', checkpoints="[{ by = 2025-12-31, value = 6 }]"),
        value="6",
        expected="-6",
    ),
    case("rise-negative", "value", growth(value="-48", figure='"增长48%"'), expected="48"),
    case("op-against-words", "op", fall(op='">="'), op=">=", expected="<=", words="value = -13.5"),
    case("op-against-words", "op", fall(op='">="', figure='"下降超过13.5%"'), op=">=", expected="<"),
    case("op-against-words", "op", growth(value="5", op='">="', figure='"增速控制在5%以内"'), expected="<="),
    case("op-against-words", "op", growth(value="5", op='"<="', figure='"增长5%以上"'), expected=">="),
    case(
        "op-against-words",
        "op",
        plan_text(target_kind='"level"', target_value="35", target_unit='"微克/立方米"', target_figure='"降至35微克"'),
        op=">=",
        expected="<=",
    ),
    case(
        "op-against-words",
        "op",
        plan_text(target_kind='"level"', target_value="8", target_unit='"%"', target_figure='"低于8%"'),
        op=">=",
        expected="<",
    ),
    case("points-not-said", "figure", points(change=None), words="3.5个百分点"),
    case("points-not-said", "unit", fall(unit='"百分点"'), words="百分点"),
    case("percent-not-points", "change", fall(change='"points"', unit='"%"'), figure="13.5%"),
    case("points-unit", "unit", points(unit='"人"'), unit="人"),
    case(
        "change-needs-growth",
        "kind",
        plan_text(target_kind='"level"', target_change='"points"', target_unit='"%"', target_figure='"650%"'),
        kind="level",
    ),
    case("level-not-growth", "kind", growth(op='"<="', value="7.8", figure='"降至7.8%"'), figure="降至7.8%"),
    case(
        "growth-not-level",
        "kind",
        plan_text(target_kind='"level"', target_value="7.8", target_unit='"%"', target_figure='"下降7.8%"'),
        value="-7.8",
    ),
    # The file as a whole.
    case("broken-toml", "title", plan_text(plan_title='"示范市')),
    case("broken-toml", "value", plan_text(target_value="650\nvalue = 651"), 2),
]


@pytest.mark.parametrize("wrong", CASES, ids=str)
def test_one_fault_one_finding(tmp_path: Path, wrong: Case) -> None:
    _, found = read_text(tmp_path, wrong.text)
    assert [(one.rule, one.place) for one in found] == [
        (wrong.rule, TextPlace("demo.toml", line_of(wrong.text, wrong.line, wrong.nth)))
    ]
    said = dict(found[0].values)
    assert {name: said.get(name) for name, _ in wrong.values} == dict(wrong.values)


@pytest.mark.parametrize("wrong", CASES, ids=str)
def test_its_sentences_have_no_gap(tmp_path: Path, wrong: Case) -> None:
    """Every value that a sentence mentions outside ⟨…⟩ is given, and none is left in braces."""
    _, (found,) = read_text(tmp_path, wrong.text)
    given_names = {name for name, value in found.values if value}
    for language in ("zh", "en"):
        sentences = catalogue()[found.rule].in_language(language)
        for template, text in ((sentences.message, message(found, language)), (sentences.fix, fix(found, language))):
            assert _needed(template) <= given_names
            assert "⟨" not in text


def _needed(template: str) -> set[str]:
    return set(re.findall(r"\{([a-z_]+)\}", re.sub(r"⟨.*?⟩", "", template)))


SOUND = {
    "a quota as last year": by_years("annual", "quarter"),
    "a cap as last year": by_years("cap", "month"),
    "byte order mark": "\ufeff" + plan_text(),
    "windows line ends": plan_text().replace("\n", "\r\n"),
    "figure with 万 against the bare unit": plan_text(target_value="25000", target_figure='"2.5万辆"'),
    "figure with 万 against a unit with 万": plan_text(
        target_value="2.5", target_unit='"万辆"', target_figure='"２.５ 万辆"'
    ),
    "multiples are percent": plan_text(
        target_kind='"growth"', target_value="90", target_figure='"0.9倍"', target_baseline="{ date = 2023-12-31 }"
    ),
    "about once more": plan_text(
        target_kind='"growth"', target_value="100", target_figure='"约一倍"', target_baseline="{ date = 2023-12-31 }"
    ),
    "full coverage has no digit": plan_text(
        target_kind='"level"', target_value="100", target_unit='"%"', target_figure='"全覆盖"'
    ),
    "phase-out without a value": plan_text(
        target_kind='"phase-out"', target_op=None, target_value=None, target_figure='"基本淘汰"'
    ),
    "the base year in the figure is no deadline": plan_text(
        target_kind='"growth"',
        target_value="48",
        target_figure='"较2023年增长48%"',
        target_baseline="{ date = 2023-12-31 }",
    ),
    "what is gone adds up to the whole stock": phase_out(op='">="', value="1000", figure='"全部淘汰"', baseline=STOCK),
    "a range": spread(),
    "a range in one unit": spread(value="30000", up_to="50000", unit='"辆"', figure='"3—5万辆"'),
    "a range to be reached, in its own unit": spread(value="3", up_to="5", unit='"万辆"', figure='"3万至5万辆"'),
    "a range not to be exceeded": spread(
        kind='"cap"', op='"<="', value="12", up_to="10", unit='"起"', figure='"10—12起"'
    ),
    "a range of a fall": fall(value="-13", up_to="-15", figure='"下降13%—15%"'),
    "a range of a fall in points": points(value="-3", up_to="-3.5", figure='"3至3.5个百分点"'),
    "a range of a fall of at most": fall(op='">="', value="-5", up_to="-4", figure='"降幅控制在4%—5%以内"'),
    "a range across nought": growth(value="-1", up_to="2", figure='"-1%—2%"', indicator='"用电量增速"'),
    "pieces that the list does not know": plan_text(target_unit='"盏"', target_figure='"650盏"', target_whole="true"),
    "three of ten thousand": plan_text(
        target_value="0.0003", target_unit='"万盏"', target_figure='"0.0003万盏"', target_whole="true"
    ),
    "a lag of ten years, or of none": plan_text(
        target_report_lag_days="3650", more=target_text(id='"D-12-2"', report_lag_days="0")
    ),
    "a fall is negative": fall(),
    "a fall in the words of the document": fall(figure='"较2023年下降13.5%以上"', indicator='"单位GDP能耗下降率"'),
    "a fall by more than": fall(op='"<"', figure='"下降超过13.5%"'),
    "a fall that is reported itself": fall(unit='"%"'),
    "a fall with a checkpoint": fall(checkpoints='[{ by = 2025-12-31, value = -6, figure = "下降6%" }]'),
    "a rise first, then a fall": fall(checkpoints='[{ by = 2025-12-31, value = 2, figure = "增幅2%以内" }]'),
    "points of a rate": points(),
    "points that are reported themselves": points(unit='"个百分点"'),
    "points in characters": points(value="-5", figure='"下降五个百分点"'),
    "points up": points(op='">="', value="3", figure='"提高3个百分点"', indicator='"普及率"'),
    "a growth of at most": growth(op='"<="', value="5", figure='"增速控制在5%以内"', indicator='"用电量"'),
    "a growth of at most, said by the indicator": growth(op='"<="', value="5", figure='"5%"', indicator='"用电量增速"'),
    "a growth rate below nought": fall(figure='"-13.5%"', indicator='"用电量增速"'),
    "no growth at all": growth(op='"<="', value="0", figure='"0%"', indicator='"用水总量"'),
    "a fall of at most": fall(op='">="', value="-5", figure='"降幅控制在5%以内"'),
    "a loan for cutting costs grows": growth(value="20", figure='"20%"', indicator='"降低成本专项贷款余额"'),
    "energy per value added": fall(indicator='"单位工业增加值用水量"'),
    "a level that falls": plan_text(
        target_kind='"level"', target_op='"<="', target_value="7.8", target_unit='"%"', target_figure='"降至7.8%以内"'
    ),
    "places for those under three": plan_text(
        target_kind='"level"', target_value="4.5", target_unit='"个"', target_figure='"3岁以下托位4.5个"'
    ),
    "strive repeats binding": plan_text(
        target_same_as='"D-12-2"', target_wording='"strive"', more=target_text(id='"D-12-2"')
    ),
    "share of another target": with_second(part_of='"D-12-1"', value="50", figure='"50辆"'),
    "comment and dotted table": plan_text(more="[scoring]\nlag = 0.1  # a table of its own"),
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND.keys())
def test_sound_plans_have_no_finding(tmp_path: Path, text: str) -> None:
    path = tmp_path / "demo.toml"
    path.write_bytes(text.encode("utf-8"))
    plan, found = read_plan(path)
    assert plan is not None
    assert found == []


def test_two_unknown_keys_are_said_in_the_files_order(tmp_path: Path) -> None:
    _, found = read_text(tmp_path, plan_text(target_baseline="{ date = 2023-12-31, zz = 1, aa = 2, mm = 3 }"))
    assert [dict(one.values)["key"] for one in found] == ["zz", "aa", "mm"]


def test_every_shape_has_an_example() -> None:
    assert all(shape.example for shape in Shape)


def test_a_fall_written_as_a_rise_is_mended_line_by_line(tmp_path: Path) -> None:
    """Each fix is a line to paste, and with all of them pasted nothing is left to say."""
    text = fall(value="13.5", op='">="', figure='"下降13.5%"')
    _, found = read_text(tmp_path, text)
    assert [one.rule for one in found] == ["fall-not-negative", "op-against-words"]
    lines = text.splitlines()
    for one in found:
        assert fix(one, "zh") == fix(one, "en")
        assert isinstance(one.place, TextPlace)
        lines[(one.place.line or 0) - 1] = fix(one, "zh")
    assert read_text(tmp_path, "\n".join(lines))[1] == []


def test_a_rise_written_as_a_fall_is_mended_line_by_line(tmp_path: Path) -> None:
    _, found = read_text(tmp_path, growth(value="-48", op='"<="', figure='"增长48%"'))
    assert [fix(one, "zh") for one in found] == ["value = 48", 'op = ">="']


def test_circle_of_two_is_said_of_both(tmp_path: Path) -> None:
    text = plan_text(target_same_as='"D-12-2"', more=target_text(id='"D-12-2"', same_as='"D-12-1"'))
    _, found = read_text(tmp_path, text)
    assert [(one.rule, one.target) for one in found] == [
        ("points-in-a-circle", "D-12-1"),
        ("points-in-a-circle", "D-12-2"),
    ]


def test_a_tail_that_leads_into_a_circle_is_not_the_circle(tmp_path: Path) -> None:
    """C points to A, A and B to each other: C is right, and reading ends."""
    more = target_text(id='"B"', part_of='"D-12-1"') + target_text(id='"C"', part_of='"D-12-1"')
    _, found = read_text(tmp_path, plan_text(target_part_of='"B"', more=more))
    assert {one.target for one in found} == {"D-12-1", "B"}


def test_lines_count_with_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    text = plan_text(target_valeu="1")
    path = tmp_path / "demo.toml"
    path.write_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode())
    _, found = read_plan(path, "demo.toml")
    assert [one.place for one in found] == [TextPlace("demo.toml", line_of(text, "valeu"))]


def test_not_utf8_names_the_line(tmp_path: Path) -> None:
    text = plan_text()
    path = tmp_path / "demo.toml"
    path.write_bytes(text.encode("gb18030"))
    plan, found = read_plan(path, "demo.toml")
    assert plan is None
    assert [(one.rule, one.place) for one in found] == [
        ("plan-not-utf8", TextPlace("demo.toml", line_of(text, "title")))
    ]


def test_missing_file(tmp_path: Path) -> None:
    plan, found = read_plan(tmp_path / "none.toml", "none.toml")
    assert plan is None
    assert [(one.rule, one.place) for one in found] == [("unreadable-plan", TextPlace("none.toml"))]


def test_folder_instead_of_a_file(tmp_path: Path) -> None:
    _, found = read_plan(tmp_path, "plans")
    assert [one.rule for one in found] == ["unreadable-plan"]


def test_too_large_file_is_not_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MAX_BYTES", 1024 * 1024)
    path = tmp_path / "demo.toml"
    path.write_bytes(b"# \n" * 400_000)
    plan, found = read_plan(path, "demo.toml")
    assert plan is None
    assert [one.rule for one in found] == ["plan-too-large"]


@pytest.mark.parametrize(("left", "right"), [("[", "]"), ("{b = ", "}")], ids=["lists", "tables"])
@pytest.mark.parametrize("depth", [150, 300, 350, 450, 900, 3000])
def test_absurd_nesting_is_a_finding(tmp_path: Path, left: str, right: str, depth: int) -> None:
    """Deep for whatever walks the file: the library, and the search for the lines of its keys."""
    plan, found = read_text(tmp_path, f"a = {left * depth}1{right * depth}")
    assert plan is None
    assert {one.rule for one in found} <= {"broken-toml", "unknown-key", "missing-key"}


@pytest.mark.parametrize("number", ["1e999999999999999999", "1e400", "-1e-400", "9" * 5000, "1_000.000_1"])
def test_odd_numbers_never_raise(tmp_path: Path, number: str) -> None:
    read_text(tmp_path, plan_text(target_value=number))


def test_values_are_decimal_and_exact(tmp_path: Path) -> None:
    text = plan_text(
        target_kind='"level"', target_op='"<="', target_value="7.80", target_unit='"%"', target_figure='"7.8%"'
    )
    target = sound_plan(tmp_path, text).targets[0]
    assert target.value == Decimal("7.8")
    assert not target.op.holds(Decimal("7.84"), target.value)


def test_defaults_of_a_target(tmp_path: Path) -> None:
    target = sound_plan(tmp_path).targets[0]
    assert target.reported_by == ("jgsw",)
    assert target.locator == "二（四）12"
    assert str(target.start) == "2024-01-01"


def test_a_target_with_a_fault_leaves_its_neighbours_in_the_plan(tmp_path: Path) -> None:
    plan, found = read_text(tmp_path, plan_text(target_kind=None, more=target_text(id='"D-12-2"')))
    assert [one.rule for one in found] == ["missing-key"]
    assert plan is not None
    assert [target.id for target in plan.targets] == ["D-12-2"]


def test_every_fault_is_said_at_once(tmp_path: Path) -> None:
    """A header and a target that cannot be read keep nothing of the rest from being checked."""
    more = target_text(id='"D-12-1"', kind='"cumulativ"') + target_text(id='"D-12-3"', part_of='"D-12-3"')
    more += target_text(id='"D-12-4"', start="2027-01-01", by="2026-12-31")
    text = plan_text(plan_start='"2024-01-01"', plan_colour='"red"', task_support='["zz"]', more=more)
    plan, found = read_text(tmp_path, text)
    assert plan is None
    assert {(one.rule, one.place.line) for one in found if isinstance(one.place, TextPlace)} == {
        ("unknown-key", line_of(text, "colour")),
        ("wrong-type", line_of(text, "start")),
        ("unknown-choice", line_of(text, 'kind = "cumulativ"')),
        ("duplicate-target", line_of(text, TARGET, 2)),
        ("unknown-department-key", line_of(text, TASK)),
        ("points-in-a-circle", line_of(text, "part_of")),
        ("dates-out-of-order", line_of(text, "by = 2026-12-31")),
    }


AFTERMATH = {
    "no header": plan_text().replace("[plan]", "[plam]"),
    "a key by another name": plan_text(target_value=None, target_valeu="650"),
    "targets that are no list": plan_text().split(TARGET)[0] + 'target = "650辆"\n',
    "departments that are a list": plan_text().replace("[departments]", "[[departments]]"),
    "an id that is none": plan_text(plan_id='"de mo"'),
    "a lead that is no list": plan_text(task_lead='"jgsw"'),
    "a kind whose needs nobody knows": plan_text(target_kind='"phaseout"', target_value=None, target_figure='"淘汰"'),
    "no kind beside an action": plan_text(
        target_kind='"actoin"',
        target_figure=None,
        target_by=None,
        target_value=None,
        more='[[task.target]]\nid = "A"\nindicator = "推广"\nkind = "action"',
    ),
    "a stock that cannot be read": phase_out(op='">="', value="7", figure='"7辆"', baseline='"1000"'),
}


@pytest.mark.parametrize("text", AFTERMATH.values(), ids=AFTERMATH.keys())
def test_one_fault_of_form_has_no_aftermath(tmp_path: Path, text: str) -> None:
    _, found = read_text(tmp_path, text)
    assert {one.rule for one in found} <= {"unknown-key", "missing-key", "wrong-type", "unknown-choice", "bad-id"}
    assert found


@given(cut=st.integers(0, 2000), junk=st.text(max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_no_text_raises(tmp_path: Path, cut: int, junk: str) -> None:
    """A file cut off anywhere, with anything in the gap, gives findings, and every line they name exists."""
    text = with_second()
    cut %= len(text)
    broken = text[:cut] + junk.encode("utf-8", "ignore").decode() + text[cut + 3 :]
    _, found = read_text(tmp_path, broken)
    last = len(broken.split("\n")) + 1
    assert all(isinstance(one.place, TextPlace) and 1 <= (one.place.line or 1) <= last for one in found)
    assert all(message(one, "zh") and message(one, "en") for one in found)


def test_every_rule_of_a_plan_file_has_an_example_here() -> None:
    shown = {wrong.rule for wrong in CASES} | {"plan-not-utf8", "unreadable-plan", "plan-too-large"}
    # tests/plan/test_parents.py has these two.
    shown |= {"parent-not-there", "parent-target-not-there"}
    # tests/plan/test_amendments.py has those of amendments.
    shown |= {rule for rule, *_ in AMENDMENT_CASES if rule.startswith("amendment-")}
    assert shown == {rule.id for rule in catalogue().values() if rule.room == "plan"}
