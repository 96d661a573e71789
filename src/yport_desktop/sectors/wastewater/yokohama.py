"""Yokohama's path of sewer coverage, what the city built, and its peers among the large cities of Japan."""

from yport_desktop.domain.comparison import CityPath, Deed, PathPoint, Peer
from yport_desktop.domain.sector import Source
from yport_desktop.domain.text import N_

from . import sewerage
from .sources import YOKOHAMA_STATISTICS

_WATER_PAGE = Source("City of Yokohama: Y-PORT English page, water", "yport-e/water.html", "", "published")
_PLANTS = Source("Panorama of Yokohama's sewerage", "panorama 4119", "", "secondary")
_RESULTS = Source("Panorama of Yokohama's sewerage", "panorama 4122", "", "secondary")


def _source(year: int) -> Source:
    if year in sewerage.SECONDARY:
        return _RESULTS
    return _WATER_PAGE if year == 2010 else YOKOHAMA_STATISTICS


_DEEDS = (
    Deed(1962, N_("The first sewage treatment plant."), _PLANTS),
    Deed(1962, N_("11 treatment plants were built."), _PLANTS, until=1984),
    Deed(
        1980,
        N_("JPY 1,900 billion were invested in sewerage, about 100 billion a year."),
        _WATER_PAGE,
        until=1995,
    ),
    Deed(1996, N_("Advanced treatment at two plants."), _RESULTS),
    Deed(
        1998,
        N_("10,805 km of sewers, 24 pumping stations and 11 plants served 98.6 % of the population."),
        YOKOHAMA_STATISTICS,
        fiscal=True,
    ),
    Deed(
        2013,
        N_("Advanced treatment at eight plants; BOD in the main rivers was 40 to 87 % lower than in 1984."),
        _RESULTS,
    ),
)

PATHS = (
    CityPath(
        key="sewer_coverage",
        label=N_("Sewer coverage of the population"),
        subject="sewer_coverage",
        unit="%",
        points=tuple(
            PathPoint(year, share / 100, _source(year))
            for year, share in sorted(sewerage.COVERAGE_PCT.items())
        ),
        deeds=_DEEDS,
        scale=100.0,
        decimals=1,
        fiscal=True,
        note=N_(
            "Yokohama counts the population in the drainage area; a count of those connected comes out lower."
        ),
    ),
)

PEERS = tuple(
    Peer(city, "Japan", {"sewer_coverage": share / 100}, YOKOHAMA_STATISTICS, year="FY1998")
    for city, share in sewerage.CITIES_FY1998.items()
)
