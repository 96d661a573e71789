"""Sewers, plants, septage and the indicators of service. Volumes in m3/d, shares as fractions 0-1."""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import MissingInput, NotComputable, require
from yport_desktop.domain.text import N_

Values = Mapping[str, Any]


def sewer_coverage(values: Values) -> Any:
    """Share of the population connected to sewers: as counted, as stated, or of the pathways with sewers."""
    if "connected_population" in values:
        connected, people = require(values, "connected_population", "population")
        return connected / people
    if "sewer_coverage_stated" in values:
        return values["sewer_coverage_stated"] / 100
    return values["sewer_share"]


def inflow(values: Values) -> Any:
    """Wastewater that enters treatment plants [m3/d]: as given, or the sum over the plants."""
    return _total(values, "inflow_m3_d", 2)


def capacity(values: Values) -> Any:
    """Design capacity of the treatment plants [m3/d]: as given, or the sum over the plants."""
    return _total(values, "capacity_m3_d", 1)


def _total(values: Values, key: str, at: int) -> Any:
    if key in values or "plants" not in values:
        return values[key]
    cells = [row[at] for row in values["plants"]]
    if any(cell is None for cell in cells):
        text = N_("A row of the table has no figure; it does not count as zero.")
        raise NotComputable(Problem(text, field="plants"))
    return sum(cells)


def ratio(values: Values, part: str, whole: str) -> Any:
    """One quantity over another."""
    above, below = require(values, part, whole)
    return above / below


def septage_coverage(values: Values) -> Any:
    """Share of septic tank users whose tank is emptied as instructed; never from the default."""
    if "f_septic" in values["standing_in"]:
        raise MissingInput(("f_septic",))
    return values["f_septic"]


def tanks(values: Values) -> Any:
    """Septic tanks: as counted, or people on septic tanks over people per tank."""
    if "septic_tanks" in values:
        return values["septic_tanks"]
    people, share, each = require(values, "population", "septic_share", "persons_per_tank")
    return people * share / each


def septage_demand(values: Values) -> Any:
    """Septage that arises when every tank is emptied at the interval [m3/d]."""
    number, volume, interval, days = require(
        values, "tanks", "tank_volume_m3", "desludging_interval_yr", "days_per_year"
    )
    return number * volume / interval / days


def per_m3(values: Values, key: str) -> Any:
    """A yearly amount (electricity, cost) over the wastewater that enters plants, per m3."""
    amount, volume, days = require(values, key, "inflow", "days_per_year")
    return amount / (volume * days)
