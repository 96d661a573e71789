"""Reading bundles: rehearse, import, verify. Nothing is written before a person confirms."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID

from yport_desktop.domain.changes import KIND, ORDER, Committed
from yport_desktop.domain.errors import BundleDamaged, BundleTooNew, BundleUnknownSender
from yport_desktop.domain.segment import SealedSegment, decode
from yport_desktop.domain.text import N_
from yport_desktop.exchange.card import ContactCard
from yport_desktop.exchange.manifest import Manifest, SpaceEntry
from yport_desktop.exchange.opening import SegmentItem, StoredItem, split_segment
from yport_desktop.exchange.words import fingerprint_words
from yport_desktop.store.outcomes import CellChange, Import
from yport_desktop.store.reading import Conflict

from .arrival_log import ArrivalLog, line_of
from .arrivals import (
    Gap,
    Imported,
    Rehearsal,
    Sender,
    Signed,
    SpaceImport,
    SpaceRehearsal,
    Standing,
    Verified,
)
from .conflict_places import hanging_in, rings_in
from .conflicts import count as open_conflicts
from .founding import accept_founder
from .kept_chunks import KeptChunks, Pieces
from .kept_items import KeptItems
from .pace import Progress, Stop, check, go_on, quiet
from .parcels import OpenedParcel, Openings, Parcel
from .passages import Passages
from .receipts import Receipts
from .roster import Roster
from .workspace import Workspace

IMPORT_LABEL = N_("Import of a bundle")


class Arriving:
    """Reads bundles into one workspace."""

    def __init__(
        self, workspace: Workspace, roster: Roster, receipts: Receipts, kept: KeptItems, passages: Passages
    ) -> None:
        self._workspace = workspace
        self.openings = Openings(workspace.identity, workspace.store.path.parent)
        self._passages = passages
        self.log = ArrivalLog(workspace, roster)
        self._chunks = KeptChunks(workspace.store)
        self._store = workspace.store
        self._roster = roster
        self._receipts = receipts
        self._kept = kept

    def sender(self, manifest: Manifest, space: UUID) -> Sender:
        """Who signed, seen from that space."""
        party = manifest.sender
        member = self._roster.member(space, party.key) if self._is_here(space) else None
        standing, name = Standing.UNKNOWN, ""
        if party.key == self._workspace.identity.public_key:
            standing, name = Standing.ME, party.name
        elif self._is_here(space) and party.key in self._store.trusted(space):
            standing = Standing.REVOKED if member and member.revoked else Standing.ON_ROSTER
            name = member.name if member else party.name
        elif elsewhere := self._roster.known_elsewhere(party.key):
            standing, name = Standing.KNOWN_ELSEWHERE, elsewhere.name
        return Sender(party.key, fingerprint_words(party.key), name, party.name, party.email, standing)

    # rehearsal -----------------------------------------------------------------------------

    def rehearse(self, parcel: Parcel) -> Rehearsal:
        """What the import of that parcel would do; nothing is written."""
        with self.openings.opened(parcel) as opened:
            by_space = self._by_space(opened)
            manifest = parcel.manifest
            new_blobs = {i.head.sha256: i.head.length for _, i in opened.blobs() if not self._has(i)}
            return Rehearsal(
                parcel,
                self.sender(manifest, manifest.spaces[0].id),
                tuple(self._rehearse_space(e, by_space.get(e.id, [])) for e in manifest.spaces),
                len(new_blobs),
                sum(new_blobs.values()),
                opened.later_items(),
                opened.digests,
                self._chunks.lacking(opened.bundles),
            )

    def _has(self, item: StoredItem) -> bool:
        return self._store.blobs.has(item.head.sha256.hex())

    def _by_space(self, opened: OpenedParcel) -> dict[UUID, list[SegmentItem]]:
        """The segments of all parts, those that came in chunks put together."""
        found: dict[UUID, dict[bytes, SegmentItem]] = {}
        spaces = {s.id for s in opened.parcel.manifest.spaces}
        whole = (split_segment(c) for c in self._chunks.joined_segments(opened.bundles))
        for item in (*(i for b in opened.bundles for i in b.segments()), *whole):
            space = UUID(bytes=item.header.space)
            if space in spaces:
                found.setdefault(space, {}).setdefault(item.sealed.hash, item)
        return {space: list(items.values()) for space, items in found.items()}

    def _rehearse_space(self, entry: SpaceEntry, items: list[SegmentItem]) -> SpaceRehearsal:
        authors: Counter[str] = Counter()
        for key, segments in Counter(i.header.author for i in items).items():
            authors[self.author(entry.id, key)] += segments
        if not self._is_here(entry.id):
            kinds = _kinds_created([i.sealed for i in items])
            return SpaceRehearsal(
                entry.id,
                entry.name,
                entry.kind,
                True,
                len(items),
                0,
                new_records=kinds,
                authors=authors,
                left_out=entry.left_out,
            )
        before = {(c.record, c.field): _heads(c) for c in self._store.conflicts(entry.id)}
        places = self._misplaced(entry.id)

        def look() -> tuple[tuple[Conflict, ...], int, list[tuple[bytes, int, bytes]]]:
            new = self._misplaced(entry.id) - places
            return self._store.conflicts(entry.id), len(new), self._store.gaps(entry.id)

        outcome, (conflicts, misplaced, gaps) = self._store.rehearse(
            entry.id, [i.sealed for i in items], lambda: self._store.trusted(entry.id), look
        )
        fresh = tuple(
            c for c in conflicts if c.field != ORDER and before.get((c.record, c.field)) != _heads(c)
        )
        changes = _one_per_cell(outcome.changes)
        return SpaceRehearsal(
            entry.id,
            self._name(entry),
            entry.kind,
            False,
            len(items),
            outcome.known,
            _count_records(changes, new=True),
            _count_records(changes, new=False),
            changes,
            fresh,
            self._gaps(entry.id, gaps, items),
            outcome.waiting,
            self._words(outcome),
            len(outcome.forks),
            authors,
            entry.left_out,
            misplaced,
        )

    def _misplaced(self, space: UUID) -> set[tuple[UUID, ...]]:
        """What has no place any more: rings of records, and what hangs under something deleted."""
        hanging = {(h.record, h.parent) for h in hanging_in(self._workspace, space)}
        return {*rings_in(self._workspace, space), *hanging}

    # import --------------------------------------------------------------------------------

    def take_in(
        self,
        parcel: Parcel,
        accept_sender: bool = False,
        digests: tuple[bytes, ...] | None = None,
        progress: Progress = quiet,
        stop: Stop = go_on,
    ) -> Imported:
        """Import a parcel: backup, attachments, then all segments of a space in one transaction.

        `digests` are those of the rehearsal that was confirmed: other files are refused. Raises
        BundleUnknownSender for a space that is not here, unless `accept_sender` says that the
        person compared the sender's words; BundleError, DiskFull, Cancelled otherwise.
        """
        with self.openings.opened(parcel) as opened:
            if digests is not None and digests != opened.digests:
                raise BundleDamaged(_CHANGED)
            manifest = parcel.manifest
            sender = self.sender(manifest, manifest.spaces[0].id)
            by_space = self._by_space(opened)
            self._admit(manifest, by_space, accept_sender)
            progress(0.1)
            backup = self._back_up(by_space)
            check(stop)
            blobs, pieces = 0, Pieces()
            if self._may_bring_files(manifest):
                blobs = self._keep_blobs(opened, progress, stop)
                pieces = self._chunks.keep(opened.bundles, lambda: check(stop))
            done = tuple(
                self._take_space(opened, entry, by_space.get(entry.id, []), stop) for entry in manifest.spaces
            )
            self._chunks.let_go(opened.bundles)
            progress(1.0)
            missing = tuple(m for e in manifest.spaces for m in self.log.missing_parts(e.id))
            return Imported(sender, done, blobs + pieces.completed, backup, missing, pieces.given_up)

    def _admit(
        self, manifest: Manifest, by_space: Mapping[UUID, list[SegmentItem]], accept_sender: bool
    ) -> None:
        """If the person accepted who sends it: make a new space, or put the sender on the roster.

        The question was asked for the first space. It is no answer for others that are here already.
        """
        party = manifest.sender
        for number, entry in enumerate(manifest.spaces):
            if self._is_here(entry.id):
                if accept_sender and number == 0 and party.key not in self._store.trusted(entry.id):
                    card = ContactCard(party.name, party.email, party.key, party.receiving)
                    self._roster.add(entry.id, card)
                continue
            if not accept_sender and party.key != self._workspace.identity.public_key:
                raise BundleUnknownSender(words=fingerprint_words(party.key))
            _kinds_created([i.sealed for i in by_space.get(entry.id, [])])  # sound, before a space is made
            self._store.add_space(entry.id, entry.kind)
            self._store.trust(entry.id, party.key)

    def _back_up(self, by_space: Mapping[UUID, list[SegmentItem]]) -> Path | None:
        identities = [i.sealed.hash for items in by_space.values() for i in items]
        if not self._store.lacks(identities):
            return None
        return self._workspace.back_up("before import").path

    def _may_bring_files(self, manifest: Manifest) -> bool:
        return all(self._counts(manifest, entry.id) for entry in manifest.spaces)

    def _counts(self, manifest: Manifest, space: UUID) -> bool:
        """Whether what the bundle itself says is believed: the segments in it stand for themselves."""
        return self.sender(manifest, space).standing in (Standing.ME, Standing.ON_ROSTER)

    def _keep_blobs(self, opened: OpenedParcel, progress: Progress, stop: Stop) -> int:
        new = {i.head.sha256: (b, i) for b, i in opened.blobs() if not self._has(i)}
        for number, (bundle, item) in enumerate(new.values()):
            check(stop)
            self._store.blobs.put(bundle.read(item))
            progress(0.1 + 0.5 * (number + 1) / len(new))
        return len(new)

    def _take_space(
        self, opened: OpenedParcel, entry: SpaceEntry, items: list[SegmentItem], stop: Stop
    ) -> SpaceImport:
        def trusted() -> set[bytes]:
            check(stop)
            return self._store.trusted(entry.id)

        fresh = set(self._store.lacks([i.sealed.hash for i in items]))
        new = [i.sealed for i in items if i.sealed.hash in fresh]
        outcome = Import(0, 0, 0, frozenset(), (), (), ())
        manifest = opened.parcel.manifest
        counts = self._counts(manifest, entry.id)
        if counts:
            accept_founder(self._store, entry.id, [i.sealed for i in items])
        if new or not self.log.has_all(entry.id, opened.parcel):
            outcome = self._store.receive(entry.id, new, trusted, arrival=line_of(opened.parcel, entry))
        if counts or self._counts(manifest, entry.id):
            self._receipts.remember(manifest, entry)
            if manifest.sender.key != self._workspace.identity.public_key:
                self._passages.arrived(manifest, self._workspace.identity.public_key)
            for bundle in opened.bundles:
                self._kept.keep(entry.id, bundle)
        if outcome.touched:
            self._workspace.announce(Committed(entry.id, 0, outcome.touched, (), IMPORT_LABEL))
        return SpaceImport(
            entry.id,
            outcome.applied,
            len(items) - len(new),
            outcome.waiting,
            self._words(outcome),
            len(outcome.forks),
            self._gaps(entry.id, self._store.gaps(entry.id), items),
            outcome.touched,
            open_conflicts(self._workspace, entry.id) if new else 0,
            self._out_of_step(entry),
        )

    def fold_waiting(self, space: UUID) -> None:
        """Fold what was kept aside, as far as the roster has its authors now."""
        outcome = self._store.apply_waiting(space, lambda: self._store.trusted(space))
        if outcome.touched:
            self._workspace.announce(Committed(space, 0, outcome.touched, (), IMPORT_LABEL))

    def _out_of_step(self, entry: SpaceEntry) -> bool:
        """The alarm: both hold the very same segments and yet show another state."""
        store = self._store
        if not entry.state or store.open_changes(entry.id) or store.waiting(entry.id)[0]:
            return False
        mine = store.have_list(entry.id)
        same = all(mine[part] == entry.have.get(part) for part in ("chains", "also"))
        return same and store.fingerprint(entry.id) != entry.state

    # naming --------------------------------------------------------------------------------

    def _is_here(self, space: UUID) -> bool:
        return any(s.id == space for s in self._store.spaces())

    def _name(self, entry: SpaceEntry) -> str:
        return next((s.name for s in self._workspace.spaces() if s.id == entry.id and s.name), entry.name)

    def author(self, space: UUID, key: bytes) -> str:
        return self._roster.name(space, key) if self._is_here(space) else fingerprint_words(key)

    def _words(self, outcome: Import) -> tuple[str, ...]:
        return tuple(sorted(fingerprint_words(key) for key in outcome.unknown_authors))

    def _gaps(
        self, space: UUID, gaps: list[tuple[bytes, int, bytes]], items: list[SegmentItem]
    ) -> tuple[Gap, ...]:
        authors = {i.header.feed: i.header.author for i in items}
        waited = {authors[feed] for feed, _, _ in gaps if feed in authors}
        names = {key: self.author(space, key) for key in waited}
        return tuple(
            Gap(feed.hex(), number, names[authors[feed]] if feed in authors else "")
            for feed, number, _ in gaps
        )


_CHANGED = N_("The file changed since it was looked at. Look at it again before importing.")


def _kinds_created(segments: list[SealedSegment]) -> dict[str, int]:
    """Records by kind that these segments create. Raises BundleDamaged if one is unsound."""
    kinds: dict[bytes, str] = {}
    for sealed in segments:
        try:
            _, columns = decode(sealed.body)
        except BundleTooNew:
            continue
        for record, name, value in zip(columns.record, columns.field, columns.value, strict=True):
            if columns.fields[name] == KIND and isinstance(value, str):
                kinds[columns.records[record]] = value
    return dict(Counter(kinds.values()))


def _one_per_cell(changes: tuple[CellChange, ...]) -> tuple[CellChange, ...]:
    """First value before, last value after; cells that end as they began are left out."""
    cells: dict[tuple[UUID, str], CellChange] = {}
    for c in changes:
        first = cells.get((c.record, c.field), c)
        cells[c.record, c.field] = CellChange(
            c.record, c.kind, c.field, first.before, c.after, c.is_new_record
        )
    return tuple(c for c in cells.values() if c.before != c.after)


def _count_records(changes: tuple[CellChange, ...], new: bool) -> dict[str, int]:
    records = {c.record: c.kind for c in changes if c.is_new_record is new}
    return dict(Counter(records.values()))


def _heads(conflict: Conflict) -> frozenset[tuple[str, bytes]]:
    return frozenset((json.dumps(h.value, sort_keys=True), h.segment) for h in conflict.heads)


def describe(opened: OpenedParcel, sender: Sender, name: Callable[[bytes], str]) -> Verified:
    """The report on a verified parcel. `name` gives that of a segment's author by key."""
    blobs = [item for _, item in opened.blobs()]
    segments = (i for b in opened.bundles for i in b.segments())
    return Verified(
        opened.parcel,
        sender,
        tuple(Signed(name(i.header.author), i.header.number, i.header.changes) for i in segments),
        len(blobs),
        sum(b.head.length for b in blobs),
        opened.later_items(),
    )
