"""What a person wants sent, what it would hold, and what was written: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from yport_desktop.exchange.carriers.forms import Carrier

from .members import Member

SIZE_LIMIT = 60 << 20  # below what a reader accepts
MAIL_LIMIT = 7_000_000  # base64 makes a third more of it, and 10 MB is what most mail lets through


@dataclass(frozen=True)
class Letter:
    """An order to send: the changes of `space` that `recipients` (signing keys) may lack.

    `limit` bounds each file in bytes; `everything` passes over what they acknowledged: for a
    colleague whose laptop was lost, or set back to a time before she could answer. `leave_out`
    names the circles that are not sent. `language` is that of what people read in the file. A `bare`
    letter says what is held here, and its note: to ask for something, or to see what comes through.
    """

    space: UUID
    recipients: tuple[bytes, ...]
    note: str = ""
    encrypted: bool = True
    everything: bool = False
    carrier: Carrier = Carrier.BINARY
    limit: int = SIZE_LIMIT
    leave_out: frozenset[str] = frozenset()
    language: str = "en"
    bare: bool = False


@dataclass(frozen=True)
class Outbox:
    """What a letter would carry. `records` are counted by kind; `size` is an estimate in bytes.

    `parts` is how many files it takes, `left_out` how many changes of which circle stay here, `along`
    of how many records something goes along all the same, as it was written before circles were kept apart.
    """

    records: Mapping[str, int]
    changes: int
    attachments: int
    attachment_bytes: int
    size: int
    parts: int = 1
    left_out: Mapping[str, int] = field(default_factory=dict)
    attachments_left_out: int = 0
    along: int = 0


@dataclass(frozen=True)
class WrittenFile:
    """One file on the disk; `first` to `last` are the parts in it, counted from 1."""

    path: Path
    size: int
    first: int
    last: int


@dataclass(frozen=True)
class WrittenBundle:
    """A bundle on the disk, in one or several files. `left_out` and `along` are as in `Outbox`."""

    files: tuple[WrittenFile, ...]
    bundle: UUID
    recipients: tuple[Member, ...]
    parts: int
    segments: int
    changes: int
    blobs: int
    carrier: Carrier = Carrier.BINARY
    encrypted: bool = True
    left_out: Mapping[str, int] = field(default_factory=dict)
    attachments_left_out: int = 0
    along: int = 0

    @property
    def path(self) -> Path:
        """The first file."""
        return self.files[0].path

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(f.size for f in self.files)
