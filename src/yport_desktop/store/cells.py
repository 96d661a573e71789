"""Single cells: what one shows, and in which circle it was said."""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from yport_desktop.domain.entity import Json

from .database import speaking
from .fold import FIELD_BITS


@speaking
class CellReader:
    """Queries for single cells over one connection."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    def knows_field(self, name: str) -> bool:
        """Whether any cell of that name was ever written here."""
        return self._db.execute("SELECT 1 FROM field WHERE name = ?", [name]).fetchone() is not None

    def value(self, record: UUID, name: str) -> Json:
        """The value a cell shows, reserved ones too; None where it is empty."""
        query = (
            "SELECT c.value FROM record u JOIN field n ON n.name = ? JOIN p_cell c"
            f" ON c.id = (u.id << {FIELD_BITS}) | n.id WHERE u.uuid = ? ORDER BY u.id LIMIT 1"
        )
        row = self._db.execute(query, [name, record.bytes]).fetchone()
        return json.loads(row[0]) if row else None

    def is_under(self, record: UUID, name: str, value: Json) -> bool:
        """Whether a record, or one it hangs under, shows that value in a field. Rings do no harm."""
        query = (
            "WITH RECURSIVE up (id) AS (SELECT id FROM record WHERE uuid = ?1 UNION"
            " SELECT r.parent FROM up JOIN p_record r ON r.id = up.id WHERE r.parent IS NOT NULL)"
            " SELECT 1 FROM up JOIN field n ON n.name = ?2"
            f" JOIN p_cell c ON c.id = (up.id << {FIELD_BITS}) | n.id WHERE c.value = ?3 LIMIT 1"
        )
        return self._db.execute(query, [record.bytes, name, json.dumps(value)]).fetchone() is not None

    def deleted_under(self, parent: UUID) -> list[UUID]:
        """The deleted records right under a parent."""
        query = (
            "SELECT u.uuid FROM record p JOIN p_record r ON r.parent = p.id JOIN record u ON u.id = r.id"
            " WHERE p.uuid = ? AND r.deleted = 1 AND r.kind IS NOT NULL ORDER BY u.id"
        )
        return [UUID(bytes=u) for (u,) in self._db.execute(query, [parent.bytes])]

    def circle(self, record: UUID, name: str) -> str:
        """The circle of the segment whose value a field shows; "" where it shows none."""
        query = (
            "SELECT f.circle FROM record u JOIN field n ON n.name = ? JOIN p_cell c"
            f" ON c.id = (u.id << {FIELD_BITS}) | n.id JOIN segment s ON s.id = c.segment"
            " JOIN feed f ON f.id = s.feed WHERE u.uuid = ? ORDER BY u.id LIMIT 1"
        )
        row = self._db.execute(query, [name, record.bytes]).fetchone()
        return str(row[0]) if row else ""

    def shown(self, space: UUID, kind: str, name: str) -> list[Json]:
        """The values that living records of a kind show in one field, in the order of the records made."""
        query = (
            "SELECT c.value FROM p_record r JOIN field n ON n.name = ?3 JOIN p_cell c"
            f" ON c.id = (r.id << {FIELD_BITS}) | n.id"
            " WHERE r.space = (SELECT id FROM space WHERE uuid = ?1) AND r.kind = ?2 AND r.deleted = 0"
        )
        texts = ",".join(text for (text,) in self._db.execute(query, [space.bytes, kind, name]))
        return list(json.loads(f"[{texts}]"))

    def unsealed(self, space: UUID, names: Iterable[str]) -> list[tuple[UUID, str]]:
        """The records in which changes not sealed yet fill these fields, each with the circle of these."""
        query = (
            "SELECT u.uuid, f.circle FROM segment s JOIN change c ON c.segment = s.id"
            " JOIN field n ON n.id = c.field JOIN feed f ON f.id = s.feed JOIN record u ON u.id = c.record"
            " WHERE s.state = 0 AND s.space = (SELECT id FROM space WHERE uuid = ?1) AND n.name = ?2"
            " AND c.value <> 'null'"
        )
        rows = (row for name in names for row in self._db.execute(query, [space.bytes, name]))
        return [(UUID(bytes=uuid), circle) for uuid, circle in rows]

    def narrower(self, space: UUID, kind: str, names: Iterable[str]) -> dict[tuple[UUID, str], str]:
        """Of the living records of a kind, which of these cells show a value of a narrower circle."""
        ids = {n: i for i, n in self._db.execute("SELECT id, name FROM field")}
        query = (
            "SELECT u.uuid, f.circle FROM p_record r JOIN record u ON u.id = r.id"
            f" JOIN p_cell c ON c.id = (r.id << {FIELD_BITS}) | ?3 JOIN segment s ON s.id = c.segment"
            " JOIN feed f ON f.id = s.feed AND f.circle <> ''"
            " WHERE r.space = (SELECT id FROM space WHERE uuid = ?1) AND r.kind = ?2 AND r.deleted = 0"
        )
        return {
            (UUID(bytes=uuid), name): circle
            for name in names
            if name in ids
            for uuid, circle in self._db.execute(query, [space.bytes, kind, ids[name]])
        }
