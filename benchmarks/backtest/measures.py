"""What verdicts were worth, from how the targets ended: in, verdicts; out, shares, scores and areas, None where undefined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from statistics import median

from benchmarks.backtest.verdicts import Shown
from plancheck.scoring.marks import Lamp

#: A tenth with fewer verdicts tells nothing of how far P is off.
FEWEST_IN_A_TENTH = 30
_RANK = {Lamp.GREEN: 2, Lamp.YELLOW: 1, Lamp.RED: 0}


@dataclass(frozen=True, slots=True)
class Tenth:
    """The verdicts with P in one tenth: how many, what P said on the mean, which share was met."""

    count: int
    said: float
    met: float

    @property
    def off(self) -> float:
        return abs(self.said - self.met)


@dataclass(frozen=True, slots=True)
class Worth:
    """`count` verdicts, of which the share `met` stood on targets that were met in the end.

    `shares`: of all verdicts, how many had a lamp. `met_by`: of the verdicts with a lamp, how many were met. `misses_red`:
    of the verdicts on targets that were missed in the end, how many were red. `error`: the forecast's, median.

    `brier`: the mean square of P less what came, over the same for the base rate of the same verdicts (0 is perfect, 1 no
    better than the base rate), of `with_p` verdicts. `held`: how often the interval held the final value.

    `area`, `plain_area`, `xushi_area`: how often a verdict on a target that was met had a better lamp than one on a target
    that was missed, ties half, by the judge and by the two plain rules, of the verdicts that have a lamp under all three.
    """

    count: int
    met: float | None
    shares: Mapping[Lamp, float]
    met_by: Mapping[Lamp, float | None]
    misses_red: float | None
    error: float | None
    with_p: int
    brier: float | None
    tenths: tuple[Tenth | None, ...]
    held: float | None
    area: float | None
    plain_area: float | None
    xushi_area: float | None

    @property
    def worst(self) -> Tenth | None:
        """The tenth that is furthest off, of those with enough verdicts."""
        enough = [tenth for tenth in self.tenths if tenth is not None and tenth.count >= FEWEST_IN_A_TENTH]
        return max(enough, key=lambda tenth: tenth.off, default=None)

    @property
    def green_of_met(self) -> float | None:
        """Green verdicts for each verdict on a target that was met."""
        return self.shares[Lamp.GREEN] / self.met if self.met else None


def worth_of(verdicts: Sequence[Shown]) -> Worth:
    """All measures of some verdicts."""
    by_lamp = {lamp: [one for one in verdicts if one.lamp is lamp] for lamp in Lamp}
    errors = [one.error for one in verdicts if one.error is not None]
    lit = [one for one in verdicts if {one.lamp, one.plain, one.xushi} <= _RANK.keys()]
    chances = [(one.p_meet, one.met) for one in verdicts if one.p_meet is not None]
    return Worth(
        count=len(verdicts),
        met=share(verdicts, _is_met),
        shares={lamp: len(inside) / len(verdicts) if verdicts else 0.0 for lamp, inside in by_lamp.items()},
        met_by={lamp: share(inside, _is_met) for lamp, inside in by_lamp.items()},
        misses_red=share([one for one in verdicts if not one.met], lambda one: one.lamp is Lamp.RED),
        error=median(errors) if errors else None,
        with_p=len(chances),
        brier=brier_over_base(chances),
        tenths=tenths_of(chances),
        held=share([one for one in verdicts if one.held is not None], lambda one: bool(one.held)),
        area=area_under_curve((_RANK[one.lamp], one.met) for one in lit),
        plain_area=area_under_curve((_RANK[one.plain], one.met) for one in lit),
        xushi_area=area_under_curve((_RANK[one.xushi], one.met) for one in lit),
    )


def _is_met(one: Shown) -> bool:
    return one.met


def share(verdicts: Sequence[Shown], holds: Callable[[Shown], bool]) -> float | None:
    """Of how many something holds."""
    return sum(map(holds, verdicts)) / len(verdicts) if verdicts else None


def brier_over_base(chances: Sequence[tuple[float, bool]]) -> float | None:
    """The Brier score of chances over that of their base rate; None where all ended alike."""
    if not chances:
        return None
    base = sum(met for _, met in chances) / len(chances)
    if base in (0, 1):
        return None
    return fsum((said - met) ** 2 for said, met in chances) / len(chances) / (base * (1 - base))


def tenths_of(chances: Iterable[tuple[float, bool]]) -> tuple[Tenth | None, ...]:
    """What was said and what came, by tenths of the chance; the last tenth holds 1."""
    tenths: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for said, met in chances:
        tenths[min(int(said * 10), 9)].append((said, met))
    return tuple(_tenth(inside) for inside in tenths)


def _tenth(inside: Sequence[tuple[float, bool]]) -> Tenth | None:
    if not inside:
        return None
    count = len(inside)
    return Tenth(count, fsum(said for said, _ in inside) / count, sum(met for _, met in inside) / count)


def area_under_curve(ranked: Iterable[tuple[int, bool]]) -> float | None:
    """How often one that was met stands above one that was missed, ties half; None where all ended alike."""
    met, missed = dict.fromkeys(_RANK.values(), 0), dict.fromkeys(_RANK.values(), 0)
    for rank, was_met in ranked:
        (met if was_met else missed)[rank] += 1
    pairs = sum(met.values()) * sum(missed.values())
    if not pairs:
        return None
    above = sum(met[high] * missed[low] for high in met for low in missed if high > low)
    return (above + sum(met[rank] * missed[rank] for rank in met) / 2) / pairs
