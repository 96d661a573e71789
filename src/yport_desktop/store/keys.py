"""Keys: who was put on the roster by whom, and what each key signed."""

import sqlite3
from pathlib import Path
from uuid import UUID

from yport_desktop.domain.errors import NotFound

from . import holdings
from .database import speaking
from .fold import FIELD_BITS, KEY_ID
from .holdings import SegmentLine
from .names import HELD
from .said import ENROLS, FOUNDS


@speaking
class KeyReader:
    """Queries over one connection. `author` is this installation's public signing key."""

    def __init__(self, connection: sqlite3.Connection, path: Path, author: bytes) -> None:
        self._db = connection
        self._path = path
        self._author = author

    def is_founded(self, space: UUID) -> bool:
        """Whether a segment that made the space is folded here."""
        query = (
            f"SELECT 1 FROM p_said k JOIN segment s ON s.id = k.segment AND s.state < {HELD}"
            f" WHERE k.space = ? AND k.what = {FOUNDS} LIMIT 1"
        )
        return self._db.execute(query, [self._space(space)]).fetchone() is not None

    def named_by(self, space: UUID, key: bytes) -> list[UUID]:
        """The records into which that signing key was ever written."""
        query = (
            f"SELECT DISTINCT u.uuid FROM p_said k JOIN record u ON u.id = k.cell >> {FIELD_BITS}"
            f" JOIN segment s ON s.id = k.segment AND s.state < {HELD}"
            f" WHERE k.space = ? AND k.what = {ENROLS} AND k.key = ? ORDER BY u.id"
        )
        return [UUID(bytes=u) for (u,) in self._db.execute(query, [self._space(space), key])]

    def keys_said(self, record: UUID) -> list[tuple[bytes, bytes]]:
        """The signing keys that were ever written into a record, with the key that wrote each."""
        query = (
            "SELECT k.key, coalesce(s.author, ?2) FROM record u JOIN p_said k ON k.space = u.space"
            f" AND k.what = {ENROLS} AND k.cell = (u.id << {FIELD_BITS}) | {KEY_ID}"
            f" JOIN segment s ON s.id = k.segment WHERE u.uuid = ?1 AND s.state < {HELD}"
            " ORDER BY coalesce(s.last_at, 1 << 60), s.hash"
        )
        return self._db.execute(query, [record.bytes, self._author]).fetchall()

    def segments_by(self, space: UUID, author: bytes) -> list[SegmentLine]:
        """The sealed segments of one author that are here, feed by feed."""
        return holdings.segments_by(self._db, self._space(space), author)

    def _space(self, uuid: UUID) -> int:
        row = self._db.execute("SELECT id FROM space WHERE uuid = ?", [uuid.bytes]).fetchone()
        if not row:
            raise NotFound()
        return int(row[0])
