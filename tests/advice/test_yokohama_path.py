"""Yokohama's path: the year in which it stood there, read off between published figures only."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.advice.yokohama_path import POPULATION, Side, next_deeds, standing
from yport_desktop.domain.comparison import CityPath, Deed, PathPoint
from yport_desktop.domain.sector import Source

SOURCE = Source("A table", "somewhere")
FALLING = CityPath(
    "f",
    "Falling",
    "x",
    "t",
    tuple(PathPoint(y, v, SOURCE) for y, v in ((2001, 1.2), (2005, 0.8), (2009, 0.7))),
    (
        Deed(1990, "Long before", SOURCE),
        Deed(2000, "Going on", SOURCE, until=2006),
        Deed(2003, "In that year", SOURCE),
        Deed(2010, "Later", SOURCE),
    ),
)


def test_between_two_figures_the_year_is_read_off_a_straight_line() -> None:
    found = standing(FALLING, 1.0)
    (place,) = found.places
    assert found.side is Side.WITHIN and place.interpolated
    assert (place.start.year, place.end.year, place.year) == (2001, 2005, pytest.approx(2003.0))
    before, after = next_deeds(found, FALLING.deeds)
    assert [d.text for d in before] == ["Long before"]
    assert [d.text for d in after] == ["Going on", "In that year", "Later"]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_at_a_published_figure_nothing_is_interpolated(at: int) -> None:
    point = FALLING.points[at]
    (place,) = standing(FALLING, point.value).places
    assert (place.year, place.interpolated) == (point.year, False)


@pytest.mark.parametrize(("value", "side"), [(0.69, Side.BELOW), (1.21, Side.ABOVE)])
def test_outside_the_published_figures_no_year_is_named(value: float, side: Side) -> None:
    found = standing(FALLING, value)
    assert (found.side, found.places, found.latest) == (side, (), None)
    assert next_deeds(found, FALLING.deeds) == ((), FALLING.deeds)


@pytest.mark.parametrize(
    ("people", "between", "year"),
    [(1_007_400, (1950, 1955), 1951.5), (866_171, (1947, 1950), 1948.1)],
    ids=["Da Nang, 2014", "Cebu City, 2010"],
)
def test_the_last_year_in_which_yokohama_was_as_large(
    people: int, between: tuple[int, int], year: float
) -> None:
    """Straight line between the census years, derived from the published counts."""
    latest = standing(POPULATION, float(people)).latest
    assert latest is not None and (latest.start.year, latest.end.year) == between
    assert latest.year == pytest.approx(year, abs=0.05)


def test_a_population_that_yokohama_had_three_times() -> None:
    found = standing(POPULATION, 900_000.0)
    spans = [(p.start.year, p.end.year) for p in found.places]
    assert spans == [(1935, 1940), (1940, 1945), (1947, 1950)]
    assert found.latest is not None and found.latest.year == pytest.approx(1948.9, abs=0.1)


def test_metro_manila_is_larger_than_yokohama_ever_was() -> None:
    assert standing(POPULATION, 13_000_000.0).side is Side.ABOVE


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError):
        standing(FALLING, float("nan"))


def test_the_stated_growth_follows_from_the_figures() -> None:
    persons = {point.year: point.value for point in POPULATION.points}
    for year, stated in ((1960, 5.39), (1965, 4.58), (1970, 3.21), (1975, 1.13)):
        growth = ((persons[year + 5] / persons[year]) ** 0.2 - 1) * 100
        assert growth == pytest.approx(stated, abs=0.01)
        assert any(d.year == year and f"{stated:.1f} %" in d.text for d in POPULATION.deeds)


@given(st.floats(min_value=64_602.0, max_value=3_748_781.0))
def test_every_place_lies_between_its_figures_and_has_the_value(value: float) -> None:
    found = standing(POPULATION, value)
    assert found.places and all(a.year <= b.year for a, b in pairwise(found.places))
    for place in found.places:
        assert place.start.year <= place.year <= place.end.year
        if place.interpolated:
            part = (place.year - place.start.year) / (place.end.year - place.start.year)
            back = place.start.value + part * (place.end.value - place.start.value)
            assert back == pytest.approx(value, rel=1e-6)
