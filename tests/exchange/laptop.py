"""An advisor's installation as tests need it: keys, store, workspace, exchange."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from yport_desktop.domain.registry import Registry
from yport_desktop.entities import engagement, evidence, other_laptop, person, settlement
from yport_desktop.entities import finding as finding_
from yport_desktop.exchange.identity import Identity
from yport_desktop.services.exchange import Exchange
from yport_desktop.services.records import create, set_values
from yport_desktop.services.roster import Me
from yport_desktop.services.workspace import Workspace
from yport_desktop.store import Store

REGISTRY = Registry(
    {m.ENTITY.kind: m.ENTITY for m in (engagement, evidence, finding_, other_laptop, person, settlement)}
)


@dataclass
class Laptop:
    """One advisor's installation. `opens` makes its store; `machine` stands in for its mark."""

    name: str
    folder: Path
    registry: Registry = REGISTRY
    opens: Callable[[Path, bytes], Store] = Store
    machine: str = ""

    def __post_init__(self) -> None:
        self.identity = Identity.load_or_create(self.folder / "keys", machine=self.machine or self.name)
        self.store = self.opens(self.folder / "store", self.identity.public_key)
        self.desk = Workspace(self.registry, self.store, self.identity)
        self.exchange = Exchange(self.desk)
        self.exchange.introduce(Me(self.name, f"{self.name.lower()}@example.org"))

    def set(self, space: UUID, record: UUID, **values: object) -> None:
        self.desk.commit(space, set_values(record, values))

    def send(self, space: UUID, *others: "Laptop", name: str = "", everything: bool = False) -> Path:
        target = self.folder / f"{name or uuid4().hex}.yport"
        self.exchange.write(space, [o.identity.public_key for o in others], target, everything=everything)
        return target

    def state(self, space: UUID) -> str:
        assert self.store.check(None).sound
        return self.store.fingerprint(space)


def meet(laptops: list[Laptop], space: UUID) -> None:
    """Ben and Chika get everything from Aya, and accept her."""
    path = laptops[0].send(space, *laptops[1:3])
    for other in laptops[1:3]:
        other.exchange.import_bundle(path, accept_sender=True)


def finding(laptop: Laptop, space: UUID, title: str) -> UUID:
    edits = create("finding", {"heading": title}, parent=space)
    laptop.desk.commit(space, edits)
    return edits[0].record
