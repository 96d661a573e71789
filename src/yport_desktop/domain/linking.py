"""Results of one sector as inputs of another: computed once, never entered twice."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from .assess import assess
from .numbers import plain
from .sector import Assessment, Estimate, Input, Sector
from .text import N_
from .units import convert_text
from .values import Missing, Observed

Observe = Callable[[Sector], Mapping[str, Observed]]
NOT_COMPUTED = N_("not computed yet in the other sector")


def with_links(
    sectors: Mapping[str, Sector], sector: Sector, observe: Observe
) -> tuple[dict[str, Observed], dict[str, Assessment]]:
    """What is observed of `sector`, its linked inputs filled, and the other sectors' assessments.

    `observe` gives what was entered for a sector. A link to a sector or indicator that does not exist,
    or has no result, leaves the input missing; links in a ring are cut.
    """
    made: dict[str, Assessment] = {}
    return _filled(sectors, sector, observe, made, (sector.key,)), made


def links_of(sector: Sector) -> Iterator[tuple[Input, str, str]]:
    """Each linked input with the sector and the indicator it comes from."""
    for asked in sector.inputs:
        if asked.linked:
            other, _, indicator = asked.linked.partition(".")
            yield asked, other, indicator


def _filled(
    sectors: Mapping[str, Sector],
    sector: Sector,
    observe: Observe,
    made: dict[str, Assessment],
    above: tuple[str, ...],
) -> dict[str, Observed]:
    filled = dict(observe(sector))
    for asked, key, indicator in links_of(sector):
        other = sectors.get(key)
        if other is None or key in above:
            filled[asked.key] = Observed(missing=Missing.NOT_APPLICABLE, linked=asked.linked)
            continue
        if key not in made:
            made[key] = assess(other, _filled(sectors, other, observe, made, (*above, key)))
        filled[asked.key] = linked_value(asked, other, made[key], indicator)
    return filled


def linked_value(asked: Input, other: Sector, assessment: Assessment, indicator: str) -> Observed:
    """Another sector's result as the value of an input, in the input's unit, with its range and grade."""
    estimate = assessment.estimates.get(indicator)
    absent = Observed(missing=Missing.NOT_KNOWN, linked=asked.linked, method=NOT_COMPUTED, source=other.label)
    if estimate is None or estimate.value is None:
        return absent
    value, unit, problem = convert_text(Decimal(repr(estimate.value)), estimate.unit, asked.unit)
    if problem is not None or value is None:
        return absent
    width = None
    if estimate.low is not None and estimate.high is not None and estimate.value:
        # A range may be cut off at one end: the wider side is the half width.
        half = max(estimate.high - estimate.value, estimate.value - estimate.low)
        width = half / abs(estimate.value) * 100
    return Observed(
        value=float(value),
        unit=unit or asked.unit,
        entered=f"{plain(value)} {unit}".strip(),
        source=other.label,
        grade=estimate.grade,
        missing=None,
        uncertainty_pct=width,
        linked=asked.linked,
        settled=_settled(other, assessment, estimate),
    )


def _settled(other: Sector, assessment: Assessment, estimate: Estimate) -> tuple[tuple[str, float], ...]:
    """The exact figures that the result was computed with: they hold for whoever takes it over."""
    exact = {asked.key for asked in other.inputs if asked.exact}
    read = ((term.key, assessment.observed[term.key].value) for term in estimate.terms if term.key in exact)
    return tuple((key, value) for key, value in read if isinstance(value, int | float))
