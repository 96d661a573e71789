"""The merge: the same set of segments gives the same state, and nothing is lost."""

import random
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yport_desktop.domain.changes import DELETED, KIND, LIFE, PARENT, SIGNING_KEY, Edit
from yport_desktop.store.checking import state

from . import oracle
from .installations import SPACE, Laptop, genuine

RECORDS = [UUID(int=i + 1) for i in range(4)]
FIELDS = ["a", "b"]
EXAMPLES = 60 if settings.default.derandomize else settings.default.max_examples  # the latter to explore


def shown(laptop: Laptop, record: UUID, field: str) -> object:
    found = laptop.store.read.record(record)
    return found.values.get(field) if found else None


@pytest.fixture
def three(tmp_path: Path) -> list[Laptop]:
    """Three laptops on one roster that all know record 0 of kind "note" with a = "old"."""
    roster: set[bytes] = set()
    laptops = [Laptop(tmp_path, n, roster) for n in (1, 2, 3)]
    laptops[0].store.commit(SPACE, [Edit(RECORDS[0], KIND, "note"), Edit(RECORDS[0], "a", "old")])
    for other in laptops[1:]:
        other.take(laptops[0].segments())
    return laptops


def test_edits_of_different_fields_join(three: list[Laptop]) -> None:
    one, two, hub = three
    one.write(RECORDS[0], "a", "1")
    two.write(RECORDS[0], "b", "2")
    hub.take(one.segments())
    hub.take(two.segments())
    assert (shown(hub, RECORDS[0], "a"), shown(hub, RECORDS[0], "b")) == ("1", "2")
    assert hub.store.conflicts(SPACE) == ()


def test_two_people_on_one_cell_is_a_conflict_until_someone_saw_both(three: list[Laptop]) -> None:
    one, two, hub = three
    one.write(RECORDS[0], "a", "1")
    two.write(RECORDS[0], "a", "2")
    hub.take(one.segments() + two.segments())
    (conflict,) = hub.store.conflicts(SPACE)
    assert {h.value for h in conflict.heads} == {"1", "2"}
    hub.write(RECORDS[0], "a", "settled")
    for laptop in (one, two):
        laptop.take(hub.segments())
    one.take(two.segments())
    two.take(one.segments())
    for laptop in three:
        assert shown(laptop, RECORDS[0], "a") == "settled"
        assert laptop.store.conflicts(SPACE) == ()


def test_equal_values_agree_silently_also_across_unicode_forms(three: list[Laptop]) -> None:
    one, two, hub = three
    one.write(RECORDS[0], "a", "caf\u00e9")
    two.write(RECORDS[0], "a", "cafe\u0301")
    hub.take(one.segments() + two.segments())
    assert hub.store.conflicts(SPACE) == ()


def test_deletion_against_an_edit_is_a_conflict_and_the_record_stays(three: list[Laptop]) -> None:
    one, two, hub = three
    one.write(RECORDS[0], LIFE, DELETED)
    two.write(RECORDS[0], "a", "new")
    for order in ([one, two], [two, one]):
        for laptop in order:
            hub.take(laptop.segments())
    assert [c.field for c in hub.store.conflicts(SPACE)] == [LIFE]
    assert not hub.store.read.record(RECORDS[0]).deleted
    hub.write(RECORDS[0], LIFE, DELETED)
    assert hub.store.conflicts(SPACE) == ()
    assert hub.store.read.record(RECORDS[0]).deleted


def test_deletion_by_one_who_saw_the_edit_is_no_conflict(three: list[Laptop]) -> None:
    one, two, hub = three
    two.write(RECORDS[0], "a", "new")
    one.take(two.segments())
    one.write(RECORDS[0], LIFE, DELETED)
    hub.take(one.segments())
    assert hub.store.conflicts(SPACE) == ()
    assert hub.store.read.record(RECORDS[0]).deleted


def test_what_was_replaced_before_it_arrived_stays_replaced(three: list[Laptop]) -> None:
    one, two, hub = three
    one.write(RECORDS[0], "a", "first")
    first = one.segments()[-1]
    two.take([first])
    two.write(RECORDS[0], "a", "second")
    second = two.segments()[-1]
    hub.take([second])
    hub.take([first])
    assert shown(hub, RECORDS[0], "a") == "second"
    assert hub.store.conflicts(SPACE) == ()


def test_segments_of_unknown_keys_are_kept_unapplied_until_accepted(tmp_path: Path) -> None:
    stranger, me = Laptop(tmp_path, 1), Laptop(tmp_path, 2)
    stranger.store.commit(SPACE, [Edit(RECORDS[0], KIND, "note")])
    me.take(stranger.segments())
    assert me.store.read.record(RECORDS[0]) is None
    assert me.store.waiting(SPACE) == (1, {stranger.public})
    me.trusted.add(stranger.public)
    me.store.apply_waiting(SPACE, lambda: me.trusted)
    assert me.store.read.record(RECORDS[0]) is not None


def test_a_key_that_was_replaced_within_one_segment_stays_on_the_roster_everywhere(
    three: list[Laptop],
) -> None:
    one, two, _ = three
    for key in ("ab" * 32, ["cd" * 32], None):
        one.write(RECORDS[0], SIGNING_KEY, key)
    assert one.store.check().sound
    two.take(one.segments())
    for laptop in (one, two):
        assert {bytes.fromhex("ab" * 32), bytes.fromhex("cd" * 32)} <= laptop.store.trusted(SPACE)
        assert laptop.store.check().sound


def test_a_child_finds_its_parent_whichever_comes_first(three: list[Laptop]) -> None:
    one, _, hub = three
    one.store.commit(SPACE, [Edit(RECORDS[1], KIND, "note"), Edit(RECORDS[1], PARENT, str(RECORDS[2]))])
    child = one.segments()[-1]
    one.store.commit(SPACE, [Edit(RECORDS[2], KIND, "note")])
    parent = one.segments()[-1]
    for segment in (parent, child):
        hub.take([segment])
    assert [r.id for r in hub.store.read.children(RECORDS[2])] == [RECORDS[1]]


def test_a_rehearsal_leaves_no_trace(three: list[Laptop]) -> None:
    one, two, _ = three
    one.write(RECORDS[0], "a", "1")
    two.write(RECORDS[0], "a", "2")
    before = state(two.store.database.conn)
    outcome, conflicts = two.store.rehearse(
        SPACE, one.segments(), lambda: two.trusted, lambda: two.store.conflicts(SPACE)
    )
    assert (outcome.applied, len(conflicts)) == (1, 1) and two.store.conflicts(SPACE) == ()
    assert state(two.store.database.conn) == before


writes = st.tuples(
    st.integers(0, 2),
    st.sampled_from(RECORDS),
    st.sampled_from([*FIELDS, LIFE, KIND, PARENT]),
    st.sampled_from(["x", "y", "e\u0301", "\u00e9", None, DELETED, str(RECORDS[0])]),
)
moves = st.one_of(
    st.tuples(st.just("write"), writes),
    st.tuples(st.just("seal"), st.integers(0, 2)),
    st.tuples(st.just("send"), st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2**32))),
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(moves, max_size=40), st.integers(0, 2**32))
def test_any_schedule_converges_and_agrees_with_the_brute_force_model(
    tmp_path_factory: pytest.TempPathFactory, schedule: list, seed: int
) -> None:
    """Random writes, seals and partial, shuffled, repeated deliveries between three laptops."""
    roster: set[bytes] = set()
    folder = tmp_path_factory.mktemp("schedule")
    laptops = [Laptop(folder, n, roster) for n in (1, 2, 3)]
    for kind, detail in schedule:
        if kind == "write":
            who, record, field, value = detail
            laptops[who].write(record, field, value)
        elif kind == "seal":
            laptops[detail].segments()
        else:
            sender, receiver, luck = detail
            chance = random.Random(luck)
            segments = [s for s in laptops[sender].segments() if chance.random() < 0.7]
            chance.shuffle(segments)
            laptops[receiver].take(segments)
    everything = [s for laptop in laptops for s in laptop.segments()]
    for number, laptop in enumerate(laptops):
        shuffled = everything[:]
        random.Random(seed + number).shuffle(shuffled)
        laptop.take(shuffled)
        assert laptop.store.check(genuine).faults == []
    states = [state(laptop.store.database.conn) for laptop in laptops]
    assert states[0] == states[1] == states[2]
    assert laptops[0].store.have_list(SPACE) == laptops[1].store.have_list(SPACE)
    expected = oracle.heads([s.body for s in everything])
    found: dict[tuple[str, str], set[str]] = {cell: set() for cell in expected}
    for uuid, field, identity, _ in [*states[0]["heads"], *states[0]["rivals"]]:
        found[uuid.hex(), field].add(identity.hex())
    assert found == {cell: set(values) for cell, values in expected.items()}
    conflicts = {(u.hex(), f) for u, f in states[0]["conflicts"] if f != LIFE}
    assert conflicts == {c for c in oracle.conflicts([s.body for s in everything]) if c[1] != LIFE}
    for laptop in laptops:
        laptop.store.close()
