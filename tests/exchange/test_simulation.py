"""Seeded schedules over files: loss, doubles, delay, relay, restored and cloned laptops.

The oracle is simple: whatever any laptop holds when the storm ends, all hold after calm
rounds; they show one state; no gap and nothing unapplied remains; a value is only gone from
the shown ones if somebody wrote after having seen it.
"""

import os
import random
import shutil
from pathlib import Path
from uuid import UUID

import pytest

from yport_desktop.services.records import create, delete

from .laptop import Laptop, finding, meet

FIRST = int(os.environ.get("YPORT_SEED", "0"))
SCHEDULES = int(os.environ.get("YPORT_SCHEDULES", "10"))
STEPS = 45
SPACE = UUID("c0ffee00-0000-4000-8000-000000000001")


class Storm:
    """One schedule: laptops, the bundles under way, and what each value's author had seen."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.chance = random.Random(seed)
        self.folder = folder
        self.laptops = [Laptop(name, folder / name) for name in ("Aya", "Ben", "Chika")]
        self.post: list[tuple[Path, set[str]]] = []
        self.count = 0
        aya = self.laptops[0]
        aya.desk.new_space({"name": "Metro Cebu"}, SPACE)
        for other in self.laptops[1:]:
            aya.exchange.add_to_roster(SPACE, aya.exchange.read_card(other.exchange.my_card()))
        self.shared = [finding(aya, SPACE, f"shared {n}") for n in range(3)]
        meet(self.laptops, SPACE)

    def step(self) -> None:
        moves = [self.edit] * 5 + [self.add] * 3 + [self.write] * 4 + [self.deliver] * 6
        moves += [self.remove, self.back_up, self.restore, self.clone]
        self.chance.choice(moves)(self.chance.choice(self.laptops))

    def edit(self, laptop: Laptop) -> None:
        self.count += 1
        known = [r for r in self.shared if laptop.store.read.record(r)]
        if not known:  # restored to the time before the first bundle
            return
        record = self.chance.choice(known)
        laptop.set(SPACE, record, heading=f"{laptop.name} {self.count}", text=f"text {self.count}")

    def add(self, laptop: Laptop) -> None:
        self.count += 1
        laptop.desk.commit(SPACE, create("finding", {"heading": f"own {self.count}"}, parent=SPACE))

    def remove(self, laptop: Laptop) -> None:
        known = [r for r in self.shared if laptop.store.read.record(r)]
        if known:
            laptop.desk.commit(SPACE, delete(self.chance.choice(known)))

    def write(self, laptop: Laptop) -> None:
        others = self.reachable(laptop)
        if not others:
            return
        to = self.chance.sample(others, self.chance.randint(1, len(others)))
        target = self.folder / f"{len(self.post):04}.yport"
        laptop.exchange.write(SPACE, [o.identity.public_key for o in to], target)
        self.post.append((target, {o.name for o in to}))  # whether it is ever delivered is left to chance

    def reachable(self, laptop: Laptop) -> list[Laptop]:
        """Those on the roster as that laptop knows it."""
        listed = {m.key for m in laptop.exchange.colleagues(SPACE)}
        return [o for o in self.laptops if o.identity.public_key in listed]

    def deliver(self, laptop: Laptop) -> None:
        """Any bundle so far, to anybody it is for: late, doubled, out of order."""
        mine = [p for p, names in self.post if laptop.name in names]
        if mine:
            path = self.chance.choice(mine)
            rehearsal = laptop.exchange.rehearse(path)
            done = laptop.exchange.import_bundle(rehearsal)
            assert not done.spaces[0].out_of_step
            assert len(rehearsal.spaces[0].gaps) == len(done.spaces[0].gaps)

    def back_up(self, laptop: Laptop) -> None:
        laptop.desk.back_up("by hand")

    def restore(self, laptop: Laptop) -> None:
        backups = laptop.store.backups.all()
        if backups:
            name = self.chance.choice(backups).path.name
            laptop.desk.close()
            laptop.store.backups.restore(name)
            self.start_again(laptop)

    def clone(self, laptop: Laptop) -> None:
        """The whole profile as it was a moment ago, keys and run mark too: a disk image put back."""
        image = self.folder / "image"
        laptop.desk.close()
        shutil.copytree(laptop.folder, image)
        self.start_again(laptop)
        laptop = next(o for o in self.laptops if o.name == laptop.name)
        self.edit(laptop)
        self.write(laptop)
        laptop.desk.close()
        shutil.rmtree(laptop.folder)
        image.rename(laptop.folder)
        self.start_again(laptop)

    def start_again(self, laptop: Laptop) -> None:
        self.laptops[self.laptops.index(laptop)] = Laptop(laptop.name, laptop.folder)

    @property
    def is_mute(self) -> bool:
        """A laptop was set back to before the first bundle: it cannot answer, it has to be told all."""
        return any(not self.reachable(laptop) for laptop in self.laptops)

    def calm(self) -> None:
        for number in range(3):
            for laptop in self.laptops:
                if others := self.reachable(laptop):
                    path = laptop.send(SPACE, *others, everything=number == 0 and self.is_mute)
                    for other in others:
                        other.exchange.import_bundle(path)


def headings(laptop: Laptop) -> dict[UUID, str]:
    """All findings, deleted ones too."""
    read = laptop.store.read
    found = read.records(SPACE, "finding") + read.records(SPACE, "finding", deleted=True)
    return {r.id: str(r.get("heading")) for r in found}


@pytest.mark.parametrize("seed", range(FIRST, FIRST + SCHEDULES))
def test_any_storm_ends_in_one_state_and_nothing_is_lost(seed: int, tmp_path: Path) -> None:
    storm = Storm(seed, tmp_path)
    for _ in range(STEPS):
        storm.step()
    held = {record for laptop in storm.laptops for record in headings(laptop)}
    written = {
        (record, entry.value)
        for laptop in storm.laptops
        for record in storm.shared
        for entry in laptop.desk.history(record, "heading")
    }
    storm.calm()
    states = [(o.state(SPACE), headings(o), len(o.desk.conflicts(SPACE))) for o in storm.laptops]
    assert states[0] == states[1] == states[2], seed
    assert held <= set(states[0][1]), seed
    for laptop in storm.laptops:
        assert laptop.store.gaps(SPACE) == [] and laptop.store.waiting(SPACE) == (0, set()), seed
        known = {(r, e.value) for r in storm.shared for e in laptop.desk.history(r, "heading")}
        assert written <= known, seed
        laptop.desk.close()
