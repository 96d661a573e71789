"""What takes an import back: for every cell that still shows one of its values, the value before it.

Nothing is removed from the log: the values are written again, as compensating changes. What came
after the import stays.
"""

import json
import sqlite3
from dataclasses import dataclass, field
from uuid import UUID

from yport_desktop.domain.changes import DELETED, KIND, LIFE, Edit
from yport_desktop.domain.errors import BundleDamaged, BundleTooNew
from yport_desktop.domain.segment import decode
from yport_desktop.domain.segment_columns import SegmentColumns

from .fold import FIELD_BITS, FIELD_MASK, KIND_ID, Head, cell_id, heads_of
from .names import APPLIED, field_ids, json_text, record_ids

_Said = tuple[str, frozenset[bytes]]  # value (JSON text), identities of what it replaced


@dataclass
class Return:
    """The edits that take an import back; `kept` are records that others have worked on since."""

    edits: list[Edit] = field(default_factory=list)
    kept: list[UUID] = field(default_factory=list)


class TakingBack:
    """Works inside one open transaction, which writes nothing but names."""

    def __init__(self, connection: sqlite3.Connection, space: int, arrival: int) -> None:
        self._db = connection
        self._space = space
        query = "SELECT id, hash FROM segment WHERE space = ? AND arrival = ? AND state = ?"
        self._brought = dict(connection.execute(query, [space, arrival, APPLIED]).fetchall())
        self._hashes = set(self._brought.values())
        self._said: dict[bytes, dict[int, _Said]] = {}

    def result(self) -> Return:
        """See the module."""
        found = Return()
        records: dict[int, set[int]] = {}
        for identity in self._brought.values():
            for cell in self._says(identity):
                records.setdefault(cell >> FIELD_BITS, set()).add(cell)
        names = dict(self._db.execute("SELECT id, name FROM field"))
        for record, cells in sorted(records.items()):
            self._record(record, sorted(cells), names, found)
        return found

    def _record(self, record: int, cells: list[int], names: dict[int, str], found: Return) -> None:
        (raw,) = self._db.execute("SELECT uuid FROM record WHERE id = ?", [record]).fetchone()
        uuid = UUID(bytes=raw)
        if self._made_here(record):
            if self._is_deleted(record):
                return
            if self._untouched(record):
                found.edits.append(Edit(uuid, LIFE, DELETED))
            else:
                found.kept.append(uuid)
            return
        for cell in cells:
            name = names[cell & FIELD_MASK]
            known, value = self._before(cell)
            if known and name != KIND:
                found.edits.append(Edit(uuid, name, json.loads(value) if value is not None else None))

    def _made_here(self, record: int) -> bool:
        """Whether nothing but the import ever said what the record is."""
        heads = heads_of(self._db, cell_id(record, KIND_ID))
        if not heads or any(h.segment not in self._brought for h in heads):
            return False
        return not self._earlier(cell_id(record, KIND_ID), [self._brought[h.segment] for h in heads])

    def _is_deleted(self, record: int) -> bool:
        row = self._db.execute("SELECT deleted FROM p_record WHERE id = ?", [record]).fetchone()
        return bool(row and row[0])

    def _untouched(self, record: int) -> bool:
        span = [record << FIELD_BITS, (record << FIELD_BITS) | FIELD_MASK]
        query = (
            "SELECT segment FROM p_cell WHERE id BETWEEN ?1 AND ?2 UNION"
            " SELECT segment FROM p_rival WHERE cell BETWEEN ?1 AND ?2"
        )
        return all(segment in self._brought for (segment,) in self._db.execute(query, span))

    def _before(self, cell: int) -> tuple[bool, str | None]:
        """Whether the cell is to be written, and with what (None: it was empty)."""
        heads = heads_of(self._db, cell)
        brought = [h for h in heads if h.segment in self._brought]
        others = [h for h in heads if h.segment not in self._brought]
        if not brought:
            return False, None
        if others:
            # Where others stand against each other, one edit would settle it for them: the import's
            # value stays in the conflict until a person decides.
            shown = max(others, key=self._rank).value
            return all(h.value == shown for h in others), shown
        earlier = self._earlier(cell, [self._brought[h.segment] for h in brought])
        values = {i: said for i in earlier if (said := self._says(i).get(cell))}
        gone = {identity for _, replaced in values.values() for identity in replaced}
        if lasting := sorted(i for i in values if i not in gone):
            return True, values[lasting[-1]][0]
        # A deletion names every value its author saw: segments that say nothing of this cell do not
        # count. Where the earlier value did not arrive itself, there is nothing to go back to.
        return all(self._says(i) for i in earlier), None

    def _earlier(self, cell: int, from_: list[bytes]) -> set[bytes]:
        """Identities, outside the import, of the values of the cell that it replaced."""
        found: set[bytes] = set()
        waiting, seen = list(from_), set(from_)
        while waiting:
            said = self._says(waiting.pop()).get(cell)
            for identity in said[1] if said else ():
                if identity not in self._hashes:
                    found.add(identity)
                elif identity not in seen:
                    seen.add(identity)
                    waiting.append(identity)
        return found

    def _rank(self, head: Head) -> bytes:
        (identity,) = self._db.execute("SELECT hash FROM segment WHERE id = ?", [head.segment]).fetchone()
        return identity or b"\xff" * 33

    def _says(self, identity: bytes) -> dict[int, _Said]:
        """What one segment says of each cell; nothing if it is not here or cannot be read."""
        if identity not in self._said:
            query = (
                "SELECT b.body FROM segment s JOIN segment_body b ON b.id = s.id"
                " WHERE s.hash = ? AND s.space = ?"
            )
            row = self._db.execute(query, [identity, self._space]).fetchone()
            try:
                self._said[identity] = self._cells(decode(row[0])[1]) if row else {}
            except (BundleDamaged, BundleTooNew):
                self._said[identity] = {}
        return self._said[identity]

    def _cells(self, columns: SegmentColumns) -> dict[int, _Said]:
        records = record_ids(self._db, self._space, columns.records)
        names = field_ids(self._db, set(columns.fields))
        fields = [names[name] for name in columns.fields]
        sets = [frozenset(columns.sources[i] for i in s) for s in columns.replace_sets]
        cells: dict[int, _Said] = {}
        rows = zip(columns.record, columns.field, columns.value, columns.replaces, strict=True)
        for record, name, value, replaces in rows:
            cell = cell_id(records[record], fields[name])
            known = cells[cell][1] if cell in cells else frozenset()
            cells[cell] = (json_text(value), known | sets[replaces])
        return cells
