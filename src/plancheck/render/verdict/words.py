"""Sentences about a verdict that several forms share: the thresholds in force, the forecast and its chance."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from plancheck.assessment.assess import Assessment
from plancheck.assessment.counts import count_apart
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import PERCENT_UNITS, POINT_UNITS, Op
from plancheck.render.terminal.printable import one_line
from plancheck.scoring.marks import METHOD_EDITION, Reason, RowVerdict
from plancheck.scoring.outlook.forecast import likelihood
from plancheck.scoring.pieces import pieces_of
from plancheck.text.numbers import percent, plain
from plancheck.words import word


def counts_apart_text(assessment: Assessment, language: str) -> str:
    """The counts of measurable targets and of actions, and how many targets fell short at an earlier date."""
    measurable, actions = (
        word(
            "status.counts-of",
            language,
            total=counts.total,
            on_track=counts.on_track,
            at_risk=counts.at_risk,
            missed=counts.missed,
        )
        for counts in count_apart(assessment.plan, assessment.verdicts)
    )
    text = word("status.counts-apart", language, measurable=measurable, actions=actions)
    fell_short = sum(verdict.missed_rows > 0 for verdict in assessment.verdicts.values())
    separator = word("explain.comma", language)
    return text + (separator + word("status.fell-short", language, count=fell_short) if fell_short else "")


def method_text(assessments: Iterable[Assessment], language: str) -> str:
    """The edition of the method, and how many verdicts stay as they were published under another."""
    verdicts = [verdict for assessment in assessments for verdict in assessment.verdicts.values()]
    kept = sum(verdict.row.edition != METHOD_EDITION for verdict in verdicts)
    return word("status.method", language, edition=METHOD_EDITION, count=kept or "")


def thresholds_text(assessment: Assessment, language: str) -> str:
    """The edition of the method, and every threshold that the verdicts were made with."""
    listed = thresholds_listed(assessment.settings.listed(), language)
    return method_text([assessment], language) + word("status.thresholds", language, list=listed)


def thresholds_listed(settings: Iterable[tuple[str, str]], language: str) -> str:
    """Names and values of thresholds."""
    return word("explain.comma", language).join(
        f"{word(f'scoring.setting.{name}', language)} {setting_text(name, value, language)}" for name, value in settings
    )


def setting_text(name: str, value: str, language: str) -> str:
    if name in ("preset", "maintain"):
        return word(f"scoring.{name}.{value}", language)
    return plain(float(value))


def forecast_text(target: Target, row: RowVerdict, language: str, *, brief: bool = False) -> str:
    """Where the recent pace leads, and how likely that meets the target; empty where nothing can be said."""
    if row.closed or row.forecast is None:
        return ""
    # Nobody will hold nine tenths of a bus.
    places = 0 if pieces_of(target) == 1 and row.value is not None else readable_places(row, target)
    number = readable(row.forecast, places)
    unit = spaced_unit(target.unit, language) if row.value is not None else ""
    chance = word(f"scoring.likelihood.{likelihood(row.p_meet)}", language) if row.p_meet is not None else ""
    share = percent(row.p_meet, 0) if row.p_meet is not None else ""
    return word(
        f"explain.forecast-{'brief' if brief else 'short'}",
        language,
        value=number,
        unit=unit,
        chance=chance,
        share=share,
    )


#: Reasons that are said otherwise where a forecast with an interval decided.
_SAID_BY_FORECAST = frozenset({Reason.SLOWING, Reason.OFF_TRACK, Reason.RECOVERING, Reason.BEHIND})


def reason_words(target: Target, row: RowVerdict, language: str) -> str:
    """The reason; of what was reached late, with the day, and with the value that it had then.

    Of what should have come down and did not, with both values: 0.44 beside 0.346 looks like more than was asked for.
    """
    text = plain_reason(row, language)
    if row.reason is Reason.DEADLINE and target.op.direction < 0 and row.latest_value is not None:
        needed = row.value if row.needed is None else row.needed
        return text if needed is None else _not_down_to(target, text, row.latest_value, needed, language)
    if row.reason is not Reason.MET_LATE or row.met_on is None:
        return text
    value = "" if row.met_value is None else plain(row.met_value, 4) + spaced_unit(target.unit, language)
    return word("scoring.reached.late", language, reason=text, day=day_words(row.met_on, language), value=value)


def plain_reason(row: RowVerdict, language: str) -> str:
    """The reason alone; where a forecast decided, what it said: far behind is then no part of it."""
    if row.by_outlook and row.reason in _SAID_BY_FORECAST:
        return word(f"scoring.outlook.{row.reason}", language)
    return word(f"scoring.reason.{row.reason}", language)


def _not_down_to(target: Target, reason: str, value: Decimal, needed: Decimal, language: str) -> str:
    """`short at its date (0.44, not 0.346 or less)`."""
    key = "scoring.reached.not-below" if target.op is Op.LT else "scoring.reached.not-down-to"
    unit = spaced_unit(target.unit, language) if target.is_growth_itself else ""
    shown = {name: plain(number, 4) + unit for name, number in (("value", value), ("needed", needed))}
    return word(key, language, reason=reason, **shown)


def change_text(target: Target, language: str) -> str:
    """What a growth asks for, with its sign: +48%, -13.5%, -3.5 个百分点."""
    value = target.value or Decimal(0)
    unit = POINT_UNITS[0] if target.in_points else PERCENT_UNITS[0]
    return f"{'+' if value > 0 else ''}{plain(value)}{spaced_unit(unit, language)}"


def spaced_unit(unit: str, language: str) -> str:
    """A unit as it follows its number: English has a blank before letters, 3 km but 3% and 3辆; points are words in both."""
    if unit in POINT_UNITS:
        return f" {word('ledger.points', language)}"
    unit = one_line(unit)
    return f" {unit}" if language == "en" and unit[:1].isalpha() and unit.isascii() else unit


def day_words(day: date, language: str) -> str:
    """2025年12月31日; ISO in English."""
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else day.isoformat()


def readable(value: Decimal, places: int) -> str:
    """A reckoned number to so many places, or to two digits that are not zero where that shows too little."""
    small = 0 if not value else max(0, 1 - value.adjusted())
    return plain(value, max(places, min(small, 4)) if abs(value) < 1 else places)


def readable_places(row: RowVerdict, target: Target) -> int:
    """Digits after the point that a reader needs of a reckoned value: one more than the plan writes, none if large."""
    given = target.value if target.value is not None else row.value
    written = max(0, -int(given.as_tuple().exponent)) if given is not None else 0
    large = row.value is not None and abs(row.value) >= 1000
    return min(written, 4) if large else min(written, 3) + 1
