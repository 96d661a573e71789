"""The format: what goes in comes out, later formats are met politely, memory stays bounded."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from yport_desktop.domain.errors import (
    BundleDamaged,
    BundleNotForMe,
    BundleTooLarge,
    BundleTooNew,
    CardError,
    DiskFull,
    FileNotRead,
)
from yport_desktop.domain.segment import SegmentHeader, read_header
from yport_desktop.exchange import frame
from yport_desktop.exchange.bundle import Item, blob_item, item_of, write_bundle
from yport_desktop.exchange.files import replacing
from yport_desktop.exchange.identity import Identity
from yport_desktop.exchange.manifest import Manifest, Party, decode_manifest, encode_manifest
from yport_desktop.exchange.opening import Limits, read_bundle

from .conftest import SPACE, Written, items_of, manifest_of, party, sealed

People = tuple[Identity, ...]


@pytest.mark.parametrize("encrypted", [True, False])
def test_round_trip(people: People, written: Written, encrypted: bool) -> None:
    manifest = manifest_of(people, encrypted)
    content = written(manifest)
    for reader in people[:3]:  # the sender can look into her own bundle
        with read_bundle(content, reader) as bundle:
            assert bundle.manifest == manifest
            assert bundle.digest == hashlib.sha256(content).digest() and bundle.size == len(content)
            assert [i.sealed for i in bundle.segments()] == [
                sealed(people[0], 1),
                sealed(people[0], 2),
                sealed(people[1], 1),
            ]
            assert [i.header.author for i in bundle.segments()][2] == people[1].public_key
            (photo,) = bundle.blobs()
            assert bundle.read(photo) == bytes(range(256)) * 12


def test_nothing_readable_travels_in_the_clear(people: People, written: Written) -> None:
    content = written()
    for text in (b"Cebu", b"Aya", b"Ben", str(SPACE).encode(), people[0].public_key, people[1].public_key):
        assert text not in content
    assert not any(bytes(range(64)) in content[i : i + 64] for i in range(0, len(content), 64))


def test_the_address_counts_even_if_the_file_was_encrypted_again(people: People, written: Written) -> None:
    """Ben cannot pass Aya's words on to Dan as if they had been meant for Dan."""
    payload = io.BytesIO()
    people[1].decrypt(io.BytesIO(written()[frame.HEADER.size :]), payload)  # type: ignore[arg-type]
    pyrage = pytest.importorskip("pyrage")
    to_dan = pyrage.x25519.Recipient.from_str(people[3].receiving_key)
    again = frame.encode_header(True) + pyrage.encrypt(payload.getvalue(), [to_dan])
    with pytest.raises(BundleNotForMe):
        read_bundle(again, people[3])


def test_a_recipient_without_a_receiving_key_is_named(people: People, written: Written) -> None:
    manifest = replace(manifest_of(people), recipients=(Party(people[1].public_key, "age1no", "Ben"),))
    with pytest.raises(CardError, match="Ben has no valid receiving key"):
        written(manifest)


def test_unknown_kinds_of_items_are_kept(people: People, written: Written) -> None:
    items = [*items_of(people), item_of(b"ACKN", b"of a later format"), item_of(b"\x00\x01\x02\xff", b"")]
    with read_bundle(written(items=items), people[1]) as bundle:
        assert [bundle.read(i) for i in bundle.unknown()] == [b"of a later format", b""]


def test_a_later_minor_format_is_read(people: People, written: Written) -> None:
    manifest = replace(manifest_of(people), minor=7, extra={"mood": {"lunch": ["good"]}})
    with read_bundle(written(manifest), people[1]) as bundle:
        assert bundle.manifest == manifest


def test_a_later_major_format_is_refused_politely(people: People, written: Written) -> None:
    content = bytearray(written())
    content[8] = 2
    with pytest.raises(BundleTooNew, match="newer version"):
        read_bundle(bytes(content), people[1])
    content[8], content[11] = 1, 0x81
    with pytest.raises(BundleTooNew):
        read_bundle(bytes(content), people[1])
    text = encode_manifest(manifest_of(people)).replace(b'"format":[1,1]', b'"format":[2,0]')
    with pytest.raises(BundleTooNew):
        decode_manifest(text)


def test_a_segment_of_a_later_format_travels(people: People, written: Written) -> None:
    """Its header can be read, its changes not: it is kept and passed on."""
    old = sealed(people[0])
    body = old.body.replace(b'"format":1', b'"format":9')
    assert read_header(body).format == 9 and isinstance(read_header(body), SegmentHeader)


def test_size_caps(people: People, written: Written) -> None:
    content = written()
    with pytest.raises(BundleTooLarge, match="larger than 0 MB"):
        read_bundle(content, people[1], Limits(file=1000))
    with pytest.raises(BundleTooLarge):
        read_bundle(content, people[1], Limits(items=3))
    with pytest.raises(BundleTooLarge):
        read_bundle(content, people[1], Limits(manifest=10))


def test_files_that_cannot_be_read(people: People, tmp_path: Path) -> None:
    for path in (tmp_path / "missing.yport", tmp_path):
        with pytest.raises(FileNotRead, match="could not be read"):
            read_bundle(path, people[1])


def test_a_large_bundle_needs_little_memory(people: People, tmp_path: Path) -> None:
    tracemalloc = pytest.importorskip("tracemalloc")
    size = 1 << 20

    def photo(number: int) -> Item:
        content = bytes([number]) * size
        return blob_item(hashlib.sha256(content).hexdigest(), size, lambda: bytes([number]) * size)

    items = [photo(n) for n in range(40)]
    tracemalloc.start()
    try:
        with replacing(tmp_path / "big.yport") as file:
            assert write_bundle(file, manifest_of(people), items, people[0]) > 40 * size
        with read_bundle(tmp_path / "big.yport", people[1], quarantine=tmp_path) as bundle:
            assert sum(len(bundle.read(i)) for i in bundle.blobs()) == 40 * size
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 24 * size, peak
    assert [p.name for p in tmp_path.iterdir()] == ["big.yport"]


@pytest.mark.parametrize("encrypted", [True, False])
def test_a_full_disk_while_writing(people: People, tmp_path: Path, encrypted: bool) -> None:
    target = tmp_path / "x.yport"

    class Full(io.RawIOBase):
        def write(self, content: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(DiskFull), replacing(target):
        write_bundle(Full(), manifest_of(people, encrypted), items_of(people), people[0])  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_an_item_that_changes_while_it_is_written(people: People) -> None:
    """An attachment that vanishes from the store breaks the writing, not the bundle."""
    gone = blob_item("ab" * 32, 10, lambda: b"")
    with pytest.raises(OSError, match="changed while"):
        write_bundle(io.BytesIO(), manifest_of(people), [gone], people[0])


def test_manifest_is_bounded_and_strict(people: People) -> None:
    good = encode_manifest(manifest_of(people))
    assert decode_manifest(good) == manifest_of(people)
    mutants = [
        good.replace(b'"part":[1,1]', b'"part":[2,1]'),
        good.replace(b'"part":[1,1]', b'"part":[1,1.0]'),
        good.replace(b'"part":[1,1]', b'"part":[1,NaN]'),
        good.replace(b'"part":[1,1]', b'"part":[1,1],"part":[1,1]'),
        good.replace(b'"encrypted":true', b'"encrypted":1'),
        good.replace(b'"note"', b' "note"'),
        good.replace(b"2026-02-19T09:30:00Z", b"yesterday"),
        good.replace(b'"also":[', b'"also":["xyz",'),
        good.replace(b'"wanted":[', b'"wanted":["../../etc/passwd",'),
        good.replace(str(SPACE).encode(), b"../" + str(SPACE).encode()),
        good[:-1],
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'"' + b"9" * 100_000,
        b"9" * 100_000,
        b"\xff\xfe",
        b"null",
        b"[]",
    ]
    for mutant in mutants:
        assert mutant != good
        with pytest.raises(BundleDamaged):
            decode_manifest(mutant)


def test_names_from_elsewhere_are_made_plain(people: People) -> None:
    tricky = replace(manifest_of(people), sender=replace(party(people[0], "A"), name="Aya\u202e\n\x1b[2J"))
    assert decode_manifest(encode_manifest(tricky)).sender.name == "Aya [2J"


def test_recipients(people: People) -> None:
    manifest: Manifest = manifest_of(people)
    aya, ben, _, dan = people
    assert manifest.is_for(ben.public_key, ben.receiving_key) and manifest.is_for(aya.public_key, "")
    assert not manifest.is_for(dan.public_key, dan.receiving_key)
    everybody = replace(manifest, encrypted=False, recipients=())
    assert everybody.is_for(dan.public_key, dan.receiving_key)
    assert manifest.bundle == UUID("0d9c2c86-47d2-4c02-a1a1-1f4f0d0d2b10")
