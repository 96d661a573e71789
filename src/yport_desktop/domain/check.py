"""Whether a value may enter a field: the check that every local edit passes on its way to the log.

Problems come back as values, all of them at once. A value is JSON as declared in `entity`;
what people type (full-width digits, thousands separators, units) is turned into it at the doors.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from .entity import EntityType, Field, FieldKind, FieldValues, Json
from .errors import Problem, Severity
from .text import N_

MAX_LINE = 2_000
MAX_TEXT = 200_000
MAX_ROWS = 2_000

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?", re.ASCII)
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)
_SHELF_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


def check_field(field: Field, value: Json) -> tuple[Problem, ...]:
    """All problems of one value. None empties a field, which a required field refuses."""
    if is_empty(value):
        return (_refuse(field, N_("This may not be left empty.")),) if field.required else ()
    return tuple(_refuse(field, text, **details) for text, details in _CHECKS[field.kind](field, value))


def check_values(entity: EntityType, values: FieldValues, partial: bool = True) -> tuple[Problem, ...]:
    """All problems of the values of one record, its rules across fields included.

    `partial`: only the fields given are judged, as when one field is saved by itself. Otherwise
    a required field that is absent is a problem too. Rules say nothing about what is absent.
    """
    problems: list[Problem] = []
    for key, value in values.items():
        field = entity.field(key)
        if field is None:
            problems.append(
                Problem(N_("There is no field “{name}” here."), field=key, details=(("name", key),))
            )
        else:
            problems += check_field(field, value)
    if not partial:
        absent = (f for f in entity.fields if f.required and f.key not in values)
        problems += [p for f in absent for p in check_field(f, None)]
    if not any(p.severity is Severity.REFUSED for p in problems):
        problems += [p for rule in entity.rules for p in rule(values)]
    return tuple(problems)


def is_empty(value: Json) -> bool:
    """True for None, blank text and an empty list or object: nothing was entered."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, list | tuple | dict) and not value)


def is_date(value: str) -> bool:
    """True for a year, a month or a day in ISO 8601: "2018", "2018-01", "2018-01-12"."""
    match = _DATE.fullmatch(value)
    if match is None:
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_decimal(value: str) -> bool:
    """True for a finite decimal number in canonical text: "-1234.5", "2.1e9"."""
    return _DECIMAL.fullmatch(value) is not None and math.isfinite(float(value))


def is_hash(value: Json) -> bool:
    """True for a SHA-256 in lower-case hex, which is how an attachment is named."""
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


_Found = list[tuple[str, dict[str, Json]]]
_NOT_TEXT = N_("This must be text.")


def _refuse(field: Field, message: str, **details: Json) -> Problem:
    return Problem(message, field=field.key, details=tuple(details.items()))


def _check_text(field: Field, value: Json) -> _Found:
    if not isinstance(value, str):
        return [(_NOT_TEXT, {})]
    found: _Found = []
    limit = MAX_LINE if field.kind is FieldKind.TEXT else MAX_TEXT
    if len(value) > limit:
        found.append((N_("This text is too long: at most {limit} characters."), {"limit": limit}))
    if field.kind is FieldKind.TEXT and ("\n" in value or "\r" in value):
        found.append((N_("Only one line fits here."), {}))
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\r\t" for c in value):
        found.append((N_("This text holds characters that cannot be stored."), {}))
    return found


def _check_number(field: Field, value: Json) -> _Found:
    if not isinstance(value, str) or not is_decimal(value):
        return [(N_("Write a number, for example 1234.5."), {})]
    number = Decimal(value)
    if field.lower is not None and number < Decimal(str(field.lower)):
        return [(N_("This must not be less than {bound}."), {"bound": f"{field.lower:g}"})]
    if field.upper is not None and number > Decimal(str(field.upper)):
        return [(N_("This must not be more than {bound}."), {"bound": f"{field.upper:g}"})]
    return []


def _check_date(_field: Field, value: Json) -> _Found:
    if isinstance(value, str) and is_date(value):
        return []
    return [(N_("Write a date as 2026, 2026-02 or 2026-02-19."), {})]


def _check_choice(field: Field, value: Json) -> _Found:
    if isinstance(value, str) and any(c.key == value for c in field.choices):
        return []
    if field.choices_from and isinstance(value, str) and _SHELF_KEY.fullmatch(value):
        return []
    return [(N_("“{value}” is not one of the choices."), {"value": str(value)[:80]})]


def _check_choices(field: Field, value: Json) -> _Found:
    if not isinstance(value, list | tuple):
        return [(N_("This must be a list of choices."), {})]
    found = [problem for item in value for problem in _check_choice(field, item)]
    if not found and len(set(value)) != len(value):
        found.append((N_("The same choice is given twice."), {}))
    return found


def _check_flag(_field: Field, value: Json) -> _Found:
    return [] if isinstance(value, bool) else [(N_("This must be yes or no."), {})]


def _check_reference(_field: Field, value: Json) -> _Found:
    try:
        if isinstance(value, str) and str(UUID(value)) == value:
            return []
    except ValueError:
        pass
    return [(N_("This does not name a record."), {})]


def _check_references(field: Field, value: Json) -> _Found:
    if not isinstance(value, list | tuple):
        return [(N_("This must be a list of records."), {})]
    return [problem for item in value for problem in _check_reference(field, item)]


def _check_blob(_field: Field, value: Json) -> _Found:
    if is_hash(value):
        return []
    return [(N_("This does not name an attached file."), {})]


def _check_object(_field: Field, value: Json) -> _Found:
    return [] if isinstance(value, Mapping) else [(N_("This must be a structured value."), {})]


def _check_value(_field: Field, value: Json) -> _Found:
    if isinstance(value, str):
        return (
            []
            if len(value) <= MAX_LINE
            else [(N_("This text is too long: at most {limit} characters."), {"limit": MAX_LINE})]
        )
    if not isinstance(value, list | tuple):
        return [(N_("Write a number, a choice or a table here."), {})]
    if len(value) > MAX_ROWS:
        return [(N_("A table may have at most {limit} rows."), {"limit": MAX_ROWS})]
    rows = all(isinstance(row, list | tuple) for row in value)
    if not rows or any(not isinstance(cell, str | None) for row in value for cell in row):
        return [(N_("The cells of a table are text; numbers are written as decimal text."), {})]
    return []


_CHECKS: dict[FieldKind, Callable[[Field, Json], _Found]] = {
    FieldKind.TEXT: _check_text,
    FieldKind.LONG_TEXT: _check_text,
    FieldKind.NUMBER: _check_number,
    FieldKind.DATE: _check_date,
    FieldKind.CHOICE: _check_choice,
    FieldKind.CHOICES: _check_choices,
    FieldKind.FLAG: _check_flag,
    FieldKind.REFERENCE: _check_reference,
    FieldKind.REFERENCES: _check_references,
    FieldKind.BLOB: _check_blob,
    FieldKind.OBJECT: _check_object,
    FieldKind.VALUE: _check_value,
}
