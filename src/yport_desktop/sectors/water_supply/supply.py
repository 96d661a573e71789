"""Supply against demand, service coverage, and the path of non-revenue water. Flows in m3/d."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import MissingInput, NotComputable, middle, require
from yport_desktop.domain.text import N_

from .balance import BILLED
from .factors import BENCHMARK_MEANING, UTILISATION_BANDS, band_of

Values = Mapping[str, Any]
PRODUCTION, CAPACITY = 1, 2  # columns of supply_by_year
DEMAND = 1  # column of demand_by_year


def served(values: Values) -> Any:
    """Share of the population that is served (fraction): counted, or as stated."""
    if "population_served" not in values and "coverage_stated" in values:
        return values["coverage_stated"] / 100
    part, whole = require(values, "population_served", "population")
    return part / whole


def people_served(values: Values) -> Any:
    """People served: as given, or the stated share of the population."""
    if "population_served" in values or "coverage_stated" not in values:
        return values["population_served"]
    share, people = require(values, "coverage_stated", "population")
    return share / 100 * people


def production(values: Values) -> Any:
    """Production [m3/d]: as given, the latest of the table by year, or the system input volume per day."""
    if "production_m3_d" in values:
        return values["production_m3_d"]
    latest = _latest(values, "supply_by_year", PRODUCTION)
    if latest is not None:
        return latest
    if "system_input" not in values:
        raise MissingInput(("production_m3_d",))
    return values["system_input_m3_d"]


def demand(values: Values) -> Any:
    """Demand [m3/d], losses included: as stated, the latest of the table, or from people and use."""
    if "demand_stated_m3_d" in values:
        return values["demand_stated_m3_d"]
    latest = _latest(values, "demand_by_year", DEMAND)
    return latest if latest is not None else values["demand_from_use_m3_d"]


def demand_from_use(values: Values) -> Any:
    """Demand [m3/d] of all people and other users, and what is lost on the way to them."""
    people, each, others, lost = require(
        values, "population", "domestic_use_lcd", "other_use_m3_d", "nrw_now"
    )
    return (people * each / 1000 + others) / (1 - lost)


def nrw_now(values: Values) -> Any:
    """Non-revenue water today (fraction): of the balance, or the latest of the table by year.

    What is entered of a balance does not take the table's place before it gives a figure.
    """
    if "nrw_by_year" in values and not all(key in values for key in ("system_input", *BILLED)):
        return values["nrw_latest"]
    return values["nrw_share"]


def capacity(values: Values) -> Any:
    """Production capacity [m3/d]: as given, or the latest of the table by year."""
    if "capacity_m3_d" in values:
        return values["capacity_m3_d"]
    latest = _latest(values, "supply_by_year", CAPACITY)
    return values["capacity_m3_d"] if latest is None else latest


def met(values: Values) -> Any:
    """Supply over demand (fraction)."""
    made, wanted = require(values, "supply_m3_d", "demand_m3_d")
    return made / wanted


def gap(values: Values) -> Any:
    """Demand less supply [m3/d]; below zero: a surplus."""
    wanted, made = require(values, "demand_m3_d", "supply_m3_d")
    return wanted - made


def utilisation(values: Values) -> Any:
    """Production over capacity (fraction)."""
    made, possible = require(values, "supply_m3_d", "production_capacity_m3_d")
    return made / possible


def utilisation_band(values: Values) -> str:
    """The benchmark class of the utilisation."""
    return BENCHMARK_MEANING[band_of(100 * middle(values["capacity_utilisation"]), UTILISATION_BANDS)]


def per_person(values: Values, flow: str) -> Any:
    """A daily flow per person served [L/cap/d]."""
    daily, people = require(values, flow, "people_served")
    return daily * 1000 / people


def target_demand(values: Values) -> Any:
    """Demand in the target year [m3/d]: as stated, or from people, use and the target for NRW."""
    if "target_demand_stated_m3_d" in values:
        return values["target_demand_stated_m3_d"]
    people, each, others, lost = require(
        values, "target_population", "target_use_lcd", "target_other_use_m3_d", "nrw_in_target_year"
    )
    return (people * each / 1000 + others) / (1 - lost)


def target_gap(values: Values) -> Any:
    """Demand of the target year less the capacity planned for it [m3/d]."""
    wanted, planned = require(values, "demand_target_m3_d", "target_capacity_m3_d")
    return wanted - planned


def to_build(values: Values) -> Any:
    """Demand of the target year less the capacity of today [m3/d]."""
    wanted, present = require(values, "demand_target_m3_d", "production_capacity_m3_d")
    return wanted - present


def points(values: Values, table: str) -> tuple[tuple[Any, Any], ...]:
    """Years and shares (fractions) of a table, in order; rows without a figure are left out."""
    rows = [(row[0], row[1] / 100) for row in values[table] if row[0] is not None and row[1] is not None]
    if not rows:
        raise MissingInput((table,))
    return tuple(sorted(rows, key=lambda row: middle(row[0])))


def nrw_latest(values: Values) -> Any:
    """Non-revenue water in the latest year with a figure (fraction)."""
    return values["nrw_points"][-1][1]


def nrw_target(values: Values) -> Any:
    """The last target for non-revenue water (fraction)."""
    return values["nrw_target_points"][-1][1]


def nrw_to_target(values: Values) -> Any:
    """How much non-revenue water has to fall to reach the last target (fraction; points when x 100)."""
    now, then = require(values, "nrw_latest", "nrw_target")
    return now - then


def nrw_pace(values: Values) -> Any:
    """Yearly fall since the first year with a figure (fraction per year)."""
    (first, before), (last, after) = values["nrw_points"][0], values["nrw_points"][-1]
    if middle(first) == middle(last):
        text = N_("There is a figure for one year only: no pace can be computed from it.")
        raise NotComputable(Problem(text, field="nrw_by_year"))
    return (before - after) / (last - first)


def nrw_pace_needed(values: Values) -> Any:
    """Yearly fall needed from the latest figure to the last target (fraction per year)."""
    left, have, want = require(values, "nrw_to_target", "nrw_points", "nrw_target_points")
    if middle(want[-1][0]) <= middle(have[-1][0]):
        text = N_("The last target lies in {target}, the latest figure in {latest}: no years are left.")
        details = (("target", int(middle(want[-1][0]))), ("latest", int(middle(have[-1][0]))))
        raise NotComputable(Problem(text, field="nrw_targets", details=details))
    return left / (want[-1][0] - have[-1][0])


def nrw_in_target_year(values: Values) -> Any:
    """Non-revenue water in the target year on the path (fraction); after the last target, that target."""
    year, path = require(values, "target_year", "nrw_path_points")
    if middle(year) < middle(path[0][0]):
        text = N_("The target year lies before the latest figure of non-revenue water.")
        raise NotComputable(Problem(text, field="target_year"))
    for (start, before), (end, after) in pairwise(path):
        if middle(year) <= middle(end):
            return before + (after - before) * (year - start) / (end - start)
    return path[-1][1]


def nrw_path(values: Values) -> tuple[tuple[Any, Any], ...]:
    """The straight path: the latest figure, then every later target."""
    have, want = require(values, "nrw_points", "nrw_target_points")
    return (have[-1], *(point for point in want if middle(point[0]) > middle(have[-1][0])))


def _latest(values: Values, table: str, column: int) -> Any:
    """The figure of the latest year that has one in a column of a table; None where there is none."""
    rows = values.get(table, ())
    known = [row for row in rows if row[0] is not None and row[column] is not None]
    return max(known, key=lambda row: middle(row[0]))[column] if known else None
