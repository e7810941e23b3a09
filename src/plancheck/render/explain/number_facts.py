"""Facts of a verdict's numbers: what was measured and reckoned, how each row stands, and every value that was reported."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.explanation.explanation import WeighedObservation
from plancheck.plan.vocabulary import Kind
from plancheck.render.explain.words import ExplanationWords, Fact
from plancheck.render.terminal.printable import one_line
from plancheck.render.verdict.words import reason_words
from plancheck.scoring.outlook.forecast import likelihood
from plancheck.text.numbers import percent, plain
from plancheck.words import word


def number_facts(words: ExplanationWords) -> Iterator[Fact]:
    """The quantities of `docs/scoring.md`, also those that cannot be reckoned; nothing for a target without numbers."""
    row, target = words.explanation.row, words.explanation.target
    if not target.kind.is_numeric:
        return
    yield words.label("baseline"), _baseline(words)
    yield words.label("value"), words.amount(row.value)
    if row.needed is not None and row.needed != row.value:
        yield words.label("needed"), words.amount(row.needed)
    yield from _latest(words)
    yield words.label("attained"), percent(row.attained) or words.undefined()
    yield words.label("expected"), percent(row.expected) or words.undefined()
    lag = "" if row.lag_points is None else words.say("points", points=f"{row.lag_points:+.1f}")
    yield words.label("lag"), lag or words.undefined()
    yield words.label("spi"), plain(row.spi, 2) or words.undefined()
    if target.kind is Kind.CAP:
        yield words.label("burn"), plain(row.burn, 2) or words.undefined()
    yield words.label("required-rate"), words.rate(row.required_rate)
    yield words.label("recent-rate"), words.rate(row.recent_rate)
    yield words.label("coverage"), plain(row.recent_coverage, 2) or words.undefined()
    share = percent(row.forecast_share)
    ahead = words.amount(row.forecast, reckoned=True)
    yield words.label("forecast"), words.say("forecast", value=ahead, share=share)
    yield words.label("p-meet"), _chance(words)


def _baseline(words: ExplanationWords) -> str:
    row = words.explanation.row
    if row.baseline is None:
        return words.undefined()
    key = "provisional" if row.provisional_baseline else "dated"
    return words.say(key, value=words.amount(row.baseline), day=row.start)


def _latest(words: ExplanationWords) -> Iterator[Fact]:
    """The latest value, and beside it what was planned for its day."""
    row = words.explanation.row
    if row.latest is None:
        return
    day = row.latest.period_end
    yield words.label("latest"), words.say("dated", value=words.amount(row.latest_value), day=day)
    planned = dict(words.explanation.course.path).get(day)
    if planned is not None:
        value = words.amount(planned, reckoned=True)
        yield words.label("expected-value"), words.say("dated", value=value, day=day)
    basis = words.explanation.course.path_basis
    if basis is not None:
        yield words.label("path-basis"), words.say(f"path-{basis}")


def _chance(words: ExplanationWords) -> str:
    row = words.explanation.row
    if row.p_meet is None or row.interval is None:
        return words.undefined()
    chance = word(f"scoring.likelihood.{likelihood(row.p_meet)}", words.language)
    low, high = (words.amount(end, reckoned=True) for end in row.interval)
    return words.say("p-meet", chance=chance, share=percent(row.p_meet, 0), low=low, high=high)


def row_facts(words: ExplanationWords) -> Iterator[Fact]:
    """How each checkpoint, year or department stands, where there are several."""
    explanation, language = words.explanation, words.language
    if len(explanation.verdict.rows) < 2:
        return
    for row in explanation.verdict.rows:
        owner = f" {explanation.plan.department_name(row.department)}" if row.department else ""
        value = "" if row.value is None else f" {words.amount(row.value)}"
        status = word(f"scoring.status.{row.status}", language)
        reason = reason_words(explanation.target, row, language)
        yield f"{row.by}{owner}", word("explain.status-and-reason", language, status=f"{status}{value}", reason=reason)


def value_facts(words: ExplanationWords) -> Iterator[Fact]:
    """Every value with who reported it and where; a value that does not count says why."""
    if not words.explanation.observations:
        yield words.say("no-values"), ""
    for reported in words.explanation.observations:
        yield reported.observation.period_end.isoformat(), one_line(_value(words, reported))


def _value(words: ExplanationWords, reported: WeighedObservation) -> str:
    seen = reported.observation
    parts = [word(f"status.state.{seen.state}", words.language) if seen.state else words.amount(seen.value)]
    if seen.reference is not None:
        parts.append(words.say("reference", value=words.amount(seen.reference)))
    parts.append(reported.department)
    if not reported.supposed:
        parts.append(str(seen.place))
    return "  ".join([*parts, *(f"[{note}]" for note in _notes(words, reported))])


def _notes(words: ExplanationWords, reported: WeighedObservation) -> Iterator[str]:
    if reported.observation.is_baseline:
        yield words.say("reported-baseline")
    if not reported.counts and reported.fault is None:
        yield words.say("superseded")
    if reported.supposed:
        yield words.say("supposed")
    if reported.fault is not None:
        yield words.say("left-out", rule=reported.fault.rule)
