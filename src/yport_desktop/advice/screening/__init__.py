"""Screening of sectors: need x spending x the city's authority to act, each from 0 to 1 on a fixed range.

A product, not a sum: where one factor is zero there is nothing to be done first. Because the ranges are
fixed, one sector more or less never changes the order of the others. A convention of this program: it bears
no other method's name.
"""

from dataclasses import dataclass


def share_of_range(value: float, none: float, whole: float) -> float:
    """Where a value stands between the value that counts 0 and the one that counts 1; beyond them the end.

    Raises ZeroDivisionError where both ends are the same.
    """
    return min(max((value - none) / (whole - none), 0.0), 1.0)


@dataclass(frozen=True)
class Factors:
    """The three factors, 0 to 1; None is missing and is not a zero."""

    need: float | None = None
    spending: float | None = None
    authority: float | None = None

    @property
    def all(self) -> tuple[float | None, ...]:
        """In the order of the name."""
        return (self.need, self.spending, self.authority)

    @property
    def product(self) -> float | None:
        """The priority, 0 to 1; None while a factor is missing."""
        out = 1.0
        for factor in self.all:
            if factor is None:
                return None
            out *= factor
        return out

    @property
    def highest(self) -> float:
        """What the product could be at most, the missing factors being 1."""
        out = 1.0
        for factor in self.all:
            out *= 1.0 if factor is None else factor
        return out
