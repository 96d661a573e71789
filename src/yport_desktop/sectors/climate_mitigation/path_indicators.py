"""What is computed of paths and targets: gaps in tonnes, per cent and points; sums of sectors."""

from functools import partial
from typing import Any

from yport_desktop.domain.sector import Indicator
from yport_desktop.domain.text import N_

from . import path
from .indicators import TONNES, Compute
from .sources import ARITHMETIC

_TONNES: dict[str, Any] = {**TONNES, "source": ARITHMETIC}
_PERCENT: dict[str, Any] = {"unit": "%", "decimals": 2, "source": ARITHMETIC}
_BASE = ("base_emissions", "sector_targets", "sector_total_stated")
_NOW = ("current_emissions", "activities")
_BAU = ("bau_basis", "bau_rate", "bau_values", "sector_targets")

PATH = (
    Indicator(
        "base_co2e",
        N_("Base year of the target"),
        definition=N_("The emission that the target refers to."),
        formula="base_emissions",
        compute=path.base,
        needs=("base_emissions",),
        uses=_BASE,
        **_TONNES,
    ),
    Indicator(
        "current_co2e",
        N_("Present emissions"),
        definition=N_("As entered, or the total of the inventory."),
        formula="current_emissions",
        compute=path.current,
        needs=_NOW[:1],
        uses=_NOW,
        better="lower",
        **_TONNES,
    ),
    Indicator(
        "bau_co2e",
        N_("Business as usual in the target year"),
        definition=N_("Without measures: by rate, by values, or by the sectors' column."),
        formula="base_co2e × (1 + bau_rate / 100)^(target_year − base_year)",
        compute=path.bau,
        needs=("base_year", "target_year"),
        uses=(*_BASE, *_BAU),
        **_TONNES,
    ),
    Indicator(
        "bau_change_pct",
        N_("Business as usual against the base year"),
        definition=N_("Growth that would come without measures."),
        formula="(bau_co2e / base_co2e − 1) × 100",
        compute=partial(path.change_between, now="bau_co2e", before="base_co2e"),
        needs=("base_year", "target_year"),
        uses=(*_BASE, *_BAU),
        **_PERCENT,
    ),
    Indicator(
        "target_co2e",
        N_("Emissions that the target allows"),
        definition=N_("In the target year."),
        formula="base_co2e × (1 − target_pct / 100)",
        compute=path.target,
        needs=("target_pct",),
        uses=(*_BASE, *_BAU, "target_against"),
        headline=True,
        **_TONNES,
    ),
    Indicator(
        "cut_from_bau",
        N_("Cut needed against business as usual"),
        definition=N_("What measures have to bring in the target year."),
        formula="bau_co2e − target_co2e",
        compute=partial(path.less, whole="bau_co2e", part="target_co2e"),
        needs=("target_pct", "base_year", "target_year"),
        uses=(*_BASE, *_BAU, "target_against"),
        **_TONNES,
    ),
    Indicator(
        "gap_to_target",
        N_("Gap to the target"),
        definition=N_("Present emissions less what the target allows: what is still to be cut."),
        formula="current_co2e − target_co2e",
        compute=partial(path.less, whole="current_co2e", part="target_co2e"),
        needs=("target_pct",),
        uses=(*_BASE, *_BAU, *_NOW, "target_against"),
        better="lower",
        headline=True,
        **_TONNES,
    ),
    Indicator(
        "gap_to_path",
        N_("Gap to the straight path"),
        definition=N_("Present emissions less the straight line from base year to target in the same year."),
        formula="current_co2e − (base_co2e + (target_co2e − base_co2e) × (t − base_year) / "
        "(target_year − base_year))",
        compute=path.gap_to_path,
        needs=("target_pct", "base_year", "target_year", "current_year"),
        uses=(*_BASE, *_BAU, *_NOW, "inventory_year", "target_against"),
        better="lower",
        **_TONNES,
    ),
    Indicator(
        "change_pct",
        N_("Change against the base year"),
        definition=N_("In per cent of the base year; a cut is negative."),
        formula="(current_co2e / base_co2e − 1) × 100",
        compute=path.change_pct,
        needs=("base_emissions",),
        uses=(*_BASE, *_NOW),
        better="lower",
        **_PERCENT,
    ),
    Indicator(
        "target_change_pct",
        N_("Change that the target means"),
        definition=N_(
            "In per cent of the base year, also where the target is set against business as usual."
        ),
        formula="(target_co2e / base_co2e − 1) × 100",
        compute=path.target_change_pct,
        needs=("target_pct",),
        uses=(*_BASE, *_BAU, "target_against"),
        **_PERCENT,
    ),
    Indicator(
        "points_to_target",
        N_("Still to go, in percentage points"),
        "percentage points",
        N_("Change against the base year less the change that the target means; positive: not yet met."),
        "change_pct − target_change_pct",
        ARITHMETIC,
        path.points_to_target,
        ("target_pct",),
        uses=(*_BASE, *_BAU, *_NOW, "target_against"),
        better="lower",
    ),
    Indicator(
        "achieved_share",
        N_("Achieved of the cut"),
        "fraction",
        N_("What has been cut of what is to be cut, against the base year."),
        "(base_co2e − current_co2e) / (base_co2e − target_co2e)",
        ARITHMETIC,
        path.achieved_share,
        ("target_pct",),
        uses=(*_BASE, *_BAU, *_NOW, "target_against"),
        scale=100.0,
        display_unit="%",
        decimals=1,
        better="higher",
    ),
    Indicator(
        "implied_base",
        N_("Base year that a stated change implies"),
        definition=N_(
            "Present emissions over one plus the change stated: another base shows a re-based series."
        ),
        formula="current_co2e / (1 + stated_change / 100)",
        compute=path.implied_base,
        needs=("stated_change",),
        uses=_NOW,
        **_TONNES,
    ),
)

SECTORS = (
    Indicator(
        "sector_sum",
        N_("Sum of the sectors, base year"),
        definition=N_("The base-year column of the targets by sector, added up."),
        formula="Σ base",
        compute=partial(path.sector_sum, column=1),
        needs=("sector_targets",),
        **_TONNES,
    ),
    Indicator(
        "sector_difference",
        N_("Sum of the sectors less the total stated"),
        definition=N_("Shown, never smoothed: zero where the source adds up."),
        formula="sector_sum − sector_total_stated",
        compute=partial(path.less, whole="sector_sum", part="sector_total_stated"),
        needs=("sector_targets", "sector_total_stated"),
        **_TONNES,
    ),
    Indicator(
        "sector_bau",
        N_("Sum of the sectors, business as usual"),
        definition=N_("The business-as-usual column of the targets by sector, added up."),
        formula="Σ bau",
        compute=partial(path.sector_sum, column=2),
        needs=("sector_targets",),
        **_TONNES,
    ),
    Indicator(
        "sector_bau_change_pct",
        N_("Change of the sectors to business as usual"),
        definition=N_("From the sum of the base year to the sum of business as usual."),
        formula="(sector_bau / sector_sum − 1) × 100",
        compute=partial(path.change_between, now="sector_bau", before="sector_sum"),
        needs=("sector_targets",),
        **_PERCENT,
    ),
    Indicator(
        "sector_cuts",
        N_("Sum of the sectors' cuts"),
        definition=N_("Each sector's base-year emission times its cut."),
        formula="Σ base × cut / 100",
        compute=path.sector_cuts,
        needs=("sector_targets",),
        **_TONNES,
    ),
    Indicator(
        "sector_cut_pct",
        N_("Sectors' cuts in per cent of the base year"),
        definition=N_("Of the total as stated where there is one, else of the sum of the sectors."),
        formula="sector_cuts / sector_total_stated × 100",
        compute=path.sector_cut_pct,
        needs=("sector_targets",),
        uses=("sector_total_stated",),
        **_PERCENT,
    ),
)

PATH_INDICATORS = (*PATH, *SECTORS)

DERIVED: dict[str, Compute] = {
    "current_at": path.current_year,
    "sector_base": path.sector_base,
    "history_rebases": path.rebases,
    "history_lines": path.history,
}
