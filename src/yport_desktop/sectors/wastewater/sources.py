"""Where the figures and formulas of this sector come from."""

from dataclasses import replace

from yport_desktop.domain.sector import Source

_COPY = "copy: GitHub icra/ecam, frontend/docs/2019-ipcc/5_Volume5/19R_V5_6_Ch06_Wastewater.pdf"


def ipcc(locator: str, status: str = "published") -> Source:
    """A place in Volume 5, chapter 6 (Wastewater) of the 2019 Refinement."""
    return Source(
        "2019 Refinement to the 2006 IPCC Guidelines, Volume 5 chapter 6", _COPY, "2019", status, locator
    )


def printed_in(tables: str) -> str:
    """Where the chapter prints a range, in the words of a question: "Table 6.3", say."""
    return f"IPCC 2019 Refinement, Volume 5, {tables}"


METHANE = ipcc("equations 6.1, 6.3-6.3D")
NITROUS_OXIDE = ipcc("equations 6.7-6.10")
ARITHMETIC = Source("Arithmetic on the inputs shown", "-", "", "derived")
SDG_METADATA = Source(
    "UN Water, metadata of SDG indicator 6.3.1", "unwater.org", "2020", "published", "14 September 2020"
)
ECAM_TABLE = Source(
    "2019 Refinement, Volume 5 chapter 6, as carried in ECAM",
    "GitHub icra/ecam, v3/backend/tables.js",
    "2019",
    "published",
    "Table 6.3 (updated)",
)
ECAM_N2O_TABLE = replace(ECAM_TABLE, locator="Table 6.8a (new)")


YOKOHAMA_STATISTICS = Source(
    "Comparative statistical tables of large cities (大都市比較統計年表), Heisei 10 to 12",
    "City of Yokohama",
    "FY1998-FY2000",
    "published",
)
