"""Opening a bundle: nothing is parsed before its hash and signature were checked.

Order: quarantine copy, size caps, header, age, manifest signature, manifest, recipient, item
hashes, segment signatures. Whatever fails raises a BundleError with a sentence and leaves
nothing behind. Memory stays bounded: both copies spill from memory to the disk.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO, cast

import pyrage

from yport_desktop.domain import segment
from yport_desktop.domain.errors import BundleDamaged, BundleNotForMe, BundleTooLarge, FileNotRead

from .bundle import Counted
from .files import explain
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
    """A segment with its header; in an opened bundle the author's signature was checked."""

    header: segment.SegmentHeader
    sealed: segment.SealedSegment


class OpenedBundle:
    """A verified bundle. Close it (or use it in a `with` block) to remove the copy.

    `size` and `digest` (SHA-256) are those of the file as it came.
    """

    def __init__(
        self, manifest: Manifest, items: tuple[StoredItem, ...], content: IO[bytes], source: "_Copied"
    ) -> None:
        self.manifest = manifest
        self.items = items
        self.size = source.size
        self.digest = source.digest
        self._content = content

    def read(self, item: StoredItem) -> bytes:
        """The bytes of one item."""
        self._content.seek(item.offset)
        return self._content.read(item.head.length)

    def segments(self) -> Iterator[SegmentItem]:
        """The segments, in the order of the sender."""
        for item in self.items:
            if item.head.type == SEGMENT:
                yield _segment_of(self.read(item))

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
    FileNotRead, or DiskFull for the copies; then nothing of the file was used.
    """
    try:
        return _read(source, identity, limits or Limits(), quarantine)
    except OSError as error:
        raise explain(error, (quarantine or Path(tempfile.gettempdir())) / "copy") from error


def _read(source: Path | bytes, identity: Identity, bounds: Limits, quarantine: Path | None) -> OpenedBundle:
    with _scratch(quarantine) as raw:
        copied = _copy_in(source, raw, bounds)
        raw.seek(0)
        encrypted = decode_header(raw.read(HEADER.size))
        content = _scratch(quarantine)
        try:
            if encrypted:
                _check_age_header(raw)
                _decrypt(raw, content, identity)
            else:
                shutil.copyfileobj(raw, content, _PIECE)
            manifest, items = _verified(content, identity, bounds, encrypted)
        except BaseException:
            content.close()
            raise
    return OpenedBundle(manifest, items, content, copied)


def split_segment(content: bytes) -> SegmentItem:
    """The segment of an item. Its signature is checked before its header is read.

    Raises BundleDamaged if the signature is not by the author whom the header names.
    """
    author, sealed = _cut(content)
    if not verify(author, sealed.signature, segment.signed_message(sealed.hash)):
        raise BundleDamaged()
    found = _segment_of(content)
    if found.header.author != author:
        raise BundleDamaged()
    return found


def _segment_of(content: bytes) -> SegmentItem:
    """The segment of an item whose signature was checked when the bundle was opened."""
    _, sealed = _cut(content)
    return SegmentItem(segment.read_header(sealed.body), sealed)


def _cut(content: bytes) -> tuple[bytes, segment.SealedSegment]:
    cut = KEY_BYTES + SIGNATURE_BYTES
    return content[:KEY_BYTES], segment.SealedSegment(content[cut:], content[KEY_BYTES:cut])


def _scratch(folder: Path | None) -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(folder) if folder else None)


@dataclass(frozen=True)
class _Copied:
    """The quarantine copy: its size, and the SHA-256 of its bytes."""

    size: int
    digest: bytes


def _copy_in(source: Path | bytes, target: IO[bytes], limits: Limits) -> _Copied:
    """The quarantine copy; what happens to the stick or the attachment later is no matter."""
    size, digest = 0, hashlib.sha256()
    for piece in [source] if isinstance(source, bytes) else _pieces(source):
        size += len(piece)
        if size > limits.file:
            raise BundleTooLarge(limit=limits.file >> 20)
        target.write(piece)
        digest.update(piece)
    return _Copied(size, digest.digest())


def _pieces(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except OSError as error:
        raise FileNotRead(path=str(path), reason=error.strerror or type(error).__name__) from error


def _check_age_header(raw: IO[bytes]) -> None:
    """An age header names every recipient; bound it before each of them is tried."""
    raw.seek(HEADER.size)
    start = raw.read(_AGE_HEADER_MAX)
    if not start.startswith(_AGE_START) or b"\n--- " not in start:
        raise BundleDamaged()
    raw.seek(HEADER.size)


def _decrypt(raw: IO[bytes], content: IO[bytes], identity: Identity) -> None:
    """Through age, which says neither whether its input was altered nor what its output met."""
    sink = Counted(cast(BinaryIO, content))
    try:
        identity.decrypt(cast(BinaryIO, raw), cast(BinaryIO, sink))
    except pyrage.DecryptError as error:
        raise BundleNotForMe() if "No matching keys" in str(error) else BundleDamaged() from error
    except OSError as error:
        if isinstance(sink.failure, OSError):
            raise sink.failure from error
        raise BundleDamaged() from error


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
    return manifest, _checked_items(content, decode_table(table), {s.id.bytes for s in manifest.spaces})


def _checked_items(
    content: IO[bytes], heads: tuple[ItemHead, ...], spaces: set[bytes]
) -> tuple[StoredItem, ...]:
    """Every item's hash, and every segment's signature; nothing may be left over."""
    items = []
    for head in heads:
        offset = content.tell()
        if head.type == SEGMENT:
            if head.length > segment.MAX_BODY + KEY_BYTES + SIGNATURE_BYTES:
                raise BundleDamaged()
            _check_segment(head, _exactly(content, head.length), spaces)
        elif _hash(content, head.length) != head.sha256:
            raise BundleDamaged()
        items.append(StoredItem(head, offset))
    if content.read(1):
        raise BundleDamaged()
    return tuple(items)


def _check_segment(head: ItemHead, body: bytes, spaces: set[bytes]) -> None:
    if hashlib.sha256(body).digest() != head.sha256 or split_segment(body).header.space not in spaces:
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
