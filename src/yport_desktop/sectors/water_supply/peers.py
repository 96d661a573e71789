"""Published figures of non-revenue water of the partner cities' utilities, each with year and source."""

from dataclasses import dataclass

from yport_desktop.domain.comparison import Peer
from yport_desktop.domain.sector import Source


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

# Persons in the area of the utility: franchise area in 2015 (Cebu Daily News, article 264369; secondary),
# Da Nang in 2014 (Eawag/Sandec, sfd.susana.org; published), served by the MWA in 2006 (as above).
_POPULATION = {"Metro Cebu (MCWD)": 2_278_654, "Da Nang (DAWACO)": 1_007_400, "Bangkok (MWA)": 7_790_000}


def _losses(utility: Utility) -> Peer:
    share = utility.nrw_pct / 100
    return Peer(
        utility.name,
        utility.country,
        {"nrw_share": share, "nrw_latest": share},
        Source(utility.source, status=utility.status),
        _POPULATION[utility.name],
        str(utility.year),
    )


_MCWD, _DAWACO, _MWA = UTILITIES
PEERS: tuple[Peer, ...] = (
    *map(_losses, UTILITIES),
    Peer(
        _MCWD.name,
        _MCWD.country,
        {"demand_met": 0.55},
        Source("Cebu Daily News, article 267141", "CDN 267141", "2015", "secondary"),
        _POPULATION[_MCWD.name],
        "2015",
    ),
    Peer(
        _DAWACO.name,
        _DAWACO.country,
        {"demand_met": 0.84},
        Source("VD Office", "vd-office.org", "2021", "secondary"),
        _POPULATION[_DAWACO.name],
        "2021",
    ),
    Peer(
        _MWA.name,
        _MWA.country,
        {"service_coverage": 0.91},
        Source("Metropolitan Waterworks Authority 2008 (copy)", year="2008"),
        _POPULATION[_MWA.name],
        "2006",
    ),
)
