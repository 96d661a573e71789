"""Folding changes into the state: the merge.

The state is a pure function of the *set* of segments: the heads of a cell are the values that
no other change of that cell replaces (changes name what they replace by segment). `fold` brings
one segment, or one local save, into the projections; the order in which segments come does not
matter, which the property tests hold against a brute-force model.
"""

import json
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from yport_desktop.domain.canonical import dumps

from .fingerprint import Fingerprint

FIELD_BITS = 16
FIELD_MASK = (1 << FIELD_BITS) - 1
KIND_ID, PARENT_ID, ORDER_ID, LIFE_ID, KEY_ID = 1, 2, 3, 4, 5
DELETED_JSON = '"deleted"'


# What one segment says of one cell: its last value, when, and all that it replaces (segment ids).
Node = tuple[str, int, frozenset[int]]
_Row = tuple[int, int, str, int, int]


class Head(NamedTuple):
    """A value that nothing replaces."""

    segment: int
    value: str
    at: int


@dataclass
class Folded:
    """What a fold did. `cells` (cell, shown before, shown after; JSON texts) only if `detailed`."""

    detailed: bool = True
    cells: list[tuple[int, str | None, str]] = field(default_factory=list)
    records: set[int] = field(default_factory=set)


@dataclass
class _Writes:
    """Rows to be written for one segment, in bulk."""

    fresh: list[_Row] = field(default_factory=list)  # cells that showed nothing yet
    shown: list[_Row] = field(default_factory=list)
    rivals: list[tuple[int, int, str, int]] = field(default_factory=list)
    conflicts: list[tuple[int, int]] = field(default_factory=list)
    early: list[tuple[int, int]] = field(default_factory=list)
    # Cells by the segment whose head went.
    swaps: dict[int | None, list[int]] = field(default_factory=lambda: defaultdict(list))
    crowded: list[int] = field(default_factory=list)


def cell_id(record: int, field_id: int) -> int:
    """The integer that stands for a cell."""
    return record << FIELD_BITS | field_id


class Fold:
    """Folding into the projections of one open transaction.

    `space` is the local id of the space, `held` the segment ids that are applied (or open).
    """

    def __init__(
        self, connection: sqlite3.Connection, space: int, held: set[int], fingerprint: Fingerprint
    ) -> None:
        self._db = connection
        self._space = space
        self._held = held
        self._fingerprint = fingerprint

    def bring(self, segment: int, nodes: Mapping[int, Node], folded: Folded) -> None:
        """Fold the nodes of one segment. `segment` may be the open one, again and again."""
        heads = self._heads(nodes)
        before = self._values(nodes) if folded.detailed else {}
        dead = {c for (c,) in self._db.execute("SELECT cell FROM p_early WHERE segment = ?", [segment])}
        writes = self._decide(segment, nodes, heads, dead)
        self._held.add(segment)
        self._write(segment, writes, bool(dead))
        if folded.detailed:
            folded.cells += [(row[0], before.get(row[0]), row[2]) for row in (*writes.fresh, *writes.shown)]
        for cell in writes.crowded:
            self._bring_crowded(cell, segment, nodes[cell], cell in dead, folded)
        self._project(segment, nodes, folded)

    def _decide(
        self, segment: int, nodes: Mapping[int, Node], heads: Mapping[int, int], dead: set[int]
    ) -> _Writes:
        """What becomes of each cell: the plain cases here, all others as `crowded`."""
        writes = _Writes()
        fresh, shown, swaps, held = writes.fresh, writes.shown, writes.swaps, self._held
        doubtful = {names for names in {node[2] for node in nodes.values()} if not names <= held}
        for cell, (value, at, replaces) in nodes.items():
            if doubtful and replaces in doubtful:
                writes.early += [(s, cell) for s in replaces - held]
            old = heads.get(cell)
            if cell in dead:  # already replaced, but what it replaces goes all the same
                if old and replaces:
                    writes.crowded.append(cell)
            elif old is None:
                fresh.append((cell, segment, value, at, 0))
                swaps[None].append(cell)
            elif old & 1:
                writes.crowded.append(cell)
            elif (gone := old >> 1) in replaces or gone == segment:
                shown.append((cell, segment, value, at, 0))
                swaps[gone].append(cell)
            else:
                self._second_head(writes, cell, Head(segment, value, at))
        return writes

    def _second_head(self, writes: _Writes, cell: int, new: Head) -> None:
        """Two people wrote without seeing each other: both heads stay."""
        (old,) = heads_of(self._db, cell)
        rank = self._fingerprint.rank
        above, below = (new, old) if rank(new.segment) > rank(old.segment) else (old, new)
        writes.shown.append((cell, *above, 1))
        writes.rivals.append((cell, *below))
        if differ((new.value, old.value)):
            writes.conflicts.append((cell, self._space))
        self._fingerprint.add(cell, new.segment)

    def _write(self, segment: int, writes: _Writes, any_dead: bool) -> None:
        # In the order of the tree each page is visited once; an update keeps the row where it is.
        writes.fresh.sort()
        writes.shown.sort()
        self._db.executemany("INSERT INTO p_cell VALUES (?, ?, ?, ?, ?)", writes.fresh)
        update = "UPDATE p_cell SET segment = ?2, value = ?3, at = ?4, rivals = ?5 WHERE id = ?1"
        self._db.executemany(update, writes.shown)
        self._db.executemany("INSERT INTO p_rival VALUES (?, ?, ?, ?)", writes.rivals)
        self._db.executemany("INSERT OR IGNORE INTO p_conflict VALUES (?, ?)", writes.conflicts)
        self._db.executemany("INSERT OR IGNORE INTO p_early VALUES (?, ?)", writes.early)
        if any_dead:
            self._db.execute("DELETE FROM p_early WHERE segment = ?", [segment])
        self._fingerprint.swap(segment, writes.swaps)

    def _heads(self, nodes: Mapping[int, Node]) -> dict[int, int]:
        """The shown head of each cell that has one: twice its segment, plus one if it has rivals.

        Where most fields of a record were written, a walk over the record finds them quicker than
        a look-up of each; heads of other cells come along and do no harm.
        """
        records = {cell >> FIELD_BITS for cell in nodes}
        wanted, on = sorted(nodes), "c.id = w.value"
        if len(nodes) > 3 * len(records):
            wanted = sorted(records)
            on = f"c.id BETWEEN (w.value << {FIELD_BITS}) AND (w.value << {FIELD_BITS}) + {FIELD_MASK}"
        query = f"SELECT c.id, c.segment * 2 + (c.rivals > 0) FROM json_each(?) w CROSS JOIN p_cell c ON {on}"
        return dict(self._db.execute(query, [dumps(wanted)]))

    def _values(self, nodes: Mapping[int, Node]) -> dict[int, str]:
        query = "SELECT c.id, c.value FROM json_each(?) w CROSS JOIN p_cell c ON c.id = w.value"
        return dict(self._db.execute(query, [dumps(sorted(nodes))]))

    def _bring_crowded(self, cell: int, segment: int, node: Node, dead: bool, folded: Folded) -> None:
        """The careful way: several heads before or after, or a value that was replaced before it came."""
        before = heads_of(self._db, cell)
        value, at, replaces = node
        kept = [h for h in before if h.segment not in replaces and h.segment != segment]
        for head in before:
            if head not in kept:
                self._fingerprint.remove(cell, head.segment)
        if not dead:
            self._fingerprint.add(cell, segment)
            kept.append(Head(segment, value, at))
        shown = self.put_heads(cell, kept)
        if folded.detailed:
            folded.cells.append((cell, before[0].value if before else None, shown.value))

    def put_heads(self, cell: int, heads: list[Head]) -> Head:
        """Write the heads of a cell; the one shown is that of the greatest segment hash."""
        ranked = sorted(heads, key=lambda h: self._fingerprint.rank(h.segment), reverse=True)
        shown, rivals = ranked[0], ranked[1:]
        self._db.execute("INSERT OR REPLACE INTO p_cell VALUES (?, ?, ?, ?, ?)", [cell, *shown, len(rivals)])
        self._db.execute("DELETE FROM p_rival WHERE cell = ?", [cell])
        self._db.executemany("INSERT INTO p_rival VALUES (?, ?, ?, ?)", [(cell, *h) for h in rivals])
        if cell & FIELD_MASK == LIFE_ID:
            self._judge_grave(cell >> FIELD_BITS)
        else:
            self._mark_conflict(cell, differ(h.value for h in heads))
            if cell & FIELD_MASK < LIFE_ID:
                self._show_reserved(cell)
        return shown

    def _mark_conflict(self, cell: int, conflict: bool) -> None:
        if conflict:
            self._db.execute("INSERT OR IGNORE INTO p_conflict VALUES (?, ?)", [cell, self._space])
        else:
            self._db.execute("DELETE FROM p_conflict WHERE cell = ?", [cell])

    def _project(self, segment: int, nodes: Mapping[int, Node], folded: Folded) -> None:
        records = {cell >> FIELD_BITS for cell in nodes}
        folded.records |= records
        listed = dumps(sorted(records))
        for query, of in (
            ("INSERT OR IGNORE INTO p_record (id, space) SELECT value, ? FROM json_each(?)", self._space),
            ("INSERT OR IGNORE INTO p_mention SELECT value, ? FROM json_each(?)", segment),
        ):
            self._db.execute(query, [of, listed])
        for cell in [c for c in nodes if c & FIELD_MASK <= LIFE_ID]:
            self._project_reserved(cell, segment, nodes[cell])
        if self._db.execute("SELECT 1 FROM p_grave LIMIT 1").fetchone():
            want(self._db, records)
            query = "SELECT DISTINCT g.record FROM p_grave g JOIN wanted w ON w.id = g.record"
            for (record,) in self._db.execute(query).fetchall():
                self._judge_grave(record)

    def _project_reserved(self, cell: int, segment: int, node: Node) -> None:
        if cell & FIELD_MASK == LIFE_ID:
            self._dig(cell >> FIELD_BITS, segment, node)
        else:
            self._show_reserved(cell)

    def _show_reserved(self, cell: int) -> None:
        """Kind, parent and order of a record follow the head that is shown."""
        record, field_id = cell >> FIELD_BITS, cell & FIELD_MASK
        row = self._db.execute("SELECT value FROM p_cell WHERE id = ?", [cell]).fetchone()
        value = json.loads(row[0]) if row else None
        text = value.encode("utf-8", "replace").decode() if isinstance(value, str) else None
        if field_id == KIND_ID:
            self._db.execute("UPDATE p_record SET kind = ? WHERE id = ?", [text, record])
        elif field_id == ORDER_ID:
            self._db.execute("UPDATE p_record SET ord = ? WHERE id = ?", [text or "", record])
        elif field_id == PARENT_ID:
            parent = record_id(self._db, self._space, _uuid_bytes(text)) if text else None
            self._db.execute("UPDATE p_record SET parent = ? WHERE id = ?", [parent, record])

    def _dig(self, record: int, segment: int, node: Node) -> None:
        value, _, replaces = node
        if value == DELETED_JSON:
            row = self._db.execute(
                "SELECT seen FROM p_grave WHERE record = ? AND segment = ?", [record, segment]
            ).fetchone()
            seen = replaces | frozenset(json.loads(row[0]) if row else ())
            self._db.execute(
                "INSERT OR REPLACE INTO p_grave VALUES (?, ?, ?)", [record, segment, json.dumps(sorted(seen))]
            )
        else:
            self._db.execute("DELETE FROM p_grave WHERE record = ? AND segment = ?", [record, segment])
            self._judge_grave(record)

    def _judge_grave(self, record: int) -> None:
        """Deleted only when whoever deleted it had seen every value the record now shows."""
        life = cell_id(record, LIFE_ID)
        heads = heads_of(self._db, life)
        graves = {h.segment for h in heads if h.value == DELETED_JSON}
        seen = set(graves)
        for segment, text in self._db.execute("SELECT segment, seen FROM p_grave WHERE record = ?", [record]):
            if segment in graves:
                seen.update(json.loads(text))
        span = [cell_id(record, 0), cell_id(record, FIELD_MASK), life]
        others = self._db.execute(
            "SELECT segment FROM p_cell WHERE id BETWEEN ?1 AND ?2 AND id <> ?3 UNION "
            "SELECT segment FROM p_rival WHERE cell BETWEEN ?1 AND ?2 AND cell <> ?3",
            span,
        )
        unseen = bool(graves) and any(segment not in seen for (segment,) in others.fetchall())
        torn = differ(h.value for h in heads)
        deleted = bool(graves) and not unseen and not torn
        self._db.execute("UPDATE p_record SET deleted = ? WHERE id = ?", [deleted, record])
        self._mark_conflict(life, unseen or torn)


def heads_of(connection: sqlite3.Connection, cell: int) -> list[Head]:
    """All heads of a cell, the shown one first."""
    query = (
        "SELECT segment, value, at FROM p_cell WHERE id = ?1 UNION ALL "
        "SELECT segment, value, at FROM p_rival WHERE cell = ?1"
    )
    return [Head(*row) for row in connection.execute(query, [cell])]


def differ(values: Iterable[str]) -> bool:
    """Whether JSON texts differ, compared in NFC: equal values agree silently."""
    return len({unicodedata.normalize("NFC", v) for v in values}) > 1


def want(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Fill the temporary table `wanted`, by which many rows are fetched in one query."""
    connection.execute("DELETE FROM wanted")
    connection.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", [(i,) for i in ids])


def record_id(connection: sqlite3.Connection, space: int, uuid: bytes) -> int:
    """The local id of a record of that space, made if it is new."""
    row = connection.execute("SELECT id FROM record WHERE uuid = ? AND space = ?", [uuid, space]).fetchone()
    if row:
        return int(row[0])
    cursor = connection.execute("INSERT INTO record (uuid, space) VALUES (?, ?)", [uuid, space])
    return int(cursor.lastrowid or 0)


def _uuid_bytes(text: str) -> bytes:
    compact = text.replace("-", "")
    try:
        return bytes.fromhex(compact) if len(compact) == 32 else bytes(16)
    except ValueError:
        return bytes(16)
