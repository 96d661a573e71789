"""Recording a decision: which, by whom, on what day and at which meeting."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from yport_desktop.domain.entity import Choice
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.redline import redline
from yport_desktop.domain.text import N_
from yport_desktop.services.plan_views import ClauseView, ProposalView
from yport_desktop.services.plans import Decision
from yport_desktop.ui.components.choice_editors import DateEditor
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.editors import LongTextEditor, TextEditor
from yport_desktop.ui.components.form_row import FormRow
from yport_desktop.ui.components.name_editor import NameEditor
from yport_desktop.ui.components.redline_view import RedlineView
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import Tone, Type
from yport_desktop.ui.pages.plan.bars import Bar
from yport_desktop.ui.pages.plan.questions import Circle
from yport_desktop.ui.pages.plan.words import today

LABELS = 130
WIDTH = 600

SENTENCES = {
    "accepted": N_("Accept this proposal"),
    "accepted_modified": N_("Accept this proposal in a modified form"),
    "deferred": N_("Defer this proposal"),
    "rejected": N_("Reject this proposal"),
}
VERBS = {
    "accepted": N_("Accept"),
    "accepted_modified": N_("Accept modified"),
    "deferred": N_("Defer"),
    "rejected": N_("Reject"),
}


@dataclass(frozen=True)
class Sitting:
    """The meeting that decides: asked once, offered again for the next decision."""

    meeting: str = ""
    by: UUID | None = None
    date: str = ""
    mission: UUID | None = None

    def decision(self, result: str, reason: str = "", text: str = "", despite: bool = False) -> Decision:
        """A decision taken in this sitting."""
        return Decision(
            result,
            by=self.by,
            date=self.date or today(),
            meeting=self.meeting,
            mission=self.mission,
            reason=reason,
            text=text,
            despite_changes=despite,
        )

    def kept(self) -> dict[str, Any]:
        """As the window's state keeps it; the day is not kept."""
        return {
            "meeting": self.meeting,
            "by": str(self.by) if self.by else None,
            "mission": str(self.mission) if self.mission else None,
        }


def sitting_of(kept: object) -> Sitting:
    """A sitting as it was kept; anything unreadable is an empty one."""
    if not isinstance(kept, dict):
        return Sitting()
    try:
        by, mission = (UUID(kept[k]) if kept.get(k) else None for k in ("by", "mission"))
    except (TypeError, ValueError):
        return Sitting()
    return Sitting(str(kept.get("meeting") or ""), by, "", mission)


class SittingForm:
    """The rows that ask for a sitting."""

    def __init__(self, circle: Circle, sitting: Sitting) -> None:
        self.meeting = TextEditor(tr("For example: Planning workshop 2"))
        self.meeting.set_value(sitting.meeting or None)
        completer = QCompleter(list(circle.meetings))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.meeting.line.setCompleter(completer)
        self.by = NameEditor([Choice(str(p.id), p.title) for p in circle.people])
        self.by.set_value(_known(sitting.by, {p.id for p in circle.people}))
        self.date = DateEditor()
        self.date.set_value(sitting.date or today())
        self.mission = NameEditor([Choice(str(m.id), m.title) for m in circle.missions])
        self.mission.set_value(_known(sitting.mission, {m.id for m in circle.missions}))
        self.rows = [
            FormRow(tr("Meeting"), self.meeting, label_width=LABELS),
            FormRow(tr("Decided by"), self.by, label_width=LABELS),
            FormRow(tr("Decided on"), self.date, label_width=LABELS, editor_width=200),
        ]
        if circle.missions:
            self.rows.append(FormRow(tr("Mission"), self.mission, label_width=LABELS))

    def sitting(self) -> Sitting:
        """What was entered."""
        by, mission = self.by.value(), self.mission.value()
        return Sitting(
            self.meeting.line.text().strip(),
            UUID(by) if by else None,
            str(self.date.value() or today()),
            UUID(mission) if mission else None,
        )


def _known(id: UUID | None, among: set[UUID]) -> str | None:
    return str(id) if id in among else None


class DecisionDialog(Dialog):
    """Asks for what belongs to a decision and hands `keep(decision, sitting)` both."""

    def __init__(
        self,
        parent: QWidget | None,
        proposal: ProposalView,
        result: str,
        clause: ClauseView | None,
        circle: Circle,
        sitting: Sitting,
        keep: Callable[[Decision, Sitting], object],
    ) -> None:
        super().__init__(parent, tr(SENTENCES[result]), width=WIDTH)
        self._result, self._keep = result, keep
        self._despite = proposal.outdated and result == "accepted"
        if self._despite and clause is not None:
            self._show_outdated(proposal, clause)
        self.wording: LongTextEditor | None = None
        if result == "accepted_modified":
            self.wording = LongTextEditor(least=5, most=10)
            self.wording.set_value(proposal.proposed_text or None)
            self._text_row = FormRow(tr("Text as accepted"), self.wording, label_width=LABELS)
            self.add(self._text_row)
        self.form = SittingForm(circle, sitting)
        self.add(*self.form.rows)
        self.reason = LongTextEditor(least=2, most=5)
        self.add(FormRow(tr("Reason"), self.reason, label_width=LABELS))
        self.cancel_verb()
        self.verb(tr(VERBS[result]), self._record, primary=True, stays=True)
        first = self.wording.text if self.wording is not None else self.form.meeting.line
        first.setFocus()

    def _show_outdated(self, proposal: ProposalView, clause: ClauseView) -> None:
        text = tr(
            "The clause was rewritten after this was proposed. Accepting puts the proposed text in its place:"
        )
        self.add(Bar("warning", text, Tone.CAUTION))
        view = RedlineView(Type.BODY, line_height=110)
        view.set_spans(redline(clause.text, proposal.proposed_text))
        self.add(view)

    def _record(self) -> None:
        text = self.wording.text.toPlainText().strip() if self.wording is not None else ""
        if self.wording is not None and not text:
            self._text_row.set_problems((Problem(N_("Write the text as it was accepted.")),))
            return
        sitting = self.form.sitting()
        reason = self.reason.text.toPlainText().strip()
        self.accept()
        self._keep(sitting.decision(self._result, reason, text, self._despite), sitting)


class SittingDialog(Dialog):
    """Asks for the meeting before the first decision of meeting mode."""

    def __init__(
        self, parent: QWidget | None, circle: Circle, sitting: Sitting, keep: Callable[[Sitting], object]
    ) -> None:
        text = tr("It is recorded with every decision. You can leave it open and fill it in later.")
        super().__init__(parent, tr("Which meeting is this?"), text, width=WIDTH)
        self.form = SittingForm(circle, sitting)
        self.add(*self.form.rows)
        self.cancel_verb()
        self.verb(tr("Start"), lambda: keep(self.form.sitting()), primary=True)
        self.form.meeting.line.setFocus()
