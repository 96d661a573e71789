"""A tree from rows (id, parent, order) that never loses a row.

Two advisors offline may put A under B and B under A, or one may delete what the other hangs
something under. Such rows are attached at the root, after the others, and flagged, so that
a person can put them right. The result does not depend on the order of the rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Stray(StrEnum):
    """Why a node stands at the root although its row says otherwise."""

    ORPHAN = "orphan"  # its parent is not there
    CYCLE = "cycle"  # it was made its own ancestor


@dataclass(frozen=True)
class Node:
    """One place in the tree. `number` is derived ("4.2.1"); `parent` is where it really hangs."""

    id: UUID
    parent: UUID | None
    order: str
    number: str
    depth: int
    children: tuple[UUID, ...]
    stray: Stray | None = None


@dataclass(frozen=True)
class Tree:
    """All nodes by id, in reading order, and the ids at the root."""

    nodes: Mapping[UUID, Node]
    roots: tuple[UUID, ...]

    def __iter__(self) -> Iterator[Node]:
        """The nodes as read from top to bottom."""
        return iter(self.nodes.values())

    def subtree(self, id: UUID) -> tuple[UUID, ...]:
        """The node and everything under it, in reading order."""
        found: list[UUID] = []
        waiting = [id]
        while waiting:
            found.append(waiting.pop())
            waiting.extend(reversed(self.nodes[found[-1]].children))
        return tuple(found)

    def siblings(self, parent: UUID | None) -> tuple[Node, ...]:
        """The nodes under a parent (None: at the root), in order."""
        ids = self.roots if parent is None else self.nodes[parent].children
        return tuple(self.nodes[i] for i in ids)

    @property
    def strays(self) -> tuple[Node, ...]:
        """The nodes attached at the root for want of a place."""
        return tuple(n for n in self if n.stray is not None)


Row = tuple[UUID, UUID | None, str]


def build(rows: Iterable[Row]) -> Tree:
    """The tree of the rows. Of two rows with one id the smaller counts."""
    unique: dict[UUID, Row] = {}
    for row in sorted(rows, key=lambda r: (r[0], str(r[1] or ""), r[2])):
        unique.setdefault(row[0], row)
    strays = {
        i: Stray.ORPHAN for i, (_, parent, _) in unique.items() if parent is not None and parent not in unique
    }
    hanging = {i: parent for i, (_, parent, _) in unique.items() if i not in strays}
    # Each ring is cut open at its smallest id.
    strays |= {ring[0]: Stray.CYCLE for ring in rings(hanging)}
    below: dict[UUID | None, list[UUID]] = {}
    for id, (_, parent, _) in unique.items():
        below.setdefault(None if id in strays else parent, []).append(id)
    for ids in below.values():
        ids.sort(key=lambda i: (i in strays, unique[i][2], i))
    return Tree(_numbered(unique, below, strays), tuple(below.get(None, ())))


def rings(above: Mapping[UUID, UUID | None]) -> tuple[tuple[UUID, ...], ...]:
    """The rings among records and the one each hangs under; each from its smallest id upwards."""
    found: list[tuple[UUID, ...]] = []
    settled: set[UUID] = set()
    for start in above:
        path: dict[UUID, int] = {}
        at: UUID | None = start
        while at is not None and at not in settled and at not in path:
            path[at] = len(path)
            at = above.get(at)
        if at is not None and at in path:
            ring = list(path)[path[at] :]
            first = ring.index(min(ring))
            found.append((*ring[first:], *ring[:first]))
        settled.update(path)
    return tuple(sorted(found))


def _numbered(
    rows: Mapping[UUID, Row], below: Mapping[UUID | None, list[UUID]], strays: Mapping[UUID, Stray]
) -> dict[UUID, Node]:
    nodes: dict[UUID, Node] = {}
    places: list[tuple[UUID, UUID | None, str, int]] = [
        (i, None, str(n + 1), 0) for n, i in reversed(list(enumerate(below.get(None, ()))))
    ]
    while places:
        id, parent, number, depth = places.pop()
        children = below.get(id, [])
        nodes[id] = Node(id, parent, rows[id][2], number, depth, tuple(children), strays.get(id))
        places.extend((c, id, f"{number}.{n + 1}", depth + 1) for n, c in reversed(list(enumerate(children))))
    return nodes
