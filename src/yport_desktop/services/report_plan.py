"""The plan in the report: what is proposed for its clauses, and the redline of its text."""

from collections.abc import Iterator, Sequence

from yport_desktop.documents.model import Block, Clause, Heading, Paragraph, Section, Span, Spans
from yport_desktop.domain.clause_redline import ClauseChange
from yport_desktop.domain.redline import Mark
from yport_desktop.domain.redline import Span as MarkedSpan
from yport_desktop.domain.text import N_

from .plan_views import ClauseView, PlanView, ProposalView, RedlineView
from .plans import Plans
from .report_writing import Draft, spans

_CHANGES = {Mark.KEPT: "", Mark.DELETED: "deleted", Mark.INSERTED: "inserted"}
_TONES = {"accepted": "good", "accepted_modified": "good", "rejected": "critical", "deferred": "caution"}


def plan_sections(draft: Draft) -> Iterator[Section]:
    """Proposals of all plans, then the redline annex; nothing for an engagement without a plan."""
    plans = Plans(draft.workspace)
    views = plans.plans(draft.engagement.space, draft.tr)
    if any(v.proposals for v in views):
        yield _proposals(draft, views)
    blocks = [b for v in views for b in (*_redlines(draft, plans, v), *_with_proposals(draft, v))]
    if blocks:
        yield Section(draft.tr(N_("Redline annex")), tuple(blocks), key="redline")


def revision_hash(draft: Draft) -> tuple[str, str]:
    """Name and hash of the plan revision frozen last; empty where none is frozen."""
    for view in Plans(draft.workspace).plans(draft.engagement.space, draft.tr):
        if view.latest_revision is not None:
            return view.latest_revision.name, view.latest_revision.content_hash
    return "", ""


def _proposals(draft: Draft, views: Sequence[PlanView]) -> Section:
    blocks: list[Block] = []
    waiting = sum(p.is_open for v in views for p in v.proposals)
    text = draft.say(
        N_(
            "{count} proposals on the plan, of which {waiting} wait for a decision. Text to be taken out is "
            "struck through, text to be put in is underlined."
        ),
        count=sum(len(v.proposals) for v in views),
        waiting=waiting,
    )
    blocks.append(Paragraph(spans(text), "lead"))
    for view in views:
        if not view.proposals:
            continue
        blocks.append(Heading(view.title))
        blocks += [_proposal(draft, view, proposal) for proposal in view.proposals]
    return Section(draft.tr(N_("Proposals on the plan")), tuple(blocks), key="proposals")


def _proposal(draft: Draft, view: PlanView, proposal: ProposalView) -> Clause:
    clause = view.clause(proposal.clause) if proposal.clause else None
    record = draft.workspace.get(proposal.id)
    number = clause.number if clause else "–"
    title = proposal.heading or (clause.heading if clause else "")
    kind = draft.choice(record, "kind")
    decided = draft.choice(record, "decision") or draft.choice(record, "state")
    comma = draft.comma
    decision = comma.join(
        part for part in (proposal.meeting, proposal.decided_at, proposal.decision_reason) if part
    )
    facts = (
        (draft.label("proposal", "kind"), kind),
        (draft.label("proposal", "reason"), proposal.reason),
        (draft.label("proposal", "evidence"), comma.join(e.title for e in proposal.evidence)),
        (draft.label("proposal", "issues"), comma.join(i.title for i in proposal.issues)),
        (draft.label("proposal", "author"), proposal.author.title if proposal.author else ""),
        (draft.label("proposal", "supporters"), comma.join(s.title for s in proposal.supporters)),
        (draft.label("proposal", "decision"), decision),
    )
    text = redline_spans(proposal.redline) or (Span(proposal.proposed_text),)
    return Clause(number, title, text, facts, decided, _TONES.get(proposal.decision, "accent"))


def redline_spans(marked: Sequence[MarkedSpan]) -> Spans:
    """The spans of a redline in the words of a document."""
    return tuple(Span(s.text, change=_CHANGES[s.mark]) for s in marked)


def _redlines(draft: Draft, plans: Plans, view: PlanView) -> Iterator[Block]:
    """From the first revision that is here to the current text, where they differ."""
    first = next((r for r in view.revisions if r.here), None)
    if first is None:
        return
    redline = plans.redline(view.id, first.id, None)
    if redline.changed:
        yield Heading(view.title)
        yield Paragraph(spans(_compared(draft, redline)), "note")
        yield from (_changed(draft, change) for change in redline.changed)


def _with_proposals(draft: Draft, view: PlanView) -> Iterator[Block]:
    """The whole text as it would read with the open proposals, each marked in its place."""
    if not any(p.is_open for p in view.proposals):
        return
    yield Heading(draft.say(N_("{plan}: text with the open proposals"), plan=view.title))
    waiting: list[tuple[int, Clause]] = []  # additions stand behind all that is below their clause
    for clause in view.clauses:
        while waiting and clause.depth <= waiting[-1][0]:
            yield waiting.pop()[1]
        yield _marked(draft, clause)
        adding = (p for p in reversed(clause.open_proposals) if p.kind == "add")
        waiting += [(clause.depth, _addition(draft, clause.number, p)) for p in adding]
    yield from (addition for _, addition in reversed(waiting))


def _marked(draft: Draft, clause: ClauseView) -> Clause:
    amending = [p for p in clause.open_proposals if p.kind != "add"]
    text = redline_spans(amending[0].redline) if amending else (Span(clause.text),)
    for other in amending[1:]:
        text = (*text, Span("\n"), *redline_spans(other.redline))
    words = draft.tr(N_("proposal")) if amending else ""
    return Clause(clause.number, clause.heading, text, (), words, "accent" if words else "")


def _addition(draft: Draft, number: str, proposal: ProposalView) -> Clause:
    words = draft.tr(N_("proposed addition"))
    return Clause(f"{number}.+", proposal.heading or "–", redline_spans(proposal.redline), (), words, "good")


def _compared(draft: Draft, redline: RedlineView) -> str:
    counts = redline.counts
    compared = draft.say(
        N_("From “{old}” ({old_hash}) to “{new}”."),
        old=redline.old_name,
        old_hash=redline.old_hash[:16],
        new=draft.tr(redline.new_name),
    )
    summary = draft.say(
        N_("{added} clauses added, {removed} removed, {moved} moved, {rewritten} rewritten."), **counts
    )
    return compared + draft.gap + summary


def _changed(draft: Draft, change: ClauseChange) -> Clause:
    clause = change.clause
    words, tone = _status(draft, change)
    facts = [
        (
            draft.label("clause", f.key),
            f"{_plain(draft, f.key, f.old)} → {_plain(draft, f.key, f.new)}",
        )
        for f in change.fields
    ]
    text = redline_spans(change.text) or (Span("–", tone="faint"),)
    if any(s.mark is not Mark.KEPT for s in change.heading) and not (change.added or change.removed):
        text = (*redline_spans(change.heading), Span("\n"), *text)
    return Clause(clause.number, clause.heading, text, tuple(facts), words, tone)


def _status(draft: Draft, change: ClauseChange) -> tuple[str, str]:
    if change.added:
        return draft.tr(N_("added")), "good"
    if change.removed:
        return draft.tr(N_("removed")), "critical"
    words = [draft.tr(N_("moved"))] if change.moved else []
    words += [draft.tr(N_("rewritten"))] if change.rewritten else []
    return draft.comma.join(words), "accent"


def _plain(draft: Draft, key: str, value: object) -> str:
    """A field's value as it is read: the label of a choice, the names of records, or the text."""
    if value in (None, "", []):
        return "–"
    declared = draft.workspace.entity("clause").field(key)
    if isinstance(value, list):
        return draft.names(value) or "–"
    if declared is not None and declared.refers_to:
        return draft.name(value) or "–"
    labels = {c.key: c.label for c in declared.choices} if declared else {}
    return draft.tr(labels.get(str(value), str(value)))
