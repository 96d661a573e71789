"""The quantities of one sector for one set of values, computed on demand and remembered.

An `Evaluation` is the mapping that formulas read. It answers for inputs, coefficients, derived
quantities and indicators alike, and notes what each of them read: so the explanation of a result
lists exactly what it was computed from, and after a change of one value only what depends on it
is computed again.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .errors import Problem
from .sector import Sector

Formula = Callable[[Mapping[str, Any]], Any]


class MissingInput(KeyError):
    """A quantity was read that nobody has given. `keys` names all that are known to be missing."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        super().__init__(*keys)
        self.keys = keys


class NotComputable(ValueError):
    """A formula has no result for these values; `problem` says why, in a sentence."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def require(values: Mapping[str, Any], *keys: str) -> tuple[Any, ...]:
    """The values of all `keys`. Raises MissingInput naming every one that is missing, not the first."""
    found: list[Any] = []
    missing: list[str] = []
    for key in keys:
        try:
            found.append(values[key])
        except MissingInput as absent:
            missing += absent.keys
        except KeyError:
            missing.append(key)
    if missing:
        raise MissingInput(tuple(dict.fromkeys(missing)))
    return tuple(found)


_Entry = tuple[Any, frozenset[str], Exception | None]


class Evaluation(Mapping[str, Any]):
    """Values by key, with everything that can be computed from them."""

    def __init__(self, values: Mapping[str, Any], formulas: Mapping[str, Formula]) -> None:
        self._values = dict(values)
        self._formulas = formulas
        self._done: dict[str, _Entry] = {}
        self._reading: list[set[str]] = []
        self._before: dict[str, _Entry] = {}
        self._changed = ""

    def __getitem__(self, key: str) -> Any:
        if key in self._values:
            if self._reading:
                self._reading[-1].add(key)
            return self._values[key]
        if key not in self._formulas:
            if self._reading:
                self._reading[-1].add(key)
            raise MissingInput((key,))
        value, reads, failure = self._compute(key)
        if self._reading:
            self._reading[-1] |= reads
        if failure is not None:
            raise failure
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def reads(self, key: str) -> frozenset[str]:
        """The inputs and coefficients that the quantity `key` was computed from (or waits for)."""
        return self._compute(key)[1] if key in self._formulas else frozenset({key})

    def changed(self, key: str, value: Any) -> "Evaluation":
        """The same with one value changed; what does not depend on it is not computed again."""
        other = Evaluation(self._values, self._formulas)
        other._values[key] = value
        other._before, other._changed = self._done, key
        return other

    def replaced(self, values: Mapping[str, Any]) -> "Evaluation":
        """The same with several values changed (to arrays of draws, say); everything is computed anew."""
        return Evaluation({**self._values, **values}, self._formulas)

    def _compute(self, key: str) -> _Entry:
        entry = self._done.get(key)
        if entry is None:
            entry = self._before.get(key)
            if entry is not None and self._changed in entry[1]:
                entry = None
        if entry is None:
            entry = self.run(self._formulas[key])
        self._done[key] = entry
        return entry

    def run(self, formula: Formula) -> tuple[Any, frozenset[str], Exception | None]:
        """What a formula gives, what it read, and why it has no result."""
        self._reading.append(set())
        value, failure = None, None
        try:
            value = formula(self)
        except (MissingInput, NotComputable, ArithmeticError) as error:
            failure = error
        finally:
            reads = frozenset(self._reading.pop())
        return value, reads, failure


def formulas(sector: Sector) -> dict[str, Formula]:
    """Everything of a sector that is computed: derived quantities and indicators by key."""
    return {**sector.derived, **{i.key: i.compute for i in sector.indicators}}


def middle(value: Any) -> float:
    """A number to decide by: the value itself, or the mean of an array of draws."""
    return float(value.mean()) if hasattr(value, "mean") else float(value)
