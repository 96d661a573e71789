"""Frozen states of a plan: canonical bytes named by their hash, and the redline between any two.

The bytes hold what is read, not how it is kept: the plan's own fields, every clause in reading
order with its derived number, and the decided proposals. Internal notes and order keys stay out, so
freezing an unchanged plan gives the same hash on every laptop.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from yport_desktop.domain.canonical import dumps
from yport_desktop.domain.check import is_hash
from yport_desktop.domain.clause_redline import Clause, FieldChange, redline_trees
from yport_desktop.domain.entity import FieldValues, Json, Record
from yport_desktop.domain.errors import NotFound, YportError
from yport_desktop.domain.ids import derived_id
from yport_desktop.domain.order import key_at
from yport_desktop.domain.text import N_

from . import records
from .plan_reading import PlanReader, revision_view
from .plan_views import RedlineView, RevisionView
from .proposed_text import with_proposals
from .workspace import Workspace

FORMAT = "yport-plan-revision/1"
_NOT_FROZEN = frozenset({"note", "plan"})
CURRENT = N_("Current text")
PROPOSED = N_("With all open proposals")


class RevisionUnreadable(YportError):
    """The frozen text is not here, or is not what its name says."""

    sentence = N_("The text of this revision has not arrived here yet, or was damaged.")


@dataclass(frozen=True)
class FrozenPlan:
    """A plan as it was frozen. `proposals` are the decided ones, as stored."""

    plan: UUID
    values: FieldValues
    clauses: tuple[Clause, ...]
    proposals: tuple[Mapping[str, Any], ...]


class Revisions:
    """Freeze, read and compare."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def freeze(self, plan: UUID, name: str, date: str, kind: str = "working", note: str = "") -> RevisionView:
        """Freeze the plan as it stands. An unchanged plan gives the revision that is already there.

        `date` is an ISO date; `kind` one of the choices of the record type. Raises InvalidEntry.
        """
        workspace = self._workspace
        reader = PlanReader(workspace, plan)
        content = _encode(reader, workspace)
        content_hash = workspace.put_blob(content)
        record = derived_id(plan, "revision", content_hash)
        there = workspace.find(record)
        if there is None:
            earlier = workspace.children(plan, "revision")
            values = {
                "name": name,
                "date": date,
                "kind": kind,
                "plan": str(plan),
                "parent_revision": str(earlier[-1].id) if earlier else None,
                "note": note or None,
                "content_hash": content_hash,
                "blob": content_hash,
                "clauses": str(len(reader.clauses)),
                "proposals": str(len(_decided(reader, workspace))),
            }
            order = key_at([r.order for r in earlier], len(earlier))
            edits = records.create("revision", values, parent=plan, record=record, order=order)
            workspace.commit(reader.plan.space, [*edits, *records.restore(record)], N_("Freeze a revision"))
            there = workspace.get(record)
        return revision_view(workspace, there)

    def read(self, revision: UUID) -> FrozenPlan:
        """The frozen text. Raises NotFound, RevisionUnreadable."""
        record = self._workspace.get(revision)
        if record.kind != "revision":
            raise NotFound()
        name = record.get("content_hash")
        content = self._workspace.blob(name) if is_hash(name) else None
        if content is None:
            raise RevisionUnreadable()
        return _decode(content)

    def current(self, plan: UUID) -> FrozenPlan:
        """The plan as it stands now, in the same shape."""
        return _decode(_encode(PlanReader(self._workspace, plan), self._workspace))

    def redline(self, plan: UUID, old: UUID | None = None, new: UUID | None = None) -> RedlineView:
        """From revision `old` to revision `new`; None stands for the current text."""
        return self._compare(self._state(plan, old), self._state(plan, new))

    def redline_of_proposals(self, plan: UUID, old: UUID | None = None) -> RedlineView:
        """From revision `old` (None: the current text) to the text with every open proposal accepted."""
        current = self.current(plan)
        proposals = (p for p in PlanReader(self._workspace, plan).view().proposals if p.is_open)
        advised = replace(current, clauses=with_proposals(plan, current.clauses, proposals))
        return self._compare(self._state(plan, old), (advised, PROPOSED, ""))

    def _compare(self, old: "_State", new: "_State") -> RedlineView:
        (before, old_name, old_hash), (after, new_name, new_hash) = old, new
        changes = redline_trees(before.clauses, after.clauses)
        labels = {f.key: f.label for f in self._workspace.entity("clause").fields}
        fields = _differences(before.values, after.values)
        return RedlineView(after.plan, old_name, new_name, old_hash, new_hash, changes, fields, labels)

    def _state(self, plan: UUID, revision: UUID | None) -> "_State":
        if revision is None:
            return self.current(plan), CURRENT, ""
        record = self._workspace.get(revision)
        return self.read(revision), str(record.get("name", "")), str(record.get("content_hash", ""))


_State = tuple[FrozenPlan, str, str]  # the text, its name, its hash


def _differences(old: FieldValues, new: FieldValues) -> tuple[FieldChange, ...]:
    keys = sorted({*old, *new})
    return tuple(FieldChange(k, old.get(k), new.get(k)) for k in keys if old.get(k) != new.get(k))


def _decided(reader: PlanReader, workspace: Workspace) -> Sequence[Record]:
    own = set(reader.clauses) | {reader.plan.id}
    proposals = workspace.records(reader.plan.space, "proposal")
    found = (
        r
        for r in proposals
        if r.get("state") == "decided" and (r.parent in own or _was_here(r, reader, workspace))
    )
    return sorted(found, key=lambda r: r.id)


def _was_here(proposal: Record, reader: PlanReader, workspace: Workspace) -> bool:
    """True for a proposal on a clause of this plan that was deleted (perhaps by this very decision)."""
    if proposal.parent is None:
        return False
    try:
        return bool(workspace.get(proposal.parent).get("plan") == str(reader.plan.id))
    except NotFound:
        return False


def _encode(reader: PlanReader, workspace: Workspace) -> bytes:
    clauses = [
        {
            "id": str(node.id),
            "parent": str(node.parent) if node.parent else None,
            "number": node.number,
            "values": _frozen_values(reader.clauses[node.id].values),
        }
        for node in reader.tree
    ]
    proposals = [
        {"id": str(r.id), "clause": str(r.parent), "values": _frozen_values(r.values)}
        for r in _decided(reader, workspace)
    ]
    content = {
        "format": FORMAT,
        "plan": {"id": str(reader.plan.id), "values": _frozen_values(reader.plan.values)},
        "clauses": clauses,
        "proposals": proposals,
    }
    return dumps(content).encode("utf-8")


def _frozen_values(values: FieldValues) -> dict[str, Json]:
    return {k: v for k, v in values.items() if k not in _NOT_FROZEN and v not in (None, "", [])}


def _decode(content: bytes) -> FrozenPlan:
    try:
        data = json.loads(content.decode("utf-8"))
        if data["format"] != FORMAT:
            raise RevisionUnreadable()
        clauses = tuple(_clause(c["id"], c["parent"], c["number"], c["values"]) for c in data["clauses"])
        plan = data["plan"]
        return FrozenPlan(UUID(plan["id"]), plan["values"], clauses, tuple(data["proposals"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RevisionUnreadable() from error


def _clause(id: str, parent: str | None, number: str, values: Mapping[str, Json]) -> Clause:
    rest = {k: v for k, v in values.items() if k not in ("heading", "text")}
    above = UUID(parent) if parent else None
    return Clause(UUID(id), above, number, values.get("heading", ""), values.get("text", ""), rest)
