"""What is computed: of loads, of the calculators, and of all measures together."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from yport_desktop.domain.sector import Indicator
from yport_desktop.domain.text import N_

from . import loads, results
from .measures import measures
from .sources import AMO_SUITE, ARITHMETIC, FINANCE, HYDRAULICS

Compute = Callable[[Mapping[str, Any]], Any]
_MONEY: dict[str, Any] = {"unit": "currency", "decimals": 0}
_ENERGY: dict[str, Any] = {"unit": "kWh/yr", "decimals": 0}
_PRICES = ("price_electricity", "price_diesel", "price_gasoline", "price_natural_gas", "price_lpg")
_HEATS = ("heat_diesel", "heat_gasoline", "heat_natural_gas", "heat_lpg")
_CO2 = ("grid", "grid_factor", "co2_diesel", "co2_gasoline", "co2_natural_gas", "co2_lpg", *_HEATS)
_TABLES = ("loads", "lighting", "pumping", "buildings", "vehicles")
_CASH = ("cash_flows", "currency", "price_growth", *_PRICES, *_TABLES)

VALUE = (
    Indicator(
        "npv",
        N_("Net present value of all measures"),
        definition=N_(
            "All flows discounted to now. The first flow stands at t = 0 and is not discounted: a "
            "spreadsheet's NPV function discounts it and gives another figure."
        ),
        formula="Σ flow_t / (1 + rate)^t",
        source=FINANCE,
        compute=results.total_npv,
        needs=("measures", "discount_rate"),
        uses=_CASH,
        better="higher",
        headline=True,
        **_MONEY,
    ),
    Indicator(
        "irr",
        N_("Internal rate of return"),
        "fraction",
        N_(
            "The discount rate at which the net present value is zero. Shown only where the cash flow "
            "changes its sign exactly once: otherwise several rates, or none, solve the equation."
        ),
        "Σ flow_t / (1 + irr)^t = 0",
        FINANCE,
        results.total_irr,
        ("measures",),
        uses=_CASH,
        decimals=1,
        scale=100.0,
        display_unit="%",
        better="higher",
        bounds=(-1.0, None),
        headline=True,
    ),
    Indicator(
        "simple_payback",
        N_("Simple payback"),
        "yr",
        N_("Investment over the net saving of a year, without discounting; it says nothing of later years."),
        "investment / (cost_saved − Δ upkeep)",
        FINANCE,
        results.simple_payback,
        ("measures",),
        uses=_CASH,
        decimals=1,
        better="lower",
        bounds=(0.0, None),
        headline=True,
    ),
    Indicator(
        "discounted_payback",
        N_("Discounted payback"),
        "yr",
        N_("Years until the discounted flows have paid back for good; within a year on a straight line."),
        "Σ flow_t / (1 + rate)^t = 0",
        FINANCE,
        results.discounted_payback,
        ("measures", "discount_rate"),
        uses=_CASH,
        decimals=1,
        better="lower",
        bounds=(0.0, None),
    ),
)

SAVED = (
    Indicator(
        "energy_saved",
        N_("Energy saved"),
        definition=N_(
            "Sum over the measures, fuels by their heat content. Where measures act on one load they save "
            "less together than this sum."
        ),
        formula="Σ saving",
        source=ARITHMETIC,
        compute=results.energy_saved,
        needs=("measures",),
        uses=(*_TABLES, *_HEATS),
        better="higher",
        headline=True,
        **_ENERGY,
    ),
    Indicator(
        "energy_baseline",
        N_("Baseline of the measures"),
        definition=N_("Use before the measures; those on one load share its baseline."),
        formula="Σ baseline",
        source=ARITHMETIC,
        compute=results.energy_baseline,
        needs=("measures",),
        uses=(*_TABLES, *_HEATS),
        **_ENERGY,
    ),
    Indicator(
        "energy_saved_share",
        N_("Energy saved, share of the baseline"),
        "fraction",
        N_("Energy saved over the baseline of the measures."),
        "energy_saved / energy_baseline",
        ARITHMETIC,
        results.energy_saved_share,
        ("measures",),
        uses=(*_TABLES, *_HEATS),
        decimals=1,
        scale=100.0,
        display_unit="%",
        better="higher",
        bounds=(None, 1.0),
    ),
    Indicator(
        "cost_saved",
        N_("Energy cost saved"),
        "currency/yr",
        N_("In the first year, at the prices of today."),
        "Σ saving × price",
        ARITHMETIC,
        results.total_cost_saved,
        ("measures",),
        uses=("currency", *_PRICES, *_TABLES),
        decimals=0,
        better="higher",
    ),
    Indicator(
        "investment",
        N_("Investment"),
        definition=N_("Sum over the measures, whenever they start."),
        formula="Σ investment",
        source=ARITHMETIC,
        compute=results.investment,
        needs=("measures",),
        uses=("currency",),
        bounds=(0.0, None),
        **_MONEY,
    ),
    Indicator(
        "levelised_cost",
        N_("Cost of saved energy"),
        "currency/kWh",
        N_("Investment spread over the life at the discount rate, plus upkeep, over energy saved."),
        "Σ (investment × annuity + Δ upkeep) / energy_saved",
        FINANCE,
        results.levelised_cost,
        ("measures", "discount_rate"),
        uses=("currency", *_TABLES, *_HEATS),
        decimals=3,
        better="lower",
    ),
    Indicator(
        "co2_saved",
        N_("Emissions avoided"),
        "t CO2e/yr",
        N_("Saved energy times its emission factor; of fuels CO2 only."),
        "Σ saving × emission factor",
        ARITHMETIC,
        results.total_co2_saved,
        ("measures",),
        uses=(*_TABLES, *_CO2),
        decimals=1,
        better="higher",
        headline=True,
    ),
    Indicator(
        "abatement_cost",
        N_("Cost of abatement"),
        "currency/t CO2e",
        N_(
            "Yearly cost less saved energy cost, over emissions avoided; a growth of energy prices is spread "
            "over the life. Below zero the measures pay. Negative costs must not be used to rank: the larger "
            "the abatement, the less negative the cost. Rank by net present value."
        ),
        "Σ (investment × annuity + Δ upkeep − cost_saved) / co2_saved",
        FINANCE,
        results.abatement_cost,
        ("measures", "discount_rate"),
        uses=(*_CASH, *_CO2),
        decimals=0,
        better="lower",
    ),
)

LOADS = (
    Indicator(
        "load_energy",
        N_("Electricity of the loads"),
        definition=N_("Power times hours, or as billed, added up over the loads."),
        formula="Σ power × hours",
        source=AMO_SUITE,
        compute=loads.load_energy,
        needs=("loads",),
        bounds=(0.0, None),
        **_ENERGY,
    ),
    Indicator(
        "load_power",
        N_("Power of the loads"),
        "kW",
        N_("Added up, as if all ran at the same time."),
        "Σ V × A × power factor × 3^0.5 / 1000",
        AMO_SUITE,
        loads.load_power,
        ("loads",),
        decimals=2,
        bounds=(0.0, None),
    ),
    Indicator(
        "load_cost",
        N_("Cost of the loads"),
        "currency/yr",
        N_("Their electricity at the price of electricity."),
        "load_energy × price_electricity",
        AMO_SUITE,
        loads.load_cost,
        ("loads", "price_electricity"),
        decimals=0,
        bounds=(0.0, None),
    ),
)


def _calculator(table: str, saved: bool, label: str, unit: str, formula: str) -> Indicator:
    definition = (
        N_("Use before less use after, added up over the rows.")
        if saved
        else N_("Use before the change, added up over the rows.")
    )
    return Indicator(
        f"{table}_{'saved' if saved else 'before'}",
        label,
        unit,
        definition,
        formula,
        HYDRAULICS if table == "pumping" else ARITHMETIC,
        partial(loads.used, table=table, saved=saved),
        (table,),
        decimals=0,
        better="higher" if saved else "",
    )


_LAMPS = "Σ lamps × power × hours / 1000"
_PUMPS = "Σ water_density × gravity × flow × head / efficiency × hours / 3600000"
_FLOORS = "Σ floor area × use"
_TRIPS = "Σ vehicles × distance / 100 × fuel"
CALCULATED = (
    _calculator("lighting", False, N_("Lighting: electricity before"), "kWh/yr", _LAMPS),
    _calculator("lighting", True, N_("Lighting: electricity saved"), "kWh/yr", _LAMPS),
    _calculator("pumping", False, N_("Pumping: electricity before"), "kWh/yr", _PUMPS),
    _calculator("pumping", True, N_("Pumping: electricity saved"), "kWh/yr", _PUMPS),
    _calculator("buildings", False, N_("Buildings: electricity before"), "kWh/yr", _FLOORS),
    _calculator("buildings", True, N_("Buildings: electricity saved"), "kWh/yr", _FLOORS),
    _calculator("vehicles", False, N_("Vehicles: fuel before"), "L/yr", _TRIPS),
    _calculator("vehicles", True, N_("Vehicles: fuel saved"), "L/yr", _TRIPS),
)

INDICATORS = (*VALUE, *SAVED, *LOADS, *CALCULATED)
DERIVED: dict[str, Compute] = {
    "rate": results.rate,
    "all_measures": measures,
    "programme": results.programme,
}
