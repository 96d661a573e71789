"""Revocations in any order: whatever people said of each other's keys, the same segments give one state."""

import os
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import pytest

from yport_desktop.domain.errors import YportError
from yport_desktop.domain.segment import SealedSegment
from yport_desktop.exchange.identity import verify
from yport_desktop.services.revoking import Why
from yport_desktop.store import Store
from yport_desktop.store.checking import state_text

from .laptop import Laptop, finding

FIRST = int(os.environ.get("YPORT_SEED", "0"))
SCHEDULES = max(6, int(os.environ.get("YPORT_SCHEDULES", "0")) // 100)
STEPS = 30


class Quarrel:
    """Aya founds it, Ben and Chika are on the roster; Dan and Eva come in by whoever lets them in."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.luck = Random(seed)
        self.folder = folder
        self.space = uuid4()
        self.laptops = [Laptop(name, folder / name) for name in ("Aya", "Ben", "Chika", "Dan", "Eva")]
        aya = self.laptops[0]
        aya.desk.new_space({"name": "Metro Cebu"}, self.space)
        for other in self.laptops[1:3]:
            aya.exchange.add_to_roster(self.space, aya.exchange.read_card(other.exchange.my_card()))
        self.post = [aya.send(self.space, *self.laptops[1:3])]

    def here(self) -> list[Laptop]:
        return [x for x in self.laptops if any(s.id == self.space for s in x.store.spaces())]

    def step(self) -> None:
        moves = [self.work] * 4 + [self.send] * 6 + [self.deliver] * 8
        moves += [self.revoke, self.revoke, self.lift, self.admit, self.rekey]
        self.luck.choice(moves)(self.luck.choice(self.here()))

    def work(self, laptop: Laptop) -> None:
        finding(laptop, self.space, f"{laptop.name} {self.luck.random()}")

    def send(self, laptop: Laptop) -> None:
        listed = {m.key for m in laptop.exchange.colleagues(self.space)}
        others = [x for x in self.laptops if x.identity.public_key in listed]
        if others:
            to = self.luck.sample(others, self.luck.randint(1, len(others)))
            self.post.append(laptop.send(self.space, *to, everything=self.luck.random() < 0.3))

    def deliver(self, _: Laptop) -> None:
        laptop = self.luck.choice(self.laptops)
        try:
            laptop.exchange.import_bundle(self.luck.choice(self.post), accept_sender=True)
        except YportError:
            return  # not for this one

    def other(self, laptop: Laptop) -> object:
        members = [m for m in laptop.exchange.roster.members(self.space) if not m.is_me]
        return self.luck.choice(members) if members else None

    def revoke(self, laptop: Laptop) -> None:
        if (member := self.other(laptop)) is not None:
            parts = laptop.exchange.revoking.parts(self.space, member.key)
            last = (
                None if self.luck.random() < 0.5 else {p.feed: self.luck.randint(0, p.number) for p in parts}
            )
            laptop.exchange.revoking.revoke(self.space, member, self.luck.choice(list(Why)), last)

    def lift(self, laptop: Laptop) -> None:
        revoked = laptop.exchange.revoking.revoked(self.space)
        if revoked:
            laptop.exchange.revoking.lift(self.space, self.luck.choice(revoked).member)

    def admit(self, laptop: Laptop) -> None:
        other = self.luck.choice(self.laptops)
        laptop.exchange.add_to_roster(self.space, laptop.exchange.read_card(other.exchange.my_card()))

    def rekey(self, laptop: Laptop) -> None:
        """A key in the place of another."""
        member = self.other(laptop)
        if member is not None:
            card = laptop.exchange.read_card(self.luck.choice(self.laptops).exchange.my_card())
            laptop.exchange.roster.change_key(self.space, member.record, card)

    def union(self) -> list[SealedSegment]:
        found: dict[bytes, SealedSegment] = {}
        for laptop in self.here():
            laptop.desk.seal(self.space)
            found.update((s.hash, s) for s in laptop.store.segments_not_in(self.space, None))
        return list(found.values())


def read_in_some_order(quarrel: Quarrel, segments: list[SealedSegment], folder: Path) -> tuple[str, UUID]:
    """A bystander gets all of it, in batches of any order, doubled now and then."""
    store = Store(folder, bytes(32))
    store.add_space(quarrel.space)
    store.trust(quarrel.space, quarrel.laptops[0].identity.public_key)
    order = quarrel.luck.sample(segments, len(segments))
    while order:
        size = quarrel.luck.randint(1, 4)
        batch, order = order[:size], order[size:]
        store.receive(quarrel.space, batch, lambda: store.trusted(quarrel.space))
        if quarrel.luck.random() < 0.2:
            order += quarrel.luck.sample(batch, 1)
    findings = store.check(
        lambda author, identity, mark: verify(author, mark, b"yport-segment-1\0" + identity)
    )
    assert findings.sound, findings.faults
    return state_text(store.database.conn), quarrel.space


@pytest.mark.parametrize("seed", range(FIRST, FIRST + SCHEDULES))
def test_any_order_gives_one_state(seed: int, tmp_path: Path) -> None:
    quarrel = Quarrel(seed, tmp_path)
    for _ in range(STEPS):
        quarrel.step()
    segments = quarrel.union()
    states = {read_in_some_order(quarrel, segments, tmp_path / f"reader {n}") for n in range(3)}
    assert len(states) == 1, seed
    for laptop in quarrel.laptops:
        assert laptop.store.check(None).sound, (seed, laptop.name)
        laptop.desk.close()
