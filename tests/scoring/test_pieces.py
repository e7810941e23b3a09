"""Whole things: nobody holds three quarters of an event, and of a handful no pace can be read off."""

from __future__ import annotations

from fractions import Fraction

import pytest

from plancheck.scoring.pieces import asks_for_few, pieces_in
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
