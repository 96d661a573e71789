"""Water supply: top-down water balance with ILI, supply and demand, path of losses, energy and cost."""

from yport_desktop.domain.sector import Sector
from yport_desktop.domain.text import N_

from . import (
    energy_indicators,
    indicators,
    inputs,
    network_indicators,
    planning_inputs,
    service_inputs,
    supply_indicators,
)
from .charts import CHARTS
from .checks import CHECKS
from .factors import COEFFICIENTS
from .peers import PEERS
from .series import series

_ROOMS = (network_indicators, supply_indicators, energy_indicators)

SECTOR = Sector(
    key="water_supply",
    label=N_("Water supply"),
    sections=(*inputs.SECTIONS, *service_inputs.SECTIONS),
    inputs=(*inputs.BALANCE_INPUTS, *service_inputs.SERVICE_INPUTS, *planning_inputs.PLANNING_INPUTS),
    indicators=(
        *indicators.HEADLINES,
        *(i for room in _ROOMS for i in room.HEADLINES),
        *(i for room in _ROOMS for i in room.INDICATORS),
        *indicators.INDICATORS,
    ),
    coefficients=COEFFICIENTS,
    charts=CHARTS,
    series=series,
    checks=CHECKS,
    order=3,
    derived={
        **indicators.DERIVED,
        **network_indicators.DERIVED,
        **supply_indicators.DERIVED,
        **energy_indicators.DERIVED,
    },
    peers=PEERS,
)
