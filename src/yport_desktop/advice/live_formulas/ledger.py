"""Numbers that write down how they were computed.

A `Live` number stands in a formula where a float stands otherwise. Whatever is done with it by + - * / **,
abs or `domain.arithmetic.applied` becomes a step of the ledger it belongs to; steps that are the same are
written once. What a formula decides by (a comparison, a conversion to a plain number) is noted, as the
decision itself cannot be written as a cell.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite
from numbers import Real
from typing import Any, NamedTuple

CELL, NUMBER, OPERATION, CALL = "cell", "number", "operation", "call"

_OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": operator.pow,
    "negative": operator.neg,
}


class Place(NamedTuple):
    """The cell of a value: of an input or factor (`row` -1), or of a cell of a table input, from 0."""

    key: str
    row: int = -1
    column: int = -1


@dataclass(frozen=True)
class Step:
    """One step: `kind` CELL (`what` is its Place), NUMBER (a constant), OPERATION (`what` is its sign) or
    CALL (`what` is the spreadsheet function, `compute` the function of ours). `made_by` is the quantity
    during whose computation the step was first written."""

    kind: str
    what: Any
    arguments: tuple[int, ...]
    value: float
    made_by: str
    compute: Callable[..., Any] | None = None


class Ledger:
    """The steps in the order in which they were computed: a step stands after all that it reads."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.decided_by: dict[str, dict[int, None]] = {}
        self._known: dict[tuple[Any, ...], int] = {}
        self._computing: list[str] = []

    def cell(self, place: Place, value: float) -> "Live":
        """The number in a cell that a person may change."""
        return self._number(CELL, place, (), float(value))

    @contextmanager
    def computing(self, key: str) -> Iterator[None]:
        """Everything written inside belongs to the quantity `key`."""
        self._computing.append(key)
        try:
            yield
        finally:
            self._computing.pop()

    def live(self, number: Any) -> "Live":
        """A number of this ledger; a plain one becomes a constant.

        Raises TypeError for anything else, ArithmeticError for what is not finite.
        """
        if isinstance(number, Live):
            return number
        if not isinstance(number, Real):
            raise TypeError(f"{type(number).__name__} cannot stand in a formula")
        if not isfinite(number):
            raise ArithmeticError("not a finite number")
        return self._number(NUMBER, float(number), (), number)

    def operation(self, sign: str, *numbers: Any) -> "Live":
        """The result of + - * / ^ or "negative"; what changes nothing (0 + x, 1 × x) is not written."""
        operands = [self.live(number) for number in numbers]
        if (same := _unchanged(self, sign, operands)) is not None:
            return same
        return self._computed(OPERATION, sign, _OPERATIONS[sign], operands)

    def call(self, name: str, compute: Callable[..., Any], numbers: tuple[Any, ...]) -> "Live":
        """The result of a function that a spreadsheet has under `name`."""
        return self._computed(CALL, name, compute, [self.live(number) for number in numbers])

    def decide(self, *numbers: Any) -> None:
        """Note that a formula decided by these numbers."""
        for number in numbers:
            if isinstance(number, Live):
                owner = self._computing[-1] if self._computing else ""
                self.decided_by.setdefault(owner, {})[number.at] = None

    def changed(self, cells: Mapping[Place, float]) -> dict[int, float]:
        """The steps that have another value with these cells, computed from what was written alone.

        A step that cannot be computed any more has the value NaN.
        """
        out: dict[int, float] = {}
        for at, step in enumerate(self.steps):
            if step.kind == CELL:
                if step.what in cells:
                    out[at] = cells[step.what]
            elif any(argument in out for argument in step.arguments):
                values = [out.get(argument, self.steps[argument].value) for argument in step.arguments]
                out[at] = _value(step, values)
        return out

    def reached(self, roots: tuple[int, ...]) -> set[int]:
        """The steps that these are computed from, themselves included."""
        found, waiting = set(roots), list(roots)
        while waiting:
            for argument in self.steps[waiting.pop()].arguments:
                if argument not in found:
                    found.add(argument)
                    waiting.append(argument)
        return found

    def _computed(self, kind: str, what: str, compute: Callable[..., Any], operands: list["Live"]) -> "Live":
        value = compute(*(operand.value for operand in operands))
        if isinstance(value, complex):
            raise ArithmeticError("the power of a negative number is not real")
        return self._number(kind, what, tuple(o.at for o in operands), value, compute)

    def _number(
        self,
        kind: str,
        what: Any,
        arguments: tuple[int, ...],
        value: Any,
        compute: Callable[..., Any] | None = None,
    ) -> "Live":
        known = (kind, what, arguments, compute if kind == CALL else None)
        at = self._known.get(known)
        if at is None:
            at = self._known[known] = len(self.steps)
            owner = self._computing[-1] if self._computing else ""
            self.steps.append(Step(kind, what, arguments, float(value), owner, compute))
        return Live(self, at, value)


def _value(step: Step, values: list[float]) -> float:
    compute = step.compute
    if compute is None:
        return step.value
    try:
        return float(compute(*values))
    except (ArithmeticError, ValueError, TypeError):
        return float("nan")


def _unchanged(ledger: Ledger, sign: str, operands: list["Live"]) -> "Live | None":
    """The operand that a step leaves as it is."""
    if len(operands) != 2:
        return None
    constant = [o.value if ledger.steps[o.at].kind == NUMBER else None for o in operands]
    first, second = operands
    if (sign == "+" and constant[0] == 0) or (sign == "*" and constant[0] == 1):
        return second
    if (sign in "+-" and constant[1] == 0) or (sign in "*/^" and constant[1] == 1):
        return first
    return None


class Live:
    """A number of a ledger; `at` is its step."""

    __slots__ = ("at", "ledger", "value")

    def __init__(self, ledger: Ledger, at: int, value: Any) -> None:
        self.ledger, self.at, self.value = ledger, at, value

    def applied(self, name: str, compute: Callable[..., Any], numbers: tuple[Any, ...]) -> "Live":
        """See `domain.arithmetic.applied`."""
        return self.ledger.call(name, compute, numbers)

    def _with(self, sign: str, first: Any, second: Any) -> Any:
        try:
            return self.ledger.operation(sign, first, second)
        except TypeError:
            return NotImplemented

    def __add__(self, other: Any) -> Any:
        return self._with("+", self, other)

    def __radd__(self, other: Any) -> Any:
        return self._with("+", other, self)

    def __sub__(self, other: Any) -> Any:
        return self._with("-", self, other)

    def __rsub__(self, other: Any) -> Any:
        return self._with("-", other, self)

    def __mul__(self, other: Any) -> Any:
        return self._with("*", self, other)

    def __rmul__(self, other: Any) -> Any:
        return self._with("*", other, self)

    def __truediv__(self, other: Any) -> Any:
        return self._with("/", self, other)

    def __rtruediv__(self, other: Any) -> Any:
        return self._with("/", other, self)

    def __pow__(self, other: Any) -> Any:
        return self._with("^", self, other)

    def __rpow__(self, other: Any) -> Any:
        return self._with("^", other, self)

    def __neg__(self) -> "Live":
        return self.ledger.operation("negative", self)

    def __pos__(self) -> "Live":
        return self

    def __abs__(self) -> "Live":
        return self.ledger.call("ABS", abs, (self,))

    def _decided(self, compare: Callable[[Any, Any], bool], other: Any) -> bool:
        self.ledger.decide(self, other)
        return compare(self.value, other.value if isinstance(other, Live) else other)

    def __lt__(self, other: Any) -> bool:
        return self._decided(operator.lt, other)

    def __le__(self, other: Any) -> bool:
        return self._decided(operator.le, other)

    def __gt__(self, other: Any) -> bool:
        return self._decided(operator.gt, other)

    def __ge__(self, other: Any) -> bool:
        return self._decided(operator.ge, other)

    def __eq__(self, other: object) -> bool:
        return self._decided(operator.eq, other)

    def __ne__(self, other: object) -> bool:
        return self._decided(operator.ne, other)

    def __hash__(self) -> int:
        return hash(self.value)

    def __bool__(self) -> bool:
        return self._decided(operator.ne, 0)

    def __float__(self) -> float:
        self.ledger.decide(self)
        return float(self.value)

    def __int__(self) -> int:
        self.ledger.decide(self)
        return int(self.value)

    def __round__(self, digits: int | None = None) -> Any:
        self.ledger.decide(self)
        return round(self.value, digits)

    def __repr__(self) -> str:
        return repr(self.value)

    def __format__(self, spec: str) -> str:
        return format(self.value, spec)
