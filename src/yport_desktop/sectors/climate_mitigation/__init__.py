"""Climate mitigation: community inventory, grid factors, uncertainty, paths and targets."""

from yport_desktop.domain.sector import Sector
from yport_desktop.domain.text import N_

from . import indicators, inputs, path_indicators, path_inputs
from .charts import CHARTS
from .checks import CHECKS
from .factors import COEFFICIENTS
from .path_checks import PATH_CHECKS
from .series import series
from .tables import tables

SECTOR = Sector(
    key="climate_mitigation",
    label=N_("Climate change mitigation"),
    sections=(*inputs.SECTIONS, *path_inputs.SECTIONS, inputs.FACTOR_SECTION),
    inputs=(*inputs.INVENTORY_INPUTS, *path_inputs.PATH_INPUTS, *inputs.FACTORS),
    indicators=(
        *indicators.INVENTORY_INDICATORS,
        *path_indicators.PATH_INDICATORS,
        *indicators.PROJECT,
    ),
    coefficients=COEFFICIENTS,
    charts=CHARTS,
    series=series,
    tables=tables,
    checks=(*CHECKS, *PATH_CHECKS),
    order=4,
    derived={**indicators.DERIVED, **path_indicators.DERIVED},
)
