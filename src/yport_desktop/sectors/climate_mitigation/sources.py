"""Where the figures and formulas of this sector come from."""

from yport_desktop.domain.sector import Source
from yport_desktop.domain.text import N_

ARITHMETIC = Source("Arithmetic on the inputs shown", "-", "", "derived")
GPC = Source(
    "GPC arithmetic as carried in CityCatalyst",
    "GitHub Open-Earth-Foundation/CityCatalyst",
    "",
    "published",
    N_("activity times emission factor, three gases; notation keys"),
)
GPC_SUBSECTORS = Source(
    "GPC sectors and sub-sectors as carried in CityCatalyst",
    "GitHub Open-Earth-Foundation/CityCatalyst-global-data, importer-creator/context",
    "",
    "secondary",
)
APPROACH_1 = Source(
    "2006 IPCC Guidelines for National Greenhouse Gas Inventories, Volume 1",
    "copy: GitHub icra/ecam, frontend/docs",
    "2006",
    "published",
    N_("chapter 3, Table 3.2"),
)
NGEF = Source(
    "Philippine Department of Energy: 2015-2017 National Grid Emission Factor (NGEF)",
    "doe.gov.ph",
    "2015-2017",
    "published",
)
CDP_TARGETS = "CDP open data: Cities Emissions Reduction Targets"


def ipcc_energy(locator: str, status: str = "secondary") -> Source:
    """A table of Volume 2 (Energy) of the 2006 Guidelines; secondary: read in a transcription."""
    chapter = "V2_1_Ch1_Introduction" if "chapter 1" in locator else "V2_2_Ch2_Stationary_Combustion"
    if "chapter 3" in locator:
        chapter = "V2_3_Ch3_Mobile_Combustion"
    return Source(
        "2006 IPCC Guidelines for National Greenhouse Gas Inventories, Volume 2",
        f"ipcc-nggip.iges.or.jp/public/2006gl/pdf/2_Volume2/{chapter}.pdf",
        "2006",
        status,
        locator,
    )
