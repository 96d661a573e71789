"""Uncertainty by the IPCC's Approach 1 (error propagation); all percentages are half widths of the
95 % interval.

Source: 2006 IPCC Guidelines for National Greenhouse Gas Inventories, Volume 1, chapter 3,
Equations 3.1 and 3.2 and Table 3.2; checked there against Table 3.4 and Box 3.1A (2019 Refinement).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .errors import Problem, Severity
from .text import N_

ASYMMETRIC_ABOVE_PCT = 100.0
ASYMMETRIC = N_(
    "The uncertainty is {percentage} %: above 100 % it is not symmetric; the lower end is nearer."
)
ROOT_2 = 2**0.5


def combine_product(percentages: Iterable[float]) -> float:
    """Uncertainty (%) of a product or quotient of independent quantities: Equation 3.1."""
    return root_sum_square(percentages)


def combine_sum(terms: Iterable[tuple[float, float]]) -> float:
    """Uncertainty (%) of a sum of independent (value, percentage) pairs: Equation 3.2.

    Raises ZeroDivisionError where the values add up to zero: then only absolute widths have meaning.
    """
    pairs = list(terms)
    return half_width(pairs) / abs(sum(value for value, _ in pairs)) * 100


def half_width(terms: Iterable[tuple[float, float]]) -> float:
    """Absolute half width of the 95 % interval of a sum of independent (value, percentage) pairs."""
    return root_sum_square(value * percentage / 100 for value, percentage in terms)


def root_sum_square(numbers: Iterable[float]) -> float:
    """Independent errors together, by plain arithmetic, so that numbers that record themselves can follow."""
    total: float = sum(number * number for number in numbers) ** 0.5
    return total


@dataclass(frozen=True)
class InventoryRow:
    """One category and gas of an inventory: emissions of the base year and of year t, in one unit.

    `factor_correlated`: the same emission factor, with the same error, was used in both years.
    `activity_correlated`: the same for the activity data.
    """

    category: str
    gas: str
    base: float
    current: float
    activity_pct: float
    factor_pct: float
    factor_correlated: bool = True
    activity_correlated: bool = False


@dataclass(frozen=True)
class Contribution:
    """Columns G to M of Table 3.2 for one row."""

    row: InventoryRow
    combined_pct: float  # G
    variance: float  # H, of the total of year t (fraction squared)
    type_a: float  # I, sensitivity to a joint change of both years, percentage points
    type_b: float  # J, sensitivity to a change of year t only
    trend_factor_pct: float  # K
    trend_activity_pct: float  # L

    @property
    def trend_variance(self) -> float:
        """Column M, percentage points squared."""
        return self.trend_factor_pct**2 + self.trend_activity_pct**2


@dataclass(frozen=True)
class Inventory:
    """The totals of Table 3.2. `half_width` is absolute, in the unit of the emissions."""

    contributions: tuple[Contribution, ...]
    base: float
    current: float
    uncertainty_pct: float
    half_width: float
    trend_pct: float
    trend_uncertainty_points: float
    problems: tuple[Problem, ...] = ()


def approach_1(rows: Sequence[InventoryRow]) -> Inventory:
    """Uncertainty of an inventory and of its trend. Raises ZeroDivisionError where a total is zero."""
    base = sum(row.base for row in rows)
    current = sum(row.current for row in rows)
    contributions = tuple(_contribution(row, base, current) for row in rows)
    total = 100 * sum(c.variance for c in contributions) ** 0.5
    return Inventory(
        contributions,
        base,
        current,
        total,
        abs(current) * total / 100,
        (current / base - 1) * 100,
        sum(c.trend_variance for c in contributions) ** 0.5,
        _remarks(rows, total),
    )


def _contribution(row: InventoryRow, base: float, current: float) -> Contribution:
    combined = combine_product((row.activity_pct, row.factor_pct))
    # The note to Table 3.2 as one fraction: nothing large is subtracted, and an empty row gives exactly zero.
    type_a = abs((row.current * base - row.base * current) / (base * (0.01 * row.base + base)))
    type_b = abs(row.current / base)
    by_factor = type_a * row.factor_pct if row.factor_correlated else type_b * row.factor_pct * ROOT_2
    by_activity = type_a * row.activity_pct if row.activity_correlated else type_b * row.activity_pct * ROOT_2
    variance = (combined / 100 * row.current / current) ** 2
    return Contribution(row, combined, variance, type_a, type_b, by_factor, by_activity)


def _remarks(rows: Sequence[InventoryRow], total_pct: float) -> tuple[Problem, ...]:
    out = []
    removed, emitted = (
        sum(-r.current for r in rows if r.current < 0),
        sum(r.current for r in rows if r.current > 0),
    )
    if removed > 0.1 * emitted:
        out.append(
            Problem(
                N_("Large removals make the net total small: read the absolute width too."),
                Severity.NOTE,
            )
        )
    if total_pct > ASYMMETRIC_ABOVE_PCT:
        out.append(asymmetric(total_pct))
    return tuple(out)


def asymmetric(percentage: float) -> Problem:
    """What to say of an uncertainty above 100 %."""
    return Problem(
        ASYMMETRIC,
        Severity.NOTE,
        details=(("percentage", round(percentage)),),
    )
