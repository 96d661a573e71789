"""Limits and damage of the log: refused before anything is written, found by the check."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.domain.changes import KIND, Edit
from yport_desktop.domain.errors import BundleDamaged, DiskFull, NotFound, StoreError
from yport_desktop.store import Store
from yport_desktop.store.checking import state
from yport_desktop.store.names import field_ids, json_text, json_texts

from .installations import SPACE, Laptop, genuine
from .test_merge import RECORDS
from .test_opening import AUTHOR, child


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    opened = Laptop(tmp_path, 1)
    opened.store.commit(SPACE, [Edit(RECORDS[0], KIND, "note"), Edit(RECORDS[0], "a", "old")], "Make a note")
    return opened


def test_too_many_field_names_are_refused_before_any_is_made(laptop: Laptop) -> None:
    connection = laptop.store.database.conn
    count = "SELECT count(*), max(id) FROM field"
    (before, _) = connection.execute(count).fetchone()
    room = (1 << 16) - 1 - before
    connection.execute("BEGIN")
    with pytest.raises(BundleDamaged):
        field_ids(connection, {f"n{i}" for i in range(room + 1)})
    assert connection.execute(count).fetchone()[0] == before
    ids = field_ids(connection, {f"n{i}" for i in range(room)} | {"a"})
    assert max(ids.values()) == (1 << 16) - 1 and len(ids) == room + 1
    with pytest.raises(BundleDamaged):
        field_ids(connection, {"one more"})
    assert field_ids(connection, {"n0", "a"}) == {"n0": ids["n0"], "a": ids["a"]}
    connection.execute("ROLLBACK")


def test_a_save_that_fails_half_way_leaves_nothing(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(laptop.store.database.conn)
    edits = [Edit(RECORDS[1], KIND, "note"), Edit(RECORDS[1], "a", {1, 2})]
    with pytest.raises(TypeError):
        laptop.store.commit(SPACE, edits)
    assert state(laptop.store.database.conn) == before
    assert laptop.store.check().sound


def test_labels_fit_into_a_segment_whatever_they_hold(laptop: Laptop) -> None:
    laptop.store.commit(SPACE, [Edit(RECORDS[0], "a", "1")], "\ud83d half an emoji" + "語" * 500)
    laptop.store.commit(SPACE, [Edit(RECORDS[0], "a", "\ud83d")])
    laptop.segments()
    assert laptop.store.check(genuine).sound


def test_a_space_that_is_not_here(laptop: Laptop) -> None:
    with pytest.raises(NotFound):
        laptop.store.commit(RECORDS[3], [Edit(RECORDS[0], "a", "1")])


@pytest.mark.parametrize("place", [3, 40, -1])
def test_a_damaged_segment_is_a_finding_of_the_check(laptop: Laptop, place: int) -> None:
    laptop.segments()
    connection = laptop.store.database.conn
    ((identity, body),) = connection.execute("SELECT id, body FROM segment_body").fetchall()
    broken = bytearray(body)
    broken[place] ^= 1
    connection.execute("UPDATE segment_body SET body = ? WHERE id = ?", [bytes(broken), identity])
    faults = laptop.store.check(genuine).faults
    assert any("content and name differ" in fault for fault in faults)


def test_a_projection_that_was_tampered_with_is_found_and_rebuilt(laptop: Laptop) -> None:
    laptop.segments()
    laptop.store.database.conn.execute("UPDATE p_cell SET value = '\"forged\"' WHERE value = '\"old\"'")
    assert laptop.store.check(genuine).faults == ["rebuild: heads differs"]
    laptop.store.rebuild()
    assert laptop.store.check(genuine).sound
    assert laptop.store.read.record(RECORDS[0]).values["a"] == "old"


# The file may not grow beyond a bound in this child: what a full disk does, on any machine.
_FULL = """
import resource, signal, sys; from pathlib import Path; from uuid import UUID
from yport_desktop.domain.changes import KIND, Edit
from yport_desktop.domain.errors import StoreError
from yport_desktop.store import Store
store = Store(Path(sys.argv[1]), bytes(32)); space = UUID(int=9); store.add_space(space)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))
kept = 0
for n in range(200):
    try:
        store.commit(space, [Edit(UUID(int=n + 10), KIND, "note"), Edit(UUID(int=n + 10), "a", "x" * 9000)])
    except StoreError as error:
        print("refused", type(error).__name__); break
    kept = n + 1
assert store.read.count(space, "note") == kept, "the failed save left something"
print("kept", kept)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.commit(space, [Edit(UUID(int=9999), KIND, "note")])
assert store.check().sound
print("sound", store.read.count(space, "note") == kept + 1)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit on Windows")
def test_where_no_file_can_grow_saves_are_refused_whole_and_nothing_is_lost(tmp_path: Path) -> None:
    done = child(_FULL, tmp_path)
    lines = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    assert lines.get("refused") and int(lines["kept"]) > 5 and lines["sound"] == "True", done.stderr
    store = Store(tmp_path, AUTHOR)
    assert store.check().sound and store.read.count(store.spaces()[0].id, "note") == int(lines["kept"]) + 1
    store.close()


def test_a_full_database_says_that_the_disk_is_full(laptop: Laptop) -> None:
    connection = laptop.store.database.conn
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    before = state(connection)
    with pytest.raises(DiskFull):
        laptop.store.commit(SPACE, [Edit(RECORDS[1], KIND, "note"), Edit(RECORDS[1], "a", "x" * 90_000)])
    with pytest.raises(DiskFull):
        laptop.store.seal(SPACE, lambda message: bytes(64_000))
    assert state(connection) == before
    connection.execute("PRAGMA max_page_count = 4294967294")
    laptop.store.commit(SPACE, [Edit(RECORDS[1], KIND, "note")])
    assert laptop.store.check().sound


def test_what_sqlite_says_while_reading_is_a_sentence_too(laptop: Laptop) -> None:
    laptop.store.database.conn.execute("DROP TABLE p_cell")
    with pytest.raises(StoreError):
        laptop.store.read.record(RECORDS[0])
    with pytest.raises(StoreError):
        laptop.store.commit(SPACE, [Edit(RECORDS[0], "a", "1")])


NASTY = [
    '"\n"',
    'a"\n"b',
    '"',
    "\\",
    '\\"',
    "\n",
    "",
    "ごみ",
    "\u2028",
    "\x7f",
    "\ud800",
    "\0",
    None,
    "plain",
    {"a": ["x"]},
]


@given(st.lists(st.sampled_from(NASTY) | st.text(max_size=4), max_size=6))
def test_many_values_are_written_as_each_alone(values: list[object]) -> None:
    texts = json_texts(values)
    assert texts == [json_text(v) for v in values]
    assert [json.loads(text) for text in texts] == values
