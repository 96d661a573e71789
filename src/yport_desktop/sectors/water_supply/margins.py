"""95 % margins of the water balance, as its source computes them, beside the program's own ranges.

Every input +- e (95 %): sigma = V e / 1.96; independent inputs by root sum of squares; margin of a result =
1.96 sigma / V, so that 1.96 cancels and half widths are computed here [m3]. Billed volumes count as exact.
The margin on the under-registration of billed metered consumption without bulk supply is left out, as in
the source, and is therefore not asked for.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import NotComputable, middle, require
from yport_desktop.domain.text import N_

from .balance import cell, unauthorised_row

Values = Mapping[str, Any]


def root_of_squares(parts: Iterable[Any]) -> Any:
    """Half width of a sum of independent parts, from their half widths."""
    return sum(part**2 for part in parts) ** 0.5


def margin_of(row: tuple[Any, ...], at: int, table: str) -> Any:
    """The margin of a row [fraction]. Raises NotComputable where there is none: it does not count as zero."""
    if row[at] is None:
        text = N_("A row has no 95 % margin: this margin of the balance cannot be computed.")
        raise NotComputable(Problem(text, field=table))
    return row[at] / 100


def half_listed(values: Values, table: str) -> Any:
    """Half width of the sum of a list: each row with its margin in the third column [m3]."""
    return root_of_squares(
        cell(row, 1, table) * margin_of(row, 2, table) for row in values[table] if middle(cell(row, 1, table))
    )


def half_unauthorised(values: Values) -> Any:
    """Half width of unauthorised consumption [m3]."""
    rows, days = require(values, "unauthorised", "period_days")
    volumes = [(unauthorised_row(row, days), row) for row in rows]
    return root_of_squares(
        volume * margin_of(row, 4, "unauthorised") for volume, row in volumes if middle(volume)
    )


def half_meter_errors(values: Values) -> Any:
    """Half width of meter errors and data handling errors [m3]."""
    parts = [values["half_data_errors_m3"]]
    for volume, margin in (
        ("meter_error_bulk_m3", "margin_under_registration_bulk"),
        ("meter_error_unbilled_m3", "margin_under_registration_unbilled"),
        ("meter_error_reading_m3", "margin_under_registration_reading"),
    ):
        if middle(values[volume]):
            parts.append(values[volume] * values[margin] / 100)
    return root_of_squares(parts)


def half_of(values: Values, *parts: str) -> Any:
    """Half width of a result from those of its independent parts [m3]."""
    return root_of_squares(require(values, *parts))


def margin(values: Values, half: str, volume: str) -> Any:
    """Half width over the volume (fraction); 0 where there is no volume."""
    width, whole = require(values, half, volume)
    return width / abs(whole) if middle(whole) else 0.0


def width_of_list(rows: tuple[tuple[Any, ...], ...]) -> float | None:
    """Half width [%] of a whole list, from the margin of each row; None where one has none."""
    return _width([(row[1], row[2]) for row in rows])


def width_of_unauthorised(rows: tuple[tuple[Any, ...], ...]) -> float | None:
    """The same for unauthorised consumption, whose volume is number x persons x L/d."""
    return _width([(_amount(row), row[4]) for row in rows])


def _amount(row: tuple[Any, ...]) -> float | None:
    if row[1] == 0:
        return 0.0
    factors = row[1:4] if row[0] == "domestic" else (row[1], row[3])
    if any(factor is None for factor in factors):
        return None
    amount = 1.0
    for factor in factors:
        amount *= float(factor)
    return amount


def _width(pairs: list[tuple[float | None, float | None]]) -> float | None:
    if any(volume is None or (volume and margin is None) for volume, margin in pairs):
        return None
    whole = sum(float(volume or 0.0) for volume, _ in pairs)
    if not whole:
        return None
    half = root_of_squares(float(volume or 0.0) * float(margin or 0.0) for volume, margin in pairs)
    return float(half) / abs(whole)
