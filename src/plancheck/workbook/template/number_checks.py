"""What is looked at in a number while somebody types, as one formula a cell: its result is a code and a sentence.

The cell and its neighbours by key in; formulas out. They are the checks of the reader and of `coverage` as far as a
workbook can know them without the plan and without other years.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from plancheck.workbook.template.facts import LEFT, TOTAL
from plancheck.workbook.template.formulas import Formula, chain, day_in_formula, holds_nothing, quoted
from plancheck.workbook.template.sentences import (
    BEHIND,
    BEHIND_EXPLAINED,
    EXPLAINED,
    FALLEN,
    IN_PERCENT,
    MISSING,
    PROVEN,
    Speaker,
    gives_reason,
)

#: Times that a value is off: of another unit, worth a second look, and worth one where it is the number of a day.
_OTHER_UNIT, _ODD, _ODD_DAY = 1000, 10, 3


def value_check(period: date, speaker: Speaker, why: str, *, year: int, whole: str, has: frozenset[str]) -> Formula:
    """The value of a period. `has`: the keys of the row's cells; `whole`: the key of its baseline, or nothing.

    `why`: the condition under which the row's reason is for it.
    """
    value, before, day = f"[value:{period}]", f"[before:{period}]", day_in_formula(period)
    size = _size(period, before, has)
    behind = _behind(period, value, why, speaker, has)
    blank = f'IF({day}>TODAY(),"",IF({why},{quoted(EXPLAINED)},{speaker.tell(MISSING, "missing")}))'
    amount = f"VALUE(TRIM(MID({value},LEN([rises])+1,30)))"
    spoken = f"AND(LEN([rises])>0,LEFT({value},LEN([rises]))=[rises],ISNUMBER({amount}))"
    is_left = f"[way]={quoted(LEFT)}"
    remainder = f"ROUND([{whole}]-{value},6)" if whole else ""
    return Formula(
        chain(
            (f"ISERROR({value})", speaker.tell("3E", "error")),
            (f"ISBLANK({value})", blank),
            (_is_styled(value, "D"), speaker.tell("3D", "date")),
            (f"{day}>TODAY()", speaker.tell("3F", "future")),
            (f"ISTEXT({value})", f"IF({spoken},{behind},{speaker.tell('3T', 'text')})"),
            (
                _is_styled(value, "P"),
                f"IF([percent]=1,{speaker.tell(IN_PERCENT, 'percent')},{speaker.tell('3P', 'percent-unit')})",
            ),
            (
                _is_day_number(value, f"{value}>={_ODD}*{size}", year),
                f"IF({size}>0,{speaker.tell('3D', 'serial')},{speaker.tell('2D', 'serial')})",
            ),
            (f"AND(LEN([rises])>0,{value}<0)", speaker.tell("3L", "fall-sign", rises="[rises]")),
            *_outside(value, speaker),
            *(
                [
                    (
                        f"AND({is_left},ISNUMBER([{whole}]),{value}>[{whole}])",
                        speaker.tell("2W", "above-whole", whole=f"[{whole}]"),
                    )
                ]
                if whole
                else []
            ),
            (
                f"AND([way]={quoted(TOTAL)},ISNUMBER({before}),{value}<{before})",
                speaker.tell(FALLEN, "fallen", difference=f"ROUND({before}-{value},6)"),
            ),
            (f"AND({size}>0,ABS({value})>={_OTHER_UNIT}*{size})", speaker.tell("3J", "mismatch")),
            (_is_small(value, before, _OTHER_UNIT), speaker.tell("3J", "mismatch")),
            (
                f"AND({is_left},ISNUMBER({before}),{value}>{before})",
                _risen(value, before, remainder, speaker, whole),
            ),
            (
                _is_day_number(value, f"OR({value}>={_ODD_DAY}*{size},{_is_small(value, before, _ODD_DAY)})", year),
                speaker.tell("2D", "serial"),
            ),
            (f"AND({size}>0,ABS({value})>={_ODD}*{size})", speaker.tell("2J", "large")),
            (_is_slip(value, before), speaker.tell("2J", "slip")),
            (_is_small(value, before, _ODD), speaker.tell("2J", "small")),
            last=behind,
        )
    )


def _size(period: date, before: str, has: frozenset[str]) -> str:
    """The largest size known: the row's own, the value before, a baseline typed beside it, what it is compared with."""
    typed = [key for key in ("baseline", f"reference:{period}") if key in has]
    parts = ["[scale]", before, *(f"IF(ISNUMBER([{key}]),ABS([{key}]),0)" for key in typed)]
    return f"MAX({','.join(parts)})"


def _is_small(value: str, before: str, times: int) -> str:
    return f"AND(ISNUMBER({before}),{value}>0,{value}*{times}<=MIN({before},[least]))"


def _is_slip(value: str, before: str) -> str:
    """Ten times the value before and far from anything that the target asks for: a point has slipped."""
    room = f"MAX({before},[scale]*0.2)"
    return f"AND(ISNUMBER({before}),[scale]>0,[percent]<>1,ABS({value})>={_ODD}*{room})"


def _is_day_number(value: str, odd: str, year: int) -> str:
    """A whole number that is a day of these years to a spreadsheet, and that far off anything known of the row.

    LibreOffice tells a day by its style only in some formats, Excel and WPS in most.
    """
    first, last = day_in_formula(date(year - 1, 1, 1)), day_in_formula(date(year + 1, 12, 31))
    return f"AND({value}>={first},{value}<={last},ROUND({value},0)={value},{odd})"


def _is_styled(cell: str, style: str) -> str:
    """Whether a cell is shown as a day (D) or as a percentage (P), where the program tells."""
    return f'LEFT(CELL("format",{cell}),1)={quoted(style)}'


def _outside(cell: str, speaker: Speaker) -> list[tuple[str, str]]:
    return [
        (f"AND(ISNUMBER([lo]),{cell}<[lo])", speaker.tell("3L", "below", bound="[lo]")),
        (f"AND(ISNUMBER([hi]),{cell}>[hi])", speaker.tell("3H", "above", bound="[hi]")),
    ]


def _risen(value: str, before: str, remainder: str, speaker: Speaker, whole: str) -> str:
    difference = f"ROUND({value}-{before},6)"
    if not whole:
        return speaker.tell("2R", "risen", difference=difference)
    asked = speaker.tell("2R", "risen-of-whole", difference=difference, remainder=remainder)
    return f"IF(ISNUMBER([{whole}]),{asked},{speaker.tell('2R', 'risen', difference=difference)})"


def _behind(period: date, value: str, why: str, speaker: Speaker, has: frozenset[str]) -> str:
    """Behind what is expected, with or without a reason; a rise in words is behind where a fall is asked for."""
    expected = f"[expected:{period}]"
    if f"expected:{period}" not in has:
        return '""'
    gap = f"IF(ISNUMBER({value}),({expected}-{value})*[sense]>0,[sense]>0)"
    explained = f"IF({why},{quoted(BEHIND_EXPLAINED)},{speaker.tell(BEHIND, 'behind', expected=expected)})"
    return f'IF(ISNUMBER({expected}),IF({gap},{explained},""),"")'


def side_check(key: str, period: date | None, speaker: Speaker, why: str) -> Formula:
    """A base value, or a value compared with: a number within the row's bounds."""
    cell = f"[{key}]"
    blank = f"IF({why},{quoted(EXPLAINED)},{speaker.tell(MISSING, 'missing' if period else 'base-missing')})"
    if period is not None:
        blank = f'IF({day_in_formula(period)}>TODAY(),"",{blank})'
    percent = f"IF([percent]=1,{speaker.tell(IN_PERCENT, 'percent')},{speaker.tell('3P', 'percent-unit')})"
    return Formula(
        chain(
            (f"ISERROR({cell})", speaker.tell("3E", "error")),
            (f"ISBLANK({cell})", blank),
            (_is_styled(cell, "D"), speaker.tell("3D", "date")),
            (f"ISTEXT({cell})", speaker.tell("3T", "text")),
            (_is_styled(cell, "P"), percent),
            *_outside(cell, speaker),
        )
    )


def evidence_check(filled: list[str], speaker: Speaker, sentence: str) -> Formula:
    """Whether something is said in the row, and whether it has evidence. `filled`: conditions."""
    wanting = f"IF({holds_nothing('[evidence]')},{speaker.tell('1V', sentence)},{quoted(PROVEN)})"
    return Formula(f'IF(OR({",".join(filled)}),{wanting},"")')


def reason_period_check(checks: str, choices: Mapping[date, str], speaker: Speaker) -> Formula:
    """The period of a reason: one that has ended, and asked for where one text explains several.

    `checks` is the run of the periods' checks, `choices` the words of the drop-down by their day.
    """
    until = "[reason_period]"
    several = f"COUNTIF({checks},{quoted(EXPLAINED + '*')})>1"
    ahead = ",".join(f"AND({until}={quoted(text)},{day_in_formula(day)}>TODAY())" for day, text in choices.items())
    return Formula(
        chain(
            (f"ISERROR({until})", speaker.tell("1R", "reason-period")),
            (f"AND({holds_nothing(until)},{gives_reason()},{several})", speaker.tell("1R", "reason-period")),
            (f"OR({ahead})", speaker.tell("1R", "reason-ahead")),
        )
    )


def measure_check(speaker: Speaker) -> Formula:
    """The day of a measure: there where a measure is, and a day."""
    day = "[measure_by]"
    return Formula(
        chain(
            (f"ISERROR({day})", speaker.tell("3E", "error")),
            (f"IF({holds_nothing(day)},NOT({holds_nothing('[measure]')}),FALSE)", speaker.tell("1A", "measure-day")),
            (f"IF({holds_nothing(day)},FALSE,NOT(ISNUMBER({day})))", speaker.tell("1A", "no-day")),
        )
    )
