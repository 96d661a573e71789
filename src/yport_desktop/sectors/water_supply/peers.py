"""Published figures of non-revenue water of the partner cities' utilities, each with year and source."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Utility:
    """One utility with its non-revenue water (per cent of the system input volume) in one year."""

    name: str
    country: str
    year: int
    nrw_pct: float
    source: str
    status: str


UTILITIES: tuple[Utility, ...] = (
    Utility(
        "Metro Cebu (MCWD)",
        "Philippines",
        2024,
        36.0,
        "SunStar, April 2025, citing the Local Water Utilities Administration",
        "secondary",
    ),
    Utility(
        "Da Nang (DAWACO)",
        "Viet Nam",
        2017,
        15.0,
        "Global Water Operators Partnerships Alliance (GWOPA), gwopa.org",
        "published",
    ),
    # 1,173 million m3 sold of 1,699.7 million m3 produced.
    Utility(
        "Bangkok (MWA)",
        "Thailand",
        2006,
        (1 - 1173 / 1699.7) * 100,
        "Metropolitan Waterworks Authority 2008 (copy)",
        "derived",
    ),
)
