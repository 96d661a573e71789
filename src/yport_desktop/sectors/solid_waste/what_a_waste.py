"""Further peer cities: facts of the World Bank's What a Waste, of which no reference year is given.

Source: What a Waste 2.0, city-level data file (city_level_data_0_0.csv), copy in GitHub
AllisonBaileyR14/wasteshinyapp; status: published. Waste per person and per day are arithmetic on its
population and tonnes per year of 365 days. The shares of treatment are left out: they overlap.
"""

from dataclasses import dataclass

from yport_desktop.domain.comparison import Peer
from yport_desktop.domain.sector import Source

WHAT_A_WASTE = Source(
    "World Bank, What a Waste 2.0, city-level data file (year of the figures not given)",
    "copy: GitHub AllisonBaileyR14/wasteshinyapp",
    "",
    "derived",
)
_DAYS = 365


@dataclass(frozen=True)
class _City:
    """Population, waste [t/yr], and collection coverage [%] by population or by waste, where stated."""

    name: str
    country: str
    population: int
    msw_t_yr: float
    by_population: float | None = None
    by_waste: float | None = None

    def peer(self) -> Peer:
        """What it is compared by."""
        values = {
            "msw_t_d": self.msw_t_yr / _DAYS,
            "kg_cap_d": 1000 * self.msw_t_yr / self.population / _DAYS,
        }
        if self.by_population is not None:
            values["coverage_population"] = self.by_population / 100
        if self.by_waste is not None:
            values["coverage_waste"] = self.by_waste / 100
        return Peer(self.name, self.country, values, WHAT_A_WASTE, self.population)


PEERS: tuple[Peer, ...] = tuple(
    city.peer()
    for city in (
        _City("Yokohama", "Japan", 3_730_345, 1_182_892, by_population=100),
        _City("Kitakyushu", "Japan", 972_192, 409_332, by_population=100),
        _City("Cebu", "Philippines", 923_000, 229_950, by_waste=100),
        _City("Quezon City", "Philippines", 2_940_000, 944_328, by_population=95),
        _City("Bangkok", "Thailand", 9_270_000, 4_190_000, by_waste=100),
        _City("Hanoi", "Viet Nam", 3_629_000, 2_390_750, by_waste=92),
        _City("Ho Chi Minh City", "Viet Nam", 7_981_900, 2_518_500, by_waste=97),
    )
)
