"""Sub-sectors, fuels with their factors, and units.

Fuel factors are those of the 2006 Guidelines, Volume 2, on net calorific value. Where only a
transcription was at hand their status is secondary. What is not at hand (CH4 and N2O of railways, ships
and machines; kerosene by weight; biomass) is not in the table: own factors are then entered.
"""

from dataclasses import dataclass

from yport_desktop.domain.fuels import volume_2
from yport_desktop.domain.sector import Coefficient, Source
from yport_desktop.domain.text import N_

# Sub-sector: label, sector, and the group of tables from which CH4 and N2O of fuels come.
SUBSECTORS: dict[str, tuple[str, str, str]] = {
    "residential": (N_("Residential buildings"), "stationary", "residential"),
    "commercial": (N_("Commercial and institutional buildings"), "stationary", "commercial"),
    "manufacturing": (N_("Manufacturing industries and construction"), "stationary", "manufacturing"),
    "energy_industries": (N_("Energy industries"), "stationary", "energy"),
    "agriculture_energy": (
        N_("Agriculture, forestry and fishing activities"),
        "stationary",
        "residential",
    ),
    "non_specified": (N_("Non-specified sources"), "stationary", ""),
    "fugitive_coal": (N_("Fugitive emissions from coal"), "stationary", ""),
    "fugitive_gas": (N_("Fugitive emissions from oil and natural gas"), "stationary", ""),
    "stationary_all": (N_("Stationary energy, not split"), "stationary", ""),
    "road": (N_("On-road transport"), "transport", "road"),
    "rail": (N_("Railways"), "transport", ""),
    "water": (N_("Waterborne navigation"), "transport", ""),
    "aviation": (N_("Aviation"), "transport", "aviation"),
    "off_road": (N_("Off-road transport"), "transport", ""),
    "transport_all": (N_("Transport, not split"), "transport", ""),
    "disposal": (N_("Solid waste disposal"), "waste", ""),
    "biological": (N_("Biological treatment of waste"), "waste", ""),
    "incineration": (N_("Incineration and open burning"), "waste", ""),
    "sewage": (N_("Wastewater"), "waste", ""),
    "waste_all": (N_("Waste, not split"), "waste", ""),
    "industrial_processes": (N_("Industrial processes and product use"), "ippu", ""),
    "land_use": (N_("Agriculture, forestry and land use"), "afolu", ""),
    "not_classified": (N_("Not in these sub-sectors"), "other", ""),
}
SUBSECTOR_CHOICES = tuple((key, label) for key, (label, _, _) in SUBSECTORS.items())
SECTORS: dict[str, str] = {
    "stationary": N_("Stationary energy"),
    "transport": N_("Transport"),
    "waste": N_("Waste"),
    "ippu": N_("Industrial processes and product use"),
    "afolu": N_("Agriculture, forestry and land use"),
    "other": N_("Not in these sub-sectors"),
}
NOT_STATED = "none"
SCOPES = (
    ("1", N_("scope 1")),
    ("2", N_("scope 2")),
    ("3", N_("scope 3")),
    (NOT_STATED, N_("not stated")),
)
NOTATION = (
    ("NO", N_("NO (not occurring)")),
    ("NE", N_("NE (not estimated)")),
    ("IE", N_("IE (included elsewhere)")),
    ("C", N_("C (confidential)")),
)


@dataclass(frozen=True)
class Fuel:
    """How a fuel is burned; its carbon dioxide and weights stand in `domain.fuels.PROPERTIES`.

    `family` (gas, liquid, solid) finds CH4 and N2O of stationary combustion; `road` and `aviation` have
    those of vehicles and aircraft [kg/TJ]. `status` is that of its CO2 factor.
    """

    label: str
    family: str
    road: tuple[float, float] | None = None
    aviation: tuple[float, float] | None = None
    status: str = "secondary"


FUELS: dict[str, Fuel] = {
    "gasoline": Fuel(N_("Motor gasoline"), "liquid", (33.0, 3.2), status="published"),
    "diesel": Fuel(N_("Gas/diesel oil"), "liquid", (3.9, 3.9), status="published"),
    "natural_gas": Fuel(N_("Natural gas"), "gas", (92.0, 3.0), status="published"),
    "lpg": Fuel(N_("Liquefied petroleum gases"), "gas", (62.0, 0.2)),
    "fuel_oil": Fuel(N_("Residual fuel oil"), "liquid"),
    "kerosene": Fuel(N_("Kerosene (other than jet)"), "liquid"),
    "jet_kerosene": Fuel(N_("Jet kerosene"), "liquid", aviation=(0.5, 2.0)),
    "anthracite": Fuel(N_("Anthracite"), "solid"),
    "coking_coal": Fuel(N_("Coking coal"), "solid"),
    "bituminous": Fuel(N_("Other bituminous coal"), "solid"),
    "sub_bituminous": Fuel(N_("Sub-bituminous coal"), "solid"),
    "lignite": Fuel(N_("Lignite"), "solid"),
}
DENSITY_SOURCE = Source(
    "IEA, oil information documentation, as carried in ghgpy",
    "GitHub iClimate/ghgpy, src/ghgpy/data/fuels.py",
    "",
    "secondary",
)
# CH4 and N2O of stationary combustion [kg/TJ]: Tables 2.2 to 2.5, by sub-sector and family of fuel.
_STATIONARY: dict[str, dict[str, tuple[float, float]]] = {
    "energy": {"gas": (1.0, 0.1), "liquid": (3.0, 0.6), "solid": (1.0, 1.5)},
    "manufacturing": {"gas": (1.0, 0.1), "liquid": (3.0, 0.6), "solid": (10.0, 1.5)},
    "commercial": {"gas": (5.0, 0.1), "liquid": (10.0, 0.6), "solid": (10.0, 1.5)},
    "residential": {"gas": (5.0, 0.1), "liquid": (10.0, 0.6), "solid": (300.0, 1.5)},
}
_TABLE = {"energy": "2.2", "manufacturing": "2.3", "commercial": "2.4", "residential": "2.5"}


def other_gases(fuel: str, subsector: str) -> tuple[str, str] | None:
    """Keys of the CH4 and N2O factors of a fuel burned in a sub-sector; None where none is at hand."""
    group = SUBSECTORS[subsector][2]
    kind = fuel if group in ("road", "aviation") else FUELS[fuel].family
    key = f"{group}_{kind}"
    return (f"ch4_{key}", f"n2o_{key}") if f"ch4_{key}" in _OTHER_GASES else None


def _gas_factors() -> dict[str, Coefficient]:
    """CH4 and N2O factors [kg/TJ] by key."""
    pairs = {
        f"{group}_{family}": (pair, f"chapter 2, Table {_TABLE[group]}")
        for group, families in _STATIONARY.items()
        for family, pair in families.items()
    }
    pairs |= {f"road_{k}": (f.road, "chapter 3, Table 3.2.2") for k, f in FUELS.items() if f.road}
    pairs |= {f"aviation_{k}": (f.aviation, "chapter 3, Table 3.6.5") for k, f in FUELS.items() if f.aviation}
    out = {}
    for key, (pair, place) in pairs.items():
        for gas, value in zip(("ch4", "n2o"), pair, strict=True):
            name = f"{gas}_{key}"
            out[name] = Coefficient(name, _GAS_LABELS[gas], value, "kg/TJ", volume_2(place, "secondary"))
    return out


_GAS_LABELS = {"ch4": N_("CH4 of fuel combustion"), "n2o": N_("N2O of fuel combustion")}
_OTHER_GASES = _gas_factors()
COEFFICIENTS = tuple(_OTHER_GASES.values())


ELECTRICITY, STATED, OWN = "electricity", "stated", "own"
CARRIERS = (
    (STATED, N_("emission as stated")),
    (OWN, N_("own emission factors")),
    (ELECTRICITY, N_("Electricity from the grid")),
    *((key, fuel.label) for key, fuel in FUELS.items()),
)

_TJ_PER_KWH = 3.6e-6
# Units of an amount: TJ, kg, m3 or t CO2e in one of them.
ENERGY_TJ = {
    "kWh": _TJ_PER_KWH,
    "MWh": 3.6e-3,
    "GWh": 3.6,
    "MJ": 1e-6,
    "GJ": 1e-3,
    "TJ": 1.0,
    "toe": 0.041868,
    "ktoe": 41.868,
}
MASS_KG = {"kg": 1.0, "t": 1000.0, "Gg": 1e6}
VOLUME_M3 = {"L": 1e-3, "kL": 1.0, "m3": 1.0, "million m3": 1e6}
EMISSION_T = {"kg CO2e": 1e-3, "t CO2e": 1.0, "kt CO2e": 1e3, "Mt CO2e": 1e6}
OTHER_UNITS = ("vehicle-km", "passenger-km", "t-km", "head", "ha", "unit")
UNIT_CHOICES = tuple((unit, unit) for unit in (*EMISSION_T, *ENERGY_TJ, *MASS_KG, *VOLUME_M3, *OTHER_UNITS))
