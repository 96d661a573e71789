"""What the page shows of people: who is at this desk, and who the colleagues are. Plain values only."""

from dataclasses import dataclass
from uuid import UUID

from yport_desktop.services.conflicts import count
from yport_desktop.services.exchange import Exchange
from yport_desktop.services.receipts import Receipt
from yport_desktop.services.roster import Me
from yport_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Standing:
    """The people, what they hold, and what waits. `open_changes` are not sealed yet: nobody has them.

    `aside` are parts kept unapplied, because nobody of the roster signed them.
    """

    space: UUID | None
    city: str
    me: Me
    words: str
    card: str
    receipts: tuple[Receipt, ...] = ()
    not_sent: int = 0
    open_changes: int = 0
    conflicts: int = 0
    aside: int = 0


def read_standing(workspace: Workspace, exchange: Exchange, space: UUID | None) -> Standing:
    """Read all of it at once."""
    me, words, card = exchange.me, exchange.my_words, exchange.my_card()
    view = next((s for s in workspace.spaces() if s.id == space), None)
    if space is None or view is None:
        return Standing(None, "", me, words, card)
    return Standing(
        space,
        view.name,
        me,
        words,
        card,
        exchange.receipts(space),
        exchange.not_sent(space),
        workspace.store.open_changes(space),
        count(workspace, space),
        workspace.store.waiting(space)[0],
    )
