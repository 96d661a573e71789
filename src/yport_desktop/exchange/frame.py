"""The outer and inner frame of a `.yport` file in bytes. See docs/bundle-format.md.

    file    = magic (8)  major (1)  minor (1)  flags (2)  body
    body    = age file of the payload, or the payload itself when flag ENCRYPTED is not set
    payload = sender's key (32)  signature (64)  manifest length (4)  item count (4)
              manifest  item table  items
    table   = item count x [ type (4)  SHA-256 (32)  length (8) ]

All numbers are big-endian. The signature covers manifest and table, hence every item.
"""

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from yport_desktop.domain.errors import BundleDamaged, BundleForeign, BundleTooNew

from .manifest import MAJOR, MINOR

# As in PNG: a byte above 127 and a CR LF, so that a transfer as text is noticed at once.
MAGIC = b"\x89YPORT\r\n"
ENCRYPTED = 1
HEADER = struct.Struct(">8sBBH")
PREFIX = struct.Struct(">32s64sII")
ROW = struct.Struct(">4s32sQ")
SIGNED_PREFIX = b"yport-bundle-1\0"

SEGMENT = b"SEGM"  # author's key (32), signature (64), segment body
BLOB = b"BLOB"  # the bytes of an attachment
CHUNK = b"CHNK"  # a piece of an item that is larger than a part (see exchange.chunks)
KNOWN = frozenset({SEGMENT, BLOB, CHUNK})


@dataclass(frozen=True)
class ItemHead:
    """One row of the item table."""

    type: bytes
    sha256: bytes
    length: int


def encode_header(encrypted: bool) -> bytes:
    """The first twelve bytes of a file."""
    return HEADER.pack(MAGIC, MAJOR, MINOR, ENCRYPTED if encrypted else 0)


def decode_header(content: bytes) -> bool:
    """Whether the body is encrypted.

    Raises BundleForeign for other files, BundleDamaged for a header cut short or mangled,
    BundleTooNew for a later major format or a flag that is not known here.
    """
    if content[: len(MAGIC)] != MAGIC:
        mangled = len(content) > 0 and (content.startswith(MAGIC[:6]) or MAGIC.startswith(content))
        raise BundleDamaged() if mangled else BundleForeign()
    if len(content) < HEADER.size:
        raise BundleDamaged()
    _, major, _, flags = HEADER.unpack(content[: HEADER.size])
    if major > MAJOR or flags & ~ENCRYPTED:
        raise BundleTooNew()
    if major < 1:
        raise BundleDamaged()
    return bool(flags & ENCRYPTED)


def encode_table(heads: Sequence[ItemHead]) -> bytes:
    """The item table."""
    return b"".join(ROW.pack(h.type, h.sha256, h.length) for h in heads)


def decode_table(table: bytes) -> tuple[ItemHead, ...]:
    """The rows of an item table whose signature was checked."""
    heads = tuple(ItemHead(*row) for row in ROW.iter_unpack(table))
    if len({(h.type, h.sha256) for h in heads}) != len(heads):
        raise BundleDamaged()
    return heads


def signed_message(manifest: bytes, table: bytes) -> bytes:
    """What the sender signs."""
    sizes = struct.pack(">II", len(manifest), len(table) // ROW.size)
    return SIGNED_PREFIX + hashlib.sha256(sizes + manifest + table).digest()
