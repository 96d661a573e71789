"""Aya, Ben and Chika edit apart and meet over files; headquarters joins; a stranger does not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from yport_desktop.domain.changes import Edit
from yport_desktop.domain.errors import (
    BundleDamaged,
    BundleNotForMe,
    BundleUnknownSender,
    Cancelled,
    DiskFull,
    FolderReadOnly,
)
from yport_desktop.exchange import files
from yport_desktop.exchange.bundle import item_of, write_bundle
from yport_desktop.services.arrivals import Standing
from yport_desktop.services.parcels import Parcel
from yport_desktop.services.records import create
from yport_desktop.services.roster import Me, RosterError

from .laptop import Laptop, finding, meet


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Laptop]]:
    made = [Laptop(name, tmp_path / name) for name in ("Aya", "Ben", "Chika", "Dan")]
    yield made
    for laptop in made:
        laptop.desk.close()


@pytest.fixture
def cebu(laptops: list[Laptop]) -> UUID:
    """An engagement on Aya's laptop, with Ben and Chika on the roster by their cards."""
    aya = laptops[0]
    space = uuid4()
    aya.desk.new_space({"name": "Metro Cebu"}, space)
    for other in laptops[1:3]:
        aya.exchange.add_to_roster(space, aya.exchange.read_card(other.exchange.my_card()))
    return space


def test_first_bundle_needs_acceptance(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben = laptops[:2]
    path = aya.send(cebu, ben)
    rehearsal = ben.exchange.rehearse(path)
    (entry,) = rehearsal.spaces
    assert entry.is_new and entry.name == "Metro Cebu"
    assert entry.new_records == {"engagement": 1, "person": 3}
    assert rehearsal.sender.standing is Standing.UNKNOWN and not rehearsal.sender.trusted
    assert rehearsal.sender.words == aya.exchange.my_words and rehearsal.sender.claimed == "Aya"
    with pytest.raises(BundleUnknownSender, match=aya.exchange.my_words):
        ben.exchange.import_bundle(rehearsal)
    assert ben.desk.spaces() == ()
    done = ben.exchange.import_bundle(rehearsal, accept_sender=True)
    assert done.spaces[0].applied == 1 and not done.spaces[0].out_of_step
    assert [s.name for s in ben.desk.spaces()] == ["Metro Cebu"]
    assert ben.state(cebu) == aya.state(cebu)
    assert {m.name for m in ben.exchange.colleagues(cebu)} == {"Aya", "Chika"}


def test_lunch(laptops: list[Laptop], cebu: UUID) -> None:
    """Three bundles, any order, one state; the two titles of one finding are shown as a conflict."""
    meet(laptops, cebu)
    aya, ben, chika = laptops[:3]
    shared = finding(aya, cebu, "Collection covers half the barangays")
    meet(laptops, cebu)
    ben.set(cebu, shared, heading="Collection covers 48 % of the barangays")
    chika.set(cebu, shared, heading="Collection covers 52 % of the barangays")
    finding(ben, cebu, "The landfill has no weighbridge")
    bundles = {"b": ben.send(cebu, aya, chika), "c": chika.send(cebu, aya, ben)}
    rehearsal = aya.exchange.rehearse(bundles["b"])
    assert rehearsal.sender.standing is Standing.ON_ROSTER and rehearsal.sender.name == "Ben"
    (entry,) = rehearsal.spaces
    assert entry.new_records == {"finding": 1} and entry.changed_records == {"finding": 1}
    assert not entry.conflicts and not entry.gaps and entry.authors["Ben"] == 1
    changed = {c.field: (c.before, c.after) for c in entry.changes if c.record == shared}
    assert changed["heading"][1] == "Collection covers 48 % of the barangays"
    aya.exchange.import_bundle(rehearsal)
    (entry,) = aya.exchange.rehearse(bundles["c"]).spaces
    (conflict,) = entry.conflicts
    assert (conflict.record, conflict.field) == (shared, "heading")
    assert {h.author for h in conflict.heads} == {ben.identity.public_key, chika.identity.public_key}
    aya.exchange.import_bundle(bundles["c"])
    ben.exchange.import_bundle(bundles["c"])
    chika.exchange.import_bundle(bundles["b"])
    assert len({laptop.state(cebu) for laptop in (aya, ben, chika)}) == 1
    assert [len(laptop.desk.conflicts(cebu)) for laptop in (aya, ben, chika)] == [1, 1, 1]
    aya.set(cebu, shared, heading="Collection covers 50 % of the barangays")
    path = aya.send(cebu, ben, chika)
    for other in (ben, chika):
        other.exchange.import_bundle(path)
        assert other.desk.conflicts(cebu) == () and other.state(cebu) == aya.state(cebu)


def test_rehearsal_writes_nothing(laptops: list[Laptop], cebu: UUID) -> None:
    meet(laptops, cebu)
    aya, ben = laptops[:2]
    finding(aya, cebu, "New")
    path = aya.send(cebu, ben)
    before = ben.store.path.read_bytes(), ben.state(cebu), sorted(ben.folder.rglob("*"))
    ben.exchange.rehearse(path)
    ben.exchange.verify(path)
    assert (ben.store.path.read_bytes(), ben.state(cebu), sorted(ben.folder.rglob("*"))) == before


def test_only_what_was_not_acknowledged_is_sent(laptops: list[Laptop], cebu: UUID) -> None:
    meet(laptops, cebu)
    aya, ben, _ = laptops[:3]
    finding(aya, cebu, "First")
    lost = aya.exchange.write(cebu, [ben.identity.public_key], aya.folder / "lost.yport")
    assert lost.segments == 2  # Ben never said that he has the first one
    again = aya.exchange.write(cebu, [ben.identity.public_key], aya.folder / "again.yport")
    assert again.segments == 2
    ben.exchange.import_bundle(aya.folder / "again.yport")
    aya.exchange.import_bundle(ben.send(cebu, aya))
    finding(aya, cebu, "Second")
    assert aya.exchange.not_sent(cebu) == 3
    delta = aya.exchange.write(cebu, [ben.identity.public_key], aya.folder / "delta.yport")
    assert (delta.segments, delta.changes) == (1, 3)
    assert aya.exchange.not_sent(cebu) == 0
    receipts = {r.member.name: r for r in aya.exchange.receipts(cebu)}
    assert receipts["Ben"].lacking == 3 and receipts["Ben"].as_of
    assert receipts["Chika"].lacking > 3 and receipts["Chika"].as_of == ""


def test_a_late_bundle_does_not_turn_a_receipt_back(laptops: list[Laptop], cebu: UUID) -> None:
    meet(laptops, cebu)
    aya, ben = laptops[:2]
    finding(ben, cebu, "One")
    early = ben.send(cebu, aya)
    finding(aya, cebu, "Two")
    ben.exchange.import_bundle(aya.send(cebu, ben))
    aya.exchange.import_bundle(ben.send(cebu, aya))
    before = {r.member.name: r.lacking for r in aya.exchange.receipts(cebu)}
    aya.exchange.import_bundle(early)
    after = {r.member.name: r.lacking for r in aya.exchange.receipts(cebu)}
    assert before["Ben"] == 0 and after["Ben"] in (0, 3)  # both within one second: at worst sent again


def test_a_gap_is_shown_and_closes(laptops: list[Laptop], cebu: UUID) -> None:
    meet(laptops, cebu)
    aya, ben, chika = laptops[:3]
    ben.exchange.import_bundle(aya.send(cebu, ben))
    aya.exchange.import_bundle(ben.send(cebu, aya))
    chika_has = chika.store.have_list(cebu)
    finding(aya, cebu, "Lost on the way")
    aya.send(cebu, ben)
    lost = aya.send(cebu, chika)
    aya.store.remember_have(cebu, chika.identity.public_key, 1, aya.store.have_list(cebu))
    finding(aya, cebu, "Arrived")
    late = aya.send(cebu, chika)
    (entry,) = chika.exchange.rehearse(late).spaces
    assert [(g.number, g.author) for g in entry.gaps] == [(2, "Aya")]
    chika.exchange.import_bundle(late)
    assert chika.store.have_list(cebu) != chika_has
    assert {r.get("heading") for r in chika.desk.records(cebu, "finding")} == {"Arrived"}
    done = chika.exchange.import_bundle(lost)
    assert not done.spaces[0].gaps and chika.state(cebu) == aya.state(cebu)


def test_again_and_again_is_the_same(laptops: list[Laptop], cebu: UUID) -> None:
    meet(laptops, cebu)
    aya, ben = laptops[:2]
    finding(aya, cebu, "Once")
    path = aya.send(cebu, ben)
    ben.exchange.import_bundle(path)
    state, backups = ben.state(cebu), len(ben.store.backups.all())
    assert ben.exchange.rehearse(path).nothing_new
    again = ben.exchange.import_bundle(path)
    assert again.spaces[0].applied == 0 and again.backup is None
    assert (ben.state(cebu), len(ben.store.backups.all())) == (state, backups)


def test_for_somebody_else(laptops: list[Laptop], cebu: UUID) -> None:
    path = laptops[0].send(cebu, laptops[1])
    with pytest.raises(BundleNotForMe):
        laptops[2].exchange.rehearse(path)


def test_what_a_stranger_wrote_stays_aside_until_accepted(laptops: list[Laptop], cebu: UUID) -> None:
    """Dan got the engagement from Ben; Aya has not heard of Dan."""
    meet(laptops, cebu)
    aya, ben, _, dan = laptops
    dan.store.add_space(cebu)
    dan.store.trust(cebu, ben.identity.public_key)
    dan.exchange.add_to_roster(cebu, aya.exchange.read_card(aya.exchange.my_card()))
    finding(dan, cebu, "From outside")
    path = dan.send(cebu, aya)
    before = aya.state(cebu)
    done = aya.exchange.import_bundle(path)
    assert done.sender.standing is Standing.UNKNOWN
    assert done.spaces[0].unknown_authors == (dan.exchange.my_words,) and done.spaces[0].applied == 0
    assert aya.state(cebu) == before and aya.desk.records(cebu, "finding") == ()
    assert aya.store.remembered(cebu).get(dan.identity.public_key) is None
    aya.exchange.accept_sender(cebu, aya.exchange.verify(path).manifest.sender)
    assert [r.get("heading") for r in aya.desk.records(cebu, "finding")] == ["From outside"]
    assert aya.store.waiting(cebu) == (0, set())
    path = aya.send(cebu, ben)
    ben.exchange.import_bundle(path)  # Ben need not be asked: the roster came along
    assert ben.state(cebu) == aya.state(cebu)


def test_the_roster_remembers_keys_that_were_replaced(laptops: list[Laptop], cebu: UUID) -> None:
    """Ben's laptop is lost after he wrote; his new key replaces the old one. All orders agree."""
    meet(laptops, cebu)
    aya, ben, chika, dan = laptops
    finding(ben, cebu, "Before the loss")
    old = ben.send(cebu, aya, chika)
    record = next(m.record for m in aya.exchange.roster.members(cebu) if m.name == "Ben")
    aya.set(cebu, record, signing_key=dan.identity.public_key.hex(), receiving_key=dan.identity.receiving_key)
    new = aya.send(cebu, chika)
    chika.exchange.import_bundle(new)
    chika.exchange.import_bundle(old)
    aya.exchange.import_bundle(old)
    assert aya.state(cebu) == chika.state(cebu) and aya.store.waiting(cebu)[0] == 0


def test_attachments_travel_once(laptops: list[Laptop], cebu: UUID) -> None:
    meet(laptops, cebu)
    aya, ben = laptops[:2]
    photo = aya.desk.put_blob(b"\xff\xd8 photo of the gate" * 2999)
    about = finding(aya, cebu, "Gate")
    aya.desk.commit(cebu, create("evidence", {"kind": "photo", "blob": photo}, parent=about))
    wrote = aya.exchange.write(cebu, [ben.identity.public_key], aya.folder / "a.yport")
    assert (wrote.blobs, wrote.parts) == (1, 1)
    two = aya.exchange.write(cebu, [ben.identity.public_key], aya.folder / "s.yport", size_limit=30_000)
    assert two.blobs == 1 and two.parts > 1 and len(two.files) == two.parts
    ben.exchange.import_bundle(two.files[0].path)
    assert ben.desk.blob(photo) is None
    aya.exchange.import_bundle(ben.send(cebu, aya))  # says that he wants it
    later = aya.exchange.write(cebu, [ben.identity.public_key], aya.folder / "b.yport")
    assert (later.segments, later.blobs) == (0, 1)
    assert ben.exchange.rehearse(later.path).attachments == 1
    ben.exchange.import_bundle(later.path)
    assert ben.desk.blob(photo) == aya.desk.blob(photo)
    aya.exchange.import_bundle(ben.send(cebu, aya))
    assert aya.exchange.write(cebu, [ben.identity.public_key], aya.folder / "c.yport").blobs == 0


def test_nothing_of_another_engagement_travels(laptops: list[Laptop], cebu: UUID) -> None:
    """Not even when a colleague asks for an attachment of it by name."""
    meet(laptops, cebu)
    aya, ben = laptops[:2]
    danang = uuid4()
    aya.desk.new_space({"name": "Da Nang"}, danang)
    secret = aya.desk.put_blob(b"tariff study of Da Nang")
    aya.desk.commit(danang, create("evidence", {"kind": "document", "blob": secret}, parent=danang))
    aya.exchange.import_bundle(ben.send(cebu, aya))
    have = aya.store.remembered(cebu)[ben.identity.public_key][1]
    aya.store.remember_have(cebu, ben.identity.public_key, 1 << 50, {**have, "wanted": [secret]})
    assert aya.exchange.write(cebu, [ben.identity.public_key], aya.folder / "x.yport").blobs == 0
    with aya.exchange._arriving.openings.bundle(aya.folder / "x.yport") as bundle:
        assert [s.id for s in bundle.manifest.spaces] == [cebu]


def test_signed_only_opens_without_a_key(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben = laptops[:2]
    path = aya.folder / "open.yport"
    aya.exchange.write(cebu, [ben.identity.public_key], path, encrypted=False)
    assert b"age-encryption" not in path.read_bytes()
    assert not ben.exchange.verify(path).manifest.encrypted
    with pytest.raises(BundleNotForMe):
        laptops[2].exchange.rehearse(path)


def test_choice_of_recipients(laptops: list[Laptop], cebu: UUID) -> None:
    aya, _, _, dan = laptops
    with pytest.raises(RosterError, match="at least one"):
        aya.exchange.write(cebu, [], aya.folder / "x.yport")
    with pytest.raises(RosterError, match="not on the roster"):
        aya.exchange.write(cebu, [dan.identity.public_key], aya.folder / "x.yport")
    edits = create("person", {"name": "Eva", "signing_key": "ab" * 32}, parent=cebu)
    aya.desk.commit(cebu, edits)
    with pytest.raises(RosterError, match="Eva has no receiving key"):
        aya.exchange.write(cebu, [bytes.fromhex("ab" * 32)], aya.folder / "x.yport")
    aya.set(cebu, edits[0].record, key_state="revoked")
    with pytest.raises(RosterError, match="revoked"):
        aya.exchange.write(cebu, [bytes.fromhex("ab" * 32)], aya.folder / "x.yport")
    assert not (aya.folder / "x.yport").exists()


def test_stopped_half_way_leaves_nothing(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben = laptops[:2]
    keys = [ben.identity.public_key]
    with pytest.raises(Cancelled):
        aya.exchange.write(cebu, keys, aya.folder / "x.yport", stop=lambda: True)
    assert not list(aya.folder.glob("*.yport")) and not list(aya.folder.glob("*.part"))
    meet(laptops, cebu)
    finding(aya, cebu, "One")
    path, before = aya.send(cebu, ben), ben.state(cebu)
    with pytest.raises(Cancelled):
        ben.exchange.import_bundle(path, stop=lambda: True)
    calls = iter((False, True, True))
    with pytest.raises(Cancelled):
        ben.exchange.import_bundle(path, stop=lambda: next(calls))
    assert ben.state(cebu) == before and ben.desk.records(cebu, "finding") == ()


def test_read_only_folder_and_full_disk(
    laptops: list[Laptop], cebu: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    aya, ben = laptops[:2]
    keys, target = [ben.identity.public_key], aya.folder / "x.yport"
    target.write_bytes(b"the bundle of yesterday")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(files.tempfile, "mkstemp", refuse)
        with pytest.raises(FolderReadOnly):
            aya.exchange.write(cebu, keys, target)
    assert target.read_bytes() == b"the bundle of yesterday"
    aya.exchange.write(cebu, keys, target)
    assert ben.exchange.verify(target).sender.claimed == "Aya"


def test_a_disk_that_really_fills_up(laptops: list[Laptop], cebu: UUID) -> None:
    """The system itself refuses to let any file grow beyond 100 KB."""
    resource = pytest.importorskip("resource")
    aya, ben = laptops[:2]
    photo = aya.desk.put_blob(bytes(range(256)) * 2000)
    aya.desk.commit(cebu, create("evidence", {"kind": "photo", "blob": photo}, parent=cebu))
    keys, target = [ben.identity.public_key], aya.folder / "x.yport"
    aya.exchange.write(cebu, keys, aya.folder / "sealed.yport")
    before = sorted(aya.folder.iterdir())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(DiskFull, match="Nothing was lost"):
            aya.exchange.write(cebu, keys, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert sorted(aya.folder.iterdir()) == before
    aya.exchange.write(cebu, keys, target)
    ben.exchange.import_bundle(target, accept_sender=True)
    assert ben.desk.blob(photo) is not None


def test_what_was_looked_at_is_imported_whatever_became_of_the_file(
    laptops: list[Laptop], cebu: UUID
) -> None:
    meet(laptops, cebu)
    aya, ben = laptops[:2]
    path = aya.send(cebu, ben, name="a")
    rehearsal = ben.exchange.rehearse(path)
    finding(aya, cebu, "Later")
    aya.send(cebu, ben, name="a")
    path.unlink()
    ben.exchange.import_bundle(rehearsal)
    assert [r.get("heading") for r in ben.desk.records(cebu, "finding")] == []


def test_a_kept_file_that_changed_after_the_look_is_refused(laptops: list[Laptop], cebu: UUID) -> None:
    meet(laptops, cebu)
    aya, ben = laptops[:2]
    path = aya.send(cebu, ben, name="a")
    piece = ben.exchange.look([path]).parcels[0].pieces[0]
    rehearsal = ben.exchange.rehearse(Parcel((replace(piece, source=path),)))
    finding(aya, cebu, "Later")
    aya.send(cebu, ben, name="a")
    with pytest.raises(BundleDamaged, match="changed since"):
        ben.exchange.import_bundle(rehearsal)


def test_listeners_hear_of_an_import(laptops: list[Laptop], cebu: UUID) -> None:
    meet(laptops, cebu)
    aya, ben = laptops[:2]
    heard = []
    ben.desk.subscribe(heard.append)
    finding(aya, cebu, "News")
    ben.exchange.import_bundle(aya.send(cebu, ben))
    assert [c.kinds for c in heard] == [frozenset({"finding"})]
    assert ben.desk.undo() is None  # an import is not a step of this person's undo


def test_a_restored_laptop_says_what_it_holds_now_and_gets_the_rest(
    laptops: list[Laptop], cebu: UUID
) -> None:
    meet(laptops, cebu)
    aya, ben = laptops[:2]
    backup = ben.desk.back_up("by hand")
    finding(aya, cebu, "After the backup")
    ben.exchange.import_bundle(aya.send(cebu, ben))
    finding(ben, cebu, "Ben's own, sent")
    aya.exchange.import_bundle(ben.send(cebu, aya))
    ben.desk.close()
    ben.store.backups.restore(backup.path.name)
    restored = laptops[1] = Laptop("Ben", ben.folder)
    assert restored.desk.is_copy
    assert restored.desk.records(cebu, "finding") == ()
    finding(restored, cebu, "After the restore")
    done = aya.exchange.import_bundle(restored.send(cebu, aya))
    assert done.spaces[0].forks == 0
    restored.exchange.import_bundle(aya.send(cebu, restored))
    titles = {r.get("heading") for r in restored.desk.records(cebu, "finding")}
    assert titles == {"After the backup", "Ben's own, sent", "After the restore"}
    assert restored.state(cebu) == aya.state(cebu)


def test_verify_names_every_signature(laptops: list[Laptop], cebu: UUID) -> None:
    meet(laptops, cebu)
    aya, ben, chika = laptops[:3]
    finding(ben, cebu, "By Ben")
    aya.exchange.import_bundle(ben.send(cebu, aya))
    report = chika.exchange.verify(aya.send(cebu, chika))
    assert {(s.author, s.number) for s in report.segments} >= {("Aya", 1), ("Ben", 1)}
    assert report.sender.name == "Aya" and report.attachments == 0


def test_edit_of_an_unknown_space_record_is_refused_before_a_space_is_made(
    laptops: list[Laptop], cebu: UUID
) -> None:
    aya, ben = laptops[:2]
    aya.desk.commit(cebu, [Edit(cebu, "name", "Metro Cebu 2")])
    path = aya.send(cebu, ben)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(BundleDamaged):
        ben.exchange.import_bundle(path, accept_sender=True)
    assert ben.desk.spaces() == ()


def test_a_corrected_name_travels(laptops: list[Laptop], cebu: UUID) -> None:
    meet(laptops, cebu)
    aya, ben = laptops[:2]
    aya.exchange.introduce(Me("Hirata Aya", "aya@example.org"))
    assert aya.exchange.me.name == "Hirata Aya"
    ben.exchange.import_bundle(aya.send(cebu, ben))
    assert {m.name for m in ben.exchange.colleagues(cebu)} == {"Hirata Aya", "Chika"}


def test_moved_against_moved_stays_sound_when_sealed(laptops: list[Laptop], cebu: UUID) -> None:
    """Whose place is shown may change when the own changes get their name; the tree follows."""
    aya, ben = laptops[:2]
    places = [finding(aya, cebu, name) for name in ("A", "B")]
    moved = [finding(aya, cebu, f"item {n}") for n in range(8)]
    meet(laptops, cebu)
    for laptop, place in ((aya, places[0]), (ben, places[1])):
        for record in moved:
            laptop.desk.commit(
                cebu, [Edit(record, ".parent", str(place)), Edit(record, ".order", laptop.name)]
            )
    path = ben.send(cebu, aya)
    aya.exchange.import_bundle(path)
    assert aya.store.check(None).sound
    ben.exchange.import_bundle(aya.send(cebu, ben))
    assert aya.state(cebu) == ben.state(cebu)
    parents = [[o.desk.get(r).parent for r in moved] for o in (aya, ben)]
    assert parents[0] == parents[1] and len(aya.desk.conflicts(cebu)) == 16


def test_everything_again_for_a_lost_laptop(laptops: list[Laptop], cebu: UUID) -> None:
    meet(laptops, cebu)
    aya, ben = laptops[:2]
    aya.exchange.import_bundle(ben.send(cebu, aya))
    assert aya.exchange.write(cebu, [ben.identity.public_key], aya.folder / "a.yport").segments == 0
    path = aya.send(cebu, ben, everything=True)
    ben.desk.close()
    (ben.folder / "store").rename(ben.folder / "lost")
    fresh = laptops[1] = Laptop("Ben", ben.folder)
    fresh.exchange.import_bundle(path, accept_sender=True)
    assert fresh.state(cebu) == aya.state(cebu)


def test_items_of_a_later_format_are_kept_and_passed_on_once(laptops: list[Laptop], cebu: UUID) -> None:
    meet(laptops, cebu)
    aya, ben, chika = laptops[:3]
    manifest = ben.exchange.verify(aya.send(cebu, ben)).manifest
    later = aya.folder / "later.yport"
    with later.open("wb") as file:
        write_bundle(file, manifest, [item_of(b"LATE", b"of tomorrow")], aya.identity)
    assert ben.exchange.rehearse(later).later_items == 1
    for _ in range(2):
        ben.exchange.import_bundle(later)
    for expected in (1, 0):
        report = chika.exchange.verify(ben.send(cebu, chika, name=f"n{expected}"))
        assert report.later_items == expected
        chika.exchange.import_bundle(ben.folder / f"n{expected}.yport")
        ben.exchange.import_bundle(chika.send(cebu, ben))


def test_parts_are_imported_in_any_order_and_the_missing_one_is_named(
    laptops: list[Laptop], cebu: UUID
) -> None:
    """A photo larger than a part travels in chunks; a lost part is waited for until it is made up for."""
    meet(laptops, cebu)
    aya, ben = laptops[:2]
    photo = aya.desk.put_blob(bytes(range(256)) * 400)
    about = finding(aya, cebu, "Gate")
    aya.desk.commit(cebu, create("evidence", {"kind": "photo", "blob": photo}, parent=about))
    sent = aya.exchange.write(cebu, [ben.identity.public_key], aya.folder / "p.yport", size_limit=40_000)
    assert sent.parts == len(sent.files) >= 3 and all(f.size <= 40_000 for f in sent.files)
    assert next(f.path.name for f in sent.files) == f"p-1-of-{sent.parts}.yport"
    for file in reversed(sent.files[1:-1]):
        assert ben.exchange.import_bundle(file.path).missing
    (missing,) = ben.exchange.missing_parts(cebu)
    assert missing.numbers == (1, sent.parts) and missing.name == "Aya" and missing.parts == sent.parts
    ben.exchange.import_bundle(sent.files[0].path)
    assert ben.desk.get(about) and ben.desk.blob(photo) is None
    assert ben.exchange.missing_parts(cebu)[0].numbers == (sent.parts,)
    ben.exchange.import_bundle(sent.files[-1].path)
    assert ben.desk.blob(photo) == aya.desk.blob(photo) and ben.exchange.missing_parts(cebu) == ()
    assert list(ben.store.chunks.names()) == []


def test_parts_lie_together_as_one_parcel(laptops: list[Laptop], cebu: UUID) -> None:
    meet(laptops, cebu)
    aya, ben = laptops[:2]
    photo = aya.desk.put_blob(bytes(range(256)) * 400)
    about = finding(aya, cebu, "Gate")
    aya.desk.commit(cebu, create("evidence", {"kind": "photo", "blob": photo}, parent=about))
    sent = aya.exchange.write(cebu, [ben.identity.public_key], aya.folder / "p.yport", size_limit=40_000)
    (parcel,) = ben.exchange.look([f.path for f in sent.files]).parcels
    assert parcel.missing == () and ben.exchange.rehearse(parcel).spaces[0].new_records["finding"] == 1
    done = ben.exchange.import_bundle(ben.exchange.rehearse(parcel))
    assert done.attachments == 1 and ben.desk.blob(photo) == aya.desk.blob(photo)
    (arrived,) = [a for a in ben.exchange.arrivals(cebu) if a.bundle == sent.bundle]
    assert arrived.parts == tuple(range(1, sent.parts + 1))
    (dispatch,) = [d for d in aya.exchange.dispatches(cebu) if d.bundle == sent.bundle]
    assert dispatch.waiting == (ben.identity.public_key,)
    aya.exchange.import_bundle(ben.send(cebu, aya))
    (dispatch,) = [d for d in aya.exchange.dispatches(cebu) if d.bundle == sent.bundle]
    assert dispatch.waiting == ()
