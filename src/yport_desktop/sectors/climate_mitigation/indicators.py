"""What is computed of the inventory: totals, parts, cells without a figure, uncertainty and trend."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import NotComputable, middle, require
from yport_desktop.domain.sector import Indicator
from yport_desktop.domain.text import N_

from . import grid, inventory
from .sources import APPROACH_1, ARITHMETIC, GPC, NGEF

Compute = Callable[[Mapping[str, Any]], Any]
TONNES: dict[str, Any] = {
    "unit": "t CO2e/yr",
    "scale": 0.001,
    "display_unit": "kt CO2e/yr",
    "decimals": 1,
}
_WASTE = (
    "solid_waste_from",
    "solid_waste_co2e",
    "solid_waste_scope",
    "wastewater_from",
    "wastewater_co2e",
    "wastewater_scope",
)
_READ = ("scopes_counted", "electricity_ef", "gwp_ch4", "gwp_n2o", *_WASTE)


def per_person(values: Mapping[str, Any]) -> Any:
    """Total over population [t CO2e/cap/yr]."""
    whole, people = require(values, "total_co2e", "population")
    return whole / people


def _exactly(values: Mapping[str, Any]) -> float:
    return 0.0


def trend(values: Mapping[str, Any]) -> Any:
    """Change of the total against the base year [%]. Raises NotComputable against zero."""
    now, base = require(values, "total_co2e", "base_total")
    _against_something(base)
    return (now / base - 1) * 100


def trend_uncertainty(values: Mapping[str, Any]) -> Any:
    """Uncertainty of the trend [percentage points], only where every cell has a base year."""
    (base,) = require(values, "base_total")
    _against_something(base)
    return values["inventory_approach"].trend_uncertainty_points


def _against_something(base: Any) -> None:
    if middle(base) == 0:
        text = N_("The emissions of the base year add up to zero: there is no trend in per cent.")
        raise NotComputable(Problem(text, field="activities"))


TOTALS = (
    Indicator(
        "total_co2e",
        N_("Emissions of the community"),
        definition=N_(
            "Sum of the cells with a figure in the scopes chosen. Cells with a notation key are not in "
            "it; how "
            "many were not estimated is shown beside it."
        ),
        formula="Σ A × (EF_CO2 + gwp_ch4 × EF_CH4 + gwp_n2o × EF_N2O) / 1000",
        source=GPC,
        compute=inventory.total,
        needs=("activities",),
        uses=_READ,
        better="lower",
        headline=True,
        **TONNES,
    ),
    Indicator(
        "per_person_co2e",
        N_("Emissions per person"),
        "t CO2e/cap/yr",
        N_("Emissions of the community over its population."),
        "total_co2e / population",
        ARITHMETIC,
        per_person,
        ("activities", "population"),
        uses=_READ,
        better="lower",
        headline=True,
    ),
    Indicator(
        "stated_difference",
        N_("Sum of the cells less the total stated"),
        definition=N_("Shown, never smoothed: zero where the source adds up."),
        formula="total_co2e − total_stated",
        source=ARITHMETIC,
        compute=lambda v: v["total_co2e"] - v["total_stated"],
        needs=("activities", "total_stated"),
        **TONNES,
    ),
    Indicator(
        "cells_ne",
        N_("Cells not estimated (NE)"),
        "cells",
        N_("They happen in the city, but nobody estimated them: the total lacks them."),
        "NE",
        GPC,
        partial(inventory.cells_with_key, key="NE"),
        ("activities",),
        uses=_WASTE,
        decimals=0,
        better="lower",
    ),
    Indicator(
        "cells_c",
        N_("Confidential cells (C)"),
        "cells",
        N_("They are known, but must not be published: the total lacks them."),
        "C",
        GPC,
        partial(inventory.cells_with_key, key="C"),
        ("activities",),
        uses=_WASTE,
        decimals=0,
    ),
    Indicator(
        "cells_ie",
        N_("Cells included elsewhere (IE)"),
        "cells",
        N_("Their emissions stand in another cell of the table."),
        "IE",
        GPC,
        partial(inventory.cells_with_key, key="IE"),
        ("activities",),
        uses=_WASTE,
        decimals=0,
    ),
)

_SECTOR_LABELS = {
    "stationary": N_("Emissions of stationary energy"),
    "transport": N_("Emissions of transport"),
    "waste": N_("Emissions of waste and wastewater"),
    "ippu": N_("Emissions of industrial processes and product use"),
    "afolu": N_("Emissions of agriculture, forestry and land use"),
    "other": N_("Emissions not in these sub-sectors"),
}
BY_SECTOR = tuple(
    Indicator(
        f"{sector}_co2e",
        label,
        definition=N_("The cells of this sector within the total."),
        formula="Σ A × EF",
        source=GPC,
        compute=partial(inventory.of_sector, sector=sector),
        needs=("activities",),
        uses=_READ,
        **TONNES,
    )
    for sector, label in _SECTOR_LABELS.items()
)
_SCOPE_LABELS = {
    "1": N_("Scope 1: inside the city"),
    "2": N_("Scope 2: electricity and heat from the grid"),
    "3": N_("Scope 3: outside, caused by the city"),
}
BY_SCOPE = tuple(
    Indicator(
        f"scope{scope}_co2e",
        label,
        definition=N_("All cells of this scope, whether or not the total holds it."),
        formula="Σ A × EF",
        source=GPC,
        compute=partial(inventory.of_scope, scope=scope),
        needs=("activities",),
        uses=_READ,
        **TONNES,
    )
    for scope, label in _SCOPE_LABELS.items()
)

UNCERTAINTY = (
    Indicator(
        "uncertainty_pct",
        N_("Uncertainty of the total (Approach 1)"),
        "%",
        N_("Half width of the 95 % interval, root sum of squares over the rows; shared factors are one row."),
        "√Σ (G × D)² / ΣD",
        APPROACH_1,
        lambda v: v["inventory_approach"].uncertainty_pct,
        ("activities",),
        uses=_READ,
        decimals=1,
        better="lower",
        half_width=_exactly,
    ),
    Indicator(
        "uncertainty_t",
        N_("Uncertainty of the total, absolute"),
        definition=N_("To be read where removals make the net total small."),
        formula="total_co2e × uncertainty_pct / 100",
        source=APPROACH_1,
        compute=inventory.absolute_width,
        needs=("activities",),
        uses=_READ,
        half_width=_exactly,
        **TONNES,
    ),
    Indicator(
        "base_total",
        N_("Emissions of the base year"),
        definition=N_("The same cells in the base year; missing where one of them has no figure."),
        formula="Σ A₀ × EF",
        source=ARITHMETIC,
        compute=inventory.base_total,
        needs=("activities",),
        uses=(*_READ, "electricity_ef_base", "solid_waste_base", "wastewater_base"),
        **TONNES,
    ),
    Indicator(
        "trend_pct",
        N_("Trend against the base year"),
        "%",
        N_("Change of the total; its range is the trend uncertainty of Approach 1."),
        "(total_co2e / base_total − 1) × 100",
        APPROACH_1,
        trend,
        ("activities",),
        uses=(*_READ, "electricity_ef_base", "solid_waste_base", "wastewater_base"),
        decimals=1,
        better="lower",
        half_width=trend_uncertainty,
    ),
    Indicator(
        "trend_uncertainty",
        N_("Uncertainty of the trend (Approach 1)"),
        "percentage points",
        N_("Half width of the 95 % interval of the trend."),
        "√Σ (K² + L²)",
        APPROACH_1,
        trend_uncertainty,
        ("activities",),
        uses=_READ,
        decimals=1,
        better="lower",
        half_width=_exactly,
    ),
)

PROJECT = (
    Indicator(
        "combined_margin",
        N_("Combined margin of the grid"),
        "t CO2/MWh",
        N_("For a project that feeds or saves electricity; an inventory takes an average factor."),
        "weight_om × om + (1 − weight_om) × bm",
        NGEF,
        grid.combined_margin,
        ("om", "bm", "weight_om"),
        uses=("project_grid", "project_kind"),
        decimals=4,
        bounds=(0.0, None),
    ),
)

INVENTORY_INDICATORS = (*TOTALS, *BY_SECTOR, *BY_SCOPE, *UNCERTAINTY)

DERIVED: dict[str, Compute] = {
    "inventory_rows": inventory.rows,
    "inventory_cells": inventory.all_cells,
    "inventory_counted": inventory.counted,
    "inventory_errors": inventory.row_errors,
    "inventory_approach_rows": inventory.approach_rows,
    "inventory_approach": inventory.approach,
}
