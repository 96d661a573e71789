"""Which attachments a space speaks of, which of them are here, and which a colleague may lack."""

from collections.abc import Iterable
from uuid import UUID

from yport_desktop.domain.entity import FieldKind
from yport_desktop.domain.errors import BundleTooNew
from yport_desktop.domain.registry import Registry
from yport_desktop.domain.segment import SealedSegment, decode

from .workspace import Workspace


def blob_fields(registry: Registry) -> dict[str, tuple[str, ...]]:
    """Per record kind, the fields that name an attachment; thumbnails and other small ones first."""
    found = {
        kind: tuple(f.key for f in entity.fields if f.kind is FieldKind.BLOB)
        for kind, entity in registry.entities.items()
    }
    return {kind: fields for kind, fields in found.items() if fields}


def referenced(workspace: Workspace, space: UUID) -> list[str]:
    """SHA-256 of every attachment that living records of the space name, each once."""
    names: dict[str, None] = {}
    for kind, fields in blob_fields(workspace.registry).items():
        for _, _, values in workspace.store.read.rows(space, kind, fields):
            names.update((v, None) for v in values if is_name(v))
    return list(names)


def wanted(workspace: Workspace, space: UUID) -> list[str]:
    """Attachments that records of the space name and that are not here."""
    return [name for name in referenced(workspace, space) if not workspace.store.blobs.has(name)]


def named_in(segments: Iterable[SealedSegment], registry: Registry) -> set[str]:
    """Attachments that the changes in these segments name."""
    keys = {key for fields in blob_fields(registry).values() for key in fields}
    names: set[str] = set()
    for sealed in segments:
        try:
            _, columns = decode(sealed.body)
        except BundleTooNew:
            continue
        fields = {i for i, name in enumerate(columns.fields) if name in keys}
        if fields:
            names.update(
                v for f, v in zip(columns.field, columns.value, strict=True) if f in fields and is_name(v)
            )
    return names


def is_name(value: object) -> bool:
    """Whether a value is a SHA-256 in hex."""
    return isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")
