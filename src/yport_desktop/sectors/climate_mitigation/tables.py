"""The uncertainty of the inventory row by row: the columns of Table 3.2 of Approach 1."""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.sector import ResultColumn, ResultTable
from yport_desktop.domain.text import N_

from .series import APPROACH_COLUMNS, OF_ONE_YEAR, has_trend
from .sources import APPROACH_1

Values = Mapping[str, Any]
KEY = "approach_1"
NOTE = N_(
    "Columns of Table 3.2 of the guidelines; rows that are computed with one shared factor stand together. "
    "Columns of the trend need emissions of the base year in every row."
)


def tables(values: Values) -> dict[str, ResultTable]:
    """The rows in the order of the inventory. Raises MissingInput where there is none."""
    trend = has_trend(values)
    columns = [
        ResultColumn("category", N_("Category"), kind="word"),
        *(
            ResultColumn(key, label, unit, decimals=6 if not unit else 2)
            for key, (label, unit, _) in APPROACH_COLUMNS.items()
        ),
        ResultColumn("current", N_("Emissions"), "t CO2e/yr", decimals=0),
        ResultColumn("base", N_("Emissions in the base year"), "t CO2e/yr", decimals=0),
        ResultColumn("activity_pct", N_("Uncertainty of the activity"), "%", decimals=1),
        ResultColumn("factor_pct", N_("Uncertainty of the factor"), "%", decimals=1),
    ]
    rows = tuple(
        (
            c.row.category,
            *(
                column(c) if trend or key in OF_ONE_YEAR else None
                for key, (_, _, column) in APPROACH_COLUMNS.items()
            ),
            c.row.current,
            c.row.base if trend else None,
            c.row.activity_pct,
            c.row.factor_pct,
        )
        for c in values["inventory_approach"].contributions
    )
    source = f"{APPROACH_1.title}, {APPROACH_1.locator}"
    return {
        KEY: ResultTable(KEY, N_("Uncertainty by category (Approach 1)"), tuple(columns), rows, NOTE, source)
    }
