"""Where the figures and formulas of this sector come from."""

from yport_desktop.domain.sector import Source
from yport_desktop.domain.text import N_

AMO_SUITE = Source(
    "ORNL-AMO/AMO-Tools-Suite, electricity reduction (Oak Ridge National Laboratory)",
    "GitHub ORNL-AMO/AMO-Tools-Suite",
    "",
    "published",
    N_("unit tests of the calculator"),
)
FINANCE = Source(
    N_("Textbook formulas, checked against the test cases of numpy-financial"),
    "GitHub numpy/numpy-financial",
    "",
    "derived",
    N_("the first flow stands at t = 0"),
)
ARITHMETIC = Source(N_("Arithmetic on the inputs shown"), "-", "", "derived")
HYDRAULICS = Source(N_("Hydraulic power: density x gravity x flow x head"), "-", "", "derived")
STANDARD_GRAVITY = Source(
    "Declaration of the 3rd General Conference on Weights and Measures",
    "bipm.org/en/CGPM/db/3/2/",
    "1901",
    "published",
)
WATER_DENSITY = Source(N_("Rounded density of fresh water, the convention in hydraulics"), "-", "", "derived")
ECAM_FUELS = Source(
    "ECAM, table of fuel types (density x net calorific value)",
    "GitHub icra/ecam, backend/tables.js",
    "",
    "published",
)
DOE_NGEF = Source(
    "Philippine Department of Energy: 2015-2017 National Grid Emission Factor (NGEF)",
    "doe.gov.ph",
    "2017",
    "published",
)
DOE_NGEF_RECOMPUTED = Source(DOE_NGEF.title, DOE_NGEF.address, DOE_NGEF.year, "derived", "0.5 OM + 0.5 BM")
VIET_NAM_GRID = Source(
    "Viet Nam Department of Climate Change: grid emission factor series",
    "climatechange.vn; ikinews.climatechange.vn",
    "2023",
    "published",
)
THAI_GRID = Source(
    "The Nation, 30 November 2025, on the TGO factors",
    "nationthailand.com/news/policy/40059019",
    "2025",
    "secondary",
)
ECAM_GRID = Source(
    "EIB country factors as carried in the ECAM country table",
    "GitHub icra/ecam, frontend/backend/countries.js",
    "",
    "secondary",
)
