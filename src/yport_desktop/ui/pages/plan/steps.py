"""Where a clause goes when it is added, or moved by one step. Pure functions of the plan as it is shown."""

from uuid import UUID

from yport_desktop.services.plan_views import ClauseView, PlanView

Place = tuple[UUID | None, int]


def siblings_of(plan: PlanView, parent: UUID | None) -> list[ClauseView]:
    """The clauses under a parent (None: at the root), in order."""
    return [c for c in plan.clauses if c.parent == parent]


def place_after(plan: PlanView, clause: UUID | None, below: bool) -> tuple[UUID | None, int | None]:
    """(parent, index) of a new clause after `clause`, or at the end of what is below it."""
    view = plan.clause(clause) if clause is not None else None
    if view is None:
        return None, None
    if below:
        return view.id, None
    if view.stray is not None:
        return None, None
    ids = [c.id for c in siblings_of(plan, view.parent)]
    return view.parent, ids.index(view.id) + 1


def place_of_step(plan: PlanView, clause: UUID, direction: str) -> Place | None:
    """(parent, index without the clause itself) after one step up, down, in or out; None without room."""
    view = plan.clause(clause)
    if view is None:
        return None
    beside = [c.id for c in siblings_of(plan, view.parent)]
    at = beside.index(clause)
    if direction == "up":
        return (view.parent, at - 1) if at > 0 else None
    if direction == "down":
        return (view.parent, at + 1) if at < len(beside) - 1 else None
    if direction == "in":
        if at == 0:
            return None
        above = beside[at - 1]
        return above, len(siblings_of(plan, above))
    parent = plan.clause(view.parent) if view.parent is not None else None
    if parent is None:
        return (None, at) if view.stray is not None else None
    uncles = [c.id for c in siblings_of(plan, parent.parent)]
    return parent.parent, uncles.index(parent.id) + 1
