"""The conflict inbox: what people entered differently, and settling it.

A decision is written in the same save as the value that holds from now on, as a record of its own: it
travels, survives restarts, and undo takes back both. A decision that was taken back is asked again.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from uuid import UUID

from yport_desktop.domain.canonical import dumps
from yport_desktop.domain.changes import LIFE, ORDER, PARENT, Committed, Edit
from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.errors import InvalidEntry, Problem
from yport_desktop.domain.merge3 import one_after_the_other
from yport_desktop.domain.text import N_
from yport_desktop.domain.union import united
from yport_desktop.store.ancestry import common_ancestors
from yport_desktop.store.reading import Conflict, HistoryEntry

from .clash_words import EDITS_SHOWN, Words, is_listed, is_written
from .clashes import Clash, Dossier, How, Inbox, Nature, Option, Side, together
from .conflict_places import hanging_clash, hanging_in, ring_clash, rings_in
from .evidence import EVIDENCE
from .input_dossier import SETTLE, proofs_of
from .record_links import OBSERVATION, Translate
from .records import set_values
from .settlements import Decision, Reopened, reopened, settlement_edits
from .workspace import Workspace

CELL = (Nature.VALUE, Nature.TEXT, Nature.LIST, Nature.DELETION, Nature.PLACE)
_MOVED_ON = N_("More came in on this meanwhile. Look at it again before you decide.")


def count(workspace: Workspace, space: UUID) -> int:
    """How many conflicts of a space wait for a decision."""
    counts = workspace.store.read.conflict_counts(space)
    return (
        sum(n for name, n in counts.items() if name != ORDER)
        + len(rings_in(workspace, space))
        + len(hanging_in(workspace, space))
        + len(reopened(workspace, space))
    )


def inbox(workspace: Workspace, space: UUID, tr: Translate = str, limit: int | None = None) -> Inbox:
    """What waits for a decision, at most `limit` conflicts of it in words. Conflicts of place come first."""
    words = Words(workspace, space, tr)
    found = workspace.conflicts(space)
    known = workspace.store.read.several({c.record for c in found})
    living = [c for c in found if c.record not in known or not known[c.record].deleted]
    waiting: list[Callable[[], Clash]] = [
        *(partial(ring_clash, words, ring) for ring in rings_in(workspace, space)),
        *(partial(hanging_clash, words, hanging) for hanging in hanging_in(workspace, space)),
        *(partial(clash_of, words, c, known.get(c.record)) for c in living if c.field != ORDER),
        *(partial(_again, words, back) for back in reopened(workspace, space)),
    ]
    return Inbox(
        len(waiting),
        tuple(make() for make in waiting[:limit]),
        tuple(c.record for c in _order_only(living)),
    )


def _order_only(found: Sequence[Conflict]) -> list[Conflict]:
    """Places in the same list that two people chose differently; with another parent it is more than that."""
    moved = {c.record for c in found if c.field == PARENT}
    return [c for c in found if c.field == ORDER and c.record not in moved]


def _again(words: Words, back: Reopened) -> Clash:
    known = words.workspace.store.read.record(back.conflict.record)
    return clash_of(words, back.conflict, known, back.settlement.id, back.lines)


def clash_of(
    words: Words,
    conflict: Conflict,
    record: Record | None,
    settlement: UUID | None = None,
    lines: tuple[str, ...] = (),
) -> Clash:
    """A conflict of one cell in words. `settlement` was taken back; `lines` say what was edited then."""
    declared = words.declared(conflict.kind, conflict.field)
    heads = conflict.heads
    edited: tuple[str, ...] = lines
    if conflict.field == LIFE:
        sides, written = _life_sides(words, conflict, record)
        edited = edited or written
    else:
        sides = together(words.side(h, words.text(h.value, declared, conflict.field, record)) for h in heads)
    nature = _nature(conflict.field, is_written(declared, (h.value for h in heads)))
    if nature is Nature.VALUE and is_listed(declared, (h.value for h in heads)):
        nature = Nature.LIST
    entity = words.workspace.registry.entities.get(conflict.kind)
    return Clash(
        conflict.record,
        conflict.kind,
        conflict.field,
        declared,
        words.tr(entity.label) if entity else conflict.kind,
        words.title(record),
        words.label(conflict.kind, conflict.field),
        sides,
        nature,
        tuple(_keeping(words, conflict.record, conflict.field, side, sides) for side in sides),
        words.unit(declared, record),
        edited,
        words.choices(declared, record),
        words.sector(record),
        settlement,
    )


def _nature(field: str, written: bool) -> Nature:
    return {LIFE: Nature.DELETION, PARENT: Nature.PLACE}.get(field, Nature.TEXT if written else Nature.VALUE)


def _life_sides(
    words: Words, conflict: Conflict, record: Record | None
) -> tuple[tuple[Side, ...], tuple[str, ...]]:
    """A deletion against what others wrote without knowing of it: two sides, and the edits in words."""
    gone = [h for h in conflict.heads if h.value]
    kept = [h for h in conflict.heads if not h.value]
    read, lines = words.workspace.store.read, []
    fields = read.unseen(conflict.record)[:EDITS_SHOWN] if record is not None else ()
    pasts = read.pasts((conflict.record, key) for key in fields)
    for key in fields:
        newest = next((e for e in pasts[conflict.record, key].entries if e.is_head), None)
        if newest is None:
            continue
        declared = words.declared(conflict.kind, key)
        if declared is not None or key == PARENT:
            text = words.text(newest.value, declared, key, record)
            lines.append(f"{words.label(conflict.kind, key)}: {text}")
        kept.append(HistoryEntry(None, newest.at, newest.author, True, newest.segment))
    sides = [words.side(h, words.tr(N_("Deleted the record"))) for h in gone[:1]]
    sides += [words.side(h, words.tr(N_("Edited meanwhile"))) for h in kept]
    found = together(sides)
    if len(found) == 1:  # what was edited is not readable any more
        found += (Side(None, words.tr(N_("Edited meanwhile")), "", found[0].at, False),)
    return found, tuple(lines)


def _keeping(words: Words, record: UUID, key: str, side: Side, sides: Sequence[Side]) -> Option:
    """Keeping one side."""
    tr, how = words.tr, How.MINE if side.own else How.THEIRS
    edits = [Edit(record, key, side.value)]
    if key == LIFE:
        verb = tr(N_("Delete anyway")) if side.value else tr(N_("Keep the record"))
    elif side.own:
        verb = tr(N_("Keep mine"))
    else:
        verb = tr(N_("Keep the other")) if len(sides) == 2 and sides[0].own else tr(N_("Keep this"))
    if key == PARENT:
        edits += _order_of(words.workspace, record, side)
    return Option(verb, how, tuple(edits))


def _order_of(workspace: Workspace, record: UUID, side: Side) -> list[Edit]:
    """The place in the list that was given together with a place in the tree."""
    found = workspace.store.read.conflict(record, ORDER)
    order = next((h.value for h in (found.heads if found else ()) if h.segment == side.segment), None)
    return [Edit(record, ORDER, order)] if order is not None else []


def dossier(workspace: Workspace, space: UUID, clash: Clash, tr: Translate = str) -> Dossier:
    """What was there before, every value the field was given, and the evidence of the record."""
    record = workspace.store.read.record(clash.record)
    proofs = () if record is None else proofs_of(workspace, _proven(workspace, record))
    if clash.nature not in CELL or record is None:
        return Dossier(proofs=proofs)
    words = Words(workspace, space, tr)
    found = workspace.store.read.pasts([(clash.record, clash.key)])[clash.record, clash.key]
    declared = clash.field
    ancestors = found.ancestors if clash.reopened is None else _before(clash, found.entries)
    return Dossier(
        tuple(words.past(e, declared, clash.key, record) for e in ancestors),
        tuple(words.past(e, declared, clash.key, record) for e in found.entries),
        proofs,
    )


def _before(clash: Clash, entries: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    """What was there before the values of a decision that was taken back: they are no heads any more."""
    given = {(dumps(side.value), side.at) for side in clash.sides}
    last = {e.segment: e for e in reversed(entries)}
    graph = {e.segment: e.replaces for e in entries if e.segment not in e.replaces}
    nodes = [e.segment for e in entries if (dumps(e.value), e.at) in given]
    return [last[node] for node in sorted(common_ancestors(graph, nodes))]


def _proven(workspace: Workspace, record: Record) -> UUID:
    """The record whose evidence speaks: another source's value has that of the observation above it."""
    above = workspace.find(record.parent) if record.parent else None
    hangs = above is not None and above.kind == OBSERVATION and not workspace.children(record.id, EVIDENCE)
    return above.id if above is not None and hangs else record.id


# deciding ----------------------------------------------------------------------------------


def keep(clash: Clash, place: int) -> Decision:
    """Decide as the option of that place says."""
    option = clash.options[place]
    value = clash.sides[place].value if place < len(clash.sides) else None
    return Decision(clash, option.how, option.edits, value)


def write(clash: Clash, value: Json, how: How = How.NEW) -> Decision:
    """Decide for a value, in a conflict of one cell; one that a side gave counts as keeping that side."""
    for place, side in enumerate(clash.sides):
        if side.value == value and clash.nature in CELL:
            return keep(clash, place)
    return Decision(clash, how, (Edit(clash.record, clash.key, value),), value)


def both(clash: Clash, before: Json = None) -> Decision | None:
    """Both of two values: lists united against what was there before, texts one after the other."""
    if len(clash.sides) != 2 or clash.nature not in (Nature.LIST, Nature.TEXT):
        return None
    mine, theirs = (side.value for side in clash.sides)
    if clash.nature is Nature.LIST:
        base = before if isinstance(before, list) else []
        return write(clash, united(base, mine or [], theirs or []), How.BOTH)
    return write(clash, one_after_the_other(mine or "", theirs or ""), How.BOTH)


def by_author(clashes: Iterable[Clash], key: bytes | None) -> tuple[tuple[Decision, ...], int]:
    """Keep whatever one person gave (None: own values); and how many conflicts she has no side in."""
    found, without = [], 0
    for clash in clashes:
        place = next(
            (i for i, s in enumerate(clash.sides) if (s.own if key is None else key in s.keys)), None
        )
        if place is None or (clash.nature is Nature.RING and clash.options[place].how is How.NEW):
            without += 1
        else:
            found.append(keep(clash, place))
    return tuple(found), without


def settle(workspace: Workspace, space: UUID, decisions: Sequence[Decision], reason: str = "") -> Committed:
    """Write decisions and their settlements in one save, one undo step.

    Raises InvalidEntry where a value is not accepted, or where a value came in that was not shown when the
    decision was made; then nothing is written.
    """
    _check_seen(workspace, space, [d.clash for d in decisions])
    words = Words(workspace, space, str)
    edits = [e for d in decisions for e in (*d.edits, *settlement_edits(words, d, reason))]
    label = SETTLE if len(decisions) == 1 else N_("Settle several conflicts")
    committed = workspace.commit(space, edits, label)
    lives = tuple(e for d in decisions if d.clash.is_deletion for e in d.edits if e.field == LIFE)
    if lives and committed.save:
        # A record in question was there; a taken-back decision leaves it there, and asks again.
        workspace.history_of_session.take_back_as(tuple(Edit(e.record, LIFE, None) for e in lives))
    return committed


def _check_seen(workspace: Workspace, space: UUID, clashes: Sequence[Clash]) -> None:
    """Nobody overrules what was not on her screen."""
    natures = {clash.nature for clash in clashes}
    standing: dict[Nature, set[UUID]] = {}
    if Nature.RING in natures:
        standing[Nature.RING] = {ring[0] for ring in rings_in(workspace, space)}
    if Nature.HANGING in natures:
        standing[Nature.HANGING] = {h.record for h in hanging_in(workspace, space)}
    for clash in clashes:
        if clash.nature in standing:
            same = clash.record in standing[clash.nature]
        else:
            heads = workspace.store.read.heads(clash.record, clash.key)
            same = clash.is_deletion or {dumps(value) for value in heads} <= clash.seen
        if not same:
            raise InvalidEntry((Problem(_MOVED_ON),))


def settle_value(
    workspace: Workspace, space: UUID, record: UUID, field: str, value: Json, reason: str = ""
) -> Committed:
    """Write the value that holds from now on; a settlement goes with it where people disagreed."""
    found = workspace.store.read.conflict(record, field)
    if found is None:
        return workspace.commit(space, set_values(record, {field: value}), SETTLE)
    clash = clash_of(Words(workspace, space, str), found, workspace.store.read.record(record))
    return settle(workspace, space, [write(clash, value)], reason)


def accept_orders(workspace: Workspace, space: UUID) -> Committed | None:
    """Let the places in lists that are shown hold, where two people chose differently; None: nowhere."""
    found = _order_only(workspace.conflicts(space))
    if not found:
        return None
    edits = [Edit(c.record, ORDER, c.heads[0].value) for c in found]
    return workspace.commit(space, edits, N_("Keep the order that is shown"))
