"""Running a sector's formulas on numbers that write down what is done with them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from math import isclose, isnan
from typing import Any, TypeVar

from yport_desktop.domain.assess import STANDING_IN, WIDTHS, evaluation_of
from yport_desktop.domain.evaluation import Evaluation, Formula, MissingInput, NotComputable, formulas
from yport_desktop.domain.sector import Assessment, Input, InputKind, ResultTable, Sector, Series
from yport_desktop.domain.values import Observed

from .ledger import CELL, Ledger, Live, Place

_NUDGE = 1e-5  # relative change of an input by which it is tried whether the written steps follow
_FOLLOWS = 1e-3  # of that change
_DEEPEST = 4  # of what a quantity may hold: tuples, mappings and dataclasses inside each other

Name = tuple[str | int, ...]
T = TypeVar("T")


@dataclass(frozen=True)
class Recording:
    """What was written down.

    `results` gives the step of each indicator that has a value, `named` that of each quantity between
    (its key, then what it holds: a field, a name, a place from 0), `series` that of each point
    (series, line, place), `cells` that of each number of a result table (table, row, column).
    `fallen_back`: indicators of which the written steps give another value than
    the program: they are shown as the program's value. `decided`: for each quantity, the inputs that
    something was decided by. `fixed`: for each indicator, the inputs that it was computed from and that
    its steps do not follow ("input", or "input.column" of a table). `years`: lists of years by their
    length, to label what is given by year.
    """

    ledger: Ledger
    results: Mapping[str, int]
    named: Mapping[Name, int]
    series: Mapping[Name, int]
    series_of: Mapping[str, Series]
    cells: Mapping[Name, int]
    tables_of: Mapping[str, ResultTable]
    fallen_back: frozenset[str]
    decided: Mapping[str, tuple[str, ...]]
    fixed: Mapping[str, tuple[str, ...]]
    years: Mapping[int, tuple[int, ...]]


def record(sector: Sector, assessment: Assessment) -> Recording:
    """Write down how the indicators and series of an assessment are computed from what was observed."""
    ledger = Ledger()
    plain = evaluation_of(sector, assessment.observed)
    evaluation = _recorded(sector, assessment.observed, plain, ledger)
    results: dict[str, int] = {}
    fallen_back = set()
    for indicator in sector.indicators:
        estimate = assessment.estimates[indicator.key]
        if estimate.value is None:
            continue
        found = _read(evaluation, indicator.key)
        if isinstance(found, int | float | Live):
            at = ledger.live(found).at
            if isclose(ledger.steps[at].value, estimate.value, rel_tol=1e-12, abs_tol=1e-300):
                results[indicator.key] = at
                continue
        fallen_back.add(indicator.key)
    decided_in_results = {owner: dict(steps) for owner, steps in ledger.decided_by.items()}
    named, years = _quantities(sector, evaluation)
    series_of = _given(sector.series, evaluation)
    tables_of = _given(sector.tables, evaluation)
    points: dict[Name, int] = {
        (key, line, at): ledger.live(value).at
        for key, found in series_of.items()
        for line, values in found.values.items()
        for at, value in enumerate(values)
        if isinstance(value, Live)
    }
    cells: dict[Name, int] = {
        (key, row, at): ledger.live(cell).at
        for key, table in tables_of.items()
        for row, cells_of_row in enumerate(table.rows)
        for at, cell in enumerate(cells_of_row)
        if isinstance(cell, Live)
    }
    return Recording(
        ledger,
        results,
        named,
        points,
        series_of,
        cells,
        tables_of,
        frozenset(fallen_back),
        _decisions(ledger, decided_in_results),
        _fixed(sector, assessment, plain, ledger, results),
        years,
    )


def _recorded(
    sector: Sector, observed: Mapping[str, Observed], plain: Evaluation, ledger: Ledger
) -> Evaluation:
    """The sector's quantities on numbers of the ledger; whatever else formulas may read is as in `plain`."""
    asked_for = {asked.key: asked for asked in sector.inputs}
    values = dict(plain)
    for key, seen in observed.items():
        if seen.known:
            values[key] = _cells(ledger, key, asked_for.get(key), seen.value)
    return Evaluation(values, {key: _noted(ledger, key, f) for key, f in formulas(sector).items()})


def _cells(ledger: Ledger, key: str, asked: Input | None, value: Any) -> Any:
    """An input as numbers of the ledger. Years and texts choose what is computed: they stay plain."""
    if isinstance(value, tuple):
        columns = asked.columns if asked is not None else ()
        return tuple(
            tuple(
                ledger.cell(Place(key, row, at), cell)
                if column.kind == "number" and isinstance(cell, int | float)
                else cell
                for at, (column, cell) in enumerate(zip(columns, cells, strict=True))
            )
            for row, cells in enumerate(value)
        )
    return ledger.cell(Place(key), value) if isinstance(value, int | float) else value


def _noted(ledger: Ledger, key: str, formula: Formula) -> Formula:
    def run(values: Mapping[str, Any]) -> Any:
        with ledger.computing(key):
            return formula(values)

    return run


def _read(evaluation: Evaluation, key: str) -> Any:
    """A quantity, or None where there is none. What a recorded number cannot do leads to None too."""
    try:
        return evaluation[key]
    except (MissingInput, NotComputable, ArithmeticError, TypeError, AttributeError):
        return None


def _given(
    compute: Callable[[Mapping[str, Any]], Mapping[str, T]] | None, evaluation: Evaluation
) -> Mapping[str, T]:
    """The series or result tables of a sector; none where something is missing."""
    if compute is None:
        return {}
    try:
        return compute(evaluation)
    except (MissingInput, NotComputable, ArithmeticError, TypeError, AttributeError):
        return {}


def _quantities(sector: Sector, evaluation: Evaluation) -> tuple[dict[Name, int], dict[int, tuple[int, ...]]]:
    """The steps of the named quantities, and the lists of years among them by length."""
    named: dict[Name, int] = {}
    years: dict[int, tuple[int, ...]] = {}
    for key in sector.derived:
        found = _read(evaluation, key)
        if isinstance(found, tuple) and found and all(type(year) is int for year in found):
            years.setdefault(len(found), found)
        for name, number in _held((key,), found):
            named[name] = number.at
    return named, years


def _held(name: Name, value: Any) -> Iterator[tuple[Name, Live]]:
    """The numbers in a quantity, each with its name."""
    if isinstance(value, Live):
        yield name, value
    elif len(name) > _DEEPEST:
        return
    elif isinstance(value, tuple | list):
        for at, item in enumerate(value):
            yield from _held((*name, at), item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _held((*name, str(key)), item)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from _held((*name, part.name), getattr(value, part.name))


def _decisions(ledger: Ledger, decided_by: Mapping[str, Mapping[int, None]]) -> dict[str, tuple[str, ...]]:
    """For each quantity, the inputs that decided something, in the order of their steps."""
    out = {}
    for owner, steps in decided_by.items():
        keys: dict[str, None] = {}
        for at in sorted(ledger.reached(tuple(steps))):
            step = ledger.steps[at]
            if step.kind == CELL:
                keys[step.what.key] = None
        if keys:
            out[owner] = tuple(keys)
    return out


def _fixed(
    sector: Sector, assessment: Assessment, plain: Evaluation, ledger: Ledger, results: Mapping[str, int]
) -> dict[str, tuple[str, ...]]:
    """The inputs that an indicator reads and its steps do not follow, tried by moving each a little."""
    asked_for = {asked.key: asked for asked in sector.inputs}
    reads = {indicator: _readable_keys(plain, indicator) for indicator in results}
    fixed: dict[str, list[str]] = {}
    for key in sorted(frozenset().union(*reads.values())) if reads else ():
        seen, asked = assessment.observed.get(key), asked_for.get(key)
        if seen is None or not seen.known:
            continue
        affected = [indicator for indicator, keys in reads.items() if key in keys]
        for part, moved in _moves(key, asked, seen.value):
            unfollowed = (
                affected if moved is None else _unfollowed(key, moved, plain, ledger, results, affected)
            )
            for indicator in unfollowed:
                fixed.setdefault(indicator, []).append(part)
    return {indicator: tuple(keys) for indicator, keys in fixed.items()}


def _moves(key: str, asked: Input | None, value: Any) -> Iterator[tuple[str, Any]]:
    """What can be moved of an input, and the input with that moved a little; None for an answer."""
    if isinstance(value, str) or (asked is not None and asked.kind is InputKind.CHOICE):
        yield key, None
    elif not isinstance(value, tuple):
        yield key, value * (1 + _NUDGE)
    else:
        for at, column in enumerate(asked.columns if asked is not None else ()):
            if column.kind == "number":
                yield f"{key}.{column.key}", tuple(_nudged(cells, at) for cells in value)


def _nudged(cells: tuple[Any, ...], at: int) -> tuple[Any, ...]:
    """A row with one of its numbers moved."""
    return tuple(
        cell * (1 + _NUDGE) if place == at and isinstance(cell, int | float) else cell
        for place, cell in enumerate(cells)
    )


def _readable_keys(plain: Evaluation, key: str) -> frozenset[str]:
    return plain.reads(key) - {STANDING_IN, WIDTHS}


def _unfollowed(
    key: str,
    value: Any,
    plain: Evaluation,
    ledger: Ledger,
    results: Mapping[str, int],
    affected: list[str],
) -> list[str]:
    """Those of the `affected` indicators whose steps give another change than the formulas do."""
    if value == plain[key]:
        return []
    moved = plain.changed(key, value)
    steps = ledger.changed(_moved_cells(key, value))
    out = []
    for indicator in affected:
        at = results[indicator]
        before = ledger.steps[at].value
        wanted = _number(moved, indicator)
        got = steps.get(at, before)
        change = max(abs(wanted - before), abs(got - before))
        if isnan(change) or abs(got - wanted) > _FOLLOWS * change + 1e-12 * abs(before):
            out.append(indicator)
    return out


def _moved_cells(key: str, value: Any) -> dict[Place, float]:
    if not isinstance(value, tuple):
        return {Place(key): float(value)}
    return {
        Place(key, row, column): float(cell)
        for row, cells in enumerate(value)
        for column, cell in enumerate(cells)
        if isinstance(cell, int | float)
    }


def _number(evaluation: Evaluation, key: str) -> float:
    try:
        return float(evaluation[key])
    except (LookupError, ValueError, TypeError, ArithmeticError):
        return float("nan")  # a count or a year that is no whole number any more
