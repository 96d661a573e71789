"""Data requests: what is missing becomes a question with an owner and a date."""

from datetime import date, timedelta
from uuid import UUID

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.entity import Record
from yport_desktop.domain.text import N_

from .records import create
from .workspace import Workspace

DATA_REQUEST = "data_request"
OPEN_STATES = ("open", "sent")
DAYS_TO_ANSWER = 14
ASK = N_("Make a data request")


def request_input(
    workspace: Workspace,
    engagement: UUID,
    sector: str,
    key: str,
    question: str,
    definition: str,
    today: date,
) -> Record:
    """Ask for an input, due in two weeks; an open request for it is kept as it is.

    `question` and `definition` are the words for the counterpart.
    """
    known = open_requests(workspace, engagement, sector, key)
    if known:
        return known[0]
    asked = workspace.registry.sectors[sector].input(key)
    edits = create(
        DATA_REQUEST,
        {
            "question": question,
            "definition": definition or None,
            "sector": sector,
            "input": key,
            "unit": asked.unit or None,
            "asked_on": today.isoformat(),
            "due": (today + timedelta(days=DAYS_TO_ANSWER)).isoformat(),
            "state": OPEN_STATES[0],
        },
        parent=engagement,
    )
    committed: Committed = workspace.commit(engagement, edits, ASK)
    return workspace.get(committed.touched[0].record)


def open_requests(
    workspace: Workspace, engagement: UUID, sector: str = "", key: str = ""
) -> tuple[Record, ...]:
    """Requests that wait for an answer, the earliest due first."""
    found = [
        r
        for r in workspace.records(engagement, DATA_REQUEST)
        if r.get("state", OPEN_STATES[0]) in OPEN_STATES
        and (not key or (r.get("sector") == sector and r.get("input") == key))
    ]
    return tuple(sorted(found, key=lambda r: (str(r.get("due", "9999")), r.order, str(r.id))))


def is_overdue(request: Record, today: date) -> bool:
    """Whether an open request has passed its date (a month or a year passes at its end)."""
    due = str(request.get("due") or "")
    waits = request.get("state", OPEN_STATES[0]) in OPEN_STATES
    return waits and bool(due) and due < today.isoformat()[: len(due)]
