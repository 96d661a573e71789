"""Four installations that know one another, and a small bundle from the first to the others."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

import pytest

from yport_desktop.domain.segment import SealedSegment, SegmentHeader, encode, signed_message
from yport_desktop.domain.segment_columns import SegmentColumns
from yport_desktop.exchange.bundle import Item, item_of, segment_item, write_bundle
from yport_desktop.exchange.frame import BLOB
from yport_desktop.exchange.identity import Identity
from yport_desktop.exchange.manifest import Manifest, Party, SpaceEntry

SPACE = UUID("5b0f3c1e-7a44-4c6d-9a55-0d3d6f4c1a01")
HAVE = {"chains": [["ab" * 24, 2, ["cd" * 32, "ef" * 32]]], "also": ["01" * 32]}


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> tuple[Identity, ...]:
    """Aya, Ben, Chika, and Dan who is a stranger."""
    folder = tmp_path_factory.mktemp("keys")
    return tuple(Identity.load_or_create(folder / name) for name in ("aya", "ben", "chika", "dan"))


def party(identity: Identity, name: str) -> Party:
    """The entry of a person in a manifest."""
    return Party(identity.public_key, identity.receiving_key, name, f"{name.lower()}@example.org")


def sealed(author: Identity, number: int = 1, changes: int = 3) -> SealedSegment:
    """A real segment of a few changes, signed by `author`."""
    header = SegmentHeader(SPACE.bytes, "", b"f" * 16, number, b"", author.public_key, changes, 1, 1)
    columns = SegmentColumns(
        records=tuple(bytes([i + 1]) * 16 for i in range(changes)),
        fields=("note",),
        sources=(),
        replace_sets=((),),
        record=list(range(changes)),
        field=[0] * changes,
        value=[f"ごみ {number}-{i}" for i in range(changes)],
        replaces=[0] * changes,
        save_sizes=[changes],
        save_times=[1_770_000_000_000],
        save_labels=["Edit"],
    )
    body = encode(header, columns)
    plain = SealedSegment(body, b"")
    return SealedSegment(body, author.sign(signed_message(plain.hash)))


def manifest_of(people: Sequence[Identity], encrypted: bool = True) -> Manifest:
    """From Aya to Ben and Chika."""
    return Manifest(
        bundle=UUID("0d9c2c86-47d2-4c02-a1a1-1f4f0d0d2b10"),
        written="2026-02-19T09:30:00Z",
        encrypted=encrypted,
        sender=party(people[0], "Aya"),
        recipients=(party(people[1], "Ben"), party(people[2], "Chika")),
        spaces=(SpaceEntry(SPACE, "Metro Cebu", "engagement", HAVE, "9f" * 16, ("77" * 32,)),),
        note="Lunch at the city hall",
    )


def items_of(people: Sequence[Identity]) -> list[Item]:
    """Two segments of Aya, one of Ben's that Aya passes on, and a photo."""
    return [
        segment_item(people[0].public_key, sealed(people[0], 1)),
        segment_item(people[0].public_key, sealed(people[0], 2)),
        segment_item(people[1].public_key, sealed(people[1], 1)),
        item_of(BLOB, bytes(range(256)) * 12),
    ]


Written = Callable[..., bytes]


@pytest.fixture(scope="session")
def written(people: tuple[Identity, ...]) -> Written:
    """Writes a bundle from Aya; what is not given is as usual."""

    def write(manifest: Manifest | None = None, items: Sequence[Item] | None = None, by: int = 0) -> bytes:
        target = io.BytesIO()
        write_bundle(
            target,
            manifest_of(people) if manifest is None else manifest,
            items_of(people) if items is None else items,
            people[by],
        )
        return target.getvalue()

    return write


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files that are no bundles."""
    folder = tmp_path_factory.mktemp("foreign")
    (folder / "empty.yport").write_bytes(b"")
    (folder / "note.yport").write_bytes("覚書 memo\n".encode())
    (folder / "photo.yport").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (folder / "archive.yport").write_bytes(b"PK\x03\x04" + bytes(200))
    (folder / "bare.yport").write_bytes(b"age-encryption.org/v1\n-> X25519 aaaa\n" + bytes(200))
    (folder / "zeros.yport").write_bytes(bytes(1 << 20))
    return folder
