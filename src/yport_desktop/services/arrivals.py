"""What a bundle says and does, as plain values: the sender, the rehearsal, the import, the report."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from yport_desktop.domain.changes import Touched
from yport_desktop.exchange.manifest import Manifest
from yport_desktop.store.outcomes import CellChange
from yport_desktop.store.reading import Conflict

from .parcels import Parcel


class Standing(StrEnum):
    """What is known of a sender here."""

    ME = "me"
    ON_ROSTER = "on_roster"
    KNOWN_ELSEWHERE = "known_elsewhere"  # on the roster of another space of this installation
    REVOKED = "revoked"  # on the roster, with a key that is not valid any more
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Sender:
    """Who signed a bundle. `name` is from the roster; `claimed` is what the bundle says."""

    key: bytes
    words: str
    name: str
    claimed: str
    email: str
    standing: Standing

    @property
    def trusted(self) -> bool:
        """Whether the person at this desk need not be asked: accepting a revoked key changes nothing."""
        return self.standing in (Standing.ME, Standing.ON_ROSTER, Standing.REVOKED)


@dataclass(frozen=True)
class Gap:
    """A segment that others build on and that did not arrive yet."""

    feed: str
    number: int
    author: str


@dataclass(frozen=True)
class MissingParts:
    """A bundle of which parts did not come. `numbers` count from 1; `written` is ISO, UTC."""

    bundle: UUID
    sender: bytes
    name: str
    written: str
    numbers: tuple[int, ...]
    parts: int


@dataclass(frozen=True)
class SpaceRehearsal:
    """What an import would do in one space. Records are counted by kind.

    `conflicts` are the new ones only; `misplaced` counts the new ones of place, which no single field
    shows: records moved under each other, or hung under something deleted. `left_out` counts the
    changes, by circle, that the sender kept back. `unapplied` segments stay aside: their authors (words)
    are unknown, or their format is newer.
    """

    space: UUID
    name: str
    kind: str
    is_new: bool
    segments: int
    known: int
    new_records: Mapping[str, int] = field(default_factory=dict)
    changed_records: Mapping[str, int] = field(default_factory=dict)
    changes: tuple[CellChange, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    gaps: tuple[Gap, ...] = ()
    unapplied: int = 0
    unknown_authors: tuple[str, ...] = ()
    forks: int = 0
    authors: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    misplaced: int = 0

    @property
    def clashes(self) -> int:
        """How many new conflicts of either sort."""
        return len(self.conflicts) + self.misplaced


@dataclass(frozen=True)
class Rehearsal:
    """A verified parcel and what its import would do."""

    parcel: Parcel
    sender: Sender
    spaces: tuple[SpaceRehearsal, ...]
    attachments: int
    attachment_bytes: int
    later_items: int
    digests: tuple[bytes, ...] = ()
    chunks: int = 0  # of attachments that are not here and come in several parts

    @property
    def manifest(self) -> Manifest:
        """What the sender signed, as in the first part."""
        return self.parcel.manifest

    @property
    def name(self) -> str:
        """What the file was called."""
        return self.parcel.name

    @property
    def size(self) -> int:
        """Bytes of all parts."""
        return self.parcel.size

    @property
    def nothing_new(self) -> bool:
        """Everything in it is here already."""
        known = all(s.segments == s.known and not s.is_new for s in self.spaces)
        return known and not (self.attachments or self.chunks)


@dataclass(frozen=True)
class SpaceImport:
    """What an import did in one space. `out_of_step`: same segments as the sender, another state.

    `conflicts` wait for a decision now; 0 where nothing new came.
    """

    space: UUID
    applied: int
    known: int
    unapplied: int
    unknown_authors: tuple[str, ...]
    forks: int
    gaps: tuple[Gap, ...]
    touched: tuple[Touched, ...]
    conflicts: int
    out_of_step: bool


@dataclass(frozen=True)
class Imported:
    """The summary of an import; `backup` is the file made before, None if nothing was new.

    `pieces_dropped` counts the items of which pieces found no room and are to be sent again.
    """

    sender: Sender
    spaces: tuple[SpaceImport, ...]
    attachments: int
    backup: Path | None
    missing: tuple[MissingParts, ...] = ()
    pieces_dropped: int = 0


@dataclass(frozen=True)
class Signed:
    """One segment in a report on a bundle's signatures."""

    author: str
    number: int
    changes: int


@dataclass(frozen=True)
class Verified:
    """A parcel whose signatures and hashes are all sound."""

    parcel: Parcel
    sender: Sender
    segments: tuple[Signed, ...]
    attachments: int
    attachment_bytes: int
    later_items: int

    @property
    def manifest(self) -> Manifest:
        """What the sender signed, as in the first part."""
        return self.parcel.manifest


@dataclass(frozen=True)
class Arrived:
    """A past import: `at` in ms since 1970, `written` by the sender's clock (ISO, UTC).

    `ends` are the segments (hex) up to which the sender held everything; `left_out` counts changes, by
    circle, that were kept back; `taken_back` says when the import was taken back (ms), 0 if it was not.
    """

    number: int
    at: int
    bundle: UUID
    parts: tuple[int, ...]
    of: int
    sender: bytes
    name: str
    written: str
    size: int
    note: str
    left_out: Mapping[str, int]
    ends: tuple[str, ...]
    taken_back: int = 0

    @classmethod
    def read(cls, number: int, at: int, text: str) -> "Arrived":
        """From the line that the store keeps of an import."""
        said = json.loads(text)
        part, of = said.get("part", (1, 1))  # as noted by 0.1.0
        return cls(
            number,
            at,
            UUID(said["bundle"]),
            tuple(said.get("parts", (part,))),
            said.get("of", of),
            bytes.fromhex(said["sender"]),
            said["name"],
            said["written"],
            said["size"],
            said["note"],
            said.get("left_out", {}),
            tuple(said.get("ends", ())),
            said.get("taken_back", 0),
        )
