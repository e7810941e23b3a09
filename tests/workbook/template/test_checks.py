"""What an issued workbook says while somebody types: every slip that it can know of, in the row's own words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from plancheck.observations import State
from plancheck.plan.model import Baseline, Target
from plancheck.plan.vocabulary import Aggregate, Kind, Op, Reporting
from plancheck.workbook.template.drafts import CellContent, CellDraft, Column, Order, RowDraft, SheetDraft
from tests.workbook.samples import DECEMBER, JUNE, MARCH, SEPTEMBER, reported, sample_plan, sample_target
from tests.workbook.template.typed import CheckedRow, check_row, draft_of

LAST_YEAR = date(2024, 12, 31)
Numbers = tuple[float | str | None, ...]


def typed_numbers(*numbers: float | str | None, **others: CellContent) -> dict[str, CellContent]:
    """The values of the quarters, from March on."""
    cells: dict[str, CellContent] = {
        f"value:{day}": Decimal(str(number)) if not isinstance(number, str) else number
        for day, number in zip((MARCH, JUNE, SEPTEMBER, DECEMBER), numbers, strict=False)
        if number is not None
    }
    return cells | others


def look(
    target: Target,
    typed: Mapping[str, CellContent],
    today: date = DECEMBER,
    *,
    last: float | None = None,
    expected: Mapping[date, float] | None = None,
    language: str = "zh",
) -> CheckedRow:
    """Type into the row of a target and look at it."""
    order = Order(
        sample_plan(target, language=language),
        "jgsw",
        2025,
        last={} if last is None else {target.id: reported(target.id, LAST_YEAR, value=Decimal(str(last)))},
        expected={(target.id, day): Decimal(str(value)) for day, value in (expected or {}).items()},
    )
    return check_row(draft_of(order), order, target.id, typed, today)


REMAINS = sample_target(1, Kind.PHASE_OUT, value=Decimal(0), baseline=Baseline(date(2023, 12, 31), Decimal(860)))
TOTAL = sample_target(1, Kind.CUMULATIVE, value=Decimal(650))
YEARLY = sample_target(1, Kind.ANNUAL, value=Decimal(200))
STOCK = sample_target(1, Kind.LEVEL, value=Decimal(30), unit="万辆")
FLEET = sample_target(1, Kind.LEVEL, value=Decimal(400_000))
SHARE = sample_target(1, Kind.LEVEL, value=Decimal(95), unit="%")
LIMITED = sample_target(1, Kind.LEVEL, value=Decimal(95), unit="%", limits=(Decimal(60), Decimal(100)))
FREE = sample_target(1, Kind.DIRECTION, value=None, unit="%")
GONE = sample_target(1, Kind.PHASE_OUT, value=None, op=Op.GE, baseline=Baseline(date(2023, 12, 31), Decimal(860)))
PARTS = sample_target(1, Kind.CUMULATIVE, value=Decimal(650), reports=Reporting.PERIOD)


@pytest.mark.parametrize(
    ("target", "numbers", "last", "sentence"),
    [
        pytest.param(REMAINS, (460, 538), None, "6月30日：剩余数比上期多78；如填的是已完成数，应填322", id="rising"),
        pytest.param(REMAINS, (1300,), None, "3月31日：比基期值860还多，这里填还剩多少", id="above the baseline"),
        pytest.param(REMAINS, (460,), 400, "3月31日：剩余数比上期多60", id="above last year's"),
        pytest.param(TOTAL, (50, 46), None, "6月30日：比上期少4，累计数不应变小", id="falls"),
        pytest.param(TOTAL, (50, None, 46.5), None, "9月30日：比上期少3.5，", id="falls over a hole"),
        pytest.param(TOTAL, (50,), 120, "3月31日：比上期少70，", id="falls below last year's"),
        pytest.param(YEARLY, (50, 46), 300, "6月30日：比上期少4，", id="falls within the year"),
        pytest.param(GONE, (50, 46), None, "6月30日：比上期少4，", id="what is gone falls"),
        pytest.param(TOTAL, (650_000,), 120, "3月31日：与上期、目标值等至少相差1000倍", id="a thousandfold"),
        pytest.param(STOCK, (28, 0.028), None, "6月30日：与上期、目标值等至少相差1000倍", id="a thousandth"),
        pytest.param(STOCK, (281_000,), None, "3月31日：与上期、目标值等至少相差1000倍", id="a thousandfold at once"),
        pytest.param(TOTAL, (6500,), None, "3月31日：比上期、目标值等大10倍以上", id="ten times the target"),
        pytest.param(STOCK, (28.1, 281), None, "6月30日：是上期的10倍以上，请核对单位和小数点", id="a point slipped"),
        pytest.param(STOCK, (28.1, 2.82), None, "", id="close to a tenth"),
        pytest.param(STOCK, (28.1, 2.8), None, "6月30日：不到上期的十分之一", id="a tenth"),
        pytest.param(SHARE, (82, 0.83), None, "6月30日：不到上期的十分之一", id="a share of one"),
        pytest.param(SHARE, (830,), None, "3月31日：不应大于100", id="above a hundred percent"),
        pytest.param(LIMITED, (20,), None, "3月31日：不应小于60", id="below the limits"),
        pytest.param(TOTAL, (-5,), None, "3月31日：不应小于0", id="less than nothing"),
        pytest.param(TOTAL, (45900,), None, "3月31日：像是日期，", id="a day as a number"),
        pytest.param(SHARE, (45930,), None, "3月31日：像是日期，", id="a day in a share"),
        pytest.param(FLEET, (281_000, 45930), None, "6月30日：像是日期，", id="a day among large numbers"),
        pytest.param(TOTAL, ("约3",), None, "3月31日：不是数字", id="words"),
    ],
)
def test_a_slip_is_said_in_the_row(target: Target, numbers: Numbers, last: float | None, sentence: str) -> None:
    row = look(target, typed_numbers(*numbers, evidence="台账", reason="系统迁移", reason_period="12月31日"), last=last)
    assert row.sentence.startswith(sentence or "√"), row
    assert "处" not in row.sentence


@pytest.mark.parametrize(
    ("target", "numbers", "last"),
    [
        pytest.param(REMAINS, (860, 400, 400, 0), None, id="what remains goes to nought"),
        pytest.param(GONE, (0, 400, 860), None, id="what is gone adds up"),
        pytest.param(TOTAL, (130, 130, 300), 120, id="a total stands still"),
        pytest.param(YEARLY, (1, 30, 190), 300, id="a year begins anew"),
        pytest.param(PARTS, (50, 3, 46), 100, id="increments go up and down"),
        pytest.param(STOCK, (28, 31, 27), 26, id="a stock goes up and down"),
        pytest.param(FREE, (0.1, 3, -2), 0.2, id="a rate near nought"),
        pytest.param(TOTAL, (46000,), 45000, id="a large number that is no day"),
    ],
)
def test_what_is_sound_is_left_alone(target: Target, numbers: Numbers, last: float | None) -> None:
    row = look(target, typed_numbers(*numbers, evidence="台账", reason="系统迁移", reason_period="12月31日"), last=last)
    assert row.sentence.startswith("√"), row


def test_an_increment_is_measured_by_the_whole() -> None:
    """A part of a sum may be small; ten times the whole it is not."""
    part = sample_target(1, Kind.CUMULATIVE, value=Decimal(650), aggregate=Aggregate.SUM)
    assert look(part, typed_numbers(3, evidence="台账")).codes.get(f"value:{MARCH}", "") == ""
    assert look(part, typed_numbers(7000, evidence="台账")).codes[f"value:{MARCH}"] == "2J"


def test_a_value_for_a_period_to_come_is_wrong() -> None:
    row = look(TOTAL, typed_numbers(50, 60, evidence="台账"), date(2025, 6, 29))
    assert row.sentence == "6月30日：还没到期，请先不填"
    assert look(TOTAL, typed_numbers(50, 60, evidence="台账"), JUNE).sentence == "√"


def test_the_worst_is_named_first_and_the_rest_counted() -> None:
    row = look(TOTAL, typed_numbers(None, 60, 46))
    assert row.sentence == "9月30日：比上期少14，累计数不应变小（共4处）"
    assert sorted(row.codes.values()) == ["1M", "1M", "1V", "3S"]


def test_what_is_wrong_measures_nothing_that_follows() -> None:
    """Of 41, 410000 and 48 only the second is odd."""
    row = look(TOTAL, typed_numbers(41, 4_100_000, 48, evidence="台账"), SEPTEMBER)
    assert row.codes == {f"value:{JUNE}": "3J", "evidence": "0V"}
    assert row.results[f"change:{SEPTEMBER}"] == 7


def test_the_change_stands_beside_each_value() -> None:
    row = look(TOTAL, typed_numbers(130, None, 150.5, evidence="台账"), SEPTEMBER, last=120)
    changes = [row.results[f"change:{day}"] for day in (MARCH, JUNE, SEPTEMBER, DECEMBER)]
    assert changes == [10, "", Decimal("20.5"), ""]
    assert look(YEARLY, typed_numbers(50, 90), last=300).results[f"change:{MARCH}"] == ""


def test_behind_the_expected_value_wants_a_reason() -> None:
    expected = {MARCH: 100.0, JUNE: 200.0}
    row = look(TOTAL, typed_numbers(90, 210, evidence="台账"), JUNE, expected=expected)
    assert row.sentence == "3月31日：没有达到应达值100，请写原因"
    row = look(TOTAL, typed_numbers(90, 210, evidence="台账", reason="招标推迟"), JUNE, expected=expected)
    assert row.sentence == "√"


def test_a_due_cell_is_explained_by_a_reason() -> None:
    empty = look(TOTAL, {}, JUNE)
    assert empty.sentence == "3月31日：到期未填，也没有写原因（共2处）"
    explained = look(TOTAL, {"reason": "系统迁移"}, JUNE)
    assert explained.sentence == "有几期没有填，请选“原因所属期”"
    chosen = look(TOTAL, {"reason": "系统迁移", "reason_period": "6月30日"}, JUNE)
    assert chosen.sentence == "√（有原因未填2项）"
    assert look(TOTAL, {"reason": "无"}, JUNE).sentence == empty.sentence
    ahead = look(TOTAL, {"reason": "系统迁移", "reason_period": "12月31日"}, JUNE)
    assert ahead.sentence == "“原因所属期”还没到期，请选已到期的"
    assert look(TOTAL, {"reason": "  "}, JUNE).sentence == empty.sentence
    assert look(TOTAL, {"reason": "正在推进"}, JUNE).sentence == empty.sentence
    assert look(TOTAL, {}, date(2025, 1, 15)).sentence == ""


@pytest.mark.parametrize(
    ("period", "codes"),
    [
        pytest.param("6月30日", ["0M", "0M", "1M"], id="up to June"),
        pytest.param(JUNE, ["0M", "0M", "1M"], id="up to June, typed as a day"),
        pytest.param("9月30日", ["0M", "0M", "0M"], id="up to September"),
        pytest.param("一季度", ["1M", "1M", "1M"], id="up to what is no period"),
        pytest.param(None, ["0M", "0M", "0M"], id="without its period"),
    ],
)
def test_a_reason_is_for_its_period(period: date | str | None, codes: list[str]) -> None:
    order = Order(sample_plan(TOTAL), "jgsw", 2025)
    typed: dict[str, CellContent] = {"reason": "系统迁移", "reason_period": period}
    row = check_row(draft_of(order), order, "S-1", typed, SEPTEMBER)
    assert [row.codes[f"value:{day}"] for day in (MARCH, JUNE, SEPTEMBER)] == codes


def with_late_cell(draft: SheetDraft, day: date) -> SheetDraft:
    """A draft that asks for a value of the year before, too."""
    key = f"value:{day}"
    first = next(number for number, column in enumerate(draft.columns) if column.period)
    columns = (*draft.columns[:first], Column(key, key, "补报", 10, day), *draft.columns[first:])
    rows = tuple(
        RowDraft(row.target, {key: CellDraft(None, asked=True, counted=True), **row.cells}) for row in draft.rows
    )
    return SheetDraft(draft.name, draft.title, draft.hint, columns, rows, draft.frozen)


@pytest.mark.parametrize(
    ("target", "typed", "expected"),
    [
        pytest.param(TOTAL, {LAST_YEAR: 100, MARCH: 90}, {f"value:{MARCH}": "3S"}, id="a total falls below it"),
        pytest.param(
            TOTAL, {LAST_YEAR: 70, MARCH: 90}, {f"value:{LAST_YEAR}": "3S"}, id="it falls below what was reported"
        ),
        pytest.param(YEARLY, {LAST_YEAR: 100, MARCH: 9}, {}, id="a year begins anew"),
        pytest.param(TOTAL, {MARCH: 90}, {f"value:{LAST_YEAR}": "1M"}, id="it is due"),
    ],
)
def test_a_late_value_stands_in_the_row_of_its_own(
    target: Target, typed: Mapping[date, int], expected: Mapping[str, str]
) -> None:
    """September's value of the year before was 80 and was reported."""
    last = {"S-1": reported("S-1", date(2024, 9, 30), value=Decimal(80))}
    order = Order(sample_plan(target), "jgsw", 2025, last=last)
    cells: dict[str, CellContent] = {f"value:{day}": Decimal(number) for day, number in typed.items()}
    row = check_row(with_late_cell(draft_of(order), LAST_YEAR), order, "S-1", cells | {"evidence": "台账"}, MARCH)
    assert {key: code for key, code in row.codes.items() if key != "evidence"} == expected
    assert f"change:{LAST_YEAR}" not in row.results


def test_a_base_value_is_asked_for_and_looked_at() -> None:
    growth = sample_target(1, Kind.GROWTH, baseline=Baseline(date(2023, 12, 31)), unit="万辆")
    assert look(growth, {}, date(2025, 1, 5)).sentence == "基期值还没有填"
    assert look(growth, {"baseline": "约4"}, date(2025, 1, 5)).sentence.startswith("基期值：不是数字")
    assert look(growth, {"baseline": Decimal(4)}, date(2025, 1, 5)).sentence == "√"
    odd = look(growth, {"baseline": Decimal(4)} | typed_numbers(5000, evidence="台账"), MARCH)
    assert odd.codes[f"value:{MARCH}"] == "3J"


def test_what_is_compared_with_is_looked_at() -> None:
    compare = sample_target(1, Kind.COMPARE, value=None, than="全省平均", unit="%")
    row = look(compare, typed_numbers(81, evidence="台账"), MARCH)
    assert row.sentence == "3月31日参照值：到期未填，也没有写原因"
    row = look(compare, typed_numbers(81, evidence="台账") | {f"reference:{MARCH}": Decimal(80)}, MARCH)
    assert row.sentence == "√"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"measure": "加快采购"}, "请填措施完成日期"),
        ({"measure": "加快采购", "measure_by": "9月底前"}, "措施完成日期请写全年月日"),
        ({"measure": "加快采购", "measure_by": date(2025, 9, 30)}, "√"),
    ],
)
def test_a_measure_has_its_day(typed: dict[str, CellContent], sentence: str) -> None:
    assert look(TOTAL, typed_numbers(50, evidence="台账") | typed, MARCH).sentence == sentence


@pytest.mark.parametrize(
    ("typed", "last", "today", "sentence"),
    [
        ({MARCH: "推进中"}, None, MARCH, "√"),
        ({}, None, MARCH, "3月31日：到期未选，也没有写进展情况"),
        ({MARCH: "快了"}, None, MARCH, "3月31日：请从下拉列表中选状态"),
        ({MARCH: "已完成"}, None, MARCH, "选了“已完成”，请写佐证材料"),
        ({MARCH: "推进中"}, State.DONE, MARCH, "3月31日：前面已是“已完成”，又变成“推进中”，请核实"),
        ({MARCH: "推进中", JUNE: "推进中"}, None, date(2025, 5, 1), "6月30日：还没到期，请先不选"),
    ],
)
def test_states_are_looked_at(typed: dict[date, str], last: State | None, today: date, sentence: str) -> None:
    action = sample_target(1, Kind.MILESTONE if last else Kind.ACTION, value=None)
    before = {"S-1": reported("S-1", LAST_YEAR, state=last)} if last else {}
    order = Order(sample_plan(action), "jgsw", 2025, last=before)
    cells: dict[str, CellContent] = {f"state:{day}": state for day, state in typed.items()}
    assert check_row(draft_of(order, states=True), order, "S-1", cells, today).sentence == sentence


def test_a_state_that_goes_back_is_seen_within_the_year() -> None:
    order = Order(sample_plan(sample_target(1, Kind.ACTION, value=None)), "jgsw", 2025)
    cells: dict[str, CellContent] = {
        f"state:{MARCH}": "已完成",
        f"state:{SEPTEMBER}": "推进中",
        "evidence": "发文",
        "reason": "系统迁移",
        "reason_period": "9月30日",
    }
    row = check_row(draft_of(order, states=True), order, "S-1", cells, SEPTEMBER)
    assert row.sentence == "9月30日：前面已是“已完成”，又变成“推进中”，请核实"


def test_it_speaks_the_language_of_the_plan() -> None:
    row = look(REMAINS, typed_numbers(460, 538, evidence="register"), JUNE, language="en")
    assert row.sentence == "2025-06-30: 78 more remains than before; if this is the number done, enter 322"
