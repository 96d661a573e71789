"""Where values come from: what a cell was given, what each value replaced, and what rivals have in common.

A change names the segments whose values of its cell it replaces, so the values of a cell are the nodes of a
graph. What two heads both descend from, with nothing nearer between, is what people had before
them when they parted. Everything here is read from the log; equal sets of segments give equal answers.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from yport_desktop.domain.entity import Json
from yport_desktop.domain.segment import decode

from .fold import FIELD_BITS, heads_of

Cell = tuple[UUID, str]


@dataclass(frozen=True)
class HistoryEntry:
    """A value a cell has, or had: `at` in ms since 1970; `author` is a public key, b"" for own unsealed.

    `segment` is the identity of the segment that gave it (b"" while unsealed), `replaces` those
    whose values it replaced. Of several values from one segment each later one replaces the one before.
    """

    value: Json
    at: int
    author: bytes
    is_head: bool
    segment: bytes = b""
    replaces: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Past:
    """All values of a cell, newest first, and the nearest that all its heads descend from, newest first.

    There are several ancestors where the same conflict was settled twice in different ways; none where
    the heads were entered without anything before them.
    """

    entries: tuple[HistoryEntry, ...] = ()
    ancestors: tuple[HistoryEntry, ...] = ()


@dataclass
class _Spoken:
    """What one segment says of one cell."""

    values: list[tuple[Json, int]] = field(default_factory=list)
    replaces: set[bytes] = field(default_factory=set)


def pasts(connection: sqlite3.Connection, cells: Iterable[Cell]) -> dict[Cell, Past]:
    """The past of many cells; each segment that speaks of them is decoded once."""
    wanted = dict.fromkeys(cells)
    local = _local(connection, wanted)
    spoken: dict[Cell, dict[int, _Spoken]] = {cell: {} for cell in wanted}
    names = _segments(connection, {record for record, _ in local.values()})
    for segment in names:
        for cell, said in _said(connection, segment, wanted, local):
            spoken[cell][segment] = said
    return {cell: _past(connection, local.get(cell), spoken[cell], names) for cell in wanted}


def _local(connection: sqlite3.Connection, cells: Iterable[Cell]) -> dict[Cell, tuple[int, int]]:
    """Local numbers of record and field."""
    query = "SELECT u.id, f.id FROM record u, field f WHERE u.uuid = ? AND f.name = ? ORDER BY u.id LIMIT 1"
    found = {c: connection.execute(query, [c[0].bytes, c[1]]).fetchone() for c in cells}
    return {cell: (int(row[0]), int(row[1])) for cell, row in found.items() if row}


def _segments(connection: sqlite3.Connection, records: set[int]) -> dict[int, tuple[bytes, bytes]]:
    """(author, identity) of every folded segment that speaks of one of the records."""
    query = (
        "SELECT s.id, coalesce(s.author, x''), coalesce(s.hash, x'') FROM p_mention m"
        " JOIN segment s ON s.id = m.segment WHERE m.record = ?"
    )
    return {
        segment: (author, identity)
        for record in sorted(records)
        for segment, author, identity in connection.execute(query, [record])
    }


def _said(
    connection: sqlite3.Connection,
    segment: int,
    cells: Iterable[Cell],
    local: Mapping[Cell, tuple[int, int]],
) -> Iterator[tuple[Cell, _Spoken]]:
    row = connection.execute("SELECT body FROM segment_body WHERE id = ?", [segment]).fetchone()
    if row is None:
        yield from _said_unsealed(connection, segment, local)
    else:
        yield from _said_sealed(row[0], cells)


def _said_unsealed(
    connection: sqlite3.Connection, segment: int, local: Mapping[Cell, tuple[int, int]]
) -> Iterator[tuple[Cell, _Spoken]]:
    query = (
        "SELECT c.value, s.at, c.replaces FROM change c JOIN save s ON s.id = c.save"
        " WHERE c.record = ? AND c.field = ? AND c.segment = ? ORDER BY c.id"
    )
    for cell, place in local.items():
        said = _Spoken()
        for value, at, replaces in connection.execute(query, [*place, segment]).fetchall():
            said.values.append((json.loads(value), at))
            for replaced in json.loads(replaces):
                said.replaces |= _identity(connection, replaced)
        if said.values:
            yield cell, said


def _identity(connection: sqlite3.Connection, segment: int) -> set[bytes]:
    row = connection.execute("SELECT hash FROM segment WHERE id = ?", [segment]).fetchone()
    return {row[0]} if row and row[0] else set()


def _said_sealed(body: bytes, cells: Iterable[Cell]) -> Iterator[tuple[Cell, _Spoken]]:
    _, columns = decode(body)
    records = {uuid: at for at, uuid in enumerate(columns.records)}
    fields = {name: at for at, name in enumerate(columns.fields)}
    places = {(records.get(r.bytes), fields.get(f)): (r, f) for r, f in cells}
    found: dict[Cell, _Spoken] = {}
    times = [t for t, n in zip(columns.save_times, columns.save_sizes, strict=True) for _ in range(n)]
    for i, pair in enumerate(zip(columns.record, columns.field, strict=True)):
        cell = places.get(pair)
        if cell is not None:
            said = found.setdefault(cell, _Spoken())
            said.values.append((columns.value[i], times[i]))
            said.replaces |= {columns.sources[s] for s in columns.replace_sets[columns.replaces[i]]}
    yield from found.items()


def _past(
    connection: sqlite3.Connection,
    place: tuple[int, int] | None,
    spoken: Mapping[int, _Spoken],
    names: Mapping[int, tuple[bytes, bytes]],
) -> Past:
    if place is None:
        return Past()
    heads = {h.segment for h in heads_of(connection, place[0] << FIELD_BITS | place[1])}
    entries: list[HistoryEntry] = []
    last: dict[bytes, HistoryEntry] = {}
    graph: dict[bytes, set[bytes]] = {}
    for segment, said in spoken.items():
        author, identity = names[segment]
        replaces = tuple(sorted(said.replaces))
        for n, (value, at) in enumerate(said.values):
            is_last = n == len(said.values) - 1
            entry = HistoryEntry(value, at, author, is_last and segment in heads, identity, replaces)
            entries.insert(0, entry)  # of one moment the later first
            replaces = (identity,) if identity else ()
        last[_node(segment, identity)] = entries[0]
        graph[_node(segment, identity)] = said.replaces
    standing = [_node(h, names[h][1]) for h in sorted(heads & spoken.keys())]
    nearest = [last[node] for node in common_ancestors(graph, standing)]
    return Past(tuple(sorted(entries, key=_age)), tuple(sorted(nearest, key=_age)))


def _node(segment: int, identity: bytes) -> bytes:
    """What names a segment in the graph; one that is not sealed yet has no hash and nobody names it."""
    return identity or str(segment).encode("ascii")


def _age(entry: HistoryEntry) -> tuple[int, bool, bytes]:
    """Newest first; the same on every installation where two were written in the same millisecond."""
    return (-entry.at, not entry.is_head, entry.segment)


def common_ancestors(graph: Mapping[bytes, Iterable[bytes]], heads: Sequence[bytes]) -> set[bytes]:
    """The nearest nodes that all heads descend from; `graph` says what each node replaces.

    Nodes that are only named (their segment did not arrive) end a line.
    """
    if not heads:
        return set()
    common = set.intersection(*(_above(graph, head) for head in heads))
    # What is above a common node is common too: it is enough to leave out what one of them names itself.
    return common - {named for node in common for named in graph[node] if named != node}


def _above(graph: Mapping[bytes, Iterable[bytes]], start: bytes) -> set[bytes]:
    seen: set[bytes] = set()
    waiting = [start]
    while waiting:
        for node in graph.get(waiting.pop(), ()):
            if node not in seen and node in graph:
                seen.add(node)
                waiting.append(node)
    return seen
