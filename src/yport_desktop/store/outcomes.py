"""What a commit or an import did, in the words of the floors above: records, kinds, fields."""

import sqlite3
from dataclasses import dataclass
from uuid import UUID

from yport_desktop.domain.canonical import dumps, loads
from yport_desktop.domain.changes import Touched

from .fold import FIELD_BITS, FIELD_MASK, Folded
from .received import Received


@dataclass(frozen=True)
class CellChange:
    """What an import did, or would do, to one cell."""

    record: UUID
    kind: str
    field: str
    before: object
    after: object
    is_new_record: bool


@dataclass(frozen=True)
class Import:
    """The outcome of receiving segments (or of the rehearsal of it).

    `shut_out` of the waiting segments were signed with a key after it was revoked; `refolded` says that
    something shown before does not count any more.
    Without `detailed` the `touched` records name no fields and `changes` is empty.
    """

    applied: int
    known: int
    waiting: int
    unknown_authors: frozenset[bytes]
    forks: tuple[tuple[bytes, int], ...]
    touched: tuple[Touched, ...]
    changes: tuple[CellChange, ...]
    shut_out: int = 0
    refolded: bool = False


def outcome_of(connection: sqlite3.Connection, received: Received, known: set[int]) -> Import:
    """The outcome; `known` are the records that were there before, where it is detailed."""
    changes: tuple[CellChange, ...] = ()
    if received.folded.detailed:
        names = _field_names(connection)
        who = {record: (uuid, kind) for record, uuid, kind in _named(connection, received.folded.records)}
        changes = tuple(
            CellChange(
                *who[cell >> FIELD_BITS],
                names[cell & FIELD_MASK],
                loads(before) if before is not None else None,
                loads(after),
                cell >> FIELD_BITS not in known,
            )
            for cell, before, after in received.folded.cells
        )
    return Import(
        received.applied,
        received.known,
        received.waiting,
        frozenset(received.unknown_authors),
        tuple(received.forks),
        _all_touched(connection, received),
        changes,
        received.shut_out,
        received.refolded,
    )


def _all_touched(connection: sqlite3.Connection, received: Received) -> tuple[Touched, ...]:
    """What a fold wrote to, and what vanished because its author's key was revoked."""
    found = touched(connection, received.folded) if received.applied or received.refolded else ()
    known = {t.record for t in found}
    vanished = [
        Touched(uuid, kind or received.gone[record], frozenset())
        for record, uuid, kind in _named(connection, set(received.gone))
        if uuid not in known
    ]
    return (*found, *vanished)


def touched(connection: sqlite3.Connection, folded: Folded) -> tuple[Touched, ...]:
    """The records a fold wrote to, with their fields where the fold was detailed."""
    fields: dict[int, set[int]] = {}
    for cell, _, _ in folded.cells:
        fields.setdefault(cell >> FIELD_BITS, set()).add(cell & FIELD_MASK)
    names = _field_names(connection) if fields else {}
    return tuple(
        Touched(uuid, kind, frozenset(names[f] for f in fields.get(record, ())))
        for record, uuid, kind in _named(connection, folded.records)
    )


def _field_names(connection: sqlite3.Connection) -> dict[int, str]:
    return dict(connection.execute("SELECT id, name FROM field"))


def _named(connection: sqlite3.Connection, records: set[int]) -> list[tuple[int, UUID, str]]:
    query = (
        "SELECT u.id, u.uuid, r.kind FROM json_each(?) w CROSS JOIN record u ON u.id = w.value"
        " LEFT JOIN p_record r ON r.id = u.id"
    )
    rows = connection.execute(query, [dumps(sorted(records))])
    return [(record, UUID(bytes=uuid), kind or "") for record, uuid, kind in rows]
