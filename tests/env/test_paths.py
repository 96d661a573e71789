"""Profile folders, and the folders in which a database is not safe."""

import os
from pathlib import Path

import pytest

from yport_desktop.domain.errors import FolderReadOnly
from yport_desktop.env.paths import Profile, profile_in, standard_profile, synced_by


def within(inner: Path, outer: Path) -> bool:
    return outer == inner or outer in inner.parents


@pytest.mark.parametrize("profile", [standard_profile(), profile_in(Path("trial"))], ids=["own", "trial"])
def test_keys_never_lie_with_the_store(profile: Profile) -> None:
    assert not within(profile.keys, profile.data)
    assert not within(profile.data, profile.keys)
    assert len(set(profile.folders)) == 5
    assert all(folder.is_absolute() for folder in profile.folders)


def test_prepare_creates_all_and_may_be_repeated(tmp_path: Path) -> None:
    profile = profile_in(tmp_path / "new" / "profile")
    profile.prepare()
    profile.prepare()
    assert all(folder.is_dir() for folder in profile.folders)
    if os.name == "posix":
        assert profile.keys.stat().st_mode & 0o077 == 0


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(FolderReadOnly, match="taken"):
        profile_in(tmp_path / "taken").prepare()


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Users/keiko/OneDrive/Y-PORT", "OneDrive"),
        ("Users/keiko/OneDrive - City of Yokohama/Documents", "OneDrive"),
        ("Users/keiko/Dropbox (Personal)/store", "Dropbox"),
        ("home/keiko/Nextcloud/store", "Nextcloud"),
        ("Users/keiko/Library/Mobile Documents/com~apple~CloudDocs/y", "iCloud Drive"),
        ("Users/keiko/Library/CloudStorage/GoogleDrive-k@example.org/My Drive", "Google Drive"),
        ("Users/keiko/iCloudDrive/store", "iCloud Drive"),
        ("Users/keiko/Documents/store", None),
        ("Users/keiko/Dropboxes/store", None),
        ("Users/keiko/boxes and drives", None),
    ],
)
def test_synced_folders_are_known_by_name(tmp_path: Path, folder: str, service: str | None) -> None:
    assert synced_by(tmp_path / folder, {}) == service


def test_synced_folders_are_known_by_the_environment(tmp_path: Path) -> None:
    cloud = tmp_path / "Wolke"
    assert synced_by(cloud / "store", {"OneDriveCommercial": str(cloud)}) == "OneDrive"
    assert synced_by(tmp_path / "store", {"OneDriveCommercial": str(cloud), "OneDrive": ""}) is None


@pytest.mark.parametrize(
    ("marker", "service"),
    [(".dropbox", "Dropbox"), (".sync_a1b2.db", "Nextcloud"), (".stfolder", "Syncthing")],
)
def test_synced_folders_are_known_by_marker_files(tmp_path: Path, marker: str, service: str) -> None:
    (tmp_path / marker).write_text("")
    assert synced_by(tmp_path / "deep" / "store", {}) == service
