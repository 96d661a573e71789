"""Attachments: complete or absent, checked when read."""

import errno
import hashlib
from pathlib import Path

import pytest

from yport_desktop.domain.errors import DiskFull, FolderReadOnly
from yport_desktop.store.blobs import BlobFolder

PHOTO = bytes(range(256)) * 40
NAME = hashlib.sha256(PHOTO).hexdigest()


def test_kept_and_read_again(tmp_path: Path) -> None:
    blobs = BlobFolder(tmp_path)
    assert (blobs.get(NAME), blobs.has(NAME), blobs.size(NAME)) == (None, False, 0)
    assert blobs.put(PHOTO) == blobs.put(PHOTO) == NAME
    assert (blobs.get(NAME), blobs.size(NAME), list(blobs.names())) == (PHOTO, len(PHOTO), [NAME])


@pytest.mark.parametrize(
    ("number", "refusal"),
    [(errno.ENOSPC, DiskFull), (errno.EROFS, FolderReadOnly), (errno.EACCES, FolderReadOnly)],
)
def test_an_interrupted_write_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, refusal: type[Exception]
) -> None:
    blobs = BlobFolder(tmp_path)

    def fail(_: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr("yport_desktop.store.blobs.os.fsync", fail)
    with pytest.raises(refusal):
        blobs.put(PHOTO)
    assert not blobs.has(NAME)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_what_a_killed_program_left_is_passed_over(tmp_path: Path) -> None:
    blobs = BlobFolder(tmp_path)
    blobs.put(PHOTO)
    (blobs.path(NAME).parent / ".0123456789abcdef0123456789abcdef.part").write_bytes(PHOTO[:99])
    assert list(blobs.names()) == [NAME]


def test_a_damaged_file_is_not_handed_out_and_mended_when_it_comes_again(tmp_path: Path) -> None:
    blobs = BlobFolder(tmp_path)
    blobs.put(PHOTO)
    for damage in (b"", PHOTO[:-1], PHOTO[:-1] + b"x"):
        blobs.path(NAME).write_bytes(damage)
        assert blobs.get(NAME) is None
        blobs.put(PHOTO)
        assert blobs.get(NAME) == PHOTO


@pytest.mark.parametrize("name", ["", "x" * 64, NAME.upper(), NAME + "/", "../" + NAME[3:], NAME[:-1] + "\n"])
def test_only_hashes_are_names(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        BlobFolder(tmp_path).path(name)


def test_many_are_looked_up_at_once(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path / "files")
    names = [folder.put(bytes([i]) * i) for i in range(5)]
    asked = [*names, "ab" * 32]
    assert folder.here(asked) == set(names) and folder.here([]) == set()
    assert folder.sizes(asked) == {name: i for i, name in enumerate(names)}
    assert folder.sizes(asked) == {n: folder.size(n) for n in names}
