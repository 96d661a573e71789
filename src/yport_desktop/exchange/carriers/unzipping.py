"""Looking into a zip archive. Names in it are shown and never used for writing."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from yport_desktop.domain.errors import BundleDamaged, BundleForeign, BundleTooLarge
from yport_desktop.domain.text import N_
from yport_desktop.exchange.card import printable

from .pieces import NAME_LENGTH, TOO_MANY, Budget, Piece, broken

LOCKED = N_("{name} is protected by a password. Unpack it first, then open what is in it.")
STRANGELY_PACKED = N_("{name} is packed in a way that is not read here. Unpack it first.")
BOMB = N_("{name} would unpack to far more than a bundle and was not opened.")

_ENTRY = b"PK\x01\x02"
_LOCKED = 1
_IN_UTF8 = 0x800
# Of the ways to pack, these alone unpack piece by piece in memory that the file does not choose.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PIECE = 1 << 16
_FREE = 1 << 20  # small things may expand as they like
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    OSError,
    OverflowError,
    RuntimeError,  # also of a way of packing that zipfile does not know
    ValueError,
)


def names_in(content: bytes, name: str, budget: Budget) -> frozenset[str]:
    """The names in an archive. Raises BundleDamaged, or BundleTooLarge for too many of them."""
    # Counted before the archive is opened: each entry of its directory costs memory.
    if content.count(_ENTRY) > budget.limits.pieces:
        raise BundleTooLarge(TOO_MANY, count=budget.limits.pieces)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return frozenset(archive.namelist())
    except _FAULTS as error:
        raise broken(name, BundleDamaged) from error


def unzip(content: bytes, name: str, budget: Budget) -> Iterator[Piece]:
    """What is in an archive whose names were read before. Raises BundleDamaged or BundleTooLarge."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _FAULTS as error:
        raise broken(name, BundleDamaged) from error
    with archive:
        for entry in archive.infolist():
            label = _label(entry)
            if entry.is_dir() or _is_shadow(entry):
                continue
            budget.take(0)
            if entry.flag_bits & _LOCKED:
                yield Piece((label,), fault=BundleForeign(LOCKED, name=name))
            elif entry.compress_type not in _METHODS:
                yield Piece((label,), fault=BundleForeign(STRANGELY_PACKED, name=label))
            else:
                yield _read(archive, entry, label, budget)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, label: str, budget: Budget) -> Piece:
    """One entry, unpacked in pieces: what the directory says of its size is not believed."""
    allowed = max(_FREE, entry.compress_size * budget.limits.ratio)
    kept = bytearray()
    try:
        with archive.open(entry) as packed:
            while piece := packed.read(_PIECE):
                budget.take(len(piece), pieces=0)
                kept += piece
                if len(kept) > allowed:
                    return Piece((label,), fault=BundleTooLarge(BOMB, name=label))
    except _FAULTS:
        return Piece((label,), fault=broken(label, BundleDamaged))
    return Piece((label,), bytes(kept))


def _is_shadow(entry: zipfile.ZipInfo) -> bool:
    """macOS packs a second file beside each."""
    return entry.filename.startswith("__MACOSX/")


def _label(entry: zipfile.ZipInfo) -> str:
    """The last part of the name. Japanese Windows writes it in its own code page without saying so."""
    name = entry.filename
    if not entry.flag_bits & _IN_UTF8:
        try:
            name = _decoded(name.encode("cp437"))
        except UnicodeError:
            name = entry.filename
    return printable(name.replace("\\", "/").rstrip("/").rpartition("/")[2], NAME_LENGTH)


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeError:
        return raw.decode("cp932")
