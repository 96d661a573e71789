"""Conflicts in words: the names of records and people, and their values as they are read."""

from collections.abc import Container, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from uuid import UUID

from yport_desktop.domain.changes import CIRCLE, DELETED, LIFE, ORDER, PARENT, PRIVATE, RESERVED
from yport_desktop.domain.entity import Choice, Field, FieldKind, Json, Record
from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.registry import Registry
from yport_desktop.domain.text import N_
from yport_desktop.store.reading import HistoryEntry

from .clashes import PastValue, Side
from .plan_reading import PlanReader
from .record_links import OBSERVATION, Translate, asked_input, name_of, observation_parts
from .roster import Roster
from .workspace import Workspace

RESERVED_LABELS = {
    LIFE: N_("Deleted or kept"),
    PARENT: N_("Where it belongs"),
    ORDER: N_("Place in the list"),
    CIRCLE: N_("Who may read it"),
}
NUMBERS = (FieldKind.NUMBER, FieldKind.VALUE)
REFERENCES = (FieldKind.REFERENCE, FieldKind.REFERENCES)
LINES_SHOWN = 12
EDITS_SHOWN = 5


class Words:
    """Finds the words of values and the names of people, each once.

    Records in `hidden` are not called by their names.
    """

    def __init__(
        self, workspace: Workspace, space: UUID, tr: Translate, hidden: Container[UUID] = ()
    ) -> None:
        self.workspace, self.space, self.tr = workspace, space, tr
        self._hidden = hidden
        self._mine = workspace.identity.public_key
        self._roster = Roster(workspace)
        self._names: dict[bytes, str] = {}
        self._titles: dict[UUID, tuple[str, str]] = {}
        self._numbers: dict[UUID, str] | None = None

    # people --------------------------------------------------------------------------------

    def is_own(self, author: bytes) -> bool:
        """Whether this installation wrote it."""
        return author in (b"", self._mine)

    def who(self, author: bytes, known_as: str = "") -> str:
        """A name for a key; `known_as` where the roster has none."""
        key = author or self._mine
        if key not in self._names:
            member = self._roster.member(self.space, key)
            here = self._roster.me.name if key == self._mine else ""
            self._names[key] = (member.name if member else "") or here
        unknown = self.tr(N_("you")) if key == self._mine else self.tr(N_("somebody not on the roster"))
        return self._names[key] or known_as or unknown

    def side(self, head: HistoryEntry, text: str) -> Side:
        """A value with its words."""
        key = head.author or self._mine
        return Side(
            head.value, text, self.who(head.author), head.at, self.is_own(head.author), (key,), head.segment
        )

    def past(self, entry: HistoryEntry, declared: Field | None, key: str, record: Record | None) -> PastValue:
        """A value of the history with its words."""
        text = self.text(entry.value, declared, key, record)
        return PastValue(
            entry.value, text, self.who(entry.author), entry.at, self.is_own(entry.author), entry.is_head
        )

    # records -------------------------------------------------------------------------------

    def title(self, record: Record | None) -> str:
        """The name of a record, a clause with its number."""
        if record is not None and record.id in self._hidden:
            return self.tr(N_("without a name"))
        name = title_of(self.workspace, record, self.tr) or self.tr(N_("without a name"))
        number = self._number_of(record) if record is not None else ""
        return f"{number} {name}" if number else name

    def named(self, id: UUID) -> str:
        """The name of a record by its id."""
        return self.title(self.workspace.store.read.record(id))

    def _number_of(self, record: Record) -> str:
        if record.kind != "clause":
            return ""
        if self._numbers is None:
            plans = self.workspace.records(self.space, "plan")
            trees = [PlanReader(self.workspace, plan.id).tree for plan in plans]
            self._numbers = {node.id: node.number for tree in trees for node in tree}
        return self._numbers.get(record.id, "")

    def sector(self, record: Record | None) -> str:
        """The sector a record belongs to, "" for none."""
        key = str(record.get("sector") or "") if record is not None else ""
        return key if key in self.workspace.registry.sectors else ""

    # values --------------------------------------------------------------------------------

    def label(self, kind: str, key: str) -> str:
        """The name of a field."""
        declared = self.declared(kind, key)
        return self.tr(RESERVED_LABELS.get(key) or (declared.label if declared else key))

    def declared(self, kind: str, key: str) -> Field | None:
        """The declaration of a field, None for reserved and unknown ones."""
        entity = self.workspace.registry.entities.get(kind)
        return entity.field(key) if entity and key not in RESERVED else None

    def choices(self, declared: Field | None, record: Record | None) -> tuple[Choice, ...]:
        """What may be chosen where the declaration of the field does not say it itself."""
        if declared is None:
            return ()
        if declared.kind is FieldKind.VALUE:
            asked = asked_input(self.workspace, record) if record else None
            return tuple(Choice(key, label) for key, label in asked.choices) if asked else ()
        return choices_for(self.workspace.registry, declared) if declared.choices_from else ()

    def unit(self, declared: Field | None, record: Record | None) -> str:
        """The unit of a number."""
        if declared is None or declared.kind not in NUMBERS:
            return ""
        if declared.kind is FieldKind.VALUE and record is not None:
            return str(record.get("unit") or "")
        return self.tr(declared.unit) if declared.unit else ""

    def text(self, value: Json, declared: Field | None, key: str, record: Record | None) -> str:
        """A value as people read it."""
        tr = self.tr
        if key == LIFE:
            return tr(N_("deleted")) if value == DELETED else tr(N_("not deleted"))
        if key == PARENT:
            return self.place(value, record)
        if key == CIRCLE:
            return tr(N_("private")) if value == PRIVATE else tr(N_("everybody"))
        if value is None or value in ("", [], {}):
            return tr(N_("empty"))
        if declared and declared.kind in REFERENCES:
            return self._referred(value)
        if key == ORDER:
            return tr(N_("at {place}")).format(place=value)
        if isinstance(value, bool):
            return tr(N_("yes")) if value else tr(N_("no"))
        if declared and declared.kind in NUMBERS and isinstance(value, str):
            return self._number(value, declared, record)
        if declared and declared.kind is FieldKind.BLOB:
            return tr(N_("file {name}")).format(name=str(value)[:8])
        labels = (
            {c.key: tr(c.label) for c in choices_for(self.workspace.registry, declared)} if declared else {}
        )
        if isinstance(value, list | dict):
            return _lines(value, labels)
        return labels.get(str(value), str(value))

    def place(self, parent: Json, record: Record | None) -> str:
        """Where a record was put, in words."""
        above = self.record(parent)
        if above is None:
            unknown = N_("Moved to an unknown place")
            return self.tr(N_("Moved to the top") if parent is None else unknown)
        if record is not None and above.kind != record.kind:
            return self.tr(N_("Moved to the top of “{name}”")).format(name=self.title(above))
        return self.tr(N_("Moved under “{name}”")).format(name=self.title(above))

    def record(self, value: Json) -> Record | None:
        """The record that a value names, whatever a colleague's program put there; None for none."""
        try:
            return self.workspace.store.read.record(UUID(str(value))) if value else None
        except ValueError:
            return None

    def _number(self, value: str, declared: Field, record: Record | None) -> str:
        asked = asked_input(self.workspace, record) if record and declared.kind is FieldKind.VALUE else None
        if asked is not None and (label := dict(asked.choices).get(value)):
            return self.tr(label)
        try:
            shown = format_number(Decimal(value), None)
        except InvalidOperation:
            return value
        return f"{shown} {self.unit(declared, record)}".strip()

    def _referred(self, value: Json) -> str:
        found = [self.record(entry) for entry in (value if isinstance(value, list) else [value])]
        return self.tr(N_(", ")).join(self.title(record) for record in found)


def choices_for(registry: Registry, field: Field) -> tuple[Choice, ...]:
    """The choices of a field, its own or those of a shelf."""
    if field.choices_from == "sectors":
        return tuple(Choice(s.key, s.label) for s in registry.sectors.values())
    if field.choices_from == "inputs":
        return tuple(Choice(f"{s.key}.{i.key}", i.label) for s in registry.sectors.values() for i in s.inputs)
    if field.choices_from == "indicators":
        return tuple(
            Choice(f"{s.key}.{i.key}", i.label) for s in registry.sectors.values() for i in s.indicators
        )
    return field.choices


def title_of(workspace: Workspace, record: Record | None, tr: Translate) -> str:
    """The name of a record without a value that may be the one in question."""
    if record is None:
        return ""
    if record.kind == OBSERVATION:
        return observation_parts(workspace, record, tr)[0]
    return name_of(workspace, record, tr) if record.kind in workspace.registry.entities else ""


def is_written(declared: Field | None, values: Iterable[Json]) -> bool:
    """Whether a field holds words that can be merged one by one."""
    kinds = (FieldKind.TEXT, FieldKind.LONG_TEXT)
    return declared is not None and declared.kind in kinds and all(isinstance(v, str | None) for v in values)


def is_listed(declared: Field | None, values: Iterable[Json]) -> bool:
    """Whether a field holds a list or table."""
    values = list(values)
    lists = all(isinstance(v, list | None) for v in values) and any(isinstance(v, list) for v in values)
    return declared is not None and lists


def _lines(value: Json, labels: Mapping[str, str]) -> str:
    """A list or table, an entry a line."""
    if isinstance(value, dict):
        lines = [f"{k}: {v}" for k, v in value.items()]
    elif all(isinstance(v, str) for v in value):
        return ", ".join(labels.get(v, v) for v in value)
    else:
        lines = [_row(v) for v in value]
    more = ["…"] if len(lines) > LINES_SHOWN else []
    return "\n".join([*lines[:LINES_SHOWN], *more])


def _row(value: Json) -> str:
    if isinstance(value, dict):
        value = list(value.values())
    return ", ".join(str(v) for v in value if v is not None) if isinstance(value, list) else str(value)
