"""Where records hang, and where that does not work out: rings, and what hangs under something deleted."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from .database import speaking
from .fold import FIELD_BITS, LIFE_ID, PARENT_ID


@dataclass(frozen=True)
class Hanging:
    """A living record under a deleted one: the keys that hung it there and that deleted the other."""

    record: UUID
    parent: UUID
    hung_by: bytes
    deleted_by: bytes
    kind: str


@speaking
class PlaceReader:
    """Queries over one connection."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    def above(self, space: UUID) -> dict[UUID, UUID]:
        """Living records that have children and a parent, with that parent: where rings can be."""
        # From parent to parent along the index: its size counts for little where many share one.
        query = (
            "WITH RECURSIVE d (id) AS (SELECT min(parent) FROM p_record UNION ALL"
            " SELECT (SELECT min(parent) FROM p_record WHERE parent > d.id) FROM d WHERE d.id IS NOT NULL)"
            " SELECT u.uuid, p.uuid FROM d CROSS JOIN p_record r ON r.id = d.id"
            " JOIN record u ON u.id = r.id JOIN record p ON p.id = r.parent"
            " WHERE r.space = (SELECT id FROM space WHERE uuid = ?) AND r.deleted = 0 AND r.kind IS NOT NULL"
        )
        return {UUID(bytes=u): UUID(bytes=p) for u, p in self._db.execute(query, [space.bytes])}

    def under_deleted(self, space: UUID) -> list[Hanging]:
        """Living records right under a deleted one, in the order of the records."""
        place, life = (
            f"LEFT JOIN p_cell {a} ON {a}.id = ({r}.id << {FIELD_BITS}) | {f}"
            f" LEFT JOIN segment s{a} ON s{a}.id = {a}.segment"
            for a, r, f in (("w", "c", PARENT_ID), ("x", "g", LIFE_ID))
        )
        query = (
            "SELECT u.uuid, p.uuid, coalesce(sw.author, x''), coalesce(sx.author, x''), c.kind"
            " FROM (SELECT DISTINCT record FROM p_grave) d CROSS JOIN p_record g ON g.id = d.record"
            " CROSS JOIN p_record c ON c.parent = g.id JOIN record u ON u.id = c.id"
            " JOIN record p ON p.id = g.id"
            f" {place} {life} WHERE g.space = (SELECT id FROM space WHERE uuid = ?) AND g.deleted = 1"
            " AND g.kind IS NOT NULL AND c.deleted = 0 AND c.kind IS NOT NULL ORDER BY u.uuid"
        )
        return [
            Hanging(UUID(bytes=u), UUID(bytes=p), by, deleter, kind)
            for u, p, by, deleter, kind in self._db.execute(query, [space.bytes])
        ]
