"""What an engagement agreed on: its currency with dated rates, and when its fiscal year begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .entry import Entry, observe, parse_entry
from .errors import Problem, Severity
from .periods import JAPANESE_START, days_of_year
from .rates import Rate, currency_of, in_currency
from .sector import Input
from .text import N_
from .units import DAYS_PER_YEAR
from .values import Observed

CONVERTED = N_("Converted: {conversion}.")
FAR_AWAY = N_("Converted: {conversion}. That rate is about {years} years away from the period of the amount.")
UNDATED = N_("Converted: {conversion}. The amount has no period: the newest rate was used.")
FAR = 550  # days between an amount and its rate from which that is worth a warning


@dataclass(frozen=True)
class Conventions:
    """`currency` is a three-letter code, "" where none is agreed: amounts then stay in their own."""

    currency: str = ""
    fiscal_start: int = JAPANESE_START
    rates: tuple[Rate, ...] = ()

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
        given = currency_of(seen.unit) if asked.unit.startswith("currency") else ""
        if not self.currency or given in ("", self.currency):
            return seen, ()
        found = in_currency(seen, self.currency, self.rates, self.fiscal_start)
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
