"""The words and signs of plans: what a status, a kind of proposal or a decision is called and looks like."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yport_desktop.domain.clause_redline import ClauseChange
from yport_desktop.domain.entity import Choice, EntityType
from yport_desktop.domain.text import N_
from yport_desktop.services.plan_views import ClauseView, Link, ProposalView
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import Tone


class Shape(StrEnum):
    """The outline of a status mark, so that it is told apart without colour."""

    RING = "ring"
    HALF = "half"
    DOT = "dot"
    SQUARE = "square"
    DIAMOND = "diamond"
    BAR = "bar"
    TICK = "tick"
    TRIANGLE = "triangle"
    BROKEN = "broken"


@dataclass(frozen=True)
class Sign:
    """A mark with its meaning in words (English, for the catalogue)."""

    shape: Shape
    tone: Tone
    meaning: str


STATUS: dict[str, Sign] = {
    "draft": Sign(Shape.RING, Tone.FAINT, N_("Draft")),
    "under_discussion": Sign(Shape.HALF, Tone.CAUTION, N_("Under discussion")),
    "agreed": Sign(Shape.DOT, Tone.GOOD, N_("Agreed")),
    "adopted": Sign(Shape.SQUARE, Tone.GOOD, N_("Adopted")),
    "under_way": Sign(Shape.DIAMOND, Tone.ACCENT, N_("Under way")),
    "idle": Sign(Shape.BAR, Tone.FAINT, N_("Idle")),
    "completed": Sign(Shape.TICK, Tone.GOOD, N_("Completed")),
}
CONFLICT = Sign(Shape.TRIANGLE, Tone.CRITICAL, N_("Two people changed this at the same time"))
STRAY = Sign(Shape.BROKEN, Tone.CAUTION, N_("Lost its place when two versions met"))

STRAY_TEXT = {
    "orphan": N_(
        "This clause hung under one that was deleted elsewhere. Nothing was lost; move it where it belongs."
    ),
    "cycle": N_(
        "Two people moved clauses under each other. This one was put at the top; move it where it belongs."
    ),
}

KIND = {
    "amend": (N_("Amend the text"), "edit"),
    "add": (N_("Add a clause below"), "add"),
    "delete": (N_("Delete the clause"), "delete"),
}

# Result: (what the chip says, its tone, its icon, the verb on the button, the key of meeting mode)
DECISION = {
    "accepted": (N_("Accepted"), Tone.GOOD, "done", N_("Accept"), "A"),
    "accepted_modified": (N_("Accepted modified"), Tone.GOOD, "done", N_("Accept modified…"), "M"),
    "deferred": (N_("Deferred"), Tone.CAUTION, "clock", N_("Defer"), "D"),
    "rejected": (N_("Rejected"), Tone.CRITICAL, "close", N_("Reject"), "R"),
}


def clause_sign(clause: ClauseView) -> Sign | None:
    """The mark of a clause: what is wrong with it comes before its status."""
    if clause.conflicts:
        return CONFLICT
    if clause.stray is not None:
        return STRAY
    return STATUS.get(clause.status)


def clause_name(clause: ClauseView) -> str:
    """What a clause is called in a list: its heading, or how its text begins."""
    return clause.heading or " ".join(clause.text.split()) or tr("Clause without text")


def link_name(link: Link) -> str:
    """A record's name, or that it has none."""
    return link.title or tr("Without a name")


def state_of(proposal: ProposalView) -> tuple[str, Tone, str]:
    """The chip of a proposal: word, tone, icon."""
    if proposal.state == "decided" and proposal.decision in DECISION:
        word, tone, icon, _verb, _key = DECISION[proposal.decision]
        return tr(word), tone, icon
    if proposal.state == "withdrawn":
        return tr("Withdrawn"), Tone.NEUTRAL, "undo"
    if proposal.state == "draft":
        return tr("Draft"), Tone.NEUTRAL, "edit"
    return tr("Proposed"), Tone.ACCENT, "quote"


def kind_of(proposal: ProposalView) -> tuple[str, str]:
    """What a proposal asks for: words and icon."""
    word, icon = KIND.get(proposal.kind, KIND["amend"])
    return tr(word), icon


def change_of(change: ClauseChange) -> tuple[str, Tone, str]:
    """What happened to a clause between two states: word, tone, icon."""
    if change.added:
        return tr("Added"), Tone.ACCENT, "add"
    if change.removed:
        return tr("Removed"), Tone.CRITICAL, "delete"
    if change.moved and change.rewritten:
        return tr("Moved and changed"), Tone.CAUTION, "edit"
    if change.moved:
        return tr("Moved"), Tone.CAUTION, "arrow_down"
    return tr("Changed"), Tone.CAUTION, "edit"


def label_of(entity: EntityType, key: str, value: str) -> str:
    """The label of one choice of a record type."""
    field = entity.field(key)
    choices: tuple[Choice, ...] = field.choices if field else ()
    return next((tr(c.label) for c in choices if c.key == value), value)


def choices_of(entity: EntityType, key: str) -> tuple[Choice, ...]:
    """The choices of a field of a record type."""
    field = entity.field(key)
    return field.choices if field else ()


def short(content_hash: str) -> str:
    """A hash as people compare it: its first eight figures."""
    return content_hash[:8]


def today() -> str:
    """The date of this computer, as ISO text."""
    return date.today().isoformat()
