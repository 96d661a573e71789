"""Rebuilding the projections from the log, and checking that nothing is amiss."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field

from .fold import FIELD_BITS, FIELD_MASK
from .schema import PROJECTION_TABLES
from .segments import SegmentLog

Verify = Callable[[bytes, bytes, bytes], bool]  # (author key, identity, signature) -> genuine


@dataclass
class Findings:
    """What a check found; empty `faults` means that all is well."""

    segments: int = 0
    changes: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Nothing amiss."""
        return not self.faults


def rebuild(connection: sqlite3.Connection) -> None:
    """Empty the projections and fold every space's log again, inside the open transaction."""
    for table in PROJECTION_TABLES:
        connection.execute(f"DELETE FROM {table}")
    for space, uuid in connection.execute("SELECT id, uuid FROM space").fetchall():
        log = SegmentLog(connection, space, uuid)
        log.refold()
        log.fingerprint.keep()


def check(connection: sqlite3.Connection, verify: Verify | None) -> Findings:
    """File integrity, log hashes and signatures, and that a rebuild gives the very same state."""
    findings = Findings()
    for (message,) in connection.execute("PRAGMA integrity_check").fetchall():
        if message != "ok":
            findings.faults.append(f"file: {message}")
    query = (
        "SELECT s.hash, b.body, b.signature, s.author, s.changes"
        " FROM segment s JOIN segment_body b ON b.id = s.id"
    )
    for identity, body, signature, author, changes in connection.execute(query):
        findings.segments += 1
        findings.changes += changes
        if hashlib.sha256(body).digest() != identity:
            findings.faults.append(f"segment {identity.hex()[:12]}: content and name differ")
        elif verify is not None and not verify(author, identity, signature):
            findings.faults.append(f"segment {identity.hex()[:12]}: signature does not fit")
    findings.changes += connection.execute("SELECT count(*) FROM change").fetchone()[0]
    before = state(connection)
    connection.execute("BEGIN")
    try:
        rebuild(connection)
        after = state(connection)
    finally:
        connection.execute("ROLLBACK")
    findings.faults += [f"rebuild: {table} differs" for table in before if before[table] != after[table]]
    return findings


def state(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """The folded state in terms of uuids and hashes, comparable between stores.

    The open segment stands as an empty hash; two stores that hold the same segments and have no
    open changes give equal values.
    """
    named_cell = (
        f"SELECT u.uuid, f.name, coalesce(s.hash, ''), c.value FROM {{table}} c"
        f" JOIN record u ON u.id = (c.{{cell}} >> {FIELD_BITS})"
        f" JOIN field f ON f.id = (c.{{cell}} & {FIELD_MASK})"
        " JOIN segment s ON s.id = c.segment ORDER BY 1, 2, 3"
    )
    queries = {
        "heads": named_cell.format(table="p_cell", cell="id"),
        "rivals": named_cell.format(table="p_rival", cell="cell"),
        "conflicts": (
            f"SELECT u.uuid, f.name FROM p_conflict c JOIN record u ON u.id = (c.cell >> {FIELD_BITS})"
            f" JOIN field f ON f.id = (c.cell & {FIELD_MASK}) ORDER BY 1, 2"
        ),
        "records": (
            "SELECT u.uuid, r.kind, p.uuid, r.ord, r.deleted FROM p_record r JOIN record u ON u.id = r.id"
            " LEFT JOIN record p ON p.id = r.parent ORDER BY 1"
        ),
        "fingerprints": "SELECT uuid, fingerprint FROM space ORDER BY 1",
        "keys": (
            "SELECT p.uuid, coalesce(s.hash, ''), k.what, k.key FROM p_said k JOIN space p ON p.id = k.space"
            " JOIN segment s ON s.id = k.segment AND s.state < 2 WHERE k.what > 0 ORDER BY 1, 2, 3, 4"
        ),
        "mentions": (
            "SELECT u.uuid, coalesce(s.hash, '') FROM p_mention m JOIN record u ON u.id = m.record"
            " JOIN segment s ON s.id = m.segment ORDER BY 1, 2"
        ),
    }
    return {name: connection.execute(query).fetchall() for name, query in queries.items()}


def state_text(connection: sqlite3.Connection) -> str:
    """The folded state as one text, for comparing stores in tests and the simulation."""
    return json.dumps(state(connection), default=lambda b: b.hex(), sort_keys=True)
