"""What the frame shows of the store: the engagements, and what the status line answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yport_desktop.domain.entity import Record
from yport_desktop.services.conflicts import count
from yport_desktop.services.inbox import bundles_waiting
from yport_desktop.services.receipts import Receipts
from yport_desktop.services.roster import Roster
from yport_desktop.services.workspace import Workspace

NotSent = Callable[[Workspace, UUID], int]


@dataclass(frozen=True)
class EngagementLine:
    """One engagement in the switcher. `agreement` is the label key of its kind, dates are ISO text."""

    space: UUID
    name: str
    city: str
    agreement: str
    valid_until: str

    def expired(self, today: date) -> bool:
        """Whether the agreement has run out."""
        end = self.valid_until
        return bool(end) and end < today.isoformat()[: len(end)]


@dataclass(frozen=True)
class Standing:
    """How the engagement stands: open conflicts, changes nobody else holds, and what undo would do.

    `waiting` counts the bundles in the inbox. `undo` and `redo` are the labels of the steps, None where
    there is none.
    """

    conflicts: int = 0
    not_sent: int = 0
    waiting: int = 0
    undo: str | None = None
    redo: str | None = None


def engagements(workspace: Workspace) -> tuple[EngagementLine, ...]:
    """All engagements of the profile, by name."""
    lines = [_line(workspace, s.id) for s in workspace.spaces() if s.kind == "engagement"]
    return tuple(sorted((line for line in lines if line is not None), key=lambda line: line.name.casefold()))


def _line(workspace: Workspace, space: UUID) -> EngagementLine | None:
    top = workspace.find(space)
    if top is None:
        return None
    return EngagementLine(
        space,
        workspace.title(top),
        _city(workspace, top),
        _agreement(workspace, top),
        str(top.get("valid_until", "")),
    )


def _city(workspace: Workspace, top: Record) -> str:
    city = top.get("partner_city")
    found = workspace.find(UUID(city)) if isinstance(city, str) else None
    return workspace.title(found) if found else ""


def _agreement(workspace: Workspace, top: Record) -> str:
    field = workspace.entity(top.kind).field("agreement_kind")
    choices = {c.key: c.label for c in field.choices} if field else {}
    return choices.get(str(top.get("agreement_kind", "")), "")


def standing(workspace: Workspace, space: UUID | None, not_sent: NotSent) -> Standing:
    """The facts of the status line and of the undo buttons."""
    steps = workspace.history_of_session
    undo, redo = steps.next_undo, steps.next_redo
    return Standing(
        count(workspace, space) if space else 0,
        not_sent(workspace, space) if space else 0,
        bundles_waiting(workspace.store),
        undo.label if undo else None,
        redo.label if redo else None,
    )


def not_sent(workspace: Workspace, space: UUID) -> int:
    """Changes of this installation that are in no bundle yet."""
    return Receipts(workspace, Roster(workspace)).not_sent(space)
