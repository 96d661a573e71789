"""Uncertainty by drawing (Monte Carlo): the IPCC's Approach 2, for any sector.

Every uncertain input is drawn from a normal distribution (standard deviation = value x U / 100 / 1.96),
all indicators are computed for all draws at once, and the 2.5 and 97.5 percentiles are reported. The
seed is fixed and stated, so that the same inputs always give the same range.

Source: 2006 IPCC Guidelines, Volume 1, chapter 3; checked against Box 3.1A of the 2019 Refinement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yport_desktop.domain.assess import evaluation_of, scaled, width_of, with_defaults
from yport_desktop.domain.effects import parts_of
from yport_desktop.domain.evaluation import Evaluation, MissingInput, NotComputable
from yport_desktop.domain.sector import Input, RowErrors, Sector
from yport_desktop.domain.values import Observed

DRAWS = 10_000
SEED = 20_110_204
SIGMAS = 1.96
CLOSED_WITHIN = 1.0  # percentage points by which shares that make up a whole may miss 100
NOTEWORTHY = 0.01  # share of draws that met an end before it is said
WITH_RESULT = 0.95  # of the draws: fewer make no range
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Range:
    """What the draws of one result say: mean, 2.5 and 97.5 percentile, in the result's unit."""

    mean: float
    low: float
    high: float

    @property
    def middle(self) -> float | None:
        """The mean; None where a few draws that divide by next to nothing take it out of the interval."""
        slack = 1e-9 * max(abs(self.low), abs(self.high))
        return self.mean if self.low - slack <= self.mean <= self.high + slack else None

    @property
    def half_width_pct(self) -> float:
        """Half the width of the 95 % interval over the mean, in %."""
        return (self.high - self.low) / 2 / abs(self.mean) * 100


@dataclass(frozen=True)
class Simulation:
    """The ranges of all indicators that have a result; `clipped` inputs met the end of what is possible."""

    ranges: Mapping[str, Range]
    draws: int
    seed: int
    clipped: tuple[str, ...] = ()


def simulate(
    sector: Sector, observed: Mapping[str, Observed], draws: int = DRAWS, seed: int = SEED
) -> Simulation:
    """Draw every uncertain input of a sector and compute all its indicators."""
    complete = with_defaults(sector, observed)
    asked_for = {asked.key: asked for asked in sector.inputs}
    drawn: dict[str, object] = {}
    clipped = []
    by_row = []
    for number, (key, seen) in enumerate(complete.items()):
        if not seen.known:
            continue
        asked = asked_for.get(key)
        if asked is not None and asked.errors is not None:
            by_row.append((asked.errors, number))
            continue
        width, _ = width_of(asked, seen)
        if width == 0 or isinstance(seen.value, str):
            continue
        # One stream per input: another input more or less does not change the draws of the others.
        factors = {
            part: factor_draws(
                width, draws, np.random.default_rng((seed, number, at) if at else (seed, number))
            )
            for at, part in enumerate(parts_of(asked, seen.value))
        }
        value, cut = _within(asked, seen, factors)
        drawn[key] = value
        if cut:
            clipped.append(key)
    for group in sector.shares:
        _tie(group, complete, drawn)
    ranges = {}
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        evaluation = evaluation_of(sector, complete).replaced(drawn)
        for errors, number in by_row:  # what they move is computed from all the other draws
            evaluation = evaluation.replaced(_rows_drawn(errors, evaluation, draws, (seed, number)))
        for indicator in sector.indicators:
            try:
                ranges[indicator.key] = summary(np.asarray(evaluation[indicator.key], dtype=np.float64))
            except (MissingInput, NotComputable, ArithmeticError):
                continue
    return Simulation(ranges, draws, seed, tuple(clipped))


def factor_draws(uncertainty_pct: float, draws: int, generator: np.random.Generator) -> Array:
    """Draws of a value relative to its best estimate (mean 1)."""
    return np.asarray(generator.normal(1.0, uncertainty_pct / 100 / SIGMAS, draws), dtype=np.float64)


def _rows_drawn(
    errors: RowErrors, evaluation: Evaluation, draws: int, seed: tuple[int, int]
) -> Mapping[str, Any]:
    """The quantities that a table moves row by row, each independent error drawn on its own."""
    try:
        generators = np.random.default_rng(seed).spawn(len(widths := errors.widths(evaluation)))
        pairs = zip(widths, generators, strict=True)
        return errors.moved(evaluation, [factor_draws(width, draws, each) for width, each in pairs])
    except (MissingInput, NotComputable, ArithmeticError):
        return {}


def summary(values: Array) -> Range:
    """Mean and 95 % interval of draws; a single number has no width.

    Draws without a result (a share drawn as nothing, and divided by) are left out. Raises ArithmeticError
    where that is more than one in twenty.
    """
    flat = np.atleast_1d(values)
    kept = flat[np.isfinite(flat)]
    if kept.size < WITH_RESULT * flat.size:
        raise ArithmeticError("too many draws have no result")
    low, high = np.percentile(kept, (2.5, 97.5))
    return Range(float(kept.mean()), float(low), float(high))


def _tie(group: tuple[str, ...], complete: Mapping[str, Observed], drawn: dict[str, object]) -> None:
    """Let the last share of a whole be what the others leave, so that every draw adds up."""
    values = {key: seen for key in group if isinstance(seen := complete[key].value, int | float)}
    known, whole = list(values), sum(values.values())
    if len(known) < 2 or abs(whole - 100) > CLOSED_WITHIN:
        return
    others = sum(np.asarray(drawn.get(key, values[key]), dtype=np.float64) for key in known[:-1])
    drawn[known[-1]] = np.maximum(whole - others, 0.0)


def _within(asked: Input | None, seen: Observed, factors: Mapping[str, Array]) -> tuple[object, bool]:
    """The drawn values, cut off where the input cannot go. `factors` by the part that they move."""
    if isinstance(seen.value, tuple):
        value: Any = seen.value
        for part, drawn in factors.items():
            # Just above zero, so that a ratio of two cells of the table is the same in every draw.
            value = scaled(asked, value, np.maximum(drawn, 1e-9), part)
        return value, any((drawn < 0).mean() > NOTEWORTHY for drawn in factors.values())
    (drawn,) = factors.values()
    values = float(seen.value or 0.0) * drawn
    low, high = asked.possible if asked else (None, None)
    kept = np.clip(values, low, high) if low is not None or high is not None else values
    return kept, bool((kept != values).mean() > NOTEWORTHY)
