"""What drives the uncertainty of a result, as a chart: for every sector the same."""

from collections.abc import Callable
from math import hypot

from .charts import Bar, Tornado
from .sector import Assessment, Estimate
from .text import N_

BARS = 8
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
        source = N_("Error propagation, IPCC Approach 1; 95 % range of each input alone")
        return Tornado(title, unit, result.value * scale, bars, source)

    return build


def drivers(result: Estimate, scale: float = 1.0) -> tuple[Bar, ...]:
    """The inputs that move the result most, widest first; those that hardly move it are left out."""
    effects = sorted(((t.label, t.effect) for t in result.terms if t.effect), key=lambda item: -item[1])
    whole = hypot(*(effect for _, effect in effects))
    if result.value is None or not whole:
        return ()
    return tuple(
        Bar(label, (result.value - effect) * scale, (result.value + effect) * scale)
        for label, effect in effects[:BARS]
        if effect >= NOTEWORTHY * whole
    )
