"""Conflicts as people read them: the record, the field, every value with who gave it. Plain values only."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from uuid import UUID

from yport_desktop.domain.changes import DELETED, LIFE, ORDER, PARENT
from yport_desktop.domain.entity import Choice, Field, FieldKind, Json, Record
from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.text import N_
from yport_desktop.services.record_links import OBSERVATION, asked_input, name_of, observation_parts
from yport_desktop.services.roster import Roster
from yport_desktop.services.workspace import Workspace
from yport_desktop.store.reading import Conflict, HistoryEntry
from yport_desktop.ui.records.reading import choices_for

Translate = Callable[[str], str]
RESERVED_LABELS = {
    LIFE: N_("Deleted or kept"),
    PARENT: N_("Where it belongs"),
    ORDER: N_("Place in the list"),
}
NUMBERS = (FieldKind.NUMBER, FieldKind.VALUE)
LINES_SHOWN = 12
EDITS_SHOWN = 5


@dataclass(frozen=True)
class Side:
    """One of the values that stand against each other. `at` in ms since 1970; `own`: given here."""

    value: Json
    text: str
    who: str
    at: int
    own: bool


@dataclass(frozen=True)
class Clash:
    """A field on which people disagree. `field` is None for life, parent and order.

    `edited` says, for a deletion, what others wrote meanwhile. `is_text`: worth a redline.
    """

    record: UUID
    kind: str
    key: str
    field: Field | None
    kind_label: str
    title: str
    label: str
    sides: tuple[Side, ...]
    is_text: bool = False
    unit: str = ""
    edited: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()

    @property
    def is_deletion(self) -> bool:
        """Whether somebody deleted what somebody else edited."""
        return self.key == LIFE


@dataclass(frozen=True)
class Clashes:
    """The first conflicts of a space, and how many there are."""

    total: int
    shown: tuple[Clash, ...] = field(default=())


def read_clashes(workspace: Workspace, space: UUID, limit: int, tr: Translate) -> Clashes:
    """The conflicts of the first records, with names and words."""
    conflicts = workspace.conflicts(space)
    return Clashes(len(conflicts), describe(workspace, space, conflicts[:limit], tr))


def describe(
    workspace: Workspace,
    space: UUID,
    conflicts: Sequence[Conflict],
    tr: Translate,
    newer: Mapping[UUID, Record] | None = None,
) -> tuple[Clash, ...]:
    """Conflicts in words. `newer` are records as they would be after an import."""
    known = {**workspace.store.read.several(c.record for c in conflicts), **(newer or {})}
    words = _Words(workspace, space, tr)
    return tuple(words.clash(c, known.get(c.record)) for c in conflicts)


class _Words:
    """Finds the words of values and the names of people, each once."""

    def __init__(self, workspace: Workspace, space: UUID, tr: Translate) -> None:
        self._workspace, self._space, self._tr = workspace, space, tr
        self._mine = workspace.identity.public_key
        self._roster = Roster(workspace)
        self._names: dict[bytes, str] = {}

    def clash(self, conflict: Conflict, record: Record | None) -> Clash:
        registry, tr = self._workspace.registry, self._tr
        entity = registry.entities.get(conflict.kind)
        declared = entity.field(conflict.field) if entity else None
        label = RESERVED_LABELS.get(conflict.field) or (declared.label if declared else conflict.field)
        sides = tuple(self._side(h, declared, conflict.field, record) for h in conflict.heads)
        return Clash(
            conflict.record,
            conflict.kind,
            conflict.field,
            declared,
            tr(entity.label) if entity else conflict.kind,
            title_of(self._workspace, record, tr) or tr("without a name"),
            tr(label),
            _distinct(sides),
            _is_text(declared, sides),
            self._unit(declared, record),
            self._edited(conflict, record) if conflict.field == LIFE else (),
            self._choices(declared, record),
        )

    def _choices(self, declared: Field | None, record: Record | None) -> tuple[Choice, ...]:
        """What may be chosen where the declaration of the field does not say it itself."""
        if declared is None:
            return ()
        if declared.kind is FieldKind.VALUE:
            asked = asked_input(self._workspace, record) if record else None
            return tuple(Choice(key, label) for key, label in asked.choices) if asked else ()
        return choices_for(self._workspace.registry, declared) if declared.choices_from else ()

    def _side(self, head: HistoryEntry, declared: Field | None, key: str, record: Record | None) -> Side:
        own = head.author in (b"", self._mine)
        return Side(head.value, self._text(head.value, declared, key, record), self._who(head), head.at, own)

    def _who(self, head: HistoryEntry) -> str:
        key = head.author or self._mine
        if key not in self._names:
            member = self._roster.member(self._space, key)
            here = self._roster.me.name if key == self._mine else ""
            unknown = self._tr("you") if key == self._mine else self._tr("somebody not on the roster")
            self._names[key] = (member.name if member else "") or here or unknown
        return self._names[key]

    def _unit(self, declared: Field | None, record: Record | None) -> str:
        if declared is None or declared.kind not in NUMBERS:
            return ""
        if declared.kind is FieldKind.VALUE and record is not None:
            return str(record.get("unit") or "")
        return self._tr(declared.unit) if declared.unit else ""

    def _text(self, value: Json, declared: Field | None, key: str, record: Record | None) -> str:
        tr = self._tr
        if key == LIFE:
            return tr("deleted") if value == DELETED else tr("not deleted")
        if value is None or value in ("", [], {}):
            return tr("empty")
        if key == PARENT or (declared and declared.kind in (FieldKind.REFERENCE, FieldKind.REFERENCES)):
            return self._referred(value)
        if key == ORDER:
            return tr("at {place}").format(place=value)
        if isinstance(value, bool):
            return tr("yes") if value else tr("no")
        if declared and declared.kind in NUMBERS and isinstance(value, str):
            return self._number(value, declared, record)
        if declared and declared.kind is FieldKind.BLOB:
            return tr("file {name}").format(name=str(value)[:8])
        labels = (
            {c.key: tr(c.label) for c in choices_for(self._workspace.registry, declared)} if declared else {}
        )
        if isinstance(value, list | dict):
            return _lines(value, labels)
        return labels.get(str(value), str(value))

    def _number(self, value: str, declared: Field, record: Record | None) -> str:
        asked = asked_input(self._workspace, record) if record and declared.kind is FieldKind.VALUE else None
        if asked is not None and (label := dict(asked.choices).get(value)):
            return self._tr(label)
        try:
            shown = format_number(Decimal(value), None)
        except InvalidOperation:
            return value
        return f"{shown} {self._unit(declared, record)}".strip()

    def _referred(self, value: Json) -> str:
        found = []
        for entry in value if isinstance(value, list) else [value]:
            try:
                record = self._workspace.store.read.record(UUID(str(entry)))
            except ValueError:
                record = None
            found.append(title_of(self._workspace, record, self._tr) or self._tr("without a name"))
        return self._tr(", ").join(found)

    def _edited(self, conflict: Conflict, record: Record | None) -> tuple[str, ...]:
        """What others wrote into a record that somebody deleted: newest first."""
        entity = self._workspace.registry.entities.get(conflict.kind)
        if record is None or entity is None:
            return ()
        found = []
        for key in self._workspace.store.read.unseen(record.id)[:EDITS_SHOWN]:
            declared = entity.field(key)
            newest = next(iter(self._workspace.history(record.id, key)), None)
            if declared is not None and newest is not None:
                text = self._text(newest.value, declared, key, record)
                found.append(f"{self._tr(declared.label)}: {text} ({self._who(newest)})")
        return tuple(found)


def title_of(workspace: Workspace, record: Record | None, tr: Translate) -> str:
    """The name of a record without a value that may be the one in question."""
    if record is None:
        return ""
    if record.kind == OBSERVATION:
        return observation_parts(workspace, record, tr)[0]
    return name_of(workspace, record, tr) if record.kind in workspace.registry.entities else ""


def _distinct(sides: Iterable[Side]) -> tuple[Side, ...]:
    """Those who agree stand together, own values first."""
    found: dict[str, Side] = {}
    for side in sorted(sides, key=lambda s: (not s.own, s.at)):
        key = json.dumps(side.value, sort_keys=True)
        first = found.get(key)
        if first is None:
            found[key] = side
        elif side.who not in first.who:
            found[key] = Side(first.value, first.text, f"{first.who}, {side.who}", first.at, first.own)
    return tuple(found.values())


def _is_text(declared: Field | None, sides: Sequence[Side]) -> bool:
    written = declared is not None and declared.kind in (
        FieldKind.TEXT,
        FieldKind.LONG_TEXT,
        FieldKind.OBJECT,
    )
    tables = any(isinstance(s.value, list | dict) for s in sides)
    return written or (tables and declared is not None)


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
