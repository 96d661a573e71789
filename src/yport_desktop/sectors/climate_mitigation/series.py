"""Results by year: parts of the inventory, columns of Approach 1, series of the history, paths."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from yport_desktop.domain.evaluation import MissingInput, NotComputable
from yport_desktop.domain.sector import Series
from yport_desktop.domain.text import N_
from yport_desktop.domain.uncertainty import Contribution

from . import path
from .factors import SECTORS, SUBSECTORS
from .sources import APPROACH_1, ARITHMETIC, GPC

Values = Mapping[str, Any]
_LINE_LABELS: dict[tuple[str, str], tuple[str, str]] = {
    ("", ""): (N_("Emissions"), N_("Emissions, re-based")),
    ("", "actual"): (N_("Actual factor"), N_("Actual factor, re-based")),
    ("", "fixed"): (N_("Fixed factor"), N_("Fixed factor, re-based")),
    ("preliminary", ""): (N_("Preliminary"), N_("Preliminary, re-based")),
    ("preliminary", "actual"): (
        N_("Actual factor, preliminary"),
        N_("Actual factor, preliminary, re-based"),
    ),
    ("preliminary", "fixed"): (N_("Fixed factor, preliminary"), N_("Fixed factor, preliminary, re-based")),
    ("final", ""): (N_("Final"), N_("Final, re-based")),
    ("final", "actual"): (N_("Actual factor, final"), N_("Actual factor, final, re-based")),
    ("final", "fixed"): (N_("Fixed factor, final"), N_("Fixed factor, final, re-based")),
}
APPROACH_COLUMNS: dict[str, tuple[str, str, Callable[[Contribution], float]]] = {
    "approach_1_g": (N_("Combined uncertainty (G)"), "%", lambda c: c.combined_pct),
    "approach_1_h": (N_("Contribution to variance (H)"), "", lambda c: c.variance),
    "approach_1_a": (N_("Type A sensitivity (I)"), "%", lambda c: c.type_a),
    "approach_1_j": (N_("Type B sensitivity (J)"), "", lambda c: c.type_b),
    "approach_1_k": (N_("Trend, from the factor (K)"), "%", lambda c: c.trend_factor_pct),
    "approach_1_l": (N_("Trend, from the activity (L)"), "%", lambda c: c.trend_activity_pct),
    "approach_1_m": (N_("Contribution to the trend (M)"), "", lambda c: c.trend_variance),
}

OF_ONE_YEAR = ("approach_1_g", "approach_1_h")  # the others compare it with the base year


def series(values: Values) -> dict[str, Series]:
    """Every series that can be made of what is known."""
    made: dict[str, Series] = {}
    for part in (_inventory, _approach, _history, _paths, _sectors):
        try:
            made |= {found.key: found for found in part(values)}
        except (MissingInput, NotComputable, ArithmeticError):
            continue
    return made


def _inventory(values: Values) -> Iterator[Series]:
    """Sectors and sub-sectors [t CO2e/yr] in the year of the inventory and, where complete, its base year."""
    cells = values["inventory_counted"]
    year = int(values["inventory_year"])
    first = int(values["inventory_base_year"]) if "inventory_base_year" in values else None
    whole = first is not None and first < year and all(c.base is not None for c in cells)
    years = (first, year) if first is not None and whole else (year,)
    subsectors = {key: label for key, (label, _, _) in SUBSECTORS.items()}
    for key, label, names in (
        ("by_sector", N_("Emissions by sector"), SECTORS),
        ("by_subsector", N_("Emissions by sub-sector"), subsectors),
    ):
        lines: dict[str, tuple[float | None, ...]] = {}
        for name in names:
            members = [c for c in cells if name in (c.sector, c.subsector)]
            if members:
                now = sum(c.now for c in members)
                lines[name] = (sum(c.base for c in members), now) if whole else (now,)
        yield Series(key, label, "t CO2e/yr", years, lines, GPC.title, names)


def has_trend(values: Values) -> bool:
    """Whether the base year is known in every cell that counts, and adds up to something to compare with."""
    bases = [c.base for c in values["inventory_counted"]]
    return None not in bases and sum(bases) != 0


def _approach(values: Values) -> Iterator[Series]:
    """Columns G to M of Table 3.2, one line for each row."""
    year = int(values["inventory_year"])
    table = values["inventory_approach"].contributions
    trend = has_trend(values)
    source = f"{APPROACH_1.title}, {APPROACH_1.locator}"
    for key, (label, unit, column) in APPROACH_COLUMNS.items():
        if trend or key in OF_ONE_YEAR:
            lines = {f"{at:03} {c.row.category}": (column(c),) for at, c in enumerate(table, start=1)}
            yield Series(key, label, unit, (year,), lines, source)


def line_labels(lines: Mapping[path.Line, Any]) -> dict[path.Line, str]:
    """A name for every series: its own where that says it, else its version and factor."""
    names = [line[0] for line in lines]
    out = {}
    for line in lines:
        name, version, basis, part = line
        plain = _LINE_LABELS[(version, basis)][1 if part else 0]
        if name and names.count(name) == 1:
            out[line] = name
        else:
            out[line] = plain if len(set(names)) == 1 or not name else f"{name}: {plain}"
    return out


def _history(values: Values) -> Iterator[Series]:
    """Each series of the history apart, and its growth per year [%]."""
    lines = values["history_lines"]
    keys = {line: "|".join(map(str, line)) for line in lines}
    labels = {keys[line]: label for line, label in line_labels(lines).items()}
    years = tuple(sorted({year for figures in lines.values() for year in figures}))
    shown = {keys[line]: tuple(figures.get(year) for year in years) for line, figures in lines.items()}
    yield Series("history", N_("Emissions by year"), "t CO2e/yr", years, shown, ARITHMETIC.title, labels)
    rates = {keys[line]: path.growth(figures) for line, figures in lines.items()}
    later = tuple(sorted({year for figures in rates.values() for year in figures}))
    if later:
        grown = {key: tuple(rate.get(year) for year in later) for key, rate in rates.items() if rate}
        yield Series("history_growth", N_("Growth per year"), "%", later, grown, ARITHMETIC.title, labels)


def _paths(values: Values) -> Iterator[Series]:
    """Business as usual and the straight path to the target, from base to target year [t CO2e/yr]."""
    first, last = int(values["base_year"]), int(values["target_year"])
    years = tuple(range(first, min(last, first + 200) + 1))
    lines: dict[str, tuple[float | None, ...]] = {}
    for name, at in (("bau", path.bau_at), ("target", path.target_at)):
        try:
            lines[name] = tuple(at(values, year) for year in years)
        except (MissingInput, NotComputable, ArithmeticError):
            continue
    labels = {"bau": N_("Business as usual"), "target": N_("Path to the target")}
    if lines:
        yield Series("paths", N_("Path to the target"), "t CO2e/yr", years, lines, ARITHMETIC.title, labels)


def _sectors(values: Values) -> Iterator[Series]:
    """Change of each sector to business as usual, and its cut [t CO2e/yr]."""
    year = int(values["target_year"])
    rows = [row for row in values["sector_targets"] if row[0] and row[1]]
    grown = {row[0]: ((row[2] / row[1] - 1) * 100,) for row in rows if row[2] is not None}
    if grown:
        label = N_("Business as usual against the base year, by sector")
        yield Series("sector_bau_change", label, "%", (year,), grown, ARITHMETIC.title)
    cut = {row[0]: (row[1] * row[3] / 100,) for row in rows if row[3] is not None}
    if cut:
        yield Series("sector_cut", N_("Cuts by sector"), "t CO2e/yr", (year,), cut, ARITHMETIC.title)
