"""The charts of the sector, as data: what each of them says."""

from yport_desktop.domain.charts import Balance, Bar, Flow, Line, Lines, PeerStrip, Point, Tornado
from yport_desktop.domain.drivers import SOURCE, drivers
from yport_desktop.domain.sector import Assessment, Chart
from yport_desktop.domain.text import N_

from . import sewerage
from .effluent import COMPLIED, EXCEEDED, verdicts
from .sources import YOKOHAMA_STATISTICS
from .standards import PARAMETERS

DRAWN_APART = 4  # largest pathways with a name of their own
_OWN = N_("Own calculation from the inputs shown")


def bod_balance(assessment: Assessment) -> Balance | None:
    """Generated -> people on plants, on site, or neither -> removed or discharged [t/d of BOD].

    Not drawn where the shares of the people do not add up: that is listed as a contradiction.
    """
    known = {key: assessment.estimates[f"bod_{key}"].value for key in _BALANCE}
    made, plants, removed, on_site, left = (known[key] for key in _BALANCE)
    tanks = assessment.estimates["on_site_share"].value
    if made is None or plants is None or removed is None or on_site is None or left is None or tanks is None:
        return None
    if not made or abs(removed + on_site + left - made) > 1e-6 * made:
        return None
    kept, other = made * tanks, made - plants - made * tanks
    flows = (
        Flow("Generated", "Plants", plants),
        Flow("Generated", "On site", kept),
        Flow("Generated", "Untreated", other),
        Flow("Plants", "Removed by plants", removed),
        Flow("Plants", "Discharged", plants - removed),
        Flow("On site", "Removed on site", on_site),
        Flow("On site", "Discharged", kept - on_site),
        Flow("Untreated", "Discharged", other),
    )
    if any(flow.value < -1e-9 * made for flow in flows):
        return None
    drawn = tuple(flow for flow in flows if flow.value > 1e-9 * made)
    return Balance(N_("Where the BOD of the population goes"), "t/d", _STAGES, drawn, _OWN)


_BALANCE = ("generated_t_d", "to_plants_t_d", "removed_t_d", "removed_on_site_t_d", "discharged_t_d")
_STAGES = (
    (N_("Generated"),),
    (N_("Plants"), N_("On site"), N_("Untreated")),
    (N_("Removed by plants"), N_("Removed on site"), N_("Discharged")),
)


def emissions(assessment: Assessment) -> Balance | None:
    """Emissions from each pathway to its gas [t CO2e/yr]; the smallest pathways are taken together."""
    total = assessment.estimates["co2e_total"].value
    gwp = assessment.observed["gwp_ch4"].value
    if not total or not isinstance(gwp, float):
        return None
    sums = {place: assessment.estimates[f"co2e_{place}"].value or 0.0 for place in _PLACES}
    largest = sorted(sums, key=lambda place: -sums[place])[:DRAWN_APART]
    parts: dict[str, list[float]] = {}
    for place, label in _PLACES.items():
        gas = (assessment.estimates[f"ch4_{place}"].value or 0.0) * gwp / 1000
        kept = parts.setdefault(label if place in largest else _OTHERS, [0.0, 0.0])
        kept[0] += gas
        kept[1] += sums[place] - gas
    parts[_OTHERS] = parts.pop(_OTHERS)
    flows = tuple(
        Flow(label, name, amount)
        for label, amounts in parts.items()
        for name, amount in zip(_GASES, amounts, strict=True)
        if amount > 1e-9 * total
    )
    stages = (
        tuple(label for label in parts if any(flow.source == label for flow in flows)),
        tuple(gas for gas in _GASES if any(flow.target == gas for flow in flows)),
    )
    return Balance(N_("Emissions by pathway and gas"), "t CO2e/yr", stages, flows, _OWN)


_GASES = (N_("Methane"), N_("Nitrous oxide"))
_PLACES: dict[str, str] = {
    "aerobic": N_("Aerobic plants"),
    "reactor": N_("Reactors"),
    "lagoon_shallow": N_("Shallow lagoons"),
    "lagoon_deep": N_("Deep lagoons"),
    "septic": N_("Septic tanks"),
    "septic_field": N_("Tanks with field"),
    "latrine_family": N_("Family latrines"),
    "latrine_communal": N_("Communal latrines"),
    "latrine_wet": N_("Wet latrines"),
    "stagnant_sewer": N_("Stagnant sewers"),
    "discharge": N_("Discharge"),
}
_OTHERS = N_("Other pathways")


def effluent_bars(assessment: Assessment) -> Tornado | None:
    """Measurements that have an upper limit only, in % of that limit, as bars from 100 %, worst first."""
    needed = ("effluent", "effluent_standard", "own_limits")
    known = {key: seen.value for key in needed if (seen := assessment.observed[key]).known}
    if not {"effluent", "effluent_standard"} <= set(known):
        return None
    worst: dict[str, float] = {}
    for found in verdicts(known):
        if found.of_limit is not None and found.state in (COMPLIED, EXCEEDED):
            worst[found.parameter] = max(100 * found.of_limit, worst.get(found.parameter, 0.0))
    if not worst:
        return None
    bars = tuple(
        Bar(PARAMETERS[parameter], min(share, 100.0), max(share, 100.0))
        for parameter, share in sorted(worst.items(), key=lambda item: -item[1])
    )
    title = N_("Highest effluent value in % of its limit")
    return Tornado(title, "%", 100.0, bars, N_("Bars to the left of 100 % comply, to the right exceed"))


def coverage_path(assessment: Assessment) -> Lines:
    """Yokohama's sewer coverage by fiscal year, and where this city stands [% of population]."""
    years = sorted(sewerage.COVERAGE_PCT)
    lines = [
        Line(N_("Yokohama"), tuple(map(float, years)), tuple(sewerage.COVERAGE_PCT[year] for year in years))
    ]
    own = assessment.estimates["sewer_coverage"].value
    if own is not None:
        ends = (float(years[0]), float(years[-1]))
        lines.append(Line(N_("This city"), ends, (own * 100, own * 100), style="baseline"))
    source = N_(
        "Comparative statistical tables of large cities, FY1998-FY2000, and City of Yokohama, FY2010 "
        "(published); "
        "FY1989 and FY2013 secondary; years between are not in the sources"
    )
    return Lines(N_("Sewer coverage on Yokohama's path"), "%", tuple(lines), N_("fiscal year"), source)


def coverage_peers(assessment: Assessment) -> PeerStrip:
    """This city's sewer coverage among large cities of Japan in FY1998 [%]."""
    points = [
        Point(city, share, mark="yokohama" if city == "Yokohama" else "peer")
        for city, share in sewerage.CITIES_FY1998.items()
    ]
    own = assessment.estimates["sewer_coverage"]
    if own.value is not None:
        low, high = (None if end is None else end * 100 for end in (own.low, own.high))
        points.append(Point(N_("This city"), own.value * 100, low, high, "city"))
    source = f"{YOKOHAMA_STATISTICS.title}, FY1998 ({YOKOHAMA_STATISTICS.status})"
    return PeerStrip(N_("Sewer coverage of the population"), "%", tuple(points), source)


def plan_path(assessment: Assessment) -> Lines | None:
    """Treatment capacity over wastewater by year, and the treated share as stated [%]."""
    plan = assessment.series.get("plan")
    if plan is None or len(plan.years) < 2:
        return None
    x = tuple(map(float, plan.years))
    lines = [Line(plan.labels["computed"], x, plan.values["computed"])]
    if any(value is not None for value in plan.values["stated"]):
        lines.append(Line(plan.labels["stated"], x, plan.values["stated"], style="target"))
    return Lines(plan.label, "%", tuple(lines), "", _OWN)


def tornado(assessment: Assessment) -> Tornado | None:
    """What moves the emissions, or the methane where nitrogen is not known."""
    keys = ("co2e_total", "ch4_total")
    result = next(
        (assessment.estimates[key] for key in keys if assessment.estimates[key].value is not None), None
    )
    bars = drivers(result) if result else ()
    if result is None or result.value is None or not bars:
        return None
    return Tornado(N_("What drives the range of the emissions"), result.unit, result.value, bars, SOURCE)


CHARTS = (
    Chart("emissions", N_("Emissions by pathway"), emissions),
    Chart("bod_balance", N_("BOD balance"), bod_balance),
    Chart("tornado_emissions", N_("What drives the uncertainty of the emissions"), tornado),
    Chart("effluent", N_("Effluent in % of its limit"), effluent_bars),
    Chart("plan", N_("Treatment as planned"), plan_path),
    Chart("coverage_path", N_("Sewer coverage on Yokohama's path"), coverage_path),
    Chart(
        "coverage_peers", N_("Sewer coverage among large cities of Japan"), coverage_peers, "sewer_coverage"
    ),
)
