"""Emission factors of electricity and fuels, heat contents and constants, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yport_desktop.domain.fuels import PROPERTIES, volume_2
from yport_desktop.domain.sector import Coefficient, Source
from yport_desktop.domain.text import N_

from .sources import (
    DOE_NGEF,
    DOE_NGEF_RECOMPUTED,
    ECAM_FUELS,
    ECAM_GRID,
    STANDARD_GRAVITY,
    THAI_GRID,
    VIET_NAM_GRID,
    WATER_DENSITY,
)


@dataclass(frozen=True)
class Grid:
    """A grid factor [t CO2/MWh]. `use`: project, inventory or fallback, which are not interchangeable."""

    label: str
    value: float
    use: str
    source: Source
    note: str = ""


GRIDS: dict[str, Grid] = {
    "ph_luzon_visayas": Grid(
        N_("Philippines, Luzon-Visayas 2015-2017, combined margin"),
        0.6551,
        "project",
        DOE_NGEF_RECOMPUTED,
        N_(
            "CO2 only. Recomputed as 0.5 OM + 0.5 BM; the sheet prints 0.5979, which repeats the build "
            "margin: a suspected misprint."
        ),
    ),
    "ph_mindanao": Grid(
        N_("Philippines, Mindanao 2015-2017, combined margin"), 0.7921, "project", DOE_NGEF, N_("CO2 only.")
    ),
    "vn_2023": Grid(
        N_("Viet Nam 2023, grid average"), 0.6592, "inventory", VIET_NAM_GRID, N_("A grid average. CO2 only.")
    ),
    "th_2026": Grid(
        N_("Thailand from 2026, grid average"), 0.4750, "inventory", THAI_GRID, N_("A grid average. CO2e.")
    ),
    "ph_fallback": Grid(
        N_("Philippines, fallback value"), 0.543, "fallback", ECAM_GRID, N_("The year is not stated.")
    ),
    "vn_fallback": Grid(
        N_("Viet Nam, fallback value"), 0.385, "fallback", ECAM_GRID, N_("The year is not stated.")
    ),
    "th_fallback": Grid(
        N_("Thailand, fallback value"), 0.428, "fallback", ECAM_GRID, N_("The year is not stated.")
    ),
}
OWN_GRID = "own"
GRID_CHOICES = (
    *((key, grid.label) for key, grid in GRIDS.items()),
    (OWN_GRID, N_("own factor, entered below")),
)


def grid_default(known: Mapping[str, Any]) -> Coefficient | None:
    """The factor of the grid that was chosen."""
    grid = GRIDS.get(str(known.get("grid")))
    if grid is None:
        return None
    return Coefficient("grid_factor", grid.label, grid.value, "t CO2e/MWh", grid.source, note=grid.note)


# Energy carriers: label with the unit in which amounts of it are counted, and that unit alone.
CARRIERS: dict[str, tuple[str, str]] = {
    "electricity": (N_("electricity [kWh]"), "kWh"),
    "diesel": (N_("diesel [L]"), "L"),
    "gasoline": (N_("gasoline [L]"), "L"),
    "natural_gas": (N_("natural gas [m3]"), "m3"),
    "lpg": (N_("LPG [kg]"), "kg"),
    "other": (N_("other [own unit]"), ""),
}
FUELS = ("diesel", "gasoline", "natural_gas", "lpg")

# Net heat contents [MJ per unit]. Natural gas differs too much from place to place to have a default.
_HEAT_NOTE = N_("Net. The width is that of the calorific value; the density is taken as given.")


def _heat(fuel: str, label: str, value: float, unit: str, source: Source, note: str) -> Coefficient:
    ncv = PROPERTIES[fuel].ncv
    width = ncv.width_pct if ncv is not None else None
    return Coefficient(f"heat_{fuel}", label, value, unit, source, width, note)


HEAT: dict[str, Coefficient | None] = {
    "diesel": _heat("diesel", N_("Heat content, diesel"), 36.12, "MJ/L", ECAM_FUELS, _HEAT_NOTE),
    "gasoline": _heat("gasoline", N_("Heat content, gasoline"), 32.782, "MJ/L", ECAM_FUELS, _HEAT_NOTE),
    "natural_gas": None,
    "lpg": _heat(
        "lpg",
        N_("Heat content, LPG"),
        47.3,
        "MJ/kg",
        volume_2("chapter 1, Table 1.2", "published"),
        N_("Net heat content."),
    ),
}
# From the lightest and driest to the heaviest and richest that the limits of weight and density allow.
HEAT_RANGES = {
    "diesel": (33.9, 36.6),
    "gasoline": (30.6, 34.8),
    "natural_gas": (28.0, 42.0),
    "lpg": (44.8, 52.2),
}
_CO2_NOTE = N_("CO2 only; methane and nitrous oxide of combustion are left out.")
CO2: dict[str, Coefficient] = {
    fuel: Coefficient(
        f"co2_{fuel}",
        label,
        PROPERTIES[fuel].co2.value,
        "kg CO2/TJ",
        volume_2("chapter 1, Table 1.4", "published"),
        PROPERTIES[fuel].co2.width_pct,
        _CO2_NOTE,
    )
    for fuel, label in (
        ("diesel", N_("Emission factor, diesel")),
        ("gasoline", N_("Emission factor, gasoline")),
        ("natural_gas", N_("Emission factor, natural gas")),
        ("lpg", N_("Emission factor, LPG")),
    )
}

GRAVITY = Coefficient(
    "gravity", N_("Standard acceleration of gravity"), 9.80665, "m/s2", STANDARD_GRAVITY, 0.0
)
DENSITY = Coefficient("water_density", N_("Density of water"), 1000.0, "kg/m3", WATER_DENSITY, 0.0)
