"""Solid waste and recycling: SDG 11.6.1 balance, recovery by material, landfill methane, paths to targets."""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.evaluation import MissingInput, NotComputable
from yport_desktop.domain.sector import Sector, Series
from yport_desktop.domain.text import N_

from . import (
    campaign,
    indicators,
    inputs,
    landfill_indicators,
    landfill_inputs,
    materials,
    path_charts,
    path_indicators,
    path_inputs,
    paths,
    sampling,
    what_a_waste,
    yokohama,
)
from .charts import CHARTS
from .checks import CHECKS
from .factors import REJECTS
from .peers import PEERS


def _series(values: Mapping[str, Any]) -> dict[str, Series]:
    """The series of landfill methane and of the paths, each as far as its inputs are known."""
    out: dict[str, Series] = {}
    for make in (landfill_indicators.series, path_indicators.series):
        try:
            out |= make(values)
        except (MissingInput, NotComputable, ArithmeticError):
            continue
    return out


SECTOR = Sector(
    key="solid_waste",
    label=N_("Solid waste and recycling"),
    sections=(
        *inputs.SECTIONS,
        *materials.SECTIONS,
        *path_inputs.SECTIONS,
        *landfill_inputs.SECTIONS,
        *campaign.SECTIONS,
        *sampling.SECTIONS,
    ),
    inputs=(
        *inputs.BALANCE_INPUTS,
        *materials.MATERIAL_INPUTS,
        *path_inputs.PATH_INPUTS,
        *landfill_inputs.LANDFILL_INPUTS,
        *campaign.CAMPAIGN_INPUTS,
        *sampling.SAMPLING_INPUTS,
    ),
    indicators=(
        *indicators.INDICATORS,
        *materials.MATERIAL_INDICATORS,
        *path_indicators.PATHS,
        *landfill_indicators.LANDFILL,
        *campaign.CAMPAIGN,
        *sampling.SAMPLING,
    ),
    coefficients=(REJECTS,),
    charts=(*CHARTS, *path_charts.PATH_CHARTS),
    series=_series,
    checks=(
        *CHECKS,
        *materials.MATERIAL_CHECKS,
        *path_indicators.PATH_CHECKS,
        *campaign.CAMPAIGN_CHECKS,
    ),
    order=1,
    shares=(tuple(asked.key for asked in inputs.COMPOSITION if asked.unit == "%"),),
    derived={**indicators.DERIVED, **landfill_indicators.DERIVED, **paths.DERIVED},
    peers=(*PEERS, *what_a_waste.PEERS),
    paths=yokohama.PATHS,
)
