"""Formulas of the SDG 11.6.1 balance. Arguments and results in t/d, shares as fractions 0-1.

Source: cell formulas of UN-Habitat's Waste Wise Cities data overview 2022 (recomputed for 19 cities).
The result is a balance, not a survey by the method of that programme.
"""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import MissingInput, NotComputable, middle, require
from yport_desktop.domain.text import N_

from .factors import FRACTIONS
from .inputs import CONTROLLED
from .rows import filled

Values = Mapping[str, Any]
# Within this many points of 100 the fractions given leave nothing for the others.
CLOSED_WITHIN = 1.0


def household(values: Values) -> Any:
    """Household waste [t/d]: as given, or from people [persons] and rates [kg/cap/d] by income group."""
    if "household_t_d" in values or "household_by_income" not in values:
        return values["household_t_d"]
    rows = filled(values["household_by_income"], "household_by_income", 1, 2)
    return sum(row[1] * row[2] for row in rows) / 1000


def sum_of_parts(values: Values) -> Any:
    """Household and non-household waste together [t/d]."""
    own, other = require(values, "household", "non_household_t_d")
    return own + other


def msw(values: Values) -> Any:
    """Municipal solid waste [t/d]: as stated, the sum of its parts, or a stated rate times the population."""
    if "msw_stated_t_d" in values:
        return values["msw_stated_t_d"]
    parts = ("household_t_d", "household_by_income", "non_household_t_d")
    if "rate_stated_kg_cap_d" in values and not any(part in values for part in parts):
        rate, people = require(values, "rate_stated_kg_cap_d", "population")
        return rate * people / 1000
    return values["household_plus_non_household_t_d"]


def per_person(values: Values) -> Any:
    """Waste per person [kg/cap/d]."""
    waste, people = require(values, "msw_t_d", "population")
    return 1000 * waste / people


def recovered_received(values: Values) -> Any:
    """Received by recovery facilities [t/d], rejects included."""
    return _total(values, "recovered_received_t_d", "recovery_facilities")


def recovered_controlled(values: Values) -> Any:
    """Recovered in controlled facilities [t/d]."""
    return _total(values, "recovered_controlled_t_d", "recovery_facilities", controlled=True)


def disposed(values: Values) -> Any:
    """Received by disposal sites [t/d]."""
    return _total(values, "disposal_received_t_d", "disposal_sites")


def disposed_controlled(values: Values) -> Any:
    """Received by controlled disposal sites [t/d]."""
    if "disposal_controlled_share" not in values and "disposal_sites" in values:
        return _from_rows(values, "disposal_sites", controlled=True)
    tonnage, share = require(values, "disposed_t_d", "disposal_controlled_share")
    return tonnage * share / 100


def recovered_net(values: Values) -> Any:
    """Recovered after rejects [t/d]: 0.9 of what is received."""
    received, rejects = require(values, "received_for_recovery_t_d", "recovery_rejects")
    return received * (1 - rejects / 100)


def collected(values: Values) -> Any:
    """Collected: recovered after rejects plus received by disposal sites [t/d]."""
    recovered, tonnage = require(values, "recovered_net_t_d", "disposed_t_d")
    return recovered + tonnage


def collected_share(values: Values) -> Any:
    """Share of the waste arising that is collected."""
    part, whole = require(values, "collected_t_d", "msw_t_d")
    return part / whole


def recovered_share(values: Values) -> Any:
    """Share of the waste arising that is recovered after rejects."""
    part, whole = require(values, "recovered_net_t_d", "msw_t_d")
    return part / whole


def disposed_share(values: Values) -> Any:
    """Share of the waste arising that disposal sites receive."""
    part, whole = require(values, "disposed_t_d", "msw_t_d")
    return part / whole


def sorted_share(values: Values) -> Any:
    """Share of the waste arising that recovery facilities receive, rejects included."""
    part, whole = require(values, "received_for_recovery_t_d", "msw_t_d")
    return part / whole


def collected_gross_share(values: Values) -> Any:
    """Received by facilities and sites over the waste arising, rejects not deducted."""
    sorted_out, tonnage, whole = require(values, "received_for_recovery_t_d", "disposed_t_d", "msw_t_d")
    return (sorted_out + tonnage) / whole


def uncollected(values: Values) -> Any:
    """Waste arising that is not collected [t/d]."""
    whole, part = require(values, "msw_t_d", "collected_t_d")
    return whole - part


def sdg_11_6_1(values: Values) -> Any:
    """Share of the waste arising that is collected and managed in controlled facilities.

    Controlled recovery enters as given, without the deduction of rejects.
    """
    recovered, tonnage, whole = require(
        values, "recovery_controlled_t_d", "disposal_controlled_t_d", "msw_t_d"
    )
    return (recovered + tonnage) / whole


def composition(values: Values) -> dict[str, Any]:
    """Share of each fraction [fraction of wet weight].

    Fractions without a value are left out; where the others already add up to 100 % or more, nothing
    is left for them and they are 0. Shares are never scaled to fit.
    """
    known = {key: values[f"composition_{key}"] / 100 for key in FRACTIONS if f"composition_{key}" in values}
    if known and middle(sum(known.values())) * 100 >= 100 - CLOSED_WITHIN:
        return {key: known.get(key, 0.0) for key in FRACTIONS}
    return known


def share_of(values: Values, fraction: str) -> Any:
    """Share of one fraction. Raises MissingInput where it is neither given nor excluded by the others."""
    shares = values["composition_shares"]
    if fraction not in shares:
        raise MissingInput((f"composition_{fraction}",))
    return shares[fraction]


def cost_per_tonne(values: Values) -> Any:
    """Annual cost over tonnes collected in 365 days [currency/t]."""
    cost, tonnage = require(values, "annual_cost", "collected_t_d")
    return cost / (tonnage * 365)


def cost_per_tonne_disposed(values: Values) -> Any:
    """Annual cost of disposal over tonnes disposed of in 365 days [currency/t]."""
    cost, tonnage = require(values, "disposal_cost", "disposed_t_d")
    return cost / (tonnage * 365)


def cost_per_person(values: Values) -> Any:
    """Annual cost over the population [currency/cap/yr]."""
    cost, people = require(values, "annual_cost", "population")
    return cost / people


def tipping_cost_per_day(values: Values) -> Any:
    """Tipping fee times tonnes received by disposal sites [currency/d]."""
    fee, tonnage = require(values, "tipping_fee", "disposed_t_d")
    return fee * tonnage


def disposal_fees_ratio(values: Values) -> Any:
    """Disposal fees paid over those of the period before."""
    now, before = require(values, "disposal_fees_paid", "disposal_fees_before")
    return now / before


def _total(values: Values, key: str, table: str, controlled: bool = False) -> Any:
    """A total as given, or added up from the facilities."""
    if key in values or table not in values:
        return values[key]
    return _from_rows(values, table, controlled)


def _from_rows(values: Values, table: str, controlled: bool) -> Any:
    rows = values[table]
    if controlled and any(row[2] is None for row in rows):
        text = N_("A facility has no control level: the controlled share cannot be computed.")
        raise NotComputable(Problem(text, field=table))
    counted = (row for row in rows if not controlled or row[2] in CONTROLLED)
    return sum(row[1] for row in filled(counted, table, 1))
