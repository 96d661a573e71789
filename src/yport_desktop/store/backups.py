"""Rotating backups beside the store, made before risky steps and restorable from the program."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from yport_desktop.domain.errors import NotFound

from .database import backup_to, open_database, said

KEEP = 12
_STAMP = "%Y%m%d-%H%M%S-%f"


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
        stamp = datetime.now(UTC).strftime(_STAMP)
        safe = "".join(c if c.isalnum() else "-" for c in reason)[:40]
        target = self._folder / f"{stamp}_{safe}.sqlite"
        backup_to(db, target)
        self._rotate()
        return self._describe(target)

    def all(self) -> tuple[Backup, ...]:
        """All backups, newest first."""
        return tuple(self._describe(p) for p in sorted(self._folder.glob("*_*.sqlite"), reverse=True))

    def restore(self, name: str) -> Path:
        """Put a backup in the store's place; what was there is moved aside, never deleted.

        The store must be closed. Returns where the former store lies.
        """
        source = self._folder / Path(name).name
        if not source.exists():
            raise NotFound()
        open_database(source).close()
        with said(self._store):
            aside = self._folder / f"{datetime.now(UTC).strftime(_STAMP)}_replaced.sqlite"
            _copy(self._store, aside)
            fresh = self._store.with_suffix(".restoring")
            fresh.unlink(missing_ok=True)
            _copy(source, fresh)
            for suffix in ("-wal", "-shm"):
                self._store.with_name(self._store.name + suffix).unlink(missing_ok=True)
            fresh.replace(self._store)
        return aside

    def _rotate(self) -> None:
        kept_reasons: set[str] = set()
        for number, backup in enumerate(self.all()):
            if number >= KEEP and backup.reason in kept_reasons:
                backup.path.unlink(missing_ok=True)
            kept_reasons.add(backup.reason)

    def _describe(self, path: Path) -> Backup:
        stamp, _, reason = path.stem.partition("_")
        made = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        return Backup(path, made, reason.replace("-", " "), path.stat().st_size)


def _copy(source: Path, target: Path) -> None:
    """A consistent copy of a closed database, its write-ahead log folded in."""
    reading, writing = sqlite3.connect(source), sqlite3.connect(target)
    try:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")
    finally:
        reading.close()
        writing.close()
