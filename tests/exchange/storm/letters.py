"""Bundles under way, read as docs/bundle-format.md says, and letters of a later program."""

import hashlib
import io
import json
import struct
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pyrage

from tests.exchange.independent_reader import segment as read_segment
from yport_desktop.domain.segment import SealedSegment, SegmentHeader, encode, signed_message
from yport_desktop.domain.segment_columns import SegmentColumns
from yport_desktop.exchange.bundle import item_of, segment_item, write_bundle
from yport_desktop.exchange.identity import Identity
from yport_desktop.exchange.manifest import Manifest, Party, SpaceEntry

from .oracle import Sealed, Write

LATER_ITEM = b"LATE"
Said = tuple[str, str, object]  # record, field, value
Place = tuple[str, int]  # feed, number


@dataclass(frozen=True)
class Letter:
    """A bundle that may arrive once, often, late or never. `to` and `sender` are keys (hex).

    `keeps`: the items of kinds unknown to it that the sender said to keep. `holds`: the segments it held.
    """

    path: Path
    sender: str
    to: frozenset[str]
    segments: frozenset[str]
    keeps: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()


def posted(path: Path, identity: Identity, receiving: str, holds: frozenset[str]) -> Letter:
    """The letter in a bundle of that sender; nothing of its segments' content is parsed."""
    content = path.read_bytes()
    payload = content[12:]
    if content[11] & 1:
        payload = pyrage.decrypt(payload, [pyrage.x25519.Identity.from_str(receiving)])
    size, count = struct.unpack(">II", payload[96:104])
    manifest = json.loads(payload[104 : 104 + size])
    table = payload[104 + size : 104 + size + 44 * count]
    place, segments = 104 + size + 44 * count, set()
    for kind, _, length in struct.iter_unpack(">4s32sQ", table):
        if kind == b"SEGM":
            segments.add(hashlib.sha256(payload[place + 96 : place + length]).hexdigest())
        place += length
    to = frozenset(r["key"] for r in manifest["recipients"])
    keeps = frozenset(manifest["spaces"][0]["have"]["items"])
    return Letter(path, identity.public_key.hex(), to, frozenset(segments), keeps, holds)


def said_in(sealed: SealedSegment, author: bytes) -> tuple[Place, list[Said]]:
    """What a segment says, and its place in its feed, by the independent reader."""
    _, header, changes = read_segment(author, sealed.signature, sealed.body)
    return (header["feed"], header["number"]), [(r, name, value) for r, name, value, _ in changes]


class LaterProgram:
    """Eva, whose program is newer than everybody's: segments of format 2 and items nobody knows."""

    def __init__(self, identity: Identity, space: UUID) -> None:
        self.identity = identity
        self._space = space
        self._feed = uuid4().bytes
        self._end: tuple[int, str] = (0, "")

    @property
    def key(self) -> str:
        """Her public key."""
        return self.identity.public_key.hex()

    def seal(
        self, writes: list[tuple[Write, list[str]]], at: int, format: int
    ) -> tuple[Sealed, SealedSegment]:
        """A segment of these writes and the segments whose values each replaces."""
        records = sorted({w.cell[0] for w, _ in writes})
        fields = sorted({w.cell[1] for w, _ in writes})
        sources = sorted({s for _, names in writes for s in names})
        number = self._end[0] + 1
        header = SegmentHeader(
            self._space.bytes, "", self._feed, number, bytes.fromhex(self._end[1]), self.identity.public_key,
            len(writes), at, at, format,
        )  # fmt: skip
        columns = SegmentColumns(
            tuple(map(bytes.fromhex, records)), tuple(fields), tuple(map(bytes.fromhex, sources)),
            tuple(tuple(sources.index(s) for s in names) for _, names in writes),
            [records.index(w.cell[0]) for w, _ in writes], [fields.index(w.cell[1]) for w, _ in writes],
            [w.value for w, _ in writes], list(range(len(writes))), [len(writes)], [at], ["Later"],
        )  # fmt: skip
        bare = SealedSegment(encode(header, columns), b"")
        name = bare.hash.hex()
        for write, _ in writes:
            write.segment = name
        self._end = (number, name)
        sealed = SealedSegment(bare.body, self.identity.sign(signed_message(bare.hash)))
        return Sealed(name, self.key, tuple(w for w, _ in writes), format), sealed

    def post(self, path: Path, to: list[Party], segments: list[SealedSegment], item: bytes) -> Letter:
        """A signed-only bundle of these segments, and an item of an unknown kind."""
        party = Party(self.identity.public_key, self.identity.receiving_key, "Eva", "eva@example.org")
        entry = SpaceEntry(self._space, "Metro Cebu", "engagement", {"chains": [], "also": []}, "", ())
        manifest = Manifest(uuid4(), "2026-02-19T09:30:00Z", False, party, tuple(to), (entry,))
        items = [segment_item(self.identity.public_key, s) for s in segments]
        target = io.BytesIO()
        write_bundle(target, manifest, [*items, item_of(LATER_ITEM, item)], self.identity)
        path.write_bytes(target.getvalue())
        names = frozenset(s.hash.hex() for s in segments)
        return Letter(path, self.key, frozenset(p.key.hex() for p in to), names)
