"""Names of records for the palette."""

from dataclasses import dataclass
from uuid import UUID

from yport_desktop.domain.entity import FieldKind
from yport_desktop.services.workspace import Workspace

MOST_OF_A_KIND = 5000


@dataclass(frozen=True)
class NamedRecord:
    """A record as it is found by name."""

    id: UUID
    kind: str
    kind_label: str
    title: str


def named_records(workspace: Workspace, space: UUID) -> tuple[NamedRecord, ...]:
    """Every record of an engagement that has a name, except of kinds too many to be looked up by name."""
    found: list[NamedRecord] = []
    for kind, entity in workspace.registry.entities.items():
        titled = entity.field(entity.title)
        if titled is None or titled.kind not in (FieldKind.TEXT, FieldKind.LONG_TEXT):
            continue  # named by what it refers to: that is found itself
        if not 0 < workspace.count(space, kind) <= MOST_OF_A_KIND:
            continue
        for record, _parent, (title,) in workspace.store.read.rows(space, kind, (entity.title,)):
            if isinstance(title, str) and title.strip():
                found.append(NamedRecord(record, kind, entity.label, title))
    return tuple(found)
