"""The community inventory: from rows of activities to emissions, by sub-sector and scope [t CO2e/yr].

CO2e (t) = activity x (EF_CO2 + GWP_CH4 x EF_CH4 + GWP_N2O x EF_N2O) / 1000, with factors in kg per unit.
A cell with a notation key carries no number: it is counted among its like, and never as zero.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import NotComputable, middle
from yport_desktop.domain.fuels import PROPERTIES
from yport_desktop.domain.gradient import Traced
from yport_desktop.domain.text import N_
from yport_desktop.domain.uncertainty import Inventory, InventoryRow, approach_1, combine_product, half_width

from .factors import (
    ELECTRICITY,
    EMISSION_T,
    ENERGY_TJ,
    FUELS,
    MASS_KG,
    NOT_STATED,
    OWN,
    STATED,
    SUBSECTORS,
    VOLUME_M3,
    other_gases,
)

Values = Mapping[str, Any]
KEYS = (
    "name",
    "subsector",
    "scope",
    "carrier",
    "amount",
    "unit",
    "key",
    "ef_co2",
    "ef_ch4",
    "ef_n2o",
    "activity_pct",
    "factor_pct",
    "correlated",
    "base",
    "base_t",
    "source",
)
KWH_PER_TJ = 1e6 / 3.6
LINKED = {
    "solid_waste_": ("disposal", N_("Solid waste disposal, from its own sector")),
    "wastewater_": ("sewage", N_("Wastewater, from its own sector")),
}


@dataclass(frozen=True)
class Emission:
    """One cell. `now` and `base` [t CO2e/yr] are None where there is no figure; `key` says why.

    `factor`: the shared factor it was computed with (a fuel, electricity), or "" for its own;
    `measure`: energy, mass or volume. `number`: row of the table, 0 for a result of another sector.
    """

    number: int
    label: str
    subsector: str
    scope: str
    key: str = ""
    now: Any = None
    base: Any = None
    factor: str = ""
    measure: str = ""
    activity_pct: float = 0.0
    factor_pct: float = 0.0
    factor_correlated: bool = True
    activity_correlated: bool = False

    @property
    def sector(self) -> str:
        """The sector of its sub-sector."""
        return SUBSECTORS[self.subsector][1]


def rows(values: Values) -> tuple[Emission, ...]:
    """Every row of the table as an emission, or as a cell with a notation key."""
    stand_in = width_of(values, "activities")
    return tuple(
        _emission(values, number, dict(zip(KEYS, row, strict=True)), stand_in)
        for number, row in enumerate(values["activities"], start=1)
    )


def width_of(values: Values, key: str) -> float:
    """Uncertainty [%] of an input or factor; 0 where it is exact or not known."""
    return float(values.get("widths", {}).get(key, 0.0))


def _refuse(number: int, message: str, **details: Any) -> NotComputable:
    return NotComputable(
        Problem(message, field="activities", row=number, details=(("row", number), *details.items()))
    )


def _emission(values: Values, number: int, row: Mapping[str, Any], stand_in: float) -> Emission:
    subsector = row["subsector"]
    if subsector is None:
        raise _refuse(number, N_("Row {row} of the activities has no sub-sector."))
    label = row["name"] or SUBSECTORS[subsector][0]
    scope = row["scope"] or NOT_STATED
    figures = [row[k] for k in ("amount", "base", "base_t") if row[k] is not None]
    if row["key"] is not None:
        if figures:
            text = N_(
                "Row {row} of the activities has a notation key ({key}) and a figure: only one can hold."
            )
            raise _refuse(number, text, key=row["key"])
        return Emission(number, label, subsector, scope, row["key"])
    if row["amount"] is None:
        raise _refuse(number, N_("Row {row} of the activities has neither an amount nor a notation key."))
    factor, measure, per_unit, per_unit_base = _factor(values, number, row)
    base = row["base_t"]
    if base is None and row["base"] is not None:
        base = row["base"] * per_unit_base
    correlated = row["correlated"] or "factor"
    given = row["activity_pct"]
    own = row["factor_pct"] if row["factor_pct"] is not None else stand_in if measure == OWN else 0.0
    return Emission(
        number,
        label,
        subsector,
        scope,
        now=row["amount"] * per_unit,
        base=base,
        factor=factor,
        measure=measure,
        activity_pct=given if given is not None else stand_in,
        factor_pct=0.0 if factor else own,
        factor_correlated=correlated in ("factor", "both"),
        activity_correlated=correlated in ("activity", "both"),
    )


def _factor(values: Values, number: int, row: Mapping[str, Any]) -> tuple[str, str, Any, Any]:
    """Shared factor, measure, and t CO2e per unit of the amount, now and in the base year."""
    unit, carrier = row["unit"], row["carrier"]
    own = [row[k] for k in ("ef_co2", "ef_ch4", "ef_n2o")]
    if any(ef is not None for ef in own):
        co2, ch4, n2o = (0.0 if ef is None else ef for ef in own)
        per_unit = (co2 + values["gwp_ch4"] * ch4 + values["gwp_n2o"] * n2o) / 1000
        return "", OWN, per_unit, per_unit
    if unit in EMISSION_T:
        return "", STATED, EMISSION_T[unit], EMISSION_T[unit]
    if carrier == ELECTRICITY:
        if unit not in ENERGY_TJ:
            raise _refuse(number, N_("Row {row} of the activities: electricity needs a unit of energy."))
        kwh = ENERGY_TJ[unit] * KWH_PER_TJ
        now = values["electricity_ef"]
        base = values.get("electricity_ef_base", now)
        return ELECTRICITY, "energy", kwh * now / 1000, kwh * base / 1000
    if carrier in FUELS:
        measure, energy = _energy(values, number, carrier, unit)
        per_tj = values[f"ef_co2_{carrier}"]
        gases = other_gases(carrier, row["subsector"])
        if gases is not None:
            ch4, n2o = gases
            per_tj = per_tj + values["gwp_ch4"] * values[ch4] + values["gwp_n2o"] * values[n2o]
        per_unit = energy * per_tj / 1000
        return carrier, measure, per_unit, per_unit
    raise _refuse(
        number, N_("Row {row} of the activities has an amount but no emission factor for its unit.")
    )


def _energy(values: Values, number: int, fuel: str, unit: str | None) -> tuple[str, Any]:
    """How the fuel is measured, and TJ per unit of its amount."""
    known = PROPERTIES[fuel]
    if unit in ENERGY_TJ:
        return "energy", ENERGY_TJ[unit]
    if unit in MASS_KG and known.ncv is not None:
        return "mass", MASS_KG[unit] / 1e6 * values[f"ncv_{fuel}"]
    if unit in VOLUME_M3 and known.density is not None:
        weight = VOLUME_M3[unit] * values[f"density_{fuel}"] / 1e6
        return "volume", weight * values[f"ncv_{fuel}"]
    text = N_(
        "Row {row} of the activities: no calorific value or density is at hand for this unit. Enter the "
        "amount as energy, or own factors per unit."
    )
    raise _refuse(number, text)


def all_cells(values: Values) -> tuple[Emission, ...]:
    """The rows and the results of other sectors; rows that these stand for are left out."""
    cells = tuple(values["inventory_rows"])
    for key, (subsector, label) in LINKED.items():
        if not is_linked(values, key):
            continue
        cells = tuple(c for c in cells if c.subsector != subsector)
        taken = Emission(
            0,
            label,
            subsector,
            values[f"{key}scope"],
            now=values[f"{key}co2e"],
            base=values.get(f"{key}base"),
            factor=f"{key}co2e",
            factor_pct=width_of(values, f"{key}co2e"),
        )
        cells += (taken,)
    return cells


def is_linked(values: Values, key: str) -> bool:
    """Whether the result of another sector is counted."""
    return values[f"{key}from"] == "linked" and f"{key}co2e" in values


def counted(values: Values) -> tuple[Emission, ...]:
    """The cells with a figure in the scopes of the total."""
    chosen = values["scopes_counted"]
    scopes = None if chosen == "all" else tuple(chosen.split("+"))
    cells = [c for c in values["inventory_cells"] if c.now is not None and (not scopes or c.scope in scopes)]
    if not cells:
        raise NotComputable(Problem(N_("No cell of the inventory has a figure."), field="activities"))
    return tuple(cells)


def total(values: Values) -> Any:
    """Sum of the counted cells [t CO2e/yr]."""
    return _sum(c.now for c in values["inventory_counted"])


def base_total(values: Values) -> Any:
    """Sum of the same cells in the base year. Raises NotComputable where one of them has no figure."""
    cells = values["inventory_counted"]
    without = [c.label for c in cells if c.base is None]
    if without:
        text = N_("There is no trend: {count} of {of} cells have no base-year figure, first “{label}”.")
        details = (("count", len(without)), ("of", len(cells)), ("label", without[0]))
        raise NotComputable(Problem(text, field="activities", details=details))
    return _sum(c.base for c in cells)


def of_sector(values: Values, sector: str) -> Any:
    """Emissions of one sector within the total."""
    return _part(values, "inventory_counted", lambda c: c.sector == sector)


def of_scope(values: Values, scope: str) -> Any:
    """Emissions of one scope, whatever the total holds."""
    return _part(values, "inventory_cells", lambda c: c.scope == scope)


def _part(values: Values, cells: str, belongs: Any) -> Any:
    found = [c.now for c in values[cells] if c.now is not None and belongs(c)]
    if not found:
        raise NotComputable(Problem(N_("No cell of this kind has a figure."), field="activities"))
    return _sum(found)


def cells_with_key(values: Values, key: str) -> float:
    """How many cells carry a notation key."""
    return sum(1.0 for c in values["inventory_cells"] if c.key == key)


def _sum(numbers: Iterable[Any]) -> Any:
    first, *others = numbers
    for number in others:
        first = first + number
    return first


# errors ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RowError:
    """One independent error: half width in %, the row it belongs to, and the years it touches."""

    width: float
    row: int
    now: bool
    base: bool


def row_errors(values: Values) -> tuple[RowError, ...]:
    """The errors of all rows: of the activity, and of a factor of its own, each in one or both years."""
    found = []
    for at, cell in enumerate(values["inventory_rows"]):
        if cell.now is None:
            continue
        for width, both in (
            (cell.activity_pct, cell.activity_correlated),
            (cell.factor_pct, cell.factor_correlated),
        ):
            if width and both:
                found.append(RowError(width, at, True, True))
            elif width:
                found.append(RowError(width, at, True, False))
                if cell.base is not None:
                    found.append(RowError(width, at, False, True))
    return tuple(found)


def error_widths(values: Values) -> tuple[float, ...]:
    """Half width of each error [%]."""
    return tuple(error.width for error in values["inventory_errors"])


def moved_rows(values: Values, factors: Sequence[Any]) -> Mapping[str, Any]:
    """The rows when every error multiplies what it touches."""
    cells = list(values["inventory_rows"])
    for error, factor in zip(values["inventory_errors"], factors, strict=True):
        cell = cells[error.row]
        changes: dict[str, Any] = {}
        if error.now:
            changes["now"] = cell.now * factor
        if error.base and cell.base is not None:
            changes["base"] = cell.base * factor
        cells[error.row] = replace(cell, **changes)
    return {"inventory_rows": tuple(cells)}


# Approach 1 ------------------------------------------------------------------------------------


def approach_rows(values: Values) -> tuple[InventoryRow, ...]:
    """The rows of Table 3.2. Cells computed with one shared factor are one row, as its error is one."""
    cells = values["inventory_counted"]
    alone = [_alone(c) for c in cells if not c.factor or c.number == 0]
    shared: dict[str, list[Emission]] = {}
    for cell in cells:
        if cell.factor and cell.number:
            shared.setdefault(cell.factor, []).append(cell)
    return (*alone, *(_together(values, factor, members) for factor, members in shared.items()))


def _alone(cell: Emission) -> InventoryRow:
    return InventoryRow(
        f"{cell.number} {cell.label}" if cell.number else cell.label,
        "CO2e",
        _plain(cell.base),
        _plain(cell.now),
        cell.activity_pct,
        cell.factor_pct,
        cell.factor_correlated,
        cell.activity_correlated,
    )


def _together(values: Values, factor: str, members: Sequence[Emission]) -> InventoryRow:
    now, base = [_plain(c.now) for c in members], [_plain(c.base) for c in members]
    whole = abs(sum(now)) or 1.0
    activity = half_width(zip(now, (c.activity_pct for c in members), strict=True)) / whole * 100
    if factor == ELECTRICITY:
        width = width_of(values, "electricity_ef")
    else:
        weighed = abs(sum(n for n, c in zip(now, members, strict=True) if c.measure != "energy")) / whole
        poured = abs(sum(n for n, c in zip(now, members, strict=True) if c.measure == "volume")) / whole
        width = combine_product(
            (
                width_of(values, f"ef_co2_{factor}"),
                width_of(values, f"ncv_{factor}") * weighed,
                width_of(values, f"density_{factor}") * poured,
            )
        )
    label = N_("Electricity from the grid") if factor == ELECTRICITY else FUELS[factor].label
    return InventoryRow(label, "CO2e", sum(base), sum(now), activity, width)


def _plain(number: Any) -> Any:
    """A figure to reckon uncertainty with: draws at their mean, a traced number at its value."""
    if number is None:
        return 0.0
    return middle(number) if hasattr(number, "mean") or isinstance(number, Traced) else number


def approach(values: Values) -> Inventory:
    """Columns G to M of Table 3.2 for the counted cells. Raises NotComputable where the total is zero.

    Without a base year, or where its total is zero, the columns of the trend have no meaning.
    """
    table = values["inventory_approach_rows"]
    if sum(row.current for row in table) == 0:
        text = N_("The total is zero: only its absolute width has a meaning.")
        raise NotComputable(Problem(text, field="activities"))
    without = any(cell.base is None for cell in values["inventory_counted"])
    if without or sum(row.base for row in table) == 0:
        table = tuple(replace(row, base=row.current) for row in table)
    return approach_1(table)


def absolute_width(values: Values) -> Any:
    """Half width of the 95 % interval of the total [t CO2e/yr]; it has a meaning at a total of zero too."""
    table = values["inventory_approach_rows"]
    return half_width((row.current, combine_product((row.activity_pct, row.factor_pct))) for row in table)
