"""Changes that are not sealed yet go into another circle: nobody was sent them, so nothing is said twice."""

import sqlite3
from collections.abc import Collection

from .fold import FIELD_BITS, FIELD_MASK, want
from .names import OPEN


def move_open(connection: sqlite3.Connection, space: int, records: Collection[int], target: int) -> None:
    """The open changes of these records (local ids) move into the open segment `target`.

    What they replace stays: a change never names an open segment. Open segments add nothing to the
    fingerprint, so that it stays too.
    """
    want(connection, records)
    query = (
        "SELECT DISTINCT c.segment FROM wanted w JOIN change c ON c.record = w.id"
        " JOIN segment s ON s.id = c.segment WHERE s.space = ? AND s.state = ? AND s.id <> ?"
    )
    for (source,) in connection.execute(query, [space, OPEN, target]).fetchall():
        _move(connection, source, target)


def _move(connection: sqlite3.Connection, source: int, target: int) -> None:
    mine = "record IN (SELECT id FROM wanted)"
    saves = connection.execute(
        f"SELECT DISTINCT s.id, s.at, s.label FROM save s JOIN change c ON c.save = s.id"
        f" WHERE c.segment = ? AND c.{mine} ORDER BY s.id",
        [source],
    ).fetchall()
    for save, at, label in saves:
        cursor = connection.execute(
            "INSERT INTO save (segment, at, label) VALUES (?, ?, ?)", [target, at, label]
        )
        connection.execute(
            f"UPDATE change SET segment = ?, save = ? WHERE segment = ? AND save = ? AND {mine}",
            [target, cursor.lastrowid, source, save],
        )
        if not connection.execute("SELECT 1 FROM change WHERE save = ? LIMIT 1", [save]).fetchone():
            connection.execute("DELETE FROM save WHERE id = ?", [save])
    span = f"BETWEEN (w.id << {FIELD_BITS}) AND (w.id << {FIELD_BITS} | {FIELD_MASK})"
    for table, cell in (("p_cell", "id"), ("p_rival", "cell"), ("p_said", "cell")):
        theirs = f"SELECT c.{cell} FROM wanted w JOIN {table} c ON c.{cell} {span}"
        connection.execute(
            f"UPDATE OR REPLACE {table} SET segment = ? WHERE segment = ? AND {cell} IN ({theirs})",
            [target, source],
        )
    for table in ("p_mention", "p_grave"):
        connection.execute(
            f"UPDATE OR REPLACE {table} SET segment = ? WHERE segment = ? AND {mine}", [target, source]
        )
    for segment in (source, target):
        connection.execute(
            "UPDATE segment SET changes = (SELECT count(*) FROM change WHERE segment = ?1) WHERE id = ?1",
            [segment],
        )
