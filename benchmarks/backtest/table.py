"""Verdicts in; out, the tables as text: what they were worth by group, how P held, and what must be reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from benchmarks.backtest.groups import BARS, Bar, Group
from benchmarks.backtest.measures import FEWEST_IN_A_TENTH, Worth, worth_of
from benchmarks.backtest.verdicts import Shown
from benchmarks.measuring import aligned
from plancheck.scoring.marks import Lamp

#: What a group can be looked at by again.
BY: Mapping[str, Callable[[Shown], str]] = {
    "span": lambda one: f"{one.span} years" if one.span > 1 else "1 year",
    "left": lambda one: f"{one.left} left",
    "source": lambda one: one.source,
    "reason": lambda one: one.reason,
}
_WORTH_HEAD = (
    *("", "verdicts", "met", "green", "yellow", "red", "grey", "green met", "yellow met", "red met", "misses red"),
    *("forecast off", "with P", "Brier", "worst tenth", "held", "area", "plain", "xushi"),
)
_LEGEND = f"""\
met: of all verdicts, how many stood on targets that were met in the end · green … grey: their shares
green met: of the green ones, how many were met · misses red: of the verdicts on targets that were missed, how many were red
forecast off: median, of the final value · Brier: over the base rate's · held: how often the interval held the final value
worst tenth: how far P was off at most, of tenths with {FEWEST_IN_A_TENTH} verdicts · area: under the curve, by the lamps' order
plain: the area of 序时进度 alone, yellow up to 10 points behind it · xushi: of that preset, green up to 10, yellow up to 30"""


def tables(verdicts: Sequence[Shown], by: str | None = None) -> str:
    """All tables, one under the other."""
    groups = by_group(verdicts)
    worths = worths_of(verdicts)
    parts = [
        aligned([_WORTH_HEAD, *_worth_lines(groups, by)]),
        _LEGEND,
        "Levels that were already what was asked for (met-early, backsliding), and those that were not yet:\n"
        + aligned([_WORTH_HEAD, *_reached_lines(groups)]),
        "P by tenths: what it said on the mean > what came (how many verdicts)\n" + aligned(list(_tenth_lines(worths))),
        "Must be reached:\n" + aligned(list(_bar_lines(worths))),
    ]
    return "\n\n".join(parts)


def by_group(verdicts: Sequence[Shown]) -> dict[Group, list[Shown]]:
    return {group: [one for one in verdicts if one.group is group] for group in Group}


def worths_of(verdicts: Sequence[Shown]) -> dict[Group, Worth]:
    """What the verdicts of each group were worth."""
    return {group: worth_of(inside) for group, inside in by_group(verdicts).items() if inside}


def _worth_lines(groups: Mapping[Group, Sequence[Shown]], by: str | None) -> Iterator[Sequence[str]]:
    for group, inside in groups.items():
        if inside:
            yield _worth_line(group, worth_of(inside))
        if by is not None:
            key = BY[by]
            for part in sorted({key(one) for one in inside}, key=lambda part: (len(part), part)):
                yield _worth_line(f"  {part}", worth_of([one for one in inside if key(one) == part]))


def _reached_lines(groups: Mapping[Group, Sequence[Shown]]) -> Iterator[Sequence[str]]:
    for group, inside in groups.items():
        reached = [one for one in inside if one.reached]
        if reached:
            yield _worth_line(f"{group}, reached", worth_of(reached))
            yield _worth_line(f"{group}, not yet", worth_of([one for one in inside if not one.reached]))


def _worth_line(name: str, worth: Worth) -> Sequence[str]:
    lamps = (Lamp.GREEN, Lamp.YELLOW, Lamp.RED)
    return (
        name,
        str(worth.count),
        _short(worth.met),
        *(_short(worth.shares[lamp]) for lamp in (*lamps, Lamp.GREY)),
        *(_short(worth.met_by[lamp]) for lamp in lamps),
        _short(worth.misses_red),
        _short(worth.error, 3),
        str(worth.with_p),
        _short(worth.brier),
        _short(worth.worst.off if worth.worst else None),
        _short(worth.held),
        *(_short(area, 3) for area in (worth.area, worth.plain_area, worth.xushi_area)),
    )


def _tenth_lines(worths: Mapping[Group, Worth]) -> Iterator[Sequence[str]]:
    for group, worth in worths.items():
        if worth.with_p:
            told = (tenth and f"{tenth.said:.2f} > {tenth.met:.2f} ({tenth.count})" for tenth in worth.tenths)
            yield (group, *(one or "-" for one in told))


def _bar_lines(worths: Mapping[Group, Worth]) -> Iterator[Sequence[str]]:
    for group, bar in BARS.items():
        if group in worths:
            for what, reached, wanted, at_least in _bars(worths[group], bar):
                is_there = reached is not None and (reached >= wanted if at_least else reached <= wanted)
                sign = ">=" if at_least else "<="
                yield group, what, _short(reached, 3), f"{sign} {wanted:.3f}", "" if is_there else "short"


def _bars(worth: Worth, bar: Bar) -> Iterator[tuple[str, float | None, float, bool]]:
    """What is asked for: its name, what was reached, what must be, and whether more is better."""
    yield "green met", worth.met_by[Lamp.GREEN], bar.green_met, True
    yield "red met", worth.met_by[Lamp.RED] or 0.0, bar.red_met, False
    if bar.misses_red is not None:
        yield "misses red", worth.misses_red, bar.misses_red, True
    if bar.brier is not None:
        yield "Brier over base rate's", worth.brier, bar.brier, False
    if bar.worst_tenth is not None:
        yield "worst tenth of P off by", worth.worst.off if worth.worst else None, bar.worst_tenth, False
    if worth.plain_area is not None:
        yield f"area (plain rule's; {bar.plain_area} in the prototype)", worth.area, worth.plain_area, True
    yield "green for each that was met", worth.green_of_met, bar.green_of_met, True
    yield "yellow", worth.shares[Lamp.YELLOW], bar.yellow, False


def _short(number: float | None, places: int = 2) -> str:
    return "-" if number is None else f"{number:.{places}f}"
