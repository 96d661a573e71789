"""Energy savings: loads, use before and after, and measures with their value, payback and abatement."""

from yport_desktop.domain.sector import Sector
from yport_desktop.domain.text import N_

from . import indicators, inputs
from .charts import CHARTS
from .checks import CHECKS
from .factors import DENSITY, GRAVITY
from .measure_inputs import MEASURES
from .tables import series, tables

SECTOR = Sector(
    key="energy_savings",
    label=N_("Energy savings"),
    sections=inputs.SECTIONS,
    inputs=(*inputs.TERMS, *inputs.LOADS, *inputs.CALCULATORS, *MEASURES, *inputs.FACTORS),
    indicators=indicators.INDICATORS,
    coefficients=(GRAVITY, DENSITY),
    charts=CHARTS,
    checks=CHECKS,
    order=5,
    derived=indicators.DERIVED,
    series=series,
    tables=tables,
    money=("currency", "price_year"),
)
