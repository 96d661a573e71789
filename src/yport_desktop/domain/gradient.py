"""What many small errors do to every result, from one evaluation.

A `Traced` number remembers how it was computed. Going back over that record once gives the partial
derivative of a result with respect to each of the errors, however many rows a table has.
"""

from collections.abc import Callable
from math import hypot
from typing import Any

STEP = 1e-6
Parents = tuple[tuple[int, float], ...]


class Traced:
    """A number on a record (`tape`): each entry names the entries it came from and its derivatives."""

    __slots__ = ("at", "tape", "value")

    def __init__(self, value: float, tape: list[Parents], parents: Parents = ()) -> None:
        self.value, self.tape, self.at = value, tape, len(tape)
        tape.append(parents)

    def _from(self, value: float, *parents: tuple["Traced", float]) -> "Traced":
        return Traced(value, self.tape, tuple((p.at, slope) for p, slope in parents))

    def __add__(self, other: Any) -> "Traced":
        if isinstance(other, Traced):
            return self._from(self.value + other.value, (self, 1.0), (other, 1.0))
        return self._from(self.value + other, (self, 1.0))

    __radd__ = __add__

    def __neg__(self) -> "Traced":
        return self._from(-self.value, (self, -1.0))

    def __sub__(self, other: Any) -> "Traced":
        return self.__add__(-other)

    def __rsub__(self, other: Any) -> "Traced":
        return self.__neg__().__add__(other)

    def __mul__(self, other: Any) -> "Traced":
        if isinstance(other, Traced):
            return self._from(self.value * other.value, (self, other.value), (other, self.value))
        return self._from(self.value * other, (self, float(other)))

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> "Traced":
        if isinstance(other, Traced):
            ratio = self.value / other.value
            return self._from(ratio, (self, 1 / other.value), (other, -ratio / other.value))
        return self._from(self.value / other, (self, 1 / other))

    def __rtruediv__(self, other: Any) -> "Traced":
        ratio = other / self.value
        return self._from(ratio, (self, -ratio / self.value))

    def __pow__(self, power: Any) -> "Traced":
        return self.applied("POWER", lambda a, b: a**b, (self, power))

    def __rpow__(self, base: Any) -> "Traced":
        return self.applied("POWER", lambda a, b: a**b, (base, self))

    def __abs__(self) -> "Traced":
        return self if self.value >= 0 else -self

    def __float__(self) -> float:
        return float(self.value)

    def __lt__(self, other: Any) -> bool:
        return self.value < float(other)

    def __le__(self, other: Any) -> bool:
        return self.value <= float(other)

    def __gt__(self, other: Any) -> bool:
        return self.value > float(other)

    def __ge__(self, other: Any) -> bool:
        return self.value >= float(other)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Traced | int | float) and self.value == float(other)

    __hash__ = None  # type: ignore[assignment]

    def applied(self, name: str, compute: Callable[..., Any], numbers: tuple[Any, ...]) -> "Traced":
        """Any other function, its derivatives found by a small step (see `domain.arithmetic`)."""
        plain = [n.value if isinstance(n, Traced) else n for n in numbers]
        value = float(compute(*plain))
        parents = []
        for at, number in enumerate(numbers):
            if isinstance(number, Traced):
                step = STEP * (abs(number.value) or 1.0)
                slope = float(compute(*plain[:at], number.value + step, *plain[at + 1 :])) - value
                parents.append((number, slope / step))
        return self._from(value, *parents)


class Record:
    """One evaluation with errors in it: `error()` gives a factor of 1 that belongs to `key`."""

    def __init__(self) -> None:
        self._tape: list[Parents] = []
        self._errors: list[tuple[str, float, int]] = []

    def error(self, key: str, width: float) -> Traced:
        """A factor that stands for one independent error; `width`: half of its 95 % interval in %."""
        factor = Traced(1.0, self._tape)
        self._errors.append((key, width, factor.at))
        return factor

    def effects(self, result: Any) -> dict[str, float]:
        """Half width that the errors of each key cause in a result, in its unit."""
        if not isinstance(result, Traced):
            return {}
        weights = [0.0] * len(self._tape)
        weights[result.at] = 1.0
        tape = self._tape
        for at in range(result.at, -1, -1):
            weight = weights[at]
            if weight:
                for parent, slope in tape[at]:
                    weights[parent] += weight * slope
        found: dict[str, list[float]] = {}
        for key, width, at in self._errors:
            if weights[at]:
                found.setdefault(key, []).append(weights[at] * width / 100)
        return {key: hypot(*halves) for key, halves in found.items()}
