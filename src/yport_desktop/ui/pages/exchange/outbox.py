"""What is to be sent to whom: one letter for each way of sending. Plain values only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from yport_desktop.domain.changes import PLACES, PRIVATE
from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.services.exchange import Exchange
from yport_desktop.services.letters import MAIL_LIMIT, SIZE_LIMIT, Letter, Outbox, WrittenBundle
from yport_desktop.services.members import Member
from yport_desktop.services.pace import Progress, Stop
from yport_desktop.services.receipts import Receipt
from yport_desktop.ui.pages.exchange.people import Way, called

CIRCLES = (PRIVATE, PLACES)
NAMES_IN_FILE = 3


class Purpose(StrEnum):
    """How the files travel; it decides how large one may be."""

    EMAIL = "email"
    STICK = "stick"


@dataclass(frozen=True)
class Group:
    """Recipients who get the very same files."""

    members: tuple[Member, ...]
    carrier: Carrier
    encrypted: bool
    leave_out: frozenset[str]

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called."""
        return tuple(called(m) for m in self.members)


@dataclass(frozen=True)
class Order:
    """Everything a person decided before sending. `limit` is bytes per file.

    `bare` letters only say what is held here, and the note.
    """

    space: UUID
    groups: tuple[Group, ...]
    note: str = ""
    everything: bool = False
    limit: int = SIZE_LIMIT
    language: str = "en"
    bare: bool = False

    def letter(self, group: Group) -> Letter:
        """The letter to one group."""
        return Letter(
            self.space,
            tuple(m.key for m in group.members),
            self.note,
            group.encrypted,
            self.everything,
            group.carrier,
            self.limit,
            group.leave_out,
            self.language,
            self.bare,
        )


@dataclass(frozen=True)
class Loaded:
    """What one group would get."""

    group: Group
    outbox: Outbox


@dataclass(frozen=True)
class Sent:
    """What one group got."""

    group: Group
    outbox: Outbox
    written: WrittenBundle


@dataclass(frozen=True)
class Circles:
    """What is left out this time. `chosen` holds what a person ticked or cleared against the preset."""

    chosen: Mapping[str, bool] = field(default_factory=dict)

    def of(self, member: Member) -> frozenset[str]:
        """The circles which that person is not sent."""
        preset = {c for c in member.leave_out if c not in self.chosen}
        return frozenset(preset | {c for c, on in self.chosen.items() if on})


def limit_for(purpose: Purpose, mail_megabytes: float) -> int:
    """Bytes that one file may have."""
    if purpose is Purpose.STICK:
        return SIZE_LIMIT
    return min(SIZE_LIMIT, int(mail_megabytes * 1_000_000) or MAIL_LIMIT)


def grouped(receipts: Sequence[Receipt], ways: Mapping[bytes, Way], circles: Circles) -> tuple[Group, ...]:
    """Those who are sent to in the same way, and get the same, together.

    Whoever was never heard of gets everything: nobody else shall have to take that in.
    """
    found: dict[tuple[bool, Carrier, bool, frozenset[str]], list[Member]] = {}
    for receipt in receipts:
        member = receipt.member
        way = ways.get(member.key, Way())
        key = (not receipt.as_of, way.carrier, way.encrypted, circles.of(member))
        found.setdefault(key, []).append(member)
    return tuple(Group(tuple(people), *key[1:]) for key, people in found.items())


def sample_groups(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The same people once in every carrier, to see what comes through to them."""
    people: dict[bool, list[Member]] = {}
    for group in groups:
        people.setdefault(group.encrypted, []).extend(group.members)
    return tuple(
        Group(tuple(members), carrier, encrypted, frozenset())
        for encrypted, members in people.items()
        for carrier in Carrier
    )


def preview(exchange: Exchange, order: Order) -> tuple[Loaded, ...]:
    """What each group would get; nothing is written."""
    return tuple(Loaded(g, exchange.preview(order.letter(g))) for g in order.groups)


def send(exchange: Exchange, order: Order, target: Path, progress: Progress, stop: Stop) -> tuple[Sent, ...]:
    """Write the files of all groups beside `target`, whose suffix is that of the carrier.

    Several groups have the names of their people in the file names. What was written for the groups
    before one that failed stays: it is complete. Raises what `Exchange.send` raises.
    """
    sent: list[Sent] = []
    for number, group in enumerate(order.groups):

        def report(done: float, number: int = number) -> None:
            progress((number + done) / len(order.groups))

        letter = order.letter(group)
        load = exchange.preview(letter)
        sent.append(Sent(group, load, exchange.send(letter, path_for(target, order, group), report, stop)))
    return tuple(sent)


def path_for(target: Path, order: Order, group: Group) -> Path:
    """Where the files of a group go."""
    suffixes = {f".{c.value}" for c in Carrier}
    stem = target.stem if target.suffix.lower() in suffixes else target.name
    if len(order.groups) > 1:
        names = [(_people(g), g.carrier) for g in order.groups]
        own = _people(group)
        number = f"-{order.groups.index(group) + 1}" if names.count((own, group.carrier)) > 1 else ""
        stem = f"{stem}-{own}{number}"
    return target.with_name(f"{stem}.{group.carrier.value}")


def _people(group: Group) -> str:
    names = [plain_name(n) for n in group.names]
    more = [str(len(names))] if len(names) > NAMES_IN_FILE else []
    return "-".join([*names[:NAMES_IN_FILE], *more])


def plain_name(text: str) -> str:
    """Words as part of a file name."""
    words = "".join(c if c.isalnum() else "-" for c in text).strip("-")
    while "--" in words:
        words = words.replace("--", "-")
    return words[:40]


def default_name(city: str, day: str) -> str:
    """A file name that says what it is: the engagement and the day; without suffix."""
    return f"{plain_name(city) or 'bundle'}-{day}"
