"""How far the uncertainty of each input moves each result: the root of every range.

Every input is moved alone; the effect is the partial derivative at the best estimate times the half width
of the input's 95 % interval. Where a table moves row by row, all derivatives come from one traced evaluation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot, isfinite
from typing import Any

from .evaluation import Evaluation, MissingInput, NotComputable
from .gradient import Record
from .sector import Coefficient, Input, InputKind, Sector
from .values import GRADE_UNCERTAINTY_PCT, Grade, Observed

STEP = 1e-6  # relative step of the numerical derivative
WIDTHS = "widths"


def width_of(asked: Input | None, seen: Observed, factor: Coefficient | None = None) -> tuple[float, str]:
    """Uncertainty in % of a known value, and where the figure comes from."""
    if (asked is not None and (asked.exact or asked.kind is InputKind.CHOICE)) or isinstance(seen.value, str):
        return 0.0, "exact"
    if seen.uncertainty_pct is not None:
        return seen.uncertainty_pct, "linked" if seen.linked else "factor" if seen.is_default else "given"
    stated = None
    if asked is not None and asked.width_from is not None and isinstance(seen.value, tuple):
        stated = asked.width_from(seen.value)
    if stated is not None:
        return stated, "given"
    if seen.grade is None:
        return GRADE_UNCERTAINTY_PCT[Grade.E], "ungraded"
    return GRADE_UNCERTAINTY_PCT[seen.grade], "grade"


def scaled(asked: Input | None, value: Any, factor: Any, part: str | None = None) -> Any:
    """A value times `factor`; of a table, every number that is not exact (of one part of it)."""
    if not isinstance(value, tuple):
        return value * factor
    columns = asked.columns if asked else ()
    moved = [c.kind == "number" and not c.exact and part in (None, c.part) for c in columns]
    return tuple(
        tuple(
            cell * factor if move and cell is not None else cell
            for cell, move in zip(row, moved, strict=True)
        )
        for row in value
    )


def parts_of(asked: Input | None, value: Any) -> tuple[str, ...]:
    """The parts of a table that move independently of each other; one for anything else."""
    if asked is None or not isinstance(value, tuple):
        return ("",)
    moving = (c.part for c in asked.columns if c.kind == "number" and not c.exact)
    return tuple(dict.fromkeys(moving)) or ("",)


@dataclass(frozen=True)
class Effect:
    """How far one input's uncertainty moves a result (half width, in the result's unit)."""

    key: str
    half_width: float


def effects_of(
    sector: Sector, complete: Mapping[str, Observed], evaluation: Evaluation
) -> dict[str, list[Effect]]:
    """For every indicator, the effect of each uncertain input it reads."""
    effects: dict[str, list[Effect]] = {i.key: [] for i in sector.indicators}
    results = {i.key: value_of(evaluation, i.key) for i in sector.indicators}
    reads = {key: evaluation.reads(key) for key, value in results.items() if value is not None}
    asked_for = {asked.key: asked for asked in sector.inputs}
    if any(asked.errors for asked in sector.inputs):
        return _traced(asked_for, complete, evaluation, reads)
    for key in sorted(frozenset().union(*reads.values())) if reads else ():
        seen, asked = complete.get(key), asked_for.get(key)
        if seen is None or not seen.known or seen.value == 0:
            continue
        width, _ = width_of(asked, seen)
        if width == 0:
            continue
        widths = dict.fromkeys((i for i, keys in reads.items() if key in keys), 0.0)
        for part in parts_of(asked, seen.value):
            moved = evaluation.changed(key, scaled(asked, seen.value, 1 + STEP, part))
            for indicator, before in widths.items():
                result, centre = value_of(moved, indicator), results[indicator]
                slope = (result - centre) / STEP if result is not None and centre is not None else 0.0
                widths[indicator] = hypot(before, abs(slope) * width / 100)
        for indicator, half in widths.items():
            effects[indicator].append(Effect(key, half))
    return effects


def _traced(
    asked_for: Mapping[str, Input],
    complete: Mapping[str, Observed],
    evaluation: Evaluation,
    reads: Mapping[str, frozenset[str]],
) -> dict[str, list[Effect]]:
    """The same from one evaluation with all errors in it, where a table moves row by row."""
    record = Record()
    values: dict[str, Any] = {}
    for key in sorted(frozenset().union(*reads.values())) if reads else ():
        width = evaluation[WIDTHS].get(key, 0.0)
        asked = asked_for.get(key)
        if width and complete[key].value and (asked is None or asked.errors is None):
            moved_value: Any = complete[key].value
            for part in parts_of(asked, moved_value):
                moved_value = scaled(asked, moved_value, record.error(key, width), part)
            values[key] = moved_value
    moved = evaluation.replaced(values)
    for key, asked in asked_for.items():
        if asked.errors is not None and complete[key].known:
            try:
                factors = [record.error(key, width) for width in asked.errors.widths(moved)]
                moved = moved.replaced(asked.errors.moved(moved, factors))
            except (MissingInput, NotComputable, ArithmeticError):
                continue
    effects: dict[str, list[Effect]] = {}
    for indicator in reads:
        try:
            effects[indicator] = [Effect(*item) for item in record.effects(moved[indicator]).items()]
        except (MissingInput, NotComputable, ArithmeticError):
            effects[indicator] = []
    return effects


def value_of(evaluation: Evaluation, key: str) -> float | None:
    """A quantity as a finite number; None where it has no result."""
    try:
        value = float(evaluation[key])
    except (MissingInput, NotComputable, ArithmeticError):
        return None
    return value if isfinite(value) else None
