"""What changed since an earlier day, as lines: the counts, then each target that changed, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable

from plancheck.assessment.changes import Changes, Movement, TargetChange
from plancheck.plan.model import Target
from plancheck.render.terminal.printable import one_line
from plancheck.render.terminal.symbols import ASCII, Symbols
from plancheck.render.verdict.words import plain_reason
from plancheck.scoring.marks import Verdict
from plancheck.words import word


def change_lines(shown: Iterable[Target], language: str, changes: Changes | None, signs: Symbols = ASCII) -> list[str]:
    """Nothing without `changes`; only the targets shown."""
    if changes is None:
        return []
    names = {target.id: one_line(target.indicator) for target in shown}
    listed = [one for one in changes.listed() if one.target in names]
    return [change_head(changes, language), *(_line(one, names[one.target], language, signs) for one in listed)]


def change_head(changes: Changes, language: str) -> str:
    counts = word("explain.comma", language).join(
        f"{word(f'explain.change.{change}', language)} {number}"
        for change, number in changes.counts().items()
        if number
    )
    return word("explain.since", language, day=changes.since, counts=counts)


def change_sign(change: Movement, signs: Symbols) -> str:
    """An arrow: down for worse, up for better, along for the same; what fell due has a sign of its own."""
    if change is Movement.NEWLY_DUE:
        return "+"
    if change is Movement.SAME:
        return signs.same
    return signs.better if change is Movement.BETTER else signs.worse


def _line(changed: TargetChange, name: str, language: str, signs: Symbols) -> str:
    days = ", ".join(day.isoformat() for day in changed.missed_on)
    return "  " + word(
        "explain.changed",
        language,
        sign=change_sign(changed.change, signs),
        id=changed.target,
        indicator=name,
        change=word(f"explain.change.{changed.change}", language),
        was=_status_and_reason(changed.before, language),
        now=_status_and_reason(changed.after, language),
        days=days,
        arrow=signs.same,
    )


def _status_and_reason(verdict: Verdict, language: str) -> str:
    return word(
        "explain.status-and-reason",
        language,
        status=word(f"scoring.status.{verdict.status}", language),
        reason=plain_reason(verdict.row, language),
    )
