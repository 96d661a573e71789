"""Trees from rows: nothing is lost, whatever offline advisors did to the parents."""

from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.domain.tree import Stray, build, rings


def uid(n: int) -> UUID:
    return UUID(int=n)


rows = st.lists(
    st.tuples(st.integers(0, 12), st.none() | st.integers(0, 14), st.sampled_from("abc")), max_size=14
)


@given(rows, st.integers(0, 1_000))
def test_no_row_is_lost_and_order_of_rows_is_irrelevant(
    raw: list[tuple[int, int | None, str]], seed: int
) -> None:
    given_rows = [(uid(i), None if p is None else uid(p), o) for i, p, o in raw]
    shuffled = list(given_rows)
    Random(seed).shuffle(shuffled)
    tree = build(given_rows)
    assert list(tree) == list(build(shuffled))
    assert set(tree.nodes) == {r[0] for r in given_rows}
    assert [n.id for n in tree] == [i for root in tree.roots for i in tree.subtree(root)]
    for node in tree:
        assert node.parent is None or node.id in tree.nodes[node.parent].children
    assert len({n.number for n in tree}) == len(tree.nodes)


def test_numbers_follow_the_order_keys() -> None:
    tree = build([(uid(1), None, "b"), (uid(2), None, "a"), (uid(3), uid(1), "b"), (uid(4), uid(1), "a")])
    assert {n.id: n.number for n in tree} == {uid(2): "1", uid(1): "2", uid(4): "2.1", uid(3): "2.2"}


def test_a_ring_is_cut_at_its_smallest_id_and_flagged() -> None:
    tree = build([(uid(1), uid(2), "a"), (uid(2), uid(1), "a"), (uid(3), uid(2), "a"), (uid(9), None, "z")])
    assert tree.roots == (uid(9), uid(1))
    assert [n.id for n in tree.strays] == [uid(1)]
    assert tree.nodes[uid(1)].stray is Stray.CYCLE
    assert tree.nodes[uid(3)].number == "2.1.1"


def test_an_orphan_stands_at_the_root_after_the_others() -> None:
    tree = build([(uid(1), uid(7), "a"), (uid(2), None, "b")])
    assert tree.roots == (uid(2), uid(1))
    assert tree.nodes[uid(1)].stray is Stray.ORPHAN


def test_equal_keys_are_settled_by_id() -> None:
    assert build([(uid(2), None, "a"), (uid(1), None, "a")]).roots == (uid(1), uid(2))


def test_a_deep_tree_needs_no_recursion() -> None:
    tree = build([(uid(i), uid(i - 1) if i > 1 else None, "V") for i in range(1, 5_000)])
    assert len(tree.subtree(uid(1))) == 4_999


def test_rings_are_told_from_their_smallest_id() -> None:
    a, b, c, d, e = (UUID(int=n) for n in range(1, 6))
    assert rings({c: b, b: c, a: b}) == ((b, c),)
    assert rings({a: a, b: c, c: d, d: b, e: d}) == ((a,), (b, c, d))
    assert rings({a: b, b: None}) == rings({a: b}) == rings({}) == ()
