"""Evidence from files: what a photo says of itself, a small picture of it, and its place in the record.

Reading a file is a pure function for a thread of its own; keeping it is a change like any other.
"""

import io
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from yport_desktop.domain.changes import Committed, Edit
from yport_desktop.domain.entity import Json
from yport_desktop.domain.errors import FileNotRead
from yport_desktop.domain.text import N_

from .records import create, delete
from .workspace import Workspace

EVIDENCE = "evidence"
THUMBNAIL_SIDE = 320
THUMBNAIL_QUALITY = 80
PHOTO, DOCUMENT = "photo", "document"
ADD_EVIDENCE = N_("Add evidence")

# Exif: the GPS directory, the time a picture was taken, and the keys inside the GPS directory.
_GPS, _EXIF, _TAKEN, _TAKEN_OFFSET, _CHANGED = 0x8825, 0x8769, 0x9003, 0x9011, 0x0132
_LATITUDE, _LONGITUDE = (1, 2), (3, 4)


@dataclass(frozen=True)
class FileRead:
    """A file as it will be kept: its content untouched, and what could be read out of it.

    `taken_at` is ISO text; `latitude` and `longitude` are decimal degrees (WGS 84) as decimal text.
    """

    name: str
    content: bytes
    media_type: str
    kind: str
    thumbnail: bytes = b""
    taken_at: str = ""
    latitude: str = ""
    longitude: str = ""


def read_file(path: Path) -> FileRead:
    """Read a file from disk, off the UI thread. Raises FileNotRead."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileNotRead(path=str(path), reason=error.strerror or str(error)) from error
    return describe(path.name, content)


def describe(name: str, content: bytes) -> FileRead:
    """What a file is; a picture gets its thumbnail, time and place."""
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    plain_file = FileRead(name, content, media_type, DOCUMENT)
    if not media_type.startswith("image/"):
        return plain_file
    # Pillow is loaded when the first picture is added, not when the program starts.
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as picture:
            exif = picture.getexif()
            taken, place = _taken(exif), _place(exif)
            return FileRead(name, content, media_type, PHOTO, _thumbnail(picture), taken, *place)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return plain_file


def _thumbnail(picture: Any) -> bytes:
    """A JPEG within a square, turned the way the camera was held."""
    # Loaded already by whoever opened the picture.
    from PIL import ImageOps

    picture.draft("RGB", (2 * THUMBNAIL_SIDE, 2 * THUMBNAIL_SIDE))
    small = ImageOps.exif_transpose(picture)
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    out = io.BytesIO()
    small.convert("RGB").save(out, "JPEG", quality=THUMBNAIL_QUALITY)
    return out.getvalue()


def _taken(exif: Any) -> str:
    inner = exif.get_ifd(_EXIF)
    text = str(inner.get(_TAKEN) or exif.get(_CHANGED) or "").strip("\x00 ")
    try:
        moment = datetime.strptime(text, "%Y:%m:%d %H:%M:%S").isoformat()
    except ValueError:
        return ""
    offset = str(inner.get(_TAKEN_OFFSET) or "").strip("\x00 ")
    try:
        return datetime.fromisoformat(moment + offset).isoformat()
    except ValueError:
        return moment


def _place(exif: Any) -> tuple[str, str]:
    gps = exif.get_ifd(_GPS)
    latitude = _degrees(gps, *_LATITUDE, negative="S", limit=90)
    longitude = _degrees(gps, *_LONGITUDE, negative="W", limit=180)
    return (latitude, longitude) if latitude and longitude else ("", "")


def _degrees(gps: Mapping[int, Any], side: int, parts: int, negative: str, limit: int) -> str:
    """Degrees, minutes and seconds as decimal degrees with six places (about 0.1 m)."""
    try:
        degrees, minutes, seconds = (float(part) for part in gps[parts])
        value = degrees + minutes / 60 + seconds / 3600
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""
    if not 0 <= value <= limit:
        return ""
    signed = -value if str(gps.get(side, "")).strip("\x00 ").upper() == negative else value
    return format(Decimal(repr(round(signed, 6))), "f")


def keep(workspace: Workspace, space: UUID, parent: UUID, files: Sequence[FileRead]) -> Committed:
    """Keep files as evidence of a record, as one step."""
    return workspace.commit(space, evidence_edits(workspace, parent, files), ADD_EVIDENCE)


def evidence_edits(workspace: Workspace, parent: UUID, files: Sequence[FileRead]) -> list[Edit]:
    """The records of the files; their contents are put into the store of attachments at once."""
    return [edit for file in files for edit in create(EVIDENCE, _fields(workspace, file), parent)]


def _fields(workspace: Workspace, file: FileRead) -> dict[str, Json]:
    return {
        "kind": file.kind,
        "caption": Path(file.name).stem,
        "blob": workspace.put_blob(file.content),
        "file_name": file.name,
        "media_type": file.media_type,
        "size": str(len(file.content)),
        "thumbnail": workspace.put_blob(file.thumbnail) if file.thumbnail else None,
        "taken_at": file.taken_at or None,
        "latitude": file.latitude or None,
        "longitude": file.longitude or None,
    }


def delete_with_evidence(workspace: Workspace, space: UUID, record: UUID) -> Committed:
    """Delete a record and the evidence under it, which nobody would find any more, in one save."""
    proofs = workspace.children(record, EVIDENCE)
    edits = [edit for id in (record, *(p.id for p in proofs)) for edit in delete(id)]
    return workspace.commit(space, edits, N_("Delete"))
