"""Writing bundles: what colleagues have not acknowledged, sealed, signed, encrypted, in parts."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from yport_desktop.domain.ids import new_id
from yport_desktop.domain.segment import SealedSegment
from yport_desktop.domain.text import N_
from yport_desktop.exchange.bundle import Item, write_bundle
from yport_desktop.exchange.card import printable
from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.exchange.files import replacing
from yport_desktop.exchange.frame import SEGMENT
from yport_desktop.exchange.manifest import MAX_WANTED, Manifest, SpaceEntry, encode_manifest
from yport_desktop.exchange.opening import split_segment
from yport_desktop.exchange.parts import laid_out, room_in

from . import attachments, conflicts
from .carrying import files_of, part_limit, wrap
from .kept_items import KeptItems
from .lading import Lading, Load
from .letters import Letter, Outbox, WrittenBundle, WrittenFile
from .members import Member
from .pace import Progress, Stop, check, go_on, quiet
from .passages import Passages
from .receipts import Receipts
from .roster import Roster, RosterError
from .workspace import Workspace

_NO_KEY = N_("{name} has no receiving key yet. Ask for a contact card.")


class Sending:
    """Writes bundles of one workspace."""

    def __init__(
        self, workspace: Workspace, roster: Roster, receipts: Receipts, kept: KeptItems, passages: Passages
    ) -> None:
        self._workspace = workspace
        self._store = workspace.store
        self._roster = roster
        self._receipts = receipts
        self._kept = kept
        self._passages = passages
        self._lading = Lading(workspace, receipts, kept)

    def preview(self, letter: Letter) -> Outbox:
        """What `write` would put into files; nothing is sealed or written. Raises RosterError."""
        load = self._lading.load(letter, self._roster.chosen(letter.space, letter.recipients))
        return self._lading.outbox(letter, load, self._roster.enrolling_me(letter.space))

    def write(
        self, letter: Letter, target: Path, progress: Progress = quiet, stop: Stop = go_on
    ) -> WrittenBundle:
        """Seal the open changes and write what the recipients may lack to `target`, in parts.

        Several files are named after `target` with "-1-of-3" and so on. Every part is a bundle of its
        own. Files appear complete or not at all, and all of them or none. Raises RosterError, CardError,
        DiskFull, FolderReadOnly, FileNotWritten, BundleTooLarge for a limit that leaves no room, or
        Cancelled; what was sealed stays sealed, nothing is lost.
        """
        members = self._roster.chosen(letter.space, letter.recipients)
        if letter.encrypted and any(not m.receiving_key for m in members):
            lacking = next(m for m in members if not m.receiving_key)
            raise RosterError(_NO_KEY, name=lacking.name)
        sender = self._roster.enrol_me(letter.space)
        self._workspace.seal(letter.space)
        load = self._lading.load(letter, members)
        manifest = self._manifest(letter, sender, members, load)
        room = room_in(part_limit(letter), len(encode_manifest(manifest)), len(members))
        parts = laid_out(self._lading.items(load), room)
        files = self._write_files(letter, manifest, parts, target, progress, stop)
        done = WrittenBundle(
            files,
            manifest.bundle,
            members,
            len(parts),
            len(load.segments),
            load.changes,
            len(load.blobs),
            letter.carrier,
            letter.encrypted,
            load.left_out,
            load.blobs_left_out,
            len(load.along),
        )
        if not letter.bare:
            self._receipts.note_sent(letter.space)
            self._receipts.note_dispatch(letter.space, manifest, done)
        return done

    def _write_files(
        self,
        letter: Letter,
        manifest: Manifest,
        parts: list[list[Item]],
        target: Path,
        progress: Progress,
        stop: Stop,
    ) -> tuple[WrittenFile, ...]:
        groups = files_of(letter, parts)
        paced = _Paced(parts, progress, stop)
        written: list[WrittenFile] = []
        try:
            for number, group in enumerate(groups, 1):
                path = part_path(target, number, len(groups))
                with replacing(path, mode=0o644) as file:
                    if letter.carrier is Carrier.BINARY:
                        self._write_part(file, manifest, parts, group[0], paced)
                    else:
                        bundles = [self._bundle(manifest, parts, at, paced) for at in group]
                        segments = list(_segments(parts[at] for at in group))
                        own = replace(manifest, part=group[0] + 1, parts=len(parts))
                        wrap(self._workspace, letter, own, file, bundles, segments, group[-1] + 1)
                written.append(WrittenFile(path, path.stat().st_size, group[0] + 1, group[-1] + 1))
        except BaseException:
            for done in written:  # a letter of which a part is missing would only be asked about
                with suppress(OSError):
                    done.path.unlink()
            raise
        return tuple(written)

    def _bundle(self, manifest: Manifest, parts: list[list[Item]], at: int, paced: "_Paced") -> bytes:
        target = io.BytesIO()
        self._write_part(target, manifest, parts, at, paced)
        return target.getvalue()

    def _write_part(
        self, target: BinaryIO, manifest: Manifest, parts: list[list[Item]], at: int, paced: "_Paced"
    ) -> None:
        own = replace(manifest, part=at + 1, parts=len(parts))
        write_bundle(target, own, paced.items(parts[at]), self._workspace.identity)

    def _manifest(self, letter: Letter, sender: Member, members: Sequence[Member], load: Load) -> Manifest:
        space = letter.space
        view = next(s for s in self._workspace.spaces() if s.id == space)
        waiting, _ = self._store.waiting(space)
        entry = SpaceEntry(
            space,
            printable(view.name, 200),
            view.kind,
            {**self._store.have_list(space), "items": self._kept.names(space)},
            "" if waiting else self._store.fingerprint(space),
            tuple(attachments.wanted(self._workspace, space)[:MAX_WANTED]),
            load.left_out,
            tuple(sorted(self._store.feeds_of(space, letter.leave_out))),
            conflicts.count(self._workspace, space),
        )
        return Manifest(
            new_id(),
            datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            letter.encrypted,
            sender.party,
            tuple(m.party for m in members),
            (entry,),
            note=letter.note[:2000],
            carrier=letter.carrier.value,
            came=self._passages.came_from(m.key for m in members),
        )


def part_path(target: Path, number: int, files: int) -> Path:
    """Where file `number` of `files` goes: `target` itself if it is the only one."""
    if files == 1:
        return target
    return target.with_name(f"{target.stem}-{number}-of-{files}{target.suffix}")


def _segments(parts: Iterable[list[Item]]) -> Iterator[SealedSegment]:
    """The whole segments in these parts."""
    for part in parts:
        for item in part:
            if item.head.type == SEGMENT:
                yield split_segment(item.read()).sealed


class _Paced:
    """Tells how far the writing of all parts is, and stops when asked to."""

    def __init__(self, parts: list[list[Item]], progress: Progress, stop: Stop) -> None:
        self._total = sum(item.head.length for part in parts for item in part) or 1
        self._done = 0
        self._progress, self._stop = progress, stop

    def items(self, items: Sequence[Item]) -> list[Item]:
        """The same items, each counted when it is read."""
        return [Item(item.head, partial(self._read, item)) for item in items]

    def _read(self, item: Item) -> bytes:
        check(self._stop)
        self._done += item.head.length
        self._progress(min(1.0, self._done / self._total))
        return item.read()
