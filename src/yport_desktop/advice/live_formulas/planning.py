"""From steps to formulas: which steps get a cell of their own, and what is written into it.

A formula is a tuple of texts and references (`int`: the step whose value is read). Operators are those of
spreadsheets, where a sign binds closer than ^ and ^ binds from the left: so whatever is not plainly a
value stands in parentheses there.
"""

from collections.abc import Collection
from dataclasses import dataclass
from math import e

from .ledger import CALL, CELL, NUMBER, OPERATION, Ledger, Step

LARGEST = 16  # values in one formula, so that a person can still read it
_WORTH_A_CELL = 3  # values from which a step that is used more than once is written once
_FEW = 6  # arguments of a function that may be formulas themselves
_MOST = 250  # arguments that a function of a spreadsheet takes

# Functions that every spreadsheet program has under this name. IRR takes a range of cells.
_NAMES = "ABS AVERAGE EXP INT IRR LN LOG10 MAX MIN MOD NPV PMT POWER PV ROUND ROUNDDOWN ROUNDUP SIGN SQRT SUM"
FUNCTIONS = frozenset(_NAMES.split())
OF_RANGES = frozenset({"IRR"})

Parts = tuple[str | int, ...]
_SUM, _PRODUCT, _VALUE = 1, 2, 4  # how close the parts of a formula hold together


@dataclass(frozen=True)
class Written:
    """The formulas in the order of their steps. `ranges`: steps whose arguments must stand in cells one
    below the other, read as one range; `unknown`: steps with a function that spreadsheets do not have,
    whose value is written instead."""

    formulas: dict[int, Parts]
    ranges: dict[int, tuple[int, ...]]
    unknown: frozenset[int]


def plan(ledger: Ledger, wanted: Collection[int]) -> Written:
    """The formulas of all steps that `wanted` ones are computed from; each wanted one has its own."""
    reached = sorted(ledger.reached(tuple(wanted)))
    own = _own(ledger, reached, frozenset(wanted))
    formulas: dict[int, Parts] = {}
    ranges: dict[int, tuple[int, ...]] = {}
    unknown = set()
    for at in reached:
        step = ledger.steps[at]
        if at not in own or step.kind == CELL:
            continue
        if _is_unknown(step):
            unknown.add(at)
        elif step.kind == CALL and step.what in OF_RANGES:
            ranges[at] = step.arguments
        else:
            formulas[at] = _merged(_written(ledger, at, own)[0])
    return Written(formulas, ranges, frozenset(unknown))


def _is_unknown(step: Step) -> bool:
    """Whether a spreadsheet cannot compute a step."""
    too_many = len(step.arguments) > _MOST and step.what not in OF_RANGES
    return step.kind == CALL and (step.what not in FUNCTIONS or too_many)


def _own(ledger: Ledger, reached: list[int], wanted: frozenset[int]) -> frozenset[int]:
    """The steps with a cell: inputs, what is wanted, what is used often, what would make a formula long."""
    uses: dict[int, int] = dict.fromkeys(reached, 0)
    for at in reached:
        for argument in ledger.steps[at].arguments:
            uses[argument] += 1
    own: set[int] = set()
    size: dict[int, int] = {}
    for at in reached:
        step = ledger.steps[at]
        if step.kind == NUMBER:  # a constant stands in the formulas themselves
            size[at] = 1
            continue
        size[at] = 1 if not step.arguments else sum(size[a] for a in step.arguments)
        special = _is_unknown(step) or (step.kind == CALL and step.what in OF_RANGES)
        often = uses[at] > 1 and size[at] >= _WORTH_A_CELL
        if step.kind == CELL or at in wanted or often or special or size[at] > LARGEST:
            own.add(at)
            size[at] = 1
    for at in reached:
        step = ledger.steps[at]
        if step.kind == CALL and (step.what in OF_RANGES or len(step.arguments) > _FEW):
            own.update(a for a in step.arguments if ledger.steps[a].kind in (OPERATION, CALL))
    return frozenset(own)


def _written(ledger: Ledger, at: int, own: frozenset[int]) -> tuple[Parts, int]:
    """The formula of a step, and how close its parts hold together."""
    step = ledger.steps[at]
    if step.kind == NUMBER:
        return (number_text(step.value),) if step.value >= 0 else ("(", number_text(step.value), ")"), _VALUE

    def argument(place: int, least: int) -> Parts:
        one = step.arguments[place]
        parts, binds = ((one,), _VALUE) if one in own else _written(ledger, one, own)
        return parts if binds >= least else ("(", *parts, ")")

    if step.kind == CALL:
        inside: list[str | int] = []
        for place in range(len(step.arguments)):
            inside += [*(("," if place else ""),), *argument(place, _SUM)]
        return (f"{step.what}(", *inside, ")"), _VALUE
    if step.what == "negative":
        return ("(-", *argument(0, _VALUE), ")"), _VALUE
    if step.what == "^":
        return _power(ledger, step, argument(0, _VALUE), argument(1, _VALUE))
    least = _SUM if step.what in "+-" else _PRODUCT
    # What stands behind a minus or a division holds closer together than what stands before it.
    return (*argument(0, least), step.what, *argument(1, least + (step.what in "-/"))), least


def _power(ledger: Ledger, step: Step, base: Parts, exponent: Parts) -> tuple[Parts, int]:
    first = ledger.steps[step.arguments[0]]
    if first.kind == NUMBER and first.value == e:
        return ("EXP(", *exponent, ")"), _VALUE
    return ("(", *base, "^", *exponent, ")"), _VALUE


def number_text(value: float) -> str:
    """A constant as it stands in a formula."""
    whole = value.is_integer() and abs(value) < 1e15
    return str(int(value)) if whole else repr(value).replace("e", "E")


def _merged(parts: Parts) -> Parts:
    """Texts beside each other joined."""
    out: list[str | int] = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        elif part != "":
            out.append(part)
    return tuple(out)
