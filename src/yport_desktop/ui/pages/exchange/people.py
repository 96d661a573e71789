"""What the page shows of people: who is at this desk, and who the colleagues are. Plain values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.services.exchange import Exchange
from yport_desktop.services.receipts import Dispatch, Receipt
from yport_desktop.services.roster import Me, Member
from yport_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Way:
    """How a colleague is sent to. `passed`: the carriers that reached her, with the day she said so (ISO)."""

    carrier: Carrier = Carrier.BINARY
    encrypted: bool = True
    passed: Mapping[Carrier, str] = field(default_factory=dict)


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

    def lacking(self, receipt: Receipt) -> int:
        """How many changes she lacks, of those that she is sent."""
        kept_back = receipt.member.leave_out
        return receipt.lacking + sum(n for c, n in self.open_changes.items() if c not in kept_back)

    @property
    def names(self) -> Mapping[bytes, str]:
        """What the colleagues are called, by signing key."""
        return {r.member.key: r.member.name for r in self.receipts}


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
        len(workspace.conflicts(space)),
        workspace.store.waiting(space)[0],
        {r.member.key: read_way(exchange, r.member) for r in receipts},
        exchange.dispatches(space),
    )


def read_way(exchange: Exchange, member: Member) -> Way:
    """How that colleague is sent to."""
    carrier, encrypted = exchange.passages.choice(member.key)
    return Way(carrier, encrypted, exchange.passages.passed_to(member.key))
