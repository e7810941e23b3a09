"""The sentences of a comparison, the same in every form that people read; plain text, never markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from plancheck.compare.amounts import growth_in
from plancheck.compare.model import (
    Aspect,
    ComparedTarget,
    Comparison,
    Difference,
    IndicatorRow,
    Pairing,
    Relation,
    Share,
)
from plancheck.compare.spread import Spread, spread_asked, spread_reached
from plancheck.plan.amendments.words import demand_and_amendments
from plancheck.plan.model import Target
from plancheck.plan.vocabulary import POINT_UNITS
from plancheck.render.terminal.printable import one_line
from plancheck.render.verdict.view import latest_text
from plancheck.render.verdict.words import spaced_unit
from plancheck.text.numbers import percent, plain
from plancheck.words import word

_PERCENT = ("%", "％")


def title(comparison: Comparison, language: str) -> str:
    names, comma = [plan.id for plan in comparison.plans], word("compare.comma", language)
    if comparison.cascade:
        return word("compare.cascade", language, upper=names[0], lower=comma.join(names[1:]))
    return word("compare.equal", language, plans=comma.join(names))


def summary(comparison: Comparison, language: str) -> list[str]:
    """What each lower plan made of the upper one; of equal plans, how much they share."""
    if not comparison.cascade:
        return [word("compare.equal-count", language, rows=len(comparison.rows))]
    lines = []
    for place, plan in enumerate(comparison.plans[1:], 1):
        pairings = [row.pairings[place] for row in comparison.rows]
        number = Counter(pairing.relation for pairing in pairings if pairing is not None)
        lines.append(
            word(
                "compare.counts",
                language,
                plan=plan.id,
                taken=number[Relation.TAKEN_OVER],
                changed=number[Relation.CHANGED],
                dropped=number[Relation.DROPPED],
                added=len(comparison.alone[place]),
            )
        )
    return lines


def actions_text(comparison: Comparison, language: str) -> str:
    counted = [
        word("compare.action-count", language, plan=plan.id, count=count)
        for plan, count in zip(comparison.plans, comparison.actions, strict=True)
        if count
    ]
    return word("compare.actions", language, list=word("compare.comma", language).join(counted)) if counted else ""


def demand(entry: ComparedTarget, language: str) -> str:
    return one_line(demand_and_amendments(entry.target, language))


def latest(entry: ComparedTarget, language: str) -> str:
    """The latest value with its unit, and for a growth how much it has grown; `—` where nothing was reported."""
    shown = latest_text(entry.verdict, language)
    if not shown:
        return word("compare.none", language)
    if entry.target.kind.is_numeric:
        shown += one_line(entry.target.unit)
    growth = growth_in(entry.target, entry.verdict.row)
    if growth is None or entry.target.is_growth_itself:
        return shown
    unit = spaced_unit(POINT_UNITS[0] if entry.target.in_points else "%", language)
    key = "compare.growth-so-far" if growth >= 0 else "compare.fall-so-far"
    return word(key, language, value=shown, growth=plain(abs(growth), 1), unit=unit)


def pairing_notes(row: IndicatorRow, place: int, language: str) -> list[str]:
    """What one lower plan changed, and what share its target is."""
    pairing, lower = row.pairings[place], row.entries[place]
    if pairing is None or lower is None or pairing.relation is Relation.SHARED:
        return []
    upper = row.first
    notes = [difference_text(one, upper.target, lower.target, language) for one in pairing.differences]
    if lower.also:
        notes.append(word("compare.also", language, list=", ".join(lower.also)))
    return [*notes, *_share_notes(pairing, language)]


def row_notes(comparison: Comparison, row: IndicatorRow, language: str) -> list[str]:
    """What holds for the row as a whole: sums of several lower plans, or how far equal plans lie apart."""
    if not comparison.cascade:
        shown = [("asked", spread_asked(row)), ("reached", spread_reached(row))]
        return [spread_text(name, spread, language) for name, spread in shown if spread is not None]
    if len(comparison.plans) < 3:
        return []
    return [*_allocation(comparison, row, language), *_roll_up(comparison, row, language)]


def difference_text(difference: Difference, upper: Target, lower: Target, language: str) -> str:
    asks_for_more, asks_for_less = "-more", "-less"
    values: dict[str, object] = {}
    if difference.aspect is Aspect.KIND:
        kinds = {"upper": upper.kind, "lower": lower.kind}
        values = {name: word(f"compare.kind.{kind}", language) for name, kind in kinds.items()}
    elif difference.aspect is Aspect.DEADLINE:
        asks_for_more, asks_for_less = "-sooner", "-later"
        none = word("compare.none", language)
        values = {"upper": upper.by or none, "lower": lower.by or none}
    elif difference.aspect is Aspect.SCOPE:
        values = {"lower": one_line(lower.indicator)}
    way = {None: "", True: asks_for_more, False: asks_for_less}[difference.more]
    return word(f"compare.difference.{difference.aspect}{way}", language, **values)


def _share_notes(pairing: Pairing, language: str) -> list[str]:
    if pairing.asked is None or pairing.amounts is None:
        return []
    upper, lower = pairing.amounts
    own = _number(lower.value, lower.unit)
    if lower.yearly is not None:
        yearly = _number(lower.yearly, lower.unit)
        own = word("compare.own-years", language, total=own, yearly=yearly, years=lower.years)
    notes = [
        word(
            "compare.asked",
            language,
            share=percent(pairing.asked.share),
            lower=own,
            upper=_number(upper.value, upper.unit),
            years=upper.years if upper.yearly is not None else "",
            yearly=_number(upper.yearly, upper.unit) if upper.yearly is not None else "",
        )
    ]
    done = pairing.progress
    if done is not None and done.share is not None:
        notes.append(word("compare.progress", language, share=percent(done.share), day=done.day or "", **_both(done)))
    return notes


def _both(share: Share) -> dict[str, str]:
    return {"lower": _number(share.lower, share.unit), "upper": _number(share.upper, share.unit)}


def _gap(share: Share) -> str:
    return _number(abs(share.upper - share.lower), share.unit)


def _allocation(comparison: Comparison, row: IndicatorRow, language: str) -> list[str]:
    share = row.allocation
    if share is None:
        return []
    key = "compare.allocation-reached" if share.lower >= share.upper else "compare.allocation-short"
    text = word(key, language, share=percent(share.share), gap=_gap(share), **_both(share))
    return [text + _partly(comparison, row, language)]


def _roll_up(comparison: Comparison, row: IndicatorRow, language: str) -> list[str]:
    share = row.roll_up
    if share is None:
        return []
    form = "equal" if share.lower == share.upper else "below" if share.lower < share.upper else "above"
    text = word(f"compare.roll-up-{form}", language, day=share.day or "", gap=_gap(share), **_both(share))
    return [text + _partly(comparison, row, language)]


def _partly(comparison: Comparison, row: IndicatorRow, language: str) -> str:
    """Which plans a sum holds, where it does not hold all of them."""
    held = [
        plan.id
        for plan, pairing in zip(comparison.plans[1:], row.pairings[1:], strict=True)
        if pairing is not None and pairing.amounts is not None
    ]
    if len(held) == len(comparison.plans) - 1:
        return ""
    return word("compare.partly", language, plans=word("compare.comma", language).join(held))


def spread_text(name: str, spread: Spread, language: str) -> str:
    comma = word("compare.comma", language)
    places = 2 if spread.unit in (*_PERCENT, *POINT_UNITS) else 4
    listed = comma.join(f"{plan} {_number(value, spread.unit, places)}" for plan, value in spread.values)
    if spread.difference:
        gap = _number(spread.difference, spread.unit)
        if spread.unit in (*_PERCENT, *POINT_UNITS):
            gap = word("compare.points", language, value=plain(spread.difference, 2))
        listed = word("compare.spread-gap", language, list=listed, gap=gap)
    else:
        listed = word("compare.spread-same", language, list=listed)
    remarks = [word("compare.totals", language)] if spread.totals else []
    remarks += [word("compare.dates-differ", language)] if spread.day is None else []
    text = word(f"compare.spread-{name}", language, day=spread.day or "", list=listed)
    return word("compare.semicolon", language).join([text, *remarks])


def dropped_by_all(comparison: Comparison) -> list[ComparedTarget]:
    """The upper targets that no lower plan has."""
    return [row.first for row in comparison.rows if not is_paired(row)]


def shown_rows(comparison: Comparison) -> list[IndicatorRow]:
    """The rows that are drawn: what every lower plan dropped comes in a list of its own."""
    return [row for row in comparison.rows if not comparison.cascade or is_paired(row)]


def is_paired(row: IndicatorRow) -> bool:
    return sum(entry is not None for entry in row.entries) > 1


def relations(row: IndicatorRow, language: str) -> str:
    """What the lower plans made of an upper target: one word where they agree."""
    found = dict.fromkeys(
        one.relation for one in row.pairings if one is not None and one.relation is not Relation.SHARED
    )
    return word("compare.comma", language).join(word(f"compare.relation.{one}", language) for one in found)


def lists_of_alone(comparison: Comparison, language: str) -> list[tuple[str, Sequence[ComparedTarget]]]:
    """Headings and targets that have no counterpart: dropped, added, or of one plan alone."""
    lists: list[tuple[str, Sequence[ComparedTarget]]] = []
    dropped = dropped_by_all(comparison) if comparison.cascade else []
    if dropped:
        lower = word("compare.comma", language).join(plan.id for plan in comparison.plans[1:])
        lists.append((word("compare.dropped", language, plans=lower, count=len(dropped)), dropped))
    key = "compare.added" if comparison.cascade else "compare.alone"
    for plan, entries in zip(comparison.plans, comparison.alone, strict=True):
        if entries:
            lists.append((word(key, language, plan=plan.id, count=len(entries)), entries))
    return lists


def _number(value: Decimal, unit: str, places: int = 4) -> str:
    return plain(value, places) + one_line(unit)
