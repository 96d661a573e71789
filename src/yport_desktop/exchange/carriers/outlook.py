"""Looking into a message that Outlook saved (.msg): attachments, texts, messages inside messages.

The container is a small file system (MS-CFB); what it says about its own sizes is held against the
size of the file before anything is read, since chains of sectors may run in circles.
"""

import io
import struct
from collections.abc import Iterator

import olefile

from yport_desktop.domain.errors import BundleDamaged, BundleError, BundleForeign
from yport_desktop.domain.text import N_
from yport_desktop.exchange.card import printable

from .letters import uuencoded_in
from .pieces import NAME_LENGTH, TOO_DEEP, Budget, Piece, broken

LOCKED_WORKBOOK = N_("{name} is protected by a password. Save a copy without it and open that.")

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROPERTIES = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_#"
_STREAM = "__substg1.0_"
# Properties by MS-OXPROPS: tag and type in hexadecimal; 001F is UTF-16, 001E eight bits, 0102 bytes.
_SUBJECT, _BODY, _HTML = "0037", "1000", "1013"
_DATA, _MESSAGE = "37010102", "3701000D"
_NAMES = ("3707", "3704", "3001")  # long name, short name, shown name
_COUNTS = (44, 64, 72)  # in the header: sectors of the FAT, of the mini FAT, of the DIFAT
_ENTRIES = 20_000

Storage = tuple[str, ...]


class _Message:
    """The storages and streams of one file. Every read is bounded and may raise BundleDamaged."""

    def __init__(self, content: bytes, name: str, budget: Budget) -> None:
        self._name, self._budget = name, budget
        self._size = len(content)
        self._check_header(content)
        try:
            self._ole = olefile.OleFileIO(io.BytesIO(content))
            if self._ole.root.size > self._size:
                raise broken(name, BundleDamaged)
            listed = self._ole.listdir(streams=True, storages=True)
        except BundleError:
            raise
        except Exception as error:  # of a library that reads a file which may lie in every byte
            raise broken(name, BundleDamaged) from error
        if len(listed) > _ENTRIES:
            raise broken(name, BundleDamaged)
        self.children: dict[Storage, list[str]] = {}
        for path in listed:
            self.children.setdefault(tuple(path[:-1]), []).append(path[-1])

    def _check_header(self, content: bytes) -> None:
        if len(content) < 512:
            raise broken(self._name, BundleDamaged)
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        counts = [struct.unpack_from("<I", content, at)[0] for at in _COUNTS]
        if shift not in (9, 12) or mini_shift != 6 or any(n > self._size >> shift for n in counts):
            raise broken(self._name, BundleDamaged)

    def has(self, storage: Storage, name: str) -> bool:
        """Whether the storage holds a stream or storage of that name."""
        return name in self.children.get(storage, ())

    def read(self, storage: Storage, name: str) -> bytes:
        """The bytes of a stream. Raises BundleDamaged, or BundleTooLarge when the budget is spent."""
        path = [*storage, name]
        try:
            size = self._ole.get_size(path)
            if not 0 <= size <= self._size:
                raise broken(self._name, BundleDamaged)
            self._budget.take(size, pieces=0)
            content = self._ole.openstream(path).read()
        except BundleError:
            raise
        except Exception as error:  # as above
            raise broken(self._name, BundleDamaged) from error
        if len(content) != size:
            raise broken(self._name, BundleDamaged)
        return bytes(content)

    def text(self, storage: Storage, tag: str) -> str:
        """A text property, empty where it is not there."""
        if self.has(storage, f"{_STREAM}{tag}001F"):
            return self.read(storage, f"{_STREAM}{tag}001F").decode("utf-16-le", "replace")
        if self.has(storage, f"{_STREAM}{tag}001E"):
            raw = self.read(storage, f"{_STREAM}{tag}001E")
            try:
                return raw.decode("utf-8")
            except UnicodeError:
                return raw.decode("cp932", "replace")
        return ""


def open_message(content: bytes, name: str, budget: Budget, levels: int) -> Iterator[Piece]:
    """The attachments and texts of an Outlook message, and of messages inside it, `levels` deep at most.

    Raises BundleForeign for another kind of file in this container, BundleDamaged for one that cannot be
    read, BundleTooLarge when the budget is spent.
    """
    message = _Message(content, name, budget)
    if not message.has((), _PROPERTIES):
        locked = message.has((), "EncryptedPackage")
        raise BundleForeign(LOCKED_WORKBOOK, name=name) if locked else BundleForeign()
    waiting: list[tuple[Storage, tuple[str, ...], int]] = [((), (), levels)]
    while waiting:
        storage, trail, left = waiting.pop()
        yield from _texts(message, storage, trail, budget)
        for child in message.children.get(storage, ()):
            if not child.startswith(_ATTACHMENT):
                continue
            budget.take(0)
            attachment = (*storage, child)
            inner = (*attachment, f"{_STREAM}{_MESSAGE}")
            label = _label(message, attachment, _NAMES)
            if message.has(attachment, f"{_STREAM}{_DATA}"):
                yield _attached(message, attachment, (*trail, label))
            elif message.has(inner, _PROPERTIES) and left > 0:
                waiting.append((inner, (*trail, _label(message, inner, (_SUBJECT,)) or label), left - 1))
            elif message.has(inner, _PROPERTIES):
                yield Piece((*trail, label), fault=BundleForeign(TOO_DEEP, name=name))


def _attached(message: _Message, attachment: Storage, trail: tuple[str, ...]) -> Piece:
    try:
        return Piece(trail, message.read(attachment, f"{_STREAM}{_DATA}"))
    except BundleDamaged as error:  # the other attachments may be whole
        return Piece(trail, fault=error)


def _texts(message: _Message, storage: Storage, trail: tuple[str, ...], budget: Budget) -> Iterator[Piece]:
    page = f"{_STREAM}{_HTML}0102"
    try:
        body = message.text(storage, _BODY).encode("utf-8", "replace")
        html = message.read(storage, page) if message.has(storage, page) else b""
    except BundleDamaged as error:
        yield Piece(trail, fault=error)
        return
    for content in filter(None, (body, html)):
        yield Piece(trail, content)
    yield from uuencoded_in(body, trail, budget)


def _label(message: _Message, storage: Storage, tags: tuple[str, ...]) -> str:
    """A name for people, the first that is there."""
    try:
        names = (message.text(storage, tag).rstrip("\0") for tag in tags)
        return printable(next((n for n in names if n), ""), NAME_LENGTH)
    except BundleDamaged:
        return ""
