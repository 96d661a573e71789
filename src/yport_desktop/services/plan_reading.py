"""Reading a plan out of the workspace into its views."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from yport_desktop.domain.check import is_hash
from yport_desktop.domain.entity import Record
from yport_desktop.domain.errors import NotFound
from yport_desktop.domain.tree import Tree, build

from .plan_views import ClauseView, Link, PlanView, ProposalView, RevisionView
from .record_links import Translate, ids_in, links
from .workspace import Workspace

_REFERENCES = ("evidence", "issues", "author", "supporters", "decided_by")


class PlanReader:
    """One reading of one plan. Records are asked for once; make a new reader after a change.

    `tr` puts the names of records that are referred to into the reader's language.
    """

    def __init__(self, workspace: Workspace, plan: UUID, tr: Translate = str) -> None:
        self._workspace, self._tr = workspace, tr
        self.plan = workspace.get(plan)
        if self.plan.kind != "plan" or self.plan.deleted:
            raise NotFound()
        self._links: dict[UUID, Link | None] = {}
        self.clauses = self._own_clauses()
        self.tree = self._tree()

    def view(self) -> PlanView:
        """The whole plan."""
        self._learn_references(self.clauses.values(), ["issues"])
        by_clause, loose = self._proposals()
        return PlanView(
            id=self.plan.id,
            space=self.plan.space,
            title=_text(self.plan, "title"),
            values=self.plan.values,
            clauses=tuple(self._clause(node.id, by_clause.get(node.id, ())) for node in self.tree),
            loose_proposals=loose,
            revisions=self.revisions(),
            conflicts=self.plan.conflicts,
        )

    def revisions(self) -> tuple[RevisionView, ...]:
        """The frozen states, oldest first."""
        records = self._workspace.children(self.plan.id, "revision")
        return tuple(revision_view(self._workspace, record) for record in records)

    def proposal(self, record: Record) -> ProposalView:
        """One proposal with its redline."""
        clause = self.clauses.get(record.parent) if record.parent else None
        old_text, new_text = texts_of(record)
        return ProposalView(
            id=record.id,
            target=record.parent,
            clause=clause.id if clause else None,
            kind=_text(record, "kind"),
            heading=_text(record, "heading"),
            proposed_text=_text(record, "proposed_text"),
            reason=_text(record, "reason"),
            evidence=self._many(record, "evidence"),
            issues=self._many(record, "issues"),
            author=self._one(record, "author"),
            supporters=self._many(record, "supporters"),
            state=_text(record, "state"),
            decision=_text(record, "decision"),
            decided_text=_text(record, "decided_text"),
            decided_by=self._one(record, "decided_by"),
            decided_at=_text(record, "decided_at"),
            meeting=_text(record, "meeting"),
            decision_reason=_text(record, "decision_reason"),
            old_text=old_text,
            new_text=new_text,
            level=_text(record, "level"),
            after=next(iter(ids_in(record.get("after"))), None),
            outdated=is_outdated(record, clause),
            conflicts=record.conflicts,
        )

    def _own_clauses(self) -> dict[UUID, Record]:
        """The clauses of this plan: by their own word, or where that is empty by their parents."""
        records = {r.id: r for r in self._workspace.records(self.plan.space, "clause")}
        return {i: r for i, r in records.items() if self._belongs(r, records)}

    def _belongs(self, record: Record, records: Mapping[UUID, Record]) -> bool:
        seen: set[UUID] = set()
        at: Record | None = record
        while at is not None and at.id not in seen:
            named = at.get("plan")
            if named or at.parent == self.plan.id:
                return at.parent == self.plan.id or bool(named == str(self.plan.id))
            seen.add(at.id)
            at = records.get(at.parent) if at.parent else None
        return False

    def _tree(self) -> Tree:
        return build(
            (r.id, None if r.parent == self.plan.id else r.parent, r.order) for r in self.clauses.values()
        )

    def _clause(self, id: UUID, proposals: tuple[ProposalView, ...]) -> ClauseView:
        record, node = self.clauses[id], self.tree.nodes[id]
        return ClauseView(
            id=id,
            parent=node.parent,
            number=node.number,
            depth=node.depth,
            heading=_text(record, "heading"),
            text=_text(record, "text"),
            level=_text(record, "level"),
            status=_text(record, "status"),
            values=record.values,
            issues=self._many(record, "issues"),
            proposals=proposals,
            conflicts=record.conflicts,
            stray=node.stray,
        )

    def _proposals(self) -> tuple[dict[UUID, tuple[ProposalView, ...]], tuple[ProposalView, ...]]:
        by_clause: dict[UUID, list[ProposalView]] = {}
        loose: list[ProposalView] = []
        records = self._workspace.records(self.plan.space, "proposal")
        self._learn_references(records, _REFERENCES)
        for record in sorted(records, key=lambda r: (r.order, r.id)):
            if record.parent in self.clauses:
                by_clause.setdefault(record.parent, []).append(self.proposal(record))
            elif record.parent == self.plan.id or self._hung_here(record.parent):
                loose.append(self.proposal(record))
        return {clause: tuple(found) for clause, found in by_clause.items()}, tuple(loose)

    def _hung_here(self, clause: UUID | None) -> bool:
        """True for a deleted clause of this plan."""
        if clause is None:
            return False
        try:
            gone = self._workspace.get(clause)
        except NotFound:
            return False
        return gone.get("plan") == str(self.plan.id) or gone.parent == self.plan.id

    def _one(self, record: Record, key: str) -> Link | None:
        return next(iter(self._many(record, key)), None)

    def _many(self, record: Record, key: str) -> tuple[Link, ...]:
        ids = ids_in(record.get(key))
        self._learn(id for id in ids if id not in self._links)
        return tuple(known for id in ids if (known := self._links[id]) is not None)

    def _learn(self, ids: Iterable[UUID]) -> None:
        """Read the records that are referred to, many at a time."""
        wanted = set(ids)
        if not wanted:
            return
        found = links(self._workspace, wanted, self._tr)
        self._links |= {id: found.get(id) for id in wanted}

    def _learn_references(self, records: Iterable[Record], keys: Iterable[str]) -> None:
        self._learn(id for r in records for key in keys for id in ids_in(r.get(key)))


def revision_view(workspace: Workspace, record: Record) -> RevisionView:
    """A revision's record as people see it."""
    content_hash, clauses = _text(record, "content_hash"), _text(record, "clauses")
    return RevisionView(
        id=record.id,
        name=_text(record, "name"),
        date=_text(record, "date"),
        kind=_text(record, "kind"),
        content_hash=content_hash,
        parent_revision=next(iter(ids_in(record.get("parent_revision"))), None),
        clauses=int(clauses) if clauses.isdecimal() else 0,
        note=_text(record, "note"),
        here=is_hash(content_hash) and workspace.store.blobs.has(content_hash),
    )


def texts_of(record: Record) -> tuple[str, str]:
    """The text a proposal was made on, and the one it asks for or was accepted with."""
    kind = _text(record, "kind")
    old = "" if kind == "add" else _text(record, "original_text")
    if kind == "delete":
        return old, ""
    modified = record.get("decision") == "accepted_modified"
    return old, _text(record, "decided_text" if modified else "proposed_text")


def is_outdated(record: Record, clause: Record | None) -> bool:
    """True when the clause was rewritten after an undecided proposal was made on it."""
    if clause is None or _text(record, "kind") == "add":
        return False
    if record.get("state") == "decided" and record.get("decision") != "deferred":
        return False
    return any(_text(clause, key) != _text(record, f"original_{key}") for key in ("heading", "text"))


def _text(record: Record, key: str) -> str:
    return str(record.get(key, ""))
