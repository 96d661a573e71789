"""Results as texts: value, range and unit as the indicator is displayed."""

from dataclasses import dataclass

from yport_desktop.domain.numbers import format_number, in_millions
from yport_desktop.domain.sector import Assessment, Estimate, Indicator, Sector
from yport_desktop.domain.units import unit_text
from yport_desktop.ui.components.form_row import problem_text
from yport_desktop.ui.design.texts import language, tr

NAMED = 3


def unit_shown(unit: str) -> str:
    """A unit as it is read: words are translated, symbols are the same everywhere."""
    return unit_text(unit, tr)


@dataclass(frozen=True)
class Shown:
    """A result in words. `value` is "" where there is none; then `reason` says why."""

    value: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""
    reason: str = ""


def shown_estimate(sector: Sector, indicator: Indicator, estimate: Estimate) -> Shown:
    """An estimate as it is displayed."""
    if estimate.value is None:
        return Shown(reason=why_missing(sector, estimate))

    large = in_millions(estimate.value, estimate.unit)
    scale, decimals = (1e-6, 2) if large else (indicator.scale, indicator.decimals)

    def text(value: float | None) -> str:
        if value is None:
            return ""
        return format_number(value * scale, decimals, language())

    unit = unit_shown(indicator.display_unit or ("" if estimate.unit == "fraction" else estimate.unit))
    unit = tr("million {unit}").format(unit=unit) if large else unit
    exact = estimate.low == estimate.high
    low, high = ("", "") if exact else (text(estimate.low), text(estimate.high))
    return Shown(text(estimate.value), unit, low, high)


def why_missing(sector: Sector, estimate: Estimate, named: int = NAMED) -> str:
    """Why there is no result, in a sentence that names the first `named` inputs it waits for."""
    if estimate.missing:
        names = [label_of(sector, key) for key in estimate.missing]
        text = tr("Waits for: {names}").format(names=tr(", ").join(names[:named]))
        more = len(names) - named
        return text if more <= 0 else text + " " + tr("and {n} more").format(n=more)
    if estimate.problems:
        return problem_text(estimate.problems[0])
    return tr("No result for these values.")


def label_of(sector: Sector, key: str) -> str:
    """The label of an input, factor or result, translated."""
    for group in (sector.inputs, sector.indicators, sector.coefficients):
        for item in group:
            if item.key == key:
                return tr(item.label)
    return key


def series_for(assessment: Assessment, indicator: Indicator) -> tuple[float | None, ...]:
    """The years of a result, where the sector gives them under the same name."""
    found = assessment.series.get(indicator.key)
    return next(iter(found.values.values()), ()) if found else ()
