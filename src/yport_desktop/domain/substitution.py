"""A formula with this city's numbers in it, in the way that the result was computed."""

import re
from math import isfinite

from .evaluation import Evaluation
from .numbers import significant

OR = "; or "  # between the ways in which a formula may be computed, the first that applies first
_NAME = re.compile(r"\b[a-z][a-z0-9_]+(?![A-Za-z0-9_])")  # a power may follow: z²


def substitute(formula: str, evaluation: Evaluation, key: str) -> str:
    """The formula with the names replaced by this city's numbers.

    Of several ways to the quantity `key`, the one that was gone: nothing in it is missing, and nothing
    in it was left unread.
    """
    ways = formula.split(OR)
    if len(ways) > 1:
        used = evaluation.reads(key)
        formula = next((way for way in ways if _was_gone(way, evaluation, used)), formula)
    return _NAME.sub(lambda match: _number(match.group(0), evaluation), formula)


def _was_gone(way: str, evaluation: Evaluation, used: frozenset[str]) -> bool:
    for name in _NAME.findall(way):
        reads = evaluation.reads(name)
        if reads <= used and _value(name, evaluation) is None:
            return False  # it was looked for, and is missing
        if not reads <= used and (reads != {name} or _value(name, evaluation) is not None):
            return False  # it is there, and was not read
    return True


def _number(name: str, evaluation: Evaluation) -> str:
    value = _value(name, evaluation)
    if isinstance(value, float | int) and isfinite(value):
        return significant(float(value), 5)
    return name


def _value(name: str, evaluation: Evaluation) -> object:
    """The quantity of that name; None where there is none, or it is a word like any other."""
    try:
        found: object = evaluation[name]
    except (KeyError, ValueError, ArithmeticError):
        return None
    return found
