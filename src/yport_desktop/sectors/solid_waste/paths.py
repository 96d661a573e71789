"""Formulas of the path to a target: recycling, diversion and residual waste by year.

Tonnages in t/yr, rates as fractions 0-1. A blank cell is not zero: a year counts only where everything
that its rate is made of is known. Between the first year and the target the path is a straight line.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import MissingInput, NotComputable, middle, require
from yport_desktop.domain.text import N_

Values = Mapping[str, Any]
ByYear = dict[int, Any]
TABLES = ("residual_by_year", "recovered_by_year", "arising_by_year", "rates_by_year")
RECYCLING, DIVERSION, RESIDUAL = "recycling", "diversion", "residual"
MEASURES = (RECYCLING, DIVERSION, RESIDUAL)
_TONNAGES = ("recovered_by_year", "residual_by_year")


def column(values: Values, table: str, at: int) -> ByYear:
    """Column `at` of a table by year, blank cells left out; empty where the table is not given."""
    rows = values.get(table, ())
    return dict(sorted((int(row[0]), row[at]) for row in rows if row[at] is not None))


def residual(values: Values) -> ByYear:
    """Waste that is incinerated or landfilled [t/yr]."""
    return column(values, "residual_by_year", 1)


def recycled(values: Values) -> ByYear:
    """Waste collected for recycling [t/yr]."""
    return column(values, "recovered_by_year", 1)


def composted(values: Values) -> ByYear:
    """Waste composted, digested or diverted in another way [t/yr]."""
    return column(values, "recovered_by_year", 2)


def arising(values: Values) -> ByYear:
    """Waste arising [t/yr]: as stated, else the sum of the parts in the years where all are known."""
    rest, first, second = values["path_residual"], values["path_recycled"], values["path_composted"]
    summed = {y: rest[y] + first[y] + second[y] for y in rest if y in first and y in second}
    return dict(sorted((summed | column(values, "arising_by_year", 1)).items()))


def recycling(values: Values) -> ByYear:
    """Recycling rate by year: recycled over arising; as stated where there are no tonnages."""
    return _rates(values, values["path_recycled"], 1)


def diversion(values: Values) -> ByYear:
    """Diversion rate by year: recycled and composted over arising; as stated without tonnages."""
    first, second = values["path_recycled"], values["path_composted"]
    return _rates(values, {y: first[y] + second[y] for y in first if y in second}, 2)


def _rates(values: Values, part: ByYear, at: int) -> ByYear:
    whole = values["path_arising"]
    found = {year: rate / 100 for year, rate in column(values, "rates_by_year", at).items()}
    found |= {y: part[y] / whole[y] for y in part if y in whole and middle(whole[y]) > 0}
    return dict(sorted(found.items()))


def change(values: Values) -> ByYear:
    """Change of the residual waste against the base year, as a fraction (-0.3: 30 % less)."""
    rest = values["path_residual"]
    base = rest.get(base_year(values, rest, "residual_by_year"))
    return {year: amount / base - 1 for year, amount in rest.items()} if base is not None else {}


# Quantities by year, each computed once and read by key.
DERIVED = {
    "path_residual": residual,
    "path_recycled": recycled,
    "path_composted": composted,
    "path_arising": arising,
    "path_of_recycling": recycling,
    "path_of_diversion": diversion,
    "path_of_residual": change,
}


def reported(values: Values, measure: str) -> ByYear:
    """A measure by year. Raises MissingInput where no year has a figure."""
    found: ByYear = values[f"path_of_{measure}"]
    if not found:
        raise MissingInput(_TONNAGES[1:] if measure == RESIDUAL else _TONNAGES)
    return found


def base_year(values: Values, found: ByYear, table: str = "path_base_year") -> int:
    """The year the path starts from: as entered, or the first with a figure."""
    if "path_base_year" not in values:
        if not found:
            raise MissingInput((table,))
        return next(iter(found))
    year = int(values["path_base_year"])
    if year not in found:
        text = N_("There is no figure for the base year {year}.")
        raise NotComputable(Problem(text, field="path_base_year", details=(("year", year),)))
    return year


def latest(values: Values, measure: str) -> Any:
    """The measure in the last year that has a figure."""
    return list(reported(values, measure).values())[-1]


def target(values: Values, measure: str) -> tuple[int, Any]:
    """The year and the value [fraction] of a target."""
    percent, year = require(values, f"{measure}_target", f"{measure}_target_year")
    return int(year), percent / 100


def straight(values: Values, measure: str, year: int | None = None) -> Any:
    """What the straight path asks for in a year (the last with a figure): beyond its end, the target."""
    found = reported(values, measure)
    end, goal = target(values, measure)
    start = base_year(values, found)
    if start >= end:
        text = N_("The base year {start} is not before the target year {end}: there is no path between.")
        details = (("start", start), ("end", end))
        raise NotComputable(Problem(text, field=f"{measure}_target_year", details=details))
    at = list(found)[-1] if year is None else year
    at = start if at < start else end if at > end else at
    return found[start] + (goal - found[start]) * (at - start) / (end - start)


def gap(values: Values, measure: str) -> Any:
    """The measure less what the straight path asks for in the same year."""
    return latest(values, measure) - straight(values, measure)


def pace(values: Values, measure: str) -> Any:
    """Change per year still needed from the last figure to the target [1/yr]."""
    last = list(reported(values, measure))[-1]
    end, goal = target(values, measure)
    if last >= end:
        text = N_("The target year {end} has passed: the last figure is for {last}.")
        details = (("end", end), ("last", last))
        raise NotComputable(Problem(text, field=f"{measure}_target_year", details=details))
    return (goal - latest(values, measure)) / (end - last)


def met_in(values: Values) -> int:
    """The first reported year after the base year in which the residual waste met its target."""
    found = reported(values, RESIDUAL)
    _, goal = target(values, RESIDUAL)
    start = base_year(values, found)
    rest = values["path_residual"]
    limit = middle(rest[start]) * (1 + middle(goal))
    met = [year for year in found if year > start and middle(rest[year]) <= limit]
    if not met:
        text = N_("The target is not met in any reported year up to {last}.")
        raise NotComputable(Problem(text, field="residual_target", details=(("last", list(found)[-1]),)))
    return met[0]


def years_early(values: Values) -> int:
    """Years between the first reported year that met the target and the target year."""
    return target(values, RESIDUAL)[0] - met_in(values)


def unreported(found: ByYear) -> tuple[tuple[int, int], ...]:
    """The gaps of a table: pairs of reported years with others between them."""
    return tuple((before, after) for before, after in pairwise(found) if after - before > 1)
