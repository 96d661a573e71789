"""Whatever lies where the store should be: it opens, or a sentence says why and nothing is touched."""

import hashlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from yport_desktop import bootstrap
from yport_desktop.domain.changes import KIND, Edit
from yport_desktop.domain.errors import FolderReadOnly, StoreBusy, StoreError, StoreTooNew
from yport_desktop.env.paths import profile_in
from yport_desktop.store import Store
from yport_desktop.store.database import said
from yport_desktop.store.schema import SCHEMA_VERSION
from yport_desktop.store.store import FILE_NAME

from .installations import SPACE, Laptop
from .test_merge import RECORDS

AUTHOR = bytes(32)
ROOT = Path(__file__).parents[2]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(folder: Path, kind: type[StoreError] = StoreError) -> str:
    """The sentence with which the store in `folder` is refused; its file must stay as it is."""
    before = digest(folder / FILE_NAME)
    with pytest.raises(kind) as error:
        Store(folder, AUTHOR)
    assert digest(folder / FILE_NAME) == before
    assert [p.name for p in folder.iterdir()] == [FILE_NAME]
    return str(error.value)


def foreign(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / FILE_NAME)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_newer_programs_store(tmp_path: Path) -> None:
    Store(tmp_path, AUTHOR).close()
    foreign(tmp_path, f"UPDATE meta SET value = '{SCHEMA_VERSION + 1}' WHERE key = 'schema'")
    assert "newer version" in refused(tmp_path, StoreTooNew)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE photos (id INTEGER)",
        "CREATE TABLE meta (key TEXT, value TEXT)",
        "CREATE TABLE meta (name TEXT)",
    ],
)
def test_somebody_elses_database(tmp_path: Path, statement: str) -> None:
    foreign(tmp_path, statement)
    assert "is not a Y-PORT store" in refused(tmp_path)


@pytest.mark.parametrize("version", ["'one'", "NULL", "x'00'"])
def test_a_store_without_a_readable_version(tmp_path: Path, version: str) -> None:
    foreign(
        tmp_path,
        "CREATE TABLE meta (key TEXT, value)",
        "CREATE TABLE segment (id)",
        f"INSERT INTO meta VALUES ('schema', {version})",
    )
    assert "is not a Y-PORT store" in refused(tmp_path)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" * 900, b"SQLite format 3\0" + bytes(900), b"x"])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert "damaged" in refused(tmp_path)


def filled(folder: Path) -> Path:
    """A store of some hundred records, closed."""
    store = Store(folder, AUTHOR)
    store.add_space(SPACE)
    for record in RECORDS:
        store.commit(
            SPACE, [Edit(record, KIND, "note"), *(Edit(record, f"f{n}", "x" * 99) for n in range(99))]
        )
    store.close()
    return folder / FILE_NAME


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_store_ends_in_a_sentence_never_in_a_traceback(tmp_path: Path, part: float) -> None:
    path = filled(tmp_path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    with pytest.raises(StoreError):
        survey(tmp_path)


@pytest.mark.parametrize("seed", range(12))
def test_a_page_overwritten_with_rubbish_is_reported_by_check_or_by_the_read(
    tmp_path: Path, seed: int
) -> None:
    path = filled(tmp_path)
    content = bytearray(path.read_bytes())
    pages = len(content) // 4096
    start = 4096 * (1 + seed * (pages - 2) // 11)
    content[start : start + 4096] = hashlib.sha256(bytes([seed])).digest() * 128
    path.write_bytes(content)
    try:
        assert not survey(tmp_path)
    except StoreError as error:
        assert str(error)


def survey(folder: Path) -> bool:
    """Open, read everything and check; whether all is sound."""
    store = Store(folder, AUTHOR)
    try:
        store.read.records(SPACE, "note")
        store.read.several(RECORDS)
        store.read.history(RECORDS[0], "f1")
        store.have_list(SPACE)
        return store.check().sound
    finally:
        store.close()


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    """What is left where the program was killed before the first table was made."""
    (tmp_path / FILE_NAME).touch()
    Store(tmp_path, AUTHOR).close()
    (tmp_path / "wal").mkdir()
    foreign(tmp_path / "wal", "PRAGMA journal_mode = WAL")
    Store(tmp_path / "wal", AUTHOR).close()


def test_killed_while_the_tables_are_made_nothing_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A half-made store would be taken for somebody else's file for ever."""

    class Killed(BaseException):
        pass

    def die(self: object, *_: object) -> None:
        raise Killed

    monkeypatch.setattr("sqlite_utils.migrations.Migrations._record_applied", die)
    with pytest.raises(Killed):
        Store(tmp_path, AUTHOR)
    monkeypatch.undo()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
    Store(tmp_path, AUTHOR).close()


def test_a_folder_that_cannot_be_made_or_written(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("x")
    for folder in (tmp_path / "a file", tmp_path / "a file" / "below"):
        with pytest.raises(FolderReadOnly):
            Store(folder, AUTHOR)
        with pytest.raises(FolderReadOnly):
            bootstrap.open_desk(profile_in(folder))


def test_a_store_file_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(StoreError):
        Store(tmp_path, AUTHOR)


# Runs in a child: as an ordinary person where the tests run as root, whom no permission stops.
_READ_ONLY = """
import os, sys; from pathlib import Path
from yport_desktop.domain.errors import FolderReadOnly
from yport_desktop.store import Store
folder = Path(sys.argv[1])
Store(folder, bytes(32)).close()
for path in folder.iterdir():
    path.chmod(0o444)
folder.chmod(0o555)
if os.geteuid() == 0:
    os.seteuid(65534)
try:
    Store(folder, bytes(32))
except FolderReadOnly as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of Unix")
def test_a_store_in_a_folder_one_may_only_read() -> None:
    with tempfile.TemporaryDirectory() as base:
        Path(base).chmod(0o755)
        done = child(_READ_ONLY, Path(base) / "read only")
        assert "read only cannot be written" in done.stdout, done.stderr
        (Path(base) / "read only").chmod(0o755)


def child(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT / "src",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_second_process_is_kept_out_and_let_in_afterwards(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    program = (
        "import sys; from pathlib import Path; from yport_desktop import bootstrap\n"
        "from yport_desktop.env.paths import profile_in\n"
        "bootstrap.open_desk(profile_in(Path(sys.argv[1])))\n"
    )
    desk = bootstrap.open_desk(profile_in(profile))
    assert "StoreBusy" in child(program, profile).stderr
    desk.close()
    done = child(program, profile)
    assert done.returncode == 0, done.stderr
    bootstrap.open_desk(profile_in(profile)).close()


def test_a_writer_of_another_program_is_waited_for_then_named(tmp_path: Path) -> None:
    Store(tmp_path, AUTHOR).close()
    other = sqlite3.connect(tmp_path / FILE_NAME)
    other.execute("BEGIN IMMEDIATE")
    store = Store(tmp_path, AUTHOR)
    store.database.conn.execute("PRAGMA busy_timeout = 10")
    with pytest.raises(StoreBusy):
        store.set_note("a", "b")
    other.rollback()
    other.close()
    store.set_note("a", "b")
    assert store.note("a") == "b"
    store.close()


def test_a_cloned_laptop_forks_and_both_feeds_are_kept(tmp_path: Path) -> None:
    """Two machines with one disk image write the same number of one feed."""
    roster: set[bytes] = set()
    one, hub = Laptop(tmp_path, 1, roster), Laptop(tmp_path, 2, roster)
    one.store.commit(SPACE, [Edit(RECORDS[0], KIND, "note")])
    hub.take(one.segments())
    one.store.close()
    shutil.copytree(tmp_path / "laptop-1", tmp_path / "elsewhere" / "laptop-1")
    one, clone = Laptop(tmp_path, 1, roster), Laptop(tmp_path / "elsewhere", 1, roster)
    one.write(RECORDS[0], "a", "at the desk")
    clone.write(RECORDS[0], "b", "on the road")
    first = hub.store.receive(SPACE, one.segments(), lambda: roster)
    second = hub.store.receive(SPACE, clone.segments(), lambda: roster)
    assert (first.forks, [number for _, number in second.forks]) == ((), [2])
    assert hub.store.read.record(RECORDS[0]).values == {"a": "at the desk", "b": "on the road"}
    for laptop in (one, clone):
        laptop.take(hub.segments())
        assert laptop.store.fingerprint(SPACE) == hub.store.fingerprint(SPACE)
        assert laptop.store.have_list(SPACE) == hub.store.have_list(SPACE)
        assert laptop.store.check().sound
        laptop.store.close()
    hub.store.close()


def test_an_input_output_error_on_a_full_disk_says_that_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where its shared memory cannot grow SQLite says "disk I/O error" only."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
    for free, sentence in ((0, "disk is full"), (1 << 40, "could not be written")):
        monkeypatch.setattr("shutil.disk_usage", lambda _, free=free: SimpleNamespace(free=free))
        with pytest.raises(StoreError, match=sentence), said(tmp_path / FILE_NAME):
            raise error
