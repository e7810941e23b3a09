"""Wrong units: a jump by a power of ten, a share above 100 %."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.plan.model import Target
from plancheck.plan.vocabulary import Kind, Op
from plancheck.rules import fix
from tests.coverage.checked import cells, check, drawn, written
from tests.workbook.samples import sample_target

FALL = sample_target(1, Kind.GROWTH, op=Op.LE, value=Decimal("-13.5"), unit="%")
COUNT = sample_target(1, Kind.LEVEL, value=Decimal(130_000), unit="辆")
SHARE = sample_target(1, Kind.LEVEL, value=Decimal(95), unit="%")


def quarters(*values: object) -> str:
    days = ("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31")
    lines = [f"S-1,市机关事务中心,{day},{value}" for day, value in zip(days, values, strict=False)]
    return "target,department,period_end,value\n" + "\n".join(lines) + "\n"


class TestJumps:
    def test_ten_thousands_among_ones(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-06-30 | value:2025-09-30 | value:2025-12-31 |
        | S-1    | 125000           | 12.5             | 126000           | 12.7             |
        """
        found = check("unit-mismatch unit-jump", [COUNT], drawn(self.test_ten_thousands_among_ones.__doc__))
        assert [(one.rule, *cells([one])) for one in found] == [("unit-mismatch", "C2"), ("unit-mismatch", "E2")]
        assert dict(found[0].values)["expected"] == "125000"
        assert dict(found[1].values)["before"] == "126000"

    def test_what_the_target_is_too_near_to_prove_is_only_a_hint(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-06-30 | value:2025-09-30 |
        | S-1    | 100              | 125000           | 110              |
        """
        picture = drawn(self.test_what_the_target_is_too_near_to_prove_is_only_a_hint.__doc__)
        assert cells(check("unit-jump", [COUNT], picture)) == ["C2"]
        assert check("unit-mismatch", [COUNT], picture) == []

    def test_steady_growth(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-06-30 | value:2025-09-30 | value:2025-12-31 |
        | S-1    | 1250             | 12500            | 60000            | 130000           |
        """
        assert check("unit-jump", [COUNT], drawn(self.test_steady_growth.__doc__)) == []

    def test_the_first_value_is_held_against_the_target(self) -> None:
        """
        | target | value:2025-03-31 |
        | S-1    | 1300000000       |
        """
        (found,) = check("unit-mismatch", [COUNT], drawn(self.test_the_first_value_is_held_against_the_target.__doc__))
        assert dict(found.values)["goal"] == "130000"
        assert dict(found.values)["times"] == "10000"

    def test_a_small_beginning_is_no_wrong_unit(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-06-30 |
        | S-1    | 2                | 2100             |
        """
        assert check("unit-jump", [COUNT], drawn(self.test_a_small_beginning_is_no_wrong_unit.__doc__)) == []

    @pytest.mark.parametrize(("values", "odd"), [((93, "0.94", 95), 1), ((93, 94, 95), 0), (("0.5", "0.6"), 0)])
    def test_a_share_written_as_a_fraction(self, values: tuple[object, ...], odd: int) -> None:
        assert len(check("unit-jump", [SHARE], written(quarters(*values)))) == odd

    @given(st.decimals(100, 10**6, places=2), st.sampled_from([10**4, 10**8]), st.integers(1, 3))
    def test_any_value_in_another_unit_is_the_one_that_is_named(self, value: Decimal, factor: int, at: int) -> None:
        values = [value, value, value, value]
        values[at] = value * factor
        target = sample_target(1, Kind.LEVEL, value=value, unit="辆")
        (found,) = check("unit-mismatch", [target], written(quarters(*(f"{one:f}" for one in values))))
        assert str(found.place).endswith(f":{at + 2}")


class TestShares:
    def test_above_a_hundred(self) -> None:
        """
        | target | value:2025-03-31 | value:2025-06-30 |
        | S-1    | 95               | 105              |
        """
        assert cells(check("above-hundred", [SHARE], drawn(self.test_above_a_hundred.__doc__))) == ["C2"]

    @pytest.mark.parametrize(
        "target",
        [
            sample_target(1, Kind.LEVEL, value=Decimal(120), unit="%"),
            sample_target(1, Kind.LEVEL, value=Decimal(95), unit="%", limits=(Decimal(0), Decimal(200))),
            sample_target(1, Kind.LEVEL, value=Decimal(15), unit="%", indicator="投资增速"),
            COUNT,
        ],
        ids=["target above", "limits", "growth", "count"],
    )
    def test_what_may_be_above_a_hundred(self, target: Target) -> None:
        assert check("above-hundred", [target], written(quarters(95, 105))) == []


class TestFalls:
    def test_a_positive_number_with_no_word_beside_it_is_said_to_be_read_as_a_rise(self) -> None:
        found = check("rise-or-fall", [FALL], written(quarters(-5, 0, 13.5)))
        assert [(dict(one.values)["value"], fix(one, "en")) for one in found] == [
            ("13.5", "write -13.5 where it fell; leave it where it rose")
        ]

    def test_beside_the_word_it_was_said(self) -> None:
        """
        | target | unit | direction | value:2025-03-31 | value:2025-06-30 |
        | S-1    | %    | 下降      | 5                | "上升2"          |
        """
        assert check("rise-or-fall", [FALL], drawn(self.test_beside_the_word_it_was_said.__doc__)) == []

    def test_a_growth_that_is_to_rise_may_rise(self) -> None:
        rising = sample_target(1, Kind.GROWTH, value=Decimal(13), unit="%")
        assert check("rise-or-fall", [rising], written(quarters(5))) == []
