"""Formulas of the network: unavoidable and current real losses, ILI, losses per connection and km.

UARL (m3/d) = (18 Lm + 0.8 Nc + 25 Lp) P (h/24) / 1000, with Lm mains [km], Nc connections, Lp service pipes
past the boundary [km], P average pressure [m], h hours of supply per day.
"""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import NotComputable, middle, require
from yport_desktop.domain.text import N_

from .balance import cell
from .factors import CLASS_MEANING, ILI_BANDS, NRW_BANDS, band_of

Values = Mapping[str, Any]


def connections_all(values: Values) -> Any:
    """Connections Nc: registered, illegal and inactive."""
    registered, illegal, inactive = require(
        values, "connections", "illegal_connections", "inactive_connections"
    )
    return registered + illegal + inactive


def service_length(values: Values) -> Any:
    """Length of service pipes past the boundary [km]."""
    each, number = require(values, "service_length_m", "connections_all")
    return each * number / 1000


def pressure(values: Values) -> Any:
    """Average pressure [m]: as given, or that of the zones."""
    if "pressure_m" in values or "pressure_zones" not in values:
        return values["pressure_m"]
    return values["pressure_of_zones_m"]


def pressure_of_zones(values: Values) -> Any:
    """Pressure of the zones, weighted by their connections [m]."""
    rows = values["pressure_zones"]
    return _weighted(rows, "pressure_zones", [cell(row, 2, "pressure_zones") for row in rows])


def hours(values: Values) -> Any:
    """Hours of supply per day: as given, or those of the areas."""
    if "hours_of_supply" in values or "supply_areas" not in values:
        return values["hours_of_supply"]
    return values["hours_of_areas"]


def hours_of_areas(values: Values) -> Any:
    """Hours of supply per day of the areas, weighted by their connections; days a week count."""
    rows = values["supply_areas"]
    each = [cell(row, 2, "supply_areas") * cell(row, 3, "supply_areas") / 7 for row in rows]
    return _weighted(rows, "supply_areas", each)


def _weighted(rows: Any, table: str, figures: list[Any]) -> Any:
    weights = [cell(row, 1, table) for row in rows]
    return sum(weight * figure for weight, figure in zip(weights, figures, strict=True)) / sum(weights)


def uarl(values: Values) -> Any:
    """Unavoidable annual real losses [m3/d], while the network is supplied."""
    mains, number, service, head, supplied = require(
        values, "mains_km", "connections_all", "service_length_km", "average_pressure_m", "supply_hours"
    )
    per_mains, per_connection, per_service = require(values, "uarl_mains", "uarl_connections", "uarl_service")
    per_metre = per_mains * mains + per_connection * number + per_service * service
    return per_metre * head * (supplied / 24) / 1000


def ili(values: Values) -> Any:
    """Infrastructure leakage index: current over unavoidable real losses."""
    current, least = require(values, "carl_m3_d", "uarl_m3_d")
    if middle(current) < 0:
        text = N_("The physical losses come out below zero: the inputs of the balance contradict each other.")
        raise NotComputable(Problem(text, field="ili"))
    return current / least


def per_connection(values: Values, volume: str) -> Any:
    """A daily volume per connection, while supplied [L/connection/d]."""
    daily, number, supplied = require(values, volume, "connections_all", "supply_hours")
    return daily / number * 1000 * 24 / supplied


def per_connection_and_metre(values: Values) -> Any:
    """Physical losses per connection, while supplied, and per metre of pressure [L/connection/d/m]."""
    each, head = require(values, "physical_l_connection_d", "average_pressure_m")
    return each / head


def per_km_and_hour(values: Values) -> Any:
    """Physical losses per km of mains and hour of supply [m3/km/h]."""
    daily, supplied, mains = require(values, "physical_losses_m3_d", "supply_hours", "mains_km")
    return daily / supplied / mains


def per_km(values: Values) -> Any:
    """Water losses of the period per km of mains [m3/km]."""
    losses, mains = require(values, "water_losses_m3", "mains_km")
    return losses / mains


def density(values: Values) -> Any:
    """Connections per km of mains."""
    number, mains = require(values, "connections_all", "mains_km")
    return number / mains


def ili_band(values: Values) -> str:
    """The class of the ILI for the chosen group of countries."""
    group = values["income_group"]
    return CLASS_MEANING[group, band_of(middle(values["ili"]), ILI_BANDS[group])]


def nrw_band(values: Values) -> str:
    """The class of non-revenue water per connection; "" where it comes out below zero."""
    group, amount = values["income_group"], middle(values["nrw_l_connection_d"])
    return CLASS_MEANING[group, band_of(amount, NRW_BANDS[group])] if amount >= 0 else ""
