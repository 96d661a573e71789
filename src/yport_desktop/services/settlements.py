"""The decision log: which conflicts were settled, by whom, when, how and why."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from yport_desktop.domain.changes import PRIVATE, Edit
from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.text import N_
from yport_desktop.interop.tables import as_csv, as_xlsx
from yport_desktop.store.reading import Conflict, HistoryEntry

from .clash_words import Words
from .clashes import Clash, How, Nature
from .record_links import Translate
from .records import create
from .workspace import Workspace

SETTLEMENT = "settlement"
# A ring, and what hangs under something deleted, are found again by themselves after an undo.
_FOUND_AGAIN = (Nature.RING, Nature.HANGING)


@dataclass(frozen=True)
class Decision:
    """What a person decided: what is written, and the value that holds then."""

    clash: Clash
    how: How
    edits: tuple[Edit, ...]
    value: Json = None


@dataclass(frozen=True)
class StoodValue:
    """One of the values that stood against each other; `at` in ms since 1970."""

    text: str
    who: str
    at: int


@dataclass(frozen=True)
class Settled:
    """A decision as people read it; `at` and `taken_back_at` in ms since 1970 (0: not taken back)."""

    id: UUID
    record: UUID
    kind: str
    kind_label: str
    title: str
    label: str
    sector: str
    stood: tuple[StoodValue, ...]
    holds: str
    how: str
    reason: str
    who: str
    key: bytes
    at: int
    taken_back_at: int = 0
    taken_back_by: str = ""


@dataclass(frozen=True)
class Filter:
    """Which decisions are wanted; empty means all. `since` and `until` are ISO dates, both included."""

    person: bytes = b""
    sector: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""
    text: str = ""

    def wants(self, settled: Settled) -> bool:
        """Whether a decision is one of them."""
        day = moment(settled.at)[:10]
        said = " ".join(
            (settled.title, settled.label, settled.holds, settled.reason, *(s.text for s in settled.stood))
        ).casefold()
        return (
            (not self.person or self.person == settled.key)
            and (not self.sector or self.sector == settled.sector)
            and (not self.kind or self.kind == settled.kind)
            and (not self.since or day >= self.since)
            and (not self.until or day[: len(self.until)] <= self.until)
            and all(word in said for word in self.text.casefold().split())
        )


@dataclass(frozen=True)
class Reopened:
    """A decision that was taken back and not made again since. `lines`: what was edited meanwhile."""

    settlement: Record
    conflict: Conflict
    lines: tuple[str, ...] = ()


def settlement_edits(words: Words, decision: Decision, reason: str) -> list[Edit]:
    """The record of a decision, to be written in the same save. `words` are those of the source language."""
    clash = decision.clash
    found = words.workspace.store.read.record(clash.record)
    stood = [
        {
            "value": side.value,
            "name": side.who,
            "key": side.keys[0].hex() if side.keys else "",
            "at": side.at,
            "segment": side.segment.hex(),
            **({"record": str(side.record)} if side.record else {}),
        }
        for side in clash.sides
    ]
    holds: dict[str, Json] = {"value": decision.value}
    if clash.nature in _FOUND_AGAIN:
        holds["edits"] = [[str(e.record), e.field, e.value] for e in decision.edits]
    values = {
        "name": " ".join(words.title(found).split())[:500] or "–",
        "record": str(clash.record),
        "record_kind": clash.kind,
        "field": clash.key,
        "sector": clash.sector,
        "nature": str(clash.nature),
        "stood": {"values": stood, **({"edited": list(clash.edited)} if clash.edited else {})},
        "holds": holds,
        "how": str(decision.how),
        "reason": reason.strip(),
    }
    kept = {k: v for k, v in values.items() if v not in ("", None)}
    # It tells the values: nobody may get it who is not sent what they were written for.
    circle = _circle(words.workspace, decision)
    return [replace(e, circle=circle) for e in create(SETTLEMENT, kept, parent=words.space)]


def _circle(workspace: Workspace, decision: Decision) -> str:
    clash, circles = decision.clash, workspace.circles
    about = {s.record for s in clash.sides if s.record} | {e.record for e in decision.edits}
    own = circles.of_cell(clash.record, clash.kind, clash.key)
    if PRIVATE in own.split() or not any(circles.is_private(record) for record in about):
        return own
    return f"{PRIVATE} {own}".strip()


def settled(
    workspace: Workspace, space: UUID, wanted: Filter | None = None, tr: Translate = str
) -> tuple[Settled, ...]:
    """Decisions, newest first; those that were taken back too."""
    words = Words(workspace, space, tr)
    read = workspace.store.read
    standing, gone = read.records(space, SETTLEMENT), read.records(space, SETTLEMENT, deleted=True)
    made, unmade = read.origins(space, SETTLEMENT), read.origins(space, SETTLEMENT, deleted=True)
    makers = _makers(workspace, [r.id for r in gone])
    about = read.several({UUID(str(r.get("record"))) for r in (*standing, *gone) if _is_whole(r)})
    found = []
    for record in (*standing, *gone):
        if not _is_whole(record):
            continue
        back = unmade.get(record.id)
        origin = made.get(record.id)
        author, at = (origin.author, origin.at) if origin else makers.get(record.id, (b"", 0))
        found.append(
            _settled(
                words,
                record,
                about.get(UUID(str(record.get("record")))),
                (author, at),
                (back.at, words.who(back.author)) if back else (0, ""),
            )
        )
    found.sort(key=lambda s: (-s.at, s.id))
    return tuple(s for s in found if wanted is None or wanted.wants(s))


def _makers(workspace: Workspace, ids: Sequence[UUID]) -> dict[UUID, tuple[bytes, int]]:
    """Who made records that are deleted, and when."""
    pasts = workspace.store.read.pasts((id, ".kind") for id in ids)
    return {
        id: (past.entries[-1].author, past.entries[-1].at) for (id, _), past in pasts.items() if past.entries
    }


def _settled(
    words: Words,
    record: Record,
    about: Record | None,
    made: tuple[bytes, int],
    back: tuple[int, str],
) -> Settled:
    kind, key = str(record.get("record_kind") or ""), str(record.get("field"))
    declared = words.declared(kind, key)
    entity = words.workspace.registry.entities.get(kind)
    nature = record.get("nature")
    stood = [s for s in _list(record.get("stood"), "values") if isinstance(s, dict)]
    texts = [_said(words, record, s, about) for s in stood]
    author = made[0] or words.workspace.identity.public_key
    holds = record.get("holds")
    value = holds.get("value") if isinstance(holds, dict) else None
    return Settled(
        record.id,
        UUID(str(record.get("record"))),
        kind,
        words.tr(entity.label) if entity else kind,
        words.title(about) if about is not None else str(record.get("name") or ""),
        words.label(kind, key),
        str(record.get("sector") or ""),
        tuple(
            StoodValue(text, words.who(_key(s), str(s.get("name") or "")), _time(s))
            for text, s in zip(texts, stood, strict=True)
        ),
        _placed(words, _list(holds, "edits"))
        if nature in _FOUND_AGAIN
        else words.text(value, declared, key, about),
        str(record.get("how") or ""),
        str(record.get("reason") or ""),
        words.who(author),
        author,
        made[1],
        *back,
    )


def _said(words: Words, record: Record, stood: dict[str, Json], about: Record | None) -> str:
    kind, key, value = str(record.get("record_kind") or ""), str(record.get("field")), stood.get("value")
    nature = record.get("nature")
    if nature == Nature.DELETION:
        return words.tr(N_("Deleted the record") if value else N_("Edited meanwhile"))
    moved = str(stood.get("record") or "")
    if nature == Nature.RING and moved:
        other = words.record(moved)
        return f"{words.title(other)}: {words.text(value, None, key, other)}"
    if nature == Nature.HANGING and value == "deleted":
        return words.tr(N_("Deleted the record above"))
    return words.text(value, words.declared(kind, key), key, about)


def _placed(words: Words, edits: Sequence[Json]) -> str:
    """What was written to open a ring, or for what hung under a deleted record."""
    said = []
    for record, key, value in (e for e in edits if isinstance(e, list) and len(e) == 3):
        found = words.record(record)
        said.append(f"{words.title(found)}: {words.text(value, None, str(key), found)}")
    return "\n".join(said)


def reopened(workspace: Workspace, space: UUID) -> tuple[Reopened, ...]:
    """Decisions that were taken back and whose field nobody has written since."""
    read = workspace.store.read
    found: dict[tuple[UUID, str], Reopened] = {}
    for record in read.records(space, SETTLEMENT, deleted=True):
        if not _is_whole(record) or record.get("nature") in _FOUND_AGAIN:
            continue
        about, key = UUID(str(record.get("record"))), str(record.get("field"))
        mark = read.last_written(record.id, ".life")
        if mark is None or read.last_written(about, key) != mark:
            continue
        stood = record.get("stood")
        heads = tuple(_head(s) for s in _list(stood, "values") if isinstance(s, dict))
        lines = tuple(str(line) for line in _list(stood, "edited"))
        if len(heads) > 1 and read.conflict(about, key) is None:
            conflict = Conflict(about, str(record.get("record_kind") or ""), key, heads)
            found[about, key] = Reopened(record, conflict, lines)
    return tuple(found.values())


def taken_back(workspace: Workspace, space: UUID, nature: Nature) -> set[UUID]:
    """The records of decisions of that nature that were taken back."""
    gone = workspace.store.read.records(space, SETTLEMENT, deleted=True)
    return {UUID(str(r.get("record"))) for r in gone if _is_whole(r) and r.get("nature") == nature}


def _head(stood: dict[str, Json]) -> HistoryEntry:
    try:
        segment = bytes.fromhex(str(stood.get("segment") or ""))
    except ValueError:
        segment = b""
    return HistoryEntry(stood.get("value"), _time(stood), _key(stood), True, segment)


def _key(stood: dict[str, Json]) -> bytes:
    try:
        return bytes.fromhex(str(stood.get("key") or "")) or b"?"
    except ValueError:
        return b"?"


def _time(stood: dict[str, Json]) -> int:
    at = stood.get("at")
    return at if isinstance(at, int) and 0 <= at < 1 << 45 else 0


def _list(value: Json, key: str) -> list[Json]:
    inner = value.get(key) if isinstance(value, dict) else None
    return inner if isinstance(inner, list) else []


def _is_whole(record: Record) -> bool:
    """Whether a record that may have come from anywhere can be read as a settlement."""
    try:
        UUID(str(record.get("record")))
    except ValueError:
        return False
    try:
        for _, key, value in _list(record.get("holds"), "edits"):
            json.dumps([key, value])
    except (TypeError, ValueError):
        return False
    return bool(record.get("field")) and isinstance(record.get("stood"), dict)


# exporting ---------------------------------------------------------------------------------

_TITLES = (
    N_("Decided at"),
    N_("Decided by"),
    N_("Kind of record"),
    N_("Record"),
    N_("Field"),
    N_("Values that stood"),
    N_("What holds now"),
    N_("How it was decided"),
    N_("Reason"),
    N_("Taken back at"),
    N_("Taken back by"),
)


def table(workspace: Workspace, found: Sequence[Settled], tr: Translate) -> list[list[str]]:
    """Decisions as rows of text under a row of titles."""
    declared = workspace.entity(SETTLEMENT).field("how")
    how = {c.key: tr(c.label) for c in declared.choices} if declared else {}
    rows = [[tr(title) for title in _TITLES]]
    for s in found:
        stood = "\n".join(f"{v.who}, {moment(v.at)}: {v.text}" for v in s.stood)
        rows.append(
            [
                moment(s.at),
                s.who,
                s.kind_label,
                s.title,
                s.label,
                stood,
                s.holds,
                how.get(s.how, s.how),
                s.reason,
                moment(s.taken_back_at),
                s.taken_back_by,
            ]
        )
    return rows


def export(workspace: Workspace, found: Sequence[Settled], form: str, tr: Translate = str) -> bytes:
    """The decisions as a file: `form` is "csv" or "xlsx"."""
    rows = table(workspace, found, tr)
    return as_xlsx(rows, tr(N_("Decisions on conflicts"))) if form == "xlsx" else as_csv(rows)


def moment(at: int) -> str:
    """A moment in ms since 1970 in local time, "" for 0 and for a clock beyond all calendars."""
    try:
        return f"{datetime.fromtimestamp(at / 1000):%Y-%m-%d %H:%M}" if at else ""
    except (OverflowError, ValueError, OSError):
        return ""
