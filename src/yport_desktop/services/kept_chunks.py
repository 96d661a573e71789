"""Chunks of items larger than a part: kept until the whole is here, then put together."""

import json
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from yport_desktop.exchange.chunks import HEAD, ChunkHead, chunk_head, complete, is_chunk, join
from yport_desktop.exchange.frame import BLOB, SEGMENT
from yport_desktop.exchange.opening import OpenedBundle, StoredItem
from yport_desktop.store import Store

_NOTE = "chunks"
MOST = 4_000
MOST_BYTES = 2 << 30

_Row = list[str | int]  # type, whole, offset, total, length, name of the file that holds the chunk


@dataclass(frozen=True)
class Pieces:
    """What came of the chunks of an import: attachments put together, and items whose chunks found no room.

    These are not lost: who has them still sends them again, as they are not acknowledged.
    """

    completed: int = 0
    given_up: int = 0


class KeptChunks:
    """The list stands in a note of the store, the bytes in a folder of their own.

    The items that got no chunk for the longest time stand first. They wait however long it takes and go
    only where room is needed for others.
    """

    def __init__(self, store: Store, most: int = MOST) -> None:
        self._store = store
        self._most = most

    def joined_segments(self, bundles: Sequence[OpenedBundle]) -> Iterator[bytes]:
        """Segments (as items) that these bundles complete, with what was kept before. Nothing is written."""
        wholes: dict[bytes, list[tuple[ChunkHead, Callable[[], bytes]]]] = {}
        for bundle, item in _chunks(bundles):
            head = _head(bundle, item)
            if head.type == SEGMENT:
                wholes.setdefault(head.sha256, []).append((head, partial(_content, bundle, item)))
        before = _by_whole(self._rows()) if wholes else {}
        for name, pieces in wholes.items():
            kept = ((_of(row), partial(self._kept, row)) for row in before.get(name.hex(), ()))
            if (content := join((*pieces, *kept))) is not None:
                yield content

    def keep(self, bundles: Sequence[OpenedBundle], pace: Callable[[], None]) -> Pieces:
        """Keep the chunks of these bundles; whole attachments are put among the others.

        Those of a segment stay until it was folded: see `let_go`.
        """
        arrived = [(bundle, item, _head(bundle, item)) for bundle, item in _chunks(bundles)]
        if not arrived:
            return Pieces()
        touched = {head.sha256.hex() for _, _, head in arrived}
        rows = sorted(self._rows(), key=lambda row: row[1] in touched)
        known = {str(row[5]) for row in rows}
        fresh = {
            item.head.sha256.hex(): (bundle, item, head)
            for bundle, item, head in arrived
            if item.head.sha256.hex() not in known and not self._is_here(head)
        }
        rows, given_up = self._with_room(rows, [head.length for _, _, head in fresh.values()], touched)
        room = MOST_BYTES - _bytes_of(rows)
        for name, (bundle, item, head) in fresh.items():
            pace()
            whole = head.sha256.hex()
            if head.length > room or len(rows) >= self._most:
                given_up.add(whole)
                continue
            room -= head.length
            self._store.chunks.put(bundle.read(item))
            rows.append([head.type.hex(), whole, head.offset, head.total, head.length, name])
        done = {w for w, mine in _by_whole(rows).items() if w in touched and self._put_together(w, mine)}
        self._drop(done, rows)
        return Pieces(sum(1 for whole in done if self._store.blobs.has(whole)), len(given_up - done))

    def let_go(self, bundles: Sequence[OpenedBundle]) -> None:
        """After an import: the chunks of segments that these bundles completed are not needed any more."""
        heads = (_head(bundle, item) for bundle, item in _chunks(bundles))
        if segments := {head.sha256.hex() for head in heads if head.type == SEGMENT}:
            rows = self._rows()
            self._drop({w for w, mine in _by_whole(rows).items() if w in segments and _is_whole(mine)}, rows)

    def lacking(self, bundles: Iterable[OpenedBundle]) -> int:
        """How many chunks belong to attachments that are not here."""
        heads = (_head(bundle, item) for bundle, item in _chunks(bundles))
        return sum(head.type == BLOB and not self._is_here(head) for head in heads)

    def _is_here(self, head: ChunkHead) -> bool:
        return head.type == BLOB and self._store.blobs.has(head.sha256.hex())

    def _with_room(
        self, rows: list[_Row], lengths: Sequence[int], touched: Container[str]
    ) -> tuple[list[_Row], set[str]]:
        """The rows without the items that waited longest, as far as chunks of these lengths need room, and
        which items these are; never one of which something just came."""
        given_up: set[str] = set()
        most, most_bytes = self._most - len(lengths), MOST_BYTES - sum(lengths)
        while rows and rows[0][1] not in touched and (len(rows) > most or _bytes_of(rows) > most_bytes):
            oldest = str(rows[0][1])
            given_up.add(oldest)
            rows = [row for row in rows if row[1] != oldest]
        return rows, given_up

    def _put_together(self, whole: str, rows: Sequence[_Row]) -> bool:
        """Put an attachment together where that can be done."""
        mine = [row for row in rows if bytes.fromhex(str(row[0])) == BLOB]
        if not _is_whole(mine):
            return False
        content = join((_of(row), partial(self._kept, row)) for row in mine)
        if content is not None:
            self._store.blobs.put(content)
        return True  # complete and yet no whole: nothing more can come of these chunks

    def _drop(self, wholes: Container[str], rows: Sequence[_Row]) -> None:
        """Keep the other rows; bytes that none of them names go, also those that a killed import left."""
        left = [row for row in rows if row[1] not in wholes]
        self._store.set_note(_NOTE, json.dumps(left))
        named = {str(row[5]) for row in left}
        for name in self._store.chunks.names():
            if name not in named:
                self._store.chunks.remove(name)

    def _kept(self, row: _Row) -> bytes:
        return (self._store.chunks.get(str(row[5])) or b"")[HEAD.size :]

    def _rows(self) -> list[_Row]:
        note = self._store.note(_NOTE)
        return json.loads(note) if note else []


def _by_whole(rows: Iterable[_Row]) -> Mapping[str, list[_Row]]:
    """The rows by the item that they are of."""
    found: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        found[str(row[1])].append(row)
    return found


def _bytes_of(rows: Iterable[_Row]) -> int:
    return sum(int(row[4]) for row in rows)


def _is_whole(rows: Iterable[_Row]) -> bool:
    return complete(_of(row) for row in rows)


def _chunks(bundles: Iterable[OpenedBundle]) -> Iterator[tuple[OpenedBundle, StoredItem]]:
    return ((b, i) for b in bundles for i in b.items if is_chunk(i.head))


def _head(bundle: OpenedBundle, item: StoredItem) -> ChunkHead:
    return chunk_head(bundle.read(item)[: HEAD.size], item.head.length)


def _content(bundle: OpenedBundle, item: StoredItem) -> bytes:
    return bundle.read(item)[HEAD.size :]


def _of(row: _Row) -> ChunkHead:
    kind, whole, offset, total, length, _ = row
    return ChunkHead(
        bytes.fromhex(str(kind)), bytes.fromhex(str(whole)), int(offset), int(total), int(length)
    )
