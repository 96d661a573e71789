"""An import of parts that is stopped at any moment, and copies that cannot be opened just now."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from yport_desktop.domain.changes import PLACES
from yport_desktop.domain.errors import BundleTooLarge, Cancelled, DiskFull, InvalidEntry
from yport_desktop.services.inbox import Inbox, bundles_waiting
from yport_desktop.services.letters import SIZE_LIMIT, Letter
from yport_desktop.services.parcels import Openings, Piece
from yport_desktop.services.records import create

from .laptop import Laptop, finding, meet


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Laptop]]:
    made = [Laptop(name, tmp_path / name) for name in ("Aya", "Ben")]
    yield made
    for laptop in made:
        laptop.desk.close()


@pytest.fixture
def cebu(laptops: list[Laptop]) -> UUID:
    aya, ben = laptops
    space = uuid4()
    aya.desk.new_space({"name": "Metro Cebu"}, space)
    aya.exchange.add_to_roster(space, aya.exchange.read_card(ben.exchange.my_card()))
    meet(laptops, space)
    return space


def test_chunks_of_changes_stay_until_these_are_folded(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben = laptops
    for _ in range(4):
        aya.set(cebu, finding(aya, cebu, "Long"), text=os.urandom(60_000).hex())
    to = [ben.identity.public_key]
    written = aya.exchange.write(cebu, to, aya.folder / "long.yport", size_limit=120_000)
    *first, last = [ben.exchange.look([f.path]).parcels[0] for f in written.files]
    assert written.parts > 2
    for parcel in first:
        ben.exchange.import_bundle(parcel)
    for moment in range(1, 8):
        calls = iter(range(1, 1_000))
        try:
            ben.exchange.import_bundle(last, stop=lambda c=calls, m=moment: next(c) >= m)  # type: ignore[misc]
        except Cancelled:
            continue
        break
    ben.exchange.import_bundle(last)
    assert ben.state(cebu) == aya.state(cebu)


class _FullDisk(Openings):
    """Openings on a disk without room for the quarantine."""

    full = True

    def piece(self, source: bytes | Path, name: str) -> Piece:
        if self.full:
            raise DiskFull(path="quarantine")
        return super().piece(source, name)


def test_a_full_disk_does_not_empty_the_inbox(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben = laptops
    ben.exchange.inbox.take([aya.send(cebu, ben)])
    openings = _FullDisk(ben.identity, ben.folder)
    inbox = Inbox(ben.desk, openings)  # as after a new start
    assert inbox.waiting() == () and bundles_waiting(ben.store) == 1
    openings.full = False
    assert len(inbox.waiting()) == 1


def test_a_damaged_attachment_keeps_nothing_else_back(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben = laptops
    gate, picture = finding(aya, cebu, "Gate"), aya.desk.put_blob(b"picture" * 9)
    aya.desk.commit(cebu, create("evidence", {"kind": "photo", "blob": picture}, parent=gate))
    aya.store.blobs.path(picture).write_bytes(b"bad sector")
    ben.exchange.import_bundle(aya.send(cebu, ben))
    assert ben.state(cebu) == aya.state(cebu) and ben.desk.blob(picture) is None


@pytest.mark.parametrize("limit", [0, 1, 10_000])
def test_a_limit_without_room_says_so(laptops: list[Laptop], cebu: UUID, limit: int) -> None:
    aya, ben = laptops
    letter = Letter(cebu, (ben.identity.public_key,), limit=limit)
    assert aya.exchange.preview(letter).parts >= 1
    with pytest.raises(BundleTooLarge, match="Choose a larger size"):
        aya.exchange.send(letter, aya.folder / "small.yport")


def test_the_engagement_itself_is_not_private(laptops: list[Laptop], cebu: UUID) -> None:
    with pytest.raises(InvalidEntry):
        laptops[0].desk.mark_private(cebu, True)


def test_what_is_left_out_on_purpose_is_not_missing_for_ever(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben = laptops
    gate, picture = finding(aya, cebu, "Gate"), aya.desk.put_blob(b"picture" * 9)
    values = {"kind": "photo", "blob": picture, "latitude": "10.3", "longitude": "123.9"}
    aya.desk.commit(cebu, create("evidence", values, parent=gate))
    for _ in range(3):
        aya.set(cebu, finding(aya, cebu, "Long"), text=os.urandom(60_000).hex())
        aya.desk.seal(cebu)
    letter = Letter(cebu, (ben.identity.public_key,), limit=150_000, leave_out=frozenset((PLACES,)))
    first, *_ = aya.exchange.send(letter, aya.folder / "some.yport").files
    ben.exchange.import_bundle(first.path)
    assert ben.exchange.missing_parts(cebu)
    whole = aya.exchange.send(replace(letter, limit=SIZE_LIMIT), aya.folder / "all.yport")
    ben.exchange.import_bundle(whole.path)
    assert ben.exchange.missing_parts(cebu) == ()
