"""What cannot be held back: fields of a circle that were written before they were kept apart.

Version 0.1.0 wrote the places of photos together with everything else. What is signed cannot be cut.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from yport_desktop.domain.changes import is_left_out
from yport_desktop.domain.errors import BundleTooNew
from yport_desktop.domain.segment import SealedSegment, SegmentHeader, decode

from .workspace import Workspace


class GoingAlong:
    """Finds such records. What a segment holds never changes: each is read once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[tuple[bytes, frozenset[str]], frozenset[UUID]] = {}

    def sealed(
        self, segments: Iterable[tuple[SegmentHeader, SealedSegment]], leave_out: Collection[str]
    ) -> set[UUID]:
        """The records of which these segments, all of them sent, tell what `leave_out` is to keep back."""
        names, found = frozenset(self._names(leave_out)), set[UUID]()
        if not names:
            return found
        for _, sealed in segments:
            key = (sealed.hash, names)
            if key not in self._known:
                self._known[key] = frozenset(self._of_kinds(_written(sealed, names), leave_out))
            found |= self._known[key]
        return found

    def still_open(self, space: UUID, leave_out: Collection[str]) -> set[UUID]:
        """The same of changes that are not sealed yet, as after an update of the program."""
        names = self._names(leave_out)
        written = self._workspace.store.cells.unsealed(space, names) if names else []
        told = {record for record, circle in written if not is_left_out(circle, leave_out)}
        return self._of_kinds(told, leave_out)

    def _names(self, leave_out: Collection[str]) -> set[str]:
        entities = self._workspace.registry.entities.values()
        return {f.key for entity in entities for f in entity.fields if f.circle in leave_out}

    def _of_kinds(self, records: set[UUID], leave_out: Collection[str]) -> set[UUID]:
        """Those of a kind that has such fields: others have fields of these names for everybody."""
        entities = self._workspace.registry.entities.values()
        kinds = {e.kind for e in entities if any(f.circle in leave_out for f in e.fields)}
        known = self._workspace.store.read.several(records) if records else {}
        return {id for id, record in known.items() if record.kind in kinds}


def _written(sealed: SealedSegment, names: Collection[str]) -> set[UUID]:
    """The records in which a segment fills one of these fields."""
    try:
        _, columns = decode(sealed.body)
    except BundleTooNew:
        return set()
    fields = {i for i, name in enumerate(columns.fields) if name in names}
    rows = zip(columns.record, columns.field, columns.value, strict=True) if fields else ()
    local = {record for record, field, value in rows if field in fields and value is not None}
    return {UUID(bytes=columns.records[record]) for record in local}
