"""Laying out what is sent in parts below a size: each a bundle of its own, in the order of the items."""

from collections.abc import Iterable, Sequence

from yport_desktop.domain.errors import BundleTooLarge
from yport_desktop.domain.text import N_

from .bundle import Item
from .chunks import HEAD, cut
from .frame import HEADER, PREFIX, ROW

ITEMS_AT_MOST = 90_000
SMALLEST_ROOM = 16 * 1024
_AGE_HEADER, _AGE_RECIPIENT = 400, 120
_NO_ROOM = N_("Files of at most {limit} KB are too small for this. Choose a larger size.")
_AGE_STRIDE = 4_000  # age adds 16 bytes to each 64 KiB: one in 4,096


def room_in(limit: int, manifest: int, recipients: int) -> int:
    """Bytes left for items and their table rows in a file of at most `limit` bytes.

    `manifest` is the length of the manifest in bytes. Raises BundleTooLarge where the frame alone
    takes the room.
    """
    frame = HEADER.size + PREFIX.size + manifest + _AGE_HEADER + _AGE_RECIPIENT * (recipients + 1)
    room = limit - limit // _AGE_STRIDE - frame
    if room < SMALLEST_ROOM:
        raise BundleTooLarge(_NO_ROOM, limit=limit >> 10)
    return room


def laid_out(items: Sequence[Item], room: int) -> list[list[Item]]:
    """The items in parts of at most `room` bytes; always at least one part, which may be empty.

    The order stays; an item that is larger than a part is cut in chunks.
    """
    parts: list[list[Item]] = [[]]
    left = room
    for item in _fitting(items, room - ROW.size):
        size = item.head.length + ROW.size
        if size > left or len(parts[-1]) >= ITEMS_AT_MOST:
            parts.append([])
            left = room
        parts[-1].append(item)
        left -= size
    return parts


def _fitting(items: Iterable[Item], most: int) -> Iterable[Item]:
    for item in items:
        if item.head.length <= most:
            yield item
        else:
            yield from cut(item, max(most, HEAD.size + 1))
