"""The headline order: a weighted sum of value functions on fixed ranges, discounted by evidence.

The range of a criterion is fixed beforehand and does not follow the options, so that one option more or
less never changes the order of the others. A missing value is not a zero: its option is not ranked, and its
score is given as the range between the worst and the best that the missing values could be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yport_desktop.domain.values import Grade

from .methods import step

# By how much a value counts less for the grade of its evidence. A convention of this program, not taken
# from any guideline; a value without a grade counts as grade E.
RELIABILITY: dict[Grade, float] = {
    Grade.A: 1.00,
    Grade.B: 0.95,
    Grade.C: 0.90,
    Grade.D: 0.80,
    Grade.E: 0.70,
}


@dataclass(frozen=True)
class Criterion:
    """A criterion with the ends of its fixed range in its unit; `best` may be below `worst`.

    `weight` is its share of all (they add up to 1). `middle` is the value worth half the way from worst
    to best, where that is not halfway.
    """

    key: str
    worst: float
    best: float
    weight: float
    middle: float | None = None

    @property
    def higher_is_better(self) -> bool:
        """The direction."""
        return self.best > self.worst

    def worth(self, value: float) -> float:
        """From 0 (worst or beyond) to 1 (best or beyond)."""
        middle = (self.worst + self.best) / 2 if self.middle is None else self.middle
        if (value - middle) * (self.best - self.worst) >= 0:
            raw = 0.5 + 0.5 * (value - middle) / (self.best - middle)
        else:
            raw = 0.5 * (value - self.worst) / (middle - self.worst)
        return min(max(raw, 0.0), 1.0)

    def value_at(self, worth: float) -> float:
        """The value that is worth so much (0 to 1)."""
        middle = (self.worst + self.best) / 2 if self.middle is None else self.middle
        if worth >= 0.5:
            return middle + (worth - 0.5) * 2 * (self.best - middle)
        return self.worst + worth * 2 * (middle - self.worst)

    def is_outside(self, value: float) -> bool:
        """Whether a value lies beyond the fixed range."""
        return not min(self.worst, self.best) <= value <= max(self.worst, self.best)


@dataclass(frozen=True)
class Cell:
    """What an option has on a criterion; None is missing."""

    value: float | None = None
    grade: Grade | None = None


@dataclass(frozen=True)
class Case:
    """Options by key in their order, criteria, and the cells by (option, criterion); absent ones are missing.

    `discounted`: whether weak evidence counts less.
    """

    criteria: tuple[Criterion, ...]
    options: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    discounted: bool = True

    def cell(self, option: str, criterion: Criterion) -> Cell:
        """One cell."""
        return self.cells.get((option, criterion.key), Cell())

    def reliability(self, cell: Cell) -> float:
        """The factor that a value counts with."""
        return RELIABILITY[cell.grade or Grade.E] if self.discounted else 1.0

    @property
    def counting(self) -> tuple[Criterion, ...]:
        """The criteria that have a weight."""
        return tuple(c for c in self.criteria if c.weight > 0)


@dataclass(frozen=True)
class Part:
    """What one criterion brings to a score: worth (0 to 1) x weight x reliability; None where missing."""

    criterion: str
    weight: float
    worth: float | None
    reliability: float

    @property
    def points(self) -> float:
        """The contribution, 0 where it is missing."""
        return (self.worth or 0.0) * self.weight * self.reliability


@dataclass(frozen=True)
class Standing:
    """An option in the order. `score` and `rank` are None while values are missing.

    `low` and `high` bound the score, equal to it where nothing is missing; `tied` shares its rank with
    another option; `full` is the score without the discount.
    """

    option: str
    rank: int | None
    tied: bool
    score: float | None
    full: float | None
    low: float
    high: float
    parts: tuple[Part, ...]
    missing: tuple[str, ...] = ()


def standings(case: Case) -> tuple[Standing, ...]:
    """All options: the ranked ones in order, then those with missing values by what they could reach."""
    unplaced = [_standing(case, option) for option in case.options]
    scores = {s.option: s.score for s in unplaced if s.score is not None}
    placed = [_placed(s, list(scores.values())) for s in unplaced]
    ranked = sorted((s for s in placed if s.rank is not None), key=lambda s: s.rank or 0)
    waiting = sorted((s for s in placed if s.rank is None), key=lambda s: -s.high)
    return (*ranked, *waiting)


def _standing(case: Case, option: str) -> Standing:
    parts = []
    for criterion in case.criteria:
        cell = case.cell(option, criterion)
        worth = None if cell.value is None else criterion.worth(cell.value)
        parts.append(Part(criterion.key, criterion.weight, worth, case.reliability(cell)))
    absent = [p for p in parts if p.worth is None and p.weight > 0]
    missing = tuple(p.criterion for p in absent)
    low = sum(p.points for p in parts)
    high = low + sum(p.weight for p in absent)  # the best they could be, with the best evidence
    full = sum((p.worth or 0.0) * p.weight for p in parts)
    known = not missing and bool(case.counting)
    return Standing(
        option, None, False, low if known else None, full if known else None, low, high, tuple(parts), missing
    )


def _placed(standing: Standing, scores: Sequence[float]) -> Standing:
    mine = standing.score
    if mine is None:
        return standing
    place = step(mine)
    rank = 1 + sum(1 for other in scores if step(other) > place)
    tied = sum(1 for other in scores if step(other) == place) > 1
    return Standing(
        standing.option, rank, tied, mine, standing.full, standing.low, standing.high, standing.parts
    )
