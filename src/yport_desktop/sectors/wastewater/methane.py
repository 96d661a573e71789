"""Methane of each pathway and of discharge [kg CH4/yr].

Source: 2019 Refinement, Volume 5, chapter 6: CH4 = (TOW - S) x EF - R, EF = Bo x MCF.
"""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.arithmetic import larger
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import NotComputable, middle, require
from yport_desktop.domain.text import N_

from .pathways import EMITTING, PATHWAYS, TANKS

Values = Mapping[str, Any]


def factor_of(values: Values, key: str) -> Any:
    """Emission factor [kg CH4/kg BOD]: the city's own, or Bo x MCF."""
    if f"ef_ch4_{key}" in values:
        return values[f"ef_ch4_{key}"]
    capacity, correction = require(values, "bo", f"mcf_{key}")
    return capacity * correction


def sludge_of(values: Values, key: str) -> Any:
    """Organics removed as sludge, S [kg BOD/yr]; not the mass of the sludge."""
    if key in TANKS:
        load, emptied, removed = require(values, f"tow_{key}", "f_septic", "septic_removed")
        return load * emptied * removed
    if values["sludge_removal"] == "none":
        return 0.0
    rows = (
        [row[1] for row in values["sludge_organics"] if row[0] == key] if "sludge_organics" in values else []
    )
    if rows:
        return 1000 * _sum(rows, "sludge_organics")
    if key == "aerobic":
        mass, organic = require(values, "sludge_dry_t_yr", "k_rem")
        return mass * organic * 1000
    return 0.0


def recovered_of(values: Values, key: str) -> Any:
    """Methane recovered or flared, R [kg CH4/yr]. A pathway that is not listed has none."""
    if values["gas_recovery"] == "none":
        return 0.0
    rows = [row[1] for row in values["recovered"] if row[0] == key]
    return 1000 * _sum(rows, "recovered") if rows else 0.0


def _sum(cells: list[Any], table: str) -> Any:
    if any(cell is None for cell in cells):
        text = N_("A row of the table has no figure; it does not count as zero.")
        raise NotComputable(Problem(text, field=table))
    return sum(cells)


def emitted_by(values: Values, key: str) -> Any:
    """Methane of a pathway [kg CH4/yr].

    Raises NotComputable where more is taken out than there is: the inputs contradict each other.
    """
    if key in TANKS and values["septic_basis"] == "per_person":
        return _per_person(values, key)
    load = values[f"tow_{key}"]
    if middle(load) == 0:
        return 0.0
    sludge, factor = require(values, f"sludge_{key}", f"factor_{key}")
    if middle(sludge) > middle(load):
        text = N_(
            "{label}: more organics are removed as sludge than arrive. The inputs contradict each other."
        )
        raise NotComputable(Problem(text, details=(("label", PATHWAYS[key].label),)))
    made = larger(load - sludge, 0.0) * factor
    if PATHWAYS[key].kind != "plant":
        return made
    taken = values[f"recovered_{key}"]
    if middle(taken) > middle(made):
        text = N_("{label}: more methane is recovered than arises. The inputs contradict each other.")
        raise NotComputable(Problem(text, details=(("label", PATHWAYS[key].label),)))
    return larger(made - taken, 0.0)


def _per_person(values: Values, key: str) -> Any:
    """Methane of septic tanks from an emission per person and day."""
    share = values[f"part_{key}"]
    if middle(share) == 0:
        return 0.0
    people, each, days = require(values, "population", "septic_ch4_per_person", "days_per_year")
    return people * share * each * days / 1000


def discharged(values: Values) -> Any:
    """Methane from discharged organics [kg CH4/yr]."""
    load, factor = require(values, "tow_eff", "ef_ch4_discharge")
    return load * factor


def treatment(values: Values) -> Any:
    """Methane of all systems, discharge apart [kg CH4/yr]."""
    return sum(require(values, *(f"ch4_{key}" for key in EMITTING)))


def total(values: Values) -> Any:
    """Methane of all systems and of discharge [kg CH4/yr]."""
    systems, water = require(values, "ch4_treatment", "ch4_discharge")
    return systems + water
