"""The neck: every change of a person, an import or an undo passes here, on the database thread."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from yport_desktop.domain.canonical import storable
from yport_desktop.domain.changes import (
    CIRCLE,
    DELETED,
    KIND,
    LIFE,
    ORDER,
    PARENT,
    PRIVATE,
    RESERVED,
    Committed,
    Edit,
)
from yport_desktop.domain.check import check_values
from yport_desktop.domain.entity import EntityType, Json, Record
from yport_desktop.domain.errors import InvalidEntry, NotFound, Problem, Severity
from yport_desktop.domain.registry import Registry
from yport_desktop.domain.segment import SEAL_AT_BYTES, SEAL_AT_CHANGES
from yport_desktop.domain.text import N_
from yport_desktop.exchange.identity import Identity
from yport_desktop.store import Store
from yport_desktop.store.backups import Backup
from yport_desktop.store.reading import Conflict, HistoryEntry
from yport_desktop.store.segments import NotSealedYet

from .circles import Circles
from .undo import Step, UndoStack

MAX_EDITS = 50_000
MAX_EDIT_BYTES = 8 * 1024 * 1024  # a segment of them stays well below what a reader accepts
RUN_MARK = "run mark"


@dataclass(frozen=True)
class SpaceView:
    """A space as people know it."""

    id: UUID
    kind: str
    name: str


class Workspace:
    """Everything the use cases stand on: registry, store, identity, undo, listeners."""

    def __init__(self, registry: Registry, store: Store, identity: Identity) -> None:
        self.registry = registry
        self.store = store
        self.identity = identity
        self.circles = Circles(registry, store.read, store.cells)
        self.history_of_session = UndoStack()
        self._listeners: list[Callable[[Committed], None]] = []
        self.is_copy = self._begin_run()

    def _begin_run(self) -> bool:
        """Notice a restored or copied store; True if it was one. It goes on in new feeds."""
        known = self.store.note(RUN_MARK)
        copied = known is not None and not self.identity.matches(known)
        if copied:
            self.store.start_new_feeds()
        self._mark_run()
        return copied

    def _mark_run(self) -> None:
        mark = self.identity.begin_run()
        self.store.set_note(RUN_MARK, str(mark))
        self.identity.confirm_run(mark)

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def subscribe(self, listener: Callable[[Committed], None]) -> None:
        """Call `listener` after every commit and import, on the database thread."""
        self._listeners.append(listener)

    def announce(self, committed: Committed) -> None:
        """Tell the listeners what was touched."""
        for listener in self._listeners:
            listener(committed)

    # writing -------------------------------------------------------------------------------

    def new_space(self, values: Mapping[str, Json], record: UUID, kind: str = "engagement") -> Committed:
        """A new unit of sharing with its top record of the same id and kind."""
        edits = [Edit(record, KIND, kind), *(Edit(record, k, v) for k, v in values.items())]
        self._check(record, edits)
        self.store.add_space(record, kind)
        return self.commit(record, edits)

    def commit(self, space: UUID, edits: Sequence[Edit], label: str = "") -> Committed:
        """Check and write one save. Raises InvalidEntry with all problems; then nothing is written."""
        edits = tuple(edits)
        if not edits:
            return Committed(space, 0, (), (), label)
        self._check(space, edits)
        edits = self.circles.completed(edits)
        _check_size(edits)
        committed = self._write(space, edits, label)
        self.history_of_session.did(committed, edits)
        self.announce(committed)
        return committed

    def compensate(self, space: UUID, edits: Sequence[Edit], label: str) -> Committed:
        """Write values that stood here before, as they were: like an undo they are not judged anew."""
        edits = self.circles.completed(edits)
        committed = self._write(space, edits, label)
        self.history_of_session.did(committed, edits)
        self.announce(committed)
        return committed

    def _write(self, space: UUID, edits: Sequence[Edit], label: str) -> Committed:
        store = self.store
        # Before, not after: where sealing fails, nothing was written that is then reported as lost.
        if store.open_changes(space) >= SEAL_AT_CHANGES or store.open_bytes(space) >= SEAL_AT_BYTES:
            self.seal(space)
        stamped = self.circles.stamped(edits)
        if come := self.circles.entering(edits):
            store.move_open(space, come, PRIVATE)
        try:
            return store.commit(space, stamped, label)
        except NotSealedYet:
            self.seal(space)
            return store.commit(space, stamped, label)

    def seal(self, space: UUID) -> None:
        """Seal the open changes; a new run mark makes an older copy of the store noticeable."""
        if self.store.seal(space, self.identity.sign):
            self._mark_run()

    def undo(self) -> Committed | None:
        """Take the newest save back; cells that changed since then stay as they are."""
        step = self.history_of_session.next_undo
        if step is None:
            return None
        return self._revert(step, self.history_of_session.undone, taken_back=False)

    def redo(self) -> Committed | None:
        """Bring back what was undone last."""
        step = self.history_of_session.next_redo
        if step is None:
            return None
        return self._revert(step, self.history_of_session.redone, taken_back=True)

    def _revert(
        self, step: Step, note: Callable[[Committed, Sequence[Edit]], None], taken_back: bool
    ) -> Committed:
        """`taken_back`: whether an import that the step took back is so again afterwards."""
        written = {(e.record, e.field): e.value for e in step.written}
        gone = self._deleted_since(step, written)
        edits = tuple(
            e
            for e in step.inverse
            if e.record not in gone and self._unchanged(e, written) and not self._buries(e, step)
        )
        committed = Committed(step.committed.space, 0, (), (), step.label)
        if edits:
            edits = self.circles.completed(edits)
            committed = self._write(step.committed.space, edits, step.label)
            if step.arrival is not None:
                self.store.mark_taken_back(step.committed.space, step.arrival, taken_back)
        note(committed, edits)
        self.announce(committed)
        return committed

    def _unchanged(self, edit: Edit, written: Mapping[tuple[UUID, str], Json]) -> bool:
        if (edit.record, edit.field) not in written:
            return True
        history = self.history(edit.record, edit.field)
        heads = [h.value for h in history if h.is_head]
        return heads == [written[edit.record, edit.field]]

    def _deleted_since(self, step: Step, written: Mapping[tuple[UUID, str], Json]) -> set[UUID]:
        """Records that somebody deleted after the save: writing into them would call that in question."""
        known = self.store.read.several({e.record for e in step.inverse})
        return {r.id for r in known.values() if r.deleted and (r.id, LIFE) not in written}

    def _buries(self, edit: Edit, step: Step) -> bool:
        """Taking back a creation would delete what a colleague wrote into the record since."""
        if edit.field != LIFE or edit.value != DELETED or edit.record not in step.made:
            return False
        return not self.store.read.authors(edit.record) <= {b"", self.identity.public_key}

    def is_private(self, record: UUID) -> bool:
        """Whether a record, or one it hangs under, was marked as private."""
        return self.circles.is_private(record)

    def mark_private(self, record: UUID, private: bool) -> Committed:
        """Mark a record and all under it as private, or make it everybody's again.

        What was sent before stays with those who have it.
        """
        edits = [Edit(record, CIRCLE, PRIVATE if private else None)]
        label = N_("Mark as private") if private else N_("Make it everybody's")
        return self.commit(self.get(record).space, edits, label)

    # checks --------------------------------------------------------------------------------

    def _check(self, space: UUID, edits: Sequence[Edit]) -> None:
        _check_size(edits)
        problems: list[Problem] = []
        by_record: dict[UUID, dict[str, Json]] = {}
        for edit in edits:
            by_record.setdefault(edit.record, {})[edit.field] = edit.value
        known = self.store.read.several(by_record)
        for record, values in by_record.items():
            problems += self._problems(space, known.get(record), values)
        if any(p.severity is Severity.REFUSED for p in problems):
            raise InvalidEntry(tuple(problems))

    def _problems(self, space: UUID, known: Record | None, values: Mapping[str, Json]) -> tuple[Problem, ...]:
        """`known` is the record as it stands, None if it is new. Another space's raises NotFound."""
        made = KIND in values
        kind = known.kind if known and not made else str(values.get(KIND))
        entity = self.registry.entities.get(kind)
        if entity is None or (known and known.space != space):
            raise NotFound()
        own = {k: v for k, v in values.items() if k not in RESERVED}
        problems = _reserved_problems(values)
        if known and known.id == space and values.get(CIRCLE) == PRIVATE:
            problems += (
                Problem(N_("The engagement itself cannot be private. Mark records in it."), field=CIRCLE),
            )
        if known and known.deleted and CIRCLE in values and LIFE not in values:
            # The mark is written apart: whoever deleted the record would seem not to have seen it.
            problems += (Problem(N_("This record is deleted. Restore it first."), field=CIRCLE),)
        problems += check_values(entity, own, partial=not made)
        if known and known.kind != kind:
            problems += (Problem(N_("A record stays of the kind it was made as."), field=KIND),)
        elif known and entity.immutable and own and not (made and _says_the_same(known, own)):
            problems += (Problem(N_("This record is frozen: it is not changed any more.")),)
        if known and not made and entity.rules and not any(p.severity is Severity.REFUSED for p in problems):
            merged = {**known.values, **own}
            problems += tuple(p for rule in entity.rules for p in rule(merged))
        return problems

    def problems_of(self, record: Record) -> tuple[Problem, ...]:
        """What is amiss with a record as it stands (it may have come from elsewhere)."""
        entity = self.registry.entities.get(record.kind)
        return check_values(entity, record.values, partial=False) if entity else ()

    # reading -------------------------------------------------------------------------------

    def spaces(self) -> tuple[SpaceView, ...]:
        """All spaces with the names of their top records, from their first change on."""
        views = (SpaceView(s.id, s.kind, self._name_of(s.id)) for s in self.store.spaces())
        return tuple(view for view in views if view.name or not self.store.is_empty(view.id))

    def _name_of(self, record: UUID) -> str:
        top = self.store.read.record(record)
        return self.title(top) if top else ""

    def entity(self, kind: str) -> EntityType:
        """The declaration of a kind. Raises NotFound."""
        try:
            return self.registry.entities[kind]
        except KeyError:
            raise NotFound() from None

    def title(self, record: Record) -> str:
        """The name a record is shown by."""
        entity = self.registry.entities.get(record.kind)
        return str(record.get(entity.title, "")) if entity else ""

    def get(self, record: UUID) -> Record:
        """One living or deleted record. Raises NotFound."""
        found = self.store.read.record(record)
        if found is None:
            raise NotFound()
        return found

    def find(self, record: UUID) -> Record | None:
        """One record, None if it is unknown or deleted."""
        found = self.store.read.record(record)
        return found if found and not found.deleted else None

    def children(self, parent: UUID, kind: str | None = None) -> tuple[Record, ...]:
        """Living records under a parent, in order."""
        return self.store.read.children(parent, kind)

    def records(self, space: UUID, kind: str) -> tuple[Record, ...]:
        """Living records of a kind, in order."""
        return self.store.read.records(space, kind)

    def count(self, space: UUID, kind: str) -> int:
        """How many living records of a kind."""
        return self.store.read.count(space, kind)

    def history(self, record: UUID, field: str) -> tuple[HistoryEntry, ...]:
        """Every value a field was given, newest first."""
        return self.store.read.history(record, field)

    def conflicts(self, space: UUID) -> tuple[Conflict, ...]:
        """Open conflicts of a space."""
        return self.store.conflicts(space)

    def author_name(self, space: UUID, author: bytes) -> str:
        """The person with that key, now or formerly; "" for a key that nobody put on the roster."""
        for record in self.store.keys.named_by(space, author):
            found = self.find(record)
            holder = self.find(found.parent) if found and found.parent and found.parent != space else found
            if holder is not None:
                return str(holder.get("name", ""))
        return ""

    # attachments and care ------------------------------------------------------------------

    def put_blob(self, content: bytes) -> str:
        """Keep an attachment; returns its SHA-256."""
        return self.store.blobs.put(content)

    def blob(self, sha256: str) -> bytes | None:
        """An attachment's content, None when it is not here yet."""
        return self.store.blobs.get(sha256)

    def back_up(self, reason: str) -> Backup:
        """A copy of the store before a risky step."""
        return self.store.backups.make(self.store.database, reason)


def _check_size(edits: Sequence[Edit]) -> None:
    if problems := tuple(_problems_of_size(edits)):
        raise InvalidEntry(problems)


def in_groups(edits: Sequence[Edit]) -> Iterator[tuple[Edit, ...]]:
    """The edits in groups that a segment can hold, in their order."""
    group: list[Edit] = []
    size = 0
    for edit in edits:
        more = _size_of(edit)
        if group and (len(group) >= MAX_EDITS or size + more > MAX_EDIT_BYTES):
            yield tuple(group)
            group, size = [], 0
        group.append(edit)
        size += more
    if group:
        yield tuple(group)


def _size_of(edit: Edit) -> int:
    """About how many bytes a value takes. Raises ValueError if it is no plain JSON."""
    text = edit.value if isinstance(edit.value, str) else storable(edit.value)
    return len(text) * (1 if text.isascii() else 4)


def _problems_of_size(edits: Sequence[Edit]) -> Iterator[Problem]:
    """What no segment could hold: too much at once, or a value that is no plain JSON."""
    size = 0
    for edit in edits:
        try:
            size += _size_of(edit)
        except ValueError:
            yield Problem(N_("This must be a structured value."), field=edit.field)
    if len(edits) > MAX_EDITS or size > MAX_EDIT_BYTES:
        yield Problem(N_("Too many changes at once: split the import into parts."))


def _says_the_same(known: Record, own: Mapping[str, Json]) -> bool:
    return all(storable(known.values.get(key)) == storable(value) for key, value in own.items())


def _uuid(value: Json) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _reserved_problems(values: Mapping[str, Json]) -> tuple[Problem, ...]:
    problems = []
    parent, order = values.get(PARENT), values.get(ORDER)
    if parent is not None and _uuid(parent) is None:
        problems.append(Problem(N_("This does not name a record."), field=PARENT))
    if order is not None and not (isinstance(order, str) and len(order) <= 200 and order.isprintable()):
        problems.append(Problem(N_("This place in the order is not valid."), field=ORDER))
    if values.get(CIRCLE) not in (None, PRIVATE):
        problems.append(Problem(N_("A record is either everybody's or private."), field=CIRCLE))
    if values.get(LIFE) not in (None, DELETED):
        problems.append(Problem(N_("A record either lives or is deleted."), field=LIFE))
    return tuple(problems)
