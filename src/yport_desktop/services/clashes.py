"""What stands against each other, as plain values: the sides of a conflict and what can be decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from yport_desktop.domain.canonical import dumps
from yport_desktop.domain.changes import LIFE, Edit
from yport_desktop.domain.entity import Choice, Field, Json

from .input_dossier import Proof


class Nature(StrEnum):
    """What kind of conflict it is; the keys are those of a settlement."""

    VALUE = "value"
    TEXT = "text"  # can be merged word by word
    LIST = "list"  # both can be kept
    DELETION = "deletion"  # somebody deleted what somebody else edited
    PLACE = "place"  # moved to two places
    RING = "ring"  # moved under each other: no cell has two values
    HANGING = "hanging"  # added below what somebody else deleted: no cell has two values


class How(StrEnum):
    """How a conflict was decided; the keys are those of a settlement."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"
    NEW = "new"
    MERGED = "merged"


@dataclass(frozen=True)
class Side:
    """One of the values that stand against each other. `at` in ms since 1970; `own`: given here.

    `who` names everybody who gave this value, `keys` are their public signing keys and `names`, where
    there are several, whose each is; `segment` is the identity of the segment that brought it (b"" while
    unsealed).
    """

    value: Json
    text: str
    who: str
    at: int
    own: bool
    keys: tuple[bytes, ...] = ()
    segment: bytes = b""
    record: UUID | None = None
    names: tuple[str, ...] = ()

    @property
    def whose(self) -> dict[bytes, str]:
        """The name of whoever holds each of the keys."""
        return dict(zip(self.keys, self.names or (self.who,), strict=True)) if self.keys else {}


@dataclass(frozen=True)
class Option:
    """Something that can be decided: its verb in words, and what is written then."""

    verb: str
    how: How
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Clash:
    """A conflict in words. `field` is None for life, parent and order.

    Each of `options` keeps the side of the same place; further ones keep none. `edited` says, for a
    deletion, what others wrote meanwhile. `choices`: what may be chosen. `reopened` names the settlement
    that was taken back, where it is no conflict of the log any more but has to be decided again.
    """

    record: UUID
    kind: str
    key: str
    field: Field | None
    kind_label: str
    title: str
    label: str
    sides: tuple[Side, ...]
    nature: Nature = Nature.VALUE
    options: tuple[Option, ...] = ()
    unit: str = ""
    edited: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    sector: str = ""
    reopened: UUID | None = None

    @property
    def id(self) -> tuple[UUID, str, str]:
        """What names it from one reading to the next."""
        return (self.record, self.key, self.nature if self.nature in (Nature.RING, Nature.HANGING) else "")

    @property
    def is_deletion(self) -> bool:
        """Whether somebody deleted what somebody else edited."""
        return self.key == LIFE

    @property
    def is_text(self) -> bool:
        """Whether its values are worth a redline."""
        return self.nature in (Nature.TEXT, Nature.LIST)

    @property
    def seen(self) -> set[str]:
        """The values that are shown, as canonical JSON."""
        return {dumps(side.value) for side in self.sides}


@dataclass(frozen=True)
class Inbox:
    """Open conflicts of a space: how many, and the first of them in words.

    `orders` are records that two people put at different places of the same list: the same one
    is shown everywhere, so nobody has to decide.
    """

    total: int
    clashes: tuple[Clash, ...] = ()
    orders: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class PastValue:
    """A value that a field was given; see `Side`. `is_head`: it stands still."""

    value: Json
    text: str
    who: str
    at: int
    own: bool
    is_head: bool = False


@dataclass(frozen=True)
class Dossier:
    """What is known of one conflict: what was there before (newest first), every value, the evidence."""

    before: tuple[PastValue, ...] = ()
    past: tuple[PastValue, ...] = ()
    proofs: tuple[Proof, ...] = field(default=())


def together(sides: Iterable[Side]) -> tuple[Side, ...]:
    """Those who agree stand together, own values first."""
    found: dict[str, list[Side]] = {}
    for side in sorted(sides, key=lambda s: (not s.own, s.at, s.who)):
        found.setdefault(dumps(side.value), []).append(side)
    return tuple(_one(alike) for alike in found.values())


def _one(alike: Sequence[Side]) -> Side:
    """One side for all who gave the same value; two laptops of a person are one name and two keys."""
    whose = {key: name for side in alike for key, name in side.whose.items()}
    who = ", ".join(dict.fromkeys(side.who for side in alike))
    return replace(alike[0], who=who, keys=tuple(whose), names=tuple(whose.values()))
