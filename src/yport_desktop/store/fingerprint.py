"""A fingerprint of the folded state, kept up to date head by head.

The sum over all heads of (record + field) * segment, modulo a Mersenne prime, where each factor
is a 127-bit number drawn from the uuid or hash. Equal sets of heads give equal sums whatever the
order of arrival; it costs a multiplication per head instead of a scan of the store. It is an
alarm against a fault of the program, not a defence: what travels is signed and named by SHA-256.
"""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence

_P = (1 << 127) - 1
_STRIDE = 0x5BD1E995_9E3779B9_7F4A7C15_F39CC061 % _P
_OPEN_RANK = b"\xff" * 33


class Fingerprint:
    """The running sum of one space inside one transaction."""

    def __init__(self, connection: sqlite3.Connection, space: int) -> None:
        self._db = connection
        self._space = space
        row = connection.execute("SELECT fingerprint FROM space WHERE id = ?", [space]).fetchone()
        self._sum = int.from_bytes(row[0], "big") if row else 0
        self._records: dict[int, int] = {}
        self._fields: dict[int, int] = {}
        self._segments: dict[int, int] = {}
        self._hashes: dict[int, bytes | None] = {}

    def knows(self, records: dict[int, bytes]) -> None:
        """Spare the look-up of records whose uuids are at hand."""
        for record, uuid in records.items():
            self._records[record] = _record_factor(uuid)

    def add(self, cell: int, segment: int) -> None:
        """A head came."""
        self._sum += self._cell(cell) * self._segment(segment)

    def remove(self, cell: int, segment: int) -> None:
        """A head went."""
        self._sum -= self._cell(cell) * self._segment(segment)

    def swap(self, segment: int, cells: Mapping[int | None, Sequence[int]]) -> None:
        """Heads of `segment` came for cells, given by the segment whose head went (or None)."""
        new = self._segment(segment)
        for old, swapped in cells.items():
            records = Counter(cell >> 16 for cell in swapped)
            fields = Counter(cell & 0xFFFF for cell in swapped)
            total = sum(self._record(record) * times for record, times in records.items())
            total += sum(self._field(name) * times for name, times in fields.items())
            self._sum += total * (new - (0 if old is None else self._segment(old)))

    def rank(self, segment: int) -> bytes:
        """By what heads are ordered: the segment's hash; the open segment stands above all."""
        self._segment(segment)
        return self._hashes[segment] or _OPEN_RANK

    def sealed(self, segment: int, identity: bytes) -> None:
        """The open segment got its hash; its heads are added by the caller."""
        self._hashes[segment] = identity
        self._segments[segment] = _segment_factor(identity)

    def reset(self) -> None:
        """Before a rebuild."""
        self._sum = 0

    def keep(self) -> None:
        """Write the sum into the space's row."""
        self._sum %= _P
        self._db.execute(
            "UPDATE space SET fingerprint = ? WHERE id = ?", [self._sum.to_bytes(16, "big"), self._space]
        )

    def _cell(self, cell: int) -> int:
        return self._record(cell >> 16) + self._field(cell & 0xFFFF)

    def _record(self, record: int) -> int:
        if record not in self._records:
            (uuid,) = self._db.execute("SELECT uuid FROM record WHERE id = ?", [record]).fetchone()
            self._records[record] = _record_factor(uuid)
        return self._records[record]

    def _field(self, field: int) -> int:
        if field not in self._fields:
            (name,) = self._db.execute("SELECT name FROM field WHERE id = ?", [field]).fetchone()
            self._fields[field] = int.from_bytes(hashlib.sha256(name.encode()).digest()[:15], "big")
        return self._fields[field]

    def _segment(self, segment: int) -> int:
        if segment not in self._segments:
            (identity,) = self._db.execute("SELECT hash FROM segment WHERE id = ?", [segment]).fetchone()
            self._hashes[segment] = identity
            self._segments[segment] = _segment_factor(identity) if identity else 0
        return self._segments[segment]


def _record_factor(uuid: bytes) -> int:
    return int.from_bytes(uuid, "big") * _STRIDE % _P


def _segment_factor(identity: bytes) -> int:
    return int.from_bytes(identity[:15], "big") | 1
