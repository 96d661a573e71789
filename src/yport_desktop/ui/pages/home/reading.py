"""What the home page shows, read at once on the database thread."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yport_desktop.domain.entity import EntityType, Record
from yport_desktop.services.arrival_log import ArrivalLog
from yport_desktop.services.home import HomeView, home_view
from yport_desktop.services.inbox import bundles_waiting
from yport_desktop.services.receipts import Receipts
from yport_desktop.services.record_links import name_of
from yport_desktop.services.roster import Roster
from yport_desktop.services.workspace import Workspace

Translate = Callable[[str], str]
NAMED = 2


@dataclass(frozen=True)
class Overview:
    """The engagement at a glance, with the names of the first few records of each list."""

    space: UUID
    view: HomeView
    names: Mapping[UUID, str]
    not_sent: int
    inbox: int = 0
    missing: int = 0


def read_overview(workspace: Workspace, space: UUID, today: date, tr: Translate) -> Overview:
    """Read the overview of one engagement. Raises NotFound."""
    view = home_view(workspace, space, today, tr)
    shown = [r for group in (view.requests, view.undecided) for r in group[:NAMED]]
    names = {r.id: _name(workspace, r, tr) for r in shown}
    roster = Roster(workspace)
    not_sent = Receipts(workspace, roster).not_sent(space)
    missing = sum(len(m.numbers) for m in ArrivalLog(workspace, roster).missing_parts(space))
    return Overview(space, view, names, not_sent, bundles_waiting(workspace.store), missing)


def _name(workspace: Workspace, record: Record, tr: Translate) -> str:
    """What a line says; a record without words of its own is named by the record it hangs under."""
    name = name_of(workspace, record, tr)
    parent = workspace.find(record.parent) if not name and record.parent else None
    return name or (workspace.title(parent) if parent else "")


def label_of(entity: EntityType, record: Record, key: str) -> str:
    """The English label of a choice that a record made, "" where it made none."""
    field = entity.field(key)
    labels = {c.key: c.label for c in field.choices} if field else {}
    return labels.get(str(record.get(key) or ""), "")


def newest_first(records: Sequence[Record], keys: Sequence[str]) -> list[Record]:
    """Records by the first of these dates that each of them has; those without any come last."""

    def day(record: Record) -> str:
        return next((str(record.get(key)) for key in keys if record.get(key)), "")

    return sorted(records, key=day, reverse=True)


def period(start: object, end: object) -> str:
    """A day, or from the first to the last day, as ISO text."""
    first, last = str(start or ""), str(end or "")
    return f"{first} – {last}" if first and last and first != last else first or last
