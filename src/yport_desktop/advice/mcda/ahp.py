"""Weights from pairwise comparisons: the analytic hierarchy process (AHP).

Weights are the principal eigenvector of the matrix of comparisons; the consistency ratio says whether
the comparisons agree with each other. Above 0.10 they are not accepted silently.
Source: Saaty 1990, 2008.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

# Random index by number of criteria: the mean inconsistency of comparisons made at random.
RANDOM_INDEX = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45}
MOST = 9
ACCEPTED_UP_TO = 0.10
_STEPS = 10_000
_SETTLED = 1e-15
Matrix = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Doubt:
    """The comparison that fits the others least: `first` over `second` is `given`, they imply `implied`."""

    first: int
    second: int
    given: float
    implied: float


@dataclass(frozen=True)
class Consistency:
    """Weights (sum 1) with largest eigenvalue, consistency index and ratio; `doubt` where they disagree."""

    weights: tuple[float, ...]
    eigenvalue: float
    index: float
    ratio: float
    doubt: Doubt | None = None

    @property
    def accepted(self) -> bool:
        """Whether the comparisons agree well enough with each other (ratio at most 0.10)."""
        return self.ratio <= ACCEPTED_UP_TO + 1e-12


def weigh(matrix: Matrix) -> Consistency:
    """Weights of 1 to 9 criteria from a reciprocal matrix: `matrix[i][j]` is how much more i weighs than j.

    Raises ValueError for a matrix that is not square, positive and reciprocal, or is too large.
    """
    n = len(matrix)
    if not 1 <= n <= MOST:
        raise ValueError(f"comparisons of 1 to {MOST} criteria can be judged, not of {n}")
    _check(matrix)
    weights = _eigenvector(matrix)
    product = [sum(a * w for a, w in zip(row, weights, strict=True)) for row in matrix]
    eigenvalue = sum(p / w for p, w in zip(product, weights, strict=True)) / n
    if n < 3:
        return Consistency(weights, eigenvalue, 0.0, 0.0)
    index = max((eigenvalue - n) / (n - 1), 0.0)
    return Consistency(weights, eigenvalue, index, index / RANDOM_INDEX[n], _doubt(matrix, weights))


def _check(matrix: Matrix) -> None:
    n = len(matrix)
    if any(len(row) != n for row in matrix):
        raise ValueError("the matrix of comparisons is not square")
    for i in range(n):
        for j in range(n):
            here, there = matrix[i][j], matrix[j][i]
            if not (math.isfinite(here) and here > 0 and math.isfinite(there)):
                raise ValueError("a comparison is not a positive number")
            if abs(here * there - 1) > 1e-6:
                raise ValueError("a comparison and its reverse do not fit together")


def _eigenvector(matrix: Matrix) -> tuple[float, ...]:
    """By repeated multiplication, which converges for a positive matrix."""
    n = len(matrix)
    weights = [1.0 / n] * n
    for _ in range(_STEPS):
        product = [sum(a * w for a, w in zip(row, weights, strict=True)) for row in matrix]
        whole = sum(product)
        following = [p / whole for p in product]
        moved = max(abs(a - b) for a, b in zip(following, weights, strict=True))
        weights = following
        if moved < _SETTLED:
            break
    return tuple(weights)


def _doubt(matrix: Matrix, weights: Sequence[float]) -> Doubt | None:
    pairs = [(i, j) for i in range(len(matrix)) for j in range(i + 1, len(matrix))]
    i, j = max(pairs, key=lambda p: abs(math.log(matrix[p[0]][p[1]] * weights[p[1]] / weights[p[0]])))
    implied = weights[i] / weights[j]
    if abs(math.log(matrix[i][j] / implied)) < 1e-9:
        return None
    return Doubt(i, j, matrix[i][j], implied)
