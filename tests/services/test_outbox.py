"""What a bundle would carry, told before it is written; and what a deletion had not seen."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from tests.exchange.laptop import Laptop, finding, meet
from yport_desktop.domain.errors import FileNotRead
from yport_desktop.services.inbox import Inbox
from yport_desktop.services.letters import Letter
from yport_desktop.services.parcels import Looked, Openings
from yport_desktop.services.records import create, delete
from yport_desktop.services.roster import RosterError


@pytest.fixture
def laptops(tmp_path: Path) -> list[Laptop]:
    return [Laptop(name, tmp_path / name) for name in ("Aya", "Ben", "Chika")]


@pytest.fixture
def space(laptops: list[Laptop]) -> UUID:
    aya, ben, chika = laptops
    identity = uuid4()
    aya.desk.new_space({"name": "Metro Cebu"}, identity)
    for other in (ben, chika):
        aya.exchange.add_to_roster(identity, aya.exchange.read_card(other.exchange.my_card()), True)
    return identity


def test_the_preview_says_what_is_written_and_writes_nothing(laptops: list[Laptop], space: UUID) -> None:
    aya, ben, _ = laptops
    finding(aya, space, "No weighbridge")
    before = aya.store.open_changes(space)
    told = aya.exchange.preview(Letter(space, (ben.identity.public_key,)))
    assert aya.store.open_changes(space) == before > 0
    # The sender's own entry on the roster comes with the first bundle.
    assert told.records == {"engagement": 1, "person": 3, "finding": 1} and told.changes > before
    target = aya.folder / "out.yport"
    written = aya.exchange.write(space, [ben.identity.public_key], target)
    assert written.changes == told.changes
    again = aya.exchange.preview(Letter(space, (ben.identity.public_key,)))
    assert (again.records, again.changes) == (told.records, told.changes)
    assert 0.3 < told.size / written.size < 3


def test_the_preview_counts_the_sender_as_another_laptop(laptops: list[Laptop], space: UUID) -> None:
    aya, ben, chika = laptops
    aya.exchange.introduce(ben.exchange.me)  # one person with two laptops
    told = aya.exchange.preview(Letter(space, (chika.identity.public_key,)))
    assert told.records == {"engagement": 1, "person": 2, "other_laptop": 1}
    written = aya.exchange.write(space, [chika.identity.public_key], aya.folder / "out.yport")
    assert written.changes == told.changes


def test_only_what_is_lacking_is_counted(laptops: list[Laptop], space: UUID) -> None:
    aya, ben, chika = laptops
    finding(aya, space, "No weighbridge")
    meet(laptops, space)
    back = ben.send(space, aya)
    aya.exchange.import_bundle(back)
    new = finding(aya, space, "Scales are ordered")
    to_ben = aya.exchange.preview(Letter(space, (ben.identity.public_key,)))
    assert to_ben.records == {"finding": 1} and to_ben.changes == 3
    both = aya.exchange.preview(Letter(space, (ben.identity.public_key, chika.identity.public_key)))
    assert both.records["finding"] == 2 and both.changes > to_ben.changes
    assert (
        aya.exchange.preview(Letter(space, (ben.identity.public_key,), everything=True)).changes
        == both.changes
    )
    assert aya.desk.get(new)


def test_attachments_that_were_just_added_are_counted(laptops: list[Laptop], space: UUID) -> None:
    aya, ben, _ = laptops
    heading = finding(aya, space, "No weighbridge")
    meet(laptops, space)
    aya.exchange.import_bundle(ben.send(space, aya))
    blob = aya.desk.put_blob(b"photo" * 1000)
    assert blob == sha256(b"photo" * 1000).hexdigest()
    values = {"kind": "photo", "blob": blob, "file_name": "gate.jpg"}
    aya.desk.commit(space, create("evidence", values, parent=heading))
    told = aya.exchange.preview(Letter(space, (ben.identity.public_key,)))
    assert told.attachments == 1 and told.attachment_bytes == 5000 <= told.size


def test_nobody_chosen_is_refused(laptops: list[Laptop], space: UUID) -> None:
    with pytest.raises(RosterError):
        laptops[0].exchange.preview(Letter(space, ()))


def test_a_deletion_names_what_it_had_not_seen(laptops: list[Laptop], space: UUID) -> None:
    aya, ben, _ = laptops
    record = finding(aya, space, "No weighbridge")
    meet(laptops, space)
    ben.desk.commit(space, delete(record))
    assert ben.store.read.unseen(record) == ()
    aya.set(space, record, note="Seen on Monday")
    aya.exchange.import_bundle(ben.send(space, aya))
    (conflict,) = aya.desk.conflicts(space)
    assert conflict.field == ".life" and aya.store.read.unseen(record) == ("note",)


class PulledOut(Openings):
    """Files that are gone by the time they are to be kept, large ones that are not held in memory."""

    def look(self, sources: Iterable[Path]) -> Looked:
        paths = list(sources)
        looked = super().look(paths)
        pieces = (replace(looked.parcels[0].pieces[0], source=paths[0]),)
        paths[0].unlink()
        return replace(looked, parcels=(replace(looked.parcels[0], pieces=pieces),))


def test_a_stick_that_was_pulled_out_is_said(laptops: list[Laptop], space: UUID) -> None:
    aya, ben, _ = laptops
    lost = aya.send(space, ben)
    inbox = Inbox(ben.desk, PulledOut(ben.identity, ben.folder))
    found = inbox.take([lost])
    assert found.parcels == inbox.waiting() == ()
    assert [(r.name, type(r.problem)) for r in found.refused] == [(lost.name, FileNotRead)]


def test_what_arrived_waits_over_restarts_until_somebody_decides(laptops: list[Laptop], space: UUID) -> None:
    aya, ben, _ = laptops
    path = aya.send(space, ben)
    (parcel,) = ben.exchange.inbox.take([path, path]).parcels
    path.unlink()
    assert ben.exchange.rehearse(parcel).spaces[0].is_new
    ben.desk.close()
    again = Laptop("Ben", ben.folder)
    (kept,) = again.exchange.inbox.waiting()
    assert kept.bundle == parcel.bundle and kept.name == path.name
    again.exchange.import_bundle(kept, accept_sender=True)
    again.exchange.inbox.discard(kept)
    assert again.exchange.inbox.waiting() == () and list(again.store.inbox.names()) == []
    assert again.state(space) == aya.state(space)
    again.desk.close()
