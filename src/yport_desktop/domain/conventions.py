"""What an engagement agreed on: its currency with dated rates, and when its fiscal year begins."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from .entry import Entry, observe, parse_entry
from .errors import Problem, Severity
from .numbers import plain
from .periods import JAPANESE_START, days_of_year
from .rates import Rate, currency_of, in_currency, table_in_currency
from .sector import Input, InputKind, Sector
from .text import N_
from .units import DAYS_PER_YEAR
from .values import Observed

CONVERTED = N_("Converted: {conversion}.")
FAR_AWAY = N_("Converted: {conversion}. That rate is about {years} years away from the period of the amount.")
UNDATED = N_("Converted: {conversion}. The amount has no period: the newest rate was used.")
FAR = 550  # days between an amount and its rate from which that is worth a warning


@dataclass(frozen=True)
class Amounts:
    """What a sector says of the money in its tables: `currency` is the answer to the choice `asked`.

    Where it names a `price_year`, that counts before the period of a table.
    """

    asked: str = ""
    currency: str = ""
    price_year: str = ""


@dataclass(frozen=True)
class Conventions:
    """`currency` is a three-letter code, "" where none is agreed: amounts then stay in their own."""

    currency: str = ""
    fiscal_start: int = JAPANESE_START
    rates: tuple[Rate, ...] = ()
    amounts: Amounts = Amounts()

    def in_sector(self, sector: Sector, records: Mapping[str, Mapping[str, Any]]) -> "Conventions":
        """The same for the inputs of a sector, whose observations by key say what its tables are in."""
        if sector.money is None:
            return self
        code, year = (observe(sector.input(key), records.get(key, {}))[0].value for key in sector.money)
        said = plain(Decimal(repr(year))) if isinstance(year, float) else ""
        return replace(self, amounts=Amounts(sector.money[0], str(code or ""), said))

    def units_of(self, asked: Input) -> tuple[str, ...]:
        """The units an input may be entered in; of money those of the currency agreed on first."""
        if not asked.unit.startswith("currency"):
            return tuple(dict.fromkeys((asked.unit, *asked.units)))
        own = asked.unit.replace("currency", self.currency, 1)
        return tuple(sorted(asked.units, key=lambda unit: unit != own))

    def observe(self, asked: Input, record: Mapping[str, Any]) -> tuple[Observed, tuple[Problem, ...]]:
        """The value of an input from the fields of an observation, in the currency agreed on."""
        seen, problems = observe(asked, record, self.fiscal_start)
        seen, found = self.converted(asked, seen)
        return seen, problems + found

    def converted(self, asked: Input, seen: Observed) -> tuple[Observed, tuple[Problem, ...]]:
        """A value of money in the currency agreed on, and the rate that was used, in a sentence."""
        if not seen.known:
            return seen, ()
        if columns := asked.money_columns:
            seen = replace(seen, unit=seen.unit or self.amounts.currency)
            given = seen.unit
        elif asked.key == self.amounts.asked:
            given = str(seen.value)
        else:
            given = currency_of(seen.unit) if asked.unit.startswith("currency") else ""
        if not self.currency or given in ("", self.currency):
            return seen, ()
        if asked.kind is InputKind.QUANTITY:
            found = in_currency(seen, self.currency, self.rates, self.fiscal_start)
        else:
            when = self.amounts.price_year or seen.period
            found = table_in_currency(
                seen, columns, given, self.currency, when, self.rates, self.fiscal_start
            )
        if asked.kind is InputKind.CHOICE:  # its tables speak of the rate
            return (found[0] if found else seen), ()
        if found is None:
            text = N_("There is no rate from {given} to {wanted} yet: this amount is not converted.")
            lacking = (("given", given), ("wanted", self.currency))
            return seen, (Problem(text, Severity.WARNING, asked.key, details=lacking),)
        changed, apart = found
        details: tuple[tuple[str, Any], ...] = (("conversion", changed.conversion),)
        if apart is None:
            return changed, (Problem(UNDATED, Severity.WARNING, asked.key, details=details),)
        if apart > FAR:
            details = (*details, ("years", round(apart / DAYS_PER_YEAR)))
            return changed, (Problem(FAR_AWAY, Severity.WARNING, asked.key, details=details),)
        return changed, (Problem(CONVERTED, Severity.NOTE, asked.key, details=details),)

    def typed(self, asked: Input, entry: Entry, period: str) -> Observed:
        """What an accepted entry would be computed as, were it completed for that period."""
        days = days_of_year(period, self.fiscal_start)
        if days != DAYS_PER_YEAR and isinstance(entry.value, Decimal):
            entry = parse_entry(asked, entry.entered, entry.entered_unit, "en", days)
        value = entry.value if isinstance(entry.value, str | tuple) else float(entry.value or 0)
        return self.converted(asked, Observed(value, entry.unit, period=period, missing=None))[0]
