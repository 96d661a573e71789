"""Beginning an engagement: the space, its partner city, and what is agreed so far."""

from uuid import UUID

from yport_desktop.domain.check import check_values
from yport_desktop.domain.entity import FieldValues
from yport_desktop.domain.errors import InvalidEntry, Problem, Severity
from yport_desktop.domain.ids import new_id
from yport_desktop.domain.text import N_

from .records import create, set_values
from .workspace import Workspace

ENGAGEMENT, CITY = "engagement", "partner_city"
BEGIN = N_("Start an engagement")


def start_engagement(workspace: Workspace, city: FieldValues, agreed: FieldValues) -> UUID:
    """A new engagement with its partner city; returns the space.

    `city` are values of the partner city, `agreed` those of the engagement, which bears the city's
    name where it has none of its own. Raises InvalidEntry with the problems of both; then nothing
    was made.
    """
    city = {key: value for key, value in city.items() if value is not None}
    agreed = {key: value for key, value in agreed.items() if value is not None}
    name = agreed.setdefault("name", city.get("name"))
    # A city without a name is one problem, not two; the rules of the rest are asked all the same.
    problems = _problems(workspace, CITY, city)
    problems += _problems(workspace, ENGAGEMENT, {**agreed, "name": name or "…"})
    if problems:
        raise InvalidEntry(tuple(problems))
    space = new_id()
    before = workspace.history_of_session.next_undo
    workspace.new_space(agreed, space, ENGAGEMENT)
    made = create(CITY, city, parent=space)
    workspace.commit(space, [*made, *set_values(space, {"partner_city": str(made[0].record)})], BEGIN)
    workspace.history_of_session.forget_since(before)  # an engagement is not undone by a keystroke
    return space


def _problems(workspace: Workspace, kind: str, values: FieldValues) -> list[Problem]:
    found = check_values(workspace.entity(kind), values, partial=False)
    return [p for p in found if p.severity is Severity.REFUSED]
