"""Values as people read them: labels of choices, titles of records, numbers with their unit."""

from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from uuid import UUID

from yport_desktop.domain.changes import DELETED, LIFE, ORDER, PARENT
from yport_desktop.domain.entity import Choice, Field, FieldKind, Json, Record
from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.registry import Registry
from yport_desktop.domain.text import N_

from .record_links import OBSERVATION, Translate, asked_input, name_of, observation_parts
from .workspace import Workspace

RESERVED_LABELS = {
    LIFE: N_("Deleted or kept"),
    PARENT: N_("Where it belongs"),
    ORDER: N_("Place in the list"),
}
NUMBERS = (FieldKind.NUMBER, FieldKind.VALUE)
LINES_SHOWN = 12


class ValueWords:
    """Finds the words of values. Records in `hidden` are not called by their names."""

    def __init__(self, workspace: Workspace, tr: Translate, hidden: Collection[UUID] = ()) -> None:
        self._workspace, self._tr, self._hidden = workspace, tr, hidden
        self._titles: dict[UUID, str] = {}

    def field_label(self, declared: Field | None, key: str) -> str:
        """What a field is called; a field of a later program by its key."""
        return self._tr(RESERVED_LABELS.get(key) or (declared.label if declared else key))

    def unit(self, declared: Field | None, record: Record | None) -> str:
        """The unit of a number, of its field or of its record."""
        if declared is None or declared.kind not in NUMBERS:
            return ""
        if declared.kind is FieldKind.VALUE and record is not None:
            return str(record.get("unit") or "")
        return self._tr(declared.unit) if declared.unit else ""

    def text(self, value: Json, declared: Field | None, key: str, record: Record | None) -> str:
        """A value of a field in words. `record` is the one it belongs to, where it is known."""
        tr = self._tr
        if key == LIFE:
            return tr(N_("deleted")) if value == DELETED else tr(N_("not deleted"))
        if value is None or value in ("", [], {}):
            return tr(N_("empty"))
        if key == PARENT or (declared and declared.kind in (FieldKind.REFERENCE, FieldKind.REFERENCES)):
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
            {c.key: tr(c.label) for c in choices_for(self._workspace.registry, declared)} if declared else {}
        )
        if isinstance(value, list | dict):
            return _lines(value, labels)
        return labels.get(str(value), str(value))

    def title(self, record: Record | None) -> str:
        """What a record is called; "without a name" for one that is unknown or hidden."""
        hidden = record is None or record.id in self._hidden
        found = "" if hidden else title_of(self._workspace, record, self._tr)
        return found or self._tr(N_("without a name"))

    def _number(self, value: str, declared: Field, record: Record | None) -> str:
        asked = asked_input(self._workspace, record) if record and declared.kind is FieldKind.VALUE else None
        if asked is not None and (label := dict(asked.choices).get(value)):
            return self._tr(label)
        try:
            shown = format_number(Decimal(value), None)
        except InvalidOperation:
            return value
        return f"{shown} {self.unit(declared, record)}".strip()

    def _referred(self, value: Json) -> str:
        entries = value if isinstance(value, list) else [value]
        return self._tr(N_(", ")).join(self._title_by_id(str(entry)) for entry in entries)

    def _title_by_id(self, text: str) -> str:
        try:
            uuid = UUID(text)
        except ValueError:
            return self.title(None)
        if uuid not in self._titles:
            self._titles[uuid] = self.title(self._workspace.store.read.record(uuid))
        return self._titles[uuid]


def title_of(workspace: Workspace, record: Record | None, tr: Translate) -> str:
    """The name of a record without a value that may be the one in question."""
    if record is None:
        return ""
    if record.kind == OBSERVATION:
        return observation_parts(workspace, record, tr)[0]
    return name_of(workspace, record, tr) if record.kind in workspace.registry.entities else ""


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


def _lines(value: Json, labels: Mapping[str, str]) -> str:
    """A list or table, an entry a line."""
    if isinstance(value, dict):
        lines = [f"{k}: {v}" for k, v in value.items()]
    elif all(isinstance(v, str) for v in value):
        return ", ".join(labels.get(v, v) for v in value)
    else:
        lines = [", ".join(map(str, v.values())) if isinstance(v, dict) else str(v) for v in value]
    more = ["…"] if len(lines) > LINES_SHOWN else []
    return "\n".join([*lines[:LINES_SHOWN], *more])
