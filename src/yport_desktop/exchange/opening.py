"""Opening a bundle: nothing is parsed before its hash and signature were checked.

Order: quarantine copy, size caps, header, age, manifest signature, manifest, recipient, item
hashes, segment signatures. Whatever fails raises a BundleError with a sentence and leaves
nothing behind. Memory stays bounded: both copies spill from memory to the disk.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO, cast

import pyrage

from yport_desktop.domain import segment
from yport_desktop.domain.errors import BundleDamaged, BundleNotForMe, BundleTooLarge, FileNotRead

from .frame import (
    BLOB,
    HEADER,
    KNOWN,
    PREFIX,
    ROW,
    SEGMENT,
    ItemHead,
    decode_header,
    decode_table,
    signed_message,
)
from .identity import KEY_BYTES, SIGNATURE_BYTES, Identity, verify
from .manifest import Manifest, decode_manifest

_PIECE = 1 << 20
_IN_MEMORY = 8 << 20
_AGE_START = b"age-encryption.org/v1\n"
_AGE_HEADER_MAX = 96 * 1024  # some 700 recipients: each costs a curve operation to try


@dataclass(frozen=True)
class Limits:
    """What is accepted at most, in bytes and items."""

    file: int = 64 << 20
    manifest: int = 2 << 20
    items: int = 100_000


@dataclass(frozen=True)
class StoredItem:
    """An item of an opened bundle: its head and where its bytes begin."""

    head: ItemHead
    offset: int


@dataclass(frozen=True)
class SegmentItem:
    """A segment whose signature by `author` (a key of 32 bytes) was checked."""

    author: bytes
    sealed: segment.SealedSegment


class OpenedBundle:
    """A verified bundle. Close it (or use it in a `with` block) to remove the copy."""

    def __init__(
        self, manifest: Manifest, items: tuple[StoredItem, ...], content: IO[bytes], size: int
    ) -> None:
        self.manifest = manifest
        self.items = items
        self.size = size
        self._content = content

    def read(self, item: StoredItem) -> bytes:
        """The bytes of one item."""
        self._content.seek(item.offset)
        return self._content.read(item.head.length)

    def segments(self) -> Iterator[SegmentItem]:
        """The segments, in the order of the sender."""
        for item in self.items:
            if item.head.type == SEGMENT:
                yield split_segment(self.read(item))

    def blobs(self) -> Iterator[StoredItem]:
        """The attachments; their names are `head.sha256`."""
        return (item for item in self.items if item.head.type == BLOB)

    def unknown(self) -> Iterator[StoredItem]:
        """Items of kinds that a later minor format brought: kept and passed on as they are."""
        return (item for item in self.items if item.head.type not in KNOWN)

    def close(self) -> None:
        """Remove the decrypted copy."""
        self._content.close()

    def __enter__(self) -> "OpenedBundle":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_bundle(
    source: Path | bytes, identity: Identity, limits: Limits | None = None, quarantine: Path | None = None
) -> OpenedBundle:
    """Open and verify a bundle for this installation.

    `quarantine` is the folder for copies too large for memory (the system's own by default).
    Raises BundleForeign, BundleDamaged, BundleTooLarge, BundleTooNew, BundleNotForMe or
    FileNotRead; then nothing of the file was used.
    """
    bounds = limits or Limits()
    with _scratch(quarantine) as raw:
        size = _copy_in(source, raw, bounds)
        raw.seek(0)
        encrypted = decode_header(raw.read(HEADER.size))
        content = _scratch(quarantine)
        try:
            if encrypted:
                _check_age_header(raw)
                _decrypt(raw, content, identity)
            else:
                _copy(raw, content)
            manifest, items = _verified(content, identity, bounds, encrypted)
        except BaseException:
            content.close()
            raise
    return OpenedBundle(manifest, items, content, size)


def split_segment(content: bytes) -> SegmentItem:
    """Author, signature and body of a segment item. Raises BundleDamaged if too short."""
    cut = KEY_BYTES + SIGNATURE_BYTES
    if len(content) <= cut:
        raise BundleDamaged()
    sealed = segment.SealedSegment(content[cut:], content[KEY_BYTES:cut])
    return SegmentItem(content[:KEY_BYTES], sealed)


def _scratch(folder: Path | None) -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(folder) if folder else None)


def _copy_in(source: Path | bytes, target: IO[bytes], limits: Limits) -> int:
    """The quarantine copy; what happens to the stick or the attachment later is no matter."""
    if isinstance(source, bytes):
        size = len(source)
        if size <= limits.file:
            target.write(source)
    else:
        try:
            with source.open("rb") as file:
                size = _copy(file, target, limits.file + 1)
        except OSError as error:
            raise FileNotRead(path=str(source), reason=error.strerror or type(error).__name__) from error
    if size > limits.file:
        raise BundleTooLarge(limit=limits.file >> 20)
    return size


def _copy(source: IO[bytes], target: IO[bytes], most: int | None = None) -> int:
    size = 0
    while piece := source.read(_PIECE if most is None else min(_PIECE, most - size)):
        target.write(piece)
        size += len(piece)
    return size


def _check_age_header(raw: IO[bytes]) -> None:
    """An age header names every recipient; bound it before each of them is tried."""
    raw.seek(HEADER.size)
    start = raw.read(_AGE_HEADER_MAX)
    if not start.startswith(_AGE_START) or b"\n--- " not in start:
        raise BundleDamaged()
    raw.seek(HEADER.size)


def _decrypt(raw: IO[bytes], content: IO[bytes], identity: Identity) -> None:
    try:
        identity.decrypt(cast(BinaryIO, raw), cast(BinaryIO, content))
    except pyrage.DecryptError as error:
        raise BundleNotForMe() if "No matching keys" in str(error) else BundleDamaged() from error


def _verified(
    content: IO[bytes], identity: Identity, limits: Limits, encrypted: bool
) -> tuple[Manifest, tuple[StoredItem, ...]]:
    content.seek(0)
    sender, signature, manifest_length, count = PREFIX.unpack(_exactly(content, PREFIX.size))
    if manifest_length > limits.manifest or count > limits.items:
        raise BundleTooLarge(limit=limits.file >> 20)
    first_page = _exactly(content, manifest_length)
    table = _exactly(content, count * ROW.size)
    if not verify(sender, signature, signed_message(first_page, table)):
        raise BundleDamaged()
    manifest = decode_manifest(first_page)
    if manifest.sender.key != sender or manifest.encrypted != encrypted:
        raise BundleDamaged()
    if not manifest.is_for(identity.public_key, identity.receiving_key):
        raise BundleNotForMe()
    return manifest, _checked_items(content, decode_table(table))


def _checked_items(content: IO[bytes], heads: tuple[ItemHead, ...]) -> tuple[StoredItem, ...]:
    """Every item's hash, and every segment's signature; nothing may be left over."""
    items = []
    for head in heads:
        offset = content.tell()
        if head.type == SEGMENT:
            if head.length > segment.MAX_BODY + KEY_BYTES + SIGNATURE_BYTES:
                raise BundleDamaged()
            body = _exactly(content, head.length)
            _check_segment(head, body)
        elif _hash(content, head.length) != head.sha256:
            raise BundleDamaged()
        items.append(StoredItem(head, offset))
    if content.read(1):
        raise BundleDamaged()
    return tuple(items)


def _check_segment(head: ItemHead, body: bytes) -> None:
    if hashlib.sha256(body).digest() != head.sha256:
        raise BundleDamaged()
    item = split_segment(body)
    message = segment.signed_message(item.sealed.hash)
    if not verify(item.author, item.sealed.signature, message):
        raise BundleDamaged()


def _hash(content: IO[bytes], length: int) -> bytes:
    digest = hashlib.sha256()
    while length > 0:
        piece = content.read(min(_PIECE, length))
        if not piece:
            raise BundleDamaged()
        digest.update(piece)
        length -= len(piece)
    return digest.digest()


def _exactly(content: IO[bytes], length: int) -> bytes:
    """The next `length` bytes. The file's own size bounds what is read."""
    piece = content.read(length)
    if len(piece) != length:
        raise BundleDamaged()
    return piece
