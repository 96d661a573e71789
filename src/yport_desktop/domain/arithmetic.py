"""Functions beside + - * / ** that formulas may use.

A formula works on whatever is put in: a number, an array of draws, or a number that records how it was
computed (so that the same calculation can be written down as live cells). What records itself has a method
`applied(name, compute, numbers)`; `name` is the spreadsheet function that does the same.
"""

from collections.abc import Callable
from typing import Any


def applied(name: str, compute: Callable[..., Any], *numbers: Any) -> Any:
    """`compute(*numbers)`; where one of them records what is done with it, it is recorded as `name`."""
    for number in numbers:
        record = getattr(number, "applied", None)
        if record is not None:
            return record(name, compute, numbers)
    return compute(*numbers)


def larger(a: Any, b: Any) -> Any:
    """The larger of two numbers, draw by draw."""
    return applied("MAX", _larger, a, b)


def smaller(a: Any, b: Any) -> Any:
    """The smaller of two numbers, draw by draw."""
    return applied("MIN", _smaller, a, b)


def _larger(a: Any, b: Any) -> Any:
    return max(a, b) if _plain(a) and _plain(b) else (a + b + abs(a - b)) / 2


def _smaller(a: Any, b: Any) -> Any:
    return min(a, b) if _plain(a) and _plain(b) else (a + b - abs(a - b)) / 2


def _plain(number: Any) -> bool:
    return isinstance(number, int | float)
