"""What a member of the roster signs can be odd or unsound; it never harms more than its own cells."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from yport_desktop.domain.entity import Json
from yport_desktop.domain.errors import BundleDamaged
from yport_desktop.domain.segment import SealedSegment, SegmentHeader, decode, encode, signed_message
from yport_desktop.domain.segment_columns import SegmentColumns
from yport_desktop.exchange.identity import Identity
from yport_desktop.store import Store

from .conftest import SPACE

ODD: tuple[Json, ...] = (
    *(
        None,
        1,
        -1,
        1.5,
        10**400,
        True,
        [],
        {},
        [[[]]],
        {"a": {"b": 1}},
        "x" * 10_000,
        "\ud800",
        "\0",
        "a\nb",
        "",
    ),
    *("not-a-uuid", "deleted", ["deleted"], "0" * 64, ["0" * 64, 1, None]),
    "6f3c2a52-9d1e-5c58-9a1b-2b7c4f0e8d11",
)
FIELDS = (".parent", ".order", ".life", "signing_key", "name", ".of a later format", "", "x" * 120)

Make = Callable[[str, Json], SealedSegment]


def columns(record: bytes, name: str, value: Json) -> SegmentColumns:
    """A new person and one more field, which claims to replace what a segment nobody has said."""
    return SegmentColumns(
        (record,), (".kind", name), (b"q" * 32,), ((), (0,)), [0, 0], [0, 1],
        ["person", value], [0, 1], [2], [1 << 40], ["Edit"],
    )  # fmt: skip


@pytest.fixture
def make(people: tuple[Identity, ...]) -> Make:
    """Segments of one feed of Aya, signed by her."""
    feed, end = uuid4().bytes, [0, b""]

    def one(name: str, value: Json) -> SealedSegment:
        number, previous = int(end[0]) + 1, end[1]  # type: ignore[call-overload]
        header = SegmentHeader(SPACE.bytes, "", feed, number, previous, people[0].public_key, 2, 1, 1)  # type: ignore[arg-type]
        bare = SealedSegment(encode(header, columns(uuid4().bytes, name, value)), b"")
        end[:] = [number, bare.hash]
        return SealedSegment(bare.body, people[0].sign(signed_message(bare.hash)))

    return one


@pytest.fixture
def stores(people: tuple[Identity, ...], tmp_path: Path) -> Iterator[list[Store]]:
    """Ben's and Chika's, who trust Aya."""
    made = [Store(tmp_path / str(i), people[i].public_key) for i in (1, 2)]
    for store in made:
        store.add_space(SPACE)
        store.trust(SPACE, people[0].public_key)
    yield made
    for store in made:
        store.close()


def receive(store: Store, segments: list[SealedSegment]) -> int:
    return store.receive(SPACE, segments, lambda: store.trusted(SPACE), detailed=True).applied


def test_odd_values_in_every_kind_of_field(make: Make, stores: list[Store]) -> None:
    segments = [make(name, value) for name in FIELDS for value in ODD]
    ben, chika = stores
    assert sum(receive(ben, [s]) for s in segments) == len(segments)
    receive(chika, segments[::-1])
    assert ben.fingerprint(SPACE) == chika.fingerprint(SPACE)
    assert ben.check().sound and chika.check().sound
    records = ben.read.records(SPACE, "person")
    dead = ben.read.records(SPACE, "person", deleted=True)
    assert len(records) + len(dead) == len(segments)
    for record in records:
        ben.read.history(record.id, "name")
    ben.conflicts(SPACE)


def test_odd_kinds(make: Make, stores: list[Store]) -> None:
    """`.kind` twice in a segment: the later one counts, whatever it is."""
    for value in ODD:
        assert receive(stores[0], [make(".kind ", value)]) == 1
    assert stores[0].check().sound


@pytest.mark.parametrize("depth", [40, 900, 3_000])
def test_a_value_that_nests_too_deep_is_unsound(
    people: tuple[Identity, ...], make: Make, stores: list[Store], depth: int
) -> None:
    deep: Json = 1
    for _ in range(min(depth, 900)):
        deep = [deep]
    segment = make("name", deep)
    with pytest.raises(BundleDamaged):
        decode(segment.body)
    good = make("name", "Aya")
    ben, chika = stores
    assert receive(ben, [segment, good]) == 1
    assert receive(chika, [good]) == 1 and receive(chika, [segment]) == 0
    assert ben.waiting(SPACE) == chika.waiting(SPACE) == (1, {people[0].public_key})
    assert ben.fingerprint(SPACE) == chika.fingerprint(SPACE) and ben.check().sound


def test_an_unsound_segment_of_a_stranger_blocks_nothing_once_he_is_accepted(
    people: tuple[Identity, ...], make: Make, stores: list[Store]
) -> None:
    ben = stores[0]
    dan = people[3]
    header = SegmentHeader(SPACE.bytes, "", b"d" * 16, 1, b"", dan.public_key, 3, 1, 1)  # says 3, holds 2
    bare = SealedSegment(encode(header, columns(uuid4().bytes, "name", "Dan")), b"")
    unsound = SealedSegment(bare.body, dan.sign(signed_message(bare.hash)))
    receive(ben, [unsound])
    receive(ben, [make("signing_key", dan.public_key.hex())])
    assert dan.public_key in ben.trusted(SPACE)
    assert receive(ben, [make("name", "Aya")]) == 1
    assert ben.waiting(SPACE)[0] == 1 and ben.check().sound


def test_the_same_records_in_two_spaces_do_not_meet(
    people: tuple[Identity, ...], stores: list[Store]
) -> None:
    """A member of one engagement cannot reach into another by naming its records."""
    ben, other = stores[0], UUID(int=7)
    ben.add_space(other)
    ben.trust(other, people[3].public_key)
    record = uuid4().bytes
    for space, author, value in ((SPACE, people[0], "Cebu"), (other, people[3], "reached in")):
        header = SegmentHeader(space.bytes, "", space.bytes, 1, b"", author.public_key, 2, 1, 1)
        bare = SealedSegment(encode(header, columns(record, "name", value)), b"")
        segment = SealedSegment(bare.body, author.sign(signed_message(bare.hash)))
        ben.receive(space, [segment], lambda space=space: ben.trusted(space))  # type: ignore[misc]
    (mine,) = ben.read.records(SPACE, "person")
    assert mine.get("name") == "Cebu" and not mine.conflicts
