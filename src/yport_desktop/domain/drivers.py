"""What drives the uncertainty of a result, as a chart: for every sector the same."""

from collections.abc import Callable, Iterable
from math import hypot

from .charts import Bar, Tornado
from .sector import Assessment, Estimate
from .text import N_

BARS = 8
SOURCE = N_("Error propagation, IPCC Approach 1; 95 % range of each input alone")
NOTEWORTHY = 0.03  # of the half width of the whole range


def tornado(
    indicators: tuple[str, ...], title: str, unit: str, scale: float = 1.0
) -> Callable[[Assessment], Tornado | None]:
    """What moves the first of the results that is known: the 95 % range that each input alone causes.

    `unit` is that of the chart, `scale` turns the results into it.
    """

    def build(assessment: Assessment) -> Tornado | None:
        known = (e for key in indicators if (e := assessment.estimates[key]).value is not None)
        result = next(known, None)
        bars = drivers(result, scale) if result else ()
        if result is None or result.value is None or not bars:
            return None
        return Tornado(title, unit, result.value * scale, bars, SOURCE)

    return build


def drivers(result: Estimate, scale: float = 1.0) -> tuple[Bar, ...]:
    """The inputs that move the result most, widest first; those that hardly move it are left out."""
    if result.value is None:
        return ()
    return bars_of(result.value, ((t.label, t.effect) for t in result.terms if t.effect), scale)


def bars_of(value: float, effects: Iterable[tuple[str, float]], scale: float = 1.0) -> tuple[Bar, ...]:
    """The same of named effects (half widths in the unit of `value`); `scale` turns both into the chart's."""
    widest = sorted(effects, key=lambda item: -item[1])
    whole = hypot(*(effect for _, effect in widest))
    return tuple(
        Bar(label, (value - effect) * scale, (value + effect) * scale)
        for label, effect in widest[:BARS]
        if whole and effect / whole >= NOTEWORTHY
    )
