"""Conflicts in the report: what people entered differently and nobody has decided, and what was decided."""

from yport_desktop.documents.model import Block, Cell, Column, Paragraph, Row, Section, Table
from yport_desktop.domain.text import N_

from .clashes import Clash
from .conflicts import count, inbox
from .report_writing import Draft, spans
from .settlements import SETTLEMENT

_SHOWN = 10


def open_conflicts(draft: Draft) -> int:
    """How many conflicts wait for a decision."""
    return count(draft.workspace, draft.engagement.space)


def conflict_sentence(draft: Draft, n: int) -> str:
    """How many conflicts are open, in words."""
    if n == 1:
        return draft.tr(N_("1 conflict between entries of different people is not settled yet."))
    return draft.say(
        N_("{count} conflicts between entries of different people are not settled yet."), count=n
    )


def conflicts_section(draft: Draft, n: int) -> Section | None:
    """The first conflicts side by side and the number of decisions; None where all is settled."""
    if not n:
        return None
    space, tr = draft.engagement.space, draft.tr
    found = inbox(draft.workspace, space, tr, _SHOWN)
    blocks: list[Block] = [Paragraph(spans(conflict_sentence(draft, n)), "lead")]
    columns = (
        Column(tr(N_("Record")), 1.2),
        Column(tr(N_("Field")), 0.8),
        Column(tr(N_("Values that stand")), 2.0),
    )
    rows = tuple(Row(tuple(Cell(text) for text in _cells(draft, clash))) for clash in found.clashes)
    blocks.append(Table(tr(N_("Open conflicts")), columns, rows))
    if n > len(rows):
        blocks.append(Paragraph(spans(draft.say(N_("And {count} more."), count=n - len(rows))), "note"))
    taken = draft.workspace.count(space, SETTLEMENT)
    if taken:
        text = draft.say(N_("Decisions taken on conflicts so far: {count}."), count=taken)
        blocks.append(Paragraph(spans(text), "note"))
    return Section(tr(N_("Open conflicts")), tuple(blocks), key="conflicts")


def _cells(draft: Draft, clash: Clash) -> tuple[str, str, str]:
    sides = "\n".join(
        draft.say(N_("{who}: {value}"), who=side.who, value=_short(side.text)) for side in clash.sides
    )
    return f"{clash.title}\n{clash.kind_label}", clash.label, sides


def _short(text: str) -> str:
    """The beginning of a long text."""
    words = " ".join(text.split())
    return words if len(words) <= 240 else words[:239].rstrip() + "…"
