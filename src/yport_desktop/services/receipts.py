"""Who holds what, as of when: the acknowledgements that came with bundles."""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from yport_desktop.domain.segment import SealedSegment, read_header
from yport_desktop.exchange.manifest import Manifest, SpaceEntry

from .roster import Member, Roster
from .workspace import Workspace

_SENT = "sent {space}"

Have = dict[str, Any]


@dataclass(frozen=True)
class Receipt:
    """What a colleague acknowledged: `as_of` is her own time (ISO, UTC), empty if never heard of.

    `lacking` counts the sealed changes held here that she did not acknowledge.
    """

    member: Member
    as_of: str
    lacking: int


class Receipts:
    """Reading and keeping the have-lists of colleagues."""

    def __init__(self, workspace: Workspace, roster: Roster) -> None:
        self._workspace = workspace
        self._store = workspace.store
        self._roster = roster

    def all(self, space: UUID) -> tuple[Receipt, ...]:
        """One receipt for each colleague on the roster."""
        heard = self._store.remembered(space)
        counts: dict[str, int] = {}
        receipts = []
        for member in self._roster.colleagues(space):
            have = heard[member.key][1] if member.key in heard else None
            key = json.dumps(have, sort_keys=True)
            if key not in counts:
                counts[key] = count_changes(self._store.segments_not_in(space, have))
            receipts.append(Receipt(member, str((have or {}).get("written", "")), counts[key]))
        return tuple(receipts)

    def have_of(self, space: UUID, key: bytes) -> Have | None:
        """The last have-list received from that person; None if nothing came yet."""
        heard = self._store.remembered(space).get(key)
        return heard[1] if heard else None

    def remember(self, manifest: Manifest, entry: SpaceEntry) -> None:
        """Keep the acknowledgement in a bundle of a colleague on the roster.

        The last one *received* counts: a colleague whose laptop was restored holds less than
        before. Only one that was written earlier and adds nothing is passed over as late.
        """
        sender = manifest.sender.key
        if sender == self._workspace.identity.public_key:
            return
        have: Have = {**entry.have, "wanted": list(entry.wanted), "written": manifest.written}
        known = self._store.remembered(entry.id).get(sender)
        if known and manifest.written < str(known[1].get("written", "")) and _adds_nothing(have, known[1]):
            return
        now = int(time.time() * 1000)
        self._store.remember_have(entry.id, sender, max(now, known[0] if known else 0), have)

    def note_sent(self, space: UUID) -> None:
        """A bundle was written: what is held now has left this installation at least once."""
        self._store.set_note(_SENT.format(space=space), json.dumps(self._store.have_list(space)))

    def not_sent(self, space: UUID) -> int:
        """Own changes that are in no bundle yet."""
        noted = self._store.note(_SENT.format(space=space))
        since = self._store.segments_not_in(space, json.loads(noted) if noted else None)
        mine = self._workspace.identity.public_key
        own = (s for s in since if read_header(s.body).author == mine)
        return self._store.open_changes(space) + count_changes(own)


def count_changes(segments: Iterable[SealedSegment]) -> int:
    """How many changes are in these segments."""
    return sum(read_header(s.body).changes for s in segments)


def _adds_nothing(have: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    """Whether `have` names nothing that `known` does not cover."""
    ends = {feed: number for feed, number, _ in known.get("chains", ())}
    return all(number <= ends.get(feed, 0) for feed, number, _ in have["chains"]) and set(
        have["also"]
    ) <= set(known.get("also", ()))
