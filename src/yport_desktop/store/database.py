"""Opening the SQLite file: durable, checked, and with every failure turned into a sentence."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from yport_desktop.domain.errors import DiskFull, FolderReadOnly, StoreBusy, StoreError, StoreTooNew
from yport_desktop.domain.text import N_

from .schema import SCHEMA_VERSION, migrations

BUSY_MS = 5_000
CACHE_KIB = 16_384


def open_database(path: Path) -> Database:
    """The database at `path`, created or migrated. Raises StoreError with a sentence."""
    with said(path):
        if path.exists() and path.stat().st_size:
            _refuse_newer(path)
        db = Database(sqlite3.connect(path, isolation_level=None, check_same_thread=False))
        try:
            _configure(db.conn)
            if migrations.pending(db):
                migrations.apply(db)
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
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TEMP TABLE wanted (id INTEGER PRIMARY KEY)")


def _refuse_newer(path: Path) -> None:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")}
        if not tables:
            return
        if "meta" not in tables:
            raise StoreError(
                N_("The file {file} is not a Y-PORT store. It was left untouched."), file=path.name
            )
        row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        if row and int(row[0]) > SCHEMA_VERSION:
            raise StoreTooNew()
    finally:
        connection.close()


@contextmanager
def transaction(db: Database, path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction; rolled back whole on any exception."""
    connection = db.conn
    with said(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
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
    except sqlite3.DatabaseError as error:
        raise _sentence(error, path) from error
    except PermissionError as error:
        raise FolderReadOnly(folder=str(path.parent)) from error
    except OSError as error:
        raise (DiskFull() if error.errno == 28 else StoreError()) from error


def _sentence(error: sqlite3.DatabaseError, path: Path) -> StoreError:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_FULL"):
        return DiskFull()
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return FolderReadOnly(folder=str(path.parent))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreBusy()
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return StoreError(
            N_(
                "The store {file} is damaged. It was left untouched; "
                "restore a backup under Settings, Backups."
            ),
            file=path.name,
        )
    return StoreError()


def backup_to(db: Database, target: Path) -> None:
    """A consistent copy of the open database at `target`, complete or absent."""
    partial = target.with_suffix(target.suffix + ".part")
    with said(target):
        partial.unlink(missing_ok=True)
        copy = sqlite3.connect(partial)
        try:
            db.conn.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
        partial.replace(target)
