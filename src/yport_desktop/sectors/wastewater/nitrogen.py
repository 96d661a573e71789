"""Nitrogen in wastewater and its nitrous oxide [kg N2O/yr], and both gases as CO2 equivalent.

Source: 2019 Refinement, Volume 5, chapter 6: TN = P x protein x F_NPR x N_HH x F_NON-CON x F_IND-COM.
"""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.evaluation import middle, require

from .pathways import PATHWAYS

Values = Mapping[str, Any]
NITROGEN_TO_N2O = 44 / 28
EMITTING_N2O = tuple(key for key, pathway in PATHWAYS.items() if pathway.n2o)


def protein(values: Values) -> Any:
    """Protein eaten [kg/cap/yr]: as given, or the supply times the share eaten."""
    if "protein_eaten_kg" in values or "protein_supply_kg" not in values:
        return values["protein_eaten_kg"]
    supply, eaten = require(values, "protein_supply_kg", "protein_eaten")
    return supply * eaten


def nitrogen_per_person(values: Values) -> Any:
    """Nitrogen per person [kg N/cap/yr], as measured or from protein; without industry and commerce."""
    if "nitrogen_measured_kg" in values:
        return values["nitrogen_measured_kg"]
    eaten, part, household, wasted = require(values, "protein", "f_npr", "n_hh", "f_non_con")
    return eaten * part * household * wasted


def nitrogen_of(values: Values, key: str) -> Any:
    """Nitrogen that enters a pathway, TN_j [kg N/yr]."""
    share = values[f"part_{key}"]
    if middle(share) == 0:
        return 0.0
    added = "f_ind_com" if PATHWAYS[key].collected else "f_ind_com_on_site"
    people, each, factor = require(values, "population", "nitrogen_per_person", added)
    return people * share * each * factor


def emitted_by(values: Values, key: str) -> Any:
    """Nitrous oxide of a pathway's treatment [kg N2O/yr]; none where its factor is zero."""
    if not PATHWAYS[key].n2o or middle(values[f"part_{key}"]) == 0:
        return 0.0
    factor = values[f"ef_n2o_{PATHWAYS[key].n2o}"]
    if middle(factor) == 0:
        return 0.0
    return values[f"tn_{key}"] * factor * NITROGEN_TO_N2O


def nitrogen_total(values: Values) -> Any:
    """Nitrogen in wastewater [kg N/yr]."""
    return sum(require(values, *(f"tn_{key}" for key in PATHWAYS)))


def nitrogen_discharged(values: Values) -> Any:
    """Nitrogen in what is discharged, N_eff [kg N/yr]."""
    total: Any = 0.0
    for key, amount in zip(PATHWAYS, require(values, *(f"tn_{key}" for key in PATHWAYS)), strict=True):
        if middle(amount) != 0:
            total = total + amount * (1 - values[f"n_rem_{PATHWAYS[key].nitrogen}"])
    return total


def treatment(values: Values) -> Any:
    """Nitrous oxide of all treatment, discharge apart [kg N2O/yr]."""
    return sum(require(values, *(f"n2o_{key}" for key in EMITTING_N2O)))


def discharged(values: Values) -> Any:
    """Nitrous oxide from discharged nitrogen [kg N2O/yr]."""
    nitrogen, factor = require(values, "n_eff", "ef_n2o_discharge")
    return nitrogen * factor * NITROGEN_TO_N2O


def total(values: Values) -> Any:
    """Nitrous oxide of treatment and discharge [kg N2O/yr]."""
    systems, water = require(values, "n2o_treatment", "n2o_discharge")
    return systems + water


def co2_equivalent(values: Values, place: str) -> Any:
    """Both gases of a pathway, of discharge or in total [t CO2e/yr]."""
    keys = [f"ch4_{place}"] if place not in PATHWAYS or PATHWAYS[place].mcf else []
    keys += [f"n2o_{place}"] if place not in PATHWAYS or PATHWAYS[place].n2o else []
    gases: Any = 0.0
    for key, amount in zip(keys, require(values, *keys), strict=True):
        if middle(amount) != 0:
            gases = gases + amount * values[f"gwp_{key[:3]}"]
    return gases / 1000


def per_person(values: Values) -> Any:
    """Emissions per person [kg CO2e/cap/yr]."""
    emitted, people = require(values, "co2e_total", "population")
    return emitted * 1000 / people
