"""The overview of a yearly report: its counts, what fell due, who reported, and what changed since the year before."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.assessment.changes import Movement
from plancheck.render.report.counts import status_counts
from plancheck.render.report.lines import TargetLine, report_lines
from plancheck.render.report.text import ReportText
from plancheck.report.content import Filing
from plancheck.scoring.marks import Lamp, Reason, RowVerdict, Status
from plancheck.scoring.rollup import percentages


def overview_sentences(text: ReportText) -> list[str]:
    """The counts, what fell due, who reported: a sentence each."""
    return list(filter(None, _overview(text)))


def _overview(text: ReportText) -> Iterator[str]:
    report, counts = text.report, text.report.counts
    shares = percentages(counts.by_status())
    yield text.say(
        "summary.counts",
        day=text.day(report.assessment.as_of),
        all=counts.total,
        p_on_track=shares[0],
        p_at_risk=shares[1],
        p_missed=shares[2],
        **status_counts(counts),
    )
    yield text.say("summary.lamps", **{str(lamp): counts.lamps.get(lamp, 0) for lamp in Lamp})
    yield _due(text)
    yield _filing(text)
    late = sum(entry.year_end_missing for entry in report.entries)
    if late:
        yield text.say("summary.year-end-missing", count=late, year=report.year)


def _due(text: ReportText) -> str:
    rows = [row for entry in text.report.entries for row in entry.due_rows]
    if not rows:
        return ""
    missed = sum(row.status is Status.MISSED for row in rows)
    met = sum(_is_met(row) for row in rows)
    silent = sum(row.reason is Reason.NO_DATA for row in rows)
    return text.say(
        "summary.due",
        year=text.report.year,
        all=len(rows),
        met=met,
        missed=missed,
        silent=silent or "",
        open=len(rows) - met - missed - silent or "",
    )


def _is_met(row: RowVerdict) -> bool:
    """An action that is done is met, though nothing closes it."""
    return row.status is Status.ON_TRACK and (row.closed or row.reason is Reason.DONE)


def _filing(text: ReportText) -> str:
    filings = [row.filing for row in text.report.departments if row.filing is not Filing.NOTHING_DUE]
    if not filings:
        return ""
    return text.say(
        "summary.filing",
        all=len(filings),
        sent=filings.count(Filing.IN_FULL) + filings.count(Filing.GAPS),
        silent=filings.count(Filing.SILENT) or "",
        unreadable=filings.count(Filing.UNREADABLE) or "",
        gaps=filings.count(Filing.GAPS) or "",
    )


def change_sentence(text: ReportText) -> str:
    """How things stood a year ago, and how many targets turned."""
    report = text.report
    if report.counts_before is None:
        return text.say("summary.change-none", year=report.year)
    changes = [entry.change for entry in report.entries]
    counted = text.join(
        f"{text.changed(change)} {text.say('number', count=changes.count(change))}"
        for change in (*Movement, None)
        if change in changes
    )
    return text.say("summary.change", year=report.year - 1, **status_counts(report.counts_before), list=counted)


def changed_targets(text: ReportText) -> list[tuple[str, list[TargetLine]]]:
    """What did change since the year before, gravest first, each change with its targets."""
    lines = report_lines(text)
    groups = [(change, [line for line in lines if line.entry.change is change]) for change in Movement]
    return [(text.changed(change), own) for change, own in groups if own and change is not Movement.SAME]
