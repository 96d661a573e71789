"""One schedule: who is there, what happens, and the calm after it."""

import json
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from yport_desktop.domain.changes import PRIVATE, Edit
from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, Section
from yport_desktop.domain.registry import Registry
from yport_desktop.domain.segment import SealedSegment
from yport_desktop.entities import engagement, person
from yport_desktop.exchange.identity import KEY_FILE, Identity
from yport_desktop.services import letters
from yport_desktop.services.records import create

from . import checks, moves
from .letters import LaterProgram, Letter, posted
from .oracle import Ledger
from .station import Memory, Station

SPACE = UUID("c0ffee00-0000-4000-8000-000000000001")
STEPS = 60
NOTE = EntityType(
    "note", "Note", "Notes", "heading",
    (
        Section("all", "All", (
            Field("heading", "Heading"),
            Field("text", "Text", FieldKind.LONG_TEXT),
            Field("amount", "Amount", FieldKind.NUMBER),
            Field("tags", "Tags", FieldKind.CHOICES, choices=tuple(Choice(k, k) for k in "abcd")),
            Field("extra", "Extra", FieldKind.OBJECT),
        )),
    ),
    ordered=True,
)  # fmt: skip
REGISTRY = Registry({e.kind: e for e in (engagement.ENTITY, person.ENTITY, NOTE)})
_START = 1_770_000_000.0


@contextmanager
def seeded(chance: random.Random) -> Iterator[None]:
    """All uuids come from the seed, so that a schedule runs the same way again."""
    system, os.urandom = os.urandom, chance.randbytes  # what uuid4 asks
    try:
        yield
    finally:
        os.urandom = system


class Storm:
    """See the module. `chance` is the schedule's only source of luck."""

    def __init__(self, seed: int, folder: Path, trace: list[str], kind: type[Station] = Station) -> None:
        self.chance = random.Random(seed)
        self.folder = folder
        self.ledger = Ledger()
        self.letters: list[Letter] = []
        self.lost: set[Letter] = set()  # never arrive before the calm
        self.prints: dict[frozenset[str], str] = {}
        self.kept: dict[str, frozenset[str]] = {}  # items of later kinds, as each laptop said last
        self.ticks = 0
        self.count = 0
        self.calming = False  # then nothing is left out any more
        self.trace = trace
        self.kind = kind
        self.private: dict[str, str] = {}
        self.bodies: list[SealedSegment] = []
        self.eva = LaterProgram(self.identity("Eva"), SPACE)
        self.stations = [self.station(name) for name in ("Aya", "Ben", "Chika")]
        self._meet()
        if self.chance.random() < 0.5:
            self._stranger()

    # people --------------------------------------------------------------------------------

    def identity(self, name: str) -> Identity:
        """The keys of a person, her signing key from the seed."""
        folder = self.folder / name / "keys"
        folder.mkdir(parents=True)
        signing = Ed25519PrivateKey.from_private_bytes(self.chance.randbytes(32))
        receiving = str(pyrage.x25519.Identity.generate())
        public = signing.public_key().public_bytes_raw().hex()
        state = {
            "format": 1,
            "signing": signing.private_bytes_raw().hex(),
            "public": public,
            "receiving": receiving,
        }
        (folder / KEY_FILE).write_text(json.dumps(state))
        self.private[public] = receiving
        return Identity.load_or_create(folder, machine=name)

    def station(self, name: str) -> Station:
        """A laptop with a clock that may be ten years out, and perhaps the later program."""
        self.identity(name)
        made = self.kind(name, self.folder / name, REGISTRY, self.ledger, SPACE, self.clock)
        made.skew = self.chance.choice((0.0, 0.0, moves.DECADE, -moves.DECADE))
        made.version = self.chance.choice((1, 1, 1, 2))
        return made

    def clock(self) -> float:
        """Real time goes on a little with every look."""
        self.ticks += 1
        return _START + self.ticks

    def _meet(self) -> None:
        """Ben and Chika get the engagement from Aya and accept her; Eva may stand on the roster."""
        aya, *others = self.stations
        desk, exchange = aya.laptop.desk, aya.laptop.exchange
        desk.new_space({"name": "Metro Cebu"}, SPACE)
        for other in others:
            exchange.add_to_roster(SPACE, exchange.read_card(other.laptop.exchange.my_card()))
        if self.chance.random() < 0.5:
            self.admit_eva(aya)
        for number in range(2):
            desk.commit(SPACE, create("note", {"heading": f"shared {number}", "tags": ["a"]}, parent=SPACE))
        letter = self.write(aya, others)
        for other in others:
            other.memory.accepted.add(aya.key)
            other.act(lambda o=other: o.laptop.exchange.import_bundle(letter.path, accept_sender=True))  # type: ignore[misc]
            other.settle(letter.segments)
            other.memory.heard[aya.key] = letter.holds
            other.note_backups(Memory(accepted={aya.key}))

    def _stranger(self) -> None:
        """Dan has the engagement's id and knows everybody; nobody knows Dan."""
        dan = self.station("Dan")
        dan.laptop.store.add_space(SPACE)
        for other in self.stations:
            card = dan.laptop.exchange.read_card(other.laptop.exchange.my_card())
            dan.laptop.exchange.add_to_roster(SPACE, card)
        self.stations.append(dan)

    def admit_eva(self, station: Station) -> None:
        """Put Eva on the roster by hand, as her card would."""
        eva = self.eva.identity
        values = {"name": "Eva", "signing_key": self.eva.key, "receiving_key": eva.receiving_key}
        station.act(lambda: station.laptop.desk.commit(SPACE, create("person", values, parent=SPACE)))

    # letters -------------------------------------------------------------------------------

    def write(self, station: Station, to: list[Station], everything: bool = False) -> Letter:
        """A bundle to those; encrypted or signed only, sometimes without what is private."""
        path = self.folder / f"{len(self.letters):04}.yport"
        keys = [bytes.fromhex(k) for k in dict.fromkeys(o.key for o in to)]
        encrypted = self.chance.random() < 0.3
        less = {PRIVATE} if not self.calming and self.chance.random() < 0.2 else set[str]()
        order = letters.Letter(SPACE, tuple(keys), "", encrypted, everything, leave_out=frozenset(less))
        station.act(lambda: station.laptop.exchange.send(order, path))
        station.settle()
        station.date_by_own_clock(path)
        letter = self.post(station, path)
        memory = station.memory
        due = {x for o in to for x in memory.held - memory.heard.get(o.key, frozenset())}
        assert (bool(less) or due <= letter.segments) and letter.segments <= memory.held, (
            "not all that somebody lacks is in the bundle"
        )
        return letter

    def post(self, station: Station, path: Path) -> Letter:
        """A bundle of that laptop is under way."""
        holds = frozenset(station.memory.held)
        letter = posted(path, station.laptop.identity, self.private[station.key], holds)
        self.letters.append(letter)
        return letter

    def read(self, station: Station, letter: Letter, accept: bool = False) -> None:
        """Import a bundle, and look what became of it."""
        before = station.memory.image()
        done = station.act(lambda: station.laptop.exchange.import_bundle(letter.path, accept_sender=accept))
        station.settle(letter.segments)
        assert letter.segments <= station.memory.held, "imported, but not there"
        assert not done.spaces[0].out_of_step
        heard = station.memory.heard.get(letter.sender, frozenset())
        station.memory.heard[letter.sender] = heard | letter.holds
        if not accept:
            station.note_backups(before)
        else:
            station.note_backups(None)  # made after the sender was accepted and before the rest

    def reachable(self, station: Station) -> list[Station]:
        """Those on the roster as that laptop knows it."""
        listed = {m.key.hex() for m in station.laptop.exchange.colleagues(SPACE)}
        return [o for o in self.stations if o.key in listed]

    def mail_of(self, station: Station) -> list[Letter]:
        """What that laptop can open: sent to its key, or by it."""
        return [x for x in self.letters if station.key in x.to or station.key == x.sender]

    # the schedule --------------------------------------------------------------------------

    def run(self, steps: int = STEPS) -> None:
        """The storm, the calm, the reckoning. AssertionError where a promise is broken."""
        for _ in range(steps):
            self.step()
        self.calm()
        checks.reckoning(self)

    def step(self) -> None:
        """One move of one laptop; now and then its screen is compared with what it must show."""
        (move,) = self.chance.choices(moves.MOVES, moves.WEIGHTS)
        station = self.chance.choice(self.stations)
        self.trace.append(f"{move.__name__} {station.name}")
        move(self, station)
        if self.chance.random() < 0.2:
            checks.screen(self, self.chance.choice(self.stations))

    def calm(self) -> None:
        """What was lost arrives or does not; all upgrade; then everybody writes to everybody."""
        self.calming = True
        for letter in self.chance.sample(sorted(self.lost, key=lambda x: x.path), len(self.lost)):
            for station in self.stations:
                if station.key in letter.to and self.chance.random() < 0.7:
                    self.read(station, letter)
        for station in self.stations:
            moves.upgrade(self, station)
        moves.everybody_is_admitted(self)
        keys = [station.key for station in self.stations]
        twins = len(keys) > len(set(keys))
        for round_number in range(4):
            mute = any(len({o.key for o in self.reachable(s)}) < len(set(keys)) - 1 for s in self.stations)
            for station in list(self.stations):
                if others := self.reachable(station):
                    letter = self.write(station, others, everything=twins or (mute and round_number < 2))
                    self.kept[station.name + station.machine] = letter.keeps
                    for other in others:
                        self.read(other, letter)
            same = len({frozenset(s.memory.held) for s in self.stations}) == len(set(self.kept.values())) == 1
            if round_number and same:
                return

    def unique(self, station: Station) -> str:
        """A text that nobody wrote before."""
        self.count += 1
        return f"{station.name} {self.count}"

    def record(self, station: Station) -> UUID | None:
        """Any note that laptop knows of, deleted ones too."""
        read = station.laptop.store.read
        with_deleted = [*read.records(SPACE, "note"), *read.records(SPACE, "note", deleted=True)]
        return self.chance.choice(sorted(r.id for r in with_deleted)) if with_deleted else None

    def edit(self, station: Station, *edits: Edit) -> None:
        """One save."""
        station.act(lambda: station.laptop.desk.commit(SPACE, edits))


def run(
    seed: int,
    folder: Path,
    steps: int = STEPS,
    kind: type[Station] = Station,
    trace: list[str] | None = None,
) -> None:
    """One schedule in an empty folder; the AssertionError of a broken promise tells the last moves."""
    trace = [] if trace is None else trace
    with seeded(random.Random(f"uuids {seed}")):
        storm = Storm(seed, folder, trace, kind)
        try:
            storm.run(steps)
        except Exception as error:
            error.add_note(f"seed {seed}, after {len(trace)} moves: {', '.join(trace[-15:])}")
            raise
        finally:
            for station in storm.stations:
                station.stop()
