"""What arrived and waits for a decision: a copy of each part, kept over restarts until then.

Mail attachments disappear and sticks are pulled out; an unknown sender's words may be compared
a week later. The copies are the files as they came, still encrypted.
"""

import json
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from yport_desktop.domain.errors import BundleError, BundleTooLarge, FileNotRead, YportError
from yport_desktop.store import Store

from .parcels import Looked, Openings, Parcel, Piece, Refused, grouped
from .workspace import Workspace

_NOTE = "inbox"
MOST = 500
MOST_BYTES = 1 << 30

_Row = dict[str, str | int]  # digest, name, size, at (ms), bundle


def bundles_waiting(store: Store) -> int:
    """How many bundles are in the inbox, without opening one."""
    note = store.note(_NOTE)
    return len({row.get("bundle", row["digest"]) for row in json.loads(note)}) if note else 0


class Inbox:
    """The list stands in a note of the store, the copies in a folder beside the attachments."""

    def __init__(self, workspace: Workspace, openings: Openings) -> None:
        self._store = workspace.store
        self._openings = openings
        self._known: dict[str, Piece] = {}

    def take(self, sources: Iterable[Path]) -> Looked:
        """Look at files of any carrier and keep what is sound.

        The parcels are those in the inbox to which something was added, with all their parts.
        """
        looked = self._openings.look(sources)
        rows, refused = self._rows(), list(looked.refused)
        fresh: set[bytes] = set()
        for piece in (p for parcel in looked.parcels for p in parcel.pieces):
            fresh.add(piece.digest)
            if any(row["digest"] == piece.digest.hex() for row in rows):
                continue
            if len(rows) >= MOST or sum(int(r["size"]) for r in rows) + piece.size > MOST_BYTES:
                refused.append(Refused(piece.name, BundleTooLarge(limit=MOST_BYTES >> 20)))
                continue
            try:
                content = piece.source if isinstance(piece.source, bytes) else piece.source.read_bytes()
            except OSError as error:  # the stick was pulled out since it was looked at
                reason = error.strerror or type(error).__name__
                refused.append(Refused(piece.name, FileNotRead(path=piece.name, reason=reason)))
                continue
            name = self._store.inbox.put(content)
            self._known[name] = replace(piece, source=self._store.inbox.path(name))
            at = int(time.time() * 1000)
            bundle = str(piece.manifest.bundle)
            rows.append({"digest": name, "name": piece.name, "size": piece.size, "at": at, "bundle": bundle})
        self._keep(rows)
        parcels = tuple(p for p in self.waiting() if any(piece.digest in fresh for piece in p.pieces))
        return Looked(parcels, tuple(refused), looked.faults)

    def waiting(self) -> tuple[Parcel, ...]:
        """The parcels that wait for a decision, oldest first.

        A copy that is gone, or that no longer opens, is let go. One that cannot be opened just now, as
        while the disk is full, is kept and left out.
        """
        pieces: list[Piece] = []
        gone: list[_Row] = []
        for row in self._rows():
            try:
                pieces.append(self._piece(row))
            except BundleError:
                gone.append(row)
            except (YportError, OSError):
                if not self._store.inbox.has(str(row["digest"])):
                    gone.append(row)
        if gone:
            self._keep([row for row in self._rows() if row not in gone])
            for row in gone:
                self._store.inbox.remove(str(row["digest"]))
        return grouped(pieces)

    def _piece(self, row: _Row) -> Piece:
        digest = str(row["digest"])
        if digest not in self._known:
            path = self._store.inbox.path(digest)
            self._known[digest] = self._openings.piece(path, str(row["name"]))
        return self._known[digest]

    def discard(self, parcel: Parcel) -> None:
        """Let the copies of a parcel go: it was imported, or is not wanted."""
        gone = {piece.digest.hex() for piece in parcel.pieces}
        self._keep([row for row in self._rows() if row["digest"] not in gone])
        for name in gone:
            self._known.pop(name, None)
            self._store.inbox.remove(name)

    def _rows(self) -> list[_Row]:
        note = self._store.note(_NOTE)
        return json.loads(note) if note else []

    def _keep(self, rows: list[_Row]) -> None:
        self._store.set_note(_NOTE, json.dumps(rows))
