"""Data requests: what is missing becomes a question with an owner and a date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from yport_desktop.domain.changes import Committed, Edit
from yport_desktop.domain.entity import Record
from yport_desktop.domain.text import N_

from .records import create, set_values
from .workspace import Workspace

DATA_REQUEST = "data_request"
SENT, ANSWERED, UNAVAILABLE, WITHDRAWN = "sent", "answered", "unavailable", "withdrawn"
OPEN_STATES = ("open", SENT)
DAYS_TO_ANSWER = 14
ASK = N_("Make a data request")
HAND_OUT = N_("Hand out data requests")


@dataclass(frozen=True)
class Wish:
    """One input to be asked for; the texts are words for the counterpart, in their language."""

    sector: str
    input: str
    question: str
    definition: str = ""
    improves: str = ""
    period: str = ""


@dataclass(frozen=True)
class Terms:
    """Who is asked, who follows it up, and until when. `asked_of` is a person or an organisation."""

    due: date
    asked_of: UUID | None = None
    owner: UUID | None = None


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
    terms = Terms(today + timedelta(days=DAYS_TO_ANSWER))
    committed = request_inputs(workspace, engagement, [Wish(sector, key, question, definition)], terms, today)
    return workspace.get(committed.touched[0].record)


def request_inputs(
    workspace: Workspace, engagement: UUID, wishes: Iterable[Wish], terms: Terms, today: date
) -> Committed:
    """Ask for several inputs in one undoable save; what is asked for already is left out."""
    known = {(r.get("sector"), r.get("input")) for r in open_requests(workspace, engagement)}
    edits: list[Edit] = []
    for wish in wishes:
        if (wish.sector, wish.input) in known:
            continue
        known.add((wish.sector, wish.input))
        asked = workspace.registry.sectors[wish.sector].input(wish.input)
        values = {
            "question": wish.question,
            "definition": wish.definition or None,
            "improves": wish.improves or None,
            "sector": wish.sector,
            "input": wish.input,
            "unit": asked.unit or None,
            "period": wish.period or None,
            "asked_of": str(terms.asked_of) if terms.asked_of else None,
            "owner": str(terms.owner) if terms.owner else None,
            "asked_on": today.isoformat(),
            "due": terms.due.isoformat(),
            "state": OPEN_STATES[0],
        }
        edits += create(DATA_REQUEST, values, parent=engagement)
    return workspace.commit(engagement, edits, ASK)


@dataclass(frozen=True)
class Progress:
    """How many requests there are, how many were settled, and how many have passed their date."""

    total: int
    settled: int
    overdue: int


def progress_of(requests: Iterable[Record], today: date) -> Progress:
    """How far the requests are; those withdrawn do not count."""
    counted = [r for r in requests if r.get("state") != WITHDRAWN]
    settled = sum(r.get("state", OPEN_STATES[0]) not in OPEN_STATES for r in counted)
    return Progress(len(counted), settled, sum(is_overdue(r, today) for r in counted))


def mark_sent(workspace: Workspace, engagement: UUID, requests: Iterable[UUID]) -> Committed:
    """Note that requests were handed to the counterpart; those not open any more stay as they are."""
    found = workspace.store.read.several(requests)
    edits = [
        edit
        for r in found.values()
        if not r.deleted and r.get("state", OPEN_STATES[0]) == OPEN_STATES[0]
        for edit in set_values(r.id, {"state": SENT})
    ]
    return workspace.commit(engagement, edits, HAND_OUT)


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
