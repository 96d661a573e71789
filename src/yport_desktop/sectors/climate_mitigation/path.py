"""Paths of emissions: base year, business as usual, target, targets by sector, and series by year.

Emissions in t CO2e/yr, rates and changes in %. Compounded growth: E_t = E_0 x (1 + r/100)^(t - t0).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import NotComputable, middle, require
from yport_desktop.domain.text import N_

Values = Mapping[str, Any]
Line = tuple[str, str, str, int]  # series, version, basis, how often it was re-based before
ROUNDED_POINTS = 0.05  # a change printed with one decimal
VALUE_ROUNDED = 0.0003  # of an emission printed with four digits


def base(values: Values) -> Any:
    """Base-year emission: as entered, or what the sectors' targets stand on."""
    if "base_emissions" in values or "sector_targets" not in values:
        return values["base_emissions"]
    return values["sector_base"]


def current(values: Values) -> Any:
    """Present emission: as entered, or the inventory's total."""
    return values["current_emissions"] if "current_emissions" in values else values["total_co2e"]


def current_year(values: Values) -> int:
    """Year of the present emission. Raises MissingInput."""
    of_inventory = "current_emissions" not in values and "current_year" not in values
    return int(values["inventory_year" if of_inventory else "current_year"])


def bau_at(values: Values, year: int) -> Any:
    """Business as usual in a year."""
    basis = values["bau_basis"]
    if basis == "values":
        return _between(values["bau_values"], year)
    start, first = require(values, "base_co2e", "base_year")
    if basis == "rate":
        return start * (1 + values["bau_rate"] / 100) ** (year - int(first))
    end, last = require(values, "sector_bau", "target_year")
    return _straight(start, end, int(first), int(last), year)


def bau(values: Values) -> Any:
    """Business as usual in the target year."""
    return bau_at(values, int(values["target_year"]))


def target(values: Values) -> Any:
    """Emission that the target allows in the target year."""
    start, cut = require(values, "base_co2e", "target_pct")
    if values["target_against"] == "bau":
        start = values["bau_co2e"]
    return start * (1 - cut / 100)


def target_at(values: Values, year: int) -> Any:
    """The straight path from the base year to the target; the target itself after its year."""
    start, end, first, last = require(values, "base_co2e", "target_co2e", "base_year", "target_year")
    return _straight(start, end, int(first), int(last), year)


def _straight(start: Any, end: Any, first: int, last: int, year: int) -> Any:
    if last <= first:
        text = N_("The target year ({last}) does not lie after the base year ({first}).")
        raise NotComputable(Problem(text, field="target_year", details=(("first", first), ("last", last))))
    if year < first:
        text = N_("{year} lies before the base year {first}: there is no path.")
        raise NotComputable(Problem(text, field="current_year", details=(("year", year), ("first", first))))
    share = (min(year, last) - first) / (last - first)
    return start + (end - start) * share


def _between(rows: Any, year: int) -> Any:
    known = sorted(((int(r[0]), r[1]) for r in rows if r[1] is not None), key=lambda item: item[0])
    for (first, start), (last, end) in pairwise(known):
        if first <= year <= last:
            return start + (end - start) * ((year - first) / (last - first))
    if len(known) == 1 and known[0][0] == year:
        return known[0][1]
    text = N_("Business as usual by year has no row around {year}.")
    raise NotComputable(Problem(text, field="bau_values", details=(("year", year),)))


def gap_to_path(values: Values) -> Any:
    """Present emission less the path in the same year; positive: above the path."""
    return values["current_co2e"] - target_at(values, values["current_at"])


def change_pct(values: Values) -> Any:
    """Change of the present figure against the base year [%]."""
    now, start = require(values, "current_co2e", "base_co2e")
    return (now / start - 1) * 100


def target_change_pct(values: Values) -> Any:
    """Change against the base year that the target means [%]."""
    end, start = require(values, "target_co2e", "base_co2e")
    return (end / start - 1) * 100


def points_to_target(values: Values) -> Any:
    """Change still to be made, in percentage points of the base year; positive: not yet met."""
    now, end = require(values, "change_pct", "target_change_pct")
    return now - end


def achieved_share(values: Values) -> Any:
    """What has been cut of what is to be cut, against the base year."""
    start, now, end = require(values, "base_co2e", "current_co2e", "target_co2e")
    if middle(start) == middle(end):
        raise NotComputable(
            Problem(N_("The target equals the base year: there is nothing to achieve."), field="target_pct")
        )
    return (start - now) / (start - end)


def implied_base(values: Values) -> Any:
    """The base-year emission on which a stated change stands: present / (1 + change/100)."""
    now, change = require(values, "current_co2e", "stated_change")
    return now / (1 + change / 100)


def less(values: Values, whole: str, part: str) -> Any:
    """The difference of two quantities."""
    first, second = require(values, whole, part)
    return first - second


def change_between(values: Values, now: str, before: str) -> Any:
    """Change from one quantity to another [%]."""
    end, start = require(values, now, before)
    return (end / start - 1) * 100


# by sector -------------------------------------------------------------------------------------


def sector_sum(values: Values, column: int) -> Any:
    """Sum of a column of the targets by sector. Raises NotComputable where a cell has no figure."""
    cells = [row[column] for row in values["sector_targets"]]
    if any(cell is None for cell in cells):
        text = N_("A row of the table has no figure; it does not count as zero.")
        raise NotComputable(Problem(text, field="sector_targets"))
    return sum(cells)


def sector_base(values: Values) -> Any:
    """What the overall cut refers to: the total as stated, or the sum of the sectors."""
    return values["sector_total_stated"] if "sector_total_stated" in values else values["sector_sum"]


def sector_cuts(values: Values) -> Any:
    """Sum of the cuts of the sectors [t CO2e/yr]."""
    rows = values["sector_targets"]
    if any(row[1] is None or row[3] is None for row in rows):
        text = N_("A row of the table has no figure; it does not count as zero.")
        raise NotComputable(Problem(text, field="sector_targets"))
    return sum(row[1] * row[3] / 100 for row in rows)


def sector_cut_pct(values: Values) -> Any:
    """The sectors' cuts in % of the base year."""
    cuts, whole = require(values, "sector_cuts", "sector_base")
    return cuts / whole * 100


# history ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rebase:
    """Two figures of one series whose stated changes stand on different base-year emissions."""

    series: str
    basis: str
    against: int
    year: int
    implied: Any
    later: int
    later_implied: Any


def slack(change: float) -> float:
    """How far an implied base may be off by rounding alone [fraction]."""
    return VALUE_ROUNDED + ROUNDED_POINTS / (100 + change)


def rebases(values: Values) -> tuple[Rebase, ...]:
    """Where a series was re-based: the stated changes of two figures imply different base years."""
    stands: dict[tuple[str, str, int], list[tuple[int, Any, float]]] = {}
    for name, _, basis, year, emission, change, against, _ in values["emissions_history"]:
        if emission is not None and change is not None and against is not None:
            implied = emission / (1 + change / 100)
            key = (name or "", basis or "", int(against))
            stands.setdefault(key, []).append((int(year), implied, slack(change)))
    return tuple(
        Rebase(name, basis, against, year, one, later, other)
        for (name, basis, against), found in stands.items()
        for (year, one, off), (later, other, wider) in pairwise(sorted(found, key=lambda item: item[0]))
        if abs(middle(one) - middle(other)) > middle(one) * off + middle(other) * wider
    )


def history(values: Values) -> dict[Line, dict[int, Any]]:
    """Every series of the table, apart: emissions by year for name, version, basis and re-basing."""
    breaks = [(found.series, found.basis, found.later) for found in values["history_rebases"]]
    lines: dict[Line, dict[int, Any]] = {}
    for name, version, basis, year, emission, *_ in values["emissions_history"]:
        if emission is not None:
            own = (name or "", basis or "")
            part = sum(1 for series, kind, later in breaks if (series, kind) == own and int(year) >= later)
            lines.setdefault((name or "", version or "", basis or "", part), {})[int(year)] = emission
    return lines


def growth(figures: Mapping[int, Any]) -> dict[int, Any]:
    """Growth per year [%] from the figure before, compounded over the years between."""
    known = sorted(figures)
    return {
        year: ((figures[year] / figures[before]) ** (1 / (year - before)) - 1) * 100
        for before, year in pairwise(known)
        if middle(figures[before]) > 0 and middle(figures[year]) > 0
    }
