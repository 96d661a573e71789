"""Yokohama's path: the year in which Yokohama stood where another city stands now, and what it did next.

A year between two published figures is read off a straight line and is called so; nothing is said
of years before the first figure or after the last, nor of values that Yokohama never had.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import floor, isfinite

from yport_desktop.domain.comparison import CityPath, Deed, PathPoint

from .population import POPULATION

__all__ = ["POPULATION", "Place", "Side", "Standing", "next_deeds", "standing"]


class Side(StrEnum):
    """Where a value lies against all published figures of a path."""

    WITHIN = "within"
    BELOW = "below"
    ABOVE = "above"


@dataclass(frozen=True)
class Place:
    """A moment at which the path had the value: at a published figure (`start` is `end`), or between two."""

    year: float
    start: PathPoint
    end: PathPoint

    @property
    def interpolated(self) -> bool:
        """Whether the year was read off between two figures."""
        return self.start.year != self.end.year


@dataclass(frozen=True)
class Standing:
    """Where a value stands on a path: every moment in order of years, none where it lies outside."""

    path: CityPath
    value: float
    side: Side
    places: tuple[Place, ...] = ()

    @property
    def latest(self) -> Place | None:
        """The last moment: what came next came after it."""
        return self.places[-1] if self.places else None


def standing(path: CityPath, value: float) -> Standing:
    """Where `value` (in the unit of the path's points) stands. Raises ValueError for no number."""
    if not isfinite(value):
        raise ValueError(value)
    figures = [point.value for point in path.points]
    if value < min(figures):
        return Standing(path, value, Side.BELOW)
    if value > max(figures):
        return Standing(path, value, Side.ABOVE)
    return Standing(path, value, Side.WITHIN, tuple(_places(path.points, value)))


def _places(points: tuple[PathPoint, ...], value: float) -> Iterable[Place]:
    """At every figure that equals the value, and between every two that lie on either side of it."""
    for start, end in pairwise(points):
        if start.value == value:
            yield Place(float(start.year), start, start)
        elif (start.value - value) * (end.value - value) < 0:
            part = (value - start.value) / (end.value - start.value)
            yield Place(start.year + part * (end.year - start.year), start, end)
    if points[-1].value == value:
        yield Place(float(points[-1].year), points[-1], points[-1])


def next_deeds(found: Standing | None, deeds: Iterable[Deed]) -> tuple[tuple[Deed, ...], tuple[Deed, ...]]:
    """What Yokohama had done before it stood there, and what came with that year or after it.

    Something that took years came next as long as it was not finished. Where the value lies outside
    the published figures, or is not known, there is no before and after: all is told, as the second.
    """
    ordered = sorted(deeds, key=lambda deed: (deed.year, deed.until or deed.year))
    place = found.latest if found is not None else None
    if place is None:
        return (), tuple(ordered)
    now = floor(place.year)
    before = tuple(deed for deed in ordered if (deed.until or deed.year) < now)
    return before, tuple(deed for deed in ordered if (deed.until or deed.year) >= now)
