"""Looking into an email: its attachments and texts, also those of emails inside it, and mailboxes.

The standard library reads the message; here its cost is bounded first, and what it gives is turned
into bytes whatever the message claims about itself.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.feedparser import BytesFeedParser
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32

from yport_desktop.domain.errors import BundleDamaged, BundleError, BundleForeign, BundleTooLarge
from yport_desktop.domain.text import N_
from yport_desktop.exchange.card import printable

from .pieces import NAME_LENGTH, TOO_DEEP, Budget, Piece

STRANGELY_BUILT = N_(
    "The email {name} is built in an unusual way and was not opened. Save its attachment and open that."
)
WHOLLY_ENCRYPTED = N_(
    "The email {name} is encrypted as a whole. Save its attachment in your mail program and open that."
)
HALF = N_(
    "The email {name} arrived in several pieces. Save its attachment in your mail program and open that."
)

_PIECE = 1 << 20
_HEADER = 8_000  # longer headers are cut: nothing of ours needs them
_NESTED = re.compile(rb"(?i)multipart/|message/")
_KNOWN = (
    rb"(?:from|to|cc|subject|date|message-id|mime-version|content-type|content-transfer-encoding|received"
    rb"|return-path|delivered-to|reply-to|x-unsent|dkim-signature|x-mozilla-status|authentication-results)"
)
_FIRST_LINES = re.compile(rb"\A(?:[!-9;-~]{1,100}:[^\r\n]*(?:\r\n|\r|\n)(?:[ \t][^\r\n]*(?:\r\n|\r|\n))*)+")
_TELLING = re.compile(rb"(?im)^" + _KNOWN + rb":")
_LOOKED_AT = 64 * 1024
# A line that begins with "From " also stands in texts; a message begins with headers.
_MBOX = re.compile(rb"(?m)^From [^\r\n]{1,500}\r?\n(?=[!-9;-~]{1,100}:)")
_BLANK = re.compile(rb"\n\r?\n\Z")
_UUENCODED = re.compile(rb"(?m)^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n")
_UUENCODED_END = re.compile(rb"(?m)^end[ \t]*\r?$")
_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted")
# What the library may say to a message that no program wrote.
_FAULTS = (
    AssertionError,
    AttributeError,
    HeaderParseError,
    IndexError,
    KeyError,
    LookupError,
    OverflowError,
    TypeError,
    ValueError,
)


class _Bounded(Compat32):
    """Reads a message as old programs wrote it, with headers of bounded length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name and value of one header; a value of many lines is cut."""
        first, kept, size = sourcelines[0], [], 0
        for line in sourcelines:
            size += len(line)
            if size > _HEADER:
                break
            kept.append(line)
        return super().header_source_parse(kept or [first[:_HEADER]])


def is_letter(content: bytes) -> bool:
    """Whether the bytes begin with headers of which two are known from email."""
    start = content[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf\r\n\t ")
    head = _FIRST_LINES.match(start)
    return head is not None and len({m.group().lower() for m in _TELLING.finditer(head.group())}) >= 2


def is_mailbox(content: bytes) -> bool:
    """Whether the bytes are a mailbox in the form mbox."""
    line = _MBOX.match(content)
    return line is not None and is_letter(content[line.end() : line.end() + _LOOKED_AT])


def letters_in(mailbox: bytes, name: str, budget: Budget) -> Iterator[Piece]:
    """The emails of a mailbox. Raises BundleTooLarge for more than may be looked at."""
    starts = [
        m
        for m in _MBOX.finditer(mailbox)
        if m.start() == 0 or _BLANK.search(mailbox, m.start() - 4, m.start())
    ]
    ends = [*(m.start() for m in starts[1:]), len(mailbox)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        budget.take(end - start.end())
        yield Piece((f"{name} {number}",), mailbox[start.end() : end])


def open_letter(content: bytes, name: str, budget: Budget, levels: int) -> Iterator[Piece]:
    """The leaves of an email: attachments, texts, uuencoded files in texts.

    Emails inside it are opened as well, `levels` deep at most; the trail of a piece names them. Raises
    BundleForeign for a message that would cost too much, BundleTooLarge when the budget is spent.
    """
    nested = sum(1 for _ in _NESTED.finditer(content))
    if len(content) > budget.limits.letter:
        raise BundleTooLarge(limit=budget.limits.letter >> 20)
    lines = max(content.count(b"\n"), content.count(b"\r"))
    if lines * (8 + nested) > budget.limits.lines:  # the library asks of every line whether it ends a part
        raise BundleForeign(STRANGELY_BUILT, name=name)
    try:
        message = _parsed(content.lstrip(b"\xef\xbb\xbf\r\n"))
    except (*_FAULTS, RecursionError) as error:
        raise BundleForeign(STRANGELY_BUILT, name=name) from error
    yield from _leaves(message, (), name, budget, levels)


def _parsed(content: bytes) -> Message:
    """The message, handed over in pieces: as a whole it would be copied several times."""
    parser = BytesFeedParser(policy=_Bounded())
    for at in range(0, len(content), _PIECE):
        parser.feed(content[at : at + _PIECE])
    return parser.close()


def _leaves(
    message: Message, trail: tuple[str, ...], name: str, budget: Budget, levels: int
) -> Iterator[Piece]:
    """Walks without recursion: how deep a message is nested is for its sender to choose."""
    waiting: list[tuple[Message, tuple[str, ...], int]] = [(message, trail, levels)]
    while waiting:
        part, trail, left = waiting.pop()
        budget.take(0)
        kind = _kind(part)
        if kind in _SEALED:
            yield Piece((*trail, _name_of(part)), fault=BundleForeign(WHOLLY_ENCRYPTED, name=name))
        if kind == "message/partial":
            yield Piece(trail, fault=BundleForeign(HALF, name=name))
        children = part.get_payload()
        if not isinstance(children, list):
            yield from _contents(part, trail, budget)
            continue
        inner = kind.startswith("message/") and kind != "message/delivery-status"
        for child in reversed(children):
            if not isinstance(child, Message):
                continue
            if not inner:
                waiting.append((child, trail, left))
            elif left <= 0:
                yield Piece(trail, fault=BundleForeign(TOO_DEEP, name=name))
            elif not child.keys() and isinstance(child.get_payload(), str):
                yield from _encoded_letter(part, child, trail, budget)
            else:
                waiting.append((child, (*trail, subject_of(child) or _name_of(part)), left - 1))


def _contents(part: Message, trail: tuple[str, ...], budget: Budget) -> Iterator[Piece]:
    """The bytes of a leaf, and what a text holds in a form of its own."""
    name = _name_of(part)
    where = (*trail, name) if name else trail
    content = _decoded(part)
    if content is None:
        yield Piece(where, fault=BundleDamaged())
        return
    budget.take(len(content), pieces=0)
    yield Piece(where, content)
    yield from uuencoded_in(content, trail, budget)


def _encoded_letter(
    holder: Message, child: Message, trail: tuple[str, ...], budget: Budget
) -> Iterator[Piece]:
    """An email attached in base64, which the rules forbid and gateways do: the library finds no headers."""
    text = _decoded(child) or b""
    try:
        content = base64.b64decode(text, validate=False)
    except (binascii.Error, ValueError):
        content = text
    budget.take(len(content))
    yield Piece((*trail, _name_of(holder) or "message.eml"), content)


def uuencoded_in(text: bytes, trail: tuple[str, ...], budget: Budget) -> Iterator[Piece]:
    """Files that stand uuencoded in a text, complete up to their `end`."""
    begins = list(_UUENCODED.finditer(text))
    nexts = [*(b.start() for b in begins[1:]), len(text)]
    for begin, following in zip(begins, nexts, strict=False):
        budget.take(0)
        where = (*trail, _clean(begin.group(1).decode("utf-8", "replace")))
        end = _UUENCODED_END.search(text, begin.end(), following)
        try:
            lines = text[begin.end() : end.start()].splitlines() if end else []
            content = b"".join(map(binascii.a2b_uu, lines))
        except binascii.Error:
            end = None
        if end is None:
            yield Piece(where, fault=BundleDamaged())
            continue
        budget.take(len(content), pieces=0)
        yield Piece(where, content)


def subject_of(message: Message) -> str:
    """The subject for people, decoded and bounded; empty where there is none."""
    return _clean(_unfolded(message.get("Subject")))


def _decoded(part: Message) -> bytes | None:
    try:
        content = part.get_payload(decode=True)
    except (*_FAULTS, binascii.Error):
        return None
    return content if isinstance(content, bytes) else b""


def _kind(part: Message) -> str:
    try:
        return part.get_content_type()
    except _FAULTS:
        return "application/octet-stream"


def _name_of(part: Message) -> str:
    try:
        return _clean(_unfolded(part.get_filename()))
    except _FAULTS:
        return ""


def _unfolded(value: object) -> str:
    """A header or name whose words may be encoded (RFC 2047), as programs do in file names too."""
    text = "" if value is None else str(value)[:_HEADER]
    try:
        return str(make_header(decode_header(text)))
    except (*_FAULTS, UnicodeError):
        return text


def _clean(text: str) -> str:
    """One line for people, whatever came: lone surrogates stand for bytes that are no text."""
    readable = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return printable(readable, NAME_LENGTH)


def letter_fault(name: str) -> BundleError:
    """The sentence for an email in which nothing of ours was found."""
    return BundleForeign(N_("The email {name} holds no Y-PORT bundle."), name=name)
