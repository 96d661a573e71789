"""Working on a plan: its clauses, the proposals made on them, and the decisions.

Every action is one save: one undo step, one transaction.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from uuid import UUID

from yport_desktop.domain.changes import Committed, Edit
from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.errors import NotFound, YportError
from yport_desktop.domain.ids import derived_id, new_id
from yport_desktop.domain.order import key_at
from yport_desktop.domain.text import N_

from . import records
from .plan_reading import PlanReader, is_outdated
from .plan_views import PlanView, RedlineView, RevisionView
from .record_links import Translate, ids_in
from .revisions import FrozenPlan, Revisions
from .workspace import Workspace


class PlanRefused(YportError):
    """The action does not fit the plan as it stands."""


class ProposalOutdated(PlanRefused):
    """Accepting would overrule what somebody wrote meanwhile."""

    sentence = N_(
        "The clause was rewritten after this proposal was made. Compare the two texts, then accept it as it "
        "is or modified."
    )


_UNDER_ITSELF = N_("A clause cannot be moved below itself.")
_NOT_OPEN = N_("This proposal was already accepted or withdrawn.")
_NEEDS_TEXT = N_("Write the text as it was accepted.")
_CLAUSE_GONE = N_("The clause of this proposal was deleted. Restore it first.")


@dataclass(frozen=True)
class Proposed:
    """What a proposal says. `kind`: amend, add (below the clause) or delete."""

    kind: str
    text: str = ""
    heading: str = ""
    reason: str = ""
    evidence: tuple[UUID, ...] = ()
    issues: tuple[UUID, ...] = ()
    author: UUID | None = None
    supporters: tuple[UUID, ...] = ()
    date: str = ""
    level: str = ""
    after: UUID | None = None


@dataclass(frozen=True)
class Decision:
    """How a proposal was decided, by whom and at which meeting.

    `result`: accepted, accepted_modified (then `text` is the text accepted), deferred or rejected.
    `despite_changes` accepts although the clause was rewritten since the proposal was made.
    """

    result: str
    by: UUID | None = None
    date: str = ""
    meeting: str = ""
    mission: UUID | None = None
    reason: str = ""
    text: str = ""
    despite_changes: bool = False


class Plans:
    """The use cases of the plan page. `rng` keeps order keys of two laptops apart; tests fix it."""

    def __init__(self, workspace: Workspace, rng: Random | None = None) -> None:
        self._workspace = workspace
        self._rng = rng or Random()
        self._revisions = Revisions(workspace)

    # reading -------------------------------------------------------------------------------

    def plan(self, plan: UUID, tr: Translate = str) -> PlanView:
        """A plan as it stands, with the names of records in the language of `tr`. Raises NotFound."""
        return PlanReader(self._workspace, plan, tr).view()

    def plans(self, space: UUID, tr: Translate = str) -> tuple[PlanView, ...]:
        """All plans of a space, in order."""
        return tuple(self.plan(record.id, tr) for record in self._workspace.records(space, "plan"))

    # clauses -------------------------------------------------------------------------------

    def edit_clause(self, clause: UUID, values: Mapping[str, Json]) -> Committed:
        """New values for fields of a clause, such as `heading` and `text`."""
        record = self._clause(clause)
        return self._commit(record.space, records.set_values(clause, values), N_("Edit a clause"))

    def add_clause(
        self, plan: UUID, values: Mapping[str, Json], parent: UUID | None = None, index: int | None = None
    ) -> UUID:
        """A new clause under `parent` (None: under the plan) at `index` (None: last). Returns its id."""
        reader = PlanReader(self._workspace, plan)
        if parent is not None and parent not in reader.clauses:
            raise NotFound()
        id = new_id()
        order = self._order(reader, parent, index, moving=None)
        edits = _new_clause(id, plan, parent, order, values)
        self._commit(reader.plan.space, edits, N_("Add a clause"))
        return id

    def move_clause(self, clause: UUID, parent: UUID | None, index: int | None = None) -> Committed:
        """Move a clause with all below it. `index` counts the siblings without the clause itself."""
        reader = self._reader_of(self._clause(clause))
        if parent is not None and parent not in reader.clauses:
            raise NotFound()
        if parent is not None and parent in reader.tree.subtree(clause):
            raise PlanRefused(_UNDER_ITSELF)
        order = self._order(reader, parent, index, moving=clause)
        edits = records.move(clause, parent or reader.plan.id, order)
        return self._commit(reader.plan.space, edits, N_("Move a clause"))

    def delete_clause(self, clause: UUID) -> Committed:
        """Delete a clause and everything below it, in one save."""
        reader = self._reader_of(self._clause(clause))
        return self._commit(reader.plan.space, _delete_subtree(reader, clause), N_("Delete a clause"))

    # proposals -----------------------------------------------------------------------------

    def propose(self, target: UUID, proposed: Proposed) -> UUID:
        """A proposal on a clause (or, to add at the top, on the plan). Returns its id."""
        record = self._workspace.find(target)
        if record is None or record.kind not in ("clause", "plan"):
            raise NotFound()
        if record.kind == "plan" and proposed.kind != "add":
            raise PlanRefused()
        id = new_id()
        siblings = [r.order for r in self._workspace.children(target, "proposal")]
        order = key_at(siblings, len(siblings), self._rng)
        values = _proposal_values(record, proposed)
        edits = records.create("proposal", values, parent=target, record=id, order=order)
        self._commit(record.space, edits, N_("Propose a change"))
        return id

    def support(self, proposal: UUID, supporter: UUID) -> Committed:
        """Add a supporter; nothing is written when she already is one."""
        record = self._proposal(proposal)
        supporters = ids_in(record.get("supporters"))
        if supporter in supporters:
            return self._commit(record.space, [], "")
        edits = records.set_values(proposal, {"supporters": _ids([*supporters, supporter])})
        return self._commit(record.space, edits, N_("Support a proposal"))

    def withdraw(self, proposal: UUID) -> Committed:
        """Withdraw a proposal that is not accepted; it stays readable."""
        record = self._open_proposal(proposal)
        edits = records.set_values(proposal, {"state": "withdrawn"})
        return self._commit(record.space, edits, N_("Withdraw a proposal"))

    def decide(self, proposal: UUID, decision: Decision) -> Committed:
        """Record a decision; an accepted change is written into the plan in the same save.

        Raises PlanRefused, ProposalOutdated, InvalidEntry; then nothing is written.
        """
        record = self._open_proposal(proposal)
        edits = records.set_values(proposal, _decision_values(decision))
        if decision.result in ("accepted", "accepted_modified"):
            edits += self._acceptance(record, decision)
        return self._commit(record.space, edits, N_("Decide a proposal"))

    # revisions -----------------------------------------------------------------------------

    def freeze_revision(
        self, plan: UUID, name: str, date: str, kind: str = "working", note: str = ""
    ) -> RevisionView:
        """See `Revisions.freeze`."""
        return self._revisions.freeze(plan, name, date, kind, note)

    def read_revision(self, revision: UUID) -> FrozenPlan:
        """See `Revisions.read`."""
        return self._revisions.read(revision)

    def redline(self, plan: UUID, old: UUID | None = None, new: UUID | None = None) -> RedlineView:
        """See `Revisions.redline`: None stands for the current text."""
        return self._revisions.redline(plan, old, new)

    def redline_of_proposals(self, plan: UUID, old: UUID | None = None) -> RedlineView:
        """See `Revisions.redline_of_proposals`."""
        return self._revisions.redline_of_proposals(plan, old)

    # inside --------------------------------------------------------------------------------

    def _acceptance(self, record: Record, decision: Decision) -> list[Edit]:
        modified = decision.result == "accepted_modified"
        kind = record.get("kind")
        if modified and (kind == "delete" or not decision.text.strip()):
            raise PlanRefused(_NEEDS_TEXT)
        text = decision.text if modified else record.get("proposed_text", "")
        heading = record.get("heading")
        if kind == "add":
            return self._added(record, text, heading)
        clause = self._workspace.find(record.parent) if record.parent else None
        if clause is None:
            raise PlanRefused(_CLAUSE_GONE)
        if not modified and not decision.despite_changes and is_outdated(record, clause):
            raise ProposalOutdated()
        if kind == "delete":
            return _delete_subtree(self._reader_of(clause), clause.id)
        values: dict[str, Json] = {"text": text}
        if heading:
            values["heading"] = heading
        return records.set_values(clause.id, values)

    def _added(self, record: Record, text: str, heading: str | None) -> list[Edit]:
        above = self._workspace.find(record.parent) if record.parent else None
        if above is None:
            raise PlanRefused(_CLAUSE_GONE)
        reader = PlanReader(self._workspace, above.id) if above.kind == "plan" else self._reader_of(above)
        parent = above.id if above.kind == "clause" else None
        siblings = [node.id for node in reader.tree.siblings(parent)]
        after = next(iter(ids_in(record.get("after"))), None)
        index = siblings.index(after) + 1 if after in siblings else None
        order = self._order(reader, parent, index, moving=None)
        values = {"heading": heading, "text": text, "level": record.get("level")}
        # The id derives from the proposal: two laptops that accept it offline add one clause, not two.
        id = derived_id(record.id, "clause")
        return _new_clause(id, reader.plan.id, parent, order, values)

    def _order(self, reader: PlanReader, parent: UUID | None, index: int | None, moving: UUID | None) -> str:
        siblings = [n for n in reader.tree.siblings(parent) if n.id != moving and n.stray is None]
        keys = [node.order for node in siblings]
        return key_at(keys, len(keys) if index is None else max(0, index), self._rng)

    def _reader_of(self, clause: Record) -> PlanReader:
        for plan in self._workspace.records(clause.space, "plan"):
            reader = PlanReader(self._workspace, plan.id)
            if clause.id in reader.clauses:
                return reader
        raise NotFound()

    def _clause(self, id: UUID) -> Record:
        return self._living(id, "clause")

    def _proposal(self, id: UUID) -> Record:
        return self._living(id, "proposal")

    def _living(self, id: UUID, kind: str) -> Record:
        record = self._workspace.find(id)
        if record is None or record.kind != kind:
            raise NotFound()
        return record

    def _open_proposal(self, id: UUID) -> Record:
        record = self._proposal(id)
        accepted = record.get("state") == "decided" and str(record.get("decision", "")).startswith("accepted")
        if accepted or record.get("state") == "withdrawn":
            raise PlanRefused(_NOT_OPEN)
        return record

    def _commit(self, space: UUID, edits: list[Edit], label: str) -> Committed:
        return self._workspace.commit(space, edits, label)


def _new_clause(
    id: UUID, plan: UUID, parent: UUID | None, order: str, values: Mapping[str, Json]
) -> list[Edit]:
    own = {**values, "plan": str(plan)}
    return records.create("clause", own, parent=parent or plan, record=id, order=order)


def _delete_subtree(reader: PlanReader, clause: UUID) -> list[Edit]:
    return [edit for id in reader.tree.subtree(clause) for edit in records.delete(id)]


def _proposal_values(target: Record, proposed: Proposed) -> dict[str, Json]:
    original = target if target.kind == "clause" and proposed.kind != "add" else None
    return {
        "kind": proposed.kind,
        "heading": proposed.heading or None,
        "proposed_text": proposed.text or None,
        "level": proposed.level or None,
        "after": str(proposed.after) if proposed.after else None,
        "original_heading": original.get("heading") if original else None,
        "original_text": original.get("text") if original else None,
        "reason": proposed.reason or None,
        "evidence": _ids(proposed.evidence),
        "issues": _ids(proposed.issues),
        "author": str(proposed.author) if proposed.author else None,
        "supporters": _ids(proposed.supporters),
        "proposed_on": proposed.date or None,
        "state": "proposed",
    }


def _decision_values(decision: Decision) -> dict[str, Json]:
    return {
        "state": "decided",
        "decision": decision.result,
        "decided_text": decision.text or None,
        "decided_by": str(decision.by) if decision.by else None,
        "decided_at": decision.date or None,
        "meeting": decision.meeting or None,
        "mission": str(decision.mission) if decision.mission else None,
        "decision_reason": decision.reason or None,
    }


def _ids(ids: Iterable[UUID]) -> list[str] | None:
    return [str(i) for i in ids] or None
