"""Circles: who an edit is for. A record marked as private, and all under it, is written apart.

Because a segment belongs to one circle, a bundle can leave a circle out without cutting what is
signed, and what was left out can follow later without a conflict.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from yport_desktop.domain.changes import CIRCLE, DELETED, KIND, LIFE, ORDER, PARENT, PRIVATE, Edit
from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.registry import Registry
from yport_desktop.store.cells import CellReader
from yport_desktop.store.reading import Reader

_DEEPEST = 50


class Circles:
    """Knows the circle of every cell. Only the database thread calls it."""

    def __init__(self, registry: Registry, read: Reader, cells: CellReader) -> None:
        self._read, self._cells = read, cells
        self._fields = {
            (kind, f.key): f.circle
            for kind, entity in registry.entities.items()
            for f in entity.fields
            if f.circle
        }
        self._keys = {key for _, key in self._fields}

    def is_private(self, record: UUID) -> bool:
        """Whether a record, or one it hangs under, was marked as private."""
        return self._cells.is_under(record, CIRCLE, PRIVATE)

    @property
    def in_use(self) -> bool:
        """Whether anything was ever marked as private here: where not, nothing needs to be asked."""
        return self._cells.knows_field(CIRCLE)

    def of_cell(self, record: UUID, kind: str, field: str) -> str:
        """The circle in which that field of a record is written now."""
        return self._circle(
            Edit(record, field, None), {record} if self.is_private(record) else set(), {record: kind}
        )

    def stamped(self, edits: Sequence[Edit]) -> tuple[Edit, ...]:
        """The edits, each with the circle it is written in; one that they name already stays."""
        written: dict[UUID, dict[str, Json]] = {}
        for edit in edits:
            written.setdefault(edit.record, {})[edit.field] = edit.value
        private = self._private(written)
        kinds = self._kinds(edits, written)
        return tuple(replace(e, circle=self._circle(e, private, kinds)) for e in edits)

    def _circle(self, edit: Edit, private: set[UUID], kinds: Mapping[UUID, str]) -> str:
        own = edit.circle or self._fields.get((kinds.get(edit.record, ""), edit.field), "")
        if edit.record in private or edit.field == CIRCLE:
            return f"{PRIVATE} {own}".strip() if own != PRIVATE else PRIVATE
        return own

    def _private(self, written: Mapping[UUID, Mapping[str, Json]]) -> set[UUID]:
        """Which of the records are private once the edits are written."""
        moving = any(CIRCLE in values or PARENT in values for values in written.values())
        if not moving and not self.in_use:
            return set()
        known: dict[UUID, bool] = {}

        def judge(record: UUID, depth: int = 0) -> bool:
            if record not in known:
                values = written.get(record, {})
                if CIRCLE in values:
                    known[record] = values[CIRCLE] == PRIVATE
                elif not moving or depth >= _DEEPEST:
                    known[record] = self.is_private(record)
                else:
                    parent = _uuid(values[PARENT] if PARENT in values else self._cells.value(record, PARENT))
                    above = parent is not None and judge(parent, depth + 1)
                    known[record] = above or self._marked(record)
            return known[record]

        return {record for record in written if judge(record)}

    def _marked(self, record: UUID) -> bool:
        return bool(self._cells.value(record, CIRCLE) == PRIVATE)

    def _kinds(self, edits: Sequence[Edit], written: Mapping[UUID, Mapping[str, Json]]) -> Mapping[UUID, str]:
        records = {e.record for e in edits if e.field in self._keys}
        if not records:
            return {}
        known = {r.id: r.kind for r in self._read.several(records).values()}
        return known | {r: str(v[KIND]) for r, v in written.items() if KIND in v and r in records}

    # marking -------------------------------------------------------------------------------

    def completed(self, edits: Sequence[Edit]) -> tuple[Edit, ...]:
        """The edits, and what they make everybody's, said again: so far it was only said in private.

        A record becomes everybody's when its mark is taken off, by undo too, or when it is moved from
        under a private one. What is in conflict is left to whoever settles it.
        """
        moved = {e.record for e in edits if e.field in (CIRCLE, PARENT)}
        if not moved or not self.in_use:
            return tuple(edits)
        written: dict[UUID, dict[str, Json]] = {}
        for edit in edits:
            written.setdefault(edit.record, {})[edit.field] = edit.value
        private = self._private(written)
        waiting = [r for r in moved if r not in private and self.is_private(r)]
        more: list[Edit] = []
        seen = set(waiting)
        while waiting:
            here = waiting.pop()
            if (found := self._read.record(here)) is None:
                continue
            more += self._still_private(found, written.get(here, {}))
            below = self._under(here, seen | moved)
            seen.update(below)
            waiting += below
        return (*edits, *more)

    def _still_private(self, record: Record, written: Mapping[str, Json]) -> list[Edit]:
        """What was only said in private so far; of a deleted record that it is, to those who know it."""
        if record.deleted and LIFE not in written:
            edits = [] if self._only_private(record.id, KIND) else [Edit(record.id, LIFE, DELETED)]
        else:
            edits = _said_again(record)
        return [e for e in edits if e.field not in written and self._only_private(e.record, e.field)]

    def _only_private(self, record: UUID, field: str) -> bool:
        return PRIVATE in self._cells.circle(record, field).split()

    def _under(self, parent: UUID, seen: Collection[UUID]) -> list[UUID]:
        """What hangs right under a record, deleted or not, and is not marked as private itself."""
        under = (*(r.id for r in self._read.children(parent)), *self._cells.deleted_under(parent))
        return [r for r in under if r not in seen and not self._marked(r)]

    def _family(self, record: UUID) -> dict[UUID, None]:
        """The record and all under it that is not marked as private itself."""
        found = {record: None} if self._read.record(record) is not None else {}
        waiting = list(found)
        while waiting:
            fresh = self._under(waiting.pop(), found)
            found |= dict.fromkeys(fresh)
            waiting += fresh
        return found

    def entering(self, edits: Sequence[Edit]) -> list[UUID]:
        """The records that the edits make private: what is not sealed yet of them goes along."""
        marked = [e.record for e in edits if e.field == PARENT or (e.field, e.value) == (CIRCLE, PRIVATE)]
        if not marked or not (self._cells.knows_field(CIRCLE) or any(e.field == CIRCLE for e in edits)):
            return []
        written: dict[UUID, dict[str, Json]] = {}
        for edit in edits:
            written.setdefault(edit.record, {})[edit.field] = edit.value
        private = self._private(written)
        come = [r for r in dict.fromkeys(marked) if r in private and not self.is_private(r)]
        return list(dict.fromkeys(found for record in come for found in self._family(record)))


def _said_again(record: Record) -> list[Edit]:
    cells: dict[str, Json] = {KIND: record.kind}
    if record.parent is not None:
        cells[PARENT] = str(record.parent)
    if record.order:
        cells[ORDER] = record.order
    cells |= record.values
    return [Edit(record.id, name, value) for name, value in cells.items() if name not in record.conflicts]


def _uuid(value: Json) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
