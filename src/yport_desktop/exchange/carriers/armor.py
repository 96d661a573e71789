"""Armor: bundles as lines of text that survive what mail programs do to text."""

import binascii
import re
from collections.abc import Iterator, Sequence

from yport_desktop.domain.errors import BundleTooLarge

from .forms import Unwrapped
from .sections import Sections, cut, squeeze

MAX_TEXT = 96 << 20
MAX_MANGLED = 24 << 20  # larger texts come as files, not through mail programs
_BLOCK = 1 << 20
LINE = 64
_END = "[YPORT;END]"

# Full-width forms to which Japanese input turns ASCII.
_FOLDED = {0xFF01 + n: 0x21 + n for n in range(94)}
_IS_FOLDED = re.compile("[\uff01-\uff5e]")
# Quote marks with the initials of the quoted, as in `AS> `; markup and entities of HTML.
_QUOTED = re.compile(rb"^(?:[ \t]*[A-Za-z]{0,8}[>|]){1,20}", re.MULTILINE)
_MARKUP = re.compile(rb"<[^<>]{0,500}>|&#?[A-Za-z0-9]{1,8};")


def armored(bundles: Sequence[bytes], heading: str) -> str:
    """The bundles as text: first `heading`, sentences for people, then the sections in short lines."""
    blocks = [heading.strip(), *("\n".join(_lines(s)) for b in bundles for s in cut(b)), _END]
    return "\n\n".join(blocks) + "\n"


def read_armor(content: bytes) -> Unwrapped:
    """The bundles in a text, whatever mail made of it; several texts may have been put together.

    Raises BundleForeign if there is no armor in it, BundleTooLarge above 96 MiB. What is damaged
    or missing is named in the faults.
    """
    if len(content) > MAX_TEXT:
        raise BundleTooLarge(limit=MAX_TEXT >> 20)
    sections = Sections()
    for reading in _readings(content):
        sections.take(squeeze(reading))
        if sections.complete:
            break
    return sections.unwrapped()


def _readings(content: bytes) -> Iterator[bytes]:
    """The ASCII characters of a text in the ways it may be meant: as it stands, without quote marks,
    without markup; the same with quoted-printable decoded; in other character sets."""
    for octets in _transfers(content):
        first, *others = _character_sets(octets)
        text = _ascii(octets, first)
        yield text
        if len(content) > MAX_MANGLED:
            return
        if b">" in text or b"|" in text:
            yield _without(_QUOTED, text.replace(b"\r", b"\n"))
        if b"<" in text or b"&" in text:
            yield without_markup(text)
        yield from (_ascii(octets, other) for other in others)


def plain(content: bytes) -> bytes:
    """The ASCII characters of a text in its likeliest character set."""
    return _ascii(content, _character_sets(content)[0])


def without_markup(text: bytes) -> bytes:
    """A text without the tags and entities of XML and HTML."""
    return _without(_MARKUP, text)


def _without(pattern: re.Pattern[bytes], text: bytes) -> bytes:
    """A text without what matches; block by block, as millions of pieces would take much memory."""
    return b"".join(pattern.sub(b"", block) for block in _blocks(text))


def _blocks(text: bytes) -> Iterator[bytes]:
    """The text in pieces that end with a line where there are lines."""
    start = 0
    while start < len(text):
        end = start + _BLOCK
        if end < len(text):
            end = text.rfind(b"\n", start, end) + 1 or end
        yield text[start:end]
        start = end


def _lines(section: str) -> Iterator[str]:
    """The head, then the base64 in lines."""
    end = section.index("]") + 1
    yield section[:end]
    yield from (section[at : at + LINE] for at in range(end, len(section), LINE))


def _transfers(content: bytes) -> Iterator[bytes]:
    yield content
    if b"=" in content:  # no section has one
        yield binascii.a2b_qp(content)


def _character_sets(content: bytes) -> list[str]:
    """The likeliest first."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    start = content[:4096]
    if start.count(0) * 4 > len(start):
        return ["utf-16-be" if start[::2].count(0) > start[1::2].count(0) else "utf-16-le"]
    if content.isascii():
        return ["ascii", "iso2022_jp"] if b"\x1b$" in content else ["ascii"]
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return ["utf-8", "cp932", "euc_jp"]
    return ["utf-8"]


def _ascii(content: bytes, charset: str) -> bytes:
    """The text's ASCII characters, full-width ones among them; all others are dropped."""
    if charset == "ascii":
        return content
    text = content.decode(charset, "ignore")
    if _IS_FOLDED.search(text):
        text = text.translate(_FOLDED)
    return text.encode("ascii", "ignore")
