"""Local integers for what the log names by uuid, hash or text."""

import json
import sqlite3
from collections.abc import Sequence
from uuid import uuid4

from yport_desktop.domain.canonical import dumps
from yport_desktop.domain.errors import BundleDamaged

from .fold import FIELD_BITS

OPEN, APPLIED, HELD, NAMED = 0, 1, 2, 3  # segment.state; NAMED: only its hash is known


def json_text(value: object) -> str:
    """A cell's value as canonical JSON text that SQLite can hold."""
    if type(value) is str:
        text = _quote(value)
    elif value is None:
        return "null"
    else:
        text = dumps(value)
    return text if text.isascii() or _encodable(text) else json.dumps(value, sort_keys=True)


def json_texts(values: list[object]) -> list[str]:
    """`json_text` of each; at once where all are plain text that needs no escapes."""
    plain = [v for v in values if type(v) is str]
    if plain and len(plain) == len(values):
        joined = '"\n"'.join(plain)
        bare = joined.replace('"\n"', "")
        alone = len(joined) - len(bare) == 3 * (len(plain) - 1)  # no value holds the separator itself
        if alone and bare.isprintable() and '"' not in bare and "\\" not in bare:
            return f'"{joined}"'.split("\n")
    return list(map(json_text, values))


def plain_label(label: str) -> str:
    """A save's label as a segment may hold it: short, and without halves of characters."""
    return label.encode("utf-8", "replace").decode()[:400]


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


_quote = json.encoder.encode_basestring


def record_ids(connection: sqlite3.Connection, space: int, uuids: Sequence[bytes]) -> list[int]:
    """Local ids of many records, new ones made."""
    known = _known_ids(connection, space, uuids)
    new = [(u, space) for u in uuids if u not in known]
    if new:
        connection.executemany("INSERT OR IGNORE INTO record (uuid, space) VALUES (?, ?)", new)
        known |= _known_ids(connection, space, [u for u, _ in new])
    return [known[u] for u in uuids]


def _known_ids(connection: sqlite3.Connection, space: int, uuids: Sequence[bytes]) -> dict[bytes, int]:
    known: dict[bytes, int] = {}
    for start in range(0, len(uuids), 500):
        chunk = uuids[start : start + 500]
        marks = ",".join("?" * len(chunk))
        query = f"SELECT uuid, id FROM record WHERE space = ? AND uuid IN ({marks})"
        known.update(connection.execute(query, [space, *chunk]))
    return known


def field_ids(connection: sqlite3.Connection, names: set[str]) -> dict[str, int]:
    """Local ids of field names, new ones made. Raises BundleDamaged before there are too many."""
    ids = dict(connection.execute("SELECT name, id FROM field"))
    new = sorted(names - ids.keys())
    if len(ids) + len(new) >= 1 << FIELD_BITS:
        raise BundleDamaged()
    connection.executemany("INSERT INTO field (name) VALUES (?)", [(n,) for n in new])
    if new:
        ids = dict(connection.execute("SELECT name, id FROM field"))
    return {n: ids[n] for n in names}


def segment_id(connection: sqlite3.Connection, space: int, identity: bytes) -> int:
    """Local id of a segment by hash; one that is only named so far gets a row too."""
    row = connection.execute("SELECT id FROM segment WHERE hash = ?", [identity]).fetchone()
    if row:
        return int(row[0])
    cursor = connection.execute(
        "INSERT INTO segment (hash, space, state) VALUES (?, ?, ?)", [identity, space, NAMED]
    )
    return int(cursor.lastrowid or 0)


def feed_id(
    connection: sqlite3.Connection, space: int, uuid: bytes, circle: str, author: bytes, mine: bool = False
) -> int:
    """Local id of a feed, made if new. One author's in one space and circle."""
    row = connection.execute(
        "SELECT id FROM feed WHERE uuid = ? AND author = ? AND space = ? AND circle = ?",
        [uuid, author, space, circle],
    ).fetchone()
    if row:
        return int(row[0])
    cursor = connection.execute(
        "INSERT INTO feed (uuid, space, circle, author, mine) VALUES (?, ?, ?, ?, ?)",
        [uuid, space, circle, author, mine],
    )
    return int(cursor.lastrowid or 0)


def my_feed(connection: sqlite3.Connection, space: int, author: bytes, circle: str = "") -> int:
    """The feed this installation writes in that space and circle."""
    row = connection.execute(
        "SELECT id FROM feed WHERE space = ? AND circle = ? AND author = ? AND mine = 1",
        [space, circle, author],
    ).fetchone()
    return int(row[0]) if row else feed_id(connection, space, uuid4().bytes, circle, author, mine=True)


def leave_feed(connection: sqlite3.Connection, segment: int, author: bytes) -> int:
    """An open segment, and what is written from now on in its circle, goes on in a new feed: its id."""
    query = "SELECT f.id, f.space, f.circle FROM segment s JOIN feed f ON f.id = s.feed WHERE s.id = ?"
    former, space, circle = connection.execute(query, [segment]).fetchone()
    connection.execute("UPDATE feed SET mine = 0 WHERE id = ?", [former])
    feed = my_feed(connection, space, author, circle)
    connection.execute("UPDATE segment SET feed = ? WHERE id = ?", [feed, segment])
    return feed
