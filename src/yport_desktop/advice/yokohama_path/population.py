"""Yokohama's population by year, and what happened as it grew, each with its source.

Of 1889 there are two figures: 121,985 is the list's, 116,193 the city's own at incorporation; the list's
is kept with the others of the list. Growth per year is arithmetic on the census figures.
"""

from yport_desktop.domain.comparison import CityPath, Deed, PathPoint
from yport_desktop.domain.sector import Source
from yport_desktop.domain.text import N_

_CENSUS = Source("City of Yokohama, census page", "City of Yokohama, kokucho0010_2.html", "", "published")
_LIST = Source("List of Yokohama's census populations", "toyokoyuki.jugem.jp", "", "secondary")
_COPY_2009 = Source("Yokohama population figures, 1 October 2009 (web copy)", "123deta", "", "secondary")
_COPY_2019 = Source(
    "Yokohama population figures, 1 October 2019 (web copy)", "documents.pub", "", "secondary"
)
_CDP_2016 = Source(
    "CDP open data: 2016 Citywide GHG Emissions",
    "CDP open data, 2016_-_Citywide_GHG_Emissions_20240207.csv",
    "2016",
    "published",
)
_CDP_2017 = Source("CDP open data: 2017 Citywide GHG Emissions", "CDP open data", "2017", "published")
_GROWTH = Source("Arithmetic on the census populations of Yokohama", "toyokoyuki.jugem.jp", "", "derived")
_JOURNAL = Source(
    "City of Yokohama, Chosa Kiho (調査季報) 187, article 3",
    "kihou187.files/0207_20210325.txt",
    "2021",
    "published",
)

_FIGURES: tuple[tuple[int, int, Source], ...] = (
    (1873, 64_602, _LIST),
    (1889, 121_985, _LIST),
    (1898, 193_762, _LIST),
    (1908, 245_307, _LIST),
    (1920, 422_938, _CENSUS),
    (1925, 405_888, _CENSUS),
    (1930, 620_306, _LIST),
    (1935, 704_290, _LIST),
    (1940, 968_091, _LIST),
    (1945, 624_994, _LIST),
    (1947, 814_379, _LIST),
    (1950, 951_189, _CENSUS),
    (1955, 1_143_687, _LIST),
    (1960, 1_375_710, _LIST),
    (1965, 1_788_915, _LIST),
    (1970, 2_238_264, _LIST),
    (1975, 2_621_771, _LIST),
    (1980, 2_773_674, _LIST),
    (1985, 2_992_926, _LIST),
    (1990, 3_220_331, _LIST),
    (1995, 3_307_136, _LIST),
    (2000, 3_426_651, _CENSUS),
    (2005, 3_579_628, _LIST),
    (2009, 3_671_776, _COPY_2009),
    (2010, 3_688_773, _LIST),
    (2015, 3_719_589, _CDP_2016),
    (2017, 3_731_096, _CDP_2017),
    (2019, 3_748_781, _COPY_2019),
)

_DEEDS = (
    Deed(1960, N_("The population grew by 5.4 % a year."), _GROWTH, until=1965),
    Deed(1965, N_("The population grew by 4.6 % a year."), _GROWTH, until=1970),
    Deed(1970, N_("The population grew by 3.2 % a year."), _GROWTH, until=1975),
    Deed(1975, N_("The population grew by 1.1 % a year."), _GROWTH, until=1980),
    Deed(
        2011,
        N_("Y-PORT began, with a division for international technical cooperation from May."),
        _JOURNAL,
    ),
)

POPULATION = CityPath(
    key="population",
    label=N_("Population"),
    subject="population",
    unit=N_("persons"),
    points=tuple(PathPoint(year, float(persons), source) for year, persons, source in _FIGURES),
    deeds=_DEEDS,
)
