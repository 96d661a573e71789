"""Energy of loads, and use before and after of lighting, pumping, buildings and vehicles.

Power in kW, electricity in kWh/yr, fuels in L/yr. Loads as in ORNL's AMO-Tools-Suite, with the efficiency
in per cent (the suite takes a fraction: handing it 100 for 100 % divides the power by a hundred).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from yport_desktop.domain.evaluation import require
from yport_desktop.domain.text import N_

from .inputs import CALCULATORS, LOADS
from .rows import Row, rows_of, same_name

Values = Mapping[str, Any]
_ASKED = {asked.key: asked for asked in (*LOADS, *CALCULATORS)}
FREQUENCY_EXPONENT = 2.5


@dataclass(frozen=True)
class Use:
    """What one row uses in a year: (carrier, before, after) each; `after` is None where nothing changes."""

    name: str
    area: str
    carriers: tuple[tuple[str, Any, Any], ...]


def power(row: Row) -> Any:
    """Power of a load [kW], of all its units. Raises NotComputable."""
    (method,) = row.need("method")
    units = row.get("units") if row.get("units") is not None else 1
    if method in ("three_phase", "single_phase"):
        voltage, current, factor = row.need("voltage", "current", "power_factor")
        phases = 3**0.5 if method == "three_phase" else 1
        return voltage * current * factor * phases / 1000 * units
    if method == "nameplate":
        rated, load, efficiency = row.need("rated", "load", "efficiency")
        speed: Any = 1
        if row.get("frequency") is not None:
            frequency, line = row.need("frequency", "line_frequency")
            speed = (frequency / line) ** FREQUENCY_EXPONENT
        return rated * (load / 100) * speed / (efficiency / 100) * units
    if method == "metered":
        return row.need("power")[0] * units
    raise row.wrong(N_("{name}: the energy of a year alone gives no power."))


def energy(row: Row) -> Any:
    """Electricity of a load in a year [kWh]. Raises NotComputable."""
    (method,) = row.need("method")
    if method == "annual":
        return row.need("energy")[0]
    return power(row) * row.need("hours")[0]


def load_power(values: Values) -> Any:
    """Power of all loads [kW]."""
    return sum(power(row) for row in rows_of(_ASKED["loads"], values["loads"]))


def load_energy(values: Values) -> Any:
    """Electricity of all loads [kWh/yr]."""
    return sum(energy(row) for row in rows_of(_ASKED["loads"], values["loads"]))


def load_cost(values: Values) -> Any:
    """What the electricity of all loads costs [currency/yr]."""
    used, price = require(values, "load_energy", "price_electricity")
    return used * price


def _load(values: Values, row: Row) -> Use:
    return Use(row.name, "other", (("electricity", energy(row), None),))


def lighting(values: Values, row: Row) -> Use:
    """Lamps x power x hours [kWh/yr]."""
    lamps, before, after, hours = row.need("lamps", "power_before", "power_after", "hours")
    later = row.get("hours_after") if row.get("hours_after") is not None else hours
    used = ("electricity", lamps * before * hours / 1000, lamps * after * later / 1000)
    return Use(row.name, "lighting", (used,))


def pumping(values: Values, row: Row) -> Use:
    """Density x gravity x flow x head / efficiency x hours [kWh/yr], flow in m3/h."""
    flow, head, before, after, hours = row.need(
        "flow", "head", "efficiency_before", "efficiency_after", "hours"
    )
    later_flow = row.get("flow_after") if row.get("flow_after") is not None else flow
    later_head = row.get("head_after") if row.get("head_after") is not None else head
    gravity, density = require(values, "gravity", "water_density")
    weight = density * gravity / 3600 / 1000  # kW for 1 m3/h and 1 m
    used = (
        "electricity",
        weight * flow * head / (before / 100) * hours,
        weight * later_flow * later_head / (after / 100) * hours,
    )
    return Use(row.name, "pumping", (used,))


def buildings(values: Values, row: Row) -> Use:
    """Floor area x use per area [kWh/yr]; the area is held in m2."""
    area, before, after = row.need("area", "use_before", "use_after")
    return Use(row.name, "buildings", (("electricity", area * before, area * after),))


def vehicles(values: Values, row: Row) -> Use:
    """Vehicles x distance x use per 100 km [L/yr], and electricity where they drive on it [kWh/yr]."""
    fuel, number, distance, before, after = row.need(
        "fuel", "vehicles", "distance", "use_before", "use_after"
    )
    hundreds = number * distance / 100
    carriers: tuple[tuple[str, Any, Any], ...] = ((fuel, hundreds * before, hundreds * after),)
    if row.get("electricity_after") is not None:
        carriers += (("electricity", hundreds * 0, hundreds * row.get("electricity_after")),)
    return Use(row.name, "vehicles", carriers)


TABLES: dict[str, Callable[[Values, Row], Use]] = {
    "loads": _load,
    "lighting": lighting,
    "pumping": pumping,
    "buildings": buildings,
    "vehicles": vehicles,
}


def find(values: Values, name: str) -> Use | None:
    """The load or calculator row of that name. Raises NotComputable where it is incomplete."""
    for key, compute in TABLES.items():
        for row in rows_of(_ASKED[key], values.get(key, ())):
            if same_name(row.cells["name"]) == same_name(name):
                return compute(values, row)
    return None


def used(values: Values, table: str, saved: bool) -> Any:
    """Use before, or what is saved, by all rows of a calculator, electricity and fuel each in its unit.

    Of vehicles it is the fuel [L/yr]; of the others electricity [kWh/yr].
    """
    total: Any = 0.0
    for row in rows_of(_ASKED[table], values[table]):
        _, before, after = TABLES[table](values, row).carriers[0]
        total = total + (before - after if saved else before)
    return total
