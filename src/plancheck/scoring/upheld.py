"""Verdicts published under another edition of the method: in, rows as they are judged now; out, with what stays as published.

A row that was published as closed stays so on every later day; on the day that was published, so does every row, and
which of them speaks. Only where judging gives what the edition alone made of it: whatever else has changed since, an
approved value, a threshold, silence, is not undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from plancheck.scoring.marks import Lamp, Reason, RowVerdict, Status, Verdict

#: A row's date, and the department's key where several are judged apart.
RowKey = tuple[date | None, str]


@dataclass(frozen=True, slots=True)
class UpheldRow:
    """The marks of a published row, `where` it was published, and what the edition in force gives `instead`."""

    status: Status
    lamp: Lamp
    reason: Reason
    closed: bool
    edition: int
    where: str
    instead: RowVerdict

    def is_of(self, row: RowVerdict) -> bool:
        """Whether a row is judged as the edition alone would. A closed one may have been reached late since."""
        if self.closed:
            return row.status is self.instead.status
        return marks_of(row) == marks_of(self.instead)


@dataclass(frozen=True, slots=True)
class UpheldDay:
    """A target on the day that was published: rows that read otherwise now, the marks of `every` row, and who spoke."""

    rows: Mapping[RowKey, UpheldRow]
    every: Mapping[RowKey, tuple[str, str, str]]
    whole: UpheldRow


@dataclass(frozen=True, slots=True)
class UpheldTarget:
    """What stays as published of a target: closed rows on any day from their date on, and the days that were published."""

    closed: Mapping[RowKey, UpheldRow] = field(default_factory=dict)
    days: Mapping[date, UpheldDay] = field(default_factory=dict)

    def row(self, row: RowVerdict, as_of: date) -> UpheldRow | None:
        """What a row was published as, where it is to stay so on a day."""
        on_day = self.days[as_of].rows.get(key_of_row(row)) if as_of in self.days else None
        kept = on_day or self.closed.get(key_of_row(row))
        ended = row.by is not None and row.by <= as_of
        return kept if kept is not None and (ended or not kept.closed) and kept.is_of(row) else None

    def before(self, day: date) -> UpheldTarget:
        """Without what rests on a value of a day: one that is only supposed was never published."""
        return UpheldTarget({key: kept for key, kept in self.closed.items() if key[0] is not None and key[0] < day})


NOTHING_UPHELD = UpheldTarget()


def key_of_row(row: RowVerdict) -> RowKey:
    return row.by, row.department


def marks_of(row: RowVerdict | Verdict | UpheldRow) -> tuple[str, str, str]:
    return str(row.status), str(row.lamp), str(row.reason)


def uphold_row(row: RowVerdict, upheld: UpheldTarget, as_of: date) -> RowVerdict:
    """The row as it was published, with today's numbers; untouched where nothing is to stay."""
    kept = upheld.row(row, as_of)
    return row if kept is None else as_published(row, kept)


def as_published(row: RowVerdict, kept: UpheldRow) -> RowVerdict:
    """A row with the marks that were published, and nothing that explains others."""
    late = kept.reason is Reason.MET_LATE
    return replace(
        row,
        status=kept.status,
        lamp=kept.lamp,
        reason=kept.reason,
        closed=kept.closed,
        edition=kept.edition,
        frozen=row.frozen if kept.reason is Reason.NO_DATA else None,
        met_on=row.met_on if late else None,
        met_value=row.met_value if late else None,
        short_periods=0,
    )


def speaking_as_published(row: RowVerdict, rows: Sequence[RowVerdict], upheld: UpheldTarget, as_of: date) -> RowVerdict:
    """The row that spoke for a target on the day that was published, where every row is as it was then."""
    day = upheld.days.get(as_of)
    if day is None or marks_of(row) == marks_of(day.whole) or _marks(rows) != day.every:
        return row
    spoke = next((one for one in rows if marks_of(one) == marks_of(day.whole)), None)
    return row if spoke is None else replace(spoke, edition=day.whole.edition)


def _marks(rows: Iterable[RowVerdict]) -> dict[RowKey, tuple[str, str, str]]:
    return {key_of_row(row): marks_of(row) for row in rows}
