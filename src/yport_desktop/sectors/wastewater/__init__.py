"""Wastewater: methane and nitrous oxide by pathway, BOD balance, effluent, sewers and septage."""

from yport_desktop.domain.sector import Sector
from yport_desktop.domain.text import N_

from . import factor_inputs, indicators, inputs, service_indicators, service_inputs, system_inputs, yokohama
from .charts import CHARTS
from .checks import CHECKS
from .pathways import SHARES

SECTOR = Sector(
    key="wastewater",
    label=N_("Wastewater"),
    sections=(*inputs.SECTIONS, *service_inputs.SECTIONS, *factor_inputs.SECTIONS),
    inputs=(
        *inputs.CITY,
        *inputs.PATHWAY_INPUTS,
        *system_inputs.ON_SITE_INPUTS,
        *system_inputs.PLANT_INPUTS,
        *service_inputs.SERVICE_INPUTS,
        *factor_inputs.FACTOR_INPUTS,
    ),
    indicators=(*indicators.EMISSIONS, *service_indicators.INDICATORS),
    charts=CHARTS,
    series=service_indicators.series,
    checks=CHECKS,
    order=2,
    shares=(SHARES,),
    derived={**indicators.DERIVED, **service_indicators.DERIVED},
    peers=yokohama.PEERS,
    paths=yokohama.PATHS,
)
