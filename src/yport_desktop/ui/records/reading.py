"""What the sheet of a record needs, read at once on the database thread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from yport_desktop.domain.entity import EntityType, FieldKind, Record
from yport_desktop.domain.errors import Problem
from yport_desktop.services.golden_thread import Thread, thread
from yport_desktop.services.input_dossier import FieldConflict, Proof, conflicts_of, proofs_of
from yport_desktop.services.plan_views import Link
from yport_desktop.services.record_links import ids_in, links
from yport_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class RecordReading:
    """A record with the names of what it refers to, its conflicts, evidence, problems and thread.

    `private`: it, or what it hangs under (then `inherited`), was marked as private.
    """

    record: Record
    links: Mapping[UUID, Link]
    conflicts: tuple[FieldConflict, ...]
    proofs: tuple[Proof, ...]
    problems: tuple[Problem, ...]
    thread: Thread | None
    private: bool = False
    inherited: bool = False


def read_record(workspace: Workspace, space: UUID, record: UUID, tr: Callable[[str], str]) -> RecordReading:
    """Read a record for its sheet. Raises NotFound."""
    found = workspace.get(record)
    entity = workspace.entity(found.kind)
    return RecordReading(
        found,
        links(workspace, referred(entity, found), tr),
        conflicts_of(workspace, space, found),
        proofs_of(workspace, record),
        workspace.problems_of(found),
        thread(workspace, space, record, tr),
        workspace.is_private(record),
        found.parent is not None and workspace.is_private(found.parent),
    )


def referred(entity: EntityType, record: Record) -> list[UUID]:
    """The ids a record names in its reference fields."""
    found = []
    for field in entity.fields:
        if field.kind in (FieldKind.REFERENCE, FieldKind.REFERENCES):
            found += ids_in(record.get(field.key))
    return found
