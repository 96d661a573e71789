"""Histories know what they replaced, and rivals what they have in common."""

from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.installations import SPACE, Laptop
from yport_desktop.domain.changes import DELETED, KIND, LIFE, PARENT
from yport_desktop.store.ancestry import common_ancestors

RECORD = UUID(int=7)
CELL = (RECORD, "text")


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Laptop, Laptop]:
    trusted: set[bytes] = set()
    return Laptop(tmp_path, 1, trusted), Laptop(tmp_path, 2, trusted)


def write(laptop: Laptop, value: object) -> None:
    laptop.now += 60
    laptop.write(RECORD, "text", value)


def meet(*laptops: Laptop) -> None:
    for a in laptops:
        for b in laptops:
            if a is not b:
                b.take(a.segments())


def test_what_two_had_before_them_when_they_parted(pair: tuple[Laptop, Laptop]) -> None:
    aya, ben = pair
    write(aya, "first draft")
    write(aya, "draft")
    meet(aya, ben)
    write(aya, "mine")
    write(ben, "step")
    ben.segments()
    write(ben, "theirs")
    meet(aya, ben)
    past = aya.store.read.pasts([CELL])[CELL]
    assert [e.value for e in past.ancestors] == ["draft"]
    assert {e.value for e in past.entries if e.is_head} == {"mine", "theirs"}
    assert sorted(str(e.value) for e in past.entries) == ["draft", "first draft", "mine", "step", "theirs"]
    assert past == ben.store.read.pasts([CELL])[CELL]
    by_value = {e.value: e for e in past.entries}
    assert by_value["mine"].replaces == (by_value["draft"].segment,)
    assert by_value["theirs"].replaces == (by_value["step"].segment,)
    assert by_value["draft"].replaces == (by_value["first draft"].segment,)


def test_open_changes_have_a_past_too(pair: tuple[Laptop, Laptop]) -> None:
    aya, ben = pair
    write(aya, "draft")
    meet(aya, ben)
    write(ben, "theirs")
    write(aya, "half")
    write(aya, "mine")
    aya.take(ben.segments())
    past = aya.store.read.pasts([CELL])[CELL]
    assert [e.value for e in past.ancestors] == ["draft"]
    assert [e.value for e in past.entries if not e.segment] == ["mine", "half"]
    assert [e.value for e in aya.store.read.history(*CELL)] == [e.value for e in past.entries]


def test_without_anything_before_there_is_no_ancestor(pair: tuple[Laptop, Laptop]) -> None:
    aya, ben = pair
    write(aya, "mine")
    write(ben, "theirs")
    meet(aya, ben)
    assert aya.store.read.pasts([CELL])[CELL].ancestors == ()
    nothing = (UUID(int=99), "text")
    assert aya.store.read.pasts([nothing])[nothing].entries == ()


def test_one_conflict_settled_twice_has_several_ancestors(tmp_path: Path) -> None:
    trusted: set[bytes] = set()
    aya, ben, carla = (Laptop(tmp_path, n, trusted) for n in (1, 2, 3))
    write(aya, "a")
    write(ben, "b")
    meet(aya, ben)
    write(aya, "a or b")
    write(ben, "b or a")
    meet(aya, ben, carla)
    found = [laptop.store.read.pasts([CELL])[CELL] for laptop in (aya, ben, carla)]
    assert found[0] == found[1] == found[2]
    assert {e.value for e in found[0].ancestors} == {"a", "b"}


graphs = st.dictionaries(
    st.integers(0, 9), st.sets(st.integers(0, 9), max_size=3), min_size=1
).map(lambda g: {bytes([k]): {bytes([v]) for v in vs if v < k} for k, vs in g.items()})  # fmt: skip


@given(graphs, st.data())
def test_ancestors_against_the_plain_definition(graph: dict[bytes, set[bytes]], data: st.DataObject) -> None:
    heads = data.draw(st.lists(st.sampled_from(sorted(graph)), min_size=1, max_size=3))

    def above(node: bytes) -> set[bytes]:
        known = {n for n in graph.get(node, ()) if n in graph}
        return known.union(*(above(n) for n in known))

    common = set.intersection(*map(above, heads))
    assert common_ancestors(graph, heads) == common - set().union(*map(above, common))


def test_who_hangs_under_what_is_deleted(pair: tuple[Laptop, Laptop]) -> None:
    aya, ben = pair
    parent, child, other = UUID(int=20), UUID(int=21), UUID(int=22)
    for record in (parent, other):
        aya.write(record, KIND, "clause")
    meet(aya, ben)
    aya.write(parent, LIFE, DELETED)
    ben.write(child, KIND, "clause")
    ben.write(child, PARENT, str(parent))
    ben.write(other, PARENT, str(parent))
    meet(aya, ben)
    found = aya.store.places.under_deleted(SPACE)
    assert [(h.record, h.parent, h.hung_by, h.deleted_by) for h in found] == [
        (child, parent, ben.public, aya.public),
        (other, parent, ben.public, aya.public),
    ]
    assert found == ben.store.places.under_deleted(SPACE)
    assert aya.store.places.above(SPACE) == {}


def test_conflicts_are_counted_and_found_one_by_one(pair: tuple[Laptop, Laptop]) -> None:
    aya, ben = pair
    for laptop, text in ((aya, "a"), (ben, "b")):
        laptop.write(RECORD, KIND, "clause")
        laptop.write(RECORD, "text", text)
    meet(aya, ben)
    assert aya.store.read.conflict_counts(SPACE) == {"text": 1}
    found = aya.store.read.conflict(*CELL)
    assert found is not None and found == aya.store.conflicts(SPACE)[0]
    assert aya.store.read.conflict(RECORD, KIND) is None
    assert set(aya.store.read.origins(SPACE, "clause")) == {RECORD}
    assert aya.store.read.last_written(*CELL) is not None


def test_what_was_edited_very_often_is_looked_through_once() -> None:
    names = [n.to_bytes(4, "big") for n in range(3_000)]
    graph = {name: ({names[n - 1]} if n else set()) for n, name in enumerate(names)}
    graph |= {b"a": {names[-1]}, b"b": {names[-1]}}
    assert common_ancestors(graph, [b"a", b"b"]) == {names[-1]}
