"""The redline of a plan: which clauses came, went, moved or changed between two states of its tree.

Clauses are recognised by their id, never by their text or number, so a clause that was moved and
rewritten is shown as one clause that was moved and rewritten.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from .align import increasing
from .entity import Json
from .redline import Span, is_changed, redline


@dataclass(frozen=True)
class Clause:
    """One clause as it stands in one state of a plan.

    `number` is derived from its place ("4.2.1"); `values` are its other fields (level, status,
    baseline, target ...), empty ones left out.
    """

    id: UUID
    parent: UUID | None
    number: str
    heading: str = ""
    text: str = ""
    values: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True)
class FieldChange:
    """One field that differs; None is empty."""

    key: str
    old: Json
    new: Json


@dataclass(frozen=True)
class ClauseChange:
    """One clause in both states; `old` is None where it was added, `new` where it was removed.

    `moved`: it hangs elsewhere, or its place among the clauses that stayed beside it changed.
    `renumbered`: only its number changed, because something else came or went.
    """

    old: Clause | None
    new: Clause | None
    moved: bool = False
    heading: tuple[Span, ...] = ()
    text: tuple[Span, ...] = ()
    fields: tuple[FieldChange, ...] = ()

    @property
    def clause(self) -> Clause:
        """The clause as it stands now, or as it last stood."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def added(self) -> bool:
        return self.old is None

    @property
    def removed(self) -> bool:
        return self.new is None

    @property
    def renumbered(self) -> bool:
        both = self.old is not None and self.new is not None
        return both and not self.moved and self.old.number != self.new.number  # type: ignore[union-attr]

    @property
    def rewritten(self) -> bool:
        """True when heading, text or another field differs in a clause that is in both states."""
        in_both = self.old is not None and self.new is not None
        return in_both and (is_changed(self.heading) or is_changed(self.text) or bool(self.fields))

    @property
    def changed(self) -> bool:
        """True for anything a reader has to look at; renumbering alone is not."""
        return self.added or self.removed or self.moved or self.rewritten


def redline_trees(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[ClauseChange, ...]:
    """Every clause of both states, in the reading order of the new one.

    Both sequences are in reading order. A removed clause stands after the clause that it used to follow.
    """
    was = {c.id: c for c in old}
    now = {c.id: c for c in new}
    moved = _moved(old, new)
    after = _places_of_removed(old, now, moved)
    changes: list[ClauseChange] = []
    waiting = [*reversed(new), *reversed(after.get(None, []))]
    while waiting:
        clause = waiting.pop()
        waiting.extend(reversed(after.get(clause.id, [])))
        changes.append(_compare(was.get(clause.id), now.get(clause.id), clause.id in moved))
    return tuple(changes)


def _compare(old: Clause | None, new: Clause | None, moved: bool) -> ClauseChange:
    old_values = old.values if old else {}
    new_values = new.values if new else {}
    keys = sorted({*old_values, *new_values})
    differing = (k for k in keys if old_values.get(k) != new_values.get(k))
    fields = tuple(FieldChange(k, old_values.get(k), new_values.get(k)) for k in differing)
    heading = redline(old.heading if old else "", new.heading if new else "")
    text = redline(old.text if old else "", new.text if new else "")
    return ClauseChange(old, new, moved, heading, text, fields)


def _moved(old: Iterable[Clause], new: Iterable[Clause]) -> set[UUID]:
    """Clauses in both states that hang elsewhere or changed places with a clause beside them.

    Of several clauses that changed places the fewest are called moved: those outside a longest
    run that kept its order.
    """
    place = {c.id: n for n, c in enumerate(old)}
    parent = {c.id: c.parent for c in old}
    moved: set[UUID] = set()
    stayed: dict[UUID | None, list[UUID]] = {}
    for clause in new:
        if clause.id not in place:
            continue
        if parent[clause.id] != clause.parent:
            moved.add(clause.id)
        else:
            stayed.setdefault(clause.parent, []).append(clause.id)
    for ids in stayed.values():
        kept = {ids[i] for i in increasing([place[i] for i in ids])}
        moved.update(i for i in ids if i not in kept)
    return moved


def _places_of_removed(
    old: Iterable[Clause], now: Mapping[UUID, Clause], moved: set[UUID]
) -> dict[UUID | None, list[Clause]]:
    after: dict[UUID | None, list[Clause]] = {}
    anchor: UUID | None = None
    for clause in old:
        if clause.id not in now:
            after.setdefault(anchor, []).append(clause)
        elif clause.id not in moved:
            anchor = clause.id
    return after
