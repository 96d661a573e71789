"""Items larger than a part, cut in chunks that travel in several parts and are put together again.

    CHNK = type of the whole item (4)  its SHA-256 (32)  offset (8)  its length (8)  bytes

All numbers are big-endian. Chunks come in any order, doubled or overlapping; the whole counts
only when its bytes are complete and have the hash.
"""

import hashlib
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from yport_desktop.domain.errors import BundleDamaged

from .bundle import Item, item_of
from .frame import BLOB, CHUNK, SEGMENT, ItemHead

HEAD = struct.Struct(">4s32sQQ")
MAX_WHOLE = 256 << 20


@dataclass(frozen=True)
class ChunkHead:
    """Which bytes of which item: `length` is that of the piece, `total` that of the whole."""

    type: bytes
    sha256: bytes
    offset: int
    total: int
    length: int


def cut(item: Item, room: int) -> Iterator[Item]:
    """The item as chunks of at most `room` bytes each (frame included), read when their turn comes."""
    step = room - HEAD.size
    content = item.read()
    for offset in range(0, len(content), step):
        head = HEAD.pack(item.head.type, item.head.sha256, offset, item.head.length)
        chunk = item_of(CHUNK, head + content[offset : offset + step])
        yield Item(chunk.head, partial(_again, item, head, offset, step))


def _again(item: Item, head: bytes, offset: int, step: int) -> bytes:
    return head + item.read()[offset : offset + step]


def chunk_head(content: bytes, length: int) -> ChunkHead:
    """The head of a CHNK item of `length` bytes, of which `content` holds the beginning.

    Raises BundleDamaged for what does not fit together.
    """
    if len(content) < HEAD.size:
        raise BundleDamaged()
    kind, sha256, offset, total = HEAD.unpack(content[: HEAD.size])
    piece = length - HEAD.size
    if kind not in (SEGMENT, BLOB) or not 0 < total <= MAX_WHOLE or piece <= 0 or offset + piece > total:
        raise BundleDamaged()
    return ChunkHead(kind, sha256, offset, total, piece)


def complete(heads: Iterable[ChunkHead]) -> bool:
    """Whether these chunks of one item leave no gap."""
    end, total = 0, 0
    for head in sorted(heads, key=lambda h: h.offset):
        total = head.total
        if head.offset > end:
            return False
        end = max(end, head.offset + head.length)
    return 0 < total == end


def join(pieces: Iterable[tuple[ChunkHead, Callable[[], bytes]]]) -> bytes | None:
    """The whole item; None if something is missing or the bytes do not have the hash.

    `pieces` give the bytes of a chunk without its head.
    """
    ordered = sorted(pieces, key=lambda p: p[0].offset)
    if not ordered or not complete(h for h, _ in ordered):
        return None
    whole = bytearray(ordered[0][0].total)
    for head, read in ordered:
        content = read()
        if len(content) != head.length:
            return None
        whole[head.offset : head.offset + head.length] = content
    content = bytes(whole)
    return content if hashlib.sha256(content).digest() == ordered[0][0].sha256 else None


def is_chunk(head: ItemHead) -> bool:
    """Whether an item is a chunk."""
    return head.type == CHUNK
