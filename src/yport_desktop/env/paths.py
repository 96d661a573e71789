"""The folders of a profile: where one installation keeps its store, keys, settings and logs."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from yport_desktop.domain.errors import FolderReadOnly

PROGRAM = "Y-PORT Desktop"


@dataclass(frozen=True)
class Profile:
    """The folders of one profile.

    `data` holds the store, attachments and backups; `keys` lies outside it, so that a copied or
    restored store never brings an identity along; `settings` holds the person's choices and the
    window's state; `cache` may be deleted at any time. A profile `in_one_folder` is whole by itself:
    what belongs to it is not put anywhere else unless the person says so.
    """

    data: Path
    keys: Path
    settings: Path
    cache: Path
    logs: Path
    in_one_folder: bool = False

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders of the profile."""
        return (self.data, self.keys, self.settings, self.cache, self.logs)

    def prepare(self) -> None:
        """Create the folders that are not there yet; keys readable by this person only.

        Raises FolderReadOnly when one of them cannot be created or written.
        """
        for folder in self.folders:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise FolderReadOnly(folder=folder) from error
            if not os.access(folder, os.W_OK):
                raise FolderReadOnly(folder=folder)
        try:
            self.keys.chmod(0o700)
        except OSError as error:
            raise FolderReadOnly(folder=self.keys) from error


def standard_profile() -> Profile:
    """The profile of the person who is logged in, at the places the system provides."""
    folders = platformdirs.PlatformDirs(PROGRAM, appauthor=False, roaming=False)
    return Profile(
        data=folders.user_data_path / "store",
        keys=folders.user_config_path / "keys",
        settings=folders.user_config_path / "settings",
        cache=folders.user_cache_path / "cache",
        logs=folders.user_log_path,
    )


def profile_in(folder: Path) -> Profile:
    """A profile that lives in one folder: for trying things out, tests and demonstrations."""
    folder = folder.expanduser().absolute()
    return Profile(
        data=folder / "store",
        keys=folder / "keys",
        settings=folder / "settings",
        cache=folder / "cache",
        logs=folder / "logs",
        in_one_folder=True,
    )


# Folder names by which the clients of these services are known, in lower case. A name followed by
# " - ", " (" or "-" and more ("OneDrive - City of Yokohama", "GoogleDrive-a@b.jp") counts as well.
_FOLDER_NAMES: dict[str, str] = {
    "onedrive": "OneDrive",
    "skydrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "box sync": "Box",
    "box-box": "Box",
    "mega": "MEGA",
    "megasync": "MEGA",
    "pclouddrive": "pCloud",
    "syncthing": "Syncthing",
}
# Files or folders (patterns) that the clients keep at the top of what they synchronise.
_MARKERS: tuple[tuple[str, str], ...] = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".sync_*.db", "Nextcloud"),
    ("._sync_*.db", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".stfolder", "Syncthing"),
    (".tmp.drivedownload", "Google Drive"),
)
_ENVIRONMENT: tuple[str, ...] = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def synced_by(folder: Path, environment: Mapping[str, str] | None = None) -> str | None:
    """The name of the service that synchronises this folder, or None.

    A database in such a folder is sooner or later damaged, because the service copies it while it
    is being written. Judged by the environment, the folder names on the way and marker files.
    """
    environment = os.environ if environment is None else environment
    folder = folder.expanduser().absolute()
    upwards = (folder, *folder.parents)
    for variable in _ENVIRONMENT:
        root = environment.get(variable)
        if root and Path(root).absolute() in upwards:
            return "OneDrive"
    for part in upwards:
        if service := _service_by_name(part.name.lower()):
            return service
    return next((service for part in upwards if (service := _service_by_marker(part))), None)


def _service_by_name(name: str) -> str | None:
    for known, service in _FOLDER_NAMES.items():
        if name == known or name.startswith((f"{known} - ", f"{known} (", f"{known}-")):
            return service
    return None


def _service_by_marker(folder: Path) -> str | None:
    for pattern, service in _MARKERS:
        try:
            if next(folder.glob(pattern), None) is not None:
                return service
        except OSError:
            return None
    return None
