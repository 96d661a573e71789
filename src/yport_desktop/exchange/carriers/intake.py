"""Finding the bundles in whatever a person was handed. Content decides, never the name of a file.

A bundle may come as it is, as armor in a text, in a workbook, in a zip archive, attached to an email
that was saved whole (.eml, .msg, a mailbox) or forwarded inside another, or in a folder of such files.
Everything is bounded by `IntakeLimits`; nothing is written; names inside containers are only shown.
What is found was not verified: that is the work of `exchange.opening`.
"""

import hashlib
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from yport_desktop.domain.errors import (
    BundleDamaged,
    BundleError,
    BundleForeign,
    BundleTooLarge,
    FileNotRead,
    Problem,
    Severity,
)
from yport_desktop.domain.text import N_

from ..frame import MAGIC
from . import letters, outlook, unzipping
from .armor import read_armor
from .pieces import TOO_DEEP, TOO_MANY, Budget, IntakeLimits, Piece, Spent
from .workbook import read_workbook

CARD = N_("{name} holds a contact card and no bundle. Add the card under People.")
WINMAIL = N_(
    "{name} is in a form that only Outlook reads (winmail.dat). Ask the sender to send it as plain text, "
    "or the file on a stick."
)
OTHER_ARCHIVE = N_("{name} is an archive of a kind that is not opened here. Unpack it first.")
LOCK_FILE = N_("{name} only marks a document that is open in another program. Choose the document itself.")
PLAIN_WORKBOOK = N_("The document {name} holds no Y-PORT bundle.")
EMPTY_FOLDER = N_("There is no Y-PORT bundle in the folder {name}.")
UNREADABLE = N_("The file {name} could not be read.")

_OURS = MAGIC[:6]  # a file whose line ends were changed on the way begins like this: damaged, not foreign
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WINMAIL = b"\x78\x9f\x3e\x22"
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
_LHA = re.compile(rb"\A..-lh[0-9d]-", re.DOTALL)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")  # a text that says how it is written
_CARD_TEXT = re.compile(r"YPORT-CARD-\d+\.[A-Za-z0-9_.\-]{20,8000}")
_CARD_AREA = 12_000
_OFFICE = "[Content_Types].xml"
_WORKBOOK = "xl/workbook.xml"


# `open_letter` and `open_message`: content, name, budget, how many levels may follow.
Opener = Callable[[bytes, str, Budget, int], Iterator[Piece]]


@dataclass(frozen=True)
class Found:
    """The bytes of a whole `.yport` file, not yet verified, and the names that led to it.

    The trail begins with the file or folder that was looked into and ends with the container nearest to
    the bundle, such as ("Fwd: minutes.eml", "Metro-Cebu-part-1-of-2.yport").
    """

    bundle: bytes
    trail: tuple[str, ...]


@dataclass(frozen=True)
class Intake:
    """What was found: bundles, each once; contact cards as text; and what could not be looked into."""

    found: tuple[Found, ...]
    faults: tuple[Problem, ...] = ()
    cards: tuple[str, ...] = ()


def unwrap(source: Path | bytes, limits: IntakeLimits | None = None, name: str = "") -> Intake:
    """Every bundle in a file, a folder or the bytes of a file.

    `name` is what bytes are called. Raises, when there is no bundle at all: BundleForeign, with a sentence
    that says what the file is where that is known; BundleDamaged; BundleTooLarge; FileNotRead.
    """
    search = _searched(source, limits, name)
    if not search.found:
        raise search.why_nothing()
    faults = dict.fromkeys((*map(_problem, search.closed), *search.faults))  # each said once
    return Intake(tuple(search.found.values()), tuple(faults), tuple(search.cards))


def _searched(source: Path | bytes, limits: IntakeLimits | None, name: str) -> "_Search":
    search = _Search(limits or IntakeLimits())
    if isinstance(source, bytes):
        if len(source) > search.limits.file:
            raise BundleTooLarge(limit=search.limits.file >> 20)
        search.look(source, (name,) if name else ())
    elif source.is_dir():
        search.look_into_folder(source)
    else:
        search.look(_read(source, search.limits.file), (source.name,))
    return search


class _Search:
    """One look: what was found so far, and what may still be spent."""

    def __init__(self, limits: IntakeLimits) -> None:
        self.limits = limits
        self.found: dict[bytes, Found] = {}
        self.faults: list[Problem] = []
        self.closed: list[BundleError] = []  # what may have held a bundle and could not be looked into
        self.cards: dict[str, None] = {}
        self._foreign: list[BundleError] = []  # what is something else
        self._budget = Budget(limits)

    def why_nothing(self) -> BundleError:
        """The error that helps most where no bundle was found."""
        for kind in (BundleTooLarge, BundleDamaged, BundleForeign):
            for error in self.closed:
                if isinstance(error, kind):
                    return error
        if self.faults:
            fault = self.faults[0]
            return BundleDamaged(fault.message, **dict(fault.details))
        return next(iter(self._foreign), BundleForeign())

    def look(self, content: bytes, trail: tuple[str, ...]) -> None:
        """Look into a file from outside."""
        try:
            self._look(content, trail, 0, 0)
        except Spent as error:
            self.closed.append(error)

    def look_into_folder(self, folder: Path) -> None:
        """Look into the files of a folder and of the folders in it; those of other kinds are passed over."""
        for number, path in enumerate(_files_in(folder)):
            if number >= self.limits.files:
                self.closed.append(BundleTooLarge(TOO_MANY, count=self.limits.files))
                break
            try:
                self._look(_read(path, self.limits.file, self._budget), (folder.name, path.name), 0, 0)
            except Spent as error:  # nothing more may be read, of the other files neither
                self.closed.append(error)
                break
            except BundleTooLarge as error:
                self.closed.append(error)
            except FileNotRead:
                self.closed.append(BundleForeign(UNREADABLE, name=path.name))
        if not self.found and not self.cards:
            self._foreign.insert(0, BundleForeign(EMPTY_FOLDER, name=folder.name))

    def _look(self, content: bytes, trail: tuple[str, ...], level: int, zips: int) -> None:
        name = _last(trail)
        try:
            if content.startswith(_OURS):
                self._add(content, trail)
            elif content.startswith(_ZIP):
                self._look_into_zip(content, trail, level, zips)
            elif content.startswith(outlook.MAGIC):
                self._go_on(outlook.open_message, content, trail, level, zips)
                self._nothing_in_letter(trail, name)
            elif (other := _other(content, name)) is not None:
                (self.closed if other.template in (WINMAIL, OTHER_ARCHIVE) else self._foreign).append(other)
            elif _is_text(content):
                self._look_into_text(content, trail, level, zips)
        except Spent:
            raise
        except BundleError as error:
            self._note(error)

    def _note(self, error: BundleError) -> None:
        """Plainly foreign things need no mention beside a bundle; what has a sentence of its own does."""
        (self._foreign if error.template == BundleForeign.sentence else self.closed).append(error)

    def _add(self, bundle: bytes, trail: tuple[str, ...]) -> None:
        if len(self.found) >= self.limits.bundles:
            raise Spent(TOO_MANY, count=self.limits.bundles)
        self.found.setdefault(hashlib.sha256(bundle).digest(), Found(bundle, trail))

    def _look_into_zip(self, content: bytes, trail: tuple[str, ...], level: int, zips: int) -> None:
        name = _last(trail)
        names = unzipping.names_in(content, name, self._budget)
        if _OFFICE in names:
            self._look_into_document(content, trail, _WORKBOOK in names)
        elif zips >= self.limits.zips:
            raise BundleForeign(TOO_DEEP, name=name)
        else:
            self._take(unzipping.unzip(content, name, self._budget), trail, level, zips + 1)

    def _look_into_document(self, content: bytes, trail: tuple[str, ...], workbook: bool) -> None:
        try:
            if not workbook:
                raise BundleForeign()
            unwrapped = read_workbook(content)
        except BundleForeign:
            self._foreign.append(BundleForeign(PLAIN_WORKBOOK, name=_last(trail)))
            return
        for bundle in unwrapped.bundles:
            self._add(bundle, trail)
        self.faults += unwrapped.faults

    def _look_into_text(self, content: bytes, trail: tuple[str, ...], level: int, zips: int) -> None:
        name = _last(trail)
        before = len(self.found) + len(self.cards)
        if letters.is_mailbox(content):
            pieces = letters.letters_in(content, name, self._budget)
            self._take(pieces, trail, level, zips)
        elif letters.is_letter(content):
            self._go_on(letters.open_letter, content, trail, level, zips)
            self._nothing_in_letter(trail, name)
        if len(self.found) + len(self.cards) == before:  # in a letter, only where no part gave anything
            self._look_for_cards(content, name)
            self._look_for_armor(content, trail)

    def _look_for_armor(self, content: bytes, trail: tuple[str, ...]) -> None:
        try:
            unwrapped = read_armor(content)
        except BundleForeign:
            return
        for bundle in unwrapped.bundles:
            self._add(bundle, trail)
        self.faults += unwrapped.faults

    def _look_for_cards(self, content: bytes, name: str) -> None:
        at = content.find(b"YPORT-CARD-")
        if at < 0:
            return
        text = content[at : at + _CARD_AREA].decode("ascii", "replace")
        card = _CARD_TEXT.match(re.sub(r"[\s>]+", "", text))
        if card is not None:
            self.cards.setdefault(card.group())
            self._foreign.insert(0, BundleForeign(CARD, name=name))

    def _nothing_in_letter(self, trail: tuple[str, ...], name: str) -> None:
        if not any(f.trail[: len(trail)] == trail for f in self.found.values()):
            self._foreign.append(letters.letter_fault(name))

    def _go_on(self, opener: Opener, content: bytes, trail: tuple[str, ...], level: int, zips: int) -> None:
        """Look into a message. Its own nesting counts as levels too."""
        left = self.limits.levels - level - 1
        self._take(opener(content, _last(trail), self._budget, left), trail, level, zips)

    def _take(self, pieces: Iterator[Piece], trail: tuple[str, ...], level: int, zips: int) -> None:
        if level >= self.limits.levels:
            raise BundleForeign(TOO_DEEP, name=_last(trail))
        for piece in pieces:
            if piece.fault is not None:
                self._note(piece.fault)
            else:
                nested = max(1, len(piece.trail))
                self._look(piece.content, (*trail, *piece.trail), level + nested, zips)


def _last(trail: tuple[str, ...]) -> str:
    """The name nearest to the bytes; texts in an email have none of their own."""
    return next((n for n in reversed(trail) if n), "…")


def _is_text(content: bytes) -> bool:
    """Whether the bytes may be a text or an email; pictures and the like are passed over."""
    if content.startswith(_MARKS) or b"\0" not in content[:2_000]:
        return True
    return letters.is_letter(content) or letters.is_mailbox(content)


def _other(content: bytes, name: str) -> BundleError | None:
    """What is known and not opened here."""
    if content.startswith(_WINMAIL):
        return BundleForeign(WINMAIL, name=name)
    if content.startswith(_ARCHIVES) or _LHA.match(content[:8]):
        return BundleForeign(OTHER_ARCHIVE, name=name)
    if name.startswith(("~$", ".~lock.")):
        return BundleForeign(LOCK_FILE, name=name)
    return None


def _problem(error: BundleError) -> Problem:
    return Problem(error.template, Severity.WARNING, details=tuple(error.details.items()))


def _files_in(folder: Path) -> Iterator[Path]:
    """The files in a folder, then those of the folders in it, by name. Hidden ones are left out."""
    files, folders = _entries(folder)
    yield from files
    for inner in folders:
        with suppress(FileNotRead):  # of a folder in it, the others are shown
            yield from _entries(inner)[0]


def _entries(folder: Path) -> tuple[list[Path], list[Path]]:
    """Files and folders by name. What cannot even be looked at counts as a file, which is then named."""
    try:
        entries = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    except OSError as error:
        raise FileNotRead(path=str(folder), reason=error.strerror or type(error).__name__) from error
    files, folders = [], []
    for path in entries:
        try:
            mode = path.stat().st_mode
        except OSError:
            mode = stat.S_IFREG
        if stat.S_ISDIR(mode):
            folders.append(path)
        elif stat.S_ISREG(mode):
            files.append(path)
    return files, folders


def _read(path: Path, limit: int, budget: Budget | None = None) -> bytes:
    """The bytes of a file; of a file in a folder (with `budget`) only if it may hold something of ours.

    Raises FileNotRead, BundleTooLarge.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe or device would never end
            raise FileNotRead(path=str(path), reason="not a file")
        with path.open("rb") as file:
            content = file.read(4_096)
            known = content.startswith((_OURS, *_ZIP, outlook.MAGIC)) or _is_text(content)
            if budget is not None and not known:
                return content
            content += file.read(limit + 1 - len(content))
    except OSError as error:
        raise FileNotRead(path=str(path), reason=error.strerror or type(error).__name__) from error
    if len(content) > limit:
        raise BundleTooLarge(limit=limit >> 20)
    if budget is not None:
        budget.take(len(content))
    return content
