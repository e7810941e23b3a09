"""The thresholds of scoring: in, a `[scoring]` table as it was read; out, `Settings` and what was wrong with the table.

Defaults and their sources are in `docs/scoring.md`. Every output echoes the settings it was made with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal

from plancheck.findings import Finding, Place, TextPlace, finding
from plancheck.plan.vocabulary import LONGEST_LAG
from plancheck.text.nearest import nearest


@dataclass(frozen=True, slots=True)
class Settings:
    """Shares are 0 to 1, points are percentage points, `likelihood_changes` and `trend_changes` count changes."""

    preset: str = "default"
    on_track_ratio: Decimal = Decimal("0.95")
    off_track_ratio: Decimal = Decimal("0.60")
    behind_points: Decimal = Decimal(10)
    far_behind_points: Decimal = Decimal(30)
    slowing_ratio: Decimal = Decimal(1)
    slowing_ratio_counts: Decimal = Decimal("0.90")
    recent_months: int = 12
    report_lag_days: int = 60
    about: Decimal = Decimal("0.05")
    basically: Decimal = Decimal("0.95")
    maintain: str = "all"
    trend_changes: int = 5
    likelihood_changes: int = 2
    #: No key of a file: days of every reporting lag that have gone by after the day that is judged.
    lag_gone_by: int = field(default=0, metadata={"is_key": False})

    def listed(self) -> tuple[tuple[str, str], ...]:
        """Names and values as text, for the foot of every output."""
        keys = [item.name for item in fields(self) if item.metadata.get("is_key", True)]
        return tuple((key, str(getattr(self, key))) for key in keys)


PRESETS = ("default", "xushi")
#: Of what must be kept: whether every period of a year has to hold, or the last one alone.
MAINTAIN = ("all", "last")
_CHOICES = {"preset": PRESETS, "maintain": MAINTAIN}
DEFAULTS = Settings()
_SHARE = "0 < … ≤ 1"
_POINTS = "0 … 100"
#: Name to the range as a reader sees it, and the check.
_RANGES: Mapping[str, tuple[str, Callable[[Decimal], bool]]] = {
    "on_track_ratio": (_SHARE, lambda number: 0 < number <= 1),
    "off_track_ratio": (_SHARE, lambda number: 0 < number <= 1),
    "behind_points": (_POINTS, lambda number: 0 <= number <= 100),
    "far_behind_points": (_POINTS, lambda number: 0 <= number <= 100),
    "slowing_ratio": (_SHARE, lambda number: 0 < number <= 1),
    "slowing_ratio_counts": (_SHARE, lambda number: 0 < number <= 1),
    "recent_months": ("1 … 120", lambda number: _whole(number) and 1 <= number <= 120),
    "report_lag_days": (f"0 … {LONGEST_LAG}", lambda number: _whole(number) and 0 <= number <= LONGEST_LAG),
    "about": ("0 ≤ … < 1", lambda number: 0 <= number < 1),
    "basically": (_SHARE, lambda number: 0 < number <= 1),
    "trend_changes": ("1 … 100", lambda number: _whole(number) and 1 <= number <= 100),
    "likelihood_changes": ("2 … 100", lambda number: _whole(number) and 2 <= number <= 100),
}
#: The table of a file that settings stand in.
_TABLE = "scoring"
_ORDERED = (("off_track_ratio", "on_track_ratio"), ("behind_points", "far_behind_points"))


def read_settings(
    mapping: Mapping[str, object], place: Place, over: Settings = DEFAULTS
) -> tuple[Settings, list[Finding]]:
    """Lay a `[scoring]` table over other settings. What cannot be used is a finding and changes nothing."""
    found: list[Finding] = []
    settings = over
    for key, value in mapping.items():
        settings = _laid_over(settings, key, value, place, found)
    for low, high in _ORDERED:
        if getattr(settings, low) > getattr(settings, high):
            values = {
                "low": low,
                "low_value": getattr(settings, low),
                "high": high,
                "high_value": getattr(settings, high),
            }
            found.append(finding("contradictory-settings", place, **values))
            settings = replace(settings, **{low: getattr(over, low), high: getattr(over, high)})
    return settings, found


def _laid_over(settings: Settings, key: str, value: object, place: Place, found: list[Finding]) -> Settings:
    if key in _CHOICES:
        if value in _CHOICES[key]:
            return replace(settings, **{key: str(value)})  # type: ignore[arg-type]
        found.append(finding("impossible-setting", place, key=key, value=value, range=" | ".join(_CHOICES[key])))
        return settings
    if key not in _RANGES:
        found.append(finding("unknown-setting", place, key=key, nearest=nearest(key, [*_CHOICES, *_RANGES])))
        return settings
    range_text, allowed = _RANGES[key]
    number = _number(value)
    if number is None or not allowed(number):
        found.append(finding("impossible-setting", place, key=key, value=value, range=range_text))
        return settings
    return _with_number(settings, key, number)


def _with_number(settings: Settings, key: str, number: Decimal) -> Settings:
    if isinstance(getattr(DEFAULTS, key), int):
        return replace(settings, **{key: int(number)})  # type: ignore[arg-type]
    return replace(settings, **{key: number})  # type: ignore[arg-type]


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    number = Decimal(str(value))
    return number if number.is_finite() else None


def _whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


def at_their_lines(found: Iterable[Finding], lines: Mapping[tuple[str | int, ...], int]) -> list[Finding]:
    """Each finding on the line of its key in the file: of two keys that contradict each other, of the later one."""
    return [replace(item, place=TextPlace(item.path, _line(item, lines))) for item in found]


def _line(item: Finding, lines: Mapping[tuple[str | int, ...], int]) -> int | None:
    values = dict(item.values)
    keys = [values[name] for name in ("key", "low", "high") if name in values]
    at = [lines[_TABLE, key] for key in keys if (_TABLE, key) in lines]
    return max(at) if at else lines.get((_TABLE,))
