"""Two people who write into one engagement without seeing each other, and then meet."""

from uuid import UUID

from yport_desktop.services.records import create
from yport_desktop.services.roster import PERSON
from yport_desktop.services.workspace import Workspace

SPACE = UUID("11111111-2222-4333-8444-555555555555")
PLAN = UUID(int=1000)


def meet(*laptops: Workspace) -> None:
    """Everybody gets everything, in both directions."""
    keys = {w.identity.public_key for w in laptops}
    for giver in laptops:
        giver.store.add_space(SPACE)
        giver.seal(SPACE)
    for giver in laptops:
        segments = list(giver.store.segments_not_in(SPACE, None))
        for taker in laptops:
            if taker is not giver:
                taker.store.receive(SPACE, segments, lambda: keys)


def begin(aya: Workspace, ben: Workspace) -> None:
    """The same engagement with a plan, and both on its roster."""
    aya.new_space({"name": "Metro Cebu"}, SPACE)
    for who, workspace in (("Aya", aya), ("Ben", ben)):
        values = {"name": who, "signing_key": workspace.identity.public_key.hex()}
        aya.commit(SPACE, create(PERSON, values, parent=SPACE))
    aya.commit(SPACE, create("plan", {"title": "Solid waste plan"}, parent=SPACE, record=PLAN))
    meet(aya, ben)


def clause(workspace: Workspace, number: int, heading: str, parent: UUID = PLAN, text: str = "") -> UUID:
    """A clause of the plan; its order follows from its number."""
    values = {"heading": heading, "plan": str(PLAN), "text": text or None}
    record = UUID(int=number)
    edits = create("clause", values, parent=parent, record=record, order=f"{number:04}x")
    workspace.commit(SPACE, edits)
    return record
