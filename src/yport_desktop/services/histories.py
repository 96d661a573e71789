"""The same city over time: a sector's results of every year that the recorded values speak of.

Values of an input may stand beside each other, each with its period. A result of a year is computed
from values of that year only: a value of another year, or of none, never stands in, nor does what
another sector computes now. Of a yearly table the rows of that year count, and no row of another
table with years of its own. Choices and exact conventions hold for
every year, and so do the defaults of the sector.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from yport_desktop.domain.assess import assess
from yport_desktop.domain.periods import Period, parse_period
from yport_desktop.domain.sector import Estimate, InputKind, Sector
from yport_desktop.domain.values import Observed

from .assessments import ADOPTED, InputRow

YEARS_AT_MOST = 40
_LONGEST_DAYS = 366


@dataclass(frozen=True)
class YearResult:
    """An indicator in one year. `given` are the inputs of that year that it reads.

    Of `several` more than one value was recorded for the year: the adopted or first one counts.
    """

    year: int
    estimate: Estimate
    given: tuple[str, ...]
    several: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Values:
    """The values of one input: by year, and the one that holds for every year."""

    by_year: Mapping[int, tuple[Observed, ...]]
    always: Observed | None = None

    def in_year(self, year: int) -> Observed | None:
        """The value that counts in a year."""
        return self.by_year[year][0] if year in self.by_year else self.always


def histories(sector: Sector, rows: Sequence[InputRow]) -> dict[str, tuple[YearResult, ...]]:
    """By indicator, the years in which at least one of its inputs was recorded for that year."""
    values = {row.input.key: _values(row) for row in rows}
    years = sorted({year for found in values.values() for year in found.by_year})[-YEARS_AT_MOST:]
    out: dict[str, list[YearResult]] = {indicator.key: [] for indicator in sector.indicators}
    for year in years:
        observed = {key: seen for key, found in values.items() if (seen := found.in_year(year)) is not None}
        assessment = assess(sector, observed)
        for indicator in sector.indicators:
            estimate = assessment.estimates[indicator.key]
            read = indicator.needs if estimate.value is None else tuple(term.key for term in estimate.terms)
            given = tuple(key for key in read if key in values and year in values[key].by_year)
            if given:
                several = tuple(key for key in given if len(values[key].by_year[year]) > 1)
                out[indicator.key].append(YearResult(year, estimate, given, several))
    return {key: tuple(found) for key, found in out.items()}


def _values(row: InputRow) -> _Values:
    """The value used and its alternatives by year; the adopted one comes first."""
    if row.record is None:
        return _Values({})
    if row.input.kind is InputKind.CHOICE or row.input.exact:
        return _Values({}, row.observed)
    at = next((place for place, column in enumerate(row.input.columns) if column.kind == "year"), None)
    if at is not None:
        return _Values(_by_rows(row.observed, at) if row.input.yearly else {})
    dated: dict[int, list[Observed]] = {}
    for record in sorted((row.record, *row.alternatives), key=lambda r: r.get("standing") != ADOPTED):
        fields = {**record.values, "id": str(record.id), "evidence": 0}
        seen, _ = row.agreed.observe(row.input, fields)
        year = year_of(seen.period, row.agreed.fiscal_start) if seen.known else None
        if year is not None:
            dated.setdefault(year, []).append(seen)
    return _Values({year: tuple(found) for year, found in dated.items()})


def _by_rows(table: Observed, at: int) -> dict[int, tuple[Observed, ...]]:
    """A table by the years in its column `at`."""
    rows = table.value if isinstance(table.value, tuple) else ()
    numbers = (row[at] for row in rows)
    years = dict.fromkeys(int(number) for number in numbers if isinstance(number, int | float))
    return {
        year: (replace(table, value=tuple(row for row in rows if row[at] == year), period=str(year)),)
        for year in years
    }


def year_of(text: str, fiscal_start: int) -> int | None:
    """The year in which the middle of a period lies; None for none, or for one longer than a year."""
    period: Period | None = parse_period(text, fiscal_start)
    return period.middle.year if period is not None and period.days <= _LONGEST_DAYS else None
