"""What would flip the order: for each pair of neighbours the smallest change that makes them equal.

A weight is changed alone while the others keep their proportions; a value is changed within its range. What
is beyond that point swaps the two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from yport_desktop.domain.values import GRADE_UNCERTAINTY_PCT, Grade

from .methods import TIE
from .ranking import Case, Standing


@dataclass(frozen=True)
class WeightFlip:
    """The weight of a criterion (0 to 1) now, and where the two options are equal."""

    criterion: str
    now: float
    then: float


@dataclass(frozen=True)
class ValueFlip:
    """A value now and where the two options are equal, in the criterion's unit.

    `within`: the change is no larger than the uncertainty that goes with the grade of the value.
    """

    option: str
    criterion: str
    now: float
    then: float
    within: bool


@dataclass(frozen=True)
class Flip:
    """Two neighbours in the order, the gap between their scores, and the smallest changes that close it.

    None where no change of a single weight, or of a single value within its range, does.
    """

    upper: str
    lower: str
    gap: float
    weight: WeightFlip | None = None
    value: ValueFlip | None = None

    @property
    def tied(self) -> bool:
        """Whether they are equal already."""
        return self.gap == 0


def flips(case: Case, order: Sequence[Standing]) -> tuple[Flip, ...]:
    """For all neighbours among the ranked options, from the top down."""
    ranked = [s for s in order if s.score is not None]
    return tuple(_flip(case, upper, lower) for upper, lower in pairwise(ranked))


def _flip(case: Case, upper: Standing, lower: Standing) -> Flip:
    gap = (upper.score or 0.0) - (lower.score or 0.0)
    if upper.rank == lower.rank or gap <= 0:
        return Flip(upper.option, lower.option, 0.0)
    weights = list(_weights(case, upper, lower))
    values = [*_values(case, upper, gap, down=True), *_values(case, lower, gap, down=False)]
    return Flip(
        upper.option,
        lower.option,
        gap,
        min(weights, key=lambda f: abs(f.then - f.now), default=None),
        min(values, key=lambda pair: pair[0])[1] if values else None,
    )


def _weights(case: Case, upper: Standing, lower: Standing) -> Iterator[WeightFlip]:
    """Score difference with weight t for one criterion: t d + (1 - t) rest, zero at rest / (rest - d).

    At 0 or 1 they would be equal there and swapped nowhere.
    """
    pairs = list(zip(case.criteria, upper.parts, lower.parts, strict=True))
    whole = sum(a.points - b.points for _, a, b in pairs)
    for criterion, a, b in pairs:
        others = 1.0 - criterion.weight
        if others <= TIE or a.worth is None or b.worth is None:
            continue
        difference = a.worth * a.reliability - b.worth * b.reliability
        rest = (whole - criterion.weight * difference) / others
        if abs(rest - difference) <= TIE:
            continue
        then = rest / (rest - difference)
        if TIE < then < 1 - TIE:
            yield WeightFlip(criterion.key, criterion.weight, then)


def _values(case: Case, standing: Standing, gap: float, down: bool) -> Iterator[tuple[float, ValueFlip]]:
    """With the part of its range that each value would have to move through."""
    for criterion, part in zip(case.criteria, standing.parts, strict=True):
        cell = case.cell(standing.option, criterion)
        power = criterion.weight * part.reliability
        if cell.value is None or part.worth is None or power <= TIE:
            continue
        worth = part.worth - gap / power if down else part.worth + gap / power
        if not TIE < worth < 1 - TIE:  # beyond an end nothing counts: at the end they are only equal
            continue
        then = criterion.value_at(worth)
        within = (
            abs(then - cell.value) <= abs(cell.value) * GRADE_UNCERTAINTY_PCT[cell.grade or Grade.E] / 100
        )
        flip = ValueFlip(standing.option, criterion.key, cell.value, then, within)
        yield abs(then - cell.value) / abs(criterion.best - criterion.worst), flip
