"""Who discharges how, and the organic load: population by pathway, BOD, and where the BOD goes.

Shares are fractions 0-1 of the population; organics are kg BOD/yr unless said. Source: 2019 Refinement,
Volume 5, chapter 6, equations 6.3 to 6.3D.
"""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import MissingInput, NotComputable, middle, require
from yport_desktop.domain.text import N_

from .pathways import PATHWAYS

Values = Mapping[str, Any]
# From this sum (%) on, the shares given leave nothing for the others.
CLOSED_FROM = 99.0


def share_of(values: Values, key: str) -> Any:
    """Share of the population on a pathway, from the city's shares or from income groups.

    A share that is not given is nobody only where the others leave nothing; otherwise it is missing.
    """
    if values["pathway_basis"] == "groups":
        return _from_groups(values, key)
    if f"share_{key}" in values:
        return values[f"share_{key}"] / 100
    absent = tuple(f"share_{name}" for name in PATHWAYS if f"share_{name}" not in values)
    given = [values[f"share_{name}"] for name in PATHWAYS if f"share_{name}" not in absent]
    if not given or middle(sum(given)) < CLOSED_FROM:
        raise MissingInput(absent)
    return 0.0


def _from_groups(values: Values, key: str) -> Any:
    """The sum over income groups of U x T."""
    at = 2 + list(PATHWAYS).index(key)
    total: Any = 0.0
    for row in values["income_groups"]:
        if row[1] is None:
            text = N_("An income group has no share of the population.")
            raise NotComputable(Problem(text, field="income_groups"))
        if row[at] is not None:
            total = total + row[1] / 100 * row[at] / 100
        elif sum(middle(cell) for cell in row[2:] if cell is not None) < CLOSED_FROM:
            text = N_(
                "The pathways of an income group do not add up to 100 %: enter the others, or 0 for none."
            )
            raise NotComputable(Problem(text, field="income_groups"))
    return total


def organics(values: Values) -> Any:
    """Organics in domestic wastewater, TOW [kg BOD/yr]: as stated, or people x BOD x days."""
    if "bod_stated_t_yr" in values:
        return values["bod_stated_t_yr"] * 1000
    people, each, days = require(values, "population", "bod_per_person", "days_per_year")
    return people * each * 0.001 * days


def organics_of(values: Values, key: str) -> Any:
    """Organics that a system treats, TOW_j [kg BOD/yr], septage brought to a plant included."""
    share = values[f"part_{key}"]
    if middle(share) == 0 and not _takes_septage(values, key):
        return 0.0
    load = values["tow"] * share
    if PATHWAYS[key].collected:
        load = load * values["i_coll"]
    if _takes_septage(values, key):
        load = load + values["septage_bod"]
    return load


def _takes_septage(values: Values, key: str) -> bool:
    return PATHWAYS[key].kind == "plant" and bool(values["septage_treated_in"] == key)


def septage_organics(values: Values) -> Any:
    """Organics that septage brings to a treatment plant [kg BOD/yr]."""
    removed, share = require(values, "septic_sludge", "septage_to_plant")
    return removed * share / 100


def septic_sludge(values: Values) -> Any:
    """Organics taken out of all septic tanks with their sludge [kg BOD/yr]."""
    return values["sludge_septic"] + values["sludge_septic_field"]


def organics_removed(values: Values, group: str) -> Any:
    """Share of the organics that treatment removes, TOW_rem: measured at the plants, or the factor."""
    if group == "aerobic" and values["removal_basis"] == "measured":
        return values["bod_removal_measured"]
    return values[f"tow_rem_{group}"]


def removal_measured(values: Values) -> Any:
    """BOD removal at the plants: 1 - effluent / influent."""
    before, after = require(values, "bod_in", "bod_out")
    return 1 - after / before


def organics_discharged(values: Values) -> Any:
    """Organics in what is discharged, TOW_eff [kg BOD/yr]: domestic load not removed, over all pathways."""
    return values["tow"] * _left(values, tuple(PATHWAYS))


def _left(values: Values, keys: tuple[str, ...]) -> Any:
    """Share of the whole load that the pathways discharge."""
    total: Any = 0.0
    for key, share in zip(keys, require(values, *(f"part_{key}" for key in keys)), strict=True):
        if middle(share) != 0:
            total = total + share * (1 - values[f"removed_{PATHWAYS[key].organics}"])
    return total


def people_share(values: Values, keys: tuple[str, ...]) -> Any:
    """Share of the population on any of the pathways."""
    return sum(require(values, *(f"part_{key}" for key in keys)))


def per_day(values: Values, key: str) -> Any:
    """A yearly load [kg BOD/yr] as [t/d]."""
    load, days = require(values, key, "days_per_year")
    return load / days / 1000


def to_plants(values: Values) -> Any:
    """Domestic BOD of the people whose sewers lead to a plant [t/d]."""
    load, share = require(values, "bod_generated_t_d", "plant_share")
    return load * share


def removed(values: Values, keys: tuple[str, ...], share: str) -> Any:
    """Domestic BOD that the pathways remove [t/d]; `share` names the share of the people on them."""
    load, on_them = require(values, "bod_generated_t_d", share)
    return load * (on_them - _left(values, keys))


def measured_at_plants(values: Values) -> Any:
    """BOD that arrives at the plants, from measured inflow [m3/d] and concentration [mg/L], in t/d."""
    flow, strength = require(values, "inflow", "bod_in")
    return flow * strength / 1_000_000
