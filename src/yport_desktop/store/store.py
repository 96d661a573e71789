"""The store of one profile: log, projections, attachments, backups.

One thread owns it. Only plain values leave it. Every write is one transaction; what is reported
as kept has reached the disk.
"""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from sqlite_utils import Database

from yport_desktop.domain.canonical import loads
from yport_desktop.domain.changes import REVOKED_KEY, SIGNING_KEY, Committed, Edit, Touched
from yport_desktop.domain.errors import NotFound
from yport_desktop.domain.segment import SealedSegment

from . import holdings
from .backups import Backups
from .blobs import BlobFolder
from .cells import CellReader
from .checking import Findings, check, rebuild
from .database import open_database, said, speaking, transaction
from .fold import record_id
from .holdings import HaveList
from .keys import KeyReader
from .names import HELD, NAMED, OPEN, leave_feed
from .outcomes import Import, outcome_of, touched
from .places import PlaceReader
from .reading import Conflict, Reader
from .received import Received
from .said import ENROLS
from .segments import SegmentLog, Sign
from .taking_back import Return, TakingBack

FILE_NAME = "yport.sqlite"
Seen = TypeVar("Seen")
_REBUILD = "rebuild"  # the note of a migration that changed what the projections hold


@dataclass(frozen=True)
class Space:
    """A unit of sharing: an engagement, or the common library."""

    id: UUID
    kind: str


def backups_in(folder: Path) -> Backups:
    """The backups of the store in that folder, also of one that cannot be opened any more."""
    return Backups(folder / FILE_NAME, folder / "backups")


@speaking
class Store:
    """See the module. `author` is this installation's public signing key."""

    def __init__(self, folder: Path, author: bytes, clock: Callable[[], float] = time.time) -> None:
        self._path = folder / FILE_NAME
        with said(self._path):
            folder.mkdir(parents=True, exist_ok=True)
        self._author = author
        self._clock = clock
        self._db = open_database(self._path)
        try:
            if self.note(_REBUILD):
                self._make_anew()
        except BaseException:
            self._db.close()
            raise
        self.blobs = BlobFolder(folder / "attachments")
        self.inbox = BlobFolder(folder / "inbox")  # what arrived and waits for a decision
        self.chunks = BlobFolder(folder / "chunks")  # of attachments that are not whole yet
        self.backups = backups_in(folder)
        self.read = Reader(self._db.conn, self._path)
        self.places = PlaceReader(self._db.conn, self._path)
        self.cells = CellReader(self._db.conn, self._path)
        self.keys = KeyReader(self._db.conn, self._path, author)

    def _make_anew(self) -> None:
        """After an update of the tables."""
        with transaction(self._db, self._path) as connection:
            rebuild(connection)
            connection.execute("DELETE FROM meta WHERE key = ?", [_REBUILD])

    @property
    def path(self) -> Path:
        """The database file."""
        return self._path

    @property
    def database(self) -> Database:
        """The sqlite-utils database, for tests and the bench."""
        return self._db

    def close(self) -> None:
        """Close the file. The store cannot be used afterwards."""
        self._db.close()

    # spaces and settings of the store ------------------------------------------------------

    def add_space(self, uuid: UUID, kind: str = "engagement") -> Space:
        """Make the space known; nothing happens if it is."""
        with transaction(self._db, self._path) as connection:
            connection.execute(
                "INSERT OR IGNORE INTO space (uuid, kind, fingerprint) VALUES (?, ?, zeroblob(16))",
                [uuid.bytes, kind],
            )
        return Space(uuid, kind)

    def spaces(self) -> tuple[Space, ...]:
        """All spaces, oldest first."""
        rows = self._db.conn.execute("SELECT uuid, kind FROM space ORDER BY id")
        return tuple(Space(UUID(bytes=u), k) for u, k in rows)

    def is_empty(self, space: UUID) -> bool:
        """Whether the space is known only by its id: nothing was written in it, nothing came yet."""
        query = "SELECT 1 FROM segment WHERE space = ? LIMIT 1"
        return self._db.conn.execute(query, [self._space(space)]).fetchone() is None

    def note(self, key: str) -> str | None:
        """A small value kept with the store, such as the mark of the last run."""
        row = self._db.conn.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
        return row[0] if row else None

    def set_note(self, key: str, value: str) -> None:
        """Keep a small value with the store."""
        with transaction(self._db, self._path) as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])

    def start_new_feeds(self) -> None:
        """After a restore or a copy: what is written from now on goes into feeds of its own."""
        with transaction(self._db, self._path) as connection:
            connection.execute("UPDATE feed SET mine = 0")
            for (segment,) in connection.execute(f"SELECT id FROM segment WHERE state = {OPEN}").fetchall():
                leave_feed(connection, segment, self._author)

    # writing -------------------------------------------------------------------------------

    def commit(self, space: UUID, edits: Sequence[Edit], label: str = "") -> Committed:
        """One save: append to the log and project, in one transaction. Raises NotSealedYet.

        Where it says something of keys, whose segments count is judged anew in the same transaction.
        """
        at = int(self._clock() * 1000)
        moved: tuple[Touched, ...] = ()
        with self._log(space) as log:
            save, folded, before = log.append(self._author, edits, label, at)
            if any(e.field in (SIGNING_KEY, REVOKED_KEY) for e in edits):
                moved = self._judge(log, space)
        values = [loads(b) if b is not None else None for b in before]
        inverse = tuple(Edit(e.record, e.field, v) for e, v in zip(edits, values, strict=True))[::-1]
        seen = touched(self._db.conn, folded)
        known = {t.record for t in seen}
        seen += tuple(t for t in moved if t.record not in known)
        return Committed(space, save, seen, inverse, label)

    def _judge(self, log: SegmentLog, space: UUID) -> tuple[Touched, ...]:
        received = Received()
        log.apply_held(lambda: self.trusted(space), received)
        self._settle(log, lambda: self.trusted(space), received)
        return outcome_of(log.db, received, set()).touched

    def move_open(self, space: UUID, records: Collection[UUID], circle: str) -> None:
        """What is not sealed yet of these records was written for that circle."""
        with self._log(space) as log:
            log.move_open([record_id(log.db, log.space, r.bytes) for r in records], self._author, circle)

    def open_changes(self, space: UUID) -> int:
        """How many changes of this installation are not sealed yet."""
        query = "SELECT coalesce(sum(changes), 0) FROM segment WHERE state = 0 AND space = ?"
        return int(self._db.conn.execute(query, [self._space(space)]).fetchone()[0])

    def open_by_circle(self, space: UUID) -> dict[str, int]:
        """How many changes of this installation are not sealed yet, by circle."""
        query = (
            "SELECT f.circle, sum(s.changes) FROM segment s JOIN feed f ON f.id = s.feed"
            " WHERE s.state = 0 AND s.space = ? AND s.changes > 0 GROUP BY f.circle"
        )
        return dict(self._db.conn.execute(query, [self._space(space)]))

    def open_bytes(self, space: UUID) -> int:
        """About how many bytes the unsealed changes hold."""
        query = (
            "SELECT coalesce(sum(length(c.value)), 0) FROM change c JOIN segment s ON s.id = c.segment"
            " WHERE s.space = ?"
        )
        return int(self._db.conn.execute(query, [self._space(space)]).fetchone()[0])

    def seal(self, space: UUID, sign: Sign) -> list[bytes]:
        """Seal the open changes of a space into signed segments; returns their identities."""
        with self._log(space) as log:
            return log.seal(sign, self._author)

    def receive(
        self,
        space: UUID,
        segments: Sequence[SealedSegment],
        trusted: Callable[[], set[bytes]],
        arrival: str = "",
        detailed: bool = False,
    ) -> Import:
        """Keep verified segments and fold those of the roster, in one transaction."""
        with self._log(space) as log:
            return self._receive(log, segments, trusted, arrival, detailed)

    def rehearse(
        self,
        space: UUID,
        segments: Sequence[SealedSegment],
        trusted: Callable[[], set[bytes]],
        look: Callable[[], Seen],
    ) -> tuple[Import, Seen]:
        """What `receive` would do, and what `look` reads from the store after it; nothing stays written."""
        found: list[tuple[Import, Seen]] = []
        with suppress(_Rehearsed), self._log(space) as log:
            found.append((self._receive(log, segments, trusted, "", detailed=True), look()))
            raise _Rehearsed
        return found[0]

    def _receive(
        self,
        log: SegmentLog,
        segments: Sequence[SealedSegment],
        trusted: Callable[[], set[bytes]],
        arrival: str,
        detailed: bool,
    ) -> Import:
        number = None
        if arrival:
            cursor = log.db.execute(
                "INSERT INTO arrival (at, space, detail) VALUES (?, ?, ?)",
                [int(self._clock() * 1000), log.space, arrival],
            )
            number = cursor.lastrowid
        known = set()
        if detailed:
            known = {i for (i,) in log.db.execute("SELECT id FROM p_record WHERE kind IS NOT NULL")}
        received = log.receive(segments, trusted, number, detailed)
        self._settle(log, trusted, received)
        return outcome_of(log.db, received, known)

    def _settle(self, log: SegmentLog, trusted: Callable[[], set[bytes]], received: Received) -> None:
        """Let go of what does not count any more since a key was revoked: fold all without it."""
        while stale := log.book.stale(trusted()):
            gone = [(i,) for i in stale]
            for row in gone:
                query = (
                    "SELECT m.record, coalesce(r.kind, '') FROM p_mention m"
                    " JOIN p_record r ON r.id = m.record WHERE m.segment = ?"
                )
                received.gone.update(log.db.execute(query, row).fetchall())
            log.db.executemany(f"UPDATE segment SET state = {HELD} WHERE id = ?", gone)
            rebuild(log.db)
            log.read_again()
            received.refolded = True
            log.apply_held(trusted, received)

    def apply_waiting(self, space: UUID, trusted: Callable[[], set[bytes]]) -> Import:
        """After the roster grew: fold what was kept unapplied."""
        with self._log(space) as log:
            received = Received()
            log.apply_held(trusted, received)
            self._settle(log, trusted, received)
            return outcome_of(log.db, received, set())

    def conflicts(self, space: UUID) -> tuple[Conflict, ...]:
        """Open conflicts of a space."""
        return self.read.conflicts(self._space(space))

    # trust and receipts --------------------------------------------------------------------

    def trust(self, space: UUID, author: bytes) -> None:
        """A person of this installation accepted that key for this space."""
        with transaction(self._db, self._path) as connection:
            connection.execute(
                "INSERT OR IGNORE INTO trusted VALUES (?, ?, ?)",
                [self._space(space), author, int(self._clock() * 1000)],
            )

    def trusted(self, space: UUID) -> set[bytes]:
        """The keys on the roster of the space, those accepted here, and this installation's own."""
        query = (
            "SELECT author FROM trusted WHERE space = ?1 UNION SELECT k.key FROM p_said k"
            " JOIN segment s ON s.id = k.segment WHERE k.space = ?1 AND k.what = ?2 AND s.state < ?3"
        )
        rows = self._db.conn.execute(query, [self._space(space), ENROLS, HELD])
        return {a for (a,) in rows} | {self._author}

    def have_list(self, space: UUID) -> HaveList:
        """What this store holds of the space."""
        return holdings.have_list(self._db.conn, self._space(space))

    def feeds_of(self, space: UUID, circles: Collection[str]) -> set[str]:
        """The feeds of these circles, named as in the chains of a have-list."""
        return holdings.feeds_of(self._db.conn, self._space(space), circles)

    def segments_not_in(self, space: UUID, have: HaveList | None) -> Iterator[SealedSegment]:
        """The sealed segments that a holder of `have` lacks, or may lack."""
        connection = self._db.conn
        return self._sealed(holdings.not_in(connection, self._space(space), have))

    def _sealed(self, ids: list[int]) -> Iterator[SealedSegment]:
        with said(self._path):
            yield from holdings.sealed(self._db.conn, ids)

    def lacks(self, identities: Sequence[bytes]) -> list[bytes]:
        """Those of the segments that are not here (or only by name), in the order given."""
        query = "SELECT 1 FROM segment WHERE hash = ? AND state <> ?"
        execute = self._db.conn.execute
        return [i for i in identities if not execute(query, [i, NAMED]).fetchone()]

    def gaps(self, space: UUID) -> list[tuple[bytes, int, bytes]]:
        """Segments that are named but not here: (feed, number, hash)."""
        return holdings.gaps(self._db.conn, self._space(space))

    def remember_have(self, space: UUID, holder: bytes, at: int, have: HaveList) -> None:
        """Keep a colleague's acknowledgement."""
        with transaction(self._db, self._path) as connection:
            holdings.remember(connection, self._space(space), holder, at, have)

    def remembered(self, space: UUID) -> dict[bytes, tuple[int, HaveList]]:
        """What colleagues said to hold, as of when (ms)."""
        return holdings.remembered(self._db.conn, self._space(space))

    def fingerprint(self, space: UUID) -> str:
        """32 hex digits of the folded state; equal have-lists must give equal fingerprints."""
        query = "SELECT fingerprint FROM space WHERE id = ?"
        return str(self._db.conn.execute(query, [self._space(space)]).fetchone()[0].hex())

    def waiting(self, space: UUID) -> tuple[int, set[bytes]]:
        """Segments kept unapplied, and the keys that wrote them."""
        query = "SELECT author FROM segment WHERE space = ? AND state = ?"
        authors = [a for (a,) in self._db.conn.execute(query, [self._space(space), HELD])]
        return len(authors), set(authors)

    def arrivals(self, space: UUID) -> list[tuple[int, int, str]]:
        """Past imports, newest first: (number, ms, detail as JSON text)."""
        query = "SELECT id, at, detail FROM arrival WHERE space = ? ORDER BY id DESC"
        return self._db.conn.execute(query, [self._space(space)]).fetchall()

    def taking_back(self, space: UUID, arrival: int) -> Return:
        """What would take an import (its number) back."""
        with transaction(self._db, self._path) as connection:
            return TakingBack(connection, self._space(space), arrival).result()

    def mark_taken_back(self, space: UUID, arrival: int, taken: bool = True) -> None:
        """Note that an import was taken back now, or that it stands again."""
        with transaction(self._db, self._path) as connection:
            connection.execute(
                "UPDATE arrival SET detail = json_set(detail, '$.taken_back', ?) WHERE id = ? AND space = ?",
                [int(self._clock() * 1000) if taken else 0, arrival, self._space(space)],
            )

    def changed_since(self, space: UUID, at: int) -> list[tuple[bytes, str, int, list[UUID]]]:
        """What colleagues' segments brought since a moment (ms): (author, kind, records, a few of them)."""
        return self.read.news(self._space(space), at, self._author)

    # care ----------------------------------------------------------------------------------

    def rebuild(self) -> None:
        """Throw the projections away and fold the whole log again."""
        with transaction(self._db, self._path) as connection:
            rebuild(connection)

    def check(self, verify: Callable[[bytes, bytes, bytes], bool] | None = None) -> Findings:
        """Integrity of the file, hashes and signatures of the log, rebuild equals state."""
        with said(self._path):
            return check(self._db.conn, verify)

    # inside --------------------------------------------------------------------------------

    def _space(self, uuid: UUID) -> int:
        row = self._db.conn.execute("SELECT id FROM space WHERE uuid = ?", [uuid.bytes]).fetchone()
        if not row:
            raise NotFound()
        return int(row[0])

    @contextmanager
    def _log(self, space: UUID) -> Iterator[SegmentLog]:
        local = self._space(space)
        with transaction(self._db, self._path) as connection:
            log = SegmentLog(connection, local, space.bytes, self._author)
            yield log
            log.fingerprint.keep()


class _Rehearsed(Exception):
    """Ends a transaction so that it is rolled back."""
