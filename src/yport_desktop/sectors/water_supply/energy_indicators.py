"""What is computed of energy and of the cost of non-revenue water."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from yport_desktop.domain.sector import Indicator
from yport_desktop.domain.text import N_

from . import energy
from .indicators import ALL_OF_BALANCE, BILLED, UNBILLED
from .sources import ARITHMETIC, ECAM

Compute = Callable[[Mapping[str, Any]], Any]
_POSITIVE = (0.0, None)
_ENERGY_HEADLINES = (
    Indicator(
        "energy_per_m3",
        N_("Electricity of pumping per m3 put into the network"),
        "kWh/m3",
        N_("Electricity of pumping over the system input volume."),
        "distribution_energy_kwh / system_input_m3",
        ECAM,
        partial(energy.per_m3, energy="distribution_energy_kwh", volume="system_input_m3"),
        ("distribution_energy_kwh", "system_input"),
        decimals=3,
        better="lower",
        headline=True,
        bounds=_POSITIVE,
    ),
)
_ENERGY = (
    Indicator(
        "energy_per_m3_authorised",
        N_("Electricity of pumping per m3 of authorised consumption"),
        "kWh/m3",
        N_("Electricity of pumping over authorised consumption: losses make it larger."),
        "distribution_energy_kwh / authorised_m3",
        ECAM,
        partial(energy.per_m3, energy="distribution_energy_kwh", volume="authorised_m3"),
        ("distribution_energy_kwh", *BILLED, *UNBILLED),
        decimals=3,
        better="lower",
        bounds=_POSITIVE,
    ),
    Indicator(
        "energy_standardised",
        N_("Electricity of pumping per m3 and 100 m of head"),
        "kWh/m3/100 m",
        N_("Standardised by the pump head. The benchmark is that of pumps of 39 to 96 kW."),
        "energy_per_m3 / pump_head_m × 100",
        ECAM,
        energy.standardised,
        ("distribution_energy_kwh", "system_input", "pump_head_m"),
        decimals=3,
        better="lower",
        bounds=_POSITIVE,
        band=energy.standardised_band,
    ),
    Indicator(
        "treatment_energy_per_m3",
        N_("Electricity of treatment per m3"),
        "kWh/m3",
        N_("The benchmark hangs on the size of the plants (5,000 m3/d) and on pre-oxidation."),
        "treatment_energy_kwh / treated_volume_m3",
        ECAM,
        partial(energy.per_m3, energy="treatment_energy_kwh", volume="treated_volume_m3"),
        ("treatment_energy_kwh", "treated_volume_m3"),
        ("pre_oxidation", "period_days"),
        decimals=3,
        better="lower",
        bounds=_POSITIVE,
        band=energy.treatment_band,
    ),
    Indicator(
        "unit_head_loss",
        N_("Head loss per km"),
        "m/km",
        N_("Head lost along a main over its length."),
        "head_loss_m / head_loss_length_km",
        ECAM,
        energy.unit_head_loss,
        ("head_loss_m", "head_loss_length_km"),
        decimals=2,
        better="lower",
        bounds=_POSITIVE,
        band=energy.head_loss_band,
    ),
)


def _cost(
    key: str,
    label: str,
    definition: str,
    formula: str,
    compute: Compute,
    needs: tuple[str, ...],
    headline: bool,
) -> Indicator:
    return Indicator(
        key,
        label,
        "currency/yr",
        definition,
        formula,
        ARITHMETIC,
        compute,
        needs,
        ("meters",),
        decimals=0,
        better="lower",
        headline=headline,
    )


_COST_HEADLINES = (
    _cost(
        "cost_nrw",
        N_("Cost of non-revenue water per year"),
        N_(
            "Commercial losses at the average tariff; physical losses and unbilled authorised consumption at "
            "the variable cost of production; for 365 days."
        ),
        "cost_commercial + cost_physical + cost_unbilled",
        energy.cost_nrw,
        (*ALL_OF_BALANCE, "tariff", "production_cost"),
        True,
    ),
)
_COST = (
    _cost(
        "cost_commercial",
        N_("Cost of commercial losses per year"),
        N_("Revenue lost: commercial losses at the average tariff, for 365 days."),
        "commercial_losses_m3 × tariff × 365 / period_days",
        energy.cost_commercial,
        (*ALL_OF_BALANCE, "tariff"),
        False,
    ),
    _cost(
        "cost_physical",
        N_("Cost of physical losses per year"),
        N_("Physical losses at the variable cost of production, for 365 days."),
        "physical_losses_m3 × production_cost × 365 / period_days",
        energy.cost_physical,
        (*ALL_OF_BALANCE, "production_cost"),
        False,
    ),
    _cost(
        "cost_unbilled",
        N_("Cost of unbilled consumption per year"),
        N_("Unbilled authorised consumption at the variable cost of production, for 365 days."),
        "unbilled_authorised_m3 × production_cost × 365 / period_days",
        energy.cost_unbilled,
        (*UNBILLED, "period_days", "production_cost"),
        False,
    ),
)

HEADLINES = (*_ENERGY_HEADLINES, *_COST_HEADLINES)
INDICATORS = (*_ENERGY, *_COST)
DERIVED: dict[str, Compute] = {
    "treated_m3_d": lambda values: values["treated_volume_m3"] / values["period_days"],
}
