"""What an input may be at all, and what would be unusual for it.

The impossible is refused; the unusual is asked about and kept. Where a range stands in a published
table, the question says in which.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Context, Decimal

from .errors import Problem, Severity
from .numbers import format_number, plain, significant
from .rates import currency_of
from .sector import Column, Input, InputKind, Sector
from .text import N_
from .values import Observed

# What one US dollar is worth, to one digit: enough to see that three zeros too many were typed, and
# used for nothing else. Amounts are converted by dated rates only (domain.rates).
ABOUT_ONE_DOLLAR = {
    "USD": 1.0,
    "EUR": 1.0,
    "JPY": 100.0,
    "PHP": 50.0,
    "VND": 20_000.0,
    "THB": 30.0,
    "IDR": 10_000.0,
    "MYR": 4.0,
}
_SHOWN = Context(prec=10)  # digits of a converted value; enough to tell it from the bound
ROWS_SHOWN = 3  # of a column whose values are unusual; the rest is counted

Bounds = tuple[float | None, float | None]

_LEAST = N_("{label} cannot be less than {bound} {unit}; {value} was given.")
_MOST = N_("{label} cannot be more than {bound} {unit}; {value} was given.")
_LOW = N_("{label}: {value} {unit} is unusually low; at least {bound} is expected. Please check.")
_HIGH = N_("{label}: {value} {unit} is unusually high; at most {bound} is expected. Please check.")
_LOW_BY = N_(
    "{label}: {value} {unit} is unusually low; at least {bound} is expected ({source}). Please check."
)
_HIGH_BY = N_(
    "{label}: {value} {unit} is unusually high; at most {bound} is expected ({source}). Please check."
)
# The same of years and of numbers without a unit.
_BARE = {
    _LEAST: N_("{label} cannot be less than {bound}; {value} was given."),
    _MOST: N_("{label} cannot be more than {bound}; {value} was given."),
    _LOW: N_("{label}: {value} is unusually low; at least {bound} is expected. Please check."),
    _HIGH: N_("{label}: {value} is unusually high; at most {bound} is expected. Please check."),
}
_MORE = N_("{label}: {count} more rows are outside of what is expected.")


def check_bounds(asked: Input, value: Decimal, unit: str, lang: str = "en") -> tuple[Problem, ...]:
    """What is impossible for this input (refused) or unusual (warned), `value` being in `unit`."""
    text, bound = _passed(value, asked.possible, _LEAST, _MOST)
    if bound is not None:
        return (_problem(text, Severity.REFUSED, asked, value, bound, unit, lang),)
    low, high = (_LOW_BY, _HIGH_BY) if asked.plausible_source else (_LOW, _HIGH)
    text, bound = _passed(value, expected(asked, unit), low, high)
    if bound is not None:
        return (_problem(text, Severity.WARNING, asked, value, bound, unit, lang),)
    return ()


def expected(asked: Input | Column, unit: str) -> Bounds:
    """The plausible range in `unit`: that of money is declared in US dollars, to one digit."""
    low, high = asked.plausible
    if not asked.unit.startswith("currency"):
        return low, high
    about = ABOUT_ONE_DOLLAR.get(currency_of(unit))
    if about is None:
        return None, None
    return None if low is None else low * about, None if high is None else high * about


def check_rows(
    asked: Input, rows: Sequence[Sequence[float | str | None]], lang: str = "en"
) -> tuple[Problem, ...]:
    """What is unusual in the number columns of a table, by column; `row` is 1-based."""
    found: list[Problem] = []
    for at, column in enumerate(asked.columns):
        low, high = expected(column, column.unit)
        if low is None and high is None:
            continue
        unusual = [
            (number, cell)
            for number, row in enumerate(rows, start=1)
            if isinstance(cell := row[at], float | int)
            and ((low is not None and cell < low) or (high is not None and cell > high))
        ]
        of_column = Input(asked.key, column.label, "", "", column.unit, plausible=(low, high))
        for number, cell in unusual[:ROWS_SHOWN]:
            value = Decimal(repr(cell))
            text, bound = _passed(value, (low, high), _LOW, _HIGH)
            found.append(
                _problem(text, Severity.WARNING, of_column, value, bound or 0.0, column.unit, lang, number)
            )
        if rest := unusual[ROWS_SHOWN:]:
            details = (("label", column.label), ("count", len(rest)))
            found.append(Problem(_MORE, Severity.WARNING, asked.key, rest[0][0], details))
    return tuple(found)


def permitted(
    sector: Sector, complete: dict[str, Observed]
) -> tuple[dict[str, Observed], tuple[Problem, ...]]:
    """Take out what is impossible, warn of what is unusual."""
    problems: list[Problem] = []
    for asked in sector.inputs:
        seen = complete[asked.key]
        if asked.kind is InputKind.TABLE and isinstance(seen.value, tuple):
            problems += check_rows(asked, seen.value)
        if asked.kind is not InputKind.QUANTITY or not isinstance(seen.value, float | int) or seen.is_default:
            continue
        found = check_bounds(asked, Decimal(repr(seen.value)), seen.unit or asked.unit)
        problems += found
        if any(p.severity is Severity.REFUSED for p in found):
            complete[asked.key] = replace(seen, value=None)
    return complete, tuple(problems)


def unlike(sector: Sector, complete: Mapping[str, Observed]) -> tuple[Problem, ...]:
    """Exact figures, such as warming potentials, that a result taken over was not computed with."""
    text = N_(
        "{taken} was computed with {given} as {label}, this sector with {value}. Choose one of the two."
    )
    labels = {asked.key: asked.label for asked in sector.inputs if asked.exact}
    return tuple(
        Problem(
            text,
            Severity.WARNING,
            asked.key,
            details=(
                ("taken", asked.label),
                ("given", significant(value, 6)),
                ("label", labels[key]),
                ("value", significant(own, 6)),
            ),
        )
        for asked in sector.inputs
        for key, value in complete[asked.key].settled
        if key in labels and isinstance(own := complete[key].value, int | float) and own != value
    )


def _passed(value: Decimal, bounds: Bounds, low_text: str, high_text: str) -> tuple[str, float | None]:
    """The end that `value` passes, and what is said of it."""
    low, high = bounds
    if low is not None and value < Decimal(repr(low)):
        return low_text, low
    if high is not None and value > Decimal(repr(high)):
        return high_text, high
    return "", None


def _problem(
    text: str,
    severity: Severity,
    asked: Input,
    value: Decimal,
    bound: float,
    unit: str,
    lang: str,
    row: int | None = None,
) -> Problem:
    year = unit == "year"
    shown = {
        "label": asked.label,
        "unit": unit,
        "value": plain(value) if year else format_number(_SHOWN.plus(value), None, lang),
        "bound": f"{bound:.0f}" if year else format_number(bound, None, lang),
        "source": asked.plausible_source,
    }
    text = _BARE.get(text, text) if year or not unit else text
    return Problem(text, severity, asked.key, row, tuple(shown.items()))
