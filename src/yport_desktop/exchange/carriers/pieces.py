"""What is taken out of a container, and how much of it may be taken at most."""

from dataclasses import dataclass

from yport_desktop.domain.errors import BundleError, BundleTooLarge
from yport_desktop.domain.text import N_

NAME_LENGTH = 80  # of names that came with a file, as they are shown
TOO_MANY = N_("This file holds more than {count} parts. Only the first ones were looked at.")
TOO_DEEP = N_("{name} is packed too deeply. Unpack it first, then open what is in it.")
BROKEN = N_("{name} is damaged or incomplete. Ask the sender for it again.")


@dataclass(frozen=True)
class IntakeLimits:
    """What one look into a file or folder may cost: bytes, counts and levels.

    `file` is the largest file opened, `total` all bytes taken out of containers together, `pieces`
    their number, `levels` how many containers may lie in one another, `zips` how many of these may
    be archives, `ratio` the most that an archive may expand what it packs. An email costs time by
    its lines and its nesting: `lines` bounds the product, and
    `letter` its bytes, since reading one takes several times its size. `files` bounds a folder.
    """

    file: int = 96 << 20
    total: int = 192 << 20
    pieces: int = 2_000
    bundles: int = 200
    files: int = 400
    levels: int = 4
    zips: int = 2
    ratio: int = 200
    letter: int = 48 << 20
    lines: int = 12_000_000


@dataclass(frozen=True)
class Piece:
    """Bytes found in a container, with the names that lead to them; or the reason why it stayed closed."""

    trail: tuple[str, ...]
    content: bytes = b""
    fault: BundleError | None = None


class Spent(BundleTooLarge):
    """Nothing more may be taken out; what was found until then counts."""


class Budget:
    """Counts what is taken out. One for a whole search."""

    def __init__(self, limits: IntakeLimits) -> None:
        self.limits = limits
        self._bytes = 0
        self._pieces = 0

    def take(self, size: int, pieces: int = 1) -> None:
        """Note that so much is taken. Raises Spent when that is too much."""
        self._bytes += size
        self._pieces += pieces
        if self._bytes > self.limits.total:
            raise Spent(limit=self.limits.total >> 20)
        if self._pieces > self.limits.pieces:
            raise Spent(TOO_MANY, count=self.limits.pieces)


def broken(name: str, kind: type[BundleError]) -> BundleError:
    """The sentence for a container that cannot be read to its end."""
    return kind(BROKEN, name=name)
