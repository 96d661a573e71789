"""A contact card out of whatever a colleague sent: a card file, a mail, a text, a picture; and the file."""

import codecs
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from yport_desktop.domain.errors import BundleError, CardError, FileNotRead
from yport_desktop.domain.text import N_

from .card import ContactCard, decode_card, printable
from .card_image import MAX_PICTURE, card_in_image, is_picture
from .carriers.letters import is_letter, open_letter
from .carriers.pieces import Budget, IntakeLimits

CARD_SUFFIX = ".yport-card"
_MAX_TEXT_FILE = 2 * 1024 * 1024
_MAX_PARTS = 50
_MAX_PICTURES = 10  # each may cost a second
_REACH = 4_000  # letters after the beginning of a card in which all of it must lie
_MARK = "YPORT-CARD-"
_LEVELS = 4  # of mails in mails
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SEVERAL = N_("This file holds the cards of several people: {names}. Take one of them at a time.")


def card_file(card: str, sentence: str) -> bytes:
    """The content of a card file: a sentence that says what it is, and the card."""
    return f"{printable(sentence, 500)}\r\n\r\n{card}\r\n".encode()


def file_name(name: str, suffix: str = CARD_SUFFIX) -> str:
    """A file name for something of that person, safe on every system."""
    bare = re.sub(r'[<>:"/\\|?*.]+', " ", printable(name, 60))
    return f"{' '.join(bare.split()) or 'Y-PORT'}{suffix}"


def read_any_card(source: bytes | Path) -> ContactCard:
    """The one card in a file or in its bytes: text, card file, mail (.eml) or picture.

    Raises CardError, or FileNotRead for a file that cannot be opened.
    """
    content = source if isinstance(source, bytes) else _read(source)
    if is_picture(content):
        return decode_card(card_in_image(content))
    found: dict[ContactCard, None] = {}
    problem: CardError | None = None
    for text in _cards_in(content):
        try:
            found[decode_card(text)] = None
        except CardError as error:
            problem = problem or error
    if len(found) > 1:
        raise CardError(_SEVERAL, names=", ".join(card.name or card.words for card in found))
    if not found:
        raise problem or CardError()
    return next(iter(found))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_PICTURE + 1)
    except OSError as error:
        raise FileNotRead(path=str(path), reason=error.strerror or type(error).__name__) from error


def _cards_in(content: bytes) -> Iterator[str]:
    """Pieces of text that begin as a card; nothing of what is too long."""
    if len(content) > MAX_PICTURE:
        return
    for text in _mail_texts(content) if is_letter(content) else _text(content):
        for number, match in enumerate(re.finditer(_MARK, text)):
            if number < _MAX_PARTS:
                yield text[match.start() : match.start() + _REACH]


def _mail_texts(content: bytes) -> Iterator[str]:
    """The texts of a mail and of its attachments; a card in an attached picture comes as its text."""
    pictures = 0
    try:
        for piece in open_letter(content, "", Budget(IntakeLimits(pieces=_MAX_PARTS)), _LEVELS):
            if is_picture(piece.content):
                pictures += 1
                if pictures <= _MAX_PICTURES:
                    yield _picture_text(piece.content)
                continue
            for text in _text(piece.content):
                yield text
                if "<" in text:
                    yield unescape(_TAG.sub(" ", text))
    except BundleError:
        return  # what came until then counts


def _text(content: bytes) -> Iterator[str]:
    """The text, unless it is too long to be one with a card."""
    if len(content) <= _MAX_TEXT_FILE:
        yield _decoded(content)


def _picture_text(content: bytes) -> str:
    try:
        return card_in_image(content)
    except CardError:
        return ""


def _decoded(content: bytes) -> str:
    """Text in the encodings that editors write; a card itself is plain ASCII."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    return content.decode("utf-8-sig", "replace")
