"""What must hold for every target and every series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from math import isfinite
from random import Random

from hypothesis import assume, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from plancheck.observations import Observation
from plancheck.plan.model import Baseline, Checkpoint, Target
from plancheck.plan.periods import period_ends
from plancheck.plan.vocabulary import Frequency, Kind
from plancheck.scoring.marks import Lamp, Quantities, Status, Verdict, gravity
from plancheck.scoring.rollup import count
from plancheck.scoring.settings import Settings
from plancheck.scoring.verdict import judge
from tests.scoring.samples import PLACE, PLAN_END, a_target, point, reported

NUMERIC = [kind for kind in Kind if kind.is_numeric]
ENDS = [end for year in range(2024, 2028) for end in period_ends(year, Frequency.QUARTER)]
PRESETS = st.sampled_from([Settings(), Settings(preset="xushi")])
LAMPS = [Lamp.RED, Lamp.GREY, Lamp.YELLOW, Lamp.GREEN]
values = st.integers(-300, 1500).map(Decimal)


@st.composite
def targets(draw: st.DrawFn) -> Target:
    kind = draw(st.sampled_from(NUMERIC))
    op = draw(st.sampled_from(["<=", "<"] if kind is Kind.CAP else [">=", ">", "<=", "<"]))
    baseline = draw(st.none() | values.map(lambda value: Baseline(date(2023, 12, 31), value)))
    checkpoints: tuple[Checkpoint, ...] = ()
    if kind in (Kind.CUMULATIVE, Kind.LEVEL, Kind.PHASE_OUT) and draw(st.booleans()):
        checkpoints = (point("2025-12-31", draw(values)),)
    return a_target(
        kind,
        op,
        draw(values),
        draw(st.sampled_from(["2025-12-31", "2026-11-15", "2027-12-31"])),
        baseline=baseline,
        checkpoints=checkpoints,
        about=draw(st.sampled_from([None, Decimal("0.05")])),
    )


@st.composite
def series(draw: st.DrawFn, fewest: int = 0) -> list[Observation]:
    days = sorted(draw(st.sets(st.sampled_from(ENDS), min_size=fewest, max_size=9)))
    return [
        Observation("T-1", "a", day, PLACE, year=day.year, value=draw(values), reference=draw(values)) for day in days
    ]


def judge_at(target: Target, told: list[Observation], as_of: date, settings: Settings) -> Verdict:
    return judge(target, told, [], as_of, settings, PLAN_END)


@given(targets(), series(fewest=1), st.integers(1, 400), PRESETS)
def test_the_verdict_never_improves_when_the_latest_value_worsens(
    target: Target, told: list[Observation], worse_by: int, settings: Settings
) -> None:
    last = told[-1]
    assert last.value is not None
    worse = replace(last, value=last.value - target.op.direction * worse_by)
    before = judge_at(target, told, last.period_end, settings)
    after = judge_at(target, [*told[:-1], worse], last.period_end, settings)
    assert gravity(after) <= gravity(before)


@given(targets(), series(), st.integers(1, 999), st.sampled_from(ENDS), PRESETS)
def test_the_unit_changes_nothing(
    target: Target, told: list[Observation], factor: int, as_of: date, settings: Settings
) -> None:
    by = Decimal(factor) / 8

    def scaled(number: Decimal | None) -> Decimal | None:
        return None if number is None else number * by

    larger = replace(
        target,
        value=target.value if target.kind is Kind.GROWTH else scaled(target.value),
        baseline=target.baseline and replace(target.baseline, value=scaled(target.baseline.value)),
        checkpoints=tuple(replace(p, value=p.value * by) for p in target.checkpoints),
    )
    told_larger = [replace(o, value=scaled(o.value), reference=scaled(o.reference)) for o in told]
    one, other = judge_at(target, told, as_of, settings), judge_at(larger, told_larger, as_of, settings)
    assert [(row.status, row.lamp, row.reason) for row in one.rows] == [
        (row.status, row.lamp, row.reason) for row in other.rows
    ]
    assert (one.row.attained, one.row.spi, one.row.recent_coverage, one.row.burn) == (
        other.row.attained,
        other.row.spi,
        other.row.recent_coverage,
        other.row.burn,
    )


@given(targets(), series(fewest=2), values)
def test_a_later_value_never_turns_what_is_closed(target: Target, told: list[Observation], value: Decimal) -> None:
    earlier, later = told[:-1], replace(told[-1], value=value)
    before = judge_at(target, earlier, earlier[-1].period_end, Settings())
    after = judge_at(target, [*earlier, later], later.period_end, Settings())
    for old, new in zip(before.rows, after.rows, strict=True):
        if old.closed:
            assert (new.status, new.closed) == (old.status, True)


@given(targets(), series(), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_nothing_is_missed_before_the_first_report(target: Target, told: list[Observation], as_of: date) -> None:
    assume(all(o.period_end > as_of for o in told))
    verdict = judge_at(target, told, as_of, Settings())
    assert all(row.status is not Status.MISSED for row in verdict.rows)


@given(st.lists(st.tuples(targets(), series()), max_size=4), st.sampled_from(ENDS))
def test_counts_add_up_to_the_targets(given_targets: list[tuple[Target, list[Observation]]], as_of: date) -> None:
    verdicts = [judge_at(target, told, as_of, Settings()) for target, told in given_targets]
    counts = count(verdicts)
    assert counts.total == sum(counts.lamps.values()) == len(given_targets)


@given(targets(), series(), st.dates(date(2023, 1, 1), date(2029, 12, 31)), PRESETS)
def test_every_number_is_finite(target: Target, told: list[Observation], as_of: date, settings: Settings) -> None:
    for row in judge_at(target, told, as_of, settings).rows:
        for field in fields(Quantities):
            number = getattr(row, field.name)
            ends = number if isinstance(number, tuple) else (number,)
            assert all(end is None or isfinite(end) for end in ends)
        assert row.p_meet is None or 0.01 <= row.p_meet <= 0.99


@given(targets(), series(), st.sampled_from(ENDS), st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing(
    target: Target, told: list[Observation], as_of: date, chance: Random
) -> None:
    mixed = list(told)
    chance.shuffle(mixed)
    assert judge_at(target, mixed, as_of, Settings()) == judge_at(target, told, as_of, Settings())


def test_an_empty_plan_has_no_counts() -> None:
    assert count([]).total == 0
    assert reported({}) == []


@st.composite
def promises(draw: st.DrawFn) -> tuple[Target, list[Observation]]:
    """A count, a yearly quota or a growth, and what was reported for it each quarter so far, at any pace."""
    kind = draw(st.sampled_from([Kind.CUMULATIVE, Kind.ANNUAL, Kind.GROWTH]))
    ends = ENDS[: draw(st.integers(2, len(ENDS)))]
    steps = [draw(st.integers(0 if kind is not Kind.GROWTH else -9, 20)) for _ in ends]
    value, has_checkpoint = draw(st.sampled_from([2, 30, 160])), draw(st.booleans())
    return _promise(kind, ends, steps, value, has_checkpoint, draw(st.sampled_from(["辆", "吨"])))


def _promise(
    kind: Kind, ends: Sequence[date], steps: Sequence[int], value: int, has_checkpoint: bool, unit: str
) -> tuple[Target, list[Observation]]:
    total, totals = Decimal(100 if kind is Kind.GROWTH else 0), []
    for number, step in enumerate(steps):
        if kind is Kind.ANNUAL and number % 4 == 0:
            total = Decimal(0)
        total += step
        totals.append(total)
    target = a_target(
        kind,
        ">=",
        value,
        baseline=Baseline(date(2023, 12, 31), Decimal(100)) if kind is Kind.GROWTH else None,
        checkpoints=(point("2025-12-31", value // 2),) if kind is Kind.CUMULATIVE and has_checkpoint else (),
        unit=unit,
    )
    return target, reported(dict(zip(map(str, ends), totals, strict=True)))


@examples(max_examples=400)
@given(promises(), st.data(), st.integers(0, 120))
def test_withholding_an_earlier_report_makes_no_risk_of_a_miss_and_no_green_of_red(
    promise: tuple[Target, list[Observation]], data: st.DataObject, days_later: int
) -> None:
    """But that a year which was withheld whole is silent, and cannot be called missed."""
    target, told = promise
    withheld = data.draw(st.integers(0, len(told) - 2))
    full, less = _with_and_without(target, told, withheld, days_later)
    if less.silent_rows <= full.silent_rows and full.status is Status.MISSED:
        assert less.status is Status.MISSED
    assert not (full.lamp is Lamp.RED and less.lamp is Lamp.GREEN)


def _with_and_without(
    target: Target, told: list[Observation], withheld: int, days_later: int
) -> tuple[Verdict, Verdict]:
    as_of = min(date.fromordinal(told[-1].period_end.toordinal() + days_later), PLAN_END)
    less = [*told[:withheld], *told[withheld + 1 :]]
    return judge_at(target, told, as_of, Settings()), judge_at(target, less, as_of, Settings())


def test_withholding_an_earlier_report_improves_fewer_than_two_of_a_thousand_verdicts() -> None:
    """What remains: a year without its last value is silent, and cannot be called missed; and where a forecast lies close to
    a limit, the straight line that stands in for a missing value moves it across.
    """
    chance, improved, asked = Random(5), 0, 4000
    for _ in range(asked):
        target, told = _random_promise(chance)
        full, less = _with_and_without(target, told, chance.randint(0, len(told) - 2), chance.randint(0, 120))
        improved += gravity(less) > gravity(full) or LAMPS.index(less.lamp) > LAMPS.index(full.lamp)
    assert improved < 2 * asked / 1000


def _random_promise(chance: Random) -> tuple[Target, list[Observation]]:
    """The same as `promises`, from a seed: a property is either true or not, a share has to be counted."""
    kind = chance.choice([Kind.CUMULATIVE, Kind.ANNUAL, Kind.GROWTH])
    ends = ENDS[: chance.randint(2, len(ENDS))]
    steps = [chance.randint(-9 if kind is Kind.GROWTH else 0, 20) for _ in ends]
    value, has_checkpoint = chance.choice([2, 30, 160]), chance.random() < 0.5
    return _promise(kind, ends, steps, value, has_checkpoint, chance.choice(["辆", "吨"]))


@given(promises(), st.integers(1, 60))
def test_a_new_year_without_new_data_never_lifts_a_miss(
    promise: tuple[Target, list[Observation]], days_later: int
) -> None:
    target, told = promise
    last = told[-1].period_end
    on_the_day = judge_at(target, told, last, Settings())
    later = judge_at(target, told, date.fromordinal(last.toordinal() + days_later), Settings())
    if on_the_day.status is Status.MISSED:
        assert later.status is Status.MISSED
