"""What arrived and waits, what is missing, and what was imported: plain values for the Receive part."""

from dataclasses import dataclass
from uuid import UUID

from yport_desktop.services.arrivals import Arrived, MissingParts, Sender
from yport_desktop.services.exchange import Exchange
from yport_desktop.services.pace import Progress, Stop
from yport_desktop.services.parcels import Parcel
from yport_desktop.services.workspace import Workspace

ARRIVALS_SHOWN = 100


@dataclass(frozen=True)
class Waiting:
    """A parcel in the inbox. `space` is what its engagement is called; `here`: it is in this profile."""

    parcel: Parcel
    sender: Sender
    space: str
    here: bool

    @property
    def known(self) -> bool:
        """Whether it can be imported without asking about the sender."""
        return self.here and self.sender.trusted

    @property
    def name(self) -> str:
        """What the sender is called, or calls herself."""
        return self.sender.name or self.sender.claimed


@dataclass(frozen=True)
class Incoming:
    """Everything the Receive part shows. `senders` says by key who is on the roster."""

    space: UUID | None
    waiting: tuple[Waiting, ...] = ()
    missing: tuple[MissingParts, ...] = ()
    arrived: tuple[Arrived, ...] = ()
    on_roster: frozenset[bytes] = frozenset()


def read_incoming(workspace: Workspace, exchange: Exchange, space: UUID | None) -> Incoming:
    """Read all of it."""
    names = {s.id: s.name for s in workspace.spaces()}
    waiting = tuple(_waiting(exchange, p, names) for p in exchange.inbox.waiting())
    if space is None:
        return Incoming(None, waiting)
    return Incoming(
        space,
        waiting,
        exchange.missing_parts(space),
        tuple(exchange.arrivals(space)[:ARRIVALS_SHOWN]),
        frozenset(m.key for m in exchange.colleagues(space)),
    )


def _waiting(exchange: Exchange, parcel: Parcel, names: dict[UUID, str]) -> Waiting:
    entry = parcel.manifest.spaces[0]
    here = all(s.id in names for s in parcel.manifest.spaces)
    return Waiting(parcel, exchange.sender_of(parcel), names.get(entry.id) or entry.name, here)


def import_known(
    exchange: Exchange, waiting: tuple[Waiting, ...], progress: Progress, stop: Stop
) -> tuple[Waiting, ...]:
    """Import parcels of known people one after the other; those that were imported.

    Each is whole in itself: what came in before one that fails stays. Raises what
    `Exchange.import_bundle` raises.
    """
    done: list[Waiting] = []
    for number, one in enumerate(waiting):

        def report(part: float, number: int = number) -> None:
            progress((number + part) / len(waiting))

        exchange.import_bundle(one.parcel, False, report, stop)
        exchange.inbox.discard(one.parcel)
        done.append(one)
    return tuple(done)
