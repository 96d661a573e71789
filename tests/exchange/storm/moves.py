"""What can happen to a laptop in a storm: a table of moves with weights. A new move is one more line."""

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

from yport_desktop.domain.changes import DELETED, LIFE, ORDER, PARENT, Edit
from yport_desktop.services.records import create

from . import checks
from .oracle import KIND, State, Write
from .station import Crashed, Station, program

if TYPE_CHECKING:
    from .storm import Storm

SAME = ("same", "caf\u00e9", "cafe\u0301", "", None, "語\n二")
DECADE = 10 * 365.25 * 86_400  # seconds
FIELDS = ("heading", "text", "amount", "tags", "extra")


def _values(storm: "Storm", station: Station, name: str) -> object:
    """Mostly what nobody wrote before; sometimes what another may write as well."""
    luck = storm.chance
    if name == "tags":
        return luck.sample("abcd", luck.randrange(4))
    if name == "amount":
        return luck.choice(["1", "1.0", "2.50", f"{luck.randrange(1000)}.5", None])
    if name == "extra":
        return luck.choice([{"a": [1, {"b": None}]}, {"a": storm.unique(station)}, None])
    if name == "text" and luck.random() < 0.5:
        return luck.choice(SAME)
    return storm.unique(station)


def edit(storm: "Storm", station: Station) -> None:
    """A few fields of a note, in one save."""
    if (record := storm.record(station)) is None:
        return
    names = storm.chance.choices(FIELDS, k=storm.chance.randint(1, 3))
    storm.edit(station, *(Edit(record, n, _values(storm, station, n)) for n in names))


def confirm(storm: "Storm", station: Station) -> None:
    """The very value that is shown is written again: "confirmed today"."""
    if (record := storm.record(station)) is None:
        return
    shown = station.laptop.desk.get(record).values
    if names := sorted(set(FIELDS) & shown.keys()):
        name = storm.chance.choice(names)
        storm.edit(station, Edit(record, name, shown[name]))


def settle(storm: "Storm", station: Station) -> None:
    """A person decides a conflict."""
    open_ones = [c for c in station.laptop.desk.conflicts(station.space) if c.kind]
    if not open_ones:
        return
    conflict = storm.chance.choice(open_ones)
    value = storm.chance.choice([h.value for h in conflict.heads])
    if conflict.field == LIFE and storm.chance.random() < 0.5:
        value = None
    storm.edit(station, Edit(conflict.record, conflict.field, value))


def add(storm: "Storm", station: Station) -> None:
    """A new note under the engagement or another note."""
    parent = storm.record(station) if storm.chance.random() < 0.5 else None
    values = {"heading": storm.unique(station)}
    station.act(
        lambda: station.laptop.desk.commit(
            station.space, create("note", values, parent=parent or station.space, order="m")
        )
    )


def move(storm: "Storm", station: Station) -> None:
    """Under another note, even under its own child; two people may make a ring."""
    record, parent = storm.record(station), storm.record(station)
    if record is not None:
        where = str(parent) if storm.chance.random() < 0.8 else None
        storm.edit(station, Edit(record, PARENT, where), Edit(record, ORDER, storm.unique(station)))


def remove(storm: "Storm", station: Station) -> None:
    """Deleted."""
    if (record := storm.record(station)) is not None:
        storm.edit(station, Edit(record, LIFE, DELETED))


def bring_back(storm: "Storm", station: Station) -> None:
    """Restored, if there is one that was deleted."""
    if gone := station.laptop.store.read.records(station.space, "note", deleted=True):
        storm.edit(station, Edit(storm.chance.choice(sorted(r.id for r in gone)), LIFE, None))


def undo(storm: "Storm", station: Station) -> None:
    """The newest save of the session is taken back, perhaps brought back again."""
    station.act(station.laptop.desk.undo)
    if storm.chance.random() < 0.5:
        station.act(station.laptop.desk.redo)


def take_back(storm: "Storm", station: Station) -> None:
    """One of the imports so far is taken back: compensating changes, like any others."""
    if arrivals := station.laptop.exchange.arrivals(station.space):
        number = storm.chance.choice(arrivals).number
        station.act(lambda: station.laptop.exchange.take_back(station.space, number))


def keep_private(storm: "Storm", station: Station) -> None:
    """A note is marked as private, or made everybody's again."""
    record = storm.record(station)
    if record is not None and station.laptop.desk.find(record):
        private = not station.laptop.desk.is_private(record) or storm.chance.random() < 0.2
        station.act(lambda: station.laptop.desk.mark_private(record, private))


def seal(storm: "Storm", station: Station) -> None:
    """A segment is full."""
    station.act(lambda: station.laptop.desk.seal(station.space))
    station.settle()


def write(storm: "Storm", station: Station) -> None:
    """A bundle to some of those on the roster, sometimes in parts; one in eight is lost till the end."""
    if not (others := storm.reachable(station)):
        return
    letters = [storm.write(station, storm.chance.sample(others, storm.chance.randint(1, len(others))))]
    if storm.chance.random() < 0.3 and len(letters[0].segments) > 1:
        storm.letters.remove(letters[0])
        letters = [storm.post(station, part) for part in station.cut(letters[0].path, storm.chance)]
    storm.lost |= {x for x in letters if storm.chance.random() < 0.12}


def deliver(storm: "Storm", station: Station) -> None:
    """Any bundle so far, by whoever carried it: late, doubled, out of order, relayed."""
    if not (mine := [x for x in storm.mail_of(station) if x not in storm.lost]):
        return
    recent = mine[-4:] if storm.chance.random() < 0.6 else mine
    letter = storm.chance.choice(recent)
    if storm.chance.random() < 0.1:
        before = station.laptop.store.fingerprint(station.space)
        rehearsal = station.act(lambda: station.laptop.exchange.rehearse(letter.path))
        assert station.laptop.store.fingerprint(station.space) == before, "a rehearsal wrote"
        fresh = len(letter.segments - station.memory.held)
        assert rehearsal.spaces[0].segments - rehearsal.spaces[0].known == fresh
    unknown = bytes.fromhex(letter.sender) not in station.laptop.store.trusted(station.space)
    storm.read(station, letter, accept=unknown and storm.chance.random() < 0.1)


def admit(storm: "Storm", station: Station) -> None:
    """Somebody unknown here is put on the roster, perhaps by two people at once."""
    if storm.chance.random() < 0.5:
        storm.admit_eva(station)
        return
    other = storm.chance.choice(storm.stations)
    exchange = station.laptop.exchange
    station.act(
        lambda: exchange.add_to_roster(station.space, exchange.read_card(other.laptop.exchange.my_card()))
    )


def mistake_a_key(storm: "Storm", station: Station) -> None:
    """Somebody's key is entered, and in the next save another: who ever stood on the roster stays on it."""
    values = {"name": storm.unique(station), "signing_key": storm.eva.key}
    person = create("person", values, parent=station.space)
    storm.edit(station, *person)
    storm.edit(station, Edit(person[0].record, "signing_key", storm.chance.randbytes(32).hex()))


def restart(storm: "Storm", station: Station) -> None:
    """The program is closed and opened."""
    station.stop()
    station.start()
    assert not station.laptop.desk.is_copy


def upgrade(storm: "Storm", station: Station) -> None:
    """From now on the later program: what it alone can read is folded at its first start."""
    station.stop()
    station.version = 2
    station.start()


def set_the_clock(storm: "Storm", station: Station) -> None:
    """Somebody notices, or the battery is empty."""
    station.skew = storm.chance.uniform(-DECADE, DECADE)


def back_up(storm: "Storm", station: Station) -> None:
    """By hand."""
    station.laptop.desk.back_up("by hand")
    station.note_backups(station.memory)


def restore(storm: "Storm", station: Station) -> None:
    """A backup, an old one perhaps, takes the store's place."""
    known = [b.path.name for b in station.laptop.store.backups.all() if station.backups.get(b.path.name)]
    if known:
        name = storm.chance.choice(known)
        station.stop()
        station.laptop.store.backups.restore(name)
        former, found = station.memory, station.backups[name]
        assert found is not None
        station.memory = found.image()
        station.start()
        station.note_backups(former)


def image(storm: "Storm", station: Station) -> None:
    """A disk image is put back after the laptop went on: same keys, same marks, two histories."""
    memory = station.memory.image()
    station.stop()
    station.cloned = True
    kept = storm.folder / "image"
    shutil.copytree(station.folder, kept)
    station.start()
    for _ in range(storm.chance.randint(1, 3)):
        storm.chance.choice((edit, write, add, deliver))(storm, station)
    station.stop()
    station.put_back(kept, memory)


def twin(storm: "Storm", station: Station) -> None:
    """A copy of the whole laptop lives on beside it, on another machine or as if on the same."""
    if len(storm.stations) > 4 or len({s.key for s in storm.stations}) < len(storm.stations):
        return
    memory = station.memory.image()
    machine = storm.chance.choice((station.machine, "hotel"))
    station.cloned = station.cloned or machine == station.machine
    station.stop()
    folder = storm.folder / f"{station.name} twin"
    shutil.copytree(station.folder, folder)
    station.start()
    other = storm.kind.of_image(station, folder, memory, machine)
    storm.stations.append(other)


def crash(storm: "Storm", station: Station) -> None:
    """Power fails at any step of a save, a sealing, a bundle or an import; or only the disk does."""
    letters = [x for x in storm.mail_of(station) if x not in storm.lost]
    letter = storm.chance.choice(letters) if letters and storm.chance.random() < 0.4 else None
    work = storm.chance.choice((edit, add, write, write, admit, seal, settle))
    before = station.memory.image()
    station.fuse = int(2 ** storm.chance.uniform(0, 9))
    try:
        if letter:
            storm.read(station, letter)
        else:
            work(storm, station)
    except Crashed:
        storm.trace.append("crashed")
        station.fuse = None
        wreck = station.folder.with_name(f"{station.folder.name} wreck")
        if storm.chance.random() < 0.7:
            station.stop()
            station.put_back(wreck, station.memory)
            assert not station.laptop.desk.is_copy, "a crash was taken for a copy"
        else:
            shutil.rmtree(wreck)
            if work is admit:  # what waited for the new name is folded at the next start at the latest
                station.stop()
                station.start()
        station.settle(letter.segments if letter else frozenset())
        if letter:  # the acknowledgement in it may have been kept, or not
            station.hear(letter)
        station.note_backups(before)
        checks.screen(storm, station)
        with program(station.version):
            findings = station.laptop.store.check(None)
        assert findings.sound, findings.faults
    finally:
        station.fuse = None


def eva_writes(storm: "Storm", station: Station) -> None:
    """Eva sits with somebody, writes with her later program, and sends it round."""
    eva, luck = storm.eva, storm.chance
    known = storm.ledger.counting(
        station.memory.held, station.memory.accepted | {station.key, eva.key}, [], 2
    )
    mine = {name for name, s in storm.ledger.segments.items() if s.author == eva.key}
    state = State(w for name in known | mine for w in storm.ledger.segments[name].writes)
    notes = sorted(r for r in state.records() if state.shown((r, KIND)) == "note")
    if not notes:
        return
    record = luck.choice(notes)
    seen = frozenset(w for w in state.writes if w.cell[0] == record)
    names = luck.sample(("heading", "text", "later field", LIFE), luck.randint(1, 2))
    writes = []
    for name in names:
        value = DELETED if name == LIFE else storm.unique(station)
        cells = [c for c in state.cells if c[0] == record] if name == LIFE else [(record, name)]
        over = sorted({h.segment for c in cells for h in state.heads(c)})
        writes.append((Write((record, name), value, seen), over))
    sealed, body = eva.seal(writes, int(storm.clock() * 1000), luck.choice((1, 2, 2)))
    storm.ledger.segments[sealed.name] = sealed
    storm.bodies.append(body)
    path = storm.folder / f"{len(storm.letters):04}.yport"
    to = [o.party for o in storm.stations]
    parcel = storm.bodies if luck.random() < 0.5 else storm.bodies[-1:]
    storm.letters.append(eva.post(path, to, parcel, storm.unique(station).encode()))


def everybody_is_admitted(storm: "Storm") -> None:
    """At the end Aya has met all of them."""
    aya = storm.stations[0]
    listed = aya.laptop.store.trusted(aya.space)
    if bytes.fromhex(storm.eva.key) not in listed:
        storm.admit_eva(aya)
    exchange = aya.laptop.exchange
    for other in storm.stations:
        if other.laptop.identity.public_key not in listed or other.name == "Dan":
            exchange.add_to_roster(aya.space, exchange.read_card(other.laptop.exchange.my_card()))


_TABLE: tuple[tuple[float, Callable[["Storm", Station], None]], ...] = (
    (10, edit),
    (3, confirm),
    (3, settle),
    (4, add),
    (3, move),
    (3, remove),
    (2, bring_back),
    (2, undo),
    (1, take_back),
    (1.5, keep_private),
    (8, seal),
    (10, write),
    (16, deliver),
    (1, admit),
    (0.7, mistake_a_key),
    (1, restart),
    (0.5, upgrade),
    (0.7, set_the_clock),
    (1, back_up),
    (1.5, restore),
    (1.5, image),
    (0.5, twin),
    (5, crash),
    (2, eva_writes),
)
MOVES = [function for _, function in _TABLE]
WEIGHTS = [weight for weight, _ in _TABLE]
