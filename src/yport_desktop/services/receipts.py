"""Who holds what, as of when: the acknowledgements that came with bundles."""

import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from yport_desktop.domain.changes import is_left_out
from yport_desktop.domain.segment import SealedSegment, read_header
from yport_desktop.exchange.manifest import Manifest, SpaceEntry

from .letters import WrittenBundle
from .members import Member
from .roster import Roster
from .workspace import Workspace

_SENT = "sent {space}"
_DISPATCHES = "dispatches {space}"
DISPATCHES_KEPT = 300

Have = dict[str, Any]


@dataclass(frozen=True)
class Dispatch:
    """A bundle that was written: `written` is ISO, UTC; `acknowledged` the keys that hold all of it.

    That something was written proves nothing: only what the recipients' own bundles say counts.
    """

    bundle: UUID
    written: str
    recipients: tuple[bytes, ...]
    changes: int
    attachments: int
    parts: int
    size: int
    carrier: str
    encrypted: bool
    names: tuple[str, ...]
    acknowledged: frozenset[bytes]
    left_out: Mapping[str, int]

    @property
    def waiting(self) -> tuple[bytes, ...]:
        """Those who did not say yet that they hold it."""
        return tuple(k for k in self.recipients if k not in self.acknowledged)


@dataclass(frozen=True)
class Receipt:
    """What a colleague acknowledged: `as_of` is her own time (ISO, UTC), empty if never heard of.

    `lacking` counts the sealed changes held here that she did not acknowledge, without those of
    circles that she is not sent (`left_out`, by circle). `sent_at` is when a bundle was last written
    for her (ISO, UTC), "" if none was. `conflicts` is how many she had open then.
    """

    member: Member
    as_of: str
    lacking: int
    sent_at: str = ""
    left_out: Mapping[str, int] = field(default_factory=dict)
    conflicts: int = 0
    attachments_wanted: int = 0


class Receipts:
    """Reading and keeping the have-lists of colleagues."""

    def __init__(self, workspace: Workspace, roster: Roster) -> None:
        self._workspace = workspace
        self._store = workspace.store
        self._roster = roster

    def all(self, space: UUID) -> tuple[Receipt, ...]:
        """One receipt for each colleague on the roster."""
        heard = self._store.remembered(space)
        sent = {k: d.written for d in reversed(self.dispatches(space)) for k in d.recipients}
        counts: dict[str, Counter[str]] = {}
        receipts = []
        for member in self._roster.colleagues(space):
            have = heard[member.key][1] if member.key in heard else None
            key = json.dumps(have, sort_keys=True)
            if key not in counts:
                counts[key] = by_circle(self._store.segments_not_in(space, have))
            known = have or {}
            receipts.append(
                Receipt(
                    member,
                    str(known.get("written", "")),
                    sum(n for c, n in counts[key].items() if not is_left_out(c, member.leave_out)),
                    sent.get(member.key, ""),
                    {c: n for c, n in counts[key].items() if is_left_out(c, member.leave_out)},
                    int(known.get("conflicts", 0)),
                    len(known.get("wanted", ())),
                )
            )
        return tuple(receipts)

    def have_of(self, space: UUID, key: bytes) -> Have | None:
        """The last have-list received from that person; None if nothing came yet."""
        heard = self._store.remembered(space).get(key)
        return heard[1] if heard else None

    def remember(self, manifest: Manifest, entry: SpaceEntry) -> None:
        """Keep the acknowledgement in a bundle of a colleague on the roster.

        The last one *received* counts, whatever its date: a colleague whose laptop was restored holds
        less than before, and her clock may have been set back with it. A late one costs no more
        than that something is sent again.
        """
        sender = manifest.sender.key
        if sender == self._workspace.identity.public_key:
            return
        have: Have = {**entry.have, "wanted": list(entry.wanted), "written": manifest.written}
        have["conflicts"] = entry.conflicts
        known = self._store.remembered(entry.id).get(sender)
        now = int(time.time() * 1000)
        self._store.remember_have(entry.id, sender, max(now, known[0] if known else 0), have)

    def note_sent(self, space: UUID) -> None:
        """A bundle was written: what is held now went out, or stayed here because somebody left it out."""
        self._store.set_note(_SENT.format(space=space), json.dumps(self._store.have_list(space)))

    def note_dispatch(self, space: UUID, manifest: Manifest, done: WrittenBundle) -> None:
        """Keep what was written for whom."""
        have = manifest.spaces[0].have
        row = {
            "bundle": str(manifest.bundle),
            "written": manifest.written,
            "to": [p.key.hex() for p in manifest.recipients],
            "changes": done.changes,
            "attachments": done.blobs,
            "parts": done.parts,
            "size": done.size,
            "carrier": done.carrier.value,
            "encrypted": done.encrypted,
            "names": [f.path.name for f in done.files][:50],
            "left_out": dict(done.left_out),
            "ends": [
                [f, n, links[0]]
                for f, n, links in have["chains"]
                if links and f not in manifest.spaces[0].kept_back
            ],
        }
        rows = [row, *self._dispatch_rows(space)][:DISPATCHES_KEPT]
        self._store.set_note(_DISPATCHES.format(space=space), json.dumps(rows))

    def dispatches(self, space: UUID) -> tuple[Dispatch, ...]:
        """What was written, newest first."""
        heard = self._store.remembered(space)
        holds = {key: _covers(have) for key, (_, have) in heard.items()}
        return tuple(_dispatch(row, holds) for row in self._dispatch_rows(space))

    def _dispatch_rows(self, space: UUID) -> list[dict[str, Any]]:
        note = self._store.note(_DISPATCHES.format(space=space))
        return json.loads(note) if note else []

    def not_sent(self, space: UUID) -> int:
        """Own changes since the last bundle; what was left out of that one on purpose is not asked for."""
        noted = self._store.note(_SENT.format(space=space))
        since = self._store.segments_not_in(space, json.loads(noted) if noted else None)
        mine = self._workspace.identity.public_key
        own = (s for s in since if read_header(s.body).author == mine)
        return self._store.open_changes(space) + sum(by_circle(own).values())


def by_circle(segments: Iterable[SealedSegment]) -> Counter[str]:
    """How many changes are in these segments, by circle."""
    counts: Counter[str] = Counter()
    for sealed in segments:
        header = read_header(sealed.body)
        counts[header.circle] += header.changes
    return counts


def _covers(have: Mapping[str, Any]) -> dict[str, tuple[int, set[str]]]:
    """Per feed how far a have-list goes, and which segments it names there."""
    return {feed: (number, set(links)) for feed, number, links in have.get("chains", ())}


def _dispatch(row: Mapping[str, Any], holds: Mapping[bytes, Mapping[str, tuple[int, set[str]]]]) -> Dispatch:
    recipients = tuple(bytes.fromhex(k) for k in row["to"])

    def has_it(key: bytes) -> bool:
        said = holds.get(key)
        if said is None:
            return False
        return all(
            feed in said and (number < said[feed][0] or identity in said[feed][1])
            for feed, number, identity in row["ends"]
        )

    return Dispatch(
        UUID(row["bundle"]),
        row["written"],
        recipients,
        row["changes"],
        row["attachments"],
        row["parts"],
        row["size"],
        row["carrier"],
        row["encrypted"],
        tuple(row["names"]),
        frozenset(k for k in recipients if has_it(k)),
        row["left_out"],
    )
