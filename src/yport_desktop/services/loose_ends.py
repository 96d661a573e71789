"""What hangs loose in the thread from a value to its evidence, finding, issue, clause and decision."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from yport_desktop.domain.check import is_empty
from yport_desktop.domain.entity import Json
from yport_desktop.domain.text import N_

from .plan_views import Link
from .record_links import ids_in, link
from .workspace import Workspace

_Row = tuple[UUID, UUID | None, list[Json]]


class Loose(StrEnum):
    """Kinds of loose ends."""

    PROPOSAL_WITHOUT_EVIDENCE = "proposal_without_evidence"
    PROPOSAL_WITHOUT_REASON = "proposal_without_reason"
    DECISION_WITHOUT_MEETING = "decision_without_meeting"
    FINDING_WITHOUT_OBSERVATION = "finding_without_observation"
    FINDING_WITHOUT_ISSUE = "finding_without_issue"
    ISSUE_WITHOUT_FINDING = "issue_without_finding"
    ISSUE_WITHOUT_CLAUSE = "issue_without_clause"
    REQUEST_OVERDUE = "request_overdue"
    VALUE_WITHOUT_SOURCE = "value_without_source"


LOOSE_LABEL: dict[Loose, str] = {
    Loose.PROPOSAL_WITHOUT_EVIDENCE: N_("Clause proposal without evidence"),
    Loose.PROPOSAL_WITHOUT_REASON: N_("Clause proposal without a reason"),
    Loose.DECISION_WITHOUT_MEETING: N_("Decision without who and at which meeting"),
    Loose.FINDING_WITHOUT_OBSERVATION: N_("Finding without an observation"),
    Loose.FINDING_WITHOUT_ISSUE: N_("Finding that no urban issue takes up"),
    Loose.ISSUE_WITHOUT_FINDING: N_("Urban issue without a finding"),
    Loose.ISSUE_WITHOUT_CLAUSE: N_("Urban issue that no clause answers"),
    Loose.REQUEST_OVERDUE: N_("Data request overdue"),
    Loose.VALUE_WITHOUT_SOURCE: N_("Adopted value without a source"),
}


@dataclass(frozen=True)
class LooseEnd:
    """One record with what it lacks; `since` is the date a request was due."""

    kind: Loose
    record: Link
    since: str = ""


def loose_ends(workspace: Workspace, space: UUID, today: str) -> tuple[LooseEnd, ...]:
    """Everything loose in a space, grouped in the order of `Loose`. `today` is an ISO date."""
    found = [
        *_proposals(workspace, space),
        *_findings_and_issues(workspace, space),
        *_requests(workspace, space, today),
        *_values(workspace, space),
    ]
    rank = {kind: n for n, kind in enumerate(Loose)}
    named = (
        LooseEnd(kind, record, since)
        for kind, id, since in sorted(found, key=lambda f: rank[f[0]])
        if (record := link(workspace, id)) is not None
    )
    return tuple(named)


_Found = Iterator[tuple[Loose, UUID, str]]


def _rows(workspace: Workspace, space: UUID, kind: str, *fields: str) -> list[_Row]:
    return workspace.store.read.rows(space, kind, fields)


def _named(rows: Iterable[_Row], column: int) -> set[UUID]:
    return {id for _, _, values in rows for id in ids_in(values[column])}


def _proposals(workspace: Workspace, space: UUID) -> _Found:
    attached = {parent for _, parent, _ in _rows(workspace, space, "evidence")}
    rows = _rows(workspace, space, "proposal", "state", "evidence", "reason", "decided_by", "meeting")
    for id, _, (state, evidence, reason, decided_by, meeting) in rows:
        if state == "withdrawn":
            continue
        if is_empty(evidence) and id not in attached:
            yield Loose.PROPOSAL_WITHOUT_EVIDENCE, id, ""
        if is_empty(reason):
            yield Loose.PROPOSAL_WITHOUT_REASON, id, ""
        if state == "decided" and (is_empty(decided_by) or is_empty(meeting)):
            yield Loose.DECISION_WITHOUT_MEETING, id, ""


def _findings_and_issues(workspace: Workspace, space: UUID) -> _Found:
    issues = _rows(workspace, space, "urban_issue", "findings", "state")
    taken_up = _named(issues, 0)
    for id, _, (observations,) in _rows(workspace, space, "finding", "observations"):
        if is_empty(observations):
            yield Loose.FINDING_WITHOUT_OBSERVATION, id, ""
        if id not in taken_up:
            yield Loose.FINDING_WITHOUT_ISSUE, id, ""
    proposals = _rows(workspace, space, "proposal", "issues", "state")
    answered = _named(_rows(workspace, space, "clause", "issues"), 0)
    answered |= _named((row for row in proposals if row[2][1] != "withdrawn"), 0)
    for id, _, (findings, state) in issues:
        if is_empty(findings):
            yield Loose.ISSUE_WITHOUT_FINDING, id, ""
        if id not in answered and state not in ("solved", "set_aside"):
            yield Loose.ISSUE_WITHOUT_CLAUSE, id, ""


def _requests(workspace: Workspace, space: UUID, today: str) -> _Found:
    rows = _rows(workspace, space, "data_request", "state", "due")
    overdue = (
        (due, id)
        for id, _, (state, due) in rows
        if isinstance(due, str) and due and due < today[: len(due)] and state in (None, "open", "sent")
    )
    for due, id in sorted(overdue):
        yield Loose.REQUEST_OVERDUE, id, due


def _values(workspace: Workspace, space: UUID) -> _Found:
    bare = workspace.store.read.lacking(space, "observation", ("source", "method"))
    for id, record in workspace.store.read.several(bare).items():
        if record.get("standing") != "alternative" and not is_empty(record.get("value")):
            yield Loose.VALUE_WITHOUT_SOURCE, id, ""
