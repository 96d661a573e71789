"""The charts of the sector, as data: what each of them says."""

from collections.abc import Callable

from yport_desktop.domain.assess import width_of
from yport_desktop.domain.charts import Balance, Flow, Line, Lines, PeerStrip, Point
from yport_desktop.domain.drivers import tornado
from yport_desktop.domain.sector import Assessment, Chart, Input, Series
from yport_desktop.domain.text import N_

from .peers import UTILITIES
from .planning_inputs import PATH
from .sources import WATER_BALANCE

_STAGES = (
    (N_("System input"),),
    (N_("Authorised"), N_("Water losses")),
    (
        N_("Revenue water"),
        N_("Unbilled"),
        N_("Commercial losses"),
        N_("Physical losses"),
    ),
)
_FLOWS = (
    ("System input", "Authorised", "authorised_m3_d"),
    ("System input", "Water losses", "water_losses_m3_d"),
    ("Authorised", "Revenue water", "billed_authorised_m3_d"),
    ("Authorised", "Unbilled", "unbilled_authorised_m3_d"),
    ("Water losses", "Commercial losses", "commercial_losses_m3_d"),
    ("Water losses", "Physical losses", "physical_losses_m3_d"),
)


def balance(assessment: Assessment) -> Balance | None:
    """System input -> authorised consumption and losses -> their parts [m3/d].

    Contradictory inputs (a part below zero) are listed as problems, not drawn as if they closed.
    """
    flows = []
    for source, target, key in _FLOWS:
        value = assessment.estimates[key].value
        if value is None or value < 0:
            return None
        flows.append(Flow(source, target, value))
    drawn = tuple(flow for flow in flows if flow.value > 0)
    if not drawn:
        return None
    source = f"{WATER_BALANCE.title} ({WATER_BALANCE.status})"
    return Balance(N_("Where the water goes"), "m3/d", _STAGES, drawn, source)


def nrw_path(assessment: Assessment) -> Lines | None:
    """Non-revenue water by year with its range, and the straight path to the targets [%]."""
    made = assessment.series.get("nrw_latest")
    if made is None:
        return None
    asked = {table.key: table for table in PATH}
    lines = [_line(made, "actual", _width(assessment, asked["nrw_by_year"]))]
    if "path" in made.values:
        lines.append(_line(made, "path", None, "target"))
    source = _sources(assessment, ("nrw_by_year", "nrw_targets"))
    return Lines(N_("Non-revenue water and its targets"), "%", tuple(lines), source=source)


def _width(assessment: Assessment, asked: Input) -> float:
    width, _ = width_of(asked, assessment.observed[asked.key])
    return width / 100


def _line(made: Series, name: str, width: float | None, style: str = "actual", scale: float = 100.0) -> Line:
    known = [
        (float(year), value * scale)
        for year, value in zip(made.years, made.values[name], strict=True)
        if value is not None
    ]
    y = tuple(value for _, value in known)
    low = tuple(value * max(0.0, 1 - width) for value in y) if width else ()
    high = tuple(value * (1 + width) for value in y) if width else ()
    return Line(made.labels[name], tuple(year for year, _ in known), y, low, high, style)


def supply_and_demand(assessment: Assessment) -> Lines | None:
    """Production, demand and capacity by year, with what is foreseen for the target year [m3/d]."""
    made = assessment.series.get("supply_m3_d")
    if made is None or len(made.years) < 2:
        return None
    styles = {"production": "actual", "demand": "baseline", "capacity": "target"}
    lines = tuple(_line(made, name, None, styles[name], 1.0) for name in styles if name in made.values)
    source = _sources(
        assessment, ("supply_by_year", "demand_by_year", "target_demand_stated_m3_d", "target_capacity_m3_d")
    )
    return Lines(N_("Supply and demand"), "m3/d", lines, source=source)


def _sources(assessment: Assessment, keys: tuple[str, ...]) -> str:
    named = (assessment.observed[key].source for key in keys if assessment.observed[key].known)
    return "; ".join(dict.fromkeys(source for source in named if source))


def peer_strip(indicator: str, instead_of: str = "") -> Callable[[Assessment], PeerStrip | None]:
    """Non-revenue water of this city among the utilities of the partner cities [%].

    `instead_of` names a result that is shown among them where it is known: then this one is not.
    """

    def build(assessment: Assessment) -> PeerStrip | None:
        own = assessment.estimates[indicator]
        if instead_of and (own.value is None or assessment.estimates[instead_of].value is not None):
            return None
        points = [Point(f"{u.name} {u.year}", u.nrw_pct, mark="partner") for u in UTILITIES]
        if own.value is not None:
            low, high = _percent(own.low), _percent(own.high)
            points.append(Point(N_("This city"), own.value * 100, low, high, "city"))
        source = "; ".join(f"{u.source} ({u.status})" for u in UTILITIES)
        return PeerStrip(N_("Non-revenue water among partner cities"), "%", tuple(points), source)

    return build


def _percent(value: float | None) -> float | None:
    return None if value is None else value * 100


CHARTS = (
    Chart("balance", N_("Water balance"), balance),
    Chart("nrw_path", N_("Path of non-revenue water"), nrw_path),
    Chart("supply_and_demand", N_("Supply and demand"), supply_and_demand),
    Chart(
        "tornado_ili",
        N_("What drives the uncertainty of the ILI"),
        tornado(("ili",), N_("What drives the range of the ILI"), ""),
    ),
    Chart(
        "tornado_nrw",
        N_("What drives the uncertainty of non-revenue water"),
        tornado(("nrw_share",), N_("What drives the range of non-revenue water"), "%", 100.0),
    ),
    Chart("peers_nrw", N_("Non-revenue water among peers"), peer_strip("nrw_share"), "nrw_share"),
    Chart(
        "peers_nrw_latest",
        N_("Non-revenue water, latest year, among peers"),
        peer_strip("nrw_latest", "nrw_share"),
        "nrw_latest",
    ),
)
