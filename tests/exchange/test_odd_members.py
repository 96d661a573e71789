"""What a colleague on the roster, or somebody who wants to be on it, may put into a bundle."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from yport_desktop.domain.errors import BundleDamaged
from yport_desktop.exchange.bundle import segment_item, write_bundle
from yport_desktop.exchange.manifest import Manifest, SpaceEntry
from yport_desktop.exchange.opening import read_bundle
from yport_desktop.services.arrivals import Standing
from yport_desktop.services.records import create
from yport_desktop.services.revoking import Why

from .laptop import Laptop, finding, meet


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Laptop]]:
    made = [Laptop(name, tmp_path / name) for name in ("Aya", "Ben", "Eve")]
    yield made
    for laptop in made:
        laptop.desk.close()


@pytest.fixture
def cebu(laptops: list[Laptop]) -> UUID:
    aya, ben, _ = laptops
    space = uuid4()
    aya.desk.new_space({"name": "Metro Cebu"}, space)
    aya.exchange.add_to_roster(space, aya.exchange.read_card(ben.exchange.my_card()))
    meet([aya, ben], space)
    return space


def rewritten(laptop: Laptop, path: Path, **values: object) -> Path:
    """The bundle at `path` with another manifest, signed by the same person."""
    target = laptop.folder / f"{uuid4().hex}.yport"
    with read_bundle(path, laptop.identity) as opened, target.open("wb") as file:
        items = [segment_item(s.header.author, s.sealed) for s in opened.segments()]
        write_bundle(file, replace(opened.manifest, **values), items, laptop.identity)  # type: ignore[arg-type]
    return target


def manifest_of(laptop: Laptop, path: Path) -> Manifest:
    with read_bundle(path, laptop.identity) as opened:
        return opened.manifest


def test_a_long_name_costs_nobody_the_bundle(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, _ = laptops
    member = aya.exchange.roster.member(cebu, ben.identity.public_key)
    assert member is not None
    aya.set(cebu, member.person, name="Department of " * 60, email="b" * 900 + "@example.org")
    ben.exchange.import_bundle(aya.send(cebu, ben))
    assert ben.state(cebu) == aya.state(cebu)


def test_what_a_colleague_says_to_hold_is_checked(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, _ = laptops
    path = ben.send(cebu, aya)
    (entry,) = manifest_of(ben, path).spaces
    for odd in ([[1]], 5, "x" * 9, [{}]):
        hostile = replace(entry, have={**entry.have, "items": odd})
        with pytest.raises(BundleDamaged):
            aya.exchange.import_bundle(rewritten(ben, path, spaces=(hostile,)))
    aya.send(cebu, ben)


def test_whoever_is_accepted_for_one_engagement_is_not_let_into_another(
    laptops: list[Laptop], cebu: UUID
) -> None:
    aya, _, eve = laptops
    other = uuid4()
    eve.desk.new_space({"name": "Another"}, other)
    eve.exchange.add_to_roster(other, eve.exchange.read_card(aya.exchange.my_card()))
    path = eve.send(other, aya)
    more = SpaceEntry(cebu, "Metro Cebu", "engagement", {"chains": [], "also": []}, "")
    spaces = (*manifest_of(eve, path).spaces, more)
    aya.exchange.import_bundle(rewritten(eve, path, spaces=spaces), accept_sender=True)
    assert eve.identity.public_key in aya.store.trusted(other)
    assert eve.identity.public_key not in aya.store.trusted(cebu)


def test_what_comes_with_a_stolen_key_says_so_and_brings_no_files(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, _ = laptops
    member = aya.exchange.roster.member(cebu, ben.identity.public_key)
    assert member is not None
    aya.exchange.revoking.revoke(cebu, member, Why.STOLEN)
    picture = ben.desk.put_blob(b"unwanted" * 99)
    about = finding(ben, cebu, "Not by Ben")
    ben.desk.commit(cebu, create("evidence", {"kind": "photo", "blob": picture}, parent=about))
    path = ben.send(cebu, aya)
    assert aya.exchange.rehearse(path).sender.standing is Standing.REVOKED
    before, heard = aya.store.fingerprint(cebu), aya.store.remembered(cebu)
    done = aya.exchange.import_bundle(path)
    assert done.attachments == 0 and not aya.store.blobs.has(picture)
    assert aya.store.fingerprint(cebu) == before and aya.store.remembered(cebu) == heard
