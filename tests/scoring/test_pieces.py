"""Whole things: nobody holds three quarters of an event, and of a handful no pace can be read off."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from plancheck.scoring.pieces import asks_for_few, pieces_in, pieces_of, whole_on_path
from tests.scoring.samples import a_target, judged, mark, point, reported


@pytest.mark.parametrize(
    ("unit", "pieces"),
    [
        ("辆", 1),
        ("台（套）", 1),
        ("vehicles", 1),
        ("万辆", 10_000),
        ("亿件", 10**8),
        ("吨", 0),
        ("%", 0),
        ("", 0),
        ("万吨", 0),
    ],
)
def test_what_comes_in_pieces(unit: str, pieces: int) -> None:
    assert pieces_in(unit) == pieces


@pytest.mark.parametrize(
    ("unit", "value", "few"),
    [("个", 5, True), ("个", 6, False), ("万个", "0.0005", True), ("万个", 3, False), ("吨", 2, False)],
)
def test_a_handful_is_counted_in_pieces(unit: str, value: object, few: bool) -> None:
    assert asks_for_few(a_target(unit=unit), Fraction(str(value))) is few


@pytest.mark.parametrize(
    ("unit", "whole", "pieces"),
    [
        ("盏", None, 0),
        ("盏", True, 1),
        ("万盏", True, 10_000),
        ("辆", True, 1),
        ("辆", False, 0),
        ("万辆", False, 0),
        ("万辆", None, 10_000),
    ],
)
def test_a_target_may_say_otherwise_than_the_list(unit: str, whole: bool | None, pieces: int) -> None:
    assert pieces_of(a_target(unit=unit, whole=whole)) == pieces
    # Of what does not count up to its value the list alone decides, in what is shown.
    assert pieces_of(a_target("level", unit=unit, whole=whole)) == pieces_in(unit)


@pytest.mark.parametrize(
    ("unit", "whole", "goal", "planned", "asked"),
    [
        ("盏", True, "90", "11.25", "11"),
        ("盏", None, "90", "11.25", "11.25"),
        ("辆", False, "90", "11.25", "11.25"),
        ("台", None, "2.5", "1.25", "1.25"),
        ("万盏", True, "3", "1.25", "1.25"),
        ("万盏", True, "0.0003", "0.00015", "0.0001"),
    ],
)
def test_the_path_asks_for_whole_pieces(unit: str, whole: bool | None, goal: str, planned: str, asked: str) -> None:
    assert whole_on_path(a_target(unit=unit, whole=whole), Fraction(goal), Fraction(planned)) == Fraction(asked)


class TestTheKeyWhole:
    """2.75 is expected by March 2024: 2 of 44 in whole pieces."""

    @pytest.mark.parametrize(
        ("unit", "whole", "expected"),
        [
            ("盏", True, "green on-path"),
            ("盏", None, "yellow behind"),
            ("辆", None, "green on-path"),
            ("辆", False, "yellow behind"),
        ],
    )
    def test_less_than_a_piece_short(self, unit: str, whole: bool | None, expected: str) -> None:
        verdict = judged(a_target(value=44, unit=unit, whole=whole), reported({"2024-03-31": 2}))
        assert mark(verdict).endswith(expected)

    @pytest.mark.parametrize(("value", "expected"), [("0.0001", "green on-path"), ("0.00005", "yellow behind")])
    def test_a_handful_of_ten_thousand(self, value: str, expected: str) -> None:
        """Three by the end of 2027: one of them is expected from May 2025 on."""
        lamps = a_target(value="0.0003", unit="万盏", whole=True)
        verdict = judged(lamps, reported({"2025-06-30": Decimal(value)}))
        assert mark(verdict).endswith(expected)
        assert verdict.row.p_meet is None


class TestManyPieces:
    """90 by the end of 2027 is 5.625 a quarter: 11.25 by June 2024."""

    target = a_target(value=90, unit="辆")

    @pytest.mark.parametrize(
        ("value", "expected"), [(12, "green on-path"), (11, "green on-path"), (10, "yellow behind")]
    )
    def test_less_than_a_piece_short_is_on_the_path(self, value: int, expected: str) -> None:
        verdict = judged(self.target, reported({"2024-03-31": 5, "2024-06-30": value}))
        assert mark(verdict).endswith(expected)

    def test_what_has_parts_is_held_against_the_path_itself(self) -> None:
        tons = a_target(value=40, unit="吨")
        pieces = a_target(value=40, unit="辆")
        told = reported({"2024-03-31": 2})
        assert mark(judged(tons, told)) == "at-risk yellow behind"
        assert mark(judged(pieces, told)) == "on-track green on-path"


class TestFewPieces:
    """Two by the end of 2025: one is expected from the end of 2024 on."""

    target = a_target(value=2, unit="个", by="2025-12-31")

    @pytest.mark.parametrize(
        ("at", "value", "expected"),
        [
            ("2024-06-30", 0, "on-track green on-path"),
            ("2024-12-31", 0, "at-risk yellow behind"),
            ("2024-12-31", 1, "on-track green on-path"),
            ("2025-09-30", 1, "on-track green on-path"),
            ("2025-09-30", 0, "at-risk yellow behind"),
            ("2025-09-30", 2, "on-track green met"),
            ("2025-12-31", 1, "missed red deadline"),
        ],
    )
    def test_the_path_asks_for_whole_ones_and_a_pace_says_nothing(self, at: str, value: int, expected: str) -> None:
        quarters = ("2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31", "2025-03-31", "2025-06-30", "2025-09-30")
        before = {quarter: 0 for quarter in quarters if quarter < at}
        verdict = judged(self.target, reported(before | {at: value}))
        assert (mark(verdict), verdict.row.p_meet) == (expected, None)

    def test_an_earlier_one_that_was_missed_is_overdue(self) -> None:
        target = a_target(value=2, unit="个", checkpoints=(point("2024-12-31", 1),))
        assert mark(judged(target, reported({"2024-12-31": 0, "2025-03-31": 0}))) == "at-risk red milestone-overdue"


class TestASingleThing:
    target = a_target(value=1, unit="个", by="2025-12-31")

    def test_it_is_done_or_not_and_nothing_is_due_before_its_date(self) -> None:
        assert mark(judged(self.target, reported({"2025-09-30": 0}))) == "on-track grey not-due"
        assert mark(judged(self.target, reported({"2025-09-30": 1}))) == "on-track green met"
        assert mark(judged(self.target, reported({"2025-12-31": 0}))) == "missed red deadline"

    def test_silence_is_silence(self) -> None:
        assert mark(judged(self.target, reported({"2024-03-31": 0}), "2025-06-30")) == "at-risk grey no-data"
