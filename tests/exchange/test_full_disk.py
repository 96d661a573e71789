"""A disk that fills up during any work, and a stick that is read-only: a sentence, and nothing is lost."""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from yport_desktop.domain.errors import DiskFull, FolderReadOnly, StoreError, YportError
from yport_desktop.services.records import create

from .disks import MAY_MOUNT, SmallDisk
from .laptop import Laptop, finding, meet

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="mounts and limits of Unix")

ROOMS = (0, 4_096, 8_192, 12_288, 20_480, 40_960, 61_440, 102_400, 204_800, 409_600, 1 << 20)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    made = SmallDisk(tmp_path / "disk")
    yield made
    made.close()


@pytest.fixture
def space() -> UUID:
    return uuid4()


@pytest.fixture
def pair(disk: SmallDisk, tmp_path: Path, space: UUID) -> Iterator[list[Laptop]]:
    """Aya on the small disk, Ben and Chika elsewhere; all know one another."""
    laptops = [
        Laptop("Aya", disk.folder / "Aya"),
        Laptop("Ben", tmp_path / "Ben"),
        Laptop("Chika", tmp_path / "Chika"),
    ]
    laptops[0].desk.new_space({"name": "Metro Cebu"}, space)
    for other in laptops[1:]:
        laptops[0].exchange.add_to_roster(space, laptops[0].exchange.read_card(other.exchange.my_card()))
    meet(laptops, space)
    yield laptops
    for laptop in laptops:
        laptop.desk.close()


def fails(work: Callable[[], object]) -> bool:
    """Whether it failed; then with the sentence for a full disk."""
    try:
        work()
    except YportError as error:
        # A limit on the size of files, which stands in where one may not mount, is told by its own sentence.
        assert isinstance(error, DiskFull if MAY_MOUNT else StoreError), repr(error)
        return True
    return False


def headings(laptop: Laptop, space: UUID) -> set[object]:
    return {r.get("heading") for r in laptop.desk.records(space, "finding")}


def sound(laptop: Laptop, disk: SmallDisk) -> None:
    assert laptop.store.check(None).sound
    assert disk.leavings() == []


def text(number: int) -> str:
    return f"{number} " + "語" * 4_000


def test_while_saving(disk: SmallDisk, pair: list[Laptop], space: UUID) -> None:
    aya, kept, failed = pair[0], set(), 0
    for number, room in enumerate(ROOMS):
        with disk.full(room):
            for more in range(12):
                heading = f"{number} {more}"
                edits = create("finding", {"heading": heading, "text": text(more)}, parent=space)
                if fails(partial(aya.desk.commit, space, edits)):
                    failed += 1
                else:
                    kept.add(heading)
                assert headings(aya, space) == kept
        sound(aya, disk)
        kept.add(str(aya.desk.get(finding(aya, space, f"room again {number}")).get("heading")))
    assert failed and headings(aya, space) == kept
    aya.desk.close()
    pair[0] = Laptop("Aya", aya.folder)
    assert headings(pair[0], space) == kept and not pair[0].desk.is_copy


def test_while_sealing_and_writing(disk: SmallDisk, pair: list[Laptop], space: UUID) -> None:
    """The bundle goes to the full disk, where yesterday's lies; what was entered is in the next one."""
    aya, ben, _ = pair
    target = disk.folder / "post" / "aya.yport"
    target.parent.mkdir()
    target.write_bytes(b"of yesterday")
    failed, wanted = 0, set()
    for number, room in enumerate(ROOMS):
        for more in range(10):
            wanted.add(str(aya.desk.get(finding(aya, space, f"{number} {more}")).get("heading")))
        aya.desk.commit(space, create("finding", {"heading": "long", "text": text(number)}, parent=space))
        before = target.read_bytes()
        with disk.full(room):
            if fails(lambda: aya.exchange.write(space, [ben.identity.public_key], target)):
                failed += 1
                assert target.read_bytes() == before
            fails(lambda: aya.desk.seal(space))
        sound(aya, disk)
        aya.exchange.write(space, [ben.identity.public_key], target)
        ben.exchange.import_bundle(target)
        assert headings(ben, space) == headings(aya, space) >= wanted
        assert ben.state(space) == aya.state(space)
    assert failed and not aya.desk.is_copy


def test_while_importing(disk: SmallDisk, pair: list[Laptop], space: UUID) -> None:
    """Nothing of a bundle is there, or all of it; photos too large for memory fill the quarantine."""
    aya, ben, _ = pair
    failed = 0
    for number, room in enumerate((*ROOMS, 6 << 20)):
        for more in range(20):
            edits = create("finding", {"heading": f"{number} {more}", "text": text(more)}, parent=space)
            ben.desk.commit(space, edits)
            if more % 7 == 0:
                ben.desk.seal(space)
        photo = ben.desk.put_blob(bytes([number]) * (9 << 20 if number % 4 == 3 else 60_000))
        ben.desk.commit(space, create("evidence", {"kind": "photo", "blob": photo}, parent=space))
        path = ben.send(space, aya)
        before, state = headings(aya, space), aya.store.fingerprint(space)
        with disk.full(room):
            if fails(partial(aya.exchange.import_bundle, path)):
                failed += 1
                assert (headings(aya, space), aya.store.fingerprint(space)) == (before, state)
        sound(aya, disk)
        aya.exchange.import_bundle(path)
        assert headings(aya, space) == headings(ben, space)
        assert aya.desk.blob(photo) == ben.desk.blob(photo)
        ben.exchange.import_bundle(aya.send(space, ben))
        assert aya.state(space) == ben.state(space)
        aya.store.blobs.path(photo).unlink()  # room for the next round
        for backup in aya.store.backups.all():
            backup.path.unlink()
    assert failed


def test_while_backing_up_and_restoring(disk: SmallDisk, pair: list[Laptop], space: UUID) -> None:
    aya, failed = pair[0], 0
    finding(aya, space, "Before")
    kept = aya.desk.back_up("by hand")
    for number in range(40):
        aya.desk.commit(space, create("finding", {"heading": "now", "text": text(number)}, parent=space))
    for room in ROOMS:
        before, state = aya.store.backups.all(), aya.store.fingerprint(space)
        with disk.full(room):
            if fails(partial(aya.desk.back_up, "before import")):
                failed += 1
                assert aya.store.backups.all() == before
            aya.desk.close()
            restored = not fails(partial(aya.store.backups.restore, kept.path.name))
        aya = pair[0] = Laptop("Aya", aya.folder)
        assert (headings(aya, space) == {"Before"}) is restored
        assert restored or aya.store.fingerprint(space) == state
        sound(aya, disk)
        if restored:
            newest = aya.store.backups.all()[0]
            assert newest.reason == "replaced"
            aya.desk.close()
            aya.store.backups.restore(newest.path.name)
            aya = pair[0] = Laptop("Aya", aya.folder)
            assert headings(aya, space) == {"Before", "now"}
    assert failed


def test_a_read_only_stick(disk: SmallDisk, pair: list[Laptop], space: UUID) -> None:
    """Nothing can be written to it, and all that lies on it can be read."""
    aya, ben, chika = pair
    stick = SmallDisk(disk.folder.parent / "stick", 4)
    try:
        finding(ben, space, "On the stick")
        path = stick.folder / "ben.yport"
        ben.exchange.write(space, [aya.identity.public_key, chika.identity.public_key], path)
        content = path.read_bytes()
        with stick.read_only():
            with pytest.raises(FolderReadOnly, match="stick"):
                ben.exchange.write(space, [aya.identity.public_key], stick.folder / "new.yport")
            with pytest.raises(FolderReadOnly, match="stick"):
                ben.exchange.write(space, [aya.identity.public_key], path)
            assert chika.exchange.rehearse(path).spaces[0].new_records == {"finding": 1}
            chika.exchange.import_bundle(path)
            assert chika.exchange.verify(path).sender.name == "Ben"
        assert path.read_bytes() == content and stick.leavings() == []
        assert [p.name for p in stick.folder.iterdir()] == ["ben.yport"]
        assert "On the stick" in headings(chika, space)
        assert ben.store.check(None).sound and chika.store.check(None).sound
    finally:
        stick.close()


def test_a_profile_on_a_disk_that_became_read_only(disk: SmallDisk, pair: list[Laptop], space: UUID) -> None:
    """As a system does with a disk that fails: said, and all is there once it is well again."""
    aya = pair[0]
    finding(aya, space, "Before")
    state = aya.store.fingerprint(space)
    aya.desk.close()
    with disk.read_only(), pytest.raises(FolderReadOnly) as caught:
        Laptop("Aya", aya.folder)
    assert str(caught.value).endswith(".")
    aya = pair[0] = Laptop("Aya", aya.folder)
    assert aya.store.fingerprint(space) == state and not aya.desk.is_copy
    sound(aya, disk)
    finding(aya, space, "After")
