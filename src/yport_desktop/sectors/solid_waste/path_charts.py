"""The charts of paths and composition, as data."""

from collections.abc import Callable, Mapping
from math import hypot
from typing import Any

from yport_desktop.domain.assess import scaled, width_of
from yport_desktop.domain.charts import Balance, Flow, Line, Lines, Stack
from yport_desktop.domain.evaluation import Evaluation, MissingInput, NotComputable
from yport_desktop.domain.sector import Assessment, Chart
from yport_desktop.domain.text import N_

from . import paths
from .balance import CLOSED_WITHIN
from .factors import FRACTIONS
from .materials import RECOVERABLE
from .path_indicators import LINE_LABELS, PATH_LABELS, RESULTS
from .path_inputs import PATH_INPUTS
from .sources import ARITHMETIC

STEP = 1e-4  # relative step of the numerical derivative


def path_to_target(measure: str) -> Callable[[Assessment], Lines | None]:
    """A measure as reported with its 95 % range, the straight path to the target, and the present pace."""

    def build(assessment: Assessment) -> Lines | None:
        reported, path = assessment.series.get(RESULTS[measure]), assessment.series.get(f"{measure}_path")
        if reported is None:
            return None
        years = reported.years
        widths = _widths(assessment, measure)
        actual = tuple(v for v in reported.values["reported"] if v is not None)
        low = tuple(v - 100 * widths.get(y, 0.0) for y, v in zip(years, actual, strict=True))
        high = tuple(v + 100 * widths.get(y, 0.0) for y, v in zip(years, actual, strict=True))
        lines = [Line(N_("This city"), tuple(map(float, years)), actual, low, high)]
        if path is not None:
            ends = (path.years[0], path.years[-1])
            goal = (path.values["path"][0], path.values["path"][-1])
            lines.append(Line(N_("Path to the target"), tuple(map(float, ends)), goal, style="target"))
            lines += _pace(years, actual, path.years[-1])
        if len(lines) == 1 and len(years) < 2:
            return None
        return Lines(PATH_LABELS[measure], "%", tuple(lines), N_("Year"), ARITHMETIC.title)

    return build


def _pace(years: tuple[int, ...], actual: tuple[float, ...], end: int) -> list[Line]:
    """The last figure carried on at the pace since the first one, up to the target year."""
    if len(years) < 2 or years[-1] >= end:
        return []
    rise = (actual[-1] - actual[0]) / (years[-1] - years[0])
    x, y = (float(years[-1]), float(end)), (actual[-1], actual[-1] + rise * (end - years[-1]))
    return [Line(N_("At the pace so far"), x, y, style="baseline")]


def _widths(assessment: Assessment, measure: str) -> dict[int, float]:
    """Half width of the 95 % range of every year: the effect of each table alone, added as errors."""
    asked = {a.key: a for a in PATH_INPUTS}
    seen = {key: assessment.observed[key] for key in (*paths.TABLES, "path_base_year")}
    values = {key: found.value for key, found in seen.items() if found.known}
    base = _by_year(values, measure)
    effects: dict[int, list[float]] = {year: [] for year in base}
    for table in paths.TABLES:
        if table not in values:
            continue
        width, _ = width_of(asked[table], seen[table])
        moved = _by_year({**values, table: scaled(asked[table], values[table], 1 + STEP)}, measure)
        for year, value in base.items():
            effects[year].append((moved[year] - value) / STEP * width / 100)
    return {year: hypot(*found) for year, found in effects.items()}


def _by_year(values: Mapping[str, Any], measure: str) -> paths.ByYear:
    try:
        found: paths.ByYear = Evaluation(values, paths.DERIVED)[f"path_of_{measure}"]
    except (MissingInput, NotComputable):
        return {}
    return found


def waste_by_year(assessment: Assessment) -> Stack | None:
    """Residual, recycled and otherwise diverted waste, in the years where all are known [thousand t/yr]."""
    found = assessment.series.get("waste_by_year")
    names = [n for n in ("residual", "composted", "recycled") if found and any(found.values.get(n, ()))]
    if found is None or len(names) < 2:
        return None
    rows = [found.values[name] for name in names]
    whole = [at for at in range(len(found.years)) if all(row[at] is not None for row in rows)]
    if len(whole) < 2:
        return None
    return Stack(
        N_("Waste by year"),
        N_("thousand t/yr"),
        tuple(float(found.years[at]) for at in whole),
        tuple(LINE_LABELS[name] for name in names),
        tuple(tuple(float(row[at] or 0.0) / 1000 for at in whole) for row in rows),
        ARITHMETIC.title,
    )


def composition(assessment: Assessment) -> Balance | None:
    """Waste arising -> groups of fractions -> recoverable or not [t/d]; not drawn where shares contradict."""
    waste = assessment.estimates["msw_t_d"].value
    shares = {key: assessment.observed[f"composition_{key}"].value for key in FRACTIONS}
    known = {key: float(share) for key, share in shares.items() if isinstance(share, float | int)}
    if not waste or abs(sum(known.values()) - 100) > CLOSED_WITHIN:
        return None
    whole, usable, lost = N_("Waste arising"), N_("Recoverable"), N_("Not recoverable")
    flows = []
    for group, members in GROUPS.items():
        there = sum(waste * known.get(key, 0.0) / 100 for key in members)
        taken = sum(_recoverable(assessment, key) for key in members)
        flows += [Flow(whole, group, there), Flow(group, usable, taken), Flow(group, lost, there - taken)]
    drawn = tuple(flow for flow in flows if flow.value > 1e-9 * waste)
    return Balance(
        N_("What the waste is made of, and what of it could be recovered"),
        "t/d",
        ((whole,), tuple(GROUPS), (usable, lost)),
        drawn,
        N_("Own calculation from the inputs shown; rejects of recovery deducted"),
    )


def _recoverable(assessment: Assessment, fraction: str) -> float:
    found = assessment.estimates[f"recoverable_{fraction}_t_d"].value if fraction in RECOVERABLE else None
    return found or 0.0


# Fractions that are drawn as one: eleven flows cannot be told apart.
GROUPS: dict[str, tuple[str, ...]] = {
    N_("Food and garden waste"): ("food", "garden"),
    N_("Paper and cardboard"): ("paper",),
    N_("Plastics"): ("plastics",),
    N_("Metal and glass"): ("metal", "glass"),
    N_("All others"): ("wood", "textiles", "nappies", "rubber", "other"),
}

PATH_CHARTS = (
    Chart("composition", N_("Composition and what could be recovered"), composition),
    Chart(
        "recycling_path",
        PATH_LABELS[paths.RECYCLING],
        path_to_target(paths.RECYCLING),
    ),
    Chart(
        "diversion_path",
        PATH_LABELS[paths.DIVERSION],
        path_to_target(paths.DIVERSION),
    ),
    Chart("residual_path", PATH_LABELS[paths.RESIDUAL], path_to_target(paths.RESIDUAL)),
    Chart("waste_by_year", N_("Waste by year"), waste_by_year),
)
