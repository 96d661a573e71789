"""Backups: complete or absent, rotated, restorable even over a damaged store; what was there stays aside."""

import sqlite3
from pathlib import Path

import pytest

from yport_desktop.domain.changes import KIND, Edit
from yport_desktop.domain.errors import NotFound, StoreError
from yport_desktop.store import Store
from yport_desktop.store.backups import KEEP, Backup, Backups
from yport_desktop.store.store import FILE_NAME

from .installations import SPACE
from .test_merge import RECORDS

AUTHOR = bytes(32)


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Path, Backups, Backup]:
    """A closed store that says "later", and its backup that says "before"."""
    store = Store(tmp_path, AUTHOR)
    store.add_space(SPACE)
    store.commit(SPACE, [Edit(RECORDS[0], KIND, "note"), Edit(RECORDS[0], "a", "before")])
    backup = store.backups.make(store.database, "before import")
    store.commit(SPACE, [Edit(RECORDS[0], "a", "later")])
    store.close()
    return tmp_path, store.backups, backup


def says(folder: Path) -> str:
    store = Store(folder, AUTHOR)
    try:
        assert store.check().sound
        return store.read.record(RECORDS[0]).values["a"]
    finally:
        store.close()


def test_a_backup_is_restored_and_the_former_store_kept(kept: tuple[Path, Backups, Backup]) -> None:
    folder, backups, backup = kept
    content = backup.path.read_bytes()
    aside = backups.restore(backup.path.name)
    assert says(folder) == "before"
    assert backup.path.read_bytes() == content
    assert aside is not None
    assert {b.reason for b in backups.all()} == {"before import", "replaced"}
    backups.restore(aside.name)
    assert says(folder) == "later"


@pytest.mark.parametrize("damage", ["garbage", "truncated", "empty", "foreign"])
def test_a_failed_restore_leaves_the_store(kept: tuple[Path, Backups, Backup], damage: str) -> None:
    folder, backups, backup = kept
    content = backup.path.read_bytes()
    if damage == "foreign":
        backup.path.unlink()
        connection = sqlite3.connect(backup.path)
        connection.execute("CREATE TABLE photos (id)")
        connection.close()
    else:
        backup.path.write_bytes(
            {"garbage": b"x" * 9000, "truncated": content[: len(content) // 2], "empty": b""}[damage]
        )
    with pytest.raises(StoreError):
        backups.restore(backup.path.name)
    assert says(folder) == "later"
    assert sorted(p.name for p in folder.iterdir()) == ["backups", FILE_NAME]


@pytest.mark.parametrize("damage", [b"x" * 9000, b"", None])
def test_a_damaged_or_missing_store_is_replaced_and_its_bytes_kept(
    kept: tuple[Path, Backups, Backup], damage: bytes | None
) -> None:
    folder, backups, backup = kept
    if damage is None:
        (folder / FILE_NAME).unlink()
    else:
        (folder / FILE_NAME).write_bytes(damage)
    aside = backups.restore(backup.path.name)
    assert says(folder) == "before"
    if damage:
        assert aside is not None and aside.read_bytes() == damage


def test_names_from_outside_the_folder_are_not_found(kept: tuple[Path, Backups, Backup]) -> None:
    _, backups, _ = kept
    for name in ("../yport.sqlite", "missing.sqlite", "", "."):
        with pytest.raises(NotFound):
            backups.restore(name)


def test_rotation_keeps_the_newest_and_the_last_of_each_reason(tmp_path: Path) -> None:
    store = Store(tmp_path, AUTHOR)
    first = store.backups.make(store.database, "before update")
    for _ in range(KEEP + 5):
        store.backups.make(store.database, "before import: Cebu/2026")
    found = store.backups.all()
    assert [b.path for b in found if b.reason == "before update"] == [first.path]
    assert len(found) == KEEP + 1
    assert list(found) == sorted(found, key=lambda b: b.made_at, reverse=True)
    store.close()


def test_a_persons_own_files_among_the_backups_are_passed_over(kept: tuple[Path, Backups, Backup]) -> None:
    folder, backups, backup = kept
    (folder / "backups" / "my_copy.sqlite").write_text("mine")
    assert [b.path for b in backups.all()] == [backup.path]
    store = Store(folder, AUTHOR)
    store.backups.make(store.database, "before import")
    store.close()
    assert (folder / "backups" / "my_copy.sqlite").read_text() == "mine"


def test_a_backup_that_fails_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path, AUTHOR)

    def full(source: sqlite3.Connection, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("yport_desktop.store.database.copy_database", full)
    with pytest.raises(StoreError, match="disk is full"):
        store.backups.make(store.database, "before import")
    assert list((tmp_path / "backups").iterdir()) == []
    store.close()
