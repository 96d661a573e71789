"""Edits that a command is made of: create, set, move, delete, restore."""

from collections.abc import Mapping
from uuid import UUID

from yport_desktop.domain.changes import DELETED, KIND, LIFE, ORDER, PARENT, Edit
from yport_desktop.domain.entity import Json
from yport_desktop.domain.ids import new_id


def create(
    kind: str,
    values: Mapping[str, Json],
    parent: UUID | None = None,
    record: UUID | None = None,
    order: str | None = None,
) -> list[Edit]:
    """A new record; its id is that of the first edit."""
    identity = record or new_id()
    edits = [Edit(identity, KIND, kind)]
    if parent is not None:
        edits.append(Edit(identity, PARENT, str(parent)))
    if order:
        edits.append(Edit(identity, ORDER, order))
    return edits + set_values(identity, {k: v for k, v in values.items() if v is not None})


def set_values(record: UUID, values: Mapping[str, Json]) -> list[Edit]:
    """New values for fields of one record; None empties a field."""
    return [Edit(record, key, value) for key, value in values.items()]


def move(record: UUID, parent: UUID | None, order: str) -> list[Edit]:
    """Another parent, another place among its siblings."""
    return [Edit(record, PARENT, str(parent) if parent else None), Edit(record, ORDER, order)]


def delete(record: UUID) -> list[Edit]:
    """Delete; what others edited meanwhile makes it a conflict instead of a loss."""
    return [Edit(record, LIFE, DELETED)]


def restore(record: UUID) -> list[Edit]:
    """Bring a deleted record back."""
    return [Edit(record, LIFE, None)]
