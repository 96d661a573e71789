"""Rotating backups beside the store, made before risky steps and restorable from the program."""

import shutil
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from yport_desktop.domain.errors import NotFound

from .database import backup_to, copy_database, damaged, is_store, open_database, said

KEEP = 12
_STAMP = "%Y%m%d-%H%M%S-%f"
_SIDE_FILES = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Backup:
    """One backup file: when and before what it was made."""

    path: Path
    made_at: datetime
    reason: str
    size: int


class Backups:
    """The backups of one store. Attachments are never changed, so only the database is copied."""

    def __init__(self, store: Path, folder: Path) -> None:
        self._store = store
        self._folder = folder

    def make(self, db: Database, reason: str) -> Backup:
        """Copy the open database; the oldest beyond KEEP go, but never the last one of a reason."""
        with said(self._folder / "x"):
            self._folder.mkdir(parents=True, exist_ok=True)
        made_at = datetime.now(UTC)
        safe = "".join(c if c.isalnum() else "-" for c in reason)[:40]
        target = self._folder / f"{made_at.strftime(_STAMP)}_{safe}.sqlite"
        backup_to(db, target)
        self._rotate()
        return Backup(target, made_at, safe.replace("-", " "), target.stat().st_size)

    def all(self) -> tuple[Backup, ...]:
        """All backups, newest first; other files in the folder are passed over."""
        with said(self._folder / "x"):
            found = [self._describe(path) for path in self._folder.glob("*_*.sqlite")]
        return tuple(sorted((b for b in found if b), key=lambda b: b.path.name, reverse=True))

    def restore(self, name: str) -> Path | None:
        """Put a backup in the store's place; what was there is moved aside, never deleted.

        The store must be closed. Returns where the former store lies, None if there was none. Raises
        NotFound, or StoreError for a backup that cannot be opened; then the store is as it was.
        """
        source = self._folder / Path(name).name
        if not source.is_file():
            raise NotFound()
        fresh = self._store.with_suffix(".restoring")
        try:
            with said(source):
                _remove(fresh)
                _prove(source, fresh)
            with said(self._store):
                aside = self._keep_former() if self._store.exists() else None
                for suffix in _SIDE_FILES:
                    self._store.with_name(self._store.name + suffix).unlink(missing_ok=True)
                fresh.replace(self._store)
        finally:
            _remove(fresh)
        return aside

    def _keep_former(self) -> Path:
        stamp = datetime.now(UTC).strftime(_STAMP)
        aside = self._folder / f"{stamp}_replaced.sqlite"
        try:
            _copy(self._store, aside)
        except sqlite3.DatabaseError:  # damaged, which is why a backup is wanted: keep its very bytes
            _remove(aside)
            aside = self._folder / f"{stamp}_damaged.bytes"
            for suffix in ("", *_SIDE_FILES):
                part = self._store.with_name(self._store.name + suffix)
                if part.exists():
                    shutil.copyfile(part, aside.with_name(aside.name + suffix))
        return aside

    def _rotate(self) -> None:
        kept_reasons: set[str] = set()
        for number, backup in enumerate(self.all()):
            if number >= KEEP and backup.reason in kept_reasons:
                backup.path.unlink(missing_ok=True)
            kept_reasons.add(backup.reason)

    def _describe(self, path: Path) -> Backup | None:
        stamp, _, reason = path.stem.partition("_")
        try:
            made = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        except ValueError:
            return None
        return Backup(path, made, reason.replace("-", " "), path.stat().st_size)


def _prove(source: Path, fresh: Path) -> None:
    """Copy a backup to `fresh` and open it there, so that the backup itself is never written."""
    _copy(source, fresh)
    if not is_store(fresh):
        raise damaged(source)
    db = open_database(fresh)
    try:
        if db.conn.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise damaged(source)
    finally:
        db.close()


def _copy(source: Path, target: Path) -> None:
    reading = sqlite3.connect(source)
    try:
        copy_database(reading, target)
    finally:
        reading.close()


def _remove(path: Path) -> None:
    for suffix in ("", *_SIDE_FILES):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
