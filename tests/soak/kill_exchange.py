"""Kill two advisors' programs again and again while they save, seal, write bundles and import them.

    python -m tests.soak.kill_exchange [kills] [seed]

Each round forks a process in which Aya and Ben work and send one another bundles of several segments and
photos; it says on a pipe what was acknowledged and is killed (SIGKILL) at a seeded moment. Then both
profiles are opened again: every acknowledged save is there, of every bundle all segments or none, the file
at a bundle's place is whole, and no laptop takes itself for a copy.
"""

import os
import random
import select
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.exchange.laptop import Laptop
from yport_desktop.domain.changes import Edit
from yport_desktop.domain.segment import signed_message
from yport_desktop.exchange.identity import verify
from yport_desktop.services.records import create

from .kill import SPACE, photo_of

MOST_TOLD = 14  # acknowledgements before the kill, two to six for each bundle; a slow machine gets there too
LONGEST = 0.05  # seconds of work after them
ROUNDS = 25  # kills of one pair of profiles: they grow meanwhile
NAMES = ("Aya", "Ben")


@dataclass
class Told:
    """What was acknowledged: saves by author; up to which of them bundles were written, and taken in."""

    saved: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NAMES, 0))
    wrote: dict[str, set[int]] = field(default_factory=lambda: {n: {0} for n in NAMES})
    took: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NAMES, 0))
    what: Counter[str] = field(default_factory=Counter)

    def hear(self, line: str) -> None:
        """One line of the pipe: what, who, up to which of her saves."""
        what, name, number = line.split()
        self.what[what] += 1
        if what == "saved":
            self.saved[name] = int(number)
        elif what == "wrote":
            self.wrote[name].add(int(number))
        elif what == "took":
            self.took[name] = int(number)


def open_pair(folder: Path) -> tuple[Laptop, Laptop]:
    """The two laptops, as they lie there."""
    aya, ben = (Laptop(name, folder / name) for name in NAMES)
    return aya, ben


def prepare(folder: Path) -> None:
    """Aya and Ben know one another."""
    (folder / "post").mkdir(parents=True)
    aya, ben = open_pair(folder)
    aya.desk.new_space({"name": "Metro Cebu"}, SPACE)
    aya.exchange.add_to_roster(SPACE, aya.exchange.read_card(ben.exchange.my_card()))
    ben.exchange.import_bundle(aya.send(SPACE, ben), accept_sender=True)
    for laptop in (aya, ben):
        laptop.desk.close()


def save(laptop: Laptop, number: int) -> None:
    """A finding with its photo, and a request; they belong together."""
    heading = f"{laptop.name} {number}"
    finding = create("finding", {"heading": heading, "text": "語" * 200}, parent=SPACE)
    photo = laptop.desk.put_blob(photo_of(number))
    shown = create("evidence", {"caption": heading, "blob": photo}, parent=finding[0].record)
    laptop.desk.commit(SPACE, [*finding, *shown, Edit(SPACE, "summary", heading)], "Find")


def saves_of(laptop: Laptop, author: str) -> list[int]:
    """The numbers of an author's saves that are there, each whole."""
    headings = [str(r.get("heading")) for r in laptop.desk.records(SPACE, "finding")]
    shown = {r.get("caption"): r.get("blob") for r in laptop.desk.records(SPACE, "evidence")}
    assert sorted(headings) == sorted(shown), "half a save"
    numbers = [int(h.split()[1]) for h in headings if h.startswith(author)]
    for number in numbers:
        assert laptop.desk.blob(shown[f"{author} {number}"]) == photo_of(number), "a photo is missing"
    return sorted(numbers)


def work(folder: Path, seed: int, say: int) -> None:
    """What the killed process does."""
    chance = random.Random(seed)
    pair = open_pair(folder)
    numbers = {o.name: max(saves_of(o, o.name), default=0) for o in pair}

    def tell(what: str, name: str) -> None:
        os.write(say, f"{what} {name} {numbers[name]}\n".encode())

    tell("ready", "Aya")
    while True:
        sender, reader = chance.sample(pair, 2)
        for _ in range(chance.randint(1, 4)):
            numbers[sender.name] += 1
            save(sender, numbers[sender.name])
            tell("saved", sender.name)
            if chance.random() < 0.7:
                sender.desk.seal(SPACE)
        post = folder / "post" / f"{sender.name}.yport"
        encrypted = chance.random() < 0.5
        sender.exchange.write(SPACE, [reader.identity.public_key], post, encrypted=encrypted)
        tell("wrote", sender.name)
        reader.exchange.import_bundle(reader.exchange.rehearse(post) if chance.random() < 0.3 else post)
        tell("took", sender.name)


def round_of(folder: Path, seed: int, told: Told) -> None:
    """Fork, let them work, kill them."""
    chance = random.Random(seed)
    hears, says = os.pipe()
    child = os.fork()
    if not child:
        os.close(hears)
        try:
            work(folder, seed, says)
        finally:
            os._exit(3)
    os.close(says)
    wanted, heard = chance.randint(1, MOST_TOLD), b""
    while heard.count(b"\n") < wanted and select.select([hears], [], [], 60)[0]:
        if not (piece := os.read(hears, 4096)):
            break
        heard += piece
    time.sleep(chance.random() * LONGEST)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"the program ended by itself: {status}"
    with os.fdopen(hears, "rb") as rest:
        heard += rest.read()
    for line in heard.decode().splitlines():
        told.hear(line)


def examine(folder: Path, told: Told) -> None:
    """The promises, after a kill."""
    pair = open_pair(folder)
    for laptop, other in (pair, pair[::-1]):
        assert not laptop.desk.is_copy, "taken for a copy"
        findings = laptop.store.check(lambda author, name, mark: verify(author, mark, signed_message(name)))
        assert findings.sound, findings.faults
        assert laptop.store.gaps(SPACE) == [] and laptop.store.have_list(SPACE)["also"] == []
        said, mine = told.saved[laptop.name], saves_of(laptop, laptop.name)
        assert mine in (list(range(1, said + 1)), list(range(1, said + 2))), "an acknowledged save is lost"
        told.saved[laptop.name] = len(mine)
        theirs = saves_of(laptop, other.name)
        wrote = told.wrote[other.name] | {len(saves_of(other, other.name))}
        assert theirs == list(range(1, len(theirs) + 1)) and len(theirs) in wrote, "half an import"
        assert len(theirs) >= told.took[other.name], "an acknowledged import is lost"
        post = folder / "post" / f"{other.name}.yport"
        if post.exists():
            laptop.exchange.verify(post)
    for laptop in pair:
        laptop.desk.close()


def same_in_the_end(folder: Path) -> None:
    """They send one another what is left, and show the same."""
    aya, ben = open_pair(folder)
    for sender, reader in ((aya, ben), (ben, aya), (aya, ben)):
        reader.exchange.import_bundle(sender.send(SPACE, reader))
    assert aya.state(SPACE) == ben.state(SPACE)
    for laptop in (aya, ben):
        laptop.desk.close()


def soak(base: Path, kills: int, seed: int) -> Counter[str]:
    """So many kills; AssertionError where a promise is broken."""
    done: Counter[str] = Counter()
    for start in range(0, kills, ROUNDS):
        folder, told = base / str(start), Told()
        prepare(folder)
        for number in range(start, min(start + ROUNDS, kills)):
            round_of(folder, seed * 10_000 + number, told)
            examine(folder, told)
            done["kills"] += 1
        same_in_the_end(folder)
        done += told.what
    return done


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:3]]
    wanted, first_seed = given + [200, 1][len(given) :]
    with tempfile.TemporaryDirectory() as place:
        began = time.monotonic()
        result = soak(Path(place), wanted, first_seed)
        print(
            f"{result['kills']} kills, {result['saved']} saves, {result['wrote']} bundles written and"
            f" {result['took']} taken in were acknowledged and kept, {time.monotonic() - began:.0f} s"
        )
