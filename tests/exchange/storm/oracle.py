"""What must be shown: for every value ever written, had whoever wrote later seen it?

Nothing of the program is imported here. A write remembers all writes of its record that lay open before
its author; everything else is asked of those sets, one by one.
"""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

DELETED = "deleted"
LIFE, KIND, PARENT, ORDER, KEY = ".life", ".kind", ".parent", ".order", "signing_key"
CIRCLE = ".circle"
OPEN = "~"  # above every hash in hex: what is not sealed yet is shown first

Cell = tuple[str, str]  # record (hex), field


@dataclass(eq=False)
class Write:
    """A value as one person entered it. `seen`: every write of the record that her desk then knew."""

    cell: Cell
    value: object
    seen: frozenset["Write"]
    segment: str = OPEN


@dataclass(frozen=True)
class Sealed:
    """A segment: who signed which writes; `format` 2 is what only a later program reads."""

    name: str
    author: str
    writes: tuple[Write, ...]
    format: int = 1


@dataclass
class Ledger:
    """All segments there ever were, by name."""

    segments: dict[str, Sealed] = field(default_factory=dict)
    places: dict[tuple[str, int], str] = field(default_factory=dict)  # what was sealed there first

    def counting(self, held: Iterable[str], accepted: set[str], own: list[Write], version: int) -> set[str]:
        """The segments whose authors are on the roster, which grows with what they wrote."""
        readable = [s for s in (self.segments[name] for name in held) if s.format <= version]
        roster, counted = accepted | _keys(own), set[str]()
        while True:
            fresh = [s for s in readable if s.author in roster and s.name not in counted]
            if not fresh:
                return counted
            counted |= {s.name for s in fresh}
            for s in fresh:
                roster |= _keys(s.writes)


def _keys(writes: Iterable[Write]) -> set[str]:
    found: set[str] = set()
    for write in writes:
        if write.cell[1] == KEY:
            values = write.value if isinstance(write.value, list) else [write.value]
            found |= {v for v in values if isinstance(v, str) and len(v) == 64}
    return found


class State:
    """What somebody who knows exactly these writes must be shown."""

    def __init__(self, writes: Iterable[Write]) -> None:
        self.writes = set(writes)
        self.cells: dict[Cell, list[Write]] = {}
        for write in self.writes:
            self.cells.setdefault(write.cell, []).append(write)

    def heads(self, cell: Cell) -> list[Write]:
        """The values that nobody wrote over after having seen them."""
        return [w for w in self.cells.get(cell, ()) if not any(w in y.seen for y in self.cells[cell])]

    def excused(self, write: Write) -> bool:
        """Whether an overruled value may still show: whoever overruled it knew of what is missing here."""
        over = [y for y in self.cells[write.cell] if write in y.seen]
        return all(any(x not in self.writes for x in y.seen if x.cell == write.cell) for y in over)

    @property
    def whole(self) -> bool:
        """Whether nothing is missing that an author of these had seen."""
        return all(w.seen <= self.writes for w in self.writes)

    def shown(self, cell: Cell) -> object:
        """The value on the screen: that of the greatest segment among the heads."""
        heads = self.heads(cell)
        return max(heads, key=lambda w: w.segment).value if heads else None

    def torn(self, cell: Cell) -> bool:
        """Whether people left different values."""
        return len({text(w.value) for w in self.heads(cell)}) > 1

    def unseen(self, record: str) -> bool:
        """Whether a deleted record holds a value that no one who deleted it had seen.

        What the same person wrote into it in the same segment counts as seen.
        """
        graves = [w for w in self.heads((record, LIFE)) if w.value == DELETED]
        heads = [w for cell in self.cells if cell[0] == record and cell[1] != LIFE for w in self.heads(cell)]
        return bool(graves) and any(
            not any(w in grave.seen or w.segment == grave.segment for grave in graves) for w in heads
        )

    def deleted(self, record: str) -> bool:
        """Deleted by somebody who had seen all that it holds, and by nobody restored."""
        life = (record, LIFE)
        return self.shown(life) == DELETED and not self.torn(life) and not self.unseen(record)

    def conflicts(self) -> set[Cell]:
        """Every cell a person has to decide on."""
        records = {record for record, name in self.cells if name == LIFE}
        return {c for c in self.cells if self.torn(c)} | {(r, LIFE) for r in records if self.unseen(r)}

    def records(self) -> set[str]:
        """Those that were created."""
        return {record for record, name in self.cells if name == KIND}


def text(value: object) -> str:
    """A value as it is compared: in NFC."""
    plain = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", plain)


def plain_uuid(value: object) -> str | None:
    """The record a parent names, as hex."""
    return UUID(value).hex if isinstance(value, str) else None
