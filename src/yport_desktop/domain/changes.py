"""The change log's words: a cell, a change, a save.

A *change* sets one field of one record. A *save* is the changes of one user action: one
undo step, one transaction. Creating, deleting, moving and ordering are fields too, with
reserved names that begin with a dot.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from .entity import Json

# Reserved fields. A record exists from the first change of KIND.
KIND = ".kind"  # value: the entity kind
PARENT = ".parent"  # value: UUID text of the parent, or None
ORDER = ".order"  # value: fractional key among siblings
LIFE = ".life"  # value: "deleted", or None / absent while the record lives
DELETED = "deleted"

# Not reserved, but special: a person's public signing key (hex), or a list of them. Every key that
# was ever written into such a field is on the space's roster: what it signed is folded. That rule
# only ever grows with the segments held, so that the order of arrival cannot matter.
SIGNING_KEY = "signing_key"
# And what takes a key off it again: {"key": hex, "last": [[feed, number, hash], ...], ...}.
REVOKED_KEY = "revoked_key"

CIRCLE = ".circle"  # value: the circle a record and all under it belongs to, or None: everybody's

# Narrower circles of readers. "" is everybody on the roster. A segment belongs to exactly one, so
# that leaving a circle out of a bundle never cuts a signed segment.
PRIVATE = "private"  # records a person marked as private
PLACES = "places"  # where photos were taken

RESERVED = (KIND, PARENT, ORDER, LIFE, CIRCLE)


def is_left_out(circle: str, leave_out: Collection[str]) -> bool:
    """Whether what belongs to that circle is kept from those who are not sent these circles.

    The name of a circle is one word, or the words of several whose readers all must be in.
    """
    return any(word in leave_out for word in circle.split())


@dataclass(frozen=True)
class Edit:
    """One cell to be written: what a command asks the store for, and in which circle."""

    record: UUID
    field: str
    value: Json
    circle: str = ""


@dataclass(frozen=True)
class Touched:
    """One record that a commit or an import changed."""

    record: UUID
    kind: str
    fields: frozenset[str]


@dataclass(frozen=True)
class Committed:
    """What a transaction did: the fact that the bus tells the pages.

    `inverse` writes back what was there before, for undo (empty for imports).
    """

    space: UUID
    save: int
    touched: tuple[Touched, ...]
    inverse: tuple[Edit, ...] = ()
    label: str = ""

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of records that were touched."""
        return frozenset(t.kind for t in self.touched)
