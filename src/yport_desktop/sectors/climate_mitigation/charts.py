"""The charts of the sector, as data: what each of them says."""

from math import hypot

from yport_desktop.domain.assess import STANDING_IN, WIDTHS, width_of
from yport_desktop.domain.charts import Line, Lines, PartBars, PartRow, Stack, Tornado
from yport_desktop.domain.drivers import bars_of
from yport_desktop.domain.evaluation import Evaluation, MissingInput, NotComputable
from yport_desktop.domain.sector import Assessment, Chart, Estimate
from yport_desktop.domain.text import N_

from . import indicators, path_indicators, yokohama
from .factors import SCOPES, SECTORS, SUBSECTORS
from .inventory import Emission
from .sources import APPROACH_1, GPC

THOUSAND = 1000.0
_STYLES = {"preliminary": "preliminary", "final": "actual", "": "actual"}
_OWN = N_("Own calculation from the inputs shown")


def cells(assessment: Assessment) -> tuple[Emission, ...]:
    """The cells with a figure that the total holds; none where there is no total."""
    known = {key: seen for key, seen in assessment.observed.items() if seen.known}
    values = {key: seen.value for key, seen in known.items()}
    values[STANDING_IN] = frozenset()  # type: ignore[assignment]
    values[WIDTHS] = {key: width_of(None, seen)[0] for key, seen in known.items()}  # type: ignore[assignment]
    formulas = {**indicators.DERIVED, **path_indicators.DERIVED}
    try:
        found: tuple[Emission, ...] = Evaluation(values, formulas)["inventory_counted"]
    except (MissingInput, NotComputable, ArithmeticError):
        return ()
    return found


def by_scope(assessment: Assessment) -> PartBars | None:
    """Sub-sectors as bars, stacked by scope [kt CO2e/yr], the largest on top."""
    found = cells(assessment)
    rows = []
    for subsector, (label, _, _) in SUBSECTORS.items():
        own = [c for c in found if c.subsector == subsector]
        if own:
            parts = tuple(sum(c.now for c in own if c.scope == scope) / THOUSAND for scope, _ in SCOPES)
            rows.append(PartRow(label, parts))
    if not rows:
        return None
    used = [at for at in range(len(SCOPES)) if any(row.values[at] for row in rows)]
    rows.sort(key=lambda row: -sum(row.values))
    return PartBars(
        N_("Emissions by sub-sector and scope"),
        "kt CO2e/yr",
        tuple(SCOPES[at][1] for at in used),
        tuple(PartRow(row.label, tuple(row.values[at] for at in used)) for row in rows),
        f"{GPC.title}",
    )


def shares(assessment: Assessment) -> PartBars | None:
    """Share of each sector in the total [%]; nothing where removals make shares meaningless."""
    found = cells(assessment)
    whole = sum(c.now for c in found)
    sums = {s: sum(c.now for c in found if c.sector == s) for s in SECTORS}
    if not found or whole <= 0 or any(amount < 0 for amount in sums.values()):
        return None
    rows = [PartRow(SECTORS[s], (amount / whole * 100,)) for s, amount in sums.items() if amount]
    rows.sort(key=lambda row: -row.values[0])
    return PartBars(N_("Share of each sector in the total"), "%", (N_("Share"),), tuple(rows), _OWN)


def between_years(assessment: Assessment) -> Stack | None:
    """Sub-sectors in the base year and the year of the inventory, stacked [kt CO2e/yr]."""
    made = assessment.series.get("by_subsector")
    if (
        made is None
        or len(made.years) < 2
        or any(v is None or v < 0 for row in made.values.values() for v in row)
    ):
        return None
    values = tuple(tuple(float(v or 0.0) / THOUSAND for v in row) for row in made.values.values())
    return Stack(
        N_("Base year and inventory by sub-sector"),
        "kt CO2e/yr",
        tuple(float(y) for y in made.years),
        tuple(SUBSECTORS[name][0] for name in made.values),
        values,
        GPC.title,
    )


def history(assessment: Assessment) -> Lines | None:
    """Every series of the city as a line of its own [kt CO2e/yr]."""
    made = assessment.series.get("history")
    if made is None or len(made.years) < 2:
        return None
    lines = tuple(
        Line(
            made.labels[key],
            tuple(float(y) for y in made.years),
            tuple(None if v is None else v / THOUSAND for v in row),
            style=_STYLES[key.split("|")[-3]],
        )
        for key, row in made.values.items()
    )
    return Lines(N_("Emissions by year, each series apart"), "kt CO2e/yr", lines, source=N_("As entered"))


def target_path(assessment: Assessment) -> Lines | None:
    """Business as usual, the path to the target, and where the city stands, with 95 % ranges [kt CO2e/yr]."""
    made = assessment.series.get("paths")
    if made is None or len(made.years) < 2:
        return None
    years = tuple(float(y) for y in made.years)
    start = assessment.estimates["base_co2e"]
    lines = []
    for key, end, style in (("bau", "bau_co2e", "baseline"), ("target", "target_co2e", "target")):
        if key in made.values:
            row = tuple(float(v or 0.0) / THOUSAND for v in made.values[key])
            low, high = _band(row, start, assessment.estimates[end])
            lines.append(Line(made.labels[key], years, row, low, high, style))
    at, now = _present_year(assessment), assessment.estimates["current_co2e"]
    if at is not None and now.value is not None:
        x, y, low, high = _present(at, now, years[0], start)
        lines.append(Line(N_("This city"), x, y, low, high))
    return Lines(N_("Path to the target"), "kt CO2e/yr", tuple(lines), source=_OWN)


def _band(
    row: tuple[float, ...], start: Estimate, end: Estimate
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """A 95 % band that goes from the width of the first to that of the last year."""
    if None in (start.low, start.high, end.low, end.high, start.value, end.value):
        return (), ()
    first = _half(start)
    last = _half(end)
    widths = [first + (last - first) * at / max(len(row) - 1, 1) for at in range(len(row))]
    return (
        tuple(v - w for v, w in zip(row, widths, strict=True)),
        tuple(v + w for v, w in zip(row, widths, strict=True)),
    )


def _half(estimate: Estimate) -> float:
    return (float(estimate.high or 0.0) - float(estimate.low or 0.0)) / 2 / THOUSAND


def _present_year(assessment: Assessment) -> float | None:
    seen = assessment.observed
    of_inventory = not seen["current_emissions"].known and not seen["current_year"].known
    year = seen["inventory_year" if of_inventory else "current_year"].value
    return float(year) if isinstance(year, int | float) else None


def _present(
    at: float, now: Estimate, first: float, start: Estimate
) -> tuple[tuple[float, ...], tuple[float | None, ...], tuple[float, ...], tuple[float, ...]]:
    """From the base year to the present figure, where that lies later; else the figure alone."""
    estimates = [now] if at <= first or start.value is None else [start, now]
    x = (at,) if len(estimates) == 1 else (first, at)
    y = tuple(float(e.value or 0.0) / THOUSAND for e in estimates)
    halves = [_half(e) for e in estimates]
    low = tuple(v - h for v, h in zip(y, halves, strict=True))
    high = tuple(v + h for v, h in zip(y, halves, strict=True))
    return x, y, low, high


def tornado(assessment: Assessment) -> Tornado | None:
    """What moves the total: each row of the table, and each factor that rows share [kt CO2e/yr]."""
    result = assessment.estimates["total_co2e"]
    if result.value is None:
        return None
    effects = [(t.label, t.effect) for t in result.terms if t.effect and t.key != "activities"]
    for cell in cells(assessment):
        if cell.number:
            width = hypot(cell.activity_pct, cell.factor_pct)
            effects.append((cell.label, abs(cell.now) * width / 100))
    bars = bars_of(result.value, effects, 1 / THOUSAND)
    if not bars:
        return None
    title = N_("What drives the range of the emissions")
    return Tornado(
        title, "kt CO2e/yr", result.value / THOUSAND, bars, f"{APPROACH_1.title}, {APPROACH_1.locator}"
    )


def yokohama_series(assessment: Assessment) -> Lines:
    """Yokohama's emissions, each series apart [million t CO2e/yr]."""
    years = tuple(range(2009, 2019))

    def line(label: str, figures: dict[int, float], style: str) -> Line:
        amounts = tuple(figures[y] / 1e6 if y in figures else None for y in years)
        return Line(label, tuple(map(float, years)), amounts, style=style)

    lines = tuple(line(*each) for each in yokohama.LINES)
    title = N_("Yokohama's emissions, each series apart")
    return Lines(title, N_("million t CO2e/yr"), lines, N_("fiscal year"), yokohama.SOURCE)


CHARTS = (
    Chart("by_scope", N_("Emissions by sub-sector and scope"), by_scope, "total_co2e"),
    Chart("shares", N_("Share of each sector"), shares),
    Chart("between_years", N_("Base year and inventory"), between_years, "trend_pct"),
    Chart("tornado", N_("What drives the uncertainty of the emissions"), tornado),
    Chart("target_path", N_("Path to the target"), target_path, "gap_to_target"),
    Chart("history", N_("Emissions by year"), history),
    Chart("yokohama", N_("Yokohama's emissions"), yokohama_series),
)
