"""Where the figures and formulas of this sector come from."""

from yport_desktop.domain.sector import Source
from yport_desktop.domain.text import N_

ARITHMETIC = Source("Arithmetic on the inputs shown", "-", "", "derived")
GPC = Source(
    N_("GPC arithmetic as carried in CityCatalyst"),
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
