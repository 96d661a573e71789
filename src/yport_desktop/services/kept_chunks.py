"""Chunks of items larger than a part: kept until the whole is here, then put together."""

import json
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import partial

from yport_desktop.exchange.chunks import HEAD, ChunkHead, chunk_head, complete, is_chunk, join
from yport_desktop.exchange.frame import BLOB, SEGMENT
from yport_desktop.exchange.opening import OpenedBundle, StoredItem
from yport_desktop.store import Store

_NOTE = "chunks"
MOST = 4_000
MOST_BYTES = 2 << 30

_Row = list[str | int]  # type, whole, offset, total, length, name of the file that holds the chunk


class KeptChunks:
    """The list stands in a note of the store, the bytes in a folder of their own."""

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
        for name, pieces in wholes.items():
            kept = ((_of(row), partial(self._kept, row)) for row in self._rows() if row[1] == name.hex())
            if (content := join((*pieces, *kept))) is not None:
                yield content

    def keep(self, bundles: Sequence[OpenedBundle], pace: Callable[[], None]) -> int:
        """Keep the chunks of these bundles; whole attachments are put among the others.

        Those of a segment stay until it was folded: see `let_go`. Returns how many attachments were
        completed.
        """
        rows = self._rows()
        known = {str(row[5]) for row in rows}
        room = MOST_BYTES - sum(int(row[4]) for row in rows)
        touched: set[str] = set()
        for bundle, item in _chunks(bundles):
            pace()
            head = _head(bundle, item)
            touched.add(head.sha256.hex())
            if self._is_here(head) or head.length > room or len(rows) >= self._most:
                continue
            name = self._store.chunks.put(bundle.read(item))
            if name not in known:
                known.add(name)
                room -= head.length
                rows.append([head.type.hex(), head.sha256.hex(), head.offset, head.total, head.length, name])
        if not touched:
            return 0
        done = {whole for whole in touched if self._put_together(whole, rows)}
        self._drop(done, rows)
        return sum(1 for whole in done if self._store.blobs.has(whole))

    def let_go(self, bundles: Sequence[OpenedBundle]) -> None:
        """After an import: the chunks of segments that these bundles completed are not needed any more."""
        heads = [_head(bundle, item) for bundle, item in _chunks(bundles)]
        rows = self._rows()
        segments = {head.sha256.hex() for head in heads if head.type == SEGMENT}
        self._drop({whole for whole in segments if self._is_whole(whole, rows)}, rows)

    def lacking(self, bundles: Iterable[OpenedBundle]) -> int:
        """How many chunks belong to attachments that are not here."""
        heads = (_head(bundle, item) for bundle, item in _chunks(bundles))
        return sum(head.type == BLOB and not self._is_here(head) for head in heads)

    def _is_here(self, head: ChunkHead) -> bool:
        return head.type == BLOB and self._store.blobs.has(head.sha256.hex())

    def _put_together(self, whole: str, rows: Sequence[_Row]) -> bool:
        """Put an attachment together where that can be done."""
        mine = [row for row in rows if row[1] == whole and bytes.fromhex(str(row[0])) == BLOB]
        if not self._is_whole(whole, mine):
            return False
        content = join((_of(row), partial(self._kept, row)) for row in mine)
        if content is not None:
            self._store.blobs.put(content)
        return True  # complete and yet no whole: nothing more can come of these chunks

    def _is_whole(self, whole: str, rows: Iterable[_Row]) -> bool:
        return complete(_of(row) for row in rows if row[1] == whole)

    def _drop(self, wholes: Container[str], rows: Sequence[_Row]) -> None:
        self._store.set_note(_NOTE, json.dumps([row for row in rows if row[1] not in wholes]))
        for row in rows:
            if row[1] in wholes:
                self._store.chunks.remove(str(row[5]))

    def _kept(self, row: _Row) -> bytes:
        return (self._store.chunks.get(str(row[5])) or b"")[HEAD.size :]

    def _rows(self) -> list[_Row]:
        note = self._store.note(_NOTE)
        return json.loads(note) if note else []


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
