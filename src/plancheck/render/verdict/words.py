"""Sentences about a verdict that several forms share: the thresholds in force, the forecast and its chance."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from plancheck.assessment.assess import Assessment
from plancheck.plan.model import Target
from plancheck.scoring.forecast import likelihood
from plancheck.scoring.marks import Reason, RowVerdict
from plancheck.text.numbers import percent, plain
from plancheck.words import word


def thresholds_text(assessment: Assessment, language: str) -> str:
    """Every threshold that the verdicts were made with, in a sentence."""
    return word("status.thresholds", language, list=thresholds_listed(assessment.settings.listed(), language))


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
    number = readable(row.forecast, readable_places(row, target))
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


def reason_words(target: Target, row: RowVerdict, language: str) -> str:
    """The reason; of what was reached late, with the day, and with the value that it had then."""
    text = word(f"scoring.reason.{row.reason}", language)
    if row.reason is not Reason.MET_LATE or row.met_on is None:
        return text
    value = "" if row.met_value is None else plain(row.met_value, 4) + spaced_unit(target.unit, language)
    return word("scoring.reached.late", language, reason=text, day=day_words(row.met_on, language), value=value)


def spaced_unit(unit: str, language: str) -> str:
    """A unit as it follows its number: English has a blank before letters, 3 km but 3% and 3辆."""
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
