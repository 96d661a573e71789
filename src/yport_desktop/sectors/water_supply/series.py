"""Results by year: non-revenue water with its targets, supply with demand and capacity."""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.evaluation import MissingInput, middle
from yport_desktop.domain.sector import Series
from yport_desktop.domain.text import N_

from .supply import CAPACITY, DEMAND, PRODUCTION

Values = Mapping[str, Any]
LABELS: dict[str, str] = {
    "actual": N_("Non-revenue water"),
    "path": N_("Path to the targets"),
    "production": N_("Production"),
    "demand": N_("Demand"),
    "capacity": N_("Production capacity"),
}


def series(values: Values) -> dict[str, Series]:
    """The series that can be made of what is known, each under the key of the result it belongs to."""
    out = {}
    for made in (_nrw, _supply):
        try:
            found = made(values)
        except MissingInput:
            continue
        if found is not None:
            out[found.key] = found
    return out


def _nrw(values: Values) -> Series:
    lines = {"actual": _by_year(values["nrw_points"])}
    if "nrw_path_points" in values:
        lines["path"] = _by_year(values["nrw_path_points"])
    return _series("nrw_latest", N_("Non-revenue water by year"), "fraction", lines)


def _supply(values: Values) -> Series | None:
    columns = (
        ("production", "supply_by_year", PRODUCTION),
        ("demand", "demand_by_year", DEMAND),
        ("capacity", "supply_by_year", CAPACITY),
    )
    lines = {name: _column(values, table, at) for name, table, at in columns}
    for name, target in (("demand", "demand_target_m3_d"), ("capacity", "target_capacity_m3_d")):
        planned = _planned(values, target)
        if planned is not None:
            lines[name].setdefault(int(middle(values["target_year"])), planned)
    known = {name: line for name, line in lines.items() if line}
    return _series("supply_m3_d", N_("Supply and demand by year"), "m3/d", known) if known else None


def _column(values: Values, table: str, at: int) -> dict[int, Any]:
    """The figures of one column by year; empty where the table is not given."""
    rows = values.get(table, ())
    return {int(middle(row[0])): row[at] for row in rows if row[0] is not None and row[at] is not None}


def _planned(values: Values, key: str) -> Any:
    """A quantity of the target year; None where it has no value, for whatever reason."""
    try:
        return values[key] if "target_year" in values else None
    except (KeyError, ValueError, ArithmeticError):
        return None


def _by_year(points: Any) -> dict[int, Any]:
    return {int(middle(year)): share for year, share in points}


def _series(key: str, label: str, unit: str, lines: Mapping[str, Mapping[int, Any]]) -> Series:
    years = tuple(sorted({year for line in lines.values() for year in line}))
    values = {
        name: tuple(None if year not in line else float(line[year]) for year in years)
        for name, line in lines.items()
    }
    return Series(
        key, label, unit, years, values, N_("As entered; between the figures nothing is known"), LABELS
    )
