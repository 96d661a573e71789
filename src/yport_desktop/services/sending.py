"""Writing bundles: what a colleague has not acknowledged, sealed, signed and encrypted."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from yport_desktop.domain.errors import BundleTooLarge
from yport_desktop.domain.ids import new_id
from yport_desktop.domain.segment import SealedSegment, SegmentHeader, read_header
from yport_desktop.domain.text import N_
from yport_desktop.exchange.bundle import Item, blob_item, segment_item, write_bundle
from yport_desktop.exchange.files import replacing
from yport_desktop.exchange.manifest import MAX_WANTED, Manifest, SpaceEntry

from . import attachments
from .kept_items import KeptItems
from .pace import Progress, Stop, check, go_on, quiet
from .receipts import Have, Receipts
from .roster import Member, Roster, RosterError
from .workspace import Workspace

SIZE_LIMIT = 60 << 20  # below what a reader accepts
ITEM_LIMIT = 90_000
_ROOM_FOR_FRAME = 256 * 1024
_OPEN_SHRINK = 4  # open changes are packed to about a quarter when they are sealed
_FRAME = 2_000  # manifest, signature and encryption of a usual bundle

_NO_KEY = N_("{name} has no receiving key yet. Ask for a contact card.")


@dataclass(frozen=True)
class WrittenBundle:
    """A bundle on the disk. `left_out` are attachments that did not fit and can follow later."""

    path: Path
    size: int
    bundle: UUID
    recipients: tuple[Member, ...]
    segments: int
    changes: int
    blobs: int
    left_out: int
    segments_left_out: int


@dataclass(frozen=True)
class Outbox:
    """What a bundle would carry. `records` are counted by kind; `size` is an estimate in bytes."""

    records: Mapping[str, int]
    changes: int
    attachments: int
    attachment_bytes: int
    size: int


@dataclass(frozen=True)
class _Load:
    """What goes into one bundle."""

    segments: list[tuple[SegmentHeader, SealedSegment]]
    blobs: list[str]
    kept: list[Item]


class Sending:
    """Writes bundles of one workspace."""

    def __init__(self, workspace: Workspace, roster: Roster, receipts: Receipts, kept: KeptItems) -> None:
        self._workspace = workspace
        self._store = workspace.store
        self._roster = roster
        self._receipts = receipts
        self._kept = kept

    def write(
        self,
        space: UUID,
        recipients: Sequence[bytes],
        target: Path,
        note: str = "",
        encrypted: bool = True,
        size_limit: int = SIZE_LIMIT,
        everything: bool = False,
        progress: Progress = quiet,
        stop: Stop = go_on,
    ) -> WrittenBundle:
        """Seal the open changes and write what the recipients (signing keys) may lack to `target`.

        `everything` passes over what they acknowledged: for a colleague whose laptop was lost, or was
        set back to a time before she could answer.
        The file appears complete or not at all. Raises RosterError, CardError, DiskFull,
        FolderReadOnly, FileNotWritten or Cancelled; what was sealed stays sealed, nothing is lost.
        """
        members = self._roster.chosen(space, recipients)
        if encrypted and any(not m.receiving_key for m in members):
            lacking = next(m for m in members if not m.receiving_key)
            raise RosterError(_NO_KEY, name=lacking.name)
        sender = self._roster.enrol_me(space)
        self._workspace.seal(space)
        load = self._load(space, members, everything)
        items, cut = self._within(load, size_limit)
        manifest = self._manifest(space, sender, members, note, encrypted)
        paced = _paced(items, progress, stop)
        with replacing(target, mode=0o644) as file:
            size = write_bundle(file, manifest, paced, self._workspace.identity)
        if not cut.segments:
            self._receipts.note_sent(space)
        sent = [h for h, _ in load.segments[: len(load.segments) - cut.segments]]
        return WrittenBundle(
            target,
            size,
            manifest.bundle,
            members,
            len(sent),
            sum(h.changes for h in sent),
            len(load.blobs) - cut.blobs,
            cut.blobs,
            cut.segments,
        )

    def preview(self, space: UUID, recipients: Sequence[bytes], everything: bool = False) -> Outbox:
        """What `write` would put into a bundle; nothing is sealed or written. Raises RosterError."""
        load = self._load(space, self._roster.chosen(space, recipients), everything)
        blobs = {*load.blobs, *self._blobs_still_open(space)}
        attached = sum(self._store.blobs.size(name) for name in blobs)
        text = sum(len(s.body) for _, s in load.segments) + sum(i.head.length for i in load.kept)
        return Outbox(
            self._store.read.spoken_of(space, [s.hash for _, s in load.segments]),
            sum(h.changes for h, _ in load.segments) + self._store.open_changes(space),
            len(blobs),
            attached,
            attached + text + self._store.open_bytes(space) // _OPEN_SHRINK + _FRAME,
        )

    def _blobs_still_open(self, space: UUID) -> set[str]:
        """Attachments named in changes that are not sealed yet."""
        keys = {
            key for fields in attachments.blob_fields(self._workspace.registry).values() for key in fields
        }
        named = self._store.read.open_values(space, keys)
        return {name for name in named if attachments.is_name(name) and self._store.blobs.has(name)}

    def _load(self, space: UUID, members: Sequence[Member], everything: bool) -> _Load:
        """The union of what each recipient may lack."""
        heard = [None if everything else self._receipts.have_of(space, m.key) for m in members]
        haves = {json.dumps(have, sort_keys=True): have for have in heard}
        segments: dict[bytes, SealedSegment] = {}
        blobs: dict[str, None] = {}
        every = attachments.referenced(self._workspace, space)
        for have in haves.values():
            lacking = list(self._store.segments_not_in(space, have))
            segments.update((s.hash, s) for s in lacking)
            blobs.update((name, None) for name in self._blobs_lacking(every, lacking, have))
        headed = sorted(
            ((read_header(s.body), s) for s in segments.values()), key=lambda p: (p[0].feed, p[0].number)
        )
        here = sorted((b for b in blobs if self._store.blobs.has(b)), key=self._store.blobs.size)
        return _Load(headed, here, self._kept.items(space, haves.values()))

    def _blobs_lacking(
        self, every: list[str], lacking: list[SealedSegment], have: Have | None
    ) -> Iterable[str]:
        """A colleague holds what she knew of, but for what she said she wants."""
        if have is None or not every:
            return every
        wanted = {name for name in have.get("wanted", ()) if attachments.is_name(name)}
        lacks = wanted | attachments.named_in(lacking, self._workspace.registry)
        return [name for name in every if name in lacks]  # never anything of another space

    def _within(self, load: _Load, size_limit: int) -> tuple[list[Item], "_Cut"]:
        """As much as fits: changes before attachments, small attachments before large ones."""
        room = size_limit - _ROOM_FOR_FRAME
        segments = [segment_item(h.author, s) for h, s in load.segments]
        blobs = [
            blob_item(name, self._store.blobs.size(name), partial(self._blob, name)) for name in load.blobs
        ]
        kept: list[Item] = []
        taken = []
        for group in (segments, load.kept, blobs):
            fitting = _fitting(group, room, ITEM_LIMIT - len(kept))
            room -= sum(i.head.length for i in fitting)
            kept += fitting
            taken.append(len(fitting))
        if segments and not taken[0]:
            raise BundleTooLarge(limit=size_limit >> 20)
        return kept, _Cut(len(segments) - taken[0], len(blobs) - taken[2])

    def _blob(self, name: str) -> bytes:
        return self._store.blobs.get(name) or b""

    def _manifest(
        self, space: UUID, sender: Member, members: Sequence[Member], note: str, encrypted: bool
    ) -> Manifest:
        view = next(s for s in self._workspace.spaces() if s.id == space)
        waiting, _ = self._store.waiting(space)
        have = {**self._store.have_list(space), "items": self._kept.names(space)}
        entry = SpaceEntry(
            space,
            view.name[:200],
            view.kind,
            have,
            "" if waiting else self._store.fingerprint(space),
            tuple(attachments.wanted(self._workspace, space)[:MAX_WANTED]),
        )
        written = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        parties = tuple(m.party for m in members)
        return Manifest(new_id(), written, encrypted, sender.party, parties, (entry,), note=note[:2000])


@dataclass(frozen=True)
class _Cut:
    """How many of each did not fit."""

    segments: int
    blobs: int


def _fitting(items: Sequence[Item], room: int, count: int) -> list[Item]:
    """The items from the front that fit into `room` bytes."""
    fitting: list[Item] = []
    for item in items[:count]:
        if item.head.length > room:
            break
        room -= item.head.length
        fitting.append(item)
    return fitting


def _paced(items: Sequence[Item], progress: Progress, stop: Stop) -> list[Item]:
    """The same items, telling how far the writing is, and stopping when asked to."""
    total = sum(item.head.length for item in items) or 1
    done = 0

    def read(item: Item) -> bytes:
        nonlocal done
        check(stop)
        done += item.head.length
        progress(done / total)
        return item.read()

    return [Item(item.head, partial(read, item)) for item in items]
