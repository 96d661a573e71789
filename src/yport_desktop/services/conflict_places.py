"""Conflicts of place that no single cell shows: rings of moves, and what hangs under something deleted.

Aya moves A under B while Ben moves B under A: every cell has one value, yet neither record has a
place any more. Or one deletes what the other hangs something under. Both are found in the state
alone, so every installation that holds the same segments finds the same.
"""

from uuid import UUID

from yport_desktop.domain.changes import DELETED, LIFE, PARENT, Edit
from yport_desktop.domain.entity import Record
from yport_desktop.domain.text import N_
from yport_desktop.domain.tree import rings
from yport_desktop.store.places import Hanging
from yport_desktop.store.reading import HistoryEntry

from .clash_words import Words
from .clashes import Clash, How, Nature, Option, Side
from .evidence import EVIDENCE
from .record_links import ids_in
from .settlements import taken_back
from .workspace import Workspace

# What is found only through the record it hangs under. Everything else is listed by itself: another
# source's value by its input, a proposal on a deleted clause by its plan.
FOUND_BY_PARENT = ("clause", EVIDENCE)


def rings_in(workspace: Workspace, space: UUID) -> tuple[tuple[UUID, ...], ...]:
    """Living records that were moved under each other, each ring from its smallest id upwards."""
    return rings(workspace.store.places.above(space))


def hanging_in(workspace: Workspace, space: UUID) -> tuple[Hanging, ...]:
    """Records that somebody hung under what somebody else deleted.

    Whoever deletes a record leaves what she hung under it herself knowingly, and is not asked; after a
    decision was taken back she is.
    """
    found = workspace.store.places.under_deleted(space)
    mine = workspace.identity.public_key
    asked = taken_back(workspace, space, Nature.HANGING) if found else set()
    return tuple(
        h
        for h in found
        if ((h.hung_by or mine) != (h.deleted_by or mine) or h.record in asked)
        and h.parent != space
        and h.kind in FOUND_BY_PARENT
    )


def ring_clash(words: Words, ring: tuple[UUID, ...]) -> Clash:
    """A ring as a conflict: who moved what where, and how to open it."""
    read, tr = words.workspace.store.read, words.tr
    pasts = read.pasts((id, PARENT) for id in ring)
    known = read.several(ring)
    former = {id: _former(words, known[id], pasts[id, PARENT].entries, set(ring)) for id in ring}
    sides, options = [], []
    for place, id in enumerate(ring):
        head = next((e for e in pasts[id, PARENT].entries if e.is_head), HistoryEntry(None, 0, b"", True))
        title, under = words.title(known[id]), ring[(place + 1) % len(ring)]
        text = tr(N_("“{name}” was moved under “{other}”")).format(name=title, other=words.named(under))
        side = words.side(head, text)
        sides.append(Side(side.value, text, side.who, side.at, side.own, side.keys, side.segment, id))
        if len(ring) == 2:
            verb = tr(N_("Keep “{name}” under “{other}”")).format(name=title, other=words.named(under))
            edits = (Edit(id, PARENT, str(under)), Edit(under, PARENT, _text(former[under])))
            options.append(Option(verb, How.MINE if side.own else How.THEIRS, edits))
        else:
            verb = tr(N_("Move “{name}” back out")).format(name=title)
            options.append(Option(verb, How.NEW, (Edit(id, PARENT, _text(former[id])),)))
    apart = tuple(Edit(id, PARENT, _text(_top(words, known[id], former[id]))) for id in ring)
    options.append(Option(tr(N_("Put all of them at the top")), How.NEW, apart))
    first = known[ring[0]]
    entity = words.workspace.registry.entities.get(first.kind)
    return Clash(
        first.id,
        first.kind,
        PARENT,
        None,
        tr(entity.label) if entity else first.kind,
        tr(N_(" and ")).join(tr(N_("“{name}”")).format(name=words.title(known[id])) for id in ring),
        tr(N_("Moved under each other")),
        tuple(sides),
        Nature.RING,
        tuple(options),
        sector=words.sector(first),
    )


def hanging_clash(words: Words, found: Hanging) -> Clash:
    """A record under a deleted one as a conflict: restore that, move this up, or delete it too."""
    read, tr = words.workspace.store.read, words.tr
    known = read.several((found.record, found.parent))
    child, gone = known[found.record], known[found.parent]
    pasts = read.pasts([(child.id, PARENT), (gone.id, LIFE)])
    heads = [
        next((e for e in pasts[cell].entries if e.is_head), HistoryEntry(None, 0, b"", True))
        for cell in ((child.id, PARENT), (gone.id, LIFE))
    ]
    title, above = words.title(child), words.title(gone)
    hung = words.side(heads[0], tr(N_("Hangs under “{name}”, which is deleted")).format(name=above))
    deleted = words.side(heads[1], tr(N_("Deleted “{name}”")).format(name=above))
    options = [
        Option(tr(N_("Restore “{name}”")).format(name=above), _how(hung), (Edit(gone.id, LIFE, None),)),
        Option(
            tr(N_("Delete “{name}” too")).format(name=title), _how(deleted), (Edit(child.id, LIFE, DELETED),)
        ),
    ]
    entity = words.workspace.registry.entities.get(child.kind)
    higher = _living(words, gone)
    if higher is None or entity is None or higher.kind in entity.parents:
        up = Edit(child.id, PARENT, _text(higher.id if higher else None))
        options.append(Option(tr(N_("Move “{name}” up")).format(name=title), How.NEW, (up,)))
    return Clash(
        child.id,
        child.kind,
        PARENT,
        None,
        tr(entity.label) if entity else child.kind,
        title,
        tr(N_("Hangs under a deleted record")),
        (hung, deleted),
        Nature.HANGING,
        tuple(options),
        sector=words.sector(child),
    )


def _how(side: Side) -> How:
    return How.MINE if side.own else How.THEIRS


def _text(id: UUID | None) -> str | None:
    return str(id) if id is not None else None


def _former(words: Words, record: Record, entries: tuple[HistoryEntry, ...], ring: set[UUID]) -> UUID | None:
    """Where a record was before it came into the ring: the newest place that is there and not below it."""
    for entry in entries:
        for id in ids_in(entry.value):
            if id not in ring and not _leads_into(words.workspace, id, ring):
                return id
    return next(iter(ids_in(record.get("plan"))), None)


def _leads_into(workspace: Workspace, id: UUID, ring: set[UUID]) -> bool:
    """Whether a place is gone, or hangs below the ring (or another)."""
    seen: set[UUID] = set()
    at: UUID | None = id
    while at is not None:
        found = workspace.find(at)
        if found is None or at in ring or at in seen:
            return True
        seen.add(at)
        at = found.parent
    return False


def _top(words: Words, record: Record, former: UUID | None) -> UUID | None:
    """The place above all records of its own kind."""
    seen: set[UUID] = set()
    while former is not None and former not in seen:
        seen.add(former)
        found = words.workspace.find(former)
        if found is None or found.kind != record.kind:
            return former
        former = found.parent
    return former


def _living(words: Words, gone: Record) -> Record | None:
    """The nearest living record above a deleted one."""
    seen: set[UUID] = set()
    at: Record | None = gone
    while at is not None and at.deleted and at.id not in seen:
        seen.add(at.id)
        at = words.workspace.store.read.record(at.parent) if at.parent else None
    return at if at is not None and not at.deleted else None
