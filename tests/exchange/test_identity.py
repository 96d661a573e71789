"""Keys that are made once and never lost in silence; marks that betray a copied database."""

import json
import os
from itertools import combinations
from pathlib import Path

import pytest

from yport_desktop.domain.errors import FolderReadOnly, IdentityError, YportError
from yport_desktop.exchange import files
from yport_desktop.exchange.identity import KEY_FILE, Identity, is_receiving_key, verify
from yport_desktop.exchange.runs import RUNS_FILE, RunMark, machine_mark
from yport_desktop.exchange.words import WORDS, fingerprint_words


def test_keys_are_made_once_and_stay(tmp_path: Path) -> None:
    first = Identity.load_or_create(tmp_path / "keys")
    again = Identity.load_or_create(tmp_path / "keys")
    assert (first.public_key, first.receiving_key) == (again.public_key, again.receiving_key)
    assert not first.notices and not again.notices
    assert is_receiving_key(first.receiving_key)


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such modes")
def test_only_this_person_reads_the_keys(tmp_path: Path) -> None:
    Identity.load_or_create(tmp_path / "keys")
    assert (tmp_path / "keys" / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700


def test_signature(tmp_path: Path) -> None:
    aya = Identity.load_or_create(tmp_path / "a")
    ben = Identity.load_or_create(tmp_path / "b")
    signature = aya.sign(b"words")
    assert verify(aya.public_key, signature, b"words")
    assert not verify(aya.public_key, signature, b"word")
    assert not verify(ben.public_key, signature, b"words")
    assert not verify(b"short", signature, b"words")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 60_000, b'{"format":1}', b'{"format":2,"signing":"00"}'],
)
def test_a_damaged_key_file_is_set_aside_and_said(tmp_path: Path, content: bytes) -> None:
    Identity.load_or_create(tmp_path)
    (tmp_path / KEY_FILE).write_bytes(content)
    after = Identity.load_or_create(tmp_path)
    (notice,) = after.notices
    assert "set aside" in str(notice)
    kept = tmp_path / dict(notice.details)["name"]
    assert kept.read_bytes() == content
    assert not Identity.load_or_create(tmp_path).notices


def test_a_flipped_key_is_noticed(tmp_path: Path) -> None:
    Identity.load_or_create(tmp_path)
    state = json.loads((tmp_path / KEY_FILE).read_text())
    state["signing"] = ("0" if state["signing"][0] != "0" else "1") + state["signing"][1:]
    (tmp_path / KEY_FILE).write_text(json.dumps(state))
    assert Identity.load_or_create(tmp_path).notices


def test_keys_that_cannot_be_read_now_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).mkdir()
    with pytest.raises(IdentityError):
        Identity.load_or_create(tmp_path)
    assert (tmp_path / KEY_FILE).is_dir()


def test_an_existing_key_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        files.create(tmp_path / KEY_FILE, b"other")
    assert (tmp_path / KEY_FILE).read_bytes() == b"mine"
    assert [p.name for p in tmp_path.iterdir()] == [KEY_FILE]


def test_a_folder_without_links_still_gets_its_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(source: object, target: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(files.os, "link", no_links)
    first = Identity.load_or_create(tmp_path)
    assert Identity.load_or_create(tmp_path).public_key == first.public_key
    with pytest.raises(FileExistsError):
        files.create(tmp_path / KEY_FILE, b"other")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(YportError):
        Identity.load_or_create(tmp_path / "file" / "keys")


def test_read_only_folder_has_its_sentence() -> None:
    error = files.explain(PermissionError(13, "Permission denied"), Path("stick") / "a.yport")
    assert isinstance(error, FolderReadOnly) and "stick" in str(error)


# --- run marks ---------------------------------------------------------------------------


def test_the_database_of_this_run_matches(tmp_path: Path) -> None:
    identity = Identity.load_or_create(tmp_path, machine="m")
    mark = identity.begin_run()
    assert identity.matches(mark) and identity.matches(str(mark))
    assert Identity.load_or_create(tmp_path, machine="m").matches(str(mark))


def test_killed_between_the_two_writes(tmp_path: Path) -> None:
    """The key folder has the new mark, the database still the old one: the same database."""
    identity = Identity.load_or_create(tmp_path, machine="m")
    old = identity.begin_run()
    identity.confirm_run(old)
    new = Identity.load_or_create(tmp_path, machine="m").begin_run()
    restarted = Identity.load_or_create(tmp_path, machine="m")
    assert restarted.matches(old) and restarted.matches(new)
    restarted.confirm_run(new)
    assert restarted.matches(new) and not restarted.matches(old)


def test_a_restored_database_is_noticed(tmp_path: Path) -> None:
    identity = Identity.load_or_create(tmp_path, machine="m")
    backup = identity.begin_run()
    for _ in range(2):
        identity.begin_run()
    assert not identity.matches(backup)


@pytest.mark.parametrize("mark", [None, "", "a", "a.b", "a.b.c", "...", RunMark("a", "b", "c")])
def test_a_database_of_elsewhere_is_noticed(tmp_path: Path, mark: RunMark | str | None) -> None:
    identity = Identity.load_or_create(tmp_path)
    identity.begin_run()
    assert not identity.matches(mark)


def test_a_cloned_laptop_is_noticed(tmp_path: Path) -> None:
    mark = Identity.load_or_create(tmp_path, machine="office").begin_run()
    clone = Identity.load_or_create(tmp_path, machine="hotel")
    assert not clone.matches(mark)
    assert clone.matches(clone.begin_run())


def test_a_damaged_journal_means_a_new_feed_not_a_failure(tmp_path: Path) -> None:
    mark = Identity.load_or_create(tmp_path).begin_run()
    (tmp_path / RUNS_FILE).write_bytes(b"\x00\xff")
    identity = Identity.load_or_create(tmp_path)
    assert not identity.matches(mark)
    assert identity.matches(identity.begin_run())


def test_the_mark_of_a_machine_stays() -> None:
    assert machine_mark() == machine_mark() and len(machine_mark()) == 16


# --- words -------------------------------------------------------------------------------


def test_word_list_can_be_told_apart_by_ear_and_by_eye() -> None:
    assert len(WORDS) == len(set(WORDS)) == 256
    assert len({w[:3] for w in WORDS}) == 256
    assert all(w.isascii() and w.isalpha() and w.islower() and 3 <= len(w) <= 9 for w in WORDS)
    for one, other in combinations((w for w in WORDS), 2):
        if len(one) == len(other):
            assert sum(a != b for a, b in zip(one, other, strict=True)) >= 2, (one, other)


def test_fingerprint_words_stay() -> None:
    """The order of the list is part of the format."""
    assert fingerprint_words(bytes(32)) == "clay-lantern-palace-oasis-torch-kitchen-turtle-blanket"
