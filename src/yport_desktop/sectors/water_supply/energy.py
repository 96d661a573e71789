"""Energy of pumping and treatment, and what non-revenue water costs. Energy in kWh over the period."""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.evaluation import middle, require

from .factors import (
    BENCHMARK_MEANING,
    HEAD_LOSS_BANDS,
    LARGE_PLANT,
    PUMP_BANDS,
    TREATMENT_BANDS,
    band_of,
)

Values = Mapping[str, Any]


def per_m3(values: Values, energy: str, volume: str) -> Any:
    """Energy per volume [kWh/m3]."""
    used, amount = require(values, energy, volume)
    return used / amount


def standardised(values: Values) -> Any:
    """Pumping energy per m3 and 100 m of head [kWh/m3/100 m]."""
    each, head = require(values, "energy_per_m3", "pump_head_m")
    return each / head * 100


def standardised_band(values: Values) -> str:
    """The benchmark class of the standardised energy."""
    return BENCHMARK_MEANING[band_of(middle(values["energy_standardised"]), PUMP_BANDS)]


def treatment_band(values: Values) -> str:
    """The benchmark class of treatment energy, by size of the plant and pre-oxidation."""
    daily, oxidised = require(values, "treated_m3_d", "pre_oxidation")
    bands = TREATMENT_BANDS[middle(daily) > LARGE_PLANT, oxidised == "yes"]
    return BENCHMARK_MEANING[band_of(middle(values["treatment_energy_per_m3"]), bands)]


def unit_head_loss(values: Values) -> Any:
    """Head lost per km of main [m/km]."""
    lost, length = require(values, "head_loss_m", "head_loss_length_km")
    return lost / length


def head_loss_band(values: Values) -> str:
    """The benchmark class of the unit head loss."""
    return BENCHMARK_MEANING[band_of(middle(values["unit_head_loss"]), HEAD_LOSS_BANDS)]


def a_year(values: Values, amount: Any) -> Any:
    """An amount of the period for 365 days."""
    return amount * 365 / values["period_days"]


def cost_commercial(values: Values) -> Any:
    """Revenue lost by commercial losses, at the average tariff [currency/yr]."""
    losses, tariff = require(values, "commercial_losses_m3", "tariff")
    return a_year(values, losses * tariff)


def cost_physical(values: Values) -> Any:
    """What it costs to produce the physical losses [currency/yr]."""
    losses, cost = require(values, "physical_losses_m3", "production_cost")
    return a_year(values, losses * cost)


def cost_unbilled(values: Values) -> Any:
    """What it costs to produce unbilled authorised consumption [currency/yr]."""
    volume, cost = require(values, "unbilled_authorised_m3", "production_cost")
    return a_year(values, volume * cost)


def cost_nrw(values: Values) -> Any:
    """The three together [currency/yr]."""
    return sum(require(values, "cost_commercial", "cost_physical", "cost_unbilled"))
