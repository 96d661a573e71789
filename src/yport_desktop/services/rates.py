"""The currency, the dated rates and the fiscal year of an engagement, and converting by them."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from yport_desktop.domain.changes import LIFE, Committed, Edit
from yport_desktop.domain.conventions import Conventions
from yport_desktop.domain.entity import Json
from yport_desktop.domain.ids import derived_id
from yport_desktop.domain.periods import JAPANESE_START, parse_period
from yport_desktop.domain.rates import Rate
from yport_desktop.domain.text import N_

from .records import create, set_values
from .workspace import Workspace

EXCHANGE_RATE = "exchange_rate"
AGREE = N_("Set currency, rates and fiscal year")
_FIELDS = ("date", "base_amount", "base_currency", "quote_amount", "quote_currency")
_CODE = re.compile(r"[A-Z]{3}")
# More is no rate, and exact fractions of it take hours.
_LARGEST, _MOST_DIGITS = Decimal("1e15"), 40
_ABOUT = ("source", "source_address", "source_year", "source_status")


def conventions_of(workspace: Workspace, engagement: UUID) -> Conventions:
    """What the engagement agreed on; without an agreement amounts stay in their currency."""
    top = workspace.find(engagement)
    if top is None:
        return Conventions()
    start = str(top.get("fiscal_year") or "")
    month = int(start) if start.isdecimal() and 1 <= int(start) <= 12 else JAPANESE_START
    return Conventions(str(top.get("currency") or ""), month, rates_of(workspace, engagement))


def rates_of(workspace: Workspace, engagement: UUID) -> tuple[Rate, ...]:
    """The rates kept in the engagement; what is incomplete or impossible is left out."""
    found = (rate_of(r.values) for r in workspace.records(engagement, EXCHANGE_RATE))
    return tuple(rate for rate in found if rate is not None)


def agree(
    workspace: Workspace,
    engagement: UUID,
    currency: str,
    fiscal_start: int | None,
    rates: Iterable[Rate] = (),
) -> Committed:
    """Set the currency and the first month of the fiscal year, and take rates, in one save.

    Rates that are there already are not added again. Raises InvalidEntry.
    """
    wanted: Mapping[str, Json] = {
        "currency": currency or None,
        "fiscal_year": None if fiscal_start is None else f"{fiscal_start:02d}",
    }
    top = workspace.get(engagement)
    edits: list[Edit] = set_values(engagement, {k: v for k, v in wanted.items() if top.get(k) != v})
    known = set(rates_of(workspace, engagement))
    for rate in rates:
        if rate not in known:
            edits += _taken(workspace, engagement, rate)
    return workspace.commit(engagement, edits, AGREE)


def rate_id(engagement: UUID, rate: Rate) -> UUID:
    """The record of a published rate, the same on every laptop."""
    return derived_id(engagement, EXCHANGE_RATE, rate.date, rate.base, rate.quote, rate.source)


def _taken(workspace: Workspace, engagement: UUID, rate: Rate) -> list[Edit]:
    record = rate_id(engagement, rate)
    values = {
        "name": f"{rate.base} – {rate.quote}, {rate.date}",
        "date": rate.date,
        "base_amount": str(rate.base_amount),
        "base_currency": rate.base,
        "quote_amount": str(rate.quote_amount),
        "quote_currency": rate.quote,
        "source": rate.source or None,
        "source_address": rate.address or None,
        "source_year": rate.source_year or None,
        "source_status": rate.status or None,
    }
    edits = create(EXCHANGE_RATE, values, parent=engagement, record=record)
    earlier = workspace.store.read.record(record)
    return [*edits, Edit(record, LIFE, None)] if earlier is not None and earlier.deleted else edits


def rate_of(values: Mapping[str, object]) -> Rate | None:
    """A rate from the fields of its record; None for what is incomplete or impossible."""
    date, base_amount, base, quote_amount, quote = (str(values.get(key) or "") for key in _FIELDS)
    if max(len(base_amount), len(quote_amount)) > _MOST_DIGITS:
        return None
    try:
        amounts = Decimal(base_amount), Decimal(quote_amount)
    except ArithmeticError:
        return None
    if not all(a.is_finite() and 1 / _LARGEST <= a <= _LARGEST for a in amounts):
        return None
    if base == quote or not (_CODE.fullmatch(base) and _CODE.fullmatch(quote)) or parse_period(date) is None:
        return None
    source, address, year, status = (str(values.get(key) or "") for key in _ABOUT)
    return Rate(date, amounts[0], base, amounts[1], quote, source, address, year, status)
