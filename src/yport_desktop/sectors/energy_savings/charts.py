"""The charts of the sector, as data."""

from collections.abc import Callable

from yport_desktop.domain.charts import CostCurve, Line, Lines, Step, Tornado
from yport_desktop.domain.drivers import SOURCE, drivers
from yport_desktop.domain.numbers import in_millions
from yport_desktop.domain.sector import Assessment, Chart
from yport_desktop.domain.text import N_

from .tables import KEY, LINES

_OWN = N_("Own calculation from the inputs shown")
MILLIONS: dict[str, str] = {
    "PHP": N_("million PHP"),
    "VND": N_("million VND"),
    "THB": N_("million THB"),
    "JPY": N_("million JPY"),
    "USD": N_("million USD"),
    "EUR": N_("million EUR"),
    "IDR": N_("million IDR"),
    "MYR": N_("million MYR"),
}


def _readable(unit: str, *amounts: float | None) -> tuple[str, float]:
    """The unit in which a chart writes amounts of money, and the factor to it."""
    largest = max((abs(amount) for amount in amounts if amount is not None), default=0.0)
    return (MILLIONS[unit], 1e-6) if unit in MILLIONS and in_millions(largest, unit) else (unit, 1.0)


def cost_curve(assessment: Assessment) -> CostCurve | None:
    """Cost of abatement of each measure over the emissions avoided, the cheapest first."""
    table = assessment.tables.get(KEY)
    if table is None:
        return None
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
    steps = [
        Step(str(row["name"]), float(row["co2_saved"]), float(row["abatement_cost"]), bool(row["shared"]))
        for row in rows
        if row["co2_saved"] and row["abatement_cost"] is not None and float(row["co2_saved"]) > 0
    ]
    if not steps:
        return None
    unit = assessment.estimates["abatement_cost"].unit
    if unit.startswith("currency"):
        unit = next(c.unit for c in table.columns if c.key == "abatement_cost")
    return CostCurve(
        N_("Cost of abatement of the measures"),
        unit,
        tuple(sorted(steps, key=lambda step: (step.cost, step.label))),
        "t CO2e/yr",
        N_("Below zero it pays. Rank by net present value, not by this cost."),
        _OWN,
    )


def cash_flow(assessment: Assessment) -> Lines | None:
    """The cash flow of all measures added up, plain and discounted, by year from now."""
    made = assessment.series.get("cash_flow")
    if made is None or len(made.years) < 2:
        return None
    years = tuple(float(year) for year in made.years)
    unit, scale = _readable(made.unit, *(v for line in made.values.values() for v in line))
    lines = tuple(
        Line(LINES[key], years, tuple(v and v * scale for v in made.values[key]), style=style)
        for key, style in (("cumulated", "baseline"), ("discounted", "actual"))
        if key in made.values
    )
    title = N_("Cash flow of all measures, added up")
    return Lines(title, unit, lines, N_("years from now"), _OWN)


def tornado(indicator: str, title: str) -> Callable[[Assessment], Tornado | None]:
    """What moves a result: the 95 % range that each input alone causes, the widest first."""

    def build(assessment: Assessment) -> Tornado | None:
        found = assessment.estimates[indicator]
        if found.value is None:
            return None
        unit, scale = _readable(found.unit.replace("currency", ""), found.value)
        bars = drivers(found, scale)
        return Tornado(title, unit, found.value * scale, bars, SOURCE) if bars else None

    return build


CHARTS = (
    Chart("cost_curve", N_("Cost of abatement"), cost_curve),
    Chart("cash_flow", N_("Cash flow of all measures"), cash_flow),
    Chart(
        "tornado_npv",
        N_("What drives the uncertainty of the net present value"),
        tornado("npv", N_("What drives the range of the net present value")),
    ),
    Chart(
        "tornado_energy",
        N_("What drives the uncertainty of the energy saved"),
        tornado("energy_saved", N_("What drives the range of the energy saved")),
    ),
)
