"""Solid waste and recycling: SDG 11.6.1 balance, landfill methane (IPCC first-order decay), G30 path."""

from yport_desktop.domain.sector import Sector
from yport_desktop.domain.text import N_

from . import indicators, inputs, landfill_indicators, landfill_inputs
from .charts import CHARTS
from .checks import CHECKS
from .factors import REJECTS

SECTOR = Sector(
    key="solid_waste",
    label=N_("Solid waste and recycling"),
    sections=(*inputs.SECTIONS, *landfill_inputs.SECTIONS),
    inputs=(*inputs.BALANCE_INPUTS, *landfill_inputs.LANDFILL_INPUTS),
    indicators=(*indicators.INDICATORS, *landfill_indicators.LANDFILL),
    coefficients=(REJECTS,),
    charts=CHARTS,
    series=landfill_indicators.series,
    checks=CHECKS,
    order=1,
    shares=(tuple(asked.key for asked in inputs.COMPOSITION if asked.unit == "%"),),
    derived={**indicators.DERIVED, **landfill_indicators.DERIVED},
)
