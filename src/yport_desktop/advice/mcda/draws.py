"""How often each option is first when the weights are drawn at random (Monte Carlo on weights).

The seed is fixed and stated, so that the same inputs always give the same shares.
"""

from collections.abc import Sequence
from dataclasses import dataclass

DRAWS = 10_000
SEED = 20_110_204
SPREAD = 0.5
TIE = 1e-12


@dataclass(frozen=True)
class FirstPlaces:
    """Share of draws (0 to 1, they add up to 1) in which each option is first; equal firsts share a draw."""

    shares: tuple[float, ...]
    draws: int
    seed: int


def first_places(
    values: Sequence[Sequence[float]],
    weights: Sequence[float],
    spread: float | None = SPREAD,
    draws: int = DRAWS,
    seed: int = SEED,
) -> FirstPlaces:
    """Draw weights and count who is first. `values[i][j]` is what option i gains per weight of criterion j.

    `spread`: every weight is drawn evenly between (1 - spread) and (1 + spread) times itself and all are
    scaled back to sum 1; None: any weights whatever, evenly over all that sum to 1.
    """
    # numpy is heavy to load, and needed by this method only
    import numpy as np

    if not values:
        return FirstPlaces((), draws, seed)
    generator = np.random.default_rng(seed)
    if spread is None:
        drawn = generator.exponential(1.0, (draws, len(weights)))
    else:
        drawn = np.asarray(weights) * generator.uniform(1 - spread, 1 + spread, (draws, len(weights)))
    sums = drawn.sum(axis=1, keepdims=True)
    drawn = np.divide(drawn, sums, out=np.zeros_like(drawn), where=sums > 0)
    scores = drawn @ np.asarray(values, dtype=np.float64).T
    first = scores >= scores.max(axis=1, keepdims=True) - TIE
    shares = (first / first.sum(axis=1, keepdims=True)).mean(axis=0)
    return FirstPlaces(tuple(float(s) for s in shares), draws, seed)
