"""Two people do whatever they like to one plan, meet, and settle: one inbox for both, and an end to it."""

from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from tests.services.conftest import open_workspace
from tests.services.laptops import PLAN, SPACE, begin, clause, meet
from yport_desktop.domain.registry import Registry
from yport_desktop.services import conflicts
from yport_desktop.services.plans import Plans
from yport_desktop.services.records import create, delete, move, restore, set_values
from yport_desktop.services.settlements import export, settled
from yport_desktop.services.workspace import Workspace

WORDS = ["waste", "city", "all", "廃棄物", "を", "ขยะ", "20 %", "and."]


def act(workspace: Workspace, rng: Random, clauses: list[UUID]) -> None:
    """One thing that a person might do."""
    one, other = rng.sample(clauses, 2)
    text = " ".join(rng.choices(WORDS, k=5))
    parent = rng.choice([PLAN, other])
    match rng.randrange(7):
        case 0 | 1:
            workspace.commit(SPACE, set_values(one, {rng.choice(["text", "heading"]): text}))
        case 2 | 3:
            workspace.commit(SPACE, move(one, parent, rng.choice(["1x", "2x"])))
        case 4:
            workspace.commit(SPACE, delete(one))
        case 5:
            values = {"heading": text, "plan": str(PLAN)}
            workspace.commit(SPACE, create("clause", values, parent=parent))
        case _:
            workspace.commit(SPACE, restore(one))


@pytest.mark.parametrize("seed", range(12))
def test_everything_can_be_settled_and_all_see_the_same(
    tmp_path: Path, registry: Registry, seed: int
) -> None:
    rng = Random(seed)
    aya, ben = (open_workspace(tmp_path / name, registry) for name in ("aya", "ben"))
    begin(aya, ben)
    clauses = [clause(aya, 10 + n, f"Clause {n}") for n in range(6)]
    meet(aya, ben)
    for _ in range(3):
        for workspace in (aya, ben):
            for _ in range(6):
                act(workspace, rng, clauses)
            if rng.random() < 0.3:
                workspace.undo()
        meet(aya, ben)
        seen = [conflicts.inbox(workspace, SPACE) for workspace in (aya, ben)]
        assert {c.id for c in seen[0].clashes} == {c.id for c in seen[1].clashes}
        assert seen[0].orders == seen[1].orders
        for workspace, found in zip((aya, ben), seen, strict=True):
            assert conflicts.count(workspace, SPACE) == found.total == len(found.clashes)
            assert all(len(c.options) >= len(c.sides) > 0 for c in found.clashes)
        settler = rng.choice([aya, ben])
        for _ in range(60):
            waiting = conflicts.inbox(settler, SPACE).clashes
            if not waiting:
                break
            clash = rng.choice(waiting)
            assert conflicts.dossier(settler, SPACE, clash) is not None
            decision = conflicts.both(clash) or conflicts.keep(clash, rng.randrange(len(clash.options)))
            conflicts.settle(settler, SPACE, [decision], "At random.")
            if rng.random() < 0.1:
                settler.undo()
        assert conflicts.count(settler, SPACE) == 0
        meet(aya, ben)
        assert conflicts.count(aya, SPACE) == conflicts.count(ben, SPACE) == 0
        living = {r.id for r in aya.records(SPACE, "clause")}
        (view,) = Plans(aya).plans(SPACE)
        assert {c.id for c in view.clauses} == living
    log = [[(s.id, s.who, s.how, s.reason, s.taken_back_at) for s in settled(w, SPACE)] for w in (aya, ben)]
    assert log[0] == log[1] and export(aya, settled(aya, SPACE), "csv")
    for workspace in (aya, ben):
        workspace.close()
