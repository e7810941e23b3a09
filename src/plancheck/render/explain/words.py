"""Words and amounts of an explanation in one language: labels, values with their unit, paces, verdicts of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plancheck.explanation.explanation import Explanation
from plancheck.render.verdict.words import plain_reason, readable, readable_places, spaced_unit
from plancheck.scoring.marks import RowVerdict
from plancheck.text.numbers import plain
from plancheck.words import word

#: A label and a text; a fact that needs no label has its words there, and no text.
Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ExplanationWords:
    """An explanation and the language it is given in."""

    explanation: Explanation
    language: str

    def say(self, key: str, **values: object) -> str:
        return word(f"explain.text.{key}", self.language, **values)

    def label(self, key: str) -> str:
        return word(f"explain.label.{key}", self.language)

    def undefined(self) -> str:
        """What stands where a number cannot be reckoned."""
        return word("explain.undefined", self.language)

    def amount(self, value: Decimal | None, *, reckoned: bool = False) -> str:
        """A value with its unit; a reckoned one to the digits a reader needs."""
        if value is None:
            return self.undefined()
        row, target = self.explanation.row, self.explanation.target
        number = readable(value, readable_places(row, target)) if reckoned else plain(value, 4)
        return number + spaced_unit(target.unit, self.language)

    def pace(self, value: Decimal | None) -> str:
        """So much more or less a year; a share in percent moves by points. Rates count towards the target."""
        if value is None:
            return self.undefined()
        target, size = self.explanation.target, abs(value)
        in_points = self.say("points", points=readable(size, 1))
        amount = in_points if target.differs_in_points else self.amount(size, reckoned=True)
        change = value * target.op.direction
        # More of what should grow needs no word for its way.
        if change == 0 or (change == value and value > 0):
            return self.say("amount", amount=amount)
        return self.say("rising" if change > 0 else "falling", amount=amount)

    def rate(self, value: Decimal | None) -> str:
        return self.undefined() if value is None else word("explain.a-year", self.language, value=self.pace(value))

    def reason(self, row: RowVerdict) -> str:
        return plain_reason(row, self.language)

    def judged_on(self, day: date | None, row: RowVerdict) -> str:
        """How a row was judged on an earlier day: status, lamp and reason."""
        return self.say(
            "before",
            day=day or "",
            status=word(f"scoring.status.{row.status}", self.language),
            lamp=word(f"scoring.lamp.{row.lamp}", self.language),
            reason=self.reason(row),
            code=row.reason,
        )
