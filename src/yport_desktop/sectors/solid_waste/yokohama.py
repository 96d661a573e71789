"""Yokohama's path of waste per person, and what the city did about its waste, each with its source."""

from yport_desktop.domain.comparison import CityPath, Deed, PathPoint
from yport_desktop.domain.sector import Source
from yport_desktop.domain.text import N_

from . import g30
from .sources import YOKOHAMA_G30

_PER_PERSON = Source(
    "City of Yokohama: waste volume data (G30 plan), over the population between counts",
    YOKOHAMA_G30.address,
    YOKOHAMA_G30.year,
    "derived",
)
_ABE = Source(
    "Deputy Mayor Abe, City of Yokohama, presentation on G30", "paperzz.com 7823259", "2008", "published"
)
_G30_TOLD = Source("Report on Yokohama's G30 plan", "eco.4u02.com", "", "secondary")
_KOHO = Source("Koho Yokohama (広報よこはま), January 2019", "City of Yokohama", "2019", "published")

_DEEDS = (
    Deed(
        2001,
        N_(
            "1,609,155 t of waste: the base year of the G30 plan, whose target was 30 % less by fiscal "
            "year 2010. 46,157 t were collected for recycling."
        ),
        YOKOHAMA_G30,
        fiscal=True,
    ),
    Deed(
        2001,
        N_("While waste fell, the population grew by 165,875 persons."),
        _ABE,
        until=2007,
        fiscal=True,
    ),
    Deed(
        2005,
        N_(
            "The target was met five years early: 33.9 % less waste than in the base year, and 160,865 t "
            "collected for recycling."
        ),
        YOKOHAMA_G30,
        fiscal=True,
    ),
    Deed(2006, N_("The target was raised to 35 % less waste."), _G30_TOLD),
    Deed(
        2008,
        N_(
            "Two incineration plants did not have to be rebuilt, which saved JPY 110 billion; recyclables "
            "were sold for USD 23.5 million."
        ),
        _ABE,
        fiscal=True,
    ),
    Deed(2009, N_("42.2 % less waste than in the base year."), YOKOHAMA_G30, fiscal=True),
    Deed(
        2010,
        N_(
            "The 3R Dream Plan: 10 % less waste and recyclables together, and 50 % less greenhouse gas from "
            "waste, than in fiscal year 2009."
        ),
        _KOHO,
        until=2025,
        fiscal=True,
    ),
)

PATHS = (
    CityPath(
        key="waste_per_person",
        label=N_("Waste per person"),
        subject="kg_cap_d",
        unit="kg/cap/d",
        points=tuple(PathPoint(year, g30.kg_cap_d(year), _PER_PERSON) for year in g30.YEARS),
        deeds=_DEEDS,
        decimals=2,
        fiscal=True,
        note=N_(
            "Yokohama's figure leaves out what is collected separately for recycling; a figure that "
            "includes it stands earlier on the path."
        ),
    ),
)
