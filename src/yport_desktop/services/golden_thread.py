"""The golden thread: from a measured problem to the clause that answers it, walkable both ways.

Which step a record stands on, and what it is tied to, is said by the reference fields of the
record types; here only the order of the steps is known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from yport_desktop.domain.entity import FieldKind, Record

from .plan_views import Link
from .record_links import Translate, ids_in, link_of
from .workspace import Workspace

# The steps from the measurement to the proposal, which hangs under its clause.
STEPS = ("observation", "finding", "urban_issue", "clause", "proposal")


@dataclass(frozen=True)
class Thread:
    """One record and all it is tied to, step by step. `here` is the step of the record itself."""

    record: UUID
    here: str
    steps: Mapping[str, tuple[Link, ...]]


def thread(workspace: Workspace, space: UUID, record: UUID, tr: Translate = str) -> Thread | None:
    """The thread through a record; None where the record is not a step of it."""
    start = workspace.find(record)
    if start is None or start.kind not in STEPS:
        return None
    records = {r.id: r for kind in STEPS[1:] for r in workspace.records(space, kind)}
    records[start.id] = start
    up, down = _ties(workspace, records.values())
    reached = {start.id} | _walk(start.id, up) | _walk(start.id, down)
    reached |= {r.parent for i in reached if (r := records.get(i)) and r.kind == STEPS[-1] and r.parent}
    missing = [i for i in reached if i not in records]
    records |= {i: r for i, r in workspace.store.read.several(missing).items() if not r.deleted}
    steps = {
        kind: tuple(link_of(workspace, r, tr) for i, r in records.items() if i in reached and r.kind == kind)
        for kind in STEPS
    }
    return Thread(record, start.kind, steps)


def _ties(
    workspace: Workspace, records: Iterable[Record]
) -> tuple[dict[UUID, set[UUID]], dict[UUID, set[UUID]]]:
    """Per record what it rests on (towards the measurement) and what rests on it."""
    rank = {kind: at for at, kind in enumerate(STEPS)}
    up: dict[UUID, set[UUID]] = {}
    down: dict[UUID, set[UUID]] = {}

    def tie(upper: UUID, lower: UUID) -> None:
        up.setdefault(lower, set()).add(upper)
        down.setdefault(upper, set()).add(lower)

    for record in records:
        for other, kinds in _references(workspace, record):
            if any(rank.get(k, 99) < rank[record.kind] for k in kinds):
                tie(other, record.id)
        if record.kind == STEPS[-1] and record.parent is not None:
            tie(record.parent, record.id)
    return up, down


def _references(workspace: Workspace, record: Record) -> list[tuple[UUID, tuple[str, ...]]]:
    found = []
    for field in workspace.entity(record.kind).fields:
        kinds = tuple(k for k in field.refers_to if k in STEPS)
        if not kinds or field.kind not in (FieldKind.REFERENCE, FieldKind.REFERENCES):
            continue
        found += [(id, kinds) for id in ids_in(record.get(field.key))]
    return found


def _walk(start: UUID, ties: Mapping[UUID, set[UUID]]) -> set[UUID]:
    seen: set[UUID] = set()
    waiting = [start]
    while waiting:
        for other in ties.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen
