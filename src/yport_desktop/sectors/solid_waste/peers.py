"""Peer cities: facts of UN-Habitat's overview of 2022, as printed; results recomputed by our formulas.

Source: UN-Habitat, Waste Wise Cities data overview 2022 (data_overview_2022.xlsx), copy in GitHub
RMI/SWEET_python; status: published. Tonnages in t/d, shares as fractions 0-1.
"""

from dataclasses import dataclass

from yport_desktop.domain.comparison import Peer

from .sources import WASTE_WISE_CITIES

PRINTED_TOLERANCE = 0.01  # the source rounds shares to two decimals


@dataclass(frozen=True)
class OverviewCity:
    """One city of the overview. The last three are results as printed there."""

    city: str
    country: str
    population: int
    household_t_d: float
    non_household_t_d: float
    msw_t_d: float
    disposal_received_share: float
    disposal_controlled_share: float
    recovered_with_rejects_t_d: float
    recovered_controlled_t_d: float
    printed_kg_cap_d: float
    printed_collected_share: float
    printed_sdg_11_6_1: float

    @property
    def kg_cap_d(self) -> float:
        """Waste per person [kg/cap/d], recomputed."""
        return 1000 * self.msw_t_d / self.population

    @property
    def collected_share(self) -> float:
        """Collected share, recomputed. Above 1 where the figures contradict each other."""
        return 0.9 * self.recovered_with_rejects_t_d / self.msw_t_d + self.disposal_received_share

    @property
    def sdg_11_6_1(self) -> float:
        """SDG 11.6.1 balance, recomputed."""
        disposed = self.disposal_received_share * self.disposal_controlled_share
        return self.recovered_controlled_t_d / self.msw_t_d + disposed

    def differs(self, indicator: str) -> bool:
        """True where the printed figure does not follow from the printed inputs."""
        difference: float = abs(getattr(self, indicator) - getattr(self, f"printed_{indicator}"))
        return difference > PRINTED_TOLERANCE

    def peer(self) -> Peer:
        """What it is compared by: results recomputed, and as printed where those do not follow."""
        values = {key: getattr(self, key) for key in _COMPARED}
        stated = {key: getattr(self, f"printed_{key}") for key in _COMPARED if self.differs(key)}
        return Peer(
            self.city, self.country, values, WASTE_WISE_CITIES, population=self.population, stated=stated
        )


_COMPARED = ("sdg_11_6_1", "collected_share", "kg_cap_d")

CITIES: tuple[OverviewCity, ...] = (
    OverviewCity(
        "Cagayan de Oro",
        "Philippines",
        778642,
        208,
        89,
        297,
        0.8754208754208754,
        1,
        15.71,
        12,
        0.38,
        0.92,
        0.91,
    ),
    OverviewCity(
        "Legazpi", "Philippines", 214506, 63, 17, 79, 0.4430379746835443, 1, 15.04, 9, 0.37, 0.62, 0.56
    ),
    OverviewCity(
        "Chonburi",
        "Thailand",
        1968338,
        1064,
        1354,
        2418,
        0.7253928866832092,
        0.23090079817559864,
        705.2,
        489,
        1.23,
        0.98,
        0.37,
    ),
    OverviewCity(
        "Hat Yai",
        "Thailand",
        193267,
        61,
        142,
        203,
        0.04926108374384237,
        0,
        198.71,
        179.335775,
        1.05,
        0.98,
        0.93,
    ),
    OverviewCity("Samui", "Thailand", 83819, 47, 71, 118, 0.6779661016949152, 0, 32.71, 31, 1.41, 0.94, 0.26),
    OverviewCity(
        "Songkhla", "Thailand", 74497, 25, 70, 95, 0.9473684210526315, 0, 11.44, 9, 1.28, 0.95, 0.11
    ),
    OverviewCity("Hoi An", "Viet Nam", 96534, 38, 24, 62, 0.6451612903225806, 1, 23.79, 21, 0.64, 0.99, 0.98),
    OverviewCity("Hue", "Viet Nam", 488157, 166, 242, 408, 0.7647058823529411, 1, 93.59, 0, 0.83, 0.97, 0.77),
    OverviewCity(
        "Nairobi", "Kenya", 4397072, 2160, 926, 3085, 0.5059967585089141, 0, 502.59, 452, 0.7, 0.65, 0.15
    ),
    OverviewCity(
        "Addis Ababa",
        "Ethiopia",
        4794000,
        1460,
        626,
        2086,
        0.7344199424736337,
        0,
        573.24,
        484,
        0.44,
        0.98,
        0.23,
    ),
    OverviewCity(
        "Alexandria", "Egypt", 5547328, 3337, 1797, 5134, 0.6232956758862486, 1, 1375, 948, 0.93, 0.84, 0.81
    ),
    OverviewCity(
        "Bogor", "Indonesia", 1043070, 295, 238, 533, 0.8611632270168855, 0, 11.11, 4, 0.51, 0.88, 0.01
    ),
    OverviewCity("Dakar", "Senegal", 784248, 454, 303, 757, 0.8322324966974901, 0, 61, 19, 0.97, 0.9, 0.02),
    OverviewCity(
        "Khulna", "Bangladesh", 1213708, 513, 220, 732, 0.6024590163934426, 0, 21.59, 2, 0.6, 0.63, 0
    ),
    OverviewCity(
        "Lagos", "Nigeria", 14368331, 7944, 3405, 11349, 0.4016212882192264, 0, 986.01, 887, 0.79, 0.48, 0.08
    ),
    OverviewCity(
        "Santo Domingo",
        "Dominican Republic",
        1450000,
        1058,
        454,
        1512,
        0.8207671957671958,
        0.0652699435938759,
        19.86,
        4,
        1.04,
        0.83,
        0.06,
    ),
    OverviewCity(
        "Seremban", "Malaysia", 630000, 361, 195, 556, 0.85431654676259, 1, 61.6, 59.752, 0.88, 0.96, 0.96
    ),
    OverviewCity(
        "Sihanoukville", "Cambodia", 209970, 134, 232, 366, 0.8524590163934426, 0, 17.71, 0, 1.75, 0.9, 0
    ),
    OverviewCity(
        "Thiruvananthapuram",
        "India",
        969298,
        296,
        127,
        423,
        0.13002364066193853,
        0,
        259.25,
        209,
        0.44,
        0.68,
        0.49,
    ),
)

PEERS: tuple[Peer, ...] = tuple(city.peer() for city in CITIES)
