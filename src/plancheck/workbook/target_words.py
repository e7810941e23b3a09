"""A target in the words of an officer: what is asked, on which basis, by which day.

Plan values in, text in the plan's language out.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plancheck.plan.amendments.words import amendments_in_words
from plancheck.plan.model import Plan, Target
from plancheck.plan.periods import month_end
from plancheck.plan.vocabulary import Frequency, Kind, Op, Reporting, Wording
from plancheck.plan.wording import change_unit, range_in_brackets, shown_change
from plancheck.text.numbers import plain
from plancheck.words import word


def say(key: str, language: str, **values: object) -> str:
    """A word of the issued workbook."""
    return word(f"template.{key}", language, **values)


def day_in_words(day: date, language: str) -> str:
    """2027年底, 2025年6月底, 2025年6月15日."""
    if (day.month, day.day) == (12, 31):
        kind = "year-end"
    elif day == month_end(day.year, day.month):
        kind = "month-end"
    else:
        return full_day(day, language)
    return say(f"day.{kind}", language, year=day.year, month=day.month, day=day.day, iso=day.isoformat())


def day_in_heading(day: date, language: str) -> str:
    """The day as the heading of a column has it: 3月31日, in English 2025-03-31."""
    return say("day.heading", language, month=day.month, day=day.day, iso=day.isoformat())


def full_day(day: date, language: str) -> str:
    """2025年12月31日, in English 2025-12-31."""
    return say("day.plain", language, year=day.year, month=day.month, day=day.day, iso=day.isoformat())


def period_in_list(day: date, year: int, language: str) -> str:
    """A period's end to choose in the workbook of a year, as the heading has it; one of another year with its year."""
    return day_in_heading(day, language) if day.year == year else full_day(day, language)


def target_in_words(target: Target, language: str) -> str:
    """`累计更换公务用车：到2027年底累计不低于650辆`, with the checkpoints on a second line, then each amendment."""
    sentence = say(
        f"promise.{_promise(target)}",
        language,
        indicator=target.indicator,
        by=day_in_words(target.by, language) if target.by else "",
        base=_base(target, language),
        # "not less than about" says nothing that "about" does not.
        op="" if target.about else say(f"op.{_shown_op(target).name.lower()}", language),
        amount=_amount(target, _shown_value(target), language),
        than=target.than,
        figure=target.figure,
        share=f"{plain((target.basically or Decimal(1)) * 100)}%",
    )
    strive = say("promise.strive", language) if target.wording is Wording.STRIVE else ""
    changed = "".join(f"\n{one}" for one in amendments_in_words(target, language))
    return sentence + range_in_brackets(target, language) + strive + _checkpoints(target, language) + changed


def _base(target: Target, language: str) -> str:
    """The year or day compared with, unless the indicator names its year already."""
    if target.baseline is None or str(target.baseline.date.year) in target.indicator:
        return ""
    return _year_or_day(target.baseline.date, language)


def baseline_in_words(kind: Kind, day: date, language: str) -> str:
    """What is to be reported as base value: the number of 2023 that growth is measured by, else the stock of 2023年底."""
    return _year_or_day(day, language) if kind is Kind.GROWTH else day_in_words(day, language)


def _year_or_day(day: date, language: str) -> str:
    """A year's last day stands for the year: documents write 较2023年, never 较2023年底."""
    if (day.month, day.day) == (12, 31):
        return say("day.year", language, year=day.year)
    return day_in_words(day, language)


def _promise(target: Target) -> str:
    if target.kind is Kind.DIRECTION:
        return "direction-up" if target.op.direction > 0 else "direction-down"
    if target.kind is Kind.PHASE_OUT and target.basically:
        return "phase-out-basically"
    return shown_change(target).way if target.kind is Kind.GROWTH else target.kind.value


def _shown_op(target: Target) -> Op:
    return shown_change(target).op if target.kind is Kind.GROWTH else target.op


def _shown_value(target: Target) -> Decimal | None:
    return shown_change(target).value if target.kind is Kind.GROWTH else target.value


def _amount(target: Target, value: Decimal | None, language: str) -> str:
    if value is None:
        return ""
    about = say("promise.about", language) if target.about else ""
    unit = change_unit(target, language) if target.kind is Kind.GROWTH else target.unit
    gap = " " if language == "en" and unit.isalpha() else ""
    return f"{about}{plain(value)}{gap}{unit}"


def _checkpoints(target: Target, language: str) -> str:
    points = [
        say(
            "promise.checkpoint",
            language,
            by=day_in_words(point.by, language),
            amount=_checkpoint_amount(target, point.value, language),
        )
        for point in target.checkpoints
    ]
    return say("promise.checkpoints", language, points=say("promise.comma", language).join(points)) if points else ""


def _checkpoint_amount(target: Target, value: Decimal, language: str) -> str:
    """A checkpoint stands alone: of a fall it says which way it leads."""
    if target.kind is Kind.GROWTH and value < 0:
        return say("promise.fall-of", language, amount=_amount(target, -value, language))
    return _amount(target, value, language)


def basis_in_words(target: Target, language: str) -> str:
    """What a value covers: 本年累计, 2024年1月起累计, 期末数."""
    since = say(
        "day.month", language, year=target.start.year, month=target.start.month, iso_month=f"{target.start:%Y-%m}"
    )
    base = _year_or_day(target.baseline.date, language) if target.baseline else ""
    return say(f"basis.{_basis(target)}", language, since=since, base=base)


def _basis(target: Target) -> str:
    if target.reports is Reporting.PERIOD:
        return "period"
    if target.kind in (Kind.ANNUAL, Kind.CAP):
        return "annual"
    if target.kind is Kind.CUMULATIVE:
        return "cumulative"
    if target.is_reported_as_fall:
        return "fall-points" if target.in_points else "fall"
    if target.is_growth_itself:
        return "rise" if target.in_points else "growth"
    if target.kind is Kind.PHASE_OUT:
        return "gone" if target.op.direction > 0 else "left"
    return "year" if target.reporting is Frequency.YEAR else "level"


def task_in_words(plan: Plan, target: Target) -> str:
    """The number and title of a target's task."""
    task = plan.task_of(target)
    return f"{task.id} {task.title}"
