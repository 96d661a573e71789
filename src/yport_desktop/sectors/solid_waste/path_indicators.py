"""What is computed of the path to a target: indicators, series by year, and contradictions."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.evaluation import MissingInput, NotComputable, middle
from yport_desktop.domain.sector import Indicator, Series
from yport_desktop.domain.text import N_

from . import paths
from .checks import ROUNDING_POINTS, ROUNDING_SHARE, Problems, warn
from .sources import ARITHMETIC

Values = Mapping[str, Any]
_PERCENT: dict[str, Any] = {"unit": "fraction", "scale": 100.0, "display_unit": "%", "decimals": 1}
_POINTS: dict[str, Any] = {**_PERCENT, "display_unit": "points"}
_PACE: dict[str, Any] = {"unit": "1/yr", "scale": 100.0, "display_unit": "points/yr", "decimals": 2}

_RATE_NEEDS = ("recovered_by_year", "residual_by_year")
_RATE_USES = ("arising_by_year", "rates_by_year")

RESULTS = {
    paths.RECYCLING: "recycling_rate",
    paths.DIVERSION: "diversion_rate",
    paths.RESIDUAL: "residual_change",
}

_WORDS: dict[str, tuple[str, str, str, str, str]] = {
    paths.RECYCLING: (
        N_("Recycling rate, last year"),
        N_("Recycled over the waste arising, in the last year with a figure."),
        N_("Recycling rate on the straight path to the target"),
        N_("Recycling rate against its path"),
        N_("Yearly rise still needed for the recycling target"),
    ),
    paths.DIVERSION: (
        N_("Diversion rate, last year"),
        N_("Recycled and otherwise diverted, over the waste arising, in the last year with a figure."),
        N_("Diversion rate on the straight path to the target"),
        N_("Diversion rate against its path"),
        N_("Yearly rise still needed for the diversion target"),
    ),
    paths.RESIDUAL: (
        N_("Change of residual waste against the base year"),
        N_("In the last year with a figure. An error common to all years cancels out of the change."),
        N_("Change of residual waste on the straight path to the target"),
        N_("Change of residual waste against its path"),
        N_("Yearly change still needed for the target of residual waste"),
    ),
}


def _of_measure(measure: str) -> tuple[Indicator, ...]:
    label, definition, on_path, against, needed = _WORDS[measure]
    own = measure == paths.RESIDUAL
    needs = _RATE_NEEDS[1:] if own else _RATE_NEEDS
    uses = ("path_base_year",) if own else (*_RATE_USES, "path_base_year")
    target = (f"{measure}_target", f"{measure}_target_year")
    better = "lower" if own else "higher"
    formula = {
        paths.RECYCLING: "recycled / arising",
        paths.DIVERSION: "(recycled + composted) / arising",
        paths.RESIDUAL: "residual / residual in the base year − 1",
    }[measure]
    bounds = (None, None) if own else (0.0, 1.0)
    key = RESULTS[measure]
    return (
        Indicator(
            key,
            label,
            definition=definition,
            formula=formula,
            source=ARITHMETIC,
            compute=partial(paths.latest, measure=measure),
            needs=needs,
            uses=uses,
            better=better,
            bounds=bounds,
            **_PERCENT,
        ),
        Indicator(
            f"{measure}_on_path",
            on_path,
            definition=N_("In the year of the last figure, on a straight line from the base year."),
            formula="base + (target − base) × (year − base year) / (target year − base year)",
            source=ARITHMETIC,
            compute=partial(paths.straight, measure=measure),
            needs=(*needs, *target),
            uses=uses,
            **_PERCENT,
        ),
        Indicator(
            f"{measure}_gap",
            against,
            definition=N_("Percentage points above (+) or below (−) the straight path, not per cent."),
            formula=f"{key} − {measure}_on_path",
            source=ARITHMETIC,
            compute=partial(paths.gap, measure=measure),
            needs=(*needs, *target),
            uses=uses,
            better=better,
            **_POINTS,
        ),
        Indicator(
            f"{measure}_pace",
            needed,
            definition=N_("From the last figure to the target, the same every year."),
            formula=f"(target − {key}) / (target year − year)",
            source=ARITHMETIC,
            compute=partial(paths.pace, measure=measure),
            needs=(*needs, *target),
            uses=uses,
            **_PACE,
        ),
    )


PATHS = (
    *(made for measure in paths.MEASURES for made in _of_measure(measure)),
    Indicator(
        "residual_years_early",
        N_("Years before the target year in which residual waste met its target"),
        "years",
        N_("Counted from the first reported year that met it: the years between may be without figures."),
        "target year − first reported year that met the target",
        ARITHMETIC,
        paths.years_early,
        ("residual_by_year", "residual_target", "residual_target_year"),
        uses=("path_base_year",),
        decimals=0,
        better="higher",
    ),
)


def series(values: Values) -> dict[str, Series]:
    """Tonnages [t/yr] and rates [%] as reported, and the straight path of every target [%]."""
    tonnages = {
        "residual": values["path_residual"],
        "recycled": values["path_recycled"],
        "composted": values["path_composted"],
        "arising": values["path_arising"],
    }
    out = _series("waste_by_year", N_("Waste by year"), "t/yr", tonnages)
    for measure in paths.MEASURES:
        lines = {"reported": _percent(_or_none(values, measure))}
        out |= _series(RESULTS[measure], RATE_LABELS[measure], "%", lines)
        try:
            end, _ = paths.target(values, measure)
            start = paths.base_year(values, paths.reported(values, measure))
            line = {year: paths.straight(values, measure, year) for year in range(start, end + 1)}
        except (MissingInput, NotComputable):
            continue
        lines = {"path": _percent(line)}
        out |= _series(f"{measure}_path", PATH_LABELS[measure], "%", lines)
    return out


def _or_none(values: Values, measure: str) -> paths.ByYear:
    try:
        return paths.reported(values, measure)
    except (MissingInput, NotComputable):
        return {}


def _percent(shares: paths.ByYear) -> paths.ByYear:
    return {year: share * 100 for year, share in shares.items()}


def _series(key: str, label: str, unit: str, lines: dict[str, paths.ByYear]) -> dict[str, Series]:
    years = tuple(sorted({year for line in lines.values() for year in line}))
    if not years:
        return {}
    values = {name: tuple(line.get(year) for year in years) for name, line in lines.items() if line}
    return {key: Series(key, label, unit, years, values, ARITHMETIC.title, LINE_LABELS)}


RATE_LABELS: dict[str, str] = {
    paths.RECYCLING: N_("Recycling rate"),
    paths.DIVERSION: N_("Diversion rate"),
    paths.RESIDUAL: N_("Change of residual waste"),
}
PATH_LABELS: dict[str, str] = {
    paths.RECYCLING: N_("Path to the recycling target"),
    paths.DIVERSION: N_("Path to the diversion target"),
    paths.RESIDUAL: N_("Path to the target of residual waste"),
}
LINE_LABELS: dict[str, str] = {
    "residual": N_("Residual waste"),
    "recycled": N_("Recycled"),
    "composted": N_("Composted or otherwise diverted"),
    "arising": N_("Waste arising"),
    "reported": N_("As reported"),
    "path": N_("Straight path"),
}


def more_than_arises_by_year(values: Values) -> Problems:
    """The parts of a year beside the waste arising as stated for it."""
    stated = paths.column(values, "arising_by_year", 1)
    rest, first, second = (values[f"path_{part}"] for part in ("residual", "recycled", "composted"))
    out = []
    for year, whole in stated.items():
        if not (year in rest and year in first and year in second):
            continue
        parts, total = middle(rest[year] + first[year] + second[year]), middle(whole)
        if abs(parts - total) > ROUNDING_SHARE * total:
            text = N_(
                "{year}: {stated} t are stated as arising, the parts add up to {parts} t. The first is used. "
                "({sources})"
            )
            fields = ("arising_by_year", "residual_by_year", "recovered_by_year")
            out.append(warn(text, fields, year=year, stated=total, parts=parts))
    return tuple(out)


def stated_rates(values: Values) -> Problems:
    """A rate as stated beside the one that follows from the tonnages of the same year."""
    out = []
    for at, measure in ((1, paths.RECYCLING), (2, paths.DIVERSION)):
        computed = values[f"path_of_{measure}"]
        for year, rate in paths.column(values, "rates_by_year", at).items():
            got, stated = 100 * middle(computed[year]), middle(rate)
            if abs(got - stated) > ROUNDING_POINTS:
                text = N_(
                    "{label}, {year}: stated as {stated} %, the tonnages give {computed} %. The tonnages "
                    "are used. ({sources})"
                )
                fields = ("rates_by_year", "recovered_by_year", "residual_by_year")
                label = RATE_LABELS[measure]
                out.append(warn(text, fields, label=label, year=year, stated=stated, computed=got))
    return tuple(out)


def years_between(values: Values) -> Problems:
    """A target met in a year that follows years without figures may have been met in one of those."""
    met = paths.met_in(values)
    before = next((b for b, after in paths.unreported(values["path_residual"]) if after == met), None)
    if before is None:
        return ()
    text = N_("There are no figures between {before} and {met}: the target may have been met before {met}.")
    details = (("before", before), ("met", met))
    return (Problem(text, Severity.NOTE, "residual_by_year", details=details),)


PATH_CHECKS = (more_than_arises_by_year, stated_rates, years_between)
