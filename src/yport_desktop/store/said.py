"""What segments say of keys: who is put on the roster, whose key is revoked. Kept apart, cell by cell,
because whose segments count is decided by all of them together (see domain.trust)."""

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress

from yport_desktop.domain.changes import REVOKED_KEY
from yport_desktop.domain.trust import Enrolment, Lift, Revocation, Said, Sealed, enrolled, shut_out

from .fold import FIELD_MASK, KEY_ID, KIND_ID, Node, cell_id, record_id
from .names import APPLIED, HELD, NAMED

ENROLS, REVOKES, LIFTS, FOUNDS = 1, 2, 3, 4
_KEY = re.compile("[0-9a-f]{64}")
MOST_ENDS = 1_000


class SaidBook:
    """The rows of one space inside one open transaction."""

    def __init__(self, connection: sqlite3.Connection, space: int, uuid: bytes, author: bytes) -> None:
        self._db = connection
        self._space = space
        self._uuid = uuid
        self._author = author
        row = connection.execute("SELECT id FROM field WHERE name = ?", [REVOKED_KEY]).fetchone()
        self._revoked_id = int(row[0]) if row else -1

    def note(self, segment: int, nodes: Mapping[int, Node]) -> None:
        """Keep what a segment (or the open one so far) says of revocations and of the space itself."""
        for cell in [c for c in nodes if c & FIELD_MASK == self._revoked_id]:
            self._note_revocation(segment, cell, nodes[cell])
        if any(c & FIELD_MASK == KIND_ID and not nodes[c][2] for c in nodes):
            founding = cell_id(record_id(self._db, self._space, self._uuid), KIND_ID)
            if founding in nodes and not nodes[founding][2]:
                self._put(segment, founding, FOUNDS, [(b"", "")])

    def enrol(self, segment: int, values: Iterable[tuple[int, str]]) -> None:
        """Keep the keys that a segment writes into records: (record, value as JSON text)."""
        for record, text in values:
            self._put(segment, cell_id(record, KEY_ID), ENROLS, [(key, "") for key in keys_in(text)])

    def _note_revocation(self, segment: int, cell: int, node: Node) -> None:
        # A later save of the open segment says another thing, and still replaces what an earlier one did.
        query = "SELECT detail FROM p_said WHERE segment = ? AND cell = ? AND what = ?"
        row = self._db.execute(query, [segment, cell, LIFTS]).fetchone()
        lifted = node[2] | frozenset(json.loads(row[0]) if row else ())
        self._db.execute("DELETE FROM p_said WHERE segment = ? AND cell = ?", [segment, cell])
        if revoked := revocation_in(node[0]):
            key, last = revoked
            self._put(segment, cell, REVOKES, [(key, json.dumps(last))])
        if lifted:
            self._put(segment, cell, LIFTS, [(b"", json.dumps(sorted(lifted)))])

    def _put(self, segment: int, cell: int, what: int, rows: list[tuple[bytes, str]]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO p_said VALUES (?, ?, ?, ?, ?, ?)",
            [(self._space, segment, cell, what, key, detail) for key, detail in rows],
        )

    @property
    def revokes(self) -> bool:
        """Whether any key was ever revoked here: else nobody's segments need a second look."""
        query = "SELECT 1 FROM p_said WHERE space = ? AND what = ? LIMIT 1"
        return self._db.execute(query, [self._space, REVOKES]).fetchone() is not None

    def unread(self) -> Iterator[tuple[int, bytes]]:
        """Held segments (id, body) whose word on keys was not noted yet, one at a time."""
        query = (
            "SELECT s.id FROM segment s WHERE s.space = ?1"
            " AND s.state = ?2 AND NOT EXISTS (SELECT 1 FROM p_said p WHERE p.segment = s.id)"
        )
        for (segment,) in self._db.execute(query, [self._space, HELD]).fetchall():
            row = self._db.execute("SELECT body FROM segment_body WHERE id = ?", [segment]).fetchone()
            if row:
                yield segment, row[0]

    def read(self, segment: int) -> None:
        """Note that a held segment was read, whatever it said."""
        self._put(segment, 0, 0, [(b"", "")])

    def judged(self, roster: Collection[bytes]) -> tuple[Said, frozenset[int]]:
        """All that is said, and the segments that do not count. `roster`: keys that count as it stands."""
        said = self._said(roster)
        return said, shut_out(said)

    def _said(self, roster: Collection[bytes]) -> Said:
        rows = self._db.execute(
            "SELECT segment, what, key, detail, cell FROM p_said WHERE space = ? AND what > 0", [self._space]
        ).fetchall()
        segments = {s.id: s for s in self._sealed()}
        rows = [row for row in rows if row[0] in segments]
        enrolments = tuple(Enrolment(s, k) for s, what, k, _, _ in rows if what == ENROLS)
        restated = {(s, cell) for s, what, _, _, cell in rows if what == REVOKES}
        by_others = {e.key for e in enrolments}
        accepted = {
            k for (k,) in self._db.execute("SELECT author FROM trusted WHERE space = ?", [self._space])
        }
        return Said(
            frozenset((set(roster) - by_others) | accepted | ({self._author} if self._author else set())),
            segments,
            frozenset(s for s, what, _, _, _ in rows if what == FOUNDS),
            enrolments,
            tuple(Revocation(s, k, _ends(d), cell) for s, what, k, d, cell in rows if what == REVOKES),
            tuple(
                Lift(s, frozenset(json.loads(d)), (s, cell) in restated, cell)
                for s, what, _, d, cell in rows
                if what == LIFTS
            ),
        )

    def _sealed(self) -> list[Sealed]:
        query = (
            "SELECT s.id, coalesce(s.author, f.author), f.uuid, coalesce(s.number, 1 << 60),"
            " coalesce(s.hash, x''), coalesce(s.previous, x'') FROM segment s JOIN feed f ON f.id = s.feed"
            " WHERE s.space = ? AND s.state <> ?"
        )
        return [Sealed(*row) for row in self._db.execute(query, [self._space, NAMED])]

    def stale(self, roster: Collection[bytes]) -> list[int]:
        """Segments that are folded and do not count any more."""
        if not self.revokes:
            return []
        said, out = self.judged(roster)
        keys = enrolled(said, out)
        query = "SELECT id FROM segment WHERE space = ? AND state = ?"
        applied = [i for (i,) in self._db.execute(query, [self._space, APPLIED])]
        return [i for i in applied if i in out or said.segments[i].author not in keys]


def keys_in(text: str) -> list[bytes]:
    """The public keys in a cell of that name: one in hex, or a list of them."""
    named = json.loads(text)
    keys = [k for k in (named if isinstance(named, list) else [named]) if isinstance(k, str)]
    return [bytes.fromhex(k) for k in keys if _KEY.fullmatch(k)]


def revocation_in(text: str) -> tuple[bytes, list[list[str | int]]] | None:
    """The key and the last good segments (feed, number, hash) in a cell; None if it revokes nothing."""
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        said = json.loads(text)
        key, last = said["key"], said["last"]
        if not _KEY.fullmatch(key) or len(last) > MOST_ENDS:
            return None
        ends: list[list[str | int]] = []
        for feed, number, end in last:
            if len(bytes.fromhex(feed)) != 16 or not _KEY.fullmatch(end) or type(number) is not int:
                return None
            ends.append([feed, number, end])
        return bytes.fromhex(key), ends
    return None


def _ends(detail: str) -> tuple[tuple[bytes, int, bytes], ...]:
    return tuple((bytes.fromhex(f), n, bytes.fromhex(h)) for f, n, h in json.loads(detail))
