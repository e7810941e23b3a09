"""Facts of a verdict: what the target asks for, how it was judged and by which rule, what would turn it green."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.explanation.remedy import Outlook, Remedy
from plancheck.observations import State
from plancheck.plan.amendments.words import amendments_in_words
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind, Wording
from plancheck.plan.wording import demand_words
from plancheck.render.explain.rule import numbered_rule
from plancheck.render.explain.words import ExplanationWords, Fact
from plancheck.render.terminal.printable import one_line
from plancheck.render.verdict.view import goal_text, view
from plancheck.render.verdict.words import method_text, reason_words, thresholds_listed
from plancheck.text.numbers import plain
from plancheck.words import word


def target_facts(words: ExplanationWords) -> Iterator[Fact]:
    explanation, target, plan = words.explanation, words.explanation.target, words.explanation.plan
    document = f" {plan.document}" if plan.document else ""
    yield words.label("plan"), one_line(f"{plan.title}{document}")
    yield words.label("place"), one_line(f"{target.locator} {explanation.task.title}")
    figure = words.say("figure", figure=target.figure) if target.figure else words.say("figure-none")
    yield words.label("figure"), one_line(figure)
    goal = _goal(words)
    by = explanation.row.by or target.by
    yield words.label("asks"), words.say("by", goal=goal, day=by) if by else goal
    for amendment in amendments_in_words(target, words.language):
        yield words.label("amendment"), one_line(amendment)
    if target.wording is Wording.STRIVE:
        yield words.label("wording"), word("status.mark.strive", words.language)
    if target.same_as:
        yield words.label("same-as"), target.same_as
    yield words.label("reported-by"), "、".join(map(plan.department_name, explanation.source.reported_by))
    if target.note:
        yield words.label("note"), one_line(target.note)


def _goal(words: ExplanationWords) -> str:
    """What is asked for; where a change became the level that it leads to, with the change beside it."""
    target, row, language = words.explanation.target, words.explanation.row, words.language
    goal = _operator(target) + goal_text(target, row, language)
    if target.kind is not Kind.GROWTH or target.is_growth_itself or row.value is None:
        return goal
    return words.say("stated", goal=goal, demand=one_line(demand_words(target, language)))


def _operator(target: Target) -> str:
    """The sign before a goal that is a number; one in words has it in the words."""
    has_number = target.kind.is_numeric and target.kind not in (Kind.COMPARE, Kind.DIRECTION)
    return f"{target.op} " if has_number else ""


def verdict_facts(words: ExplanationWords) -> Iterator[Fact]:
    explanation, row, language = words.explanation, words.explanation.row, words.language
    seen = view(explanation.assessment, explanation.target, language)
    comma = word("explain.comma", language)
    yield (
        words.label("verdict"),
        comma.join(filter(None, [f"{seen.status} ({row.status})", f"{seen.lamp_word} ({row.lamp})", seen.borderline])),
    )
    yield words.label("reason"), f"{reason_words(explanation.target, row, language)} ({row.reason})"
    settings = explanation.assessment.settings.listed()
    yield words.label("rule"), numbered_rule(explanation.rule, language, explanation.settings)
    for source in explanation.rule.sources:
        yield words.label("source"), source.in_language(language)
    if (record := explanation.track_record) is not None:
        lamp = word(f"scoring.lamp.{record.lamp}", language)
        yield (
            words.label("track-record"),
            words.say("track-record", lamp=lamp, met=record.of_hundred, shown=record.shown),
        )
    if row.department:
        yield words.label("whose"), explanation.plan.department_name(row.department)
    if row.frozen is not None:
        latest = row.frozen.latest
        yield words.label("frozen"), words.judged_on(None if latest is None else latest.period_end, row.frozen)
    if seen.marks:
        yield words.label("marks"), comma.join(seen.marks)
    before = explanation.before
    yield (
        words.label("before"),
        words.say("no-before") if before is None else words.judged_on(explanation.before_on, before.row),
    )
    yield words.label("method"), method_text((), language)
    yield words.label("settings"), thresholds_listed(settings, language)
    lag = explanation.report_lag
    yield words.label("report-lag"), words.say(f"report-lag-{lag.stated_by}", days=lag.days, target=lag.target)


def sensitivity_facts(words: ExplanationWords) -> Iterator[Fact]:
    """Each small change of the rules that would turn the verdict, or that none does; nothing where none was tried."""
    sensitivity, language = words.explanation.sensitivity, words.language
    if sensitivity.trials and not sensitivity.borderline:
        yield word("explain.sensitivity.stays", language), ""
    for trial in sensitivity.turned:
        change, show = trial.change, words.amount if trial.change.setting == "baseline" else plain
        moved = word(f"explain.sensitivity.{change.setting}", language, tried=show(change.tried), was=show(change.was))
        sentence = word(
            "explain.sensitivity.turns",
            language,
            change=moved,
            status=word(f"scoring.status.{trial.status}", language),
            lamp=word(f"scoring.lamp.{trial.lamp}", language),
            reason=word(f"scoring.reason.{trial.reason}", language),
            code=trial.reason,
        )
        yield word("scoring.borderline.mark", language), sentence


def remedy_facts(words: ExplanationWords) -> Iterator[Fact]:
    """What would turn the verdict green; nothing where it is green already."""
    remedy = words.explanation.remedy
    if remedy.outlook is Outlook.ON_TRACK:
        return
    if remedy.required_rate is not None and remedy.required_rate > 0:
        yield words.label("pace"), _pace(words, remedy)
    yield words.label("next"), _next(words, remedy)
    if remedy.steady_day is not None and remedy.steady_after is not None:
        reason = words.reason(remedy.steady_after.row)
        yield words.label("steady"), words.say("steady", day=remedy.steady_day, reason=reason)


def _pace(words: ExplanationWords, remedy: Remedy) -> str:
    required = words.pace(remedy.required_rate)
    if remedy.recent_rate is None:
        return words.say("pace-only", required=required)
    recent = words.pace(remedy.recent_rate)
    if remedy.times is not None and remedy.times <= 1:
        return words.say("pace-enough", required=required, recent=recent)
    return words.say("pace", required=required, recent=recent, times=plain(remedy.times, 1))


def _next(words: ExplanationWords, remedy: Remedy) -> str:
    """The least that the next report would have to say."""
    if remedy.after is None:
        return words.say(str(remedy.outlook))
    reason = words.reason(remedy.after.row)
    if isinstance(remedy.answer, State):
        key = "state-proven" if remedy.answer is State.DONE else "state"
        state = word(f"status.state.{remedy.answer}", words.language)
        return words.say(key, day=remedy.day, state=state, reason=reason)
    target, answer = words.explanation.target, remedy.answer
    if target.is_reported_as_fall and answer is not None and answer < 0:
        return words.say("fall-least", day=remedy.day, value=words.amount(-answer), reason=reason)
    what = "increment" if remedy.is_increment else "value"
    bound = "most" if words.explanation.target.op.direction < 0 else "least"
    return words.say(f"{what}-{bound}", day=remedy.day, value=words.amount(remedy.answer), reason=reason)
