"""What the plan page asks of the database thread, and the plain values it gets back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from yport_desktop.domain.clause_redline import ClauseChange
from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.errors import NotFound
from yport_desktop.services.plan_views import Link, PlanView, RevisionView
from yport_desktop.services.plans import Plans
from yport_desktop.services.record_links import link_of, observation_parts
from yport_desktop.services.revisions import RevisionUnreadable
from yport_desktop.services.roster import Roster
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.design.texts import tr

EVIDENCE_KINDS = ("finding", "observation", "evidence")


@dataclass(frozen=True)
class PlanState:
    """Everything the page shows. `since` holds what changed since the latest revision, by clause."""

    plans: tuple[Link, ...] = ()
    plan: PlanView | None = None
    since: Mapping[UUID, ClauseChange] = field(default_factory=dict)


@dataclass(frozen=True)
class Circle:
    """Who may propose and decide, and on which missions. `me` is the person at this desk."""

    people: tuple[Link, ...] = ()
    missions: tuple[Link, ...] = ()
    meetings: tuple[str, ...] = ()
    me: UUID | None = None


@dataclass(frozen=True)
class Proof:
    """Something a proposal may rest on."""

    link: Link
    detail: str = ""
    grade: str = ""


@dataclass(frozen=True)
class Head:
    """One of several values of a cell: what it says, who wrote it and when (local time)."""

    value: Json
    author: str
    at: str


def plan_state(workspace: Workspace, space: UUID, wanted: UUID | None) -> PlanState:
    """The wanted plan, or the first of the space."""
    records = workspace.records(space, "plan")
    links = tuple(link_of(workspace, r) for r in records)
    if not links:
        return PlanState()
    chosen = wanted if wanted in {link.id for link in links} else links[0].id
    view = Plans(workspace).plan(chosen, tr)
    return PlanState(links, view, _since(workspace, view))


def _since(workspace: Workspace, view: PlanView) -> Mapping[UUID, ClauseChange]:
    latest: RevisionView | None = view.latest_revision
    if latest is None or not latest.here:
        return {}
    try:
        redline = Plans(workspace).redline(view.id, latest.id, None)
    except RevisionUnreadable:
        return {}
    return {change.clause.id: change for change in redline.changed}


def circle(workspace: Workspace, space: UUID) -> Circle:
    """People and organisations, the missions, and the meetings named so far (newest first)."""
    people = [*workspace.records(space, "person"), *workspace.records(space, "organisation")]
    missions = workspace.records(space, "mission")
    proposals = sorted(workspace.records(space, "proposal"), key=_decided_at, reverse=True)
    meetings = dict.fromkeys(str(p.get("meeting")) for p in proposals if p.get("meeting"))
    mine = Roster(workspace).member(space, workspace.identity.public_key)
    return Circle(
        tuple(link_of(workspace, r) for r in people),
        tuple(link_of(workspace, r) for r in missions),
        tuple(meetings),
        mine.record if mine else None,
    )


def _decided_at(record: Record) -> str:
    return str(record.get("decided_at", ""))


def proofs(workspace: Workspace, space: UUID) -> tuple[Proof, ...]:
    """Findings, observations and evidence, in this order."""
    return tuple(_proof(workspace, r) for kind in EVIDENCE_KINDS for r in workspace.records(space, kind))


def issues(workspace: Workspace, space: UUID) -> tuple[Proof, ...]:
    """The urban issues a proposal may answer."""
    return tuple(_proof(workspace, r) for r in workspace.records(space, "urban_issue"))


def _proof(workspace: Workspace, record: Record) -> Proof:
    source = str(record.get("source", ""))
    if record.kind == "observation":
        subject, measured = observation_parts(workspace, record, tr)
        detail = " · ".join(p for p in (measured, source) if p)
        return Proof(Link(record.id, record.kind, subject), detail, str(record.get("grade", "")))
    link = link_of(workspace, record)
    title = link.title or str(record.get("file_name", ""))
    return Proof(Link(link.id, link.kind, title), source)


def heads(workspace: Workspace, record: UUID, name: str) -> tuple[Head, ...]:
    """The values that stand against each other in one cell, oldest first."""
    known = workspace.get(record)
    roster = Roster(workspace)
    mine = workspace.identity.public_key
    found = []
    for entry in workspace.history(record, name):
        if entry.is_head:
            own = entry.author in (b"", mine)
            author = "" if own else roster.name(known.space, entry.author)
            found.append((entry.at, Head(entry.value, author, _local(entry.at))))
    return tuple(head for _at, head in sorted(found, key=lambda pair: pair[0]))


@dataclass(frozen=True)
class Past:
    """A text that a clause had: who wrote it ("" for the person here) and when (local time)."""

    text: str
    author: str
    at: str


def past(workspace: Workspace, record: UUID, names: tuple[str, ...]) -> tuple[Past, ...]:
    """The texts of some fields of a record, newest first."""
    known = workspace.find(record)
    if known is None:
        return ()
    roster = Roster(workspace)
    mine = workspace.identity.public_key
    entries = [entry for name in names for entry in workspace.history(record, name)]
    return tuple(
        Past(
            str(entry.value or ""),
            "" if entry.author in (b"", mine) else roster.name(known.space, entry.author),
            _local(entry.at),
        )
        for entry in sorted(entries, key=lambda e: e.at, reverse=True)
    )


def _local(at: int) -> str:
    return datetime.fromtimestamp(at / 1000).strftime("%Y-%m-%d %H:%M")


def owner_of(workspace: Workspace, record: UUID) -> tuple[UUID, UUID | None] | None:
    """The plan and the clause that a record of this page belongs to; None when it is not the page's."""
    try:
        found = workspace.get(record)
    except NotFound:
        return None
    clause: UUID | None = None
    while found.kind != "plan":
        if found.kind == "clause" and clause is None:
            clause = found.id
        above = found.get("plan") if found.kind == "clause" else None
        parent = UUID(above) if above else found.parent
        if found.kind not in ("clause", "proposal", "revision") or parent is None:
            return None
        try:
            found = workspace.get(parent)
        except NotFound:
            return None
    return found.id, clause
