"""Reading the bundles out of a workbook, or whatever was made of it.

The sections of the bundles stand in the cells as they are, without a character that XML would write
otherwise. So the XML is not parsed at all: the texts of the file are searched for sections. It does
not matter which sheets there are, how they are called, whether strings are shared, or what is well formed;
no entity is ever resolved.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from yport_desktop.domain.errors import BundleDamaged, BundleForeign, BundleTooLarge

from .armor import plain, without_markup
from .forms import Unwrapped
from .sections import START, Sections, squeeze

MAX_FILE = 80 << 20
MAX_UNPACKED = 96 << 20  # more than the largest bundle that is accepted takes as text
MAX_ENTRIES = 5_000
_PIECE = 1 << 12  # small: of a damaged stream, what came before the damage is kept
_ENTRY_MARK = b"PK\x01\x02"
_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What the standard library raises for archives that were damaged or made to deceive.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)


def read_workbook(content: bytes) -> Unwrapped:
    """The bundles in an .xlsx file, also after another program saved it again.

    Raises BundleForeign if there are none in it, BundleDamaged if the file cannot be opened any
    more, BundleTooLarge for what is or unpacks to more than is accepted. What is damaged or missing
    is named in the faults.
    """
    if not content.startswith(b"PK"):
        raise BundleForeign()
    if len(content) > MAX_FILE:
        raise BundleTooLarge(limit=MAX_FILE >> 20)
    if content.count(_ENTRY_MARK) > MAX_ENTRIES:  # before the library makes an object of each
        raise BundleForeign()
    sections = Sections()
    for content_of_entry in _texts(content):
        text = plain(content_of_entry)
        squeezed = squeeze(text)
        sections.take(squeezed)
        if START in squeezed and not sections.complete:
            sections.take(squeeze(without_markup(text)))  # a cell whose text has runs of its own
    return sections.unwrapped()


def _texts(content: bytes) -> Iterator[bytes]:
    """The XML files in the archive, as far as they can be read; what is lost is noticed by its sections."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN as error:
        raise BundleDamaged() from error
    room = MAX_UNPACKED
    with archive:
        for entry in archive.infolist():
            if entry.filename.lower().endswith(".xml") and entry.compress_type in _READ:
                text = _unpacked(archive, entry, room)
                room -= len(text)
                yield text


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """The bytes of an entry, or those before the place where it is damaged."""
    text = bytearray()
    try:
        with archive.open(entry) as file:
            while piece := file.read(_PIECE):
                text += piece
                if len(text) > room:
                    raise BundleTooLarge(limit=MAX_UNPACKED >> 20)
    except _BROKEN:
        pass
    return bytes(text)
