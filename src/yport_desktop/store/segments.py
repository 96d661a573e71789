"""The log: appending local saves, sealing them, receiving sealed segments, and what is missing."""

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress

from yport_desktop.domain.canonical import dumps
from yport_desktop.domain.changes import KIND, LIFE, REVOKED_KEY, SIGNING_KEY, Edit
from yport_desktop.domain.errors import BundleDamaged, BundleTooNew
from yport_desktop.domain.segment import (
    SealedSegment,
    SegmentHeader,
    decode,
    encode,
    read_header,
    signed_message,
)
from yport_desktop.domain.segment_columns import SegmentColumns

from .behind import OtherCircles
from .columns import ColumnWriter
from .fingerprint import Fingerprint
from .fold import FIELD_BITS, KEY_ID, Fold, Folded, Head, Node, cell_id, heads_of, record_id
from .names import (
    APPLIED,
    HELD,
    NAMED,
    OPEN,
    feed_id,
    field_ids,
    json_text,
    json_texts,
    leave_feed,
    my_feed,
    plain_label,
    record_ids,
    segment_id,
)
from .received import Received, no_garbage_collection
from .recircling import move_open
from .said import SaidBook

Sign = Callable[[bytes], bytes]


class NotSealedYet(Exception):
    """A change would name an open segment, which has no hash yet: seal first, then write again."""


class SegmentLog:
    """The log of one space inside one open transaction."""

    def __init__(self, connection: sqlite3.Connection, space: int, uuid: bytes, author: bytes = b"") -> None:
        self.db = connection
        self.space = space
        self.uuid = uuid
        self.book = SaidBook(connection, space, uuid, author)
        self.read_again()

    def read_again(self) -> None:
        """After the projections were made anew."""
        connection, space = self.db, self.space
        self.fingerprint = Fingerprint(connection, space)
        self._circles = OtherCircles(connection, space, self._nodes)
        held = connection.execute("SELECT id FROM segment WHERE space = ? AND state < ?", [space, HELD])
        self.held = {i for (i,) in held}
        self.fold = Fold(connection, space, self.held, self.fingerprint)

    def append(
        self, author: bytes, edits: Sequence[Edit], label: str, at: int
    ) -> tuple[int, Folded, list[str | None]]:
        """Write one save, each edit into the open segment of its circle.

        Returns the number of the save, the fold and the earlier values. Raises NotSealedYet where an
        edit replaces what another open segment says: then nothing was written.
        """
        segments = {
            circle: self._open_segment(my_feed(self.db, self.space, author, circle))
            for circle in dict.fromkeys(edit.circle for edit in edits)
        }
        saves = {s: self._open_save(s, label, at) for s in segments.values()}
        fields = field_ids(self.db, {e.field for e in edits})
        folded, before = Folded(), []
        rows: list[tuple[int, int, int, int, str, str]] = []
        nodes: dict[int, dict[int, Node]] = {s: {} for s in saves}
        shown: dict[int, str] = {}
        others = self._open_segments()
        for edit in edits:
            segment = segments[edit.circle]
            record = record_id(self.db, self.space, edit.record.bytes)
            cell = cell_id(record, fields[edit.field])
            heads = heads_of(self.db, cell)
            replaces = {h.segment for h in heads} - {segment}
            if edit.field == LIFE:
                replaces |= self._heads_of_record(record) - {segment}
            if replaces & others:
                raise NotSealedYet
            replaces |= self._circles.behind(replaces, cell, edit.circle)
            before.append(shown[cell] if cell in shown else heads[0].value if heads else None)
            value = json_text(edit.value)
            shown[cell] = value
            nodes[segment][cell] = (value, at, frozenset(replaces))
            rows.append((segment, saves[segment], record, fields[edit.field], value, dumps(sorted(replaces))))
        self.db.executemany(
            "INSERT INTO change (segment, save, record, field, value, replaces) VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        )
        for segment, written in nodes.items():
            self.fold.bring(segment, written, folded)
            self.book.note(segment, written)
            keys = [(r[2], r[4]) for r in rows if r[0] == segment and r[3] == fields.get(SIGNING_KEY)]
            self.book.enrol(segment, keys)
            count = sum(1 for row in rows if row[0] == segment)
            self.db.execute("UPDATE segment SET changes = changes + ? WHERE id = ?", [count, segment])
        return next(iter(saves.values())), folded, before

    def move_open(self, records: Collection[int], author: bytes, circle: str) -> None:
        """What is not sealed yet of these records goes into the open segment of that circle."""
        move_open(
            self.db, self.space, records, self._open_segment(my_feed(self.db, self.space, author, circle))
        )

    def _open_save(self, segment: int, label: str, at: int) -> int:
        cursor = self.db.execute(
            "INSERT INTO save (segment, at, label) VALUES (?, ?, ?)", [segment, at, plain_label(label)]
        )
        return int(cursor.lastrowid or 0)

    def _open_segments(self) -> set[int]:
        query = "SELECT id FROM segment WHERE space = ? AND state = ?"
        return {i for (i,) in self.db.execute(query, [self.space, OPEN])}

    def _open_segment(self, feed: int) -> int:
        row = self.db.execute("SELECT id FROM segment WHERE feed = ? AND state = ?", [feed, OPEN]).fetchone()
        if row:
            return int(row[0])
        cursor = self.db.execute(
            "INSERT INTO segment (space, feed, state) VALUES (?, ?, ?)", [self.space, feed, OPEN]
        )
        segment = int(cursor.lastrowid or 0)
        self.held.add(segment)
        return segment

    def _heads_of_record(self, record: int) -> set[int]:
        span = [record << FIELD_BITS, (record + 1) << FIELD_BITS]
        query = (
            "SELECT segment FROM p_cell WHERE id >= ?1 AND id < ?2 UNION "
            "SELECT segment FROM p_rival WHERE cell >= ?1 AND cell < ?2"
        )
        return {s for (s,) in self.db.execute(query, span)}

    def seal(self, sign: Sign, author: bytes) -> list[bytes]:
        """Seal every open segment of the space; returns the new identities."""
        query = "SELECT id, feed FROM segment WHERE space = ? AND state = ? AND changes > 0"
        rows = self.db.execute(query, [self.space, OPEN]).fetchall()
        return [self._seal(segment, feed, sign, author) for segment, feed in rows]

    def _seal(self, segment: int, feed: int, sign: Sign, author: bytes) -> bytes:
        columns, cells = self._open_columns(segment)
        number, previous = self._chain_end(feed)
        (feed_uuid, circle) = self.db.execute("SELECT uuid, circle FROM feed WHERE id = ?", [feed]).fetchone()
        times = columns.save_times
        header = SegmentHeader(
            self.uuid,
            circle,
            feed_uuid,
            number + 1,
            previous,
            author,
            len(columns.record),
            min(times),
            max(times),
        )
        body = encode(header, columns)
        identity = hashlib.sha256(body).digest()
        if self.db.execute("SELECT 1 FROM segment WHERE hash = ?", [identity]).fetchone():
            # Of two images of this laptop the other sealed the very same: go on in a feed of our own.
            return self._seal(segment, leave_feed(self.db, segment, author), sign, author)
        signature = sign(signed_message(identity))
        self.db.execute(
            "UPDATE segment SET hash = ?, number = ?, previous = ?, author = ?, state = ?,"
            " first_at = ?, last_at = ?, received_at = ? WHERE id = ?",
            [identity, number + 1, previous, author, APPLIED, min(times), max(times), times[-1], segment],
        )
        self.db.execute("INSERT INTO segment_body VALUES (?, ?, ?)", [segment, body, signature])
        self.db.execute("DELETE FROM change WHERE segment = ?", [segment])
        self.db.execute("DELETE FROM save WHERE segment = ?", [segment])
        self._settle_ranks(segment, identity, cells)
        return identity

    def _settle_ranks(self, segment: int, identity: bytes, cells: Iterable[int]) -> None:
        self.fingerprint.sealed(segment, identity)
        for cell in cells:
            heads = heads_of(self.db, cell)
            if any(h.segment == segment for h in heads):
                self.fingerprint.add(cell, segment)
                if len(heads) > 1:
                    self.fold.put_heads(cell, [Head(*h) for h in heads])

    def _chain_end(self, feed: int) -> tuple[int, bytes]:
        row = self.db.execute(
            "SELECT number, hash FROM segment WHERE feed = ? AND state = ? ORDER BY number DESC LIMIT 1",
            [feed, APPLIED],
        ).fetchone()
        return (int(row[0]), row[1]) if row else (0, b"")

    def _open_columns(self, segment: int) -> tuple[SegmentColumns, set[int]]:
        query = (
            "SELECT r.uuid, f.name, c.value, c.replaces, c.save, c.record, c.field FROM change c"
            " JOIN record r ON r.id = c.record JOIN field f ON f.id = c.field"
            " WHERE c.segment = ? ORDER BY c.id"
        )
        writer = ColumnWriter(dict(self.db.execute("SELECT id, hash FROM segment WHERE hash IS NOT NULL")))
        saves = {
            i: (at, label)
            for i, at, label in self.db.execute("SELECT id, at, label FROM save WHERE segment = ?", [segment])
        }
        cells = set()
        for uuid, name, value, replaces, save, record, field_number in self.db.execute(query, [segment]):
            writer.add(uuid, name, json.loads(value), json.loads(replaces), save, *saves[save])
            cells.add(cell_id(record, field_number))
        return writer.columns(), cells

    def receive(
        self,
        segments: Sequence[SealedSegment],
        trusted: Callable[[], set[bytes]],
        arrival: int | None,
        detailed: bool = False,
    ) -> Received:
        """Keep verified segments and fold those whose author is on the roster, to a fixed point.

        A roster entry may itself arrive here, so the roster is read again until nothing is added.
        """
        outcome = Received(folded=Folded(detailed))
        with no_garbage_collection():
            for sealed in segments:
                self._keep(sealed, arrival, outcome)
            self.apply_held(trusted, outcome)
        return outcome

    def apply_held(self, trusted: Callable[[], set[bytes]], outcome: Received) -> None:
        """Fold all held segments that may be folded now."""
        while True:
            roster, out = trusted(), self._shut_out(trusted)
            query = "SELECT id, author FROM segment WHERE space = ? AND state = ? ORDER BY feed, number, id"
            waiting = self.db.execute(query, [self.space, HELD]).fetchall()
            ready = [i for i, author in waiting if author in roster and i not in out]
            applied = [i for i in ready if self._apply(i, outcome)]
            if not applied:
                outcome.waiting = len(waiting)
                outcome.unknown_authors = {a for _, a in waiting if a not in roster}
                outcome.shut_out = len(out & {i for i, _ in waiting})
                return

    def _shut_out(self, trusted: Callable[[], set[bytes]]) -> frozenset[int]:
        """The segments that a revocation keeps from counting."""
        if not self.book.revokes:
            return frozenset()
        self.read_held()
        return self.book.judged(trusted())[1]

    def read_held(self) -> None:
        """Note what segments that are kept aside say of keys: that decides whether they count."""
        for segment, body in self.book.unread():
            with suppress(BundleDamaged, BundleTooNew):
                columns = decode(body)[1]
                self._note_keys(segment, columns, self._nodes(columns))
            self.book.read(segment)

    def _keep(self, sealed: SealedSegment, arrival: int | None, outcome: Received) -> None:
        identity = sealed.hash
        row = self.db.execute("SELECT id, state FROM segment WHERE hash = ?", [identity]).fetchone()
        if row and row[1] != NAMED:
            outcome.known += 1
            return
        header = read_header(sealed.body)
        if header.space != self.uuid:
            raise BundleDamaged()
        feed = feed_id(self.db, self.space, header.feed, header.circle, header.author)
        if self.db.execute(
            "SELECT 1 FROM segment WHERE feed = ? AND number = ? AND hash <> ?",
            [feed, header.number, identity],
        ).fetchone():
            outcome.forks.append((header.feed, header.number))
        if not row:
            row = [segment_id(self.db, self.space, identity)]
        self.db.execute(
            "UPDATE segment SET space = ?, feed = ?, number = ?, previous = ?, author = ?, state = ?,"
            " changes = ?, first_at = ?, last_at = ?, received_at = ?, arrival = ? WHERE id = ?",
            [
                self.space,
                feed,
                header.number,
                header.previous,
                header.author,
                HELD,
                header.changes,
                header.first_at,
                header.last_at,
                int(time.time() * 1000),
                arrival,
                row[0],
            ],
        )
        self.db.execute("INSERT INTO segment_body VALUES (?, ?, ?)", [row[0], sealed.body, sealed.signature])

    def _apply(self, segment: int, outcome: Received) -> bool:
        (body,) = self.db.execute("SELECT body FROM segment_body WHERE id = ?", [segment]).fetchone()
        try:
            _, columns = decode(body)
        except (BundleDamaged, BundleTooNew):
            return False  # kept and passed on, the same on every installation
        nodes = self._nodes(columns)
        self.fold.bring(segment, nodes, outcome.folded)
        self._note_keys(segment, columns, nodes)
        self.db.execute("UPDATE segment SET state = ? WHERE id = ?", [APPLIED, segment])
        outcome.applied += 1
        return True

    def _note_keys(self, segment: int, columns: SegmentColumns, nodes: dict[int, Node]) -> None:
        """What a segment says of keys; a key that was soon replaced in it was on the roster too."""
        if {KIND, REVOKED_KEY} & set(columns.fields):
            self.book.note(segment, nodes)
        if SIGNING_KEY in columns.fields:
            key = columns.fields.index(SIGNING_KEY)
            records = record_ids(self.db, self.space, columns.records)
            rows = zip(columns.record, columns.field, columns.value, strict=True)
            self.book.enrol(segment, [(records[r], json_text(v)) for r, f, v in rows if f == key])

    def _nodes(self, columns: SegmentColumns) -> dict[int, Node]:
        """The last value of each cell, and the union of all that its changes replace."""
        records = record_ids(self.db, self.space, columns.records)
        self.fingerprint.knows(dict(zip(records, columns.records, strict=True)))
        names = field_ids(self.db, set(columns.fields))
        fields = [names[name] for name in columns.fields]
        sources = [segment_id(self.db, self.space, s) for s in columns.sources]
        sets = [frozenset(sources[i] for i in s) for s in columns.replace_sets]
        times = [t for t, n in zip(columns.save_times, columns.save_sizes, strict=True) for _ in range(n)]
        bases = [r << FIELD_BITS for r in records]
        cells = [bases[r] | fields[f] for r, f in zip(columns.record, columns.field, strict=True)]
        texts = json_texts(columns.value)
        replaced = [sets[i] for i in columns.replaces]
        nodes: dict[int, Node] = dict(zip(cells, zip(texts, times, replaced, strict=True), strict=True))
        if len(nodes) < len(cells):
            last = dict(zip(cells, range(len(cells)), strict=True))
            for i, (cell, names_set) in enumerate(zip(cells, replaced, strict=True)):
                if names_set and last[cell] != i:
                    value, at, known = nodes[cell]
                    nodes[cell] = (value, at, known | names_set if known else names_set)
        return nodes

    def bodies(self) -> Iterator[tuple[int, bytes, bytes]]:
        """Applied and held segments as (id, body, signature), in the order of their feeds."""
        query = (
            "SELECT s.id, b.body, b.signature FROM segment s JOIN segment_body b ON b.id = s.id"
            " WHERE s.space = ? ORDER BY s.feed, s.number, s.id"
        )
        return iter(self.db.execute(query, [self.space]).fetchall())

    def refold(self) -> None:
        """Fold the whole log of the space into empty projections."""
        self.fingerprint.reset()
        states = dict(self.db.execute("SELECT id, state FROM segment WHERE space = ?", [self.space]))
        self.held -= {i for i, state in states.items() if state == APPLIED}
        outcome = Received(folded=Folded(detailed=False))
        for segment in [i for i, state in states.items() if state == APPLIED]:
            self._apply(segment, outcome)
        query = (
            "SELECT c.segment, c.record, c.field, c.value, c.replaces, s.at FROM change c"
            " JOIN save s ON s.id = c.save JOIN record r ON r.id = c.record"
            " WHERE r.space = ? ORDER BY c.id"
        )
        for segment, record, name, value, replaces, at in self.db.execute(query, [self.space]).fetchall():
            node = (value, at, frozenset(json.loads(replaces)))
            self.fold.bring(segment, {cell_id(record, name): node}, outcome.folded)
            self.book.note(segment, {cell_id(record, name): node})
            if name == KEY_ID:
                self.book.enrol(segment, [(record, value)])
        self.read_held()
