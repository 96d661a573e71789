"""The text of a plan as it would read if every open proposal were accepted: the advice as a whole."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from yport_desktop.domain.clause_redline import Clause
from yport_desktop.domain.ids import derived_id
from yport_desktop.domain.order import spread
from yport_desktop.domain.tree import build

from .plan_views import ProposalView


def with_proposals(
    plan: UUID, clauses: Sequence[Clause], proposals: Iterable[ProposalView]
) -> tuple[Clause, ...]:
    """The clauses, in reading order and renumbered, with the proposals carried out.

    Of two proposals for one clause the later one shows; a proposal on a clause that is gone adds nothing.
    """
    texts = {c.id: c for c in clauses}
    below: dict[UUID | None, list[UUID]] = {}
    for clause in clauses:
        below.setdefault(clause.parent, []).append(clause.id)
    for proposal in proposals:
        if proposal.kind == "add":
            _add(plan, texts, below, proposal)
        elif proposal.clause in texts and proposal.kind == "amend":
            was = texts[proposal.clause]
            heading = proposal.heading or was.heading
            texts[proposal.clause] = replace(was, heading=heading, text=proposal.proposed_text)
        elif proposal.clause in texts:
            _remove(texts, below, proposal.clause)
    return _renumbered(texts, below)


def _add(
    plan: UUID, texts: dict[UUID, Clause], below: dict[UUID | None, list[UUID]], proposal: ProposalView
) -> None:
    if proposal.clause is None and proposal.target != plan:
        return
    id = derived_id(proposal.id, "clause")
    values = {"level": proposal.level} if proposal.level else {}
    texts[id] = Clause(id, proposal.clause, "", proposal.heading, proposal.proposed_text, values)
    siblings = below.setdefault(proposal.clause, [])
    place = siblings.index(proposal.after) + 1 if proposal.after in siblings else len(siblings)
    siblings.insert(place, id)


def _remove(texts: dict[UUID, Clause], below: dict[UUID | None, list[UUID]], clause: UUID) -> None:
    below[texts[clause].parent].remove(clause)
    waiting = [clause]
    while waiting:
        gone = waiting.pop()
        waiting.extend(below.pop(gone, []))
        del texts[gone]


def _renumbered(texts: dict[UUID, Clause], below: dict[UUID | None, list[UUID]]) -> tuple[Clause, ...]:
    rows = [
        (id, parent, order)
        for parent, ids in below.items()
        for id, order in zip(ids, spread(len(ids)), strict=True)
    ]
    return tuple(replace(texts[node.id], number=node.number) for node in build(rows))
