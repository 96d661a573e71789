"""Opening the SQLite file: durable, checked, and with every failure turned into a sentence."""

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import isfunction
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils import Database

from yport_desktop.domain.errors import DiskFull, FolderReadOnly, StoreBusy, StoreError, StoreTooNew
from yport_desktop.domain.text import N_

from .schema import SCHEMA_VERSION, migrations

BUSY_MS = 5_000
CACHE_KIB = 16_384
CHECKPOINT_PAGES = 4_000  # 16 MB: an import is not interrupted to fold the write-ahead log back
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}
_DAMAGED = N_("The store {file} is damaged. It was left untouched; an earlier backup can be restored.")
_ROOM = 256 * 1024  # bytes that opening a store takes at least
_MAGIC = b"SQLite format 3\0"
T = TypeVar("T")


def open_database(path: Path) -> Database:
    """The database at `path`, created or migrated. Raises StoreError with a sentence."""
    with said(path):
        if path.exists() and path.stat().st_size:
            is_store(path)
        db = Database(sqlite3.connect(path, isolation_level=None, check_same_thread=False))
        try:
            _configure(db.conn)
            if migrations.pending(db):
                with db.atomic():  # with sqlite-utils' own table: killed in between, nothing is there
                    migrations.apply(db)
                db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except BaseException:
            db.close()
            raise
    return db


def _configure(connection: sqlite3.Connection) -> None:
    # WAL + FULL: a save that was reported as kept survives a power cut.
    for pragma in (
        f"busy_timeout = {BUSY_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        f"cache_size = -{CACHE_KIB}",
        "temp_store = MEMORY",
        f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TEMP TABLE wanted (id INTEGER PRIMARY KEY)")


def is_store(path: Path) -> bool:
    """True for a store, False for a database without any table. Looks without touching.

    Raises StoreTooNew for a newer program's store, StoreError for somebody else's file.
    """
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise damaged(path)
    # Without a log beside it, "immutable" keeps SQLite from leaving empty ones there.
    look = "mode=ro" if path.with_name(path.name + "-wal").exists() else "mode=ro&immutable=1"
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{look}", uri=True)
    try:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")}
        if not tables:
            return False
        version = _version(connection) if {"meta", "segment"} <= tables else None
    finally:
        connection.close()
    if version is None:
        raise StoreError(N_("The file {file} is not a Y-PORT store. It was left untouched."), file=path.name)
    if version > SCHEMA_VERSION:
        raise StoreTooNew()
    return True


def _version(connection: sqlite3.Connection) -> int | None:
    columns = {row[1] for row in connection.execute("PRAGMA table_info(meta)")}
    if not {"key", "value"} <= columns:
        return None
    row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    return int(row[0]) if row and str(row[0]).isdecimal() else None


@contextmanager
def transaction(db: Database, path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction; rolled back whole on any exception."""
    connection = db.conn
    with said(path):
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def said(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into our errors."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise _explained(error, path) from error


def speaking(kind: type[T]) -> type[T]:
    """Class decorator: `said` round every public method of a class that has a `_path`."""
    for name, member in list(vars(kind).items()):
        if isfunction(member) and not name.startswith("_"):
            setattr(kind, name, _speaking(member))
    return kind


def _speaking(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def speak(self: Any, *arguments: Any, **named: Any) -> Any:
        try:
            return method(self, *arguments, **named)
        except (sqlite3.Error, OSError) as error:
            raise _explained(error, self._path) from error

    return speak


def damaged(path: Path) -> StoreError:
    """The sentence for a file that is no sound database."""
    return StoreError(_DAMAGED, file=path.name)


def _explained(error: sqlite3.Error | OSError, path: Path) -> StoreError:
    if isinstance(error, OSError):
        if error.errno in _FULL:
            return DiskFull()
        return FolderReadOnly(folder=str(path.parent)) if error.errno in _REFUSED else StoreError()
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_FULL") or (name.startswith("SQLITE_IOERR") and _no_room(path)):
        return DiskFull()
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return FolderReadOnly(folder=str(path.parent))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreBusy()
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_SHORT_READ")):
        return damaged(path)
    return StoreError()


def _no_room(path: Path) -> bool:
    """Where the shared memory beside the file cannot grow, SQLite speaks of an I/O error only."""
    try:
        return shutil.disk_usage(path.parent).free < _ROOM
    except OSError:
        return False


def backup_to(db: Database, target: Path) -> None:
    """A consistent copy of the open database at `target`, complete or absent."""
    partial = target.with_suffix(target.suffix + ".part")
    with said(target):
        partial.unlink(missing_ok=True)
        try:
            copy_database(db.conn, partial)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)


def copy_database(source: sqlite3.Connection, target: Path) -> None:
    """Copy an open database into a new file, its write-ahead log folded in."""
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
