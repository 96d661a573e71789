"""Sharing with care: private records and places of photos stay out, visibly, and can follow later."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from yport_desktop.domain.changes import PLACES, PRIVATE
from yport_desktop.domain.errors import InvalidEntry
from yport_desktop.services.conflicts import count, settle_value
from yport_desktop.services.letters import Letter
from yport_desktop.services.records import create, delete, move

from .laptop import Laptop, finding, meet


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Laptop]]:
    made = [Laptop(name, tmp_path / name) for name in ("Aya", "Ben", "Chika")]
    yield made
    for laptop in made:
        laptop.desk.close()


@pytest.fixture
def cebu(laptops: list[Laptop]) -> UUID:
    aya, space = laptops[0], uuid4()
    aya.desk.new_space({"name": "Metro Cebu"}, space)
    for other in laptops[1:]:
        aya.exchange.add_to_roster(space, aya.exchange.read_card(other.exchange.my_card()))
    meet(laptops, space)
    return space


def send(laptop: Laptop, space: UUID, to: Laptop, *leave_out: str, everything: bool = False) -> Path:
    letter = Letter(space, (to.identity.public_key,), leave_out=frozenset(leave_out), everything=everything)
    return laptop.exchange.send(letter, laptop.folder / f"{uuid4().hex}.yport").path


def photo(laptop: Laptop, space: UUID, parent: UUID) -> tuple[UUID, str, str]:
    whole, small = laptop.desk.put_blob(b"\xff\xd8 with its place" * 9), laptop.desk.put_blob(b"small")
    values = {"kind": "photo", "blob": whole, "thumbnail": small, "latitude": "10.3", "longitude": "123.9"}
    edits = create("evidence", values, parent=parent)
    laptop.desk.commit(space, edits)
    return edits[0].record, whole, small


def test_places_written_before_they_were_kept_apart_go_along_and_that_is_said(
    laptops: list[Laptop], cebu: UUID
) -> None:
    aya, ben, chika = laptops
    where = {"latitude": "10.3", "longitude": "123.9"}
    # As 0.1.0 wrote them: in the same feed as everything else.
    aya.store.commit(cebu, create("evidence", {"kind": "photo", **where}, parent=cebu))
    aya.desk.seal(cebu)
    aya.store.commit(cebu, create("evidence", {"kind": "photo", **where}, parent=cebu))
    photo(aya, cebu, cebu)  # kept apart
    aya.store.commit(cebu, create("evidence", {"kind": "interview"}, parent=cebu))
    letter = Letter(cebu, (ben.identity.public_key,), leave_out=frozenset((PLACES,)))
    told = aya.exchange.preview(letter)
    assert told.along == 2 and told.left_out == {PLACES: 2}
    assert aya.exchange.send(letter, aya.folder / "places.yport").along == 2
    assert aya.exchange.preview(replace(letter, leave_out=frozenset((PRIVATE,)))).along == 0
    aya.exchange.import_bundle(send(chika, cebu, aya))
    ben.exchange.import_bundle(aya.folder / "places.yport")
    aya.exchange.import_bundle(send(ben, cebu, aya))
    assert aya.exchange.preview(letter).along == 0  # she has them


def test_what_is_left_out_is_said_and_completes_later(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, chika = laptops
    open_one, secret = finding(aya, cebu, "Collection"), finding(aya, cebu, "Tariff talk")
    aya.desk.seal(cebu)  # as if it had been sent: that much is everybody's
    aya.desk.mark_private(secret, True)
    aya.set(cebu, secret, text="Only among us")
    note = create("evidence", {"kind": "interview", "quote": "told in confidence"}, parent=secret)
    aya.desk.commit(cebu, note)
    record, whole, small = photo(aya, cebu, open_one)
    told = aya.exchange.preview(
        Letter(cebu, (ben.identity.public_key,), leave_out=frozenset((PRIVATE, PLACES)))
    )
    assert set(told.left_out) == {PRIVATE, PLACES}
    path = send(aya, cebu, ben, PRIVATE, PLACES)
    for word in ("Only among us", "told in confidence"):
        assert word not in str([c.after for c in ben.exchange.rehearse(path).spaces[0].changes])
    (entry,) = ben.exchange.rehearse(path).spaces
    assert entry.left_out == told.left_out and not entry.gaps
    ben.exchange.import_bundle(path)
    assert ben.exchange.arrivals(cebu)[0].left_out == told.left_out
    assert ben.desk.get(secret).get("text") is None and ben.store.read.record(note[0].record) is None
    seen = ben.desk.get(record)
    assert seen.get("latitude") is None and ben.desk.blob(whole) is None and ben.desk.blob(small) == b"small"
    assert ben.exchange.missing_parts(cebu) == () and ben.desk.conflicts(cebu) == ()
    # Ben goes on without knowing; then everything follows.
    ben.set(cebu, record, caption="Gate")
    aya.exchange.import_bundle(send(ben, cebu, aya))
    ben.exchange.import_bundle(send(aya, cebu, ben))
    assert ben.desk.get(secret).get("text") == "Only among us" and ben.desk.is_private(secret)
    assert ben.desk.get(note[0].record).get("quote") == "told in confidence"
    assert ben.desk.get(record).get("latitude") == "10.3" and ben.desk.blob(whole) is not None
    assert ben.desk.conflicts(cebu) == () == aya.desk.conflicts(cebu)
    assert ben.state(cebu) == aya.state(cebu)
    # and Ben passes it on, or leaves it out himself
    chika.exchange.import_bundle(send(ben, cebu, chika, PRIVATE, PLACES, everything=True))
    assert chika.desk.get(secret).get("text") is None
    chika.exchange.import_bundle(send(ben, cebu, chika))
    assert chika.state(cebu) == ben.state(cebu)


def test_a_private_record_is_made_everybodys(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, _ = laptops
    edits = create("finding", {"heading": "Quiet", "text": "First draft"}, parent=cebu)
    aya.desk.commit(cebu, edits)
    aya.desk.seal(cebu)
    record = edits[0].record
    aya.desk.mark_private(record, True)
    aya.set(cebu, record, text="Second draft")
    ben.exchange.import_bundle(send(aya, cebu, ben, PRIVATE))
    assert ben.desk.get(record).get("text") == "First draft"
    aya.desk.mark_private(record, False)
    aya.set(cebu, record, heading="Said aloud")
    ben.exchange.import_bundle(send(aya, cebu, ben, PRIVATE))
    assert ben.desk.get(record).get("text") == "Second draft"
    assert not aya.desk.is_private(record) and ben.desk.conflicts(cebu) == ()
    ben.exchange.import_bundle(send(aya, cebu, ben))
    assert ben.state(cebu) == aya.state(cebu) and ben.desk.conflicts(cebu) == ()


def test_undo_and_deletion_cross_circles(laptops: list[Laptop], cebu: UUID) -> None:
    """What is deleted in one circle was said in another that is not sealed yet."""
    aya, ben, _ = laptops
    about = finding(aya, cebu, "Gate")
    record, _, _ = photo(aya, cebu, about)
    aya.desk.commit(cebu, delete(record))
    aya.desk.undo()
    aya.desk.mark_private(about, True)
    aya.set(cebu, about, heading="Gate 2")
    aya.desk.undo()
    aya.desk.undo()
    assert not aya.desk.is_private(about) and aya.desk.get(about).get("heading") == "Gate"
    assert aya.store.check(None).sound
    ben.exchange.import_bundle(send(aya, cebu, ben))
    assert ben.state(cebu) == aya.state(cebu) and not ben.desk.get(record).deleted


def test_what_a_person_is_not_sent_stands_on_the_roster(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, _ = laptops
    member = aya.exchange.roster.member(cebu, ben.identity.public_key)
    assert member is not None and member.leave_out == frozenset()
    aya.exchange.roster.set_leave_out(cebu, member, {PLACES})
    (receipt,) = [r for r in aya.exchange.receipts(cebu) if r.member.key == member.key]
    assert receipt.member.leave_out == {PLACES}


def test_what_was_not_sealed_yet_goes_with_the_mark(laptops: list[Laptop], cebu: UUID) -> None:
    """Written a minute ago, marked now: nothing of it leaves."""
    aya, ben, _ = laptops
    secret = finding(aya, cebu, "Tariff talk")
    aya.set(cebu, secret, text="Only among us")
    other = finding(aya, cebu, "Open")
    note = create("evidence", {"kind": "interview", "quote": "in confidence"}, parent=secret)
    aya.desk.commit(cebu, note)
    aya.desk.mark_private(secret, True)
    assert aya.desk.get(secret).get("text") == "Only among us" and aya.store.check(None).sound
    ben.exchange.import_bundle(send(aya, cebu, ben, PRIVATE))
    assert ben.desk.find(other) and ben.store.read.record(secret) is None
    assert ben.store.read.record(note[0].record) is None
    aya.desk.undo()  # everybody's again: it is said again
    ben.exchange.import_bundle(send(aya, cebu, ben, PRIVATE))
    assert ben.desk.get(secret).get("text") == "Only among us"
    assert ben.desk.get(note[0].record).get("quote") == "in confidence"
    ben.exchange.import_bundle(send(aya, cebu, ben))
    assert ben.state(cebu) == aya.state(cebu) and ben.desk.conflicts(cebu) == ()


def test_moving_in_and_out_of_what_is_private(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, _ = laptops
    inner, outer = finding(aya, cebu, "Inner"), finding(aya, cebu, "Outer")
    aya.desk.mark_private(inner, True)
    note = create("evidence", {"kind": "interview", "quote": "first"}, parent=inner)
    aya.desk.commit(cebu, note)
    record = note[0].record
    ben.exchange.import_bundle(send(aya, cebu, ben, PRIVATE))
    assert ben.store.read.record(record) is None
    aya.desk.commit(cebu, move(record, outer, "m"))
    ben.exchange.import_bundle(send(aya, cebu, ben, PRIVATE))
    assert ben.desk.get(record).get("quote") == "first" and ben.desk.get(record).parent == outer
    aya.desk.commit(cebu, move(record, inner, "m"))
    aya.set(cebu, record, quote="second")
    ben.exchange.import_bundle(send(aya, cebu, ben, PRIVATE))
    assert ben.desk.get(record).get("quote") == "first"
    ben.exchange.import_bundle(send(aya, cebu, ben))
    assert ben.state(cebu) == aya.state(cebu) and ben.desk.conflicts(cebu) == ()
    assert aya.store.check(None).sound


def test_what_leaves_a_private_record_is_said_again(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, _ = laptops
    secret, open_one = finding(aya, cebu, "Secret"), finding(aya, cebu, "Open")
    aya.desk.mark_private(secret, True)
    note = create("evidence", {"kind": "interview", "quote": "told"}, parent=secret)
    aya.desk.commit(cebu, note)
    aya.desk.commit(cebu, move(note[0].record, open_one, "a"))
    ben.exchange.import_bundle(send(aya, cebu, ben, PRIVATE))
    assert ben.desk.get(note[0].record).get("quote") == "told"
    aya.desk.undo()
    assert aya.desk.is_private(note[0].record)
    aya.set(cebu, note[0].record, quote="Again in confidence")
    ben.exchange.import_bundle(send(aya, cebu, ben, PRIVATE))
    assert ben.desk.get(note[0].record).get("quote") == "told"
    ben.exchange.import_bundle(send(aya, cebu, ben))
    assert ben.state(cebu) == aya.state(cebu)


def test_taking_the_mark_off_by_undo_says_what_came_meanwhile(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, chika = laptops
    record = finding(aya, cebu, "Tariff")
    aya.desk.mark_private(record, True)
    ben.exchange.import_bundle(send(aya, cebu, ben))
    ben.set(cebu, record, text="Written by Ben")
    aya.exchange.import_bundle(send(ben, cebu, aya))
    aya.desk.undo()
    assert not aya.desk.is_private(record)
    chika.exchange.import_bundle(send(aya, cebu, chika, PRIVATE))
    assert chika.desk.get(record).get("text") == "Written by Ben"


def test_taking_the_mark_off_settles_no_conflict(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, _ = laptops
    record = finding(aya, cebu, "Tariff")
    aya.desk.mark_private(record, True)
    aya.set(cebu, record, text="Base")
    ben.exchange.import_bundle(send(aya, cebu, ben))
    aya.set(cebu, record, text="Aya's")
    ben.set(cebu, record, text="Ben's")
    aya.exchange.import_bundle(send(ben, cebu, aya))
    aya.desk.mark_private(record, False)
    (conflict,) = aya.desk.conflicts(cebu)
    assert {h.value for h in conflict.heads} == {"Aya's", "Ben's"}


def test_places_of_private_photos_stay_out_as_well(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, chika = laptops
    secret = finding(aya, cebu, "Secret")
    aya.desk.mark_private(secret, True)
    record, whole, _ = photo(aya, cebu, secret)
    ben.exchange.import_bundle(send(aya, cebu, ben, PLACES))
    seen = ben.desk.get(record)
    assert seen.get("kind") == "photo" and seen.get("latitude") is None and ben.desk.blob(whole) is None
    assert ben.exchange.arrivals(cebu)[0].left_out == {f"{PRIVATE} {PLACES}": 2}
    chika.exchange.import_bundle(send(aya, cebu, chika, PRIVATE))
    assert chika.store.read.record(record) is None
    for other in (ben, chika):
        other.exchange.import_bundle(send(aya, cebu, other))
        assert other.desk.get(record).get("latitude") == "10.3" and other.state(cebu) == aya.state(cebu)


def test_a_photo_whose_place_was_emptied_stays_out(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, _ = laptops
    record, whole, _ = photo(aya, cebu, finding(aya, cebu, "Gate"))
    aya.set(cebu, record, latitude=None, longitude=None)
    unread = aya.desk.put_blob(b"no reader for these")
    values = {"kind": "document", "blob": unread, "file_name": "IMG_1.HEIC"}
    aya.desk.commit(cebu, create("evidence", values, parent=cebu))
    ben.exchange.import_bundle(send(aya, cebu, ben, PLACES))
    assert ben.desk.blob(whole) is None and ben.desk.blob(unread) is None


@pytest.mark.parametrize("circle", [PRIVATE, PLACES])
def test_a_decision_tells_no_more_than_what_it_is_about(
    laptops: list[Laptop], cebu: UUID, circle: str
) -> None:
    aya, ben, chika = laptops
    about = finding(aya, cebu, "Gate")
    record, _, _ = photo(aya, cebu, about)
    if circle == PRIVATE:
        aya.desk.mark_private(about, True)
        record, key = about, "text"
        aya.set(cebu, record, text="Base")
    else:
        key = "latitude"
    ben.exchange.import_bundle(send(aya, cebu, ben))
    aya.set(cebu, record, **{key: "10.4"})
    ben.set(cebu, record, **{key: "10.5"})
    aya.exchange.import_bundle(send(ben, cebu, aya))
    settle_value(aya.desk, cebu, record, key, "10.5", "They told us so")
    assert aya.desk.conflicts(cebu) == () and len(aya.desk.records(cebu, "settlement")) == 1
    chika.exchange.import_bundle(send(aya, cebu, chika, circle))
    assert chika.desk.records(cebu, "settlement") == ()
    chika.exchange.import_bundle(send(aya, cebu, chika))
    assert len(chika.desk.records(cebu, "settlement")) == 1 and chika.state(cebu) == aya.state(cebu)


def test_a_deleted_record_is_not_marked(laptops: list[Laptop], cebu: UUID) -> None:
    aya = laptops[0]
    record = finding(aya, cebu, "Gate")
    aya.desk.mark_private(record, True)
    aya.desk.commit(cebu, delete(record))
    with pytest.raises(InvalidEntry, match="Restore it first"):
        aya.desk.mark_private(record, False)
    assert aya.desk.get(record).deleted and count(aya.desk, cebu) == 0


def test_what_was_deleted_in_private_is_gone_for_all_once_the_mark_is_off(
    laptops: list[Laptop], cebu: UUID
) -> None:
    aya, ben, _ = laptops
    about = finding(aya, cebu, "Gate")
    record, _, _ = photo(aya, cebu, about)
    ben.exchange.import_bundle(send(aya, cebu, ben))
    aya.desk.mark_private(about, True)
    aya.desk.commit(cebu, delete(record))
    ben.exchange.import_bundle(send(aya, cebu, ben, PRIVATE))
    assert not ben.desk.get(record).deleted
    aya.desk.mark_private(about, False)
    ben.exchange.import_bundle(send(aya, cebu, ben, PRIVATE))
    assert ben.desk.get(record).deleted and count(ben.desk, cebu) == 0
    ben.exchange.import_bundle(send(aya, cebu, ben))
    assert ben.state(cebu) == aya.state(cebu)
    aya.desk.undo()
    assert aya.desk.is_private(about) and aya.desk.get(record).deleted and count(aya.desk, cebu) == 0


def test_keys_that_were_not_signed_yet_go_with_the_mark(laptops: list[Laptop], cebu: UUID) -> None:
    aya, _, chika = laptops
    person = chika.exchange.read_card(chika.exchange.my_card())
    aya.exchange.add_to_roster(cebu, replace(person, signing_key=b"7" * 32))
    (record,) = aya.store.keys.named_by(cebu, b"7" * 32)
    aya.desk.mark_private(record, True)
    aya.desk.seal(cebu)
    assert aya.store.check(None).faults == [] and aya.store.keys.named_by(cebu, b"7" * 32) == [record]


def test_what_was_deleted_before_it_was_signed_stays_private_too(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, _ = laptops
    secret = finding(aya, cebu, "Tariff talk")
    note = create("evidence", {"kind": "interview", "quote": "in confidence"}, parent=secret)
    aya.desk.commit(cebu, note)
    aya.desk.commit(cebu, delete(note[0].record))
    aya.desk.mark_private(secret, True)
    assert aya.store.check(None).sound
    ben.exchange.import_bundle(send(aya, cebu, ben, PRIVATE))
    assert ben.store.read.record(note[0].record) is None
    aya.desk.mark_private(secret, False)  # nobody is told what was in it
    ben.exchange.import_bundle(send(aya, cebu, ben, PRIVATE))
    assert ben.desk.find(secret) and ben.store.read.record(note[0].record) is None
    ben.exchange.import_bundle(send(aya, cebu, ben))
    assert ben.state(cebu) == aya.state(cebu) and count(ben.desk, cebu) == 0
