"""Dated exchange rates, and converting an amount by the one nearest to its price year.

A rate is what a source states: at a date, an amount of one currency equals an amount of another. An
amount is never converted without saying which rate was used and of when.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import product

from .numbers import format_number, significant
from .periods import JAPANESE_START, parse_period
from .values import Observed

_MONEY = re.compile(r"(?P<code>[A-Z]{3})(?P<rest>/.*)?")
_TOO_FAR = 10**6  # days; for what has no date that is understood


@dataclass(frozen=True)
class Rate:
    """`base_amount` of `base` = `quote_amount` of `quote` at `date` (ISO: a year, a month or a day)."""

    date: str
    base_amount: Decimal
    base: str
    quote_amount: Decimal
    quote: str
    source: str = ""
    address: str = ""
    source_year: str = ""
    status: str = "published"

    @property
    def label(self) -> str:
        """The rate as it is cited, in no language: "USD 1 = JPY 119 (2015-03, title of the source)"."""
        base, quote = format_number(self.base_amount), format_number(self.quote_amount)
        said = ", ".join(part for part in (self.date, self.source) if part)
        return f"{self.base} {base} = {self.quote} {quote} ({said})"

    def factor(self, given: str, wanted: str) -> Fraction | None:
        """By what an amount in `given` is multiplied to be one in `wanted`; None for other currencies."""
        ratio = Fraction(self.quote_amount) / Fraction(self.base_amount)
        if (given, wanted) == (self.base, self.quote):
            return ratio
        return 1 / ratio if (given, wanted) == (self.quote, self.base) else None


@dataclass(frozen=True)
class Conversion:
    """An amount in another currency. `rates`: the one used, or the two of a way through a third currency.

    `days_apart`: between the middle of the price year and that of the rate that is farther away; None
    where the amount has no price year: then the newest rate was taken.
    """

    amount: Decimal
    currency: str
    rates: tuple[Rate, ...]
    days_apart: int | None

    @property
    def label(self) -> str:
        """Which rates were used, and of when."""
        return " · ".join(rate.label for rate in self.rates)


def convert_amount(
    amount: Decimal,
    given: str,
    wanted: str,
    when: str,
    rates: Iterable[Rate],
    fiscal_start: int = JAPANESE_START,
) -> Conversion | None:
    """`amount` of `given` in `wanted` by the rate dated nearest to the price year `when`.

    A rate between the two currencies goes before a way through a third one, whatever their dates, and
    the more precise date before another that is as near. None where the rates do not lead there.
    """
    if given == wanted:
        return Conversion(amount, wanted, (), 0)
    known = tuple(rates)
    ways = [(rate,) for rate in known if rate.factor(given, wanted) is not None]
    found: Sequence[tuple[Rate, ...]] = ways or _through_a_third(given, wanted, known)
    if not found:
        return None
    chosen = min(found, key=lambda way: _order(way, when, fiscal_start))
    value, at = Fraction(amount), given
    for place, rate in enumerate(chosen):
        goal = wanted if place == len(chosen) - 1 else _other(rate, at)
        value, at = value * (rate.factor(at, goal) or 1), goal
    dated = parse_period(when, fiscal_start) is not None
    apart = max(_apart(rate, when, fiscal_start) for rate in chosen) if dated else None
    return Conversion(Decimal(value.numerator) / Decimal(value.denominator), wanted, chosen, apart)


def in_currency(
    seen: Observed, wanted: str, rates: Iterable[Rate], fiscal_start: int = JAPANESE_START
) -> tuple[Observed, int | None] | None:
    """A value of money with its unit in the currency `wanted` ("PHP/t" for "USD/t"), and `days_apart`.

    What is no money, or is in that currency already, comes back as it is; None where no rate leads
    there. `conversion` of the result says what was done.
    """
    match = _MONEY.fullmatch(seen.unit)
    if match is None or match["code"] == wanted or not isinstance(seen.value, int | float):
        return seen, 0
    amount = Decimal(repr(seen.value))
    found = convert_amount(amount, match["code"], wanted, seen.period, rates, fiscal_start)
    if found is None:
        return None
    before = f"{match['code']} {significant(float(seen.value), 6)}{match['rest'] or ''}"
    unit = wanted + (match["rest"] or "")
    said = f"{before}; {found.label}"
    return replace(seen, value=float(found.amount), unit=unit, conversion=said), found.days_apart


def table_in_currency(
    seen: Observed,
    columns: Collection[int],
    given: str,
    wanted: str,
    when: str,
    rates: Iterable[Rate],
    fiscal_start: int = JAPANESE_START,
) -> tuple[Observed, int | None] | None:
    """The same for a table whose `columns` hold amounts of `given`, at the prices of `when`.

    Its unit is `wanted` then. Of the choice that says in which currency tables are the code becomes `wanted`.
    """
    found = convert_amount(Decimal(1), given, wanted, when, rates, fiscal_start)
    if found is None:
        return None
    said = f"{given} → {wanted}; {found.label}"
    if not isinstance(seen.value, tuple):
        return replace(seen, value=wanted, conversion=said), found.days_apart
    rows = tuple(
        tuple(
            float(Decimal(repr(cell)) * found.amount) if at in columns and isinstance(cell, float) else cell
            for at, cell in enumerate(row)
        )
        for row in seen.value
    )
    return replace(seen, value=rows, unit=wanted, conversion=said), found.days_apart


def currency_of(unit: str) -> str:
    """The currency of a unit of money, "" for another unit."""
    match = _MONEY.fullmatch(unit)
    return match["code"] if match is not None else ""


def _through_a_third(given: str, wanted: str, rates: Sequence[Rate]) -> list[tuple[Rate, ...]]:
    first = [r for r in rates if given in (r.base, r.quote)]
    second = [r for r in rates if wanted in (r.base, r.quote)]
    return [(a, b) for a, b in product(first, second) if b.factor(_other(a, given), wanted) is not None]


def _other(rate: Rate, currency: str) -> str:
    return rate.quote if currency == rate.base else rate.base


def _order(way: tuple[Rate, ...], when: str, fiscal_start: int) -> tuple[int, int, int, str]:
    """The nearest first; of two through a third currency, those of one date and source; then the precise."""
    apart = max(_apart(rate, when, fiscal_start) for rate in way)
    mixed = len({(rate.date, rate.source) for rate in way}) - 1
    return apart, mixed, -max(len(rate.date) for rate in way), way[0].label


def _apart(rate: Rate, when: str, fiscal_start: int) -> int:
    """Days between the middles of the two periods; without a price year the newest rate is the nearest."""
    dated, wanted = parse_period(rate.date), parse_period(when, fiscal_start)
    if dated is None:
        return _TOO_FAR
    if wanted is None:
        return max(0, _TOO_FAR - dated.middle.toordinal())
    return abs((dated.middle - wanted.middle).days)
