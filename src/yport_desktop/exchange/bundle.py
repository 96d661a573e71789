"""Writing a bundle: signed manifest and items, encrypted to its recipients, as a stream."""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import pyrage

from yport_desktop.domain.errors import CardError
from yport_desktop.domain.segment import SealedSegment
from yport_desktop.domain.text import N_

from .frame import BLOB, PREFIX, SEGMENT, ItemHead, encode_header, encode_table, signed_message
from .identity import Identity, recipients
from .manifest import Manifest, encode_manifest

_NO_RECEIVING_KEY = N_("{name} has no valid receiving key. Ask for a new contact card.")


@dataclass(frozen=True)
class Item:
    """One thing that travels. `read` gives its bytes when their turn comes."""

    head: ItemHead
    read: Callable[[], bytes]


def item_of(kind: bytes, content: bytes) -> Item:
    """An item whose bytes are at hand."""
    return Item(ItemHead(kind, hashlib.sha256(content).digest(), len(content)), lambda: content)


def segment_item(author: bytes, segment: SealedSegment) -> Item:
    """A sealed segment with what is needed to check it before parsing: author and signature."""
    return item_of(SEGMENT, author + segment.signature + segment.body)


def blob_item(sha256: str, length: int, read: Callable[[], bytes]) -> Item:
    """An attachment that is read from the store only when it is written out."""
    return Item(ItemHead(BLOB, bytes.fromhex(sha256), length), read)


def write_bundle(target: BinaryIO, manifest: Manifest, items: Sequence[Item], identity: Identity) -> int:
    """Write a whole `.yport` file; returns its size in bytes.

    `manifest.sender` must be `identity`. With `manifest.encrypted`, the payload can be opened
    by the recipients and the sender. At most one item is in memory at a time. Raises CardError
    for a recipient without a valid receiving key; OSError as the target raises them.
    """
    keys = list(dict.fromkeys(p.receiving for p in (*manifest.recipients, manifest.sender)))
    for party in manifest.recipients if manifest.encrypted else ():
        if recipients([party.receiving]) is None:
            raise CardError(_NO_RECEIVING_KEY, name=party.name or party.email)
    counted = Counted(target)
    counted.write(encode_header(manifest.encrypted))
    payload = _Pieces(_payload(manifest, items, identity))
    if manifest.encrypted:
        _encrypt(payload, counted, keys)
    else:
        while piece := payload.read(1 << 16):
            counted.write(piece)
    return counted.size


def _payload(manifest: Manifest, items: Sequence[Item], identity: Identity) -> Iterator[bytes]:
    first_page = encode_manifest(manifest)
    table = encode_table([item.head for item in items])
    signature = identity.sign(signed_message(first_page, table))
    yield PREFIX.pack(identity.public_key, signature, len(first_page), len(items))
    yield first_page
    yield table
    for item in items:
        content = item.read()
        if len(content) != item.head.length:
            raise OSError("an item changed while it was written")
        yield content


def _encrypt(payload: "_Pieces", target: "Counted", keys: Sequence[str]) -> None:
    """Stream through age. Its own error hides the cause, so failures of our ends are kept."""
    try:
        pyrage.encrypt_io(payload, target, recipients(keys))
    except Exception:
        cause = payload.failure or target.failure
        if cause is not None:
            raise cause from None
        raise


class _Pieces(io.RawIOBase):
    """A sequence of byte strings read as one file."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")
        self.failure: Exception | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, fewer at the end of a piece, none only at the very end."""
        try:
            while not len(self._rest):
                self._rest = memoryview(next(self._pieces))
        except StopIteration:
            return b""
        except Exception as error:
            self.failure = error
            raise
        cut = len(self._rest) if size < 0 else size
        piece, self._rest = self._rest[:cut], self._rest[cut:]
        return bytes(piece)


class Counted(io.RawIOBase):
    """A file that is being written, with its size so far."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self.size = 0
        self.failure: Exception | None = None

    def writable(self) -> bool:
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]
        try:
            self._target.write(content)
        except Exception as error:
            self.failure = error
            raise
        self.size += len(content)
        return len(content)
