"""A sheet as it is ordered in, the same with what checks it while somebody types out: 比上期, 检查 and hidden columns.

Every cell to fill has a hidden check of its own, which the colours, the column 检查 and the counter are made of. All
formulas look at their own row alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from plancheck.words import word
from plancheck.workbook import layout
from plancheck.workbook.layout import STATES
from plancheck.workbook.target_words import day_in_heading, period_in_list
from plancheck.workbook.template.drafts import CellContent, CellDraft, Column, Order, RowDraft, SheetDraft
from plancheck.workbook.template.facts import FACTS, facts_of, is_counted_by_years, number_before, state_before
from plancheck.workbook.template.formulas import RUN, Formula, chain, day_in_formula, quoted
from plancheck.workbook.template.number_checks import (
    evidence_check,
    measure_check,
    reason_period_check,
    side_check,
    value_check,
)
from plancheck.workbook.template.sentences import (
    DOUBTFUL,
    EXPLAINED,
    FALLEN,
    IN_PERCENT,
    SOUND,
    WANTING,
    WRONG,
    Speaker,
    excused,
    gives_reason,
)
from plancheck.workbook.template.state_checks import state_check

CHECK, CHANGE, _BEFORE = "check", "change:", "before:"
_VALUE, _STATE, _REFERENCE = layout.CODE_VALUE, layout.CODE_STATE, layout.CODE_REFERENCE
_REMARKS = ("evidence", "reason_period", "measure_by")
_HIDDEN_WIDTH = 4


def checked_sheet(order: Order, draft: SheetDraft) -> SheetDraft:
    """The draft with its checks; the hidden columns stand last, those of the checks beside each other."""
    return _Checking(order, draft).sheet()


def check_key(key: str) -> str:
    """The column with the check of a column."""
    return f"{CHECK}:{key}"


def checks_of(draft: SheetDraft) -> str:
    """The run of all checks of a row."""
    keys = [column.key for column in draft.columns if column.key.startswith(f"{CHECK}:")]
    return f"{keys[0]}{RUN}{keys[-1]}"


class _Checking:
    def __init__(self, order: Order, draft: SheetDraft) -> None:
        self._order, self._draft, self._language = order, draft, order.language
        asked = [
            column.key
            for column in draft.columns
            if any(column.key in row.cells and row.cells[column.key].asked for row in draft.rows)
        ]
        self._main = [one for one in draft.columns if one.key.startswith((_VALUE, _STATE)) and one.key in asked]
        self._main.sort(key=lambda one: one.period or date.min)
        self._is_numeric = any(one.key.startswith(_VALUE) for one in self._main)
        self._checked = [key for key in ("baseline",) if key in asked]
        self._checked += [one.key for one in self._main]
        self._checked += [key for key in asked if key.startswith(_REFERENCE)]
        self._checked += [key for key in _REMARKS if key in asked]

    def sheet(self) -> SheetDraft:
        columns = tuple(self._columns())
        rows = tuple(RowDraft(row.target, dict(row.cells) | self._cells(row)) for row in self._draft.rows)
        return replace(self._draft, columns=columns, rows=rows)

    def _columns(self) -> Iterator[Column]:
        for column in self._draft.columns:
            if column.key == "evidence":
                yield self._shown(CHECK, 28, "head.check")
            yield column
            if column.key.startswith(_VALUE) and column.period and column.period.year == self._order.year:
                yield self._change(column.period)
        facts = FACTS if self._is_numeric else ()
        befores = [f"{_BEFORE}{column.period}" for column in self._main]
        for key in (*facts, *befores, *map(check_key, self._checked)):
            yield Column(key, layout.CODE_SHOWN, "", _HIDDEN_WIDTH, hidden=True)

    def _shown(self, key: str, width: float, heading: str) -> Column:
        return Column(key, layout.CODE_SHOWN, word(f"form.{heading}", self._language), width)

    def _change(self, period: date) -> Column:
        return replace(self._shown(f"{CHANGE}{period}", 8, "head.change"), period=period)

    def _cells(self, row: RowDraft) -> dict[str, CellDraft]:
        found: dict[str, CellContent] = dict(facts_of(self._order, row)) if self._is_numeric else {}
        found |= self._befores(row)
        checks = {key: self._check(row, key) for key in self._checked if key in row.cells and row.cells[key].asked}
        found |= {check_key(key): check for key, check in checks.items()}
        found[CHECK] = self._verdict()
        for column in self._main:
            if column.key in checks and column.key.startswith(_VALUE):
                found[f"{CHANGE}{column.period}"] = _change(column.key, f"{_BEFORE}{column.period}")
        return {key: CellDraft(content) for key, content in found.items()}

    def _befores(self, row: RowDraft) -> dict[str, CellContent]:
        """What each value or state follows: the last one before it that is not wrong."""
        found: dict[str, CellContent] = {}
        for number, column in enumerate(self._main):
            key = f"{_BEFORE}{column.period}"
            last = self._main[number - 1] if number else None
            if last is None or last.period is None or column.period is None:
                numeric = self._is_numeric
                found[key] = (number_before if numeric else state_before)(self._order, row.target)
            elif is_counted_by_years(row.target) and last.period.year < column.period.year:
                found[key] = None
            else:
                found[key] = _carried(last.key, f"{_BEFORE}{last.period}", numeric=self._is_numeric)
        return found

    def _check(self, row: RowDraft, key: str) -> Formula:
        order, language = self._order, self._language
        has = frozenset(key for key, cell in row.cells.items() if cell.asked or cell.content is not None)
        period = next((one.period for one in self._draft.columns if one.key == key), None)
        speaker = Speaker(language, day_in_heading(period, language) if period else "")
        match key.partition(":")[0]:
            case "value" if period:
                whole = next((one for one in ("baseline_known", "baseline") if one in has), "")
                return value_check(period, speaker, self._why(period), year=order.year, whole=whole, has=has)
            case "state" if period:
                return state_check(period, speaker, language, self._why(period))
            case "baseline":
                subject = Speaker(language, word("form.subject.baseline", language))
                return side_check(key, None, subject, gives_reason())
            case "reference" if period:
                day = day_in_heading(period, language)
                subject = Speaker(language, word("form.subject.reference", language, day=day))
                return side_check(key, period, subject, self._why(period))
            case "evidence":
                return self._evidence(row, speaker)
            case "reason_period":
                first, last = (check_key(self._main[place].key) for place in (0, -1))
                return reason_period_check(f"[{first}{RUN}{last}]", self._choices(date.min), speaker)
        return measure_check(Speaker(language, row_heading(self._draft, key)))

    def _why(self, period: date) -> str:
        """The condition under which the row's reason is for a period."""
        return excused(day_in_formula(period), list(self._choices(period).values()))

    def _choices(self, first: date) -> dict[date, str]:
        """The periods from a day on, by their day, as the list for a reason's period has them."""
        days = sorted({one.period for one in self._main if one.period and one.period >= first})
        return {day: period_in_list(day, self._order.year, self._language) for day in days}

    def _evidence(self, row: RowDraft, speaker: Speaker) -> Formula:
        keys = [one.key for one in self._main if one.key in row.cells and row.cells[one.key].asked]
        if self._is_numeric:
            return evidence_check([f"NOT(ISBLANK([{key}]))" for key in keys], speaker, "evidence")
        done = quoted(STATES[self._language]["done"])
        return evidence_check([f"IF(ISTEXT([{key}]),[{key}]={done},FALSE)" for key in keys], speaker, "state-evidence")

    def _verdict(self) -> Formula:
        """The first of what is wrong, else doubtful, else wanting, and how many there are; √ where all is well."""
        run = f"[{check_key(self._checked[0])}{RUN}{check_key(self._checked[-1])}]"

        def count(code: str) -> str:
            return f"COUNTIF({run},{quoted(code + '*')})"

        def first(code: str) -> str:
            return f"INDEX({run},1,MATCH({quoted(code + '*')},{run},0))"

        number = f"({count(WRONG)}+{count(DOUBTFUL)}+{count(WANTING)})"
        worst = chain(*((f"{count(code)}>0", first(code)) for code in (WRONG, DOUBTFUL)), last=first(WANTING))
        more = _around(word("form.verdict.more", self._language, count="\0"), number)
        explained = _around(word("form.verdict.explained", self._language, count="\0"), count(EXPLAINED))
        answers = [key for key in self._checked if key not in _REMARKS]
        said = "OR(" + ",".join(f"NOT(ISBLANK([{key}]))" for key in answers) + ")"
        sound = f'IF(OR({said},{count(SOUND)}>0),"√","")&IF({count(EXPLAINED)}>0,{explained},"")'
        return Formula(f'IF({number}=0,{sound},MID({worst},3,300)&IF({number}>1,{more},""))')


def row_heading(draft: SheetDraft, key: str) -> str:
    """The heading of a column on one line."""
    return next(column.heading for column in draft.columns if column.key == key).replace("\n", "")


def _around(text: str, number: str) -> str:
    before, _, after = text.partition("\0")
    return "&".join(part for part in (quoted(before), number, quoted(after)))


def _change(value: str, before: str) -> Formula:
    """The change against the value before, but of a value of another unit, a day and what else is no value at all."""
    check = f"[{check_key(value)}]"
    stands = (
        f"IF(LEFT({check},1)={quoted(WRONG)},LEFT({check},2)={quoted(FALLEN)},LEFT({check},2)<>{quoted(IN_PERCENT)})"
    )
    return Formula(f'IF(AND(ISNUMBER([{value}]),ISNUMBER([{before}]),{stands}),ROUND([{value}]-[{before}],6),"")')


def _carried(last: str, before: str, *, numeric: bool) -> Formula:
    """The last value where it is one and can be measured by, else the one before it."""
    kind, check = "ISNUMBER" if numeric else "ISTEXT", f"[{check_key(last)}]"
    wrong = f"OR(LEFT({check},1)={quoted(WRONG)},LEFT({check},2)={quoted(IN_PERCENT)})"
    return Formula(f'IF({kind}([{last}]),IF({wrong},[{before}],[{last}]),IF(ISBLANK([{before}]),"",[{before}]))')
