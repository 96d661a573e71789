"""One installation in a storm: the real laptop, and what the oracle knows of it."""

import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from tests.exchange.laptop import Laptop
from yport_desktop.domain import segment as segment_format
from yport_desktop.domain.changes import Committed, Edit
from yport_desktop.domain.errors import YportError
from yport_desktop.domain.registry import Registry
from yport_desktop.exchange.bundle import Item, write_bundle
from yport_desktop.exchange.manifest import Manifest, Party
from yport_desktop.exchange.opening import read_bundle
from yport_desktop.store import Store

from .letters import Letter, Place, Said, said_in
from .oracle import OPEN, Ledger, Sealed, State, Write

T = TypeVar("T")
_TIMES = "%Y-%m-%dT%H:%M:%SZ"


class Crashed(Exception):
    """The laptop lost its power, or its disk failed, in the middle of a work."""


class Overheard(Store):
    """The real store; every save is told to `ear` when it was acknowledged, tried ones before."""

    ear: "Station"

    def commit(self, space: UUID, edits: Sequence[Edit], *rest: Any, **named: Any) -> Committed:
        self.ear.tried = tuple(edits)
        committed = super().commit(space, edits, *rest, **named)
        self.ear.keep(self.ear.tried)
        return committed

    def move_open(self, space: UUID, records: Collection[UUID], circle: str) -> None:
        super().move_open(space, records, circle)
        moved = {r.hex for r in records}
        for write in self.ear.memory.open:
            if write.cell[0] in moved:
                write.segment = OPEN + circle

    def seal(self, space: UUID, *rest: Any) -> list[bytes]:
        made = super().seal(space, *rest)
        if made:  # a look at each sealing: what two have sealed could not be told apart later
            self.ear.settle()
        return made


@contextmanager
def program(version: int) -> Iterator[None]:
    """The program of that version: a later one also reads segments of format 2."""
    former, segment_format.FORMAT = segment_format.FORMAT, version
    try:
        yield
    finally:
        segment_format.FORMAT = former


@dataclass
class Memory:
    """What a database holds, as the oracle sees it: segments, open saves, keys accepted by hand.

    `heard`: what each key ever acknowledged to hold.
    """

    held: set[str] = field(default_factory=set)
    open: list[Write] = field(default_factory=list)
    accepted: set[str] = field(default_factory=set)
    heard: dict[str, frozenset[str]] = field(default_factory=dict)

    def image(self) -> "Memory":
        """What a copy of the database holds. Its open saves are values of their own from then on."""
        copies: dict[Write, Write] = {}
        for write in self.open:
            seen = frozenset(copies.get(w, w) for w in write.seen)
            copies[write] = Write(write.cell, write.value, seen, write.segment)
        return Memory(set(self.held), list(copies.values()), set(self.accepted), dict(self.heard))


class Station:
    """See the module. `skew` is how far its clock is out, in seconds; `version` that of its program."""

    def __init__(
        self,
        name: str,
        folder: Path,
        registry: Registry,
        ledger: Ledger,
        space: UUID,
        clock: Callable[[], float],
    ) -> None:
        self.name, self.folder, self.registry, self.ledger, self.space = name, folder, registry, ledger, space
        self._clock = clock
        self.skew = 0.0
        self.version = 1
        self.machine = name
        self.memory = Memory()
        self.tried: tuple[Edit, ...] = ()
        self.backups: dict[str, Memory | None] = {}
        self.fuse: int | None = None
        self.settling = False
        self.cloned = False  # two histories of it cannot be told apart
        self.start()

    @classmethod
    def of_image(cls, other: "Station", folder: Path, memory: Memory, machine: str) -> "Station":
        """A copy of a laptop in that folder, as a laptop of its own."""
        made = cls.__new__(cls)
        made.__dict__.update(other.__dict__)
        made.folder, made.memory, made.machine = folder, memory, machine
        made.backups = {name: m and m.image() for name, m in other.backups.items()}
        made.start()
        return made

    def start(self) -> None:
        """Open the profile; a new process."""
        with program(self.version):
            self.laptop = Laptop(self.name, self.folder, self.registry, self._open, self.machine)

    def _open(self, folder: Path, key: bytes) -> Store:
        store = Overheard(folder, key, clock=lambda: self._clock() + self.skew)
        store.ear = self
        return store

    @property
    def key(self) -> str:
        """Its public key."""
        return self.laptop.identity.public_key.hex()

    @property
    def party(self) -> Party:
        """Its entry in a manifest."""
        mine = self.laptop.identity
        return Party(mine.public_key, mine.receiving_key, self.name, "")

    # what it knows -------------------------------------------------------------------------

    def counted(self) -> set[str]:
        """The segments that make up its state."""
        memory = self.memory
        accepted = memory.accepted | {self.key}
        return self.ledger.counting(memory.held, accepted, memory.open, self.version)

    def state(self) -> State:
        """What it must show."""
        sealed = (w for name in self.counted() for w in self.ledger.segments[name].writes)
        return State([*sealed, *self.memory.open])

    def keep(self, edits: Sequence[Edit]) -> None:
        """A save was acknowledged: each value was written in sight of all that the desk then knew."""
        self.tried = ()
        known = self.state().writes if edits else set()
        for edit in edits:
            record = edit.record.hex
            seen = frozenset(w for w in known if w.cell[0] == record)
            write = Write((record, edit.field), edit.value, seen, OPEN + edit.circle)
            self.memory.open.append(write)
            known.add(write)

    def hear(self, letter: Letter) -> None:
        """What its sender held is acknowledged."""
        heard = self.memory.heard.get(letter.sender, frozenset())
        self.memory.heard[letter.sender] = heard | letter.holds

    # acting --------------------------------------------------------------------------------

    def act(self, work: Callable[[], T]) -> T:
        """Do it with the program of this laptop; raises Crashed where the fuse burns down meanwhile."""
        with program(self.version):
            if self.fuse is None:
                return work()
            fuse = _Fuse(self.fuse, self.folder, self)
            connection = self.laptop.store.database.conn
            connection.set_progress_handler(fuse.burn, 20)
            try:
                return work()
            except YportError:
                if not fuse.burnt:
                    raise
                raise Crashed() from None
            finally:
                connection.set_progress_handler(None, 0)

    def settle(self, arriving: frozenset[str] = frozenset()) -> None:
        """Look what is really there after a work, whole or broken off: all of it or nothing.

        `arriving`: the segments of the bundle that was being read.
        """
        self.settling = True
        try:
            self._settle(arriving)
        finally:
            self.settling = False

    def _settle(self, arriving: frozenset[str]) -> None:
        store, memory = self.laptop.store, self.memory
        if self.tried and store.open_changes(self.space) == len(memory.open) + len(self.tried):
            self.keep(self.tried)  # kept, though it could not be said any more
        self.tried = ()
        here = {s.hash.hex(): s for s in store.segments_not_in(self.space, None)}
        fresh = here.keys() - memory.held
        came = fresh & arriving
        assert not came or arriving <= here.keys(), "half a bundle was imported"
        assert memory.held <= here.keys(), "a segment is gone"
        memory.held |= came
        for name in [n for n in here if n in fresh - came]:  # in the order of their feeds
            self._sealed(name, *said_in(here[name], self.laptop.identity.public_key))
        assert store.open_changes(self.space) == len(memory.open), "a save is lost, or was doubled"

    def _sealed(self, name: str, place: Place, circle: str, said: list[Said]) -> None:
        """A segment of this laptop's own: exactly what was entered and not sealed yet, in that order."""
        taken: list[Write] = []
        rest = iter(self.memory.open)
        for one in said:
            write = next((w for w in rest if (*w.cell, w.value) == one and w.segment == OPEN + circle), None)
            assert write is not None, f"sealed, but never entered: {one}"
            taken.append(write)
        first = self.ledger.places.setdefault(place, name)
        assert first == name or self.cloned, "a restored laptop went on in its old feed"
        gone = set(taken)
        self.memory.open = [w for w in self.memory.open if w not in gone]
        self.memory.held.add(name)
        if name in self.ledger.segments:  # two images of one laptop sealed the very same saves
            same = dict(zip(taken, self.ledger.segments[name].writes, strict=True))
            for write in (*self.memory.open, *(w for s in self.ledger.segments.values() for w in s.writes)):
                write.seen = frozenset(same.get(w, w) for w in write.seen)
            return
        for write in taken:
            write.segment = name
        self.ledger.segments[name] = Sealed(name, self.key, tuple(taken), circle=circle)

    # backups, images, clocks ---------------------------------------------------------------

    def note_backups(self, memory: Memory | None) -> None:
        """Remember what the backups hold that were made since the last look; None: hard to say."""
        for backup in self.laptop.store.backups.all():
            self.backups.setdefault(backup.path.name, memory and memory.image())

    def stop(self) -> None:
        """End the program in good order."""
        self.laptop.desk.close()

    def put_back(self, image: Path, memory: Memory) -> None:
        """The profile folder is replaced by an image of former times, keys and all."""
        shutil.rmtree(self.folder)
        image.rename(self.folder)
        self.memory = memory
        self.start()

    def date_by_own_clock(self, path: Path) -> None:
        """The bundle as a laptop with that clock writes it: its date is wrong, all else is the same."""
        if self.skew:
            manifest, items = self._taken_apart(path)
            written = datetime.strptime(manifest.written, _TIMES) + timedelta(seconds=self.skew)
            self._write(path, replace(manifest, written=written.strftime(_TIMES)), items)

    def cut(self, path: Path, luck: Random) -> list[Path]:
        """The bundle in parts, each a bundle of its own with some of the items."""
        manifest, items = self._taken_apart(path)
        luck.shuffle(items)
        parts = min(3, len(items))
        paths = [path.with_name(f"{path.stem}-{n + 1}.yport") for n in range(parts)]
        for n, part in enumerate(paths):
            self._write(part, replace(manifest, part=n + 1, parts=parts), items[n::parts])
        return paths

    def _taken_apart(self, path: Path) -> tuple[Manifest, list[Item]]:
        with read_bundle(path, self.laptop.identity) as bundle:
            items = [Item(i.head, partial(bytes, bundle.read(i))) for i in bundle.items]
            return bundle.manifest, items

    def _write(self, path: Path, manifest: Manifest, items: list[Item]) -> None:
        with path.open("wb") as file:
            write_bundle(file, manifest, items, self.laptop.identity)


class _Fuse:
    """Counts down the steps of SQLite; at zero the files are as after a loss of power, and the disk fails."""

    def __init__(self, length: int, folder: Path, station: Station) -> None:
        self.left = length
        self._station = station
        self.burnt = False
        self._folder = folder

    def burn(self) -> int:
        """Called every few steps; 1 breaks the statement off."""
        if self._station.settling:
            return 0
        self.left -= 1
        if self.left or self.burnt:
            return 0
        self.burnt = True
        wreck = self._folder.with_name(f"{self._folder.name} wreck")
        shutil.copytree(self._folder, wreck, ignore=shutil.ignore_patterns("*-shm"))
        return 1
