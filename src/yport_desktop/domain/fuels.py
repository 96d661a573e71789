"""What is printed of fuels: carbon dioxide, calorific value and density, each with its limits.

Two sectors read it: an inventory counts fuels by weight, volume or energy, a measure saves litres.
"""

from dataclasses import dataclass

from .sector import Source

VOLUME_2 = "2006 IPCC Guidelines for National Greenhouse Gas Inventories, Volume 2"
CO2_TABLE = f"{VOLUME_2}, chapter 1, Table 1.4"
NCV_TABLE = f"{VOLUME_2}, chapter 1, Table 1.2"
DENSITY_LIMITS = "EN 228, EN 590, ISO 8217 RMG"


@dataclass(frozen=True)
class Printed:
    """A figure with the limits printed beside it: of the 95 % interval, or of the product's standard."""

    value: float
    low: float
    high: float

    @property
    def width_pct(self) -> float:
        """The wider side of the interval, in % of the value, to one digit after the point."""
        return round(100 * max(self.value - self.low, self.high - self.value) / self.value, 1)


@dataclass(frozen=True)
class FuelProperties:
    """CO2 [kg/TJ], net calorific value [TJ/Gg] and density [kg/m3]; None: not at hand."""

    co2: Printed
    ncv: Printed | None = None
    density: Printed | None = None


# CO2 and calorific values: Tables 1.4 and 1.2. Densities: the averages of the IEA between the limits of
# the products' standards.
PROPERTIES: dict[str, FuelProperties] = {
    "gasoline": FuelProperties(
        Printed(69_300.0, 67_500.0, 73_000.0), Printed(44.3, 42.5, 44.8), Printed(741.0, 720.0, 775.0)
    ),
    "diesel": FuelProperties(
        Printed(74_100.0, 72_600.0, 74_800.0), Printed(43.0, 41.4, 43.3), Printed(844.0, 820.0, 845.0)
    ),
    "natural_gas": FuelProperties(Printed(56_100.0, 54_300.0, 58_300.0), Printed(48.0, 46.5, 50.4)),
    "lpg": FuelProperties(Printed(63_100.0, 61_600.0, 65_600.0), Printed(47.3, 44.8, 52.2)),
    "fuel_oil": FuelProperties(
        Printed(77_400.0, 75_500.0, 78_800.0), Printed(40.4, 39.8, 41.7), Printed(944.0, 900.0, 991.0)
    ),
    "kerosene": FuelProperties(Printed(71_900.0, 70_800.0, 73_700.0)),
    "jet_kerosene": FuelProperties(Printed(71_500.0, 69_700.0, 74_400.0), Printed(44.1, 42.0, 45.0)),
    "anthracite": FuelProperties(Printed(98_300.0, 94_600.0, 101_000.0), Printed(26.7, 21.6, 32.2)),
    "coking_coal": FuelProperties(Printed(94_600.0, 87_300.0, 101_000.0)),
    "bituminous": FuelProperties(Printed(94_600.0, 89_500.0, 99_700.0), Printed(25.8, 19.9, 30.5)),
    "sub_bituminous": FuelProperties(Printed(96_100.0, 92_800.0, 100_000.0), Printed(18.9, 11.5, 26.0)),
    "lignite": FuelProperties(Printed(101_000.0, 90_900.0, 115_000.0), Printed(11.9, 5.5, 21.6)),
}
_CHAPTERS = {
    "chapter 1": "V2_1_Ch1_Introduction",
    "chapter 2": "V2_2_Ch2_Stationary_Combustion",
    "chapter 3": "V2_3_Ch3_Mobile_Combustion",
}


def volume_2(locator: str, status: str) -> Source:
    """A table of Volume 2 (Energy) of the 2006 Guidelines: `locator` begins with its chapter."""
    chapter = _CHAPTERS[locator.split(",")[0]]
    address = f"ipcc-nggip.iges.or.jp/public/2006gl/pdf/2_Volume2/{chapter}.pdf"
    return Source(VOLUME_2, address, "2006", status, locator)
