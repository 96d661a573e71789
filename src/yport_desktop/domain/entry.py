"""From what a person typed, or a record holds, to the value of an input: one way in for forms,
command line and imports. Problems are returned as values, all of them at once.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from .bounds import check_bounds, check_rows
from .check import MAX_ROWS
from .errors import Problem, Severity
from .numbers import format_number, parse_number, plain
from .periods import JAPANESE_START, NAMED_BY_ITS_END, PeriodKind, days_of_year, parse_period
from .sector import Column, Input, InputKind
from .text import N_
from .unit_list import CURRENCIES
from .units import DAYS_PER_YEAR, convert_text, unit_text
from .values import Grade, Missing, Observed, Status

_PLAIN_YEAR = re.compile(r"(?:FY\s*)?\d{4}\s*(?:年度?)?", re.IGNORECASE)
MAX_SAID = 80  # characters of an entry that are repeated in a sentence
Table = tuple[tuple[float | str | None, ...], ...]


@dataclass(frozen=True)
class Entry:
    """One entry as read.

    `value`: Decimal in `unit` (the input's canonical unit, or the currency given), a choice key,
    or a table; None when refused. `entered` and `entered_unit` are the canonical echo of what was
    typed, in the unit it was typed in.
    """

    value: Decimal | str | Table | None = None
    unit: str = ""
    entered: str = ""
    entered_unit: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """True when nothing may be stored."""
        return any(p.severity is Severity.REFUSED for p in self.problems)


def parse_entry(
    asked: Input, text: object, unit: str = "", lang: str | None = "en", days: int = DAYS_PER_YEAR
) -> Entry:
    """Read an entry for an input. A unit inside the text wins over the unit chosen beside it.

    That of a table is the currency of its amounts.
    """
    if asked.kind is InputKind.TABLE:
        return _table(asked, text, unit, lang)
    if asked.kind is InputKind.CHOICE:
        return _choice(asked, str(text))
    return _quantity(asked, text, unit, lang, days)


def entered_words(asked: Input, entered: str, tr: Callable[[str], str], lang: str) -> str:
    """An accepted entry as people read it: “5000000 persons” as “5,000,000 persons”, choices by label.

    `tr` translates labels and units, `lang` groups the digits.
    """
    if asked.kind is not InputKind.QUANTITY:
        return tr(dict(asked.choices).get(entered, entered)) if entered else ""
    number, _, unit = entered.partition(" ")
    try:
        shown = number if asked.unit == "year" else format_number(Decimal(number), None, lang)
    except InvalidOperation:
        shown = number
    return f"{shown} {unit_text(unit, tr)}".strip()


def observe(
    asked: Input, record: Mapping[str, Any], fiscal_start: int = JAPANESE_START
) -> tuple[Observed, tuple[Problem, ...]]:
    """The value of an input from the fields of an observation record (or the like in JSON).

    Read: value, unit, period, source, method, grade, status, missing, uncertainty_pct, id, evidence.
    A figure per year is divided by the days of its period, whose fiscal year begins in `fiscal_start`.
    """
    days = days_of_year(str(record.get("period") or ""), fiscal_start)
    problems: list[Problem] = []
    given = record.get("value")
    seen = Observed(
        entered="" if given is None else str(given) if not isinstance(given, list) else "",
        period=str(record.get("period") or ""),
        source=str(record.get("source") or ""),
        method=str(record.get("method") or ""),
        grade=_member(Grade, record, "grade", asked, problems),
        status=_member(Status, record, "status", asked, problems),
        missing=_member(Missing, record, "missing", asked, problems),
        uncertainty_pct=_width(asked, record.get("uncertainty_pct"), problems),
        observation=str(record.get("id") or ""),
        evidence=int(record.get("evidence") or 0),
    )
    if given is None or given == "":
        return replace(seen, missing=seen.missing or Missing.NOT_ASKED), tuple(problems)
    entry = parse_entry(asked, given, str(record.get("unit") or ""), "en", days)
    problems += entry.problems
    if entry.refused or entry.value is None:
        return replace(seen, missing=seen.missing or Missing.NOT_KNOWN), tuple(problems)
    value = float(entry.value) if isinstance(entry.value, Decimal) else entry.value
    unit_text = f"{entry.entered} {entry.entered_unit}".strip()
    return replace(seen, value=value, unit=entry.unit, entered=unit_text, missing=None), tuple(problems)


def _quantity(asked: Input, text: object, unit: str, lang: str | None, days: int) -> Entry:
    if isinstance(text, bool) or not isinstance(text, str | int | float | Decimal):
        return _refused(asked, N_("{label} needs a number."))
    if isinstance(text, str):
        number = parse_number(_year(text) if asked.unit == "year" else text, lang)
        value, typed_unit, problems = number.value, number.unit, _placed(number.problems, asked)
    else:
        value, typed_unit, problems = Decimal(repr(text) if isinstance(text, float) else text), "", ()
        if not value.is_finite():
            return _refused(asked, N_("{label} needs a number."))
    if value is None:
        return Entry(problems=problems)
    chosen = typed_unit or unit or asked.unit
    converted, canonical, problem = convert_text(value, chosen, asked.unit, asked.units, days)
    if problem is not None or converted is None:
        return Entry(problems=(*problems, *_placed((problem,) if problem else (), asked)))
    if asked.unit == "year" and converted != int(converted):
        return _refused(asked, N_("{label} needs a year."))
    bounds = check_bounds(asked, converted, canonical, lang or "en")
    entry = Entry(converted, canonical, plain(value), chosen, (*problems, *bounds))
    return replace(entry, value=None) if entry.refused else entry


def _year(text: str) -> str:
    """A year written in an era (平成26年度, พ.ศ. 2567) by its number; any other text as it is."""
    period = parse_period(text)
    if period is None or period.kind not in (PeriodKind.YEAR, PeriodKind.FISCAL_YEAR):
        return text
    named = period.end if period.start.month >= NAMED_BY_ITS_END else period.start
    if _PLAIN_YEAR.fullmatch(unicodedata.normalize("NFKC", text).strip()) and str(named.year) in text:
        return text
    return f"{named.year}{' 年度' if period.kind is PeriodKind.FISCAL_YEAR else ''}"


def _choice(asked: Input, text: str) -> Entry:
    keys = {key for key, _ in asked.choices}
    by_label = {label.casefold(): key for key, label in asked.choices}
    key = text.strip() if text.strip() in keys else by_label.get(text.strip().casefold())
    if key is None:
        listed = ", ".join(key for key, _ in asked.choices)
        return _refused(
            asked,
            N_("“{text}” is not one of the answers to {label}: {choices}."),
            text=text[:MAX_SAID],
            choices=listed,
        )
    return Entry(key, "", key)


def _table(asked: Input, given: object, currency: str, lang: str | None) -> Entry:
    """Rows as lists in the order of the columns, or as objects by column key; JSON text of either."""
    if currency and not asked.money_columns:
        text = N_("{label}: each column has its own unit, “{unit}” cannot be that of the whole table.")
        return _refused(asked, text, unit=currency)
    if currency and currency not in CURRENCIES:
        text = N_("{label}: the amounts are in one of {units}, not in “{unit}”.")
        return _refused(asked, text, unit=currency, units=", ".join(CURRENCIES))
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            return _refused(asked, N_("{label} needs a table."))
    if not isinstance(given, Sequence):
        return _refused(asked, N_("{label} needs a table."))
    if len(given) > MAX_ROWS:
        return _refused(asked, N_("A table may have at most {limit} rows."), limit=MAX_ROWS)
    columns = tuple(_read_in(column, currency) for column in asked.columns)
    problems: list[Problem] = []
    rows = []
    for number, row in enumerate(given, start=1):
        cells = _cells(asked, row, number, problems)
        read = tuple(
            _cell(asked, column, cell, number, lang, problems)
            for column, cell in zip(columns, cells, strict=False)
        )
        if any(cell is not None for cell in read):
            rows.append(read)
    problems += _repeated_years(asked, rows)
    if any(p.severity is Severity.REFUSED for p in problems):
        return Entry(problems=tuple(problems))
    if not rows:
        return _refused(asked, N_("{label}: the table has no rows."))
    problems += check_rows(asked, rows, currency, lang or "en")
    return Entry(tuple(rows), currency, "", "", tuple(problems))


def _read_in(column: Column, currency: str) -> Column:
    """The column with the unit of its cells: amounts are in the currency of the table, or plain numbers."""
    return replace(column, unit=column.unit_in(currency) if currency else "") if column.is_money else column


def _cells(asked: Input, row: object, number: int, problems: list[Problem]) -> list[object]:
    width = len(asked.columns)
    if isinstance(row, Mapping):
        known = [column.key for column in asked.columns]
        for key in row:
            if key not in known:
                problems.append(
                    Problem(
                        N_("Row {row}: there is no column “{column}”."),
                        field=asked.key,
                        row=number,
                        details=(("row", number), ("column", key)),
                    )
                )
        return [row.get(key) for key in known]
    if isinstance(row, Sequence) and not isinstance(row, str) and len(row) <= width:
        return [*row, *([None] * (width - len(row)))]
    problems.append(
        Problem(
            N_("Row {row} does not have {width} columns."),
            field=asked.key,
            row=number,
            details=(("row", number), ("width", width)),
        )
    )
    return [None] * width


def _cell(
    asked: Input, column: Column, given: object, row: int, lang: str | None, problems: list[Problem]
) -> float | str | None:
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    if column.kind == "text" and isinstance(given, str | int | float) and not isinstance(given, bool):
        return str(given).strip()
    if column.kind == "text":
        text = N_("{label} needs a text.")
        problems.append(Problem(text, field=asked.key, row=row, details=(("label", column.label),)))
        return None
    if column.kind == "choice":
        read = _choice(Input(asked.key, column.label, "", "", choices=column.choices), str(given))
    else:
        possible = (1000.0, 3000.0) if column.kind == "year" else column.possible
        unit = column.unit or ("year" if column.kind == "year" else "")
        read = _quantity(
            Input(asked.key, column.label, "", "", unit, possible=possible),
            given,
            "",
            lang,
            DAYS_PER_YEAR,
        )
    # The label says in which column it is, also where the sentence does not name it.
    problems += [replace(p, row=row, details=(("label", column.label), *p.details)) for p in read.problems]
    return (
        float(read.value)
        if isinstance(read.value, Decimal)
        else read.value
        if isinstance(read.value, str)
        else None
    )


def _repeated_years(asked: Input, rows: list[tuple[float | str | None, ...]]) -> list[Problem]:
    """Years left out, or given twice for what stands to the left of them (the name of a series)."""
    at = next((i for i, column in enumerate(asked.columns) if column.kind == "year"), None)
    if at is None:
        return []
    out: list[Problem] = []
    seen: set[tuple[float | str | None, ...]] = set()
    for number, row in enumerate(rows, start=1):
        if row[at] is None:
            out.append(
                Problem(N_("Row {row} has no year."), field=asked.key, row=number, details=(("row", number),))
            )
        elif row[: at + 1] in seen:
            out.append(
                Problem(
                    N_("The year {year} is given twice (row {row})."),
                    field=asked.key,
                    row=number,
                    details=(("year", int(float(row[at] or 0))), ("row", number)),
                )
            )
        seen.add(row[: at + 1])
    return out


def _member(kind: Any, record: Mapping[str, Any], key: str, asked: Input, problems: list[Problem]) -> Any:
    text = record.get(key)
    if text in (None, ""):
        return None
    try:
        return kind(str(text))
    except ValueError:
        choices = ", ".join(str(member) for member in kind)
        problems.append(
            Problem(
                N_("“{text}” is not one of: {choices}."),
                field=asked.key,
                details=(("text", str(text)), ("choices", choices)),
            )
        )
        return None


def _width(asked: Input, given: object, problems: list[Problem]) -> float | None:
    if given is None or given == "":
        return None
    read = _quantity(
        Input(asked.key, N_("Uncertainty"), "", "", "%", possible=(0, 1000)), given, "", "en", DAYS_PER_YEAR
    )
    problems += read.problems
    return float(read.value) if isinstance(read.value, Decimal) else None


def _placed(problems: tuple[Problem, ...], asked: Input) -> tuple[Problem, ...]:
    return tuple(replace(p, field=asked.key) for p in problems)


def _refused(asked: Input, message: str, **details: object) -> Entry:
    return Entry(
        problems=(Problem(message, field=asked.key, details=(("label", asked.label), *details.items())),)
    )
