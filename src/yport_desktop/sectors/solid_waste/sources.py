"""Where the figures and formulas of this sector come from."""

from yport_desktop.domain.sector import Source
from yport_desktop.domain.text import N_

WASTE_WISE_CITIES = Source(
    "UN-Habitat, Waste Wise Cities data overview 2022 (data_overview_2022.xlsx)",
    "copy: GitHub RMI/SWEET_python",
    "2022",
    "published",
    N_("cell formulas"),
)
SDG_METADATA = Source(
    "UN Statistics, metadata of SDG indicator 11.6.1", "sdg.data.gov/11-6-1", "", "published", "11.6.1"
)
CONTROL_LEVELS = Source(
    "Excerpt of the Waste Wise Cities Tool guide, in translation", "123dok.com", "", "secondary"
)
IPCC_2006_V5 = "2006 IPCC Guidelines for National Greenhouse Gas Inventories, Volume 5"
IPCC_2019_V5 = "2019 Refinement to the 2006 IPCC Guidelines, Volume 5"
_COPY_2006 = "copy: GitHub icra/ecam, frontend/docs/2006-ipcc/5_Volume5"
_COPY_2019 = "copy: GitHub icra/ecam, frontend/docs/2019-ipcc/5_Volume5"
ARITHMETIC = Source("Arithmetic on the inputs shown", "-", "", "derived")


def ipcc_2006(locator: str) -> Source:
    """A place in Volume 5 (Waste) of the 2006 Guidelines."""
    return Source(IPCC_2006_V5, _COPY_2006, "2006", "published", locator)


def ipcc_2019(locator: str) -> Source:
    """A place in Volume 5 (Waste) of the 2019 Refinement."""
    return Source(IPCC_2019_V5, _COPY_2019, "2019", "published", locator)


FOD_2006 = ipcc_2006("chapter 3, first-order decay; waste model workbook")
YOKOHAMA_G30 = Source(
    "City of Yokohama, Resources and Waste Recycling Bureau: waste volume data (G30 plan)",
    "city.yokohama.lg.jp/shigen/sub-data/data/gomiryo/dat1.html",
    "2010",
    "published",
)
