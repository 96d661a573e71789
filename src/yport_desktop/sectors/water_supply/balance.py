"""Formulas of the top-down water balance. Volumes in m3 over the period, shares in per cent.

Source: WB-EasyCalc, in the terms of the International Water Association (recomputed: 25 values of two
published cases). A list that is given is complete; a list that is not given is missing, never zero.
"""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import NotComputable, middle, require
from yport_desktop.domain.text import N_

Values = Mapping[str, Any]
BILLED = ("billed_metered", "billed_unmetered")
DOMESTIC = "domestic"
ILLEGAL = (DOMESTIC, "connection")


def cell(row: tuple[Any, ...], at: int, table: str) -> Any:
    """A figure of a row. Raises NotComputable where it is empty: it does not count as zero."""
    if row[at] is None:
        raise NotComputable(
            Problem(N_("A row of the table has no figure; it does not count as zero."), field=table)
        )
    return row[at]


def listed(values: Values, table: str) -> Any:
    """The sum of a list's volumes [m3]."""
    return sum(cell(row, 1, table) for row in values[table])


def system_input(values: Values) -> Any:
    """Water put into the network [m3]. Without any there is no balance, no loss and no class to be in."""
    whole = listed(values, "system_input")
    if middle(whole) == 0:
        text = N_("The system input volume is 0: without water put into the network there is no balance.")
        raise NotComputable(Problem(text, field="system_input"))
    return whole


def metered(values: Values, table: str, bulk: bool) -> Any:
    """The metered volumes of a list that are bulk supply, or those that are not [m3]."""
    if any(row[2] is None for row in values[table]):
        text = N_("A row does not say whether it is bulk supply: the meter errors cannot be computed.")
        raise NotComputable(Problem(text, field=table))
    return sum(cell(row, 1, table) for row in values[table] if (row[2] == "bulk") == bulk)


def billed_authorised(values: Values) -> Any:
    """Billed authorised consumption, metered and not: the revenue water [m3]."""
    counted, not_counted = require(values, "billed_metered_m3", "billed_unmetered_m3")
    return counted + not_counted


def unbilled_authorised(values: Values) -> Any:
    """Unbilled authorised consumption, metered and not [m3]."""
    counted, not_counted = require(values, "unbilled_metered_m3", "unbilled_unmetered_m3")
    return counted + not_counted


def authorised(values: Values) -> Any:
    """Authorised consumption [m3]."""
    billed, unbilled = require(values, "billed_authorised_m3", "unbilled_authorised_m3")
    return billed + unbilled


def water_losses(values: Values) -> Any:
    """System input volume less authorised consumption [m3]."""
    whole, part = require(values, "system_input_m3", "authorised_m3")
    return whole - part


def non_revenue_water(values: Values) -> Any:
    """System input volume less billed authorised consumption [m3]."""
    whole, part = require(values, "system_input_m3", "billed_authorised_m3")
    return whole - part


def unauthorised_row(row: tuple[Any, ...], days: Any) -> Any:
    """Unauthorised consumption of one row of the list [m3]: number x (persons) x L/d x days."""
    number = cell(row, 1, "unauthorised")
    if middle(number) == 0:
        return 0.0
    persons = cell(row, 2, "unauthorised") if row[0] == DOMESTIC else 1
    return number * persons * cell(row, 3, "unauthorised") * days / 1000


def unauthorised(values: Values) -> Any:
    """Unauthorised consumption [m3]."""
    rows, days = require(values, "unauthorised", "period_days")
    if any(row[0] is None for row in rows):
        text = N_("A row of unauthorised consumption does not say of which kind it is.")
        raise NotComputable(Problem(text, field="unauthorised"))
    return sum(unauthorised_row(row, days) for row in rows)


def illegal_connections(values: Values) -> Any:
    """Number of illegal connections, domestic and other."""
    rows = values["unauthorised"]
    return sum(cell(row, 1, "unauthorised") for row in rows if row[0] in ILLEGAL)


def not_registered(volume: Any, share: Any) -> Any:
    """What meters did not register of a volume that they registered [m3]: V / (1 - u) - V."""
    return volume / (1 - share / 100) - volume


def _error(values: Values, volume: str, share: str) -> Any:
    """As above; the share is not read where there is no volume."""
    registered = values[volume]
    return not_registered(registered, values[share]) if middle(registered) else 0.0


def error_billed(values: Values) -> Any:
    """Under-registration of billed metered consumption without bulk supply [m3].

    A detailed list of meters replaces the one share.
    """
    if "meters" in values:
        return sum(
            not_registered(cell(row, 1, "meters"), cell(row, 2, "meters"))
            for row in values["meters"]
            if middle(cell(row, 1, "meters"))
        )
    return _error(values, "billed_metered_other_m3", "under_registration_billed")


def bulk_metered(values: Values) -> Any:
    """Bulk supply through meters, billed and not [m3]."""
    billed, unbilled = require(values, "billed_metered_bulk_m3", "unbilled_metered_bulk_m3")
    return billed + unbilled


def error_bulk(values: Values) -> Any:
    """Under-registration of bulk meters [m3]."""
    return _error(values, "bulk_metered_m3", "under_registration_bulk")


def error_unbilled(values: Values) -> Any:
    """Under-registration of unbilled metered consumption without bulk supply [m3]."""
    return _error(values, "unbilled_metered_other_m3", "under_registration_unbilled")


def error_reading(values: Values) -> Any:
    """Corrupt meter reading, of all billed consumption [m3]."""
    return _error(values, "billed_authorised_m3", "under_registration_reading")


METER_ERRORS = (
    "meter_error_billed_m3",
    "meter_error_bulk_m3",
    "meter_error_unbilled_m3",
    "meter_error_reading_m3",
    "data_errors_m3",
)


def meter_errors(values: Values) -> Any:
    """Customer meter inaccuracies and data handling errors [m3]."""
    return sum(require(values, *METER_ERRORS))


def commercial_losses(values: Values) -> Any:
    """Commercial (apparent) losses [m3]: unauthorised consumption and meter errors."""
    taken, not_seen = require(values, "unauthorised_m3", "meter_errors_m3")
    return taken + not_seen


def physical_losses(values: Values) -> Any:
    """Physical (real) losses [m3]: what is left of the losses. Below zero the inputs contradict."""
    losses, commercial = require(values, "water_losses_m3", "commercial_losses_m3")
    return losses - commercial


def per_day(values: Values, volume: str) -> Any:
    """A volume of the period per day [m3/d]."""
    amount, days = require(values, volume, "period_days")
    return amount / days


def share(values: Values, volume: str) -> Any:
    """A volume as a fraction of the system input volume."""
    part, whole = require(values, volume, "system_input_m3")
    return part / whole


def commercial_of_authorised(values: Values) -> Any:
    """Commercial losses over authorised consumption (fraction)."""
    part, whole = require(values, "commercial_losses_m3", "authorised_m3")
    return part / whole
