"""What was asked before an amendment and what after it, in a sentence: a target and a language in, texts out.

Every form that people read shows these, so that nobody sees a new target without the old one.
"""

from __future__ import annotations

from itertools import pairwise

from plancheck.plan.amendments.versions import versions
from plancheck.plan.model import Target
from plancheck.plan.wording import demand_words
from plancheck.text.numbers import plain
from plancheck.words import word


def amendments_in_words(target: Target, language: str, *, with_source: bool = True) -> list[str]:
    """`2025-06-01起由≥650辆调整为≥800辆（示政〔2025〕8号 三（二））` for each amendment, the oldest first.

    One that does not hold yet says so.
    """
    return [
        _in_words(before, after, after.amended <= target.amended, language, with_source)
        for before, after in pairwise(versions(target))
    ]


def demand_and_amendments(target: Target, language: str) -> str:
    """What is asked, and in the same cell what was asked before or will be."""
    parts = [demand_words(target, language), *amendments_in_words(target, language)]
    return word("ledger.semicolon", language).join(parts)


def amendments_in_codes(target: Target) -> list[str]:
    """`2025-06-01 value=800 by=2027-12-31 示政〔2025〕8号` for a table that programs read; what stays is left out."""
    return [
        " ".join(
            [
                amendment.date.isoformat(),
                *([] if amendment.value is None else [f"value={plain(amendment.value)}"]),
                *([] if amendment.by is None else [f"by={amendment.by}"]),
                amendment.document,
            ]
        )
        for amendment in target.amendments
    ]


def _in_words(before: Target, after: Target, is_in_force: bool, language: str, with_source: bool) -> str:
    amendment = after.amendments[before.amended]
    changes = []
    if amendment.value is not None:
        old, new = demand_words(before, language), demand_words(after, language)
        changes.append(word("ledger.amendment.value", language, old=old, new=new))
    if amendment.by is not None:
        old, new = (str(stated.by or word("ledger.amendment.no-date", language)) for stated in (before, after))
        changes.append(word("ledger.amendment.due", language, old=old, new=new))
    return word(
        f"ledger.amendment.{'in-force' if is_in_force else 'to-come'}",
        language,
        date=amendment.date,
        changes=word("ledger.comma", language).join(changes),
        source=f"{amendment.document} {amendment.locator}".strip() if with_source else "",
    )
