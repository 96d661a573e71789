"""Which attachments a space speaks of, which of them are here, and which a colleague may lack."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from uuid import UUID

from yport_desktop.domain.changes import is_left_out
from yport_desktop.domain.entity import EntityType, FieldKind, Json
from yport_desktop.domain.errors import BundleTooNew
from yport_desktop.domain.registry import Registry
from yport_desktop.domain.segment import SealedSegment, decode

from .workspace import Workspace

_NAME = re.compile("[0-9a-f]{64}")
_ABOUT_FILES = ("thumbnail", "media_type", "file_name")
_CAMERA_FILES = (".heic", ".heif", ".avif", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".mov", ".mp4", ".3gp")


def blob_fields(registry: Registry) -> dict[str, tuple[str, ...]]:
    """Per record kind, the fields that name an attachment; thumbnails and other small ones first."""
    found = {
        kind: tuple(f.key for f in entity.fields if f.kind is FieldKind.BLOB)
        for kind, entity in registry.entities.items()
    }
    return {kind: fields for kind, fields in found.items() if fields}


def blob_keys(registry: Registry) -> set[str]:
    """The fields that name an attachment, of all kinds."""
    return {key for fields in blob_fields(registry).values() for key in fields}


def referenced(workspace: Workspace, space: UUID, leave_out: Collection[str] = frozenset()) -> list[str]:
    """SHA-256 of every attachment that living records of the space name, each once.

    With `leave_out`, only what somebody may have who is not in these circles: neither what is named
    only there, nor a file that may itself hold what is kept there, such as a photo its place.
    """
    names: dict[str, None] = {}
    for kind, fields in blob_fields(workspace.registry).items():
        if leave_out:
            names.update(dict.fromkeys(_free(workspace, space, kind, fields, leave_out)))
            continue
        for key in fields:
            shown = workspace.store.cells.shown(space, kind, key)
            names.update((value, None) for value in shown if is_name(value))
    return list(names)


def _free(
    workspace: Workspace, space: UUID, kind: str, fields: Sequence[str], leave_out: Collection[str]
) -> Iterator[str]:
    """What records of that kind name and somebody may have who is not in these circles."""
    telling = _telling_fields(workspace.registry.entities[kind], leave_out)
    read = list(dict.fromkeys((*fields, *_ABOUT_FILES, *chain(*telling.values()))))
    circles = workspace.store.cells.narrower(space, kind, read)
    for record, _, values in workspace.store.read.rows(space, kind, read):
        cells = dict(zip(read, values, strict=True))
        for key in fields:
            if not is_name(cells[key]) or is_left_out(circles.get((record, key), ""), leave_out):
                continue
            # Emptying a field of a place takes nothing out of the file.
            told = any(cells[f] is not None or (record, f) in circles for f in telling.get(key, ()))
            if not told and not (key in telling and _is_unread(cells)):
                yield str(cells[key])


def _telling_fields(entity: EntityType, leave_out: Collection[str]) -> dict[str, list[str]]:
    """Per attachment that may hold what a circle keeps, the fields of that circle."""
    return {
        f.key: [g.key for g in entity.fields if g.circle == f.may_hold]
        for f in entity.fields
        if f.may_hold in leave_out
    }


def _is_unread(cells: Mapping[str, Json]) -> bool:
    """Whether the file is a picture or film that could not be looked into (no thumbnail): it may tell."""
    if cells["thumbnail"]:
        return False
    kind, name = (str(cells[name] or "") for name in ("media_type", "file_name"))
    return kind.startswith(("image/", "video/")) or name.lower().endswith(_CAMERA_FILES)


def wanted(workspace: Workspace, space: UUID) -> list[str]:
    """Attachments that records of the space name and that are not here."""
    named = referenced(workspace, space)
    here = workspace.store.blobs.here(named)
    return [name for name in named if name not in here]


def named_in(segments: Iterable[SealedSegment], registry: Registry) -> set[str]:
    """Attachments that the changes in these segments name."""
    keys = blob_keys(registry)
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
    return isinstance(value, str) and _NAME.fullmatch(value) is not None
