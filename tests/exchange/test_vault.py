"""Where the keys lie: three places and every way between them, losses, refusals, other secrets."""

import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from yport_desktop.domain.errors import DiskFull, FolderReadOnly, YportError
from yport_desktop.exchange import files
from yport_desktop.exchange.identity import KEY_FILE, Identity
from yport_desktop.exchange.key_errors import (
    KeysDamaged,
    KeysLocked,
    KeysNotHere,
    KeysTooNew,
    KeystoreClosed,
    PassphraseTooShort,
    RecoveryRefused,
    WrongPassphrase,
)
from yport_desktop.exchange.keystore import Keystore, SystemKeystore, find_keystore, within
from yport_desktop.exchange.vault import SECRETS_FILE, KeyVault, Place, Unlock

from .keyrings import CHEAP, MemoryKeyring, keystore_in_memory

WORDS, OTHER = "amber kiwi harbor lantern", "palace oasis torch kitchen"


def secrets_on_disk(folder: Path) -> bool:
    """Whether a private key stands readable anywhere in the folder."""
    return any(b"AGE-SECRET-KEY" in p.read_bytes() for p in folder.rglob("*") if p.is_file())


class Machine:
    """A key folder with a keystore."""

    def __init__(self, folder: Path, keystore: bool = True, in_keystore: bool = False) -> None:
        self.folder, self.in_keystore = folder, in_keystore
        self.backend, store = keystore_in_memory()
        self.store: Keystore | None = store if keystore else None

    def vault(self) -> KeyVault:
        return KeyVault(self.folder, lambda: self.store, self.in_keystore, CHEAP)

    def open(self, passphrase: str = "", **how: Any) -> tuple[KeyVault, bytes]:
        vault = self.vault()
        return vault, vault.open(Unlock(passphrase, **how)).public


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "keys")


# the first run -------------------------------------------------------------------------------


def test_without_a_keystore_the_first_run_asks_nothing(tmp_path: Path) -> None:
    machine = Machine(tmp_path, keystore=False, in_keystore=True)
    vault, key = machine.open()
    assert vault.place is Place.FILE and vault.standing().keystore == ""
    assert machine.open()[1] == key


def test_with_a_keystore_new_keys_go_there(tmp_path: Path) -> None:
    machine = Machine(tmp_path, in_keystore=True)
    vault, key = machine.open()
    assert vault.place is Place.KEYSTORE and not secrets_on_disk(tmp_path)
    again, same = machine.open()
    assert same == key and again.standing().keystore == "Test keystore"
    state = json.loads((tmp_path / KEY_FILE).read_text())
    assert state["public"] == key.hex() and state["place"] == "keystore"


@pytest.mark.parametrize("trouble", ["locked", "forgetful"])
def test_a_keystore_that_would_ask_or_fails_is_left_alone_at_the_first_run(
    tmp_path: Path, trouble: str
) -> None:
    machine = Machine(tmp_path, in_keystore=True)
    setattr(machine.backend, trouble, True)
    vault, key = machine.open()
    assert vault.place is Place.FILE
    assert machine.open()[1] == key


def test_a_keystore_that_hangs_does_not_hold_up_the_start(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    backend.takes_s = 3600
    store = SystemKeystore(backend, "slow", lambda: bool(backend._ask()), 0.05, 0.05)
    assert not store.is_ready()
    vault = KeyVault(tmp_path, lambda: store, in_keystore=True)
    vault.open()
    assert vault.place is Place.FILE
    with pytest.raises(KeystoreClosed):
        vault.move_to_keystore()
    assert vault.place is Place.FILE and KeyVault(tmp_path).open().public == vault.open().public


def test_profiles_share_a_keystore_without_mixing(tmp_path: Path) -> None:
    one, two = (Machine(tmp_path / n, in_keystore=True) for n in "ab")
    two.store = one.store
    keys = [one.open()[1], two.open()[1]]
    assert keys[0] != keys[1] and [one.open()[1], two.open()[1]] == keys
    assert len({service for service, _ in one.backend.kept}) == len(one.backend.kept) == 2


# moving --------------------------------------------------------------------------------------


def test_every_way_between_the_places(machine: Machine) -> None:
    vault, key = machine.open()
    given = ""

    def went(place: Place) -> None:
        nonlocal vault
        assert vault.place is place
        vault, same = machine.open(given)
        assert same == key and vault.place is place
        assert secrets_on_disk(machine.folder) == (place is Place.FILE)
        assert bool(machine.backend.kept) == (place is Place.KEYSTORE)

    vault.protect(WORDS)
    given = WORDS
    went(Place.PASSPHRASE)
    vault.unprotect(WORDS)
    went(Place.FILE)
    vault.move_to_keystore()
    went(Place.KEYSTORE)
    vault.protect(OTHER)
    given = OTHER
    went(Place.PASSPHRASE)
    vault.move_to_keystore(OTHER)
    went(Place.KEYSTORE)
    vault.move_to_keystore()
    went(Place.KEYSTORE)
    vault.unprotect()
    went(Place.FILE)
    assert not list(machine.folder.glob("*.part"))


def test_a_passphrase_is_asked_for_as_often_as_it_takes(machine: Machine) -> None:
    vault, key = machine.open()
    vault.protect(WORDS)
    before = (machine.folder / KEY_FILE).read_bytes()
    with pytest.raises(KeysLocked):
        machine.open()
    for n in range(3):
        with pytest.raises(WrongPassphrase, match="not the right passphrase"):
            machine.open(f"wrong {n}")
    assert (machine.folder / KEY_FILE).read_bytes() == before
    assert machine.open(WORDS)[1] == key


def test_the_passphrase_in_use_is_asked_for_before_it_is_changed(machine: Machine) -> None:
    vault, _ = machine.open()
    vault.protect(WORDS)
    for act in (
        lambda: vault.protect(OTHER),
        lambda: vault.unprotect("wrong"),
        lambda: vault.move_to_keystore(),
        lambda: vault.save_recovery(machine.folder / "copy", OTHER, "wrong"),
    ):
        with pytest.raises(WrongPassphrase):
            act()
    with pytest.raises(PassphraseTooShort):
        vault.protect("short", WORDS)
    vault.protect(OTHER, WORDS)
    with pytest.raises(WrongPassphrase):
        machine.open(WORDS)
    assert machine.open(OTHER)[0].place is Place.PASSPHRASE


def test_a_locked_keystore_refuses_the_move_and_nothing_changes(machine: Machine) -> None:
    vault, key = machine.open()
    machine.backend.locked = True
    with pytest.raises(KeystoreClosed):
        vault.move_to_keystore()
    assert vault.place is Place.FILE and machine.open()[1] == key


def test_a_copy_that_could_not_be_removed_is_removed_later(tmp_path: Path) -> None:
    machine = Machine(tmp_path, in_keystore=True)
    vault, key = machine.open()
    machine.backend.locked = True
    vault.protect(WORDS)
    assert vault.standing().leftover and machine.backend.kept
    machine.backend.locked = False
    again, same = machine.open(WORDS)
    assert same == key and not machine.backend.kept and not again.standing().leftover


def test_a_keystore_that_was_emptied(tmp_path: Path) -> None:
    """As when a profile is copied to another laptop: nothing is made anew by itself."""
    machine = Machine(tmp_path, in_keystore=True)
    machine.open()
    before = (tmp_path / KEY_FILE).read_bytes()
    machine.backend.kept.clear()
    with pytest.raises(KeysNotHere, match="copied"):
        machine.open()
    machine.backend.locked = True
    with pytest.raises(KeystoreClosed):
        machine.open()
    machine.store = None
    with pytest.raises(KeystoreClosed):
        machine.open()
    assert (tmp_path / KEY_FILE).read_bytes() == before


def test_a_keystore_that_gives_other_keys_is_not_believed(tmp_path: Path) -> None:
    machine, other = Machine(tmp_path / "a", in_keystore=True), Machine(tmp_path / "b", in_keystore=True)
    machine.open()
    other.open()
    (entry,) = machine.backend.kept
    (machine.backend.kept[entry],) = other.backend.kept.values()
    with pytest.raises(KeysDamaged):
        machine.open()


# damage --------------------------------------------------------------------------------------


def test_damaged_sealed_keys_are_told_from_a_wrong_passphrase(machine: Machine) -> None:
    vault, _ = machine.open()
    vault.protect(WORDS)
    path = machine.folder / KEY_FILE
    state = json.loads(path.read_text())
    at = 80 if state["sealed"][80] != "A" else 81
    state["sealed"] = state["sealed"][:at] + "A" + state["sealed"][at + 1 :]
    path.write_text(json.dumps(state))
    before = path.read_bytes()
    with pytest.raises(KeysDamaged):
        machine.open(WORDS)
    assert path.read_bytes() == before
    new, _ = machine.open(new_keys=True)
    (notice,) = new.notices
    assert (machine.folder / dict(notice.details)["name"]).read_bytes() == before


def test_keys_of_a_newer_program_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_text('{"format":3,"place":"chip"}')
    with pytest.raises(KeysTooNew, match="newer version"):
        KeyVault(tmp_path).open()
    assert [p.name for p in tmp_path.iterdir()] == [KEY_FILE]


@pytest.mark.parametrize("act", ["protect", "unprotect", "move_to_keystore"])
@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, DiskFull), (errno.EROFS, FolderReadOnly)])
def test_a_disk_that_takes_nothing(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, act: str, number: int, kind: type[Exception]
) -> None:
    """The disk fails at every step of the move in turn; the keys are where they were."""
    vault, key = machine.open()
    given = (WORDS,) if act == "protect" else ()
    if act == "unprotect":
        vault.protect(OTHER)
        given = (OTHER,)
    sync, place = os.fsync, vault.place
    fails_at, failed = 0, True
    while failed:
        failed, left = False, iter(range(fails_at))

        def fsync(handle: int, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise OSError(number, "no")
            sync(handle)

        monkeypatch.setattr(files.os, "fsync", fsync)
        try:
            getattr(vault, act)(*given)
        except kind:
            failed = True
            monkeypatch.setattr(files.os, "fsync", sync)
            assert vault.place is place
            vault, same = machine.open(OTHER)
            assert same == key and vault.place is place
        monkeypatch.setattr(files.os, "fsync", sync)
        fails_at += 1
    assert machine.open(WORDS)[1] == key and vault.place is not place and fails_at > 1


def test_a_read_only_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    vault, _ = Machine(tmp_path / "keys").open()
    with pytest.raises(YportError):
        KeyVault(tmp_path / "keys" / KEY_FILE).open()
    with pytest.raises(YportError, match="file"):
        vault.save_recovery(tmp_path / "file" / "copy.yport-keys", WORDS)


# recovery ------------------------------------------------------------------------------------


@pytest.fixture
def saved(tmp_path: Path) -> tuple[Path, bytes]:
    """A recovery file of another laptop, and the public key in it."""
    vault, key = Machine(tmp_path / "dead").open()
    path = tmp_path / "aya.yport-keys"
    vault.save_recovery(path, WORDS)
    assert vault.standing().recovery
    assert b"AGE-SECRET-KEY" not in path.read_bytes()
    return path, key


def test_a_recovery_file_saves_a_person_whose_laptop_died(
    machine: Machine, saved: tuple[Path, bytes]
) -> None:
    path, key = saved
    machine.open()
    former = (machine.folder / KEY_FILE).read_bytes()
    vault, got = machine.open(WORDS, recovery=path)
    assert got == key and vault.place is Place.PASSPHRASE
    (notice,) = vault.notices
    assert (machine.folder / dict(notice.details)["name"]).read_bytes() == former
    assert machine.open(WORDS)[1] == key


def test_recovered_keys_go_back_to_the_keystore(tmp_path: Path, saved: tuple[Path, bytes]) -> None:
    machine = Machine(tmp_path / "new", in_keystore=True)
    machine.open()
    machine.backend.kept.clear()
    vault, key = machine.open(WORDS, recovery=saved[0])
    assert key == saved[1] and vault.place is Place.KEYSTORE
    assert machine.open()[1] == key


def test_a_recovery_file_that_does_not_open_changes_nothing(
    machine: Machine, saved: tuple[Path, bytes], tmp_path: Path
) -> None:
    path, _ = saved
    _, own = machine.open()
    before = sorted((p.name, p.read_bytes()) for p in machine.folder.iterdir())
    with pytest.raises(WrongPassphrase):
        machine.open("wrong", recovery=path)
    for content in (
        b"",
        b"\xff\xfe",
        b"x" * 100_000,
        path.read_bytes()[:-60],
        (machine.folder / KEY_FILE).read_bytes(),
    ):
        bad = tmp_path / "bad.yport-keys"
        bad.write_bytes(content)
        with pytest.raises(RecoveryRefused):
            machine.open(WORDS, recovery=bad)
    with pytest.raises(RecoveryRefused):
        machine.open(WORDS, recovery=tmp_path / "nowhere")
    assert sorted((p.name, p.read_bytes()) for p in machine.folder.iterdir()) == before
    assert machine.open()[1] == own


# other secrets -------------------------------------------------------------------------------


def test_other_secrets_go_where_the_keys_are(machine: Machine) -> None:
    vault, _ = machine.open()
    assert not vault.remember_secret("smtp", "hunter2")
    assert vault.secret("smtp") is None and vault.forget("smtp")
    vault.protect(WORDS)
    assert vault.remember_secret("smtp", "ひみつ") and vault.secret("smtp") == "ひみつ"
    assert "ひみつ".encode() not in (machine.folder / SECRETS_FILE).read_bytes()
    vault.protect(OTHER, WORDS)
    assert machine.open(OTHER)[0].secret("smtp") == "ひみつ"
    vault.move_to_keystore(OTHER)
    assert vault.secret("smtp") == "ひみつ" and not (machine.folder / SECRETS_FILE).exists()
    assert not vault.remember_secret("long", "x" * 5000) and vault.secret("smtp") == "ひみつ"
    assert vault.remember_secret("other", "o") and vault.forget("smtp")
    assert (vault.secret("smtp"), vault.secret("other")) == (None, "o")
    machine.backend.locked = True
    assert vault.secret("other") is None and not vault.remember_secret("other", "p")
    machine.backend.locked = False
    vault.unprotect()
    assert vault.secret("other") is None and not machine.backend.kept


# the keystore of the system ------------------------------------------------------------------


def test_no_keystore_is_looked_for_without_a_session_bus(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert find_keystore({}) is None
    assert find_keystore({"YPORT_KEYSTORE": "off", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}) is None
    assert find_keystore({"XDG_RUNTIME_DIR": str(tmp_path)}) is None


def test_work_in_the_background_fails_in_one_way() -> None:
    assert within(5, lambda: 3) == 3
    with pytest.raises(KeystoreClosed):
        within(5, lambda: 1 / 0)
    with pytest.raises(KeystoreClosed):
        within(0.01, lambda: __import__("time").sleep(1))


def test_an_identity_signs_from_every_place(machine: Machine) -> None:
    for place in Place:
        identity = Identity.load_or_create(machine.folder, vault=machine.vault(), unlock=Unlock(WORDS))
        assert len(identity.sign(b"x")) == 64 and identity.vault.place is Place.FILE
        if place is Place.KEYSTORE:
            identity.vault.move_to_keystore()
        elif place is Place.PASSPHRASE:
            identity.vault.protect(WORDS)
        again = Identity.load_or_create(machine.folder, vault=machine.vault(), unlock=Unlock(WORDS))
        assert again.sign(b"x") == identity.sign(b"x")
        again.vault.unprotect(WORDS)
