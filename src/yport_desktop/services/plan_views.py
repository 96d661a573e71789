"""What a plan looks like to the window and to documents: frozen values without any access to the store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from yport_desktop.domain.clause_redline import ClauseChange, FieldChange
from yport_desktop.domain.entity import FieldValues
from yport_desktop.domain.redline import Span, redline
from yport_desktop.domain.tree import Stray


@dataclass(frozen=True)
class Link:
    """A record that is referred to, with the name it is shown by."""

    id: UUID
    kind: str
    title: str


@dataclass(frozen=True)
class ProposalView:
    """A clause proposal with its reason, evidence and decision.

    `old_text` is the text it was made on, `new_text` the text proposed (or, once accepted modified, the
    text accepted). `outdated`: the clause was rewritten since; the two must be compared before it
    is accepted. `target` is the clause or plan it was made on; `clause` is None where that is the plan,
    or a clause that is deleted. `after` and `level` place a clause that is to be added.
    """

    id: UUID
    target: UUID | None
    clause: UUID | None
    kind: str
    heading: str
    proposed_text: str
    reason: str
    evidence: tuple[Link, ...]
    issues: tuple[Link, ...]
    author: Link | None
    supporters: tuple[Link, ...]
    state: str
    decision: str
    decided_text: str
    decided_by: Link | None
    decided_at: str
    meeting: str
    decision_reason: str
    old_text: str
    new_text: str
    level: str = ""
    after: UUID | None = None
    outdated: bool = False
    conflicts: frozenset[str] = frozenset()

    @cached_property
    def redline(self) -> tuple[Span, ...]:
        """From `old_text` to `new_text`, computed when it is first looked at."""
        return redline(self.old_text, self.new_text)

    @property
    def is_open(self) -> bool:
        """True while it waits for a decision (a deferred one still waits)."""
        return self.state in ("", "proposed") or (self.state == "decided" and self.decision == "deferred")


@dataclass(frozen=True)
class ClauseView:
    """One clause in its place. `number` is derived ("4.2.1"); `stray` says why it lost its place."""

    id: UUID
    parent: UUID | None
    number: str
    depth: int
    heading: str
    text: str
    level: str
    status: str
    values: FieldValues
    issues: tuple[Link, ...] = ()
    proposals: tuple[ProposalView, ...] = ()
    conflicts: frozenset[str] = frozenset()
    stray: Stray | None = None

    @property
    def open_proposals(self) -> tuple[ProposalView, ...]:
        """The proposals that wait for a decision."""
        return tuple(p for p in self.proposals if p.is_open)


@dataclass(frozen=True)
class RevisionView:
    """A frozen state of the plan; `here` is False while its text has not arrived yet."""

    id: UUID
    name: str
    date: str
    kind: str
    content_hash: str
    parent_revision: UUID | None
    clauses: int
    note: str = ""
    here: bool = True


@dataclass(frozen=True)
class PlanView:
    """A plan as it stands: clauses in reading order, each with its proposals, and the revisions.

    `loose_proposals` hang under the plan itself or under clauses that are deleted.
    """

    id: UUID
    space: UUID
    title: str
    values: FieldValues
    clauses: tuple[ClauseView, ...]
    loose_proposals: tuple[ProposalView, ...] = ()
    revisions: tuple[RevisionView, ...] = ()
    conflicts: frozenset[str] = frozenset()

    def clause(self, id: UUID) -> ClauseView | None:
        """The clause of that id, or None."""
        return next((c for c in self.clauses if c.id == id), None)

    @property
    def proposals(self) -> tuple[ProposalView, ...]:
        """All proposals, in the order of their clauses."""
        return tuple(p for c in self.clauses for p in c.proposals) + self.loose_proposals

    @property
    def latest_revision(self) -> RevisionView | None:
        """The revision frozen last."""
        return self.revisions[-1] if self.revisions else None


@dataclass(frozen=True)
class RedlineView:
    """What differs between two states of a plan. `old_hash` or `new_hash` is "" for the current text."""

    plan: UUID
    old_name: str
    new_name: str
    old_hash: str
    new_hash: str
    changes: tuple[ClauseChange, ...]
    plan_fields: tuple[FieldChange, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def changed(self) -> tuple[ClauseChange, ...]:
        """Only the clauses that a reader has to look at."""
        return tuple(c for c in self.changes if c.changed)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many clauses were added, removed, moved, rewritten."""
        return {
            "added": sum(c.added for c in self.changes),
            "removed": sum(c.removed for c in self.changes),
            "moved": sum(c.moved for c in self.changes),
            "rewritten": sum(c.rewritten for c in self.changes),
        }
