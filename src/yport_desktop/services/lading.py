"""What goes into a letter: the segments, attachments and kept items that its recipients may lack."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from yport_desktop.domain.changes import KIND, Edit, is_left_out
from yport_desktop.domain.segment import SealedSegment, SegmentHeader, read_header
from yport_desktop.exchange.bundle import Item, blob_item, segment_item

from . import attachments
from .going_along import GoingAlong
from .kept_items import KeptItems
from .letters import Letter, Outbox
from .members import Member
from .receipts import Have, Receipts
from .workspace import Workspace

_OPEN_SHRINK = 4  # open changes are packed to about a quarter when they are sealed
_FRAME = 2_000  # manifest, signature and encryption of a usual bundle


@dataclass(frozen=True)
class Load:
    """What goes into one letter, in the order in which it travels: changes, then small files first.

    `blobs` gives the size in bytes of each attachment; of all attachments `allowed` may be sent.
    `along` are records of which something goes along that was to be left out; see `GoingAlong`.
    """

    segments: list[tuple[SegmentHeader, SealedSegment]]
    blobs: Mapping[str, int]
    kept: list[Item]
    left_out: Mapping[str, int]
    blobs_left_out: int
    allowed: frozenset[str] = frozenset()
    along: frozenset[UUID] = frozenset()

    @property
    def changes(self) -> int:
        """How many changes are in the segments."""
        return sum(header.changes for header, _ in self.segments)


class Lading:
    """Finds out what the recipients of letters lack."""

    def __init__(self, workspace: Workspace, receipts: Receipts, kept: KeptItems) -> None:
        self._workspace = workspace
        self._store = workspace.store
        self._receipts = receipts
        self._kept = kept
        self._going_along = GoingAlong(workspace)

    def load(self, letter: Letter, members: Sequence[Member]) -> Load:
        """The union of what each recipient may lack, less what is left out."""
        if letter.bare:
            return Load([], {}, [], {}, 0)
        space = letter.space
        heard = [None if letter.everything else self._receipts.have_of(space, m.key) for m in members]
        haves = {json.dumps(have, sort_keys=True): have for have in heard}
        segments: dict[bytes, tuple[SegmentHeader, SealedSegment]] = {}
        blobs: dict[str, None] = {}
        every = attachments.referenced(self._workspace, space)
        allowed = frozenset(every)
        if letter.leave_out:
            allowed = frozenset(attachments.referenced(self._workspace, space, letter.leave_out))
        for have in haves.values():
            lacking = [(read_header(s.body), s) for s in self._store.segments_not_in(space, have)]
            segments.update((s.hash, (h, s)) for h, s in lacking)
            brought = [s for h, s in lacking if not is_left_out(h.circle, letter.leave_out)]
            blobs.update((name, None) for name in self._blobs_lacking(every, brought, have))
        headed = sorted(segments.values(), key=lambda p: (p[0].feed, p[0].number))
        sizes = self._store.blobs.sizes(blobs)
        here = sorted((b for b in blobs if b in sizes), key=sizes.__getitem__)
        left_out: Counter[str] = Counter()
        for header, _ in headed:
            if is_left_out(header.circle, letter.leave_out):
                left_out[header.circle] += header.changes
        sent = [(h, s) for h, s in headed if not is_left_out(h.circle, letter.leave_out)]
        return Load(
            sent,
            {b: sizes[b] for b in here if b in allowed},
            self._kept.items(space, haves.values()),
            dict(left_out),
            sum(b not in allowed for b in here),
            allowed,
            frozenset(self._going_along.sealed(sent, letter.leave_out)),
        )

    def _blobs_lacking(
        self, every: list[str], lacking: list[SealedSegment], have: Have | None
    ) -> Iterable[str]:
        """A colleague holds what she knew of, but for what she said she wants."""
        if have is None or not every:
            return every
        wanted = {name for name in have.get("wanted", ()) if attachments.is_name(name)}
        lacks = wanted | attachments.named_in(lacking, self._workspace.registry)
        return [name for name in every if name in lacks]  # never anything of another space

    def items(self, load: Load) -> list[Item]:
        """The load as items, each read when its turn comes: changes before attachments.

        One that was damaged on the disk stays out: it must not keep all else from being sent.
        """
        segments = [segment_item(h.author, s) for h, s in load.segments]
        blobs = [
            blob_item(name, size, partial(self._blob, name))
            for name, size in load.blobs.items()
            if self._store.blobs.get(name) is not None
        ]
        return [*segments, *load.kept, *blobs]

    def _blob(self, name: str) -> bytes:
        return self._store.blobs.get(name) or b""

    # before it is written ------------------------------------------------------------------

    def outbox(self, letter: Letter, load: Load, first: Sequence[Edit] = ()) -> Outbox:
        """What the letter would hold once the open changes are sealed, after `first`; nothing is written."""
        if letter.bare:
            return Outbox({}, 0, 0, 0, _FRAME)
        space, hashes = letter.space, [s.hash for _, s in load.segments]
        blobs = {**load.blobs, **self._store.blobs.sizes(self._blobs_still_open(letter, load))}
        attached = sum(blobs.values())
        text = sum(len(s.body) for _, s in load.segments) + sum(i.head.length for i in load.kept)
        fresh = Counter(self._store.open_by_circle(space))
        fresh.update(edit.circle for edit in first)
        left_out = Counter(load.left_out)
        left_out.update({c: n for c, n in fresh.items() if is_left_out(c, letter.leave_out)})
        records = Counter(self._store.read.spoken_of(space, hashes, letter.leave_out))
        for kind in self._made(first, letter.leave_out):
            records[kind] += 1
        size = attached + text + self._store.open_bytes(space) // _OPEN_SHRINK + _FRAME
        return Outbox(
            dict(records),
            load.changes + sum(n for c, n in fresh.items() if not is_left_out(c, letter.leave_out)),
            len(blobs),
            attached,
            size,
            -(-size // max(1, letter.limit)),
            dict(left_out),
            load.blobs_left_out,
            len(load.along | self._going_along.still_open(space, letter.leave_out)),
        )

    def _made(self, edits: Sequence[Edit], leave_out: Collection[str]) -> list[str]:
        """The kinds of the records that edits make, of those that are sent."""
        sent = (e for e in edits if e.field == KIND and not is_left_out(e.circle, leave_out))
        return [str(e.value) for e in sent]

    def _blobs_still_open(self, letter: Letter, load: Load) -> set[str]:
        """Further attachments, here or not, named in changes that are not sealed yet."""
        keys = attachments.blob_keys(self._workspace.registry)
        named = {n for n in self._store.read.open_values(letter.space, keys) if attachments.is_name(n)}
        return (named & load.allowed) - load.blobs.keys()
