"""Sealed segments: the unit that travels, in canonical bytes.

Layout of the sealed body (see docs/bundle-format.md)::

    b"YSEG1\\n"  4-byte big-endian length of the header  header (JSON)  payload (xz)

The segment's identity is the SHA-256 of that body; the signature (Ed25519, by the author's
installation key) is over `SIGNED_PREFIX + identity`. A body is never changed after sealing and
is relayed verbatim, so that hash and signature can be checked before anything is parsed.
"""

import hashlib
import lzma
import struct
from dataclasses import dataclass

from .canonical import dump_bytes, loads
from .errors import BundleDamaged, BundleTooNew
from .segment_columns import MAX_CHANGES, SegmentColumns, natural, pack, sized, text, unpack, whole

MAGIC = b"YSEG1\n"
FORMAT = 1
SIGNED_PREFIX = b"yport-segment-1\0"
# Twice the 5,000 first planned: uuids repeat in every segment, and bundles come out 6 % smaller.
SEAL_AT_CHANGES = 10_000
SEAL_AT_BYTES = 512 * 1024
MAX_BODY = 16 * 1024 * 1024
MAX_RAW = 64 * 1024 * 1024
# Columns of small numbers and short text: hash chains compress them as well as binary trees do
# (within 1 %) in two thirds of the time, and no position bits suit text (measured).
_FILTERS = [
    {
        "id": lzma.FILTER_LZMA2,
        "mode": lzma.MODE_NORMAL,
        "mf": lzma.MF_HC4,
        "nice_len": 32,
        "depth": 8,
        "dict_size": 1 << 20,
        "lc": 3,
        "lp": 0,
        "pb": 0,
    }
]
_MEMORY_LIMIT = 48 * 1024 * 1024


@dataclass(frozen=True)
class SealedSegment:
    """A segment as it travels: body and signature, both opaque bytes."""

    body: bytes
    signature: bytes

    @property
    def hash(self) -> bytes:
        """The identity, 32 bytes."""
        return hashlib.sha256(self.body).digest()


@dataclass(frozen=True)
class SegmentHeader:
    """Who wrote this run of changes, in which feed, after which segment."""

    space: bytes
    circle: str
    feed: bytes
    number: int
    previous: bytes
    author: bytes
    changes: int
    first_at: int
    last_at: int
    format: int = FORMAT


def signed_message(identity: bytes) -> bytes:
    """What the author's key signs for a segment of that identity."""
    return SIGNED_PREFIX + identity


def encode(header: SegmentHeader, columns: SegmentColumns) -> bytes:
    """The canonical body. The same header and columns give the same bytes."""
    raw = dump_bytes(pack(columns))
    head = dump_bytes(
        {
            "format": header.format,
            "space": header.space.hex(),
            "circle": header.circle,
            "feed": header.feed.hex(),
            "number": header.number,
            "previous": header.previous.hex(),
            "author": header.author.hex(),
            "changes": header.changes,
            "first_at": header.first_at,
            "last_at": header.last_at,
        }
    )
    payload = lzma.compress(raw, format=lzma.FORMAT_XZ, check=lzma.CHECK_NONE, filters=_FILTERS)
    return MAGIC + struct.pack(">I", len(head)) + head + payload


def read_header(body: bytes) -> SegmentHeader:
    """The header alone, of this or a later format: its names stay for ever. Raises BundleDamaged."""
    head, _ = _split(body)
    try:
        fields = loads(head)
        header = SegmentHeader(
            format=natural(fields["format"]),
            space=sized(fields["space"], 16),
            circle=text(fields["circle"], 80),
            feed=sized(fields["feed"], 16),
            number=natural(fields["number"]),
            previous=sized(fields["previous"], 32) if fields["previous"] else b"",
            author=sized(fields["author"], 32),
            changes=natural(fields["changes"]),
            first_at=whole(fields["first_at"]),
            last_at=whole(fields["last_at"]),
        )
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise BundleDamaged() from error
    if header.format < 1 or not 0 < header.changes <= MAX_CHANGES or header.number < 1:
        raise BundleDamaged()
    return header


def decode(body: bytes) -> tuple[SegmentHeader, SegmentColumns]:
    """Header and columns of a body whose hash and signature were checked.

    Output and memory are bounded; every index, length and type is checked. Raises
    BundleDamaged for anything that does not follow the schema, BundleTooNew for a later format
    (such a segment is kept and passed on until the program is newer).
    """
    header = read_header(body)
    if header.format > FORMAT:
        raise BundleTooNew()
    _, payload = _split(body)
    try:
        columns = unpack(loads(_decompress(payload)))
    except (KeyError, TypeError, ValueError, IndexError, RecursionError, lzma.LZMAError, EOFError) as error:
        raise BundleDamaged() from error
    if len(columns.record) != header.changes:
        raise BundleDamaged()
    return header, columns


def _split(body: bytes) -> tuple[bytes, bytes]:
    if len(body) > MAX_BODY or not body.startswith(MAGIC) or len(body) < len(MAGIC) + 4:
        raise BundleDamaged()
    start = len(MAGIC) + 4
    (size,) = struct.unpack(">I", body[len(MAGIC) : start])
    if not 0 < size <= 4096 or start + size > len(body):
        raise BundleDamaged()
    return body[start : start + size], body[start + size :]


def _decompress(payload: bytes) -> bytes:
    unpacker = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_MEMORY_LIMIT)
    raw = unpacker.decompress(payload, max_length=MAX_RAW)
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("payload is not one complete xz stream within bounds")
    return raw
