"""Sections: a bundle cut into numbered pieces of text, each of which says what it belongs to.

    [YPORT;1;<bundle>;<i>of<n>;<bytes>;<check>]<base64>

`bundle` are the first 12 bytes of the SHA-256 of the bundle, `check` the first 6 bytes of the SHA-256
of everything before it in the bracket from the bundle on, with its semicolons, and of the section's
bytes; both in hex. Armor and workbook consist of such sections. A reader drops every character that is
not of the alphabet, so that line breaks, quote marks and spaces do not matter; sections may come in any
order, doubled, and with anything between them.
"""

import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator

from yport_desktop.domain.errors import BundleForeign, Problem
from yport_desktop.domain.text import N_

from .forms import Unwrapped

SECTION_BYTES = 6_000  # as text a quarter of what a spreadsheet cell can hold
MAX_SECTIONS = 20_000
MAX_BUNDLES = 200
_MAX_HEADS = 60_000  # several times what the largest bundle has
_MAX_DAMAGED = 1_000
_MAX_SECTION_BYTES = 24_000
_RANGES_SHOWN = 6

START = b"[YPORT;"
_HEAD = re.compile(
    rb"\[YPORT;1;(?P<own>(?P<bundle>[0-9a-f]{24});(?P<place>\d{1,5})of(?P<count>\d{1,5});(?P<size>\d{1,5});)"
    rb"(?P<check>[0-9a-f]{12})\]"
)
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_SEEN = bytes(set(range(256)) - set(_ALPHABET + b"[];"))
_FRAME = b"[];"

_MISSING = N_("Section {section} of {total} is missing in part {part}. Ask for it again.")
_SEVERAL_MISSING = N_("Sections {sections} of {total} are missing in part {part}. Ask for it again.")
_DAMAGED = N_("Section {section} of {total} is damaged in part {part}. Ask for it again.")
_SEVERAL_DAMAGED = N_("Sections {sections} of {total} are damaged in part {part}. Ask for it again.")
_ALTERED = N_("Part {part} was altered on the way. Ask for it again.")
_TOO_MANY = N_("This file holds more parts than can be read at once. The first {count} were looked at.")

_Key = tuple[bytes, int]  # bundle and count
_Range = tuple[int, int]  # first and last place


def cut(bundle: bytes) -> Iterator[str]:
    """The sections of a bundle, each head and base64 in one line."""
    name = _name(bundle)
    count = max(1, -(-len(bundle) // SECTION_BYTES))
    for place in range(1, count + 1):
        content = bundle[(place - 1) * SECTION_BYTES : place * SECTION_BYTES]
        own = b"%b;%dof%d;%d;" % (name, place, count, len(content))
        text = binascii.b2a_base64(content, newline=False).rstrip(b"=")
        yield (b"[YPORT;1;%b%b]%b" % (own, _check(own, content), text)).decode("ascii")


def short_name(bundle: bytes) -> str:
    """What faults call a part: the beginning of its name in the sections."""
    return _short(_name(bundle))


def squeeze(text: bytes) -> bytes:
    """What a reader of sections looks at: the characters of the alphabet and of the heads."""
    return text.translate(None, _NOT_SEEN)


class Sections:
    """Collects the sections of texts that were found in a carrier file."""

    def __init__(self) -> None:
        self._found: dict[_Key, dict[int, bytes]] = {}
        self._damaged: dict[tuple[_Key, int], None] = {}
        self._too_many = False

    def take(self, squeezed: bytes) -> None:
        """Collect what is whole in a squeezed text; remember what was damaged."""
        if START not in squeezed:
            return
        head = None
        for number, following in enumerate(_HEAD.finditer(squeezed)):
            if number == _MAX_HEADS:
                self._too_many = True
                break
            if head is not None:
                self._section(head, squeezed[head.end() : following.start()])
            head = following
        if head is not None:
            self._section(head, squeezed[head.end() : head.end() + 2 * _MAX_SECTION_BYTES])

    @property
    def complete(self) -> bool:
        """True if something was found and nothing is missing in it."""
        return bool(self._found) and not self._lacking() and not self._strays()

    def unwrapped(self) -> Unwrapped:
        """The bundles whose sections are all there, and a fault for every other one.

        Raises BundleForeign if no section was seen at all.
        """
        if not self._found and not self._damaged:
            raise BundleForeign()
        strays = self._strays()
        bundles, faults = [], []
        for key, sections in self._found.items():
            if len(sections) < key[1]:
                damaged = strays.pop(key, set())
                faults += _faults(key, _between(damaged.union(sections), key[1]), damaged)
                continue
            bundle = b"".join(sections[place] for place in range(1, key[1] + 1))
            if _name(bundle) == key[0]:
                bundles.append(bundle)
            else:
                faults.append(Problem(_ALTERED, details=(("part", _short(key[0])),)))
        for key, places in strays.items():
            faults += _faults(key, [], places)
        if self._too_many:
            faults.append(Problem(_TOO_MANY, details=(("count", MAX_BUNDLES),)))
        return Unwrapped(tuple(bundles), tuple(faults))

    def _section(self, head: re.Match[bytes], body: bytes) -> None:
        place, count, size = (int(head[name]) for name in ("place", "count", "size"))
        if not 1 <= place <= count <= MAX_SECTIONS or size > _MAX_SECTION_BYTES:
            return
        key = (head["bundle"], count)
        if place in self._found.get(key, ()):
            return
        content = _decoded(body, size)
        if content is None or _check(head["own"], content) != head["check"]:
            if len(self._damaged) < _MAX_DAMAGED:
                self._damaged[key, place] = None
        elif key in self._found or len(self._found) < MAX_BUNDLES:
            self._found.setdefault(key, {})[place] = content
        else:
            self._too_many = True

    def _lacking(self) -> list[_Key]:
        """The bundles that are not whole. What they lack is not counted out: a head may claim any number."""
        return [key for key, sections in self._found.items() if len(sections) < key[1]]

    def _strays(self) -> dict[_Key, set[int]]:
        """Damaged sections that were not found whole elsewhere, by the bundle they belong to.

        The head may be damaged as well: such a section is taken for the one that is missing.
        """
        lacking = self._lacking()
        seen = {bundle for bundle, _ in self._found}
        strays: dict[_Key, set[int]] = {}
        for key, place in self._damaged:
            if place in self._found.get(key, ()):
                continue
            like = (k for k in lacking if (k[0] == key[0] or k[1] == key[1]) and self._lacks(k, place))
            known = key if key in self._found else next(like, key)
            if known in self._found or key[0] not in seen:
                strays.setdefault(known, set()).add(place)
        return strays

    def _lacks(self, key: _Key, place: int) -> bool:
        return place <= key[1] and place not in self._found[key]


def _decoded(body: bytes, size: int) -> bytes | None:
    length = (size * 4 + 2) // 3
    text = body[: length + 64].translate(None, _FRAME)[:length]
    if len(text) < length:
        return None
    try:
        return binascii.a2b_base64(text + b"=" * (-length % 4))
    except binascii.Error:
        return None


def _faults(key: _Key, missing: list[_Range], damaged: set[int]) -> list[Problem]:
    """What to say of a bundle that is not whole."""
    kinds = ((missing, _MISSING, _SEVERAL_MISSING), (_runs(damaged), _DAMAGED, _SEVERAL_DAMAGED))
    return [_fault(key, ranges, one, several) for ranges, one, several in kinds if ranges]


def _fault(key: _Key, ranges: list[_Range], one: str, several: str) -> Problem:
    single = len(ranges) == 1 and ranges[0][0] == ranges[0][1]
    name = ("section", ranges[0][0]) if single else ("sections", _shown(ranges))
    return Problem(one if single else several, details=(name, ("total", key[1]), ("part", _short(key[0]))))


def _runs(places: Iterable[int]) -> list[_Range]:
    """The places as runs of neighbours, first and last each."""
    runs: list[_Range] = []
    for place in sorted(places):
        if runs and place == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def _between(places: Iterable[int], count: int) -> list[_Range]:
    """What of 1 to `count` is not among the places."""
    edges = [0, *(edge for run in _runs(places) for edge in run), count + 1]
    return [(a + 1, b - 1) for a, b in zip(edges[::2], edges[1::2], strict=True) if a + 1 < b]


def _shown(ranges: list[_Range]) -> str:
    """Such as `3, 5-7`."""
    shown = [str(a) if a == b else f"{a}-{b}" for a, b in ranges[:_RANGES_SHOWN]]
    return ", ".join([*shown, *(["…"] if len(ranges) > _RANGES_SHOWN else [])])


def _name(bundle: bytes) -> bytes:
    return hashlib.sha256(bundle).hexdigest()[:24].encode("ascii")


def _short(name: bytes) -> str:
    return name[:8].decode("ascii")


def _check(own: bytes, content: bytes) -> bytes:
    return hashlib.sha256(own + content).hexdigest()[:12].encode("ascii")
