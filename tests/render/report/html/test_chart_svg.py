"""A chart is small, well-formed, readable as text, and stays inside its frame."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from plancheck.render.report.html.chart_svg import HEIGHT, WIDTH, chart_svg
from plancheck.report.curve import Curve, Goal, Spot
from plancheck.scoring.marks import Status

START = 24288.0


PATH = ((START, 0.0), (START + 48, 650.0))
GOAL = Goal(START + 48, 650.0, Status.ON_TRACK, final=True)


def a_curve(
    values: list[float],
    *,
    paths: tuple[tuple[Spot, ...], ...] = (PATH,),
    goals: tuple[Goal, ...] = (GOAL,),
    forecast: Spot | None = None,
    band: tuple[float, float] | None = None,
) -> Curve:
    """A value each quarter from the start of 2024 on, on the way to 650 at the end of 2027."""
    spots = tuple((START + 3 * number, value) for number, value in enumerate(values, 1))
    return Curve(as_of=START + 24, values=spots, paths=paths, goals=goals, forecast=forecast, band=band)


def drawn(curve: Curve, title: str = "T-1 公务用车", goal: str = "目标 650辆") -> str:
    return chart_svg(curve, "c-T-1", title, "八个填报值", goal, "zh")


def test_a_chart_of_eight_values_is_about_two_kilobytes() -> None:
    curve = a_curve([41.0 * number for number in range(1, 9)], forecast=(START + 48, 640.0), band=(600.0, 690.0))
    assert len(drawn(curve).encode()) < 2600


def test_texts_are_texts_and_nothing_in_them_is_markup() -> None:
    trap = '"><script>x</script>'
    root = ElementTree.fromstring(drawn(a_curve([10.0]), trap, trap))
    assert root.findtext("title") == trap
    assert trap in [text.text for text in root.iter("text")]
    assert not list(root.iter("script"))


def test_a_missed_checkpoint_is_crossed_and_a_met_one_is_not() -> None:
    met = Goal(START + 12, 100.0, Status.ON_TRACK)
    missed = Goal(START + 24, 300.0, Status.MISSED)
    assert drawn(a_curve([50.0], goals=(met, missed))).count('class="x"') == 1


def test_years_of_a_quota_are_not_joined() -> None:
    paths = tuple(((START + 12 * year, 0.0), (START + 12 * year + 12, 100.0)) for year in range(2))
    curve = a_curve([20.0, 50.0, 80.0, 110.0, 15.0, 40.0], paths=paths, goals=())
    assert drawn(curve).count('<polyline class="v"') == 2


@given(
    values=st.lists(st.floats(-1e9, 1e9, allow_nan=False), min_size=1, max_size=30),
    ahead=st.floats(-1e9, 1e9, allow_nan=False),
    width=st.floats(0, 1e9),
)
def test_whatever_the_values_the_drawing_stays_in_its_frame(values: list[float], ahead: float, width: float) -> None:
    curve = a_curve(values, forecast=(START + 48, ahead), band=(ahead - width, ahead + width))
    root = ElementTree.fromstring(drawn(curve))
    points = [pair.split(",") for one in root.iter() for pair in one.get("points", "").split()]
    assert all(-1 <= float(x) <= WIDTH + 1 and -1 <= float(y) <= HEIGHT + 1 for x, y in points)


@given(value=st.floats(-1e12, 1e12, allow_nan=False))
def test_a_single_value_has_a_scale(value: float) -> None:
    drawing = drawn(a_curve([value], paths=(), goals=()), goal="")
    assert len(re.findall(r"<text", drawing)) >= 3
