"""The redline of a clause tree: clauses are followed by id through moves and rewriting."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.domain.clause_redline import Clause, redline_trees
from yport_desktop.domain.redline import new_text, old_text
from yport_desktop.domain.tree import build


def uid(n: int) -> UUID:
    return UUID(int=n)


def state(*rows: tuple[int, int | None, str]) -> list[Clause]:
    """Clauses in reading order from (id, parent, text); siblings stand as given."""
    tree = build((uid(i), None if p is None else uid(p), f"{n:03d}1") for n, (i, p, _) in enumerate(rows))
    texts = {uid(i): text for i, _, text in rows}
    return [Clause(n.id, n.parent, n.number, text=texts[n.id]) for n in tree]


def test_added_removed_and_renumbered() -> None:
    old = state((1, None, "goal"), (2, 1, "first"), (3, 1, "second"), (4, 1, "third"))
    new = state((1, None, "goal"), (3, 1, "second"), (5, 1, "inserted"), (4, 1, "third"))
    changes = {c.clause.id: c for c in redline_trees(old, new)}
    assert [c.clause.id for c in redline_trees(old, new)] == [uid(1), uid(2), uid(3), uid(5), uid(4)]
    assert changes[uid(2)].removed and changes[uid(5)].added
    assert changes[uid(3)].renumbered and not changes[uid(3)].changed
    assert not changes[uid(4)].changed and not changes[uid(4)].renumbered


def test_a_clause_under_another_parent_is_moved_and_its_children_go_along() -> None:
    old = state((1, None, "a"), (2, 1, "b"), (3, 2, "c"), (4, None, "d"))
    new = state((1, None, "a"), (4, None, "d"), (2, 4, "b"), (3, 2, "c"))
    changes = {c.clause.id: c for c in redline_trees(old, new)}
    assert changes[uid(2)].moved and not changes[uid(3)].moved and changes[uid(3)].renumbered
    assert not changes[uid(4)].moved


def test_of_clauses_that_changed_places_the_fewest_are_called_moved() -> None:
    old = state((1, None, "a"), (2, None, "b"), (3, None, "c"), (4, None, "d"))
    new = state((4, None, "d"), (1, None, "a"), (2, None, "b"), (3, None, "c"))
    assert [c.clause.id for c in redline_trees(old, new) if c.moved] == [uid(4)]


def test_texts_and_other_fields_are_compared() -> None:
    old = [Clause(uid(1), None, "1", "Target", "reduce by 20%", {"target_value": "20", "status": "draft"})]
    new = [Clause(uid(1), None, "1", "Target", "reduce by 25%", {"target_value": "25", "unit": "%"})]
    (change,) = redline_trees(old, new)
    assert change.rewritten
    assert [(f.key, f.old, f.new) for f in change.fields] == [
        ("status", "draft", None),
        ("target_value", "20", "25"),
        ("unit", None, "%"),
    ]
    assert (old_text(change.text), new_text(change.text)) == ("reduce by 20%", "reduce by 25%")


trees = st.lists(
    st.tuples(st.integers(1, 9), st.none() | st.integers(1, 9), st.sampled_from(["a b", "a c", "d"])),
    max_size=9,
).map(lambda rows: state(*{i: (i, p, t) for i, p, t in rows}.values()))


@given(trees, trees)
def test_every_clause_of_both_states_is_shown_once(old: list[Clause], new: list[Clause]) -> None:
    changes = redline_trees(old, new)
    ids = [c.clause.id for c in changes]
    assert len(ids) == len(set(ids)) == len({c.id for c in old} | {c.id for c in new})
    assert [c.new for c in changes if c.new] == new
    assert sorted((c.old for c in changes if c.old), key=lambda c: c.id) == sorted(old, key=lambda c: c.id)
    if old == new:
        assert not any(c.changed or c.renumbered for c in changes)
