"""Files that lie: refused with a sentence, or read as the very same bundle; never anything else."""

import hashlib
import io
import lzma
import os
import random
import struct
import time
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from yport_desktop.domain.errors import BundleDamaged, BundleError, BundleForeign, BundleTooLarge
from yport_desktop.domain.segment import MAGIC, SealedSegment, decode, signed_message
from yport_desktop.exchange import frame
from yport_desktop.exchange.bundle import Item, item_of, segment_item
from yport_desktop.exchange.frame import BLOB, HEADER, PREFIX, ROW, ItemHead
from yport_desktop.exchange.identity import Identity
from yport_desktop.exchange.manifest import encode_manifest
from yport_desktop.exchange.opening import OpenedBundle, read_bundle

from .conftest import Written, items_of, manifest_of, sealed

People = tuple[Identity, ...]
# A few hundred in the ordinary run; YPORT_MUTANTS=2000 for the whole proof.
MUTANTS = int(os.environ.get("YPORT_MUTANTS", "300"))
SECONDS = 10.0  # generous: on a busy machine each refusal takes milliseconds


def seen(bundle: OpenedBundle) -> object:
    """All that an import would use of a bundle."""
    with bundle:
        return bundle.manifest, [(i.head, bundle.read(i)) for i in bundle.items]


def refused_or_same(content: bytes, reader: Identity, original: object) -> bool:
    """True if refused. Fails for a different reading, another exception, or a long wait."""
    started = time.perf_counter()
    try:
        same = seen(read_bundle(content, reader)) == original
    except BundleError as error:
        assert str(error).endswith(".") and "{" not in str(error)
        return True
    finally:
        assert time.perf_counter() - started < SECONDS
    assert same
    return False


def plain(payload: bytes) -> bytes:
    """A signed-only file with that payload."""
    return frame.encode_header(False) + payload


def signed(by: Identity, manifest: bytes, table: bytes, body: bytes, count: int | None = None) -> bytes:
    """A payload that is signed correctly, whatever it says."""
    signature = by.sign(frame.signed_message(manifest, table))
    rows = len(table) // ROW.size if count is None else count
    return PREFIX.pack(by.public_key, signature, len(manifest), rows) + manifest + table + body


@pytest.mark.parametrize("encrypted", [True, False])
def test_flipped_bytes(people: People, written: Written, encrypted: bool) -> None:
    content = written(manifest_of(people, encrypted))
    original = seen(read_bundle(content, people[1]))
    chance = random.Random(20260219 + encrypted)
    refused = 0
    for _ in range(MUTANTS):
        mutant = bytearray(content)
        for at in chance.sample(range(len(mutant)), chance.randint(1, 4)):
            mutant[at] ^= chance.randint(1, 255)
        refused += refused_or_same(bytes(mutant), people[1], original)
    assert refused > MUTANTS * 0.9


@pytest.mark.parametrize("encrypted", [True, False])
def test_every_structural_boundary_and_many_others(people: People, written: Written, encrypted: bool) -> None:
    content = written(manifest_of(people, encrypted))
    original = seen(read_bundle(content, people[1]))
    chance = random.Random(7)
    ends = {0, 1, 7, 8, 9, 10, 11, 12, 13, len(content) - 1, len(content) - 16, len(content) - 17}
    if not encrypted:
        manifest = len(encode_manifest(manifest_of(people, False)))
        table = HEADER.size + PREFIX.size + manifest
        ends |= {HEADER.size + n for n in (32, 96, 100, PREFIX.size)} | {table, table + ROW.size}
        place = table + 4 * ROW.size
        for item in items_of(people):
            ends |= {place, place + 32, place + 96, place + item.head.length - 1}
            place += item.head.length
        assert place == len(content)
    ends |= set(chance.sample(range(len(content)), 200))
    for end in ends - {len(content)}:
        assert refused_or_same(content[:end], people[1], original), end
    for tail in (b"\0", b"\r\n", content, bytes(1 << 16)):
        assert refused_or_same(content + tail, people[1], original)


def test_text_mode_transfer(people: People, written: Written) -> None:
    content = written(manifest_of(people, False))
    for mangled in (content.replace(b"\r\n", b"\n"), content.replace(b"\n", b"\r\n"), content[1:]):
        assert refused_or_same(mangled, people[1], None)
    with pytest.raises(BundleDamaged):
        read_bundle(content.replace(b"\r\n", b"\n"), people[1])


def test_foreign_files(people: People, samples: Path) -> None:
    for path in sorted(samples.iterdir()):
        with pytest.raises(BundleForeign, match="not a Y-PORT bundle"):
            read_bundle(path, people[1])
    for content in (b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"PK\x03\x04", b"{}", b"\x89"):
        assert refused_or_same(content, people[1], None)


def test_swapped_items_rows_and_bodies(people: People, written: Written) -> None:
    items = items_of(people)
    bodies = [item.read() for item in items]
    manifest = encode_manifest(manifest_of(people, False))
    table = frame.encode_table([i.head for i in items])
    good = plain(signed(people[0], manifest, table, b"".join(bodies)))
    original = seen(read_bundle(good, people[1]))
    swapped_bodies = [bodies[1], bodies[0], *bodies[2:]]
    assert refused_or_same(good[: -sum(map(len, bodies))] + b"".join(swapped_bodies), people[1], original)
    rows = [table[i : i + ROW.size] for i in range(0, len(table), ROW.size)]
    swapped_table = b"".join([rows[1], rows[0], *rows[2:]])
    head = HEADER.size + PREFIX.size + len(manifest)
    assert refused_or_same(good[:head] + swapped_table + b"".join(swapped_bodies), people[1], original)


def test_grafted_manifest_and_items_of_another_bundle(people: People, written: Written) -> None:
    one = written(manifest_of(people, False))
    other = written(manifest_of(people, False), [item_of(BLOB, b"another")])
    length = len(encode_manifest(manifest_of(people, False)))
    cut = HEADER.size + PREFIX.size + length
    assert refused_or_same(one[:cut] + other[cut:], people[1], None)
    assert refused_or_same(other[:cut] + one[cut:], people[1], None)


def test_header_flag_and_manifest_must_agree(people: People, written: Written) -> None:
    """An encrypted bundle cannot be passed on as an open one, nor the other way round."""
    payload = io.BytesIO()
    people[1].decrypt(io.BytesIO(written()[HEADER.size :]), payload)  # type: ignore[arg-type]
    with pytest.raises(BundleDamaged):
        read_bundle(plain(payload.getvalue()), people[1])
    to_ben = [pyrage.x25519.Recipient.from_str(people[1].receiving_key)]
    open_payload = written(manifest_of(people, False))[HEADER.size :]
    with pytest.raises(BundleDamaged):
        read_bundle(frame.encode_header(True) + pyrage.encrypt(open_payload, to_ben), people[1])


def test_a_stranger_cannot_sign_as_aya(people: People) -> None:
    manifest = encode_manifest(manifest_of(people, False))
    aya, dan = people[0], people[3]
    signature = dan.sign(frame.signed_message(manifest, b""))
    forged = PREFIX.pack(aya.public_key, signature, len(manifest), 0) + manifest
    assert refused_or_same(plain(forged), people[1], None)
    assert refused_or_same(plain(signed(dan, manifest, b"", b"")), people[1], None)  # names Aya inside


def test_a_segment_not_signed_by_its_author_is_refused(people: People, written: Written) -> None:
    aya, ben = people[0], people[1]
    real = sealed(ben)
    forgeries = [
        segment_item(ben.public_key, SealedSegment(real.body, aya.sign(signed_message(real.hash)))),
        segment_item(aya.public_key, SealedSegment(real.body, aya.sign(signed_message(real.hash)))),
        segment_item(ben.public_key, SealedSegment(real.body[:-1], real.signature)),
        segment_item(ben.public_key, SealedSegment(b"", real.signature)),
        item_of(frame.SEGMENT, b""),
        item_of(frame.SEGMENT, bytes(95)),
    ]
    for forgery in forgeries:
        with pytest.raises(BundleDamaged):
            read_bundle(written(items=[forgery]), people[1])


def test_a_segment_of_a_space_the_manifest_does_not_name(people: People, written: Written) -> None:
    """Da Nang's changes cannot ride along in a bundle of Cebu."""
    old = sealed(people[0])
    body = old.body.replace(b"5b0f3c1e7a444c6d9a550d3d6f4c1a01", b"00" * 16)
    moved = SealedSegment(body, people[0].sign(signed_message(hashlib.sha256(body).digest())))
    with pytest.raises(BundleDamaged):
        read_bundle(written(items=[segment_item(people[0].public_key, moved)]), people[1])


def test_duplicate_items(people: People, written: Written) -> None:
    item = item_of(BLOB, b"twice")
    with pytest.raises(BundleDamaged):
        read_bundle(written(items=[item, item]), people[1])


@pytest.mark.parametrize(
    "make",
    [
        lambda m: struct.pack(">II", 0xFFFFFFFF, 0) + m,
        lambda m: struct.pack(">II", len(m), 0xFFFFFFFF) + m,
        lambda m: struct.pack(">II", 0, 0),
        lambda m: struct.pack(">II", len(m), 100_000) + m,
    ],
)
def test_huge_counts(people: People, make: Callable[[bytes], bytes]) -> None:
    manifest = encode_manifest(manifest_of(people, False))
    content = plain(people[0].public_key + bytes(64) + make(manifest))
    with pytest.raises((BundleTooLarge, BundleDamaged)):
        read_bundle(content, people[1])


def test_huge_lengths_in_a_signed_table(people: People) -> None:
    manifest = encode_manifest(manifest_of(people, False))
    for kind in (BLOB, frame.SEGMENT, b"LATE"):
        for length in (1 << 63, (1 << 64) - 1, 1 << 40, 20 << 20):
            table = frame.encode_table([ItemHead(kind, bytes(32), length)])
            assert refused_or_same(plain(signed(people[0], manifest, table, b"x")), people[1], None)


@pytest.mark.parametrize(
    "manifest",
    [b"[" * 1_000_000, b'{"a":' * 300_000, b"1" * 1_000_000, b'{"format":[1,0]}', b"NaN", b"", b'"\\ud800"'],
    ids=["deep list", "deep object", "long number", "nearly empty", "NaN", "empty", "lone surrogate"],
)
def test_manifests_that_are_signed_and_hostile(people: People, manifest: bytes) -> None:
    assert refused_or_same(plain(signed(people[0], manifest, b"", b"")), people[1], None)


def test_many_small_items_stay_quick(people: People, written: Written) -> None:
    items = [item_of(BLOB, number.to_bytes(4, "big")) for number in range(20_000)]
    started = time.perf_counter()
    with read_bundle(written(items=items), people[1]) as bundle:
        assert len(bundle.items) == 20_000
    assert time.perf_counter() - started < SECONDS


def test_an_age_header_with_very_many_recipients(people: People) -> None:
    """Each would cost a curve operation to try."""
    share, wrapped = (
        b"TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc",
        b"EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U",
    )
    stanza = b"-> X25519 " + share + b"\n" + wrapped + b"\n"
    body = b"age-encryption.org/v1\n" + stanza * 300_000 + b"--- " + b"A" * 43 + b"\n" + bytes(64)
    assert refused_or_same(frame.encode_header(True) + body, people[1], None)


def bomb(raw: bytes, people: People) -> Item:
    """A correctly signed segment whose payload unpacks to `raw`."""
    real = sealed(people[0]).body
    (size,) = struct.unpack(">I", real[len(MAGIC) : len(MAGIC) + 4])
    payload = lzma.compress(raw, format=lzma.FORMAT_XZ, check=lzma.CHECK_NONE)
    body = real[: len(MAGIC) + 4 + size] + payload
    signature = people[0].sign(signed_message(hashlib.sha256(body).digest()))
    return segment_item(people[0].public_key, SealedSegment(body, signature))


@pytest.mark.parametrize(
    "raw",
    [
        bytes(80 << 20),
        b"[" * 5_000_000,
        b'{"records":' + b"[" * 900_000,
        b'{"value":[NaN]}',
        b'{"value":[1e999]}',
        b'{"record":[1' + b"0" * 5_000 + b"]}",
        b"",
        b"null",
    ],
    ids=["zeros", "deep", "deep records", "NaN", "infinity", "digits", "empty", "null"],
)
def test_segments_that_unpack_to_something_else(people: People, written: Written, raw: bytes) -> None:
    with read_bundle(written(items=[bomb(raw, people)]), people[1]) as bundle:
        (item,) = bundle.segments()
    started = time.perf_counter()
    with pytest.raises(BundleDamaged):
        decode(item.sealed.body)
    assert time.perf_counter() - started < SECONDS


def test_an_xz_stream_that_wants_much_memory(people: People) -> None:
    real = sealed(people[0]).body
    (size,) = struct.unpack(">I", real[len(MAGIC) : len(MAGIC) + 4])
    greedy = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 64 << 20}]
    payload = lzma.compress(b"{}", format=lzma.FORMAT_XZ, check=lzma.CHECK_NONE, filters=greedy)
    with pytest.raises(BundleDamaged):
        decode(real[: len(MAGIC) + 4 + size] + payload)
