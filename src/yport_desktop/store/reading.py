"""Reading the projections: records, histories, conflicts. Only plain values leave."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from yport_desktop.domain.changes import LIFE, is_left_out
from yport_desktop.domain.entity import Json, Record

from .ancestry import Cell, HistoryEntry, Past, pasts
from .database import speaking
from .fold import FIELD_BITS, FIELD_MASK, KIND_ID, LIFE_ID, heads_of, want

__all__ = ["Conflict", "HistoryEntry", "Origin", "Past", "Reader"]

_RECORD = (
    "SELECT r.id, u.uuid, s.uuid, r.kind, p.uuid, r.ord, r.deleted FROM p_record r"
    " JOIN record u ON u.id = r.id JOIN space s ON s.id = r.space"
    " LEFT JOIN record p ON p.id = r.parent"
)

_OPEN = "SELECT id FROM segment WHERE state = 0 AND space = (SELECT id FROM space WHERE uuid = ?1)"


@dataclass(frozen=True)
class Origin:
    """Whose key wrote something (b"" for own unsealed), and when (ms since 1970)."""

    author: bytes
    at: int


@dataclass(frozen=True)
class Conflict:
    """A cell with heads that differ, or (field ".life") a deletion against unseen edits."""

    record: UUID
    kind: str
    field: str
    heads: tuple[HistoryEntry, ...]


@speaking
class Reader:
    """Queries over one connection."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    def record(self, uuid: UUID) -> Record | None:
        """One record, deleted or not; None when nothing is known of it."""
        source = "p_record r"
        query = (
            _RECORD.format(source=source) + " WHERE u.uuid = ? AND r.kind IS NOT NULL ORDER BY r.id LIMIT 1"
        )
        rows = self._db.execute(query, [uuid.bytes]).fetchall()
        return self._fill(rows)[0] if rows else None

    def records(
        self,
        space: UUID,
        kind: str,
        parent: UUID | None = None,
        limit: int = -1,
        offset: int = 0,
        deleted: bool = False,
    ) -> tuple[Record, ...]:
        """Living (or deleted) records of a kind, in their order."""
        query = _RECORD + (
            " WHERE r.space = (SELECT id FROM space WHERE uuid = ?) AND r.kind = ? AND r.deleted = ?"
        )
        arguments: list[object] = [space.bytes, kind, deleted]
        if parent is not None:
            query += " AND p.uuid = ?"
            arguments.append(parent.bytes)
        query += " ORDER BY r.ord, r.id LIMIT ? OFFSET ?"
        return self._fill(self._db.execute(query, [*arguments, limit, offset]).fetchall())

    def authors(self, uuid: UUID) -> set[bytes]:
        """The keys that wrote the values a record shows, life and place included; b"" for own unsealed."""
        query = (
            "SELECT DISTINCT coalesce(s.author, x'') FROM record u JOIN p_cell c"
            f" ON c.id BETWEEN (u.id << {FIELD_BITS}) AND ((u.id << {FIELD_BITS}) | {FIELD_MASK})"
            " JOIN segment s ON s.id = c.segment WHERE u.uuid = ?"
        )
        return {author for (author,) in self._db.execute(query, [uuid.bytes])}

    def children(self, parent: UUID, kind: str | None = None) -> tuple[Record, ...]:
        """Living records under a parent, in their order."""
        query = _RECORD + (
            " WHERE r.parent IN (SELECT id FROM record WHERE uuid = ?)"
            " AND r.deleted = 0 AND r.kind IS NOT NULL"
        )
        arguments: list[object] = [parent.bytes]
        if kind:
            query += " AND r.kind = ?"
            arguments.append(kind)
        return self._fill(self._db.execute(query + " ORDER BY r.ord, u.uuid", arguments).fetchall())

    def several(self, uuids: Iterable[UUID]) -> dict[UUID, Record]:
        """Many records by id, deleted ones too; unknown ones are left out."""
        wanted = self._local(uuids)
        query = _RECORD + " WHERE r.id IN ({}) ORDER BY r.id DESC"  # the first of two with one id stays
        rows = [row for chunk in wanted for row in self._db.execute(query.format(chunk))]
        return {record.id: record for record in self._fill([r for r in rows if r[3] is not None])}

    def offspring(self, parents: Iterable[UUID]) -> dict[UUID, list[Record]]:
        """Living children of many records, of any kind, in their order."""
        query = (
            _RECORD
            + " WHERE r.parent IN ({}) AND r.deleted = 0 AND r.kind IS NOT NULL ORDER BY r.ord, u.uuid"
        )
        rows = [row for chunk in self._local(parents) for row in self._db.execute(query.format(chunk))]
        found: dict[UUID, list[Record]] = {}
        for record in self._fill(rows):
            if record.parent is not None:
                found.setdefault(record.parent, []).append(record)
        return found

    def _local(self, uuids: Iterable[UUID]) -> list[str]:
        """Local ids as comma lists, 500 at a time."""
        keys, chunks = [u.bytes for u in uuids], []
        for start in range(0, len(keys), 500):
            part = keys[start : start + 500]
            query = f"SELECT id FROM record WHERE uuid IN ({','.join('?' * len(part))})"
            chunks.append(",".join(str(i) for (i,) in self._db.execute(query, part)))
        return [c for c in chunks if c]

    def rows(
        self, space: UUID, kind: str, fields: Sequence[str]
    ) -> list[tuple[UUID, UUID | None, list[Json]]]:
        """For tables: (id, parent, values of `fields`) of every living record, without the rest."""
        ids = {name: i for i, name in self._db.execute("SELECT id, name FROM field")}
        columns = "".join(
            f", (SELECT value FROM p_cell WHERE id = (r.id << {FIELD_BITS}) | {ids.get(f, 0)})"
            for f in fields
        )
        query = (
            f"SELECT u.uuid, p.uuid{columns} FROM p_record r JOIN record u ON u.id = r.id"
            " LEFT JOIN record p ON p.id = r.parent"
            " WHERE r.space = (SELECT id FROM space WHERE uuid = ?) AND r.kind = ? AND r.deleted = 0"
            " ORDER BY r.ord, r.id"
        )
        return [
            (UUID(bytes=u), UUID(bytes=p) if p else None, [json.loads(v) if v else None for v in values])
            for u, p, *values in self._db.execute(query, [space.bytes, kind])
        ]

    def lacking(self, space: UUID, kind: str, fields: Sequence[str]) -> list[UUID]:
        """Living records of a kind in which all the fields are empty, without reading the others."""
        ids = [i for i, name in self._db.execute("SELECT id, name FROM field") if name in fields]
        cells = ", ".join(f"(r.id << {FIELD_BITS}) | {i}" for i in ids)
        query = (
            "SELECT u.uuid FROM p_record r JOIN record u ON u.id = r.id"
            " WHERE r.space = (SELECT id FROM space WHERE uuid = ?) AND r.kind = ? AND r.deleted = 0"
            f" AND NOT EXISTS (SELECT 1 FROM p_cell WHERE id IN ({cells})"
            " AND value NOT IN ('null', '\"\"', '[]')) ORDER BY r.id"
        )
        return [UUID(bytes=u) for (u,) in self._db.execute(query, [space.bytes, kind])]

    def news(self, space: int, since: int, but: bytes) -> list[tuple[bytes, str, int, list[UUID]]]:
        """Per author (but one) and kind: how many records their segments touched, and three of them."""
        source = (
            " FROM segment g CROSS JOIN p_mention m ON m.segment = g.id JOIN p_record r ON r.id = m.record"
            " WHERE g.space = ? AND g.received_at > ? AND g.author <> ? AND g.author IS NOT NULL"
        )
        arguments: list[object] = [space, since, but]
        if not self._db.execute(
            "SELECT 1 FROM segment WHERE space = ? AND received_at > ? AND author <> ? LIMIT 1", arguments
        ).fetchone():
            return []
        groups = self._db.execute(
            f"SELECT g.author, r.kind, count(DISTINCT r.id){source} AND r.kind IS NOT NULL GROUP BY 1, 2",
            arguments,
        ).fetchall()
        few = (
            f"SELECT DISTINCT u.uuid{source.replace(' WHERE', ' JOIN record u ON u.id = r.id WHERE')}"
            " AND g.author = ? AND r.kind = ? LIMIT 3"
        )
        return [
            (author, kind, n, [UUID(bytes=u) for (u,) in self._db.execute(few, [*arguments, author, kind])])
            for author, kind, n in groups
        ]

    def count(self, space: UUID, kind: str) -> int:
        """How many living records of a kind."""
        query = (
            "SELECT count(*) FROM p_record WHERE space = (SELECT id FROM space WHERE uuid = ?)"
            " AND kind = ? AND deleted = 0"
        )
        return int(self._db.execute(query, [space.bytes, kind]).fetchone()[0])

    def spoken_of(
        self, space: UUID, identities: Iterable[bytes], leave_out: Collection[str] = ()
    ) -> dict[str, int]:
        """Records by kind that these segments, or this installation's open changes, speak of.

        Open changes of the circles in `leave_out` do not count.
        """
        circles = dict(self._db.execute("SELECT id, circle FROM feed"))
        open_ones = f"SELECT id, feed FROM segment WHERE id IN ({_OPEN})"
        ids = [
            i
            for i, feed in self._db.execute(open_ones, [space.bytes])
            if not is_left_out(circles[feed], leave_out)
        ]
        for identity in identities:
            ids += [i for (i,) in self._db.execute("SELECT id FROM segment WHERE hash = ?", [identity])]
        want(self._db, ids)
        query = (
            "SELECT r.kind, count(DISTINCT r.id) FROM wanted w JOIN p_mention m ON m.segment = w.id"
            " JOIN p_record r ON r.id = m.record WHERE r.kind IS NOT NULL GROUP BY r.kind"
        )
        return dict(self._db.execute(query).fetchall())

    def unseen(self, record: UUID) -> tuple[str, ...]:
        """The fields of a record that show values no deletion that stands had seen, newest first."""
        life = f"(r.id << {FIELD_BITS}) | {LIFE_ID}"
        query = (
            "SELECT g.segment, g.seen, r.id FROM record r JOIN p_grave g ON g.record = r.id WHERE r.uuid = ?"
            f" AND g.segment IN (SELECT segment FROM p_cell WHERE id = {life}"
            f" UNION SELECT segment FROM p_rival WHERE cell = {life})"
        )
        graves = self._db.execute(query, [record.bytes]).fetchall()
        seen = {segment for segment, _, _ in graves}.union(*(json.loads(text) for _, text, _ in graves))
        rows = [
            row
            for local in {local for _, _, local in graves}
            for row in self._db.execute(
                "SELECT f.name, c.segment, c.at FROM p_cell c JOIN field f ON f.id = c.id & ?3"
                " WHERE c.id BETWEEN ?1 AND ?2",
                [local << FIELD_BITS, local << FIELD_BITS | FIELD_MASK, FIELD_MASK],
            )
        ]
        return tuple(n for n, s, _ in sorted(rows, key=lambda r: -r[2]) if s not in seen and n != LIFE)

    def open_values(self, space: UUID, fields: Iterable[str]) -> list[Json]:
        """What this installation's open changes write into fields of these names."""
        query = (
            "SELECT c.value FROM change c JOIN field f ON f.id = c.field WHERE f.name = ?2"
            f" AND c.segment IN ({_OPEN})"
        )
        return [json.loads(v) for f in fields for (v,) in self._db.execute(query, [space.bytes, f])]

    def _fill(self, rows: list[tuple[int, bytes, bytes, str, bytes | None, str, int]]) -> tuple[Record, ...]:
        values, conflicts = self._cells(row[0] for row in rows)
        return tuple(
            Record(
                UUID(bytes=uuid),
                UUID(bytes=space),
                kind,
                UUID(bytes=parent) if parent else None,
                order,
                bool(deleted),
                values.get(i, {}),
                frozenset(conflicts.get(i, ())),
            )
            for i, uuid, space, kind, parent, order, deleted in rows
        )

    def _cells(self, records: Iterable[int]) -> tuple[dict[int, dict[str, Json]], dict[int, set[str]]]:
        names = dict(self._db.execute("SELECT id, name FROM field"))
        want(self._db, records)
        span = f"BETWEEN (w.id << {FIELD_BITS}) AND ((w.id << {FIELD_BITS}) | {FIELD_MASK})"
        values: dict[int, dict[str, Json]] = {}
        query = f"SELECT c.id, c.value FROM wanted w CROSS JOIN p_cell c ON c.id {span}"
        for cell, value in self._db.execute(query):
            if cell & FIELD_MASK > LIFE_ID and not names[cell & FIELD_MASK].startswith("."):
                values.setdefault(cell >> FIELD_BITS, {})[names[cell & FIELD_MASK]] = json.loads(value)
        conflicts: dict[int, set[str]] = {}
        for (cell,) in self._db.execute(f"SELECT c.cell FROM wanted w JOIN p_conflict c ON c.cell {span}"):
            conflicts.setdefault(cell >> FIELD_BITS, set()).add(names[cell & FIELD_MASK])
        return values, conflicts

    def conflicts(self, space: int | None = None) -> tuple[Conflict, ...]:
        """All open conflicts, oldest record first."""
        where = "" if space is None else " WHERE space = ?"
        cells = self._db.execute(
            f"SELECT cell FROM p_conflict{where} ORDER BY cell", [] if space is None else [space]
        ).fetchall()
        return tuple(self._conflict(cell) for (cell,) in cells)

    def _conflict(self, cell: int) -> Conflict:
        query = "SELECT u.uuid, r.kind FROM record u LEFT JOIN p_record r ON r.id = u.id WHERE u.id = ?"
        uuid, kind = self._db.execute(query, [cell >> FIELD_BITS]).fetchone()
        (name,) = self._db.execute("SELECT name FROM field WHERE id = ?", [cell & FIELD_MASK]).fetchone()
        heads = tuple(
            HistoryEntry(json.loads(h.value), h.at, author, True, identity)
            for h in heads_of(self._db, cell)
            for author, identity in [self._author(h.segment)]
        )
        return Conflict(UUID(bytes=uuid), kind or "", name, heads)

    def _author(self, segment: int) -> tuple[bytes, bytes]:
        author, identity = self._db.execute(
            "SELECT author, hash FROM segment WHERE id = ?", [segment]
        ).fetchone()
        return author or b"", identity or b""

    def history(self, uuid: UUID, name: str) -> tuple[HistoryEntry, ...]:
        """Every value the cell was given, newest first."""
        return pasts(self._db, [(uuid, name)])[uuid, name].entries

    def pasts(self, cells: Iterable[Cell]) -> dict[Cell, Past]:
        """The values of many cells with what they replaced, and what their heads have in common."""
        return pasts(self._db, cells)

    def conflict(self, uuid: UUID, name: str) -> Conflict | None:
        """The open conflict of one cell, None where there is none."""
        query = (
            "SELECT c.cell FROM record u JOIN field f ON f.name = ?2"
            f" JOIN p_conflict c ON c.cell = (u.id << {FIELD_BITS} | f.id) WHERE u.uuid = ?1 LIMIT 1"
        )
        row = self._db.execute(query, [uuid.bytes, name]).fetchone()
        return self._conflict(row[0]) if row else None

    def heads(self, uuid: UUID, name: str) -> tuple[Json, ...]:
        """Every value of one cell that nothing replaces, the one shown first."""
        query = (
            f"SELECT u.id << {FIELD_BITS} | f.id FROM record u JOIN field f ON f.name = ?2"
            " WHERE u.uuid = ?1 ORDER BY u.id LIMIT 1"
        )
        row = self._db.execute(query, [uuid.bytes, name]).fetchone()
        return tuple(json.loads(h.value) for h in heads_of(self._db, row[0])) if row else ()

    def conflict_counts(self, space: UUID) -> dict[str, int]:
        """How many open conflicts of living records by field, without reading them."""
        query = (
            f"SELECT f.name, count(*) FROM p_conflict c JOIN field f ON f.id = c.cell & {FIELD_MASK}"
            f" JOIN p_record r ON r.id = c.cell >> {FIELD_BITS}"
            " WHERE c.space = (SELECT id FROM space WHERE uuid = ?) AND r.deleted = 0 GROUP BY f.id"
        )
        return dict(self._db.execute(query, [space.bytes]).fetchall())

    def origins(self, space: UUID, kind: str, deleted: bool = False) -> dict[UUID, Origin]:
        """Who made each record of a kind, and when; of deleted ones who deleted it, and when."""
        what = LIFE_ID if deleted else KIND_ID
        query = (
            "SELECT u.uuid, coalesce(s.author, x''), c.at FROM p_record r JOIN record u ON u.id = r.id"
            f" JOIN p_cell c ON c.id = (r.id << {FIELD_BITS}) | {what} JOIN segment s ON s.id = c.segment"
            " WHERE r.space = (SELECT id FROM space WHERE uuid = ?) AND r.kind = ? AND r.deleted = ?"
        )
        rows = self._db.execute(query, [space.bytes, kind, deleted])
        return {UUID(bytes=u): Origin(author, at) for u, author, at in rows}

    def last_written(self, uuid: UUID, name: str) -> tuple[int, int] | None:
        """A mark of the save that wrote the value a cell shows: equal marks, one save."""
        query = (
            "SELECT c.segment, c.at FROM record u JOIN field f ON f.name = ?2"
            f" JOIN p_cell c ON c.id = (u.id << {FIELD_BITS} | f.id) WHERE u.uuid = ?1 ORDER BY u.id LIMIT 1"
        )
        row = self._db.execute(query, [uuid.bytes, name]).fetchone()
        return (int(row[0]), int(row[1])) if row else None
