"""What stands in the sheets of an issued workbook: which columns, which rows, what each cell shows and who fills it.

An `Order` in; a `SheetDraft` for the measurable targets and one for actions and milestones out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind
from plancheck.text.numbers import plain
from plancheck.workbook import layout
from plancheck.workbook.target_words import (
    baseline_in_words,
    basis_in_words,
    day_in_heading,
    day_in_words,
    say,
    target_in_words,
    task_in_words,
)
from plancheck.workbook.template.drafts import CellContent, CellDraft, Column, Order, RowDraft, SheetDraft
from plancheck.workbook.template.guards import (
    Guard,
    baseline_guard,
    late_guard,
    reference_guard,
    state_guard,
    value_guard,
)
from plancheck.workbook.template.hand_in import above_periods
from plancheck.workbook.template.late import late_columns
from plancheck.workbook.template.remarks import remark_cells, remark_columns


def number_sheet(order: Order) -> SheetDraft | None:
    """The sheet of measurable targets, or none where the department has none this year."""
    targets = [target for target in order.targets if target.kind.is_numeric]
    if not targets:
        return None
    columns = _number_columns(order, targets)
    rows = tuple(RowDraft(target, _number_cells(order, target, columns)) for target in targets)
    return _sheet(order, "numbers", columns, rows, frozen=3)


def state_sheet(order: Order) -> SheetDraft | None:
    """The sheet of actions and milestones, or none where the department has none this year."""
    targets = [target for target in order.targets if not target.kind.is_numeric]
    if not targets:
        return None
    columns = _state_columns(order, targets)
    rows = tuple(RowDraft(target, _state_cells(order, target, columns)) for target in targets)
    return _sheet(order, "states", columns, rows, frozen=3)


def _sheet(
    order: Order, name: str, columns: tuple[Column, ...], rows: tuple[RowDraft, ...], *, frozen: int
) -> SheetDraft:
    language = order.language
    title = say(f"title.{name}", language, year=order.year, department=order.department_name)
    banner = say("title.synthetic-short", language) if order.synthetic else ""
    hint = say(f"title.hint-{name}", language)
    return SheetDraft(
        name=say(f"sheet.{name}", language),
        title=title + banner,
        hint=hint,
        columns=columns,
        rows=rows,
        frozen=frozen,
        hand_in=above_periods(order, columns),
    )


def _number_columns(order: Order, targets: Sequence[Target]) -> tuple[Column, ...]:
    def shown(key: str, width: float, code: str = layout.CODE_SHOWN, **values: object) -> Column:
        return Column(key=key, code=code, heading=say(f"head.{key}", order.language, **values), width=width)

    columns = [shown("target", 10, layout.CODE_TARGET), shown("task", 14, layout.CODE_TASK)]
    columns += [shown("wording", 29, layout.CODE_WORDING), shown("unit", 7, layout.CODE_UNIT)]
    columns += [shown("basis", 10, layout.CODE_BASIS)]
    if any(target.is_reported_as_fall for target in targets):
        columns.append(shown("direction", 7, layout.CODE_DIRECTION))
    baselines = [target.baseline for target in targets if target.baseline]
    if baselines:
        columns.append(shown("baseline_date", 11, layout.CODE_BASELINE_DATE))
    # Two columns, because what the plan knows is no report, and the reader does not know the plan.
    if any(baseline.value is not None for baseline in baselines):
        columns.append(shown("baseline_known", 9, layout.CODE_BASELINE_KNOWN))
    if any(_asks_for_base(target) for target in targets):
        columns.append(shown("baseline", 9, layout.CODE_BASELINE))
    if any(target.id in order.last for target in targets):
        columns.append(shown("last", 11.5, year=order.year - 1))
    columns += late_columns(order, targets, "value")
    for period in _periods(order, targets):
        columns += _period_columns(order, targets, period)
    return (*columns, *remark_columns(order, "reason"))


def _period_columns(order: Order, targets: Sequence[Target], period: date) -> list[Column]:
    day, width = day_in_heading(period, order.language), 9.5 if order.language == "zh" else 11.5

    def column(name: str, code: str) -> Column:
        heading = say(f"head.{name}", order.language, day=day)
        return Column(key=f"{name}:{period}", code=code, heading=heading, width=width, period=period)

    due = [target for target in targets if period in order.due(target)]
    columns = []
    if any((target.id, period) in order.expected for target in due):
        columns.append(column("expected", layout.CODE_SHOWN))
    columns.append(column("value", layout.value_code(period)))
    if any(target.kind is Kind.COMPARE for target in due):
        columns.append(column("reference", layout.reference_code(period)))
    return columns


def _state_columns(order: Order, targets: Sequence[Target]) -> tuple[Column, ...]:
    language = order.language
    columns = [
        Column("target", layout.CODE_TARGET, say("head.target", language), 10),
        Column("task", layout.CODE_TASK, say("head.task", language), 18),
        Column("wording", layout.CODE_WORDING, say("head.promise", language), 34),
        Column("by", layout.CODE_BY, say("head.by", language), 12),
    ]
    if any(target.id in order.last for target in targets):
        columns.append(Column("last", layout.CODE_SHOWN, say("head.last-state", language, year=order.year - 1), 11))
    columns += late_columns(order, targets, "state")
    for period in _periods(order, targets):
        heading = say("head.state", language, day=day_in_heading(period, language))
        code = layout.state_code(period)
        columns.append(Column(key=f"state:{period}", code=code, heading=heading, width=11, period=period))
    return (*columns, *remark_columns(order, "narrative"))


def _periods(order: Order, targets: Sequence[Target]) -> list[date]:
    return sorted({period for target in targets for period in order.due(target)})


def _number_cells(order: Order, target: Target, columns: Sequence[Column]) -> dict[str, CellDraft]:
    cells = _known_cells(order, target) | remark_cells(order, target)
    cells["unit"] = CellDraft(target.unit)
    cells["basis"] = CellDraft(basis_in_words(target, order.language))
    cells["direction"] = CellDraft(layout.FALLS[order.language] if target.is_reported_as_fall else None)
    cells["last"] = CellDraft(_last_answer(order, target))
    cells |= _baseline_cells(order, target)
    guard = value_guard(target, order.language)
    for day in order.owed_by(target):
        cells |= _number_answers(order, target, day, late_guard(guard, day, order.language))
    for period in order.due(target):
        cells[f"expected:{period}"] = CellDraft(_shown(order, target, order.expected.get((target.id, period))))
        cells |= _number_answers(order, target, period, guard)
    return _in_columns(cells, columns)


def _number_answers(order: Order, target: Target, day: date, guard: Guard) -> dict[str, CellDraft]:
    """The cells of one day: the value and, where it is compared, what with."""
    cells = {f"value:{day}": _answer(_shown(order, target, order.filled.value(target.id, day)), guard)}
    if target.kind is Kind.COMPARE:
        reference = order.filled.reference(target.id, day)
        cells[f"reference:{day}"] = _answer(reference, reference_guard(target, order.language))
    return cells


def _state_cells(order: Order, target: Target, columns: Sequence[Column]) -> dict[str, CellDraft]:
    cells = _known_cells(order, target) | remark_cells(order, target)
    cells["by"] = CellDraft(day_in_words(target.by, order.language) if target.by else None)
    cells["last"] = CellDraft(_last_answer(order, target))
    guard = state_guard(target, order.language)
    for day in order.owed_by(target):
        cells[f"state:{day}"] = _answer(_state(order, target, day), late_guard(guard, day, order.language))
    for period in order.due(target):
        cells[f"state:{period}"] = _answer(_state(order, target, period), guard)
    return _in_columns(cells, columns)


def _state(order: Order, target: Target, day: date) -> str | None:
    state = order.filled.state(target.id, day)
    return layout.STATES[order.language][state] if state else None


def _answer(content: CellContent, guard: Guard) -> CellDraft:
    """A cell that the progress line counts, perhaps filled already."""
    return CellDraft(content, asked=True, counted=True, guard=guard)


def _shown(order: Order, target: Target, value: Decimal | None) -> str | Decimal | None:
    """A value as it stands in its row: beside 下降 a fall without its sign, a rise with the word for it."""
    if value is None or not value or not target.is_reported_as_fall:
        return value
    gap = " " if order.language == "en" else ""
    return -value if value < 0 else f"{layout.RISES[order.language]}{gap}{plain(value)}"


def number_as_shown(order: Order, target: Target, value: Decimal) -> str | Decimal | None:
    """A value as it is written into its row, whichever way the numbers of that lead."""
    return _shown(order, target, value)


def _last_answer(order: Order, target: Target) -> CellContent:
    """What was reported last in the year before; with its day where that is not the year's end, as the heading says."""
    last = order.last.get(target.id)
    if last is None:
        return None
    answer = layout.STATES[order.language][last.state] if last.state else _shown(order, target, last.value)
    if (last.period_end.month, last.period_end.day) == (12, 31) or answer is None:
        return answer
    shown = answer if isinstance(answer, str) else plain(answer)
    return say("last.early", order.language, answer=shown, day=day_in_heading(last.period_end, order.language))


def _known_cells(order: Order, target: Target) -> dict[str, CellDraft]:
    return {
        "target": CellDraft(target.id),
        "task": CellDraft(task_in_words(order.plan, target)),
        "wording": CellDraft(_wording(order, target)),
    }


def _wording(order: Order, target: Target) -> str:
    words = target_in_words(target, order.language)
    return say("promise.late", order.language, promise=words) if target.id in order.late else words


def _baseline_cells(order: Order, target: Target) -> dict[str, CellDraft]:
    if target.baseline is None:
        return {}
    day = target.baseline.date
    cells = {"baseline_date": CellDraft(day), "baseline_known": CellDraft(target.baseline.value)}
    if _asks_for_base(target):
        guard = baseline_guard(target, baseline_in_words(target.kind, day, order.language), order.language)
        cells["baseline"] = _answer(order.filled.baseline(target.id), guard)
    return cells


def _asks_for_base(target: Target) -> bool:
    """Whether the department is asked for the base value: the plan has none, and the change itself is not reported."""
    return target.baseline is not None and target.baseline.value is None and not target.is_growth_itself


def _in_columns(cells: Mapping[str, CellDraft], columns: Sequence[Column]) -> dict[str, CellDraft]:
    return {column.key: cells[column.key] for column in columns if column.key in cells}
