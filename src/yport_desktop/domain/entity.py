"""What a kind of record is: the declaration from which forms, tables, search and reports derive."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from .errors import Problem

# A cell's value is JSON: text, decimal number as text, bool, list or object; None is "empty".
Json = Any
FieldValues = Mapping[str, Json]


class FieldKind(StrEnum):
    """How a field is entered, checked and shown."""

    TEXT = "text"  # one line
    LONG_TEXT = "long_text"  # paragraphs
    NUMBER = "number"  # decimal as text, "1234.5"
    DATE = "date"  # ISO 8601: 2026, 2026-02 or 2026-02-19
    CHOICE = "choice"  # one key of `choices`
    CHOICES = "choices"  # list of keys of `choices`
    FLAG = "flag"  # true / false
    REFERENCE = "reference"  # UUID text of a record of kind `refers_to`
    REFERENCES = "references"  # list of UUID texts
    BLOB = "blob"  # SHA-256 hex of an attachment
    OBJECT = "object"  # JSON object, shown read-only in generic forms
    VALUE = "value"  # the value of an assessment input: decimal text, choice key, or table (list of rows)


@dataclass(frozen=True)
class Choice:
    """One allowed value of a choice field."""

    key: str
    label: str


@dataclass(frozen=True)
class Field:
    """One field of a record type. `label` and `help` are English, marked with `N_`.

    `lower` and `upper` bound a NUMBER (both included), None where it has no bound.
    `choices_from` names a shelf ("sectors", "inputs", "indicators") whose keys are the choices, so
    that a record type need not list them; then `choices` is empty. Keys are "sector", or
    "sector.key" for inputs and indicators.
    `circle` names the narrower circle of readers the field is for, such as the places of photos;
    `may_hold` that of an attachment whose bytes may tell the same, such as the photo itself.
    """

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    help: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    refers_to: tuple[str, ...] = ()
    unit: str = ""
    in_table: bool = False
    default: Json = None
    lower: float | None = None
    upper: float | None = None
    choices_from: str = ""
    circle: str = ""
    may_hold: str = ""


@dataclass(frozen=True)
class Section:
    """A titled group of fields, as shown on the record's sheet."""

    key: str
    label: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class EntityType:
    """A kind of record.

    `parents`: the kinds it may hang under (empty: top level of a space).
    `title`: the field shown as its name. `page`: the page it belongs to in the window.
    `rules`: functions of all field values returning problems across fields.
    `immutable`: once created its fields are never written again, only its life may end.
    `valid` and `invalid`: example field values, executed by the shelf's contract test.
    """

    kind: str
    label: str
    label_plural: str
    title: str
    sections: tuple[Section, ...]
    parents: tuple[str, ...] = ()
    page: str = ""
    ordered: bool = False
    immutable: bool = False
    rules: tuple[Callable[[FieldValues], tuple[Problem, ...]], ...] = ()
    valid: tuple[FieldValues, ...] = ()
    invalid: tuple[FieldValues, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields in the order of the sheet."""
        return tuple(f for s in self.sections for f in s.fields)

    def field(self, key: str) -> Field | None:
        """The field of that key, or None."""
        return next((f for f in self.fields if f.key == key), None)


@dataclass(frozen=True)
class Record:
    """A record as read from the store: a value, safe to hand between threads.

    `conflicts` names the fields that have several differing heads; the value shown for them
    is one of the heads, the same on every installation that holds the same segments.
    """

    id: UUID
    space: UUID
    kind: str
    parent: UUID | None = None
    order: str = ""
    deleted: bool = False
    values: FieldValues = field(default_factory=dict)
    conflicts: frozenset[str] = frozenset()

    def get(self, key: str, default: Json = None) -> Json:
        """The value of a field, or `default` where it is empty."""
        value = self.values.get(key)
        return default if value is None else value
