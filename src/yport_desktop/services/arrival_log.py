"""The list of imports: what came, what of it is missing."""

import json
from uuid import UUID

from yport_desktop.exchange.manifest import SpaceEntry

from . import attachments
from .arrivals import Arrived, MissingParts
from .parcels import Parcel
from .roster import Roster
from .workspace import Workspace

MOST_ENDS = 500


class ArrivalLog:
    """Reads the lines that the store keeps of imports."""

    def __init__(self, workspace: Workspace, roster: Roster) -> None:
        self._workspace = workspace
        self._store = workspace.store
        self._roster = roster

    def has_all(self, space: UUID, parcel: Parcel) -> bool:
        """Whether the same parts were imported before: then the list of arrivals needs no new line."""
        sender = parcel.manifest.sender.key
        came = [a for a in self.all(space) if (a.bundle, a.sender) == (parcel.bundle, sender)]
        return parcel.parts <= {part for a in came for part in a.parts}

    def all(self, space: UUID) -> list[Arrived]:
        """Past imports, newest first."""
        return [Arrived.read(number, at, text) for number, at, text in self._store.arrivals(space)]

    def missing_parts(self, space: UUID) -> tuple[MissingParts, ...]:
        """Bundles of which parts did not come, as long as something the sender held is lacking here."""
        came: dict[tuple[UUID, bytes], list[Arrived]] = {}
        whole: dict[bytes, str] = {}  # when each sender wrote the last bundle that came whole
        for arrived in self.all(space):
            if arrived.of > 1:
                came.setdefault((arrived.bundle, arrived.sender), []).append(arrived)
            if len(arrived.parts) == arrived.of:
                whole[arrived.sender] = max(arrived.written, whole.get(arrived.sender, ""))
        found = []
        wanting: bool | None = None  # asked only where nothing else tells: all attachments are looked up
        for (bundle, _), arrivals in came.items():
            parts = {part for a in arrivals for part in a.parts}
            first = arrivals[0]
            numbers = tuple(n for n in range(1, first.of + 1) if n not in parts)
            if not numbers:
                continue
            # What is left out stays wanted: then a later bundle of hers that came whole has to do.
            later = bool(first.left_out) and whole.get(first.sender, "") >= first.written
            lacking = bool(self._store.lacks([bytes.fromhex(h) for h in first.ends]))
            if not lacking and not later:
                if wanting is None:
                    wanting = bool(attachments.wanted(self._workspace, space))
                lacking = wanting
            if lacking:
                name = self._roster.name(space, first.sender)
                found.append(MissingParts(bundle, first.sender, name, first.written, numbers, first.of))
        return tuple(found)


def line_of(parcel: Parcel, entry: SpaceEntry) -> str:
    """What is kept of an import, for the list of arrivals."""
    manifest = parcel.manifest
    return json.dumps(
        {
            "bundle": str(manifest.bundle),
            "parts": sorted(parcel.parts),
            "of": manifest.parts,
            "sender": manifest.sender.key.hex(),
            "name": manifest.sender.name,
            "written": manifest.written,
            "size": parcel.size,
            "note": manifest.note,
            "left_out": dict(entry.left_out),
            "conflicts": entry.conflicts,
            "ends": [links[0] for f, _, links in entry.have["chains"] if links and f not in entry.kept_back][
                :MOST_ENDS
            ],
        }
    )
