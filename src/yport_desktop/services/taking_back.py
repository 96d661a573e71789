"""Taking an import back later: compensating changes, through the neck like any other.

The engagement itself and the people on its roster stay.
"""

from dataclasses import dataclass
from uuid import UUID

from yport_desktop.domain.changes import DELETED, LIFE
from yport_desktop.domain.errors import NotFound
from yport_desktop.domain.text import N_
from yport_desktop.store.taking_back import Return

from .members import OTHER_LAPTOP, PERSON
from .pace import Progress, Stop, check, go_on, quiet
from .workspace import Workspace, in_groups

TAKE_BACK = N_("Take back an import")


@dataclass(frozen=True)
class TakenBack:
    """What was (or would be) done: cells written again, records that were only made by the import and go,
    and records that stay because somebody has worked on them since."""

    cells: int
    deleted: int
    kept: tuple[UUID, ...]


class TakingBack:
    """Use cases for one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._store = workspace.store

    def preview(self, space: UUID, arrival: int) -> TakenBack:
        """What taking that import (its number) back would do; nothing is written. Raises NotFound."""
        return self._told(space, arrival)

    def take_back(
        self, space: UUID, arrival: int, progress: Progress = quiet, stop: Stop = go_on
    ) -> TakenBack:
        """Take an import back. It can be undone. Raises NotFound, DiskFull, Cancelled."""
        told = self._told(space, arrival)
        edits = self._return(space, arrival).edits
        done = 0
        for group in in_groups(edits):
            check(stop)
            self._workspace.compensate(space, group, TAKE_BACK)
            done += len(group)
            progress(done / len(edits))
        if edits:
            self._workspace.history_of_session.took_back(arrival)
        self._store.mark_taken_back(space, arrival)
        return told

    def _return(self, space: UUID, arrival: int) -> Return:
        """The engagement itself and its roster stay: without them nobody could send the rest again."""
        found = self._store.taking_back(space, arrival)
        known = self._store.read.several({e.record for e in found.edits})
        stays = {r.id for r in known.values() if r.id == space or r.kind in (PERSON, OTHER_LAPTOP)}
        return Return([e for e in found.edits if e.record not in stays], found.kept)

    def _told(self, space: UUID, arrival: int) -> TakenBack:
        if all(number != arrival for number, _, _ in self._store.arrivals(space)):
            raise NotFound()
        found = self._return(space, arrival)
        deleted = sum(1 for e in found.edits if e.field == LIFE and e.value == DELETED)
        return TakenBack(len(found.edits) - deleted, deleted, tuple(found.kept))
