"""Items larger than a part: cut, shuffled, doubled, lost, forged; and parts below any limit."""

import hashlib
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.domain.errors import BundleDamaged, BundleTooLarge
from yport_desktop.exchange.bundle import Item, item_of
from yport_desktop.exchange.chunks import HEAD, ChunkHead, chunk_head, complete, cut, join
from yport_desktop.exchange.frame import BLOB, CHUNK, ROW, SEGMENT
from yport_desktop.exchange.identity import Identity
from yport_desktop.exchange.opening import read_bundle
from yport_desktop.exchange.parts import laid_out, room_in
from yport_desktop.services.kept_chunks import KeptChunks, Pieces
from yport_desktop.store import Store

from .conftest import Written, manifest_of

People = tuple[Identity, ...]


def pieces(chunks: list[Item]) -> list[tuple[ChunkHead, object]]:
    found = []
    for chunk in chunks:
        content = chunk.read()
        found.append((chunk_head(content, len(content)), lambda c=content: c[HEAD.size :]))
    return found


@given(st.binary(min_size=1, max_size=5_000), st.integers(HEAD.size + 1, 1_500), st.randoms())
def test_chunks_in_any_order_make_the_whole(content: bytes, room: int, luck: object) -> None:
    chunks = list(cut(item_of(BLOB, content), room))
    assert all(c.head.type == CHUNK and c.head.length <= room for c in chunks)
    assert all(hashlib.sha256(c.read()).digest() == c.head.sha256 for c in chunks)
    mixed = chunks + chunks[:2]
    luck.shuffle(mixed)  # type: ignore[attr-defined]
    assert join(pieces(mixed)) == content
    if len(chunks) > 1:
        assert join(pieces(chunks[:-1])) is None and not complete(h for h, _ in pieces(chunks[1:]))


@given(st.binary(min_size=40, max_size=400), st.integers(0, 10_000))
def test_a_changed_byte_is_never_a_whole(content: bytes, place: int) -> None:
    chunks = [bytearray(c.read()) for c in cut(item_of(BLOB, content), HEAD.size + 30)]
    chunk = chunks[place % len(chunks)]
    chunk[place % len(chunk)] ^= 1 + place % 255
    found = []
    for c in chunks:
        try:
            found.append((chunk_head(bytes(c), len(c)), lambda c=bytes(c): c[HEAD.size :]))
        except BundleDamaged:
            return
    assert join(found) in (None, content)


@pytest.mark.parametrize(
    "head",
    [
        (b"LATE", bytes(32), 0, 10),
        (BLOB, bytes(32), 0, 0),
        (BLOB, bytes(32), 8, 10),
        (BLOB, bytes(32), 1 << 63, 10),
        (BLOB, bytes(32), 0, 1 << 60),
        (SEGMENT, bytes(32), 0, (256 << 20) + 1),
    ],
)
def test_a_head_that_does_not_fit_is_damage(head: tuple[bytes, bytes, int, int]) -> None:
    content = struct.pack(">4s32sQQ", *head) + b"12345"
    with pytest.raises(BundleDamaged):
        chunk_head(content, len(content))
    with pytest.raises(BundleDamaged):
        chunk_head(content[:20], 20)


def test_hostile_chunks_are_bounded(people: People, written: Written, tmp_path: Path) -> None:
    """A roster member's program gone wrong: endless chunks of wholes that never come."""
    store = Store(tmp_path, people[1].public_key)
    book = KeptChunks(store, most=50)
    started = [item_of(BLOB, b"%d" % n * 600) for n in range(2)]
    firsts = [next(cut(item, HEAD.size + 300)) for item in started]
    with read_bundle(written(manifest_of(people), firsts), people[1]) as bundle:
        assert book.keep([bundle], lambda: None) == Pieces()
    items = []
    for n in range(400):
        head = HEAD.pack(BLOB, n.to_bytes(32, "big"), 0, 100)
        items.append(item_of(CHUNK, head + b"x"))
    with read_bundle(written(manifest_of(people), items), people[1]) as bundle:
        assert book.keep([bundle], lambda: None) == Pieces(given_up=2 + 400 - 50)
        assert list(book.joined_segments([bundle])) == []
    assert len(list(store.chunks.names())) == 50
    # these do not stand in the way of others for ever: what waited longest goes
    with read_bundle(
        written(manifest_of(people), list(cut(started[0], HEAD.size + 300))), people[1]
    ) as bundle:
        assert book.keep([bundle], lambda: None) == Pieces(completed=1, given_up=2)
    assert store.blobs.get(started[0].head.sha256.hex()) == started[0].read()
    assert len(list(store.chunks.names())) == 48
    # the same whole cut in two ways, complete and yet not what its name says: let go
    lie = [item_of(CHUNK, HEAD.pack(BLOB, bytes(32), o, 8) + b"abcd") for o in (0, 4)]
    other = Store(tmp_path / "other", people[1].public_key)
    with read_bundle(written(manifest_of(people), lie), people[1]) as bundle:
        assert KeptChunks(other).keep([bundle], lambda: None) == Pieces()
    assert list(other.chunks.names()) == [] and list(other.blobs.names()) == []


def test_an_item_to_which_pieces_still_come_stays(people: People, written: Written, tmp_path: Path) -> None:
    store = Store(tmp_path, people[1].public_key)
    book = KeptChunks(store, most=6)
    chunks = [list(cut(item_of(BLOB, b"%d" % n * 900), HEAD.size + 300)) for n in range(3)]

    def arrive(*items: Item) -> Pieces:
        with read_bundle(written(manifest_of(people), list(items)), people[1]) as bundle:
            return book.keep([bundle], lambda: None)

    for item in (chunks[0][0], chunks[1][0], chunks[1][1], chunks[0][1]):
        assert arrive(item) == Pieces()
    store.chunks.put(b"what a killed import left")
    assert arrive(*chunks[2][:2]) == Pieces()
    assert arrive(item_of(CHUNK, HEAD.pack(BLOB, bytes(32), 0, 100) + b"x")) == Pieces(given_up=1)
    assert arrive(chunks[0][2]) == Pieces(completed=1)
    assert len(list(store.chunks.names())) == 3  # two of the third, one of the last
    assert arrive(*chunks[1]) == Pieces(completed=1)


def test_many_chunks_of_many_items_take_no_long(people: People, written: Written, tmp_path: Path) -> None:
    """Work grows with the chunks, not with the product of chunks and items."""
    store = Store(tmp_path, people[1].public_key)
    book = KeptChunks(store, most=200)
    items = [item_of(CHUNK, HEAD.pack(BLOB, n.to_bytes(32, "big"), 0, 9) + b"x") for n in range(5_000)]
    with read_bundle(written(manifest_of(people), items), people[1]) as bundle:
        assert book.keep([bundle], lambda: None) == Pieces(given_up=4_800)
        assert list(book.joined_segments([bundle])) == []
        book.let_go([bundle])
    assert len(list(store.chunks.names())) == 200


@given(st.lists(st.integers(0, 4_000), max_size=30), st.integers(300, 3_000))
def test_every_part_stays_below_its_room(sizes: list[int], room: int) -> None:
    items = [item_of(BLOB, n.to_bytes(2, "big") + bytes(size)) for n, size in enumerate(sizes)]
    parts = laid_out(items, room)
    assert parts and all(sum(i.head.length + ROW.size for i in part) <= room for part in parts)
    whole = [i.head.sha256 for part in parts for i in part if i.head.type == BLOB]
    fitting = [i.head.sha256 for i in items if i.head.length + ROW.size <= room]
    assert whole == fitting  # in their order, nothing left out
    chunked = {c.read()[4:36] for part in parts for c in part if c.head.type == CHUNK}
    assert chunked == {i.head.sha256 for i in items} - set(whole)


def test_a_limit_without_room_is_refused() -> None:
    with pytest.raises(BundleTooLarge):
        room_in(10_000, 2_000, 3)
