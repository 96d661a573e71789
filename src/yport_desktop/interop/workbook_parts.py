"""The parts of a workbook from elsewhere: unpacked once, within bounds, before any parser sees them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

MAX_UNPACKED = 48 << 20
_PART_MARK = b"PK\x01\x02"
_PIECE = 1 << 16
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCKED = 1
_OVERLAP = 32  # bytes by which pieces overlap, so that no word is cut
# What the standard library and openpyxl raise for files that were damaged or made to deceive.
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,  # also of a way of packing that zipfile does not know
    SyntaxError,  # of XML
    TypeError,
    ValueError,
)


class TooLarge(ValueError):
    """The parts unpack to more than is read."""


def unpacked(content: bytes, most_parts: int) -> Iterator[bytes]:
    """All parts in pieces that overlap a little, without zeros: in UTF-16 every other byte is one.

    What a directory says of names and sizes is not believed. Raises TooLarge, and one of FAULTS for too many
    parts, a locked one, or one with a document type: with that XML is made to swell, whatever the part is
    called and however it is encoded.
    """
    if content.count(_PART_MARK) > most_parts:
        raise ValueError("too many parts")
    room = MAX_UNPACKED
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            if part.flag_bits & _LOCKED or part.compress_type not in _PACKED:
                raise ValueError("locked, or packed in an unknown way")
            tail = b""
            with archive.open(part) as file:
                while read := file.read(_PIECE):
                    room -= len(read)
                    if room < 0:
                        raise TooLarge
                    piece = (tail + read).replace(b"\x00", b"")
                    if b"<!DOCTYPE" in piece:
                        raise ValueError("a document type")
                    yield piece
                    tail = read[-_OVERLAP:]
