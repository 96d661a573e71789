"""What the page shows of people: who is at this desk, and who the colleagues are. Plain values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.services.conflicts import count
from yport_desktop.services.exchange import Exchange
from yport_desktop.services.members import Member
from yport_desktop.services.receipts import Dispatch, Receipt
from yport_desktop.services.revoking import Revoked
from yport_desktop.services.roster import Me
from yport_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Way:
    """How a colleague is sent to. `passed`: the carriers that reached her, with the day she said so (ISO)."""

    carrier: Carrier = Carrier.BINARY
    encrypted: bool = True
    passed: Mapping[Carrier, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Colleague:
    """A person with her keys, each laptop one; the first is that of the person herself.

    `heard` is when she last told what she holds (ISO, "" for never). `revoked` is by signing key.
    `histories` counts, by signing key, in how many lines a laptop wrote: more than one where it was set
    back to a backup, or its disk was copied. `torn` are the keys of which two parts bear one number.
    """

    person: UUID
    members: tuple[Member, ...]
    heard: str = ""
    revoked: Mapping[bytes, Revoked] = field(default_factory=dict)
    histories: Mapping[bytes, int] = field(default_factory=dict)
    torn: frozenset[bytes] = frozenset()

    @property
    def first(self) -> Member:
        """The key that stands for the person."""
        return self.members[0]

    @property
    def is_me(self) -> bool:
        """Whether it is the person at this desk."""
        return any(m.is_me for m in self.members)

    @property
    def gone(self) -> bool:
        """Whether none of her keys is valid any more."""
        return all(m.revoked for m in self.members)


@dataclass(frozen=True)
class Standing:
    """The people, what they hold, and what waits.

    `open_changes` (by circle) are not sealed yet: nobody has them. `aside` are parts kept unapplied,
    because nobody of the roster signed them. `ways` are by signing key, `dispatches` newest first.
    """

    space: UUID | None
    city: str
    me: Me
    words: str
    card: str
    receipts: tuple[Receipt, ...] = ()
    not_sent: int = 0
    open_changes: Mapping[str, int] = field(default_factory=dict)
    conflicts: int = 0
    aside: int = 0
    ways: Mapping[bytes, Way] = field(default_factory=dict)
    dispatches: tuple[Dispatch, ...] = ()
    colleagues: tuple[Colleague, ...] = ()

    def lacking(self, receipt: Receipt) -> int:
        """How many changes she lacks, of those that she is sent."""
        kept_back = receipt.member.leave_out
        return receipt.lacking + sum(n for c, n in self.open_changes.items() if c not in kept_back)

    @property
    def names(self) -> Mapping[bytes, str]:
        """What everybody on the roster is called, by signing key; also those whose key is not valid."""
        return {m.key: called(m) for c in self.colleagues for m in c.members}


def read_standing(workspace: Workspace, exchange: Exchange, space: UUID | None) -> Standing:
    """Read all of it at once."""
    me, words, card = exchange.me, exchange.my_words, exchange.my_card()
    view = next((s for s in workspace.spaces() if s.id == space), None)
    if space is None or view is None:
        return Standing(None, "", me, words, card)
    receipts = exchange.receipts(space)
    return Standing(
        space,
        view.name,
        me,
        words,
        card,
        receipts,
        exchange.not_sent(space),
        workspace.store.open_by_circle(space),
        count(workspace, space),
        workspace.store.waiting(space)[0],
        {r.member.key: read_way(exchange, r.member) for r in receipts},
        exchange.dispatches(space),
        _colleagues(exchange, space, receipts),
    )


def called(member: Member) -> str:
    """The name of a colleague, with that of her laptop where it is another one."""
    return f"{member.name} ({member.laptop})" if member.laptop else member.name


def _colleagues(exchange: Exchange, space: UUID, receipts: tuple[Receipt, ...]) -> tuple[Colleague, ...]:
    """Everybody with a key; oneself only with another laptop than this."""
    by_person: dict[UUID, list[Member]] = {}
    for member in exchange.roster.members(space):
        by_person.setdefault(member.person, []).append(member)
    revoked = {r.member.key: r for r in exchange.revoking.revoked(space)}
    heard = {r.member.key: r.as_of for r in receipts}
    return tuple(
        _colleague(exchange, space, tuple(members), heard, revoked)
        for members in by_person.values()
        if len(members) > 1 or not members[0].is_me
    )


def _colleague(
    exchange: Exchange,
    space: UUID,
    members: tuple[Member, ...],
    heard: Mapping[bytes, str],
    revoked: Mapping[bytes, Revoked],
) -> Colleague:
    histories, torn = {}, set()
    for member in members:
        parts = exchange.revoking.parts(space, member.key)
        lines: dict[str, set[bytes]] = {}
        for part in parts:
            lines.setdefault(part.circle, set()).add(part.feed)
        histories[member.key] = max((len(feeds) for feeds in lines.values()), default=0)
        if len({(p.feed, p.circle, p.number) for p in parts}) < len(parts):
            torn.add(member.key)
    return Colleague(
        members[0].person,
        members,
        max((heard.get(m.key, "") for m in members), default=""),
        {m.key: revoked[m.key] for m in members if m.key in revoked},
        histories,
        frozenset(torn),
    )


def read_way(exchange: Exchange, member: Member) -> Way:
    """How that colleague is sent to."""
    carrier, encrypted = exchange.passages.choice(member.key)
    return Way(carrier, encrypted, exchange.passages.passed_to(member.key))
