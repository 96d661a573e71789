"""Meeting mode: the whole screen, large type, one clause at a time, decided with one key."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from yport_desktop.services.plan_views import ClauseView, PlanView, ProposalView
from yport_desktop.services.plans import Decision
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.label import ElidedLabel, Label
from yport_desktop.ui.components.look import column, dress, line, row
from yport_desktop.ui.components.notice import NoticeArea
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XXL, L, M, Tone, Type
from yport_desktop.ui.pages.plan.decision_dialog import Sitting
from yport_desktop.ui.pages.plan.meeting_sheet import DecisionKeys, MeetingSheet
from yport_desktop.ui.pages.plan.words import DECISION


@dataclass(frozen=True)
class Stop:
    """One thing on the agenda: a clause, and the proposal for it that is looked at."""

    clause: UUID
    proposal: UUID | None


def agenda_of(plan: PlanView, everything: bool) -> tuple[Stop, ...]:
    """The clauses with proposals that wait, or all clauses; a clause with several comes several times."""
    stops: list[Stop] = []
    for clause in plan.clauses:
        waiting = clause.open_proposals
        if waiting:
            stops += [Stop(clause.id, p.id) for p in waiting]
        elif everything:
            stops.append(Stop(clause.id, None))
    return tuple(stops)


class MeetingMode(QWidget):
    """A window of its own. A M D R decide, arrows go through the agenda, Ctrl+Z takes back, Esc leaves.

    `decided(proposal, Decision)`, `undo_requested()`, `sitting_requested()`, `left()`. What was decided
    stays on the agenda until the meeting ends, with its decision shown.
    """

    decided = Signal(object, object)
    undo_requested = Signal()
    sitting_requested = Signal()
    left = Signal()

    KEYS: ClassVar = {
        Qt.Key.Key_A: "accepted",
        Qt.Key.Key_M: "accepted_modified",
        Qt.Key.Key_D: "deferred",
        Qt.Key.Key_R: "rejected",
    }
    FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space)
    BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)

    def __init__(
        self,
        plan: PlanView,
        sitting: Sitting,
        start: UUID | None = None,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dress(self, look="surface")
        self.setWindowTitle(tr("Meeting: {plan}").format(plan=plan.title))
        self._plan, self._sitting = plan, sitting
        self._everything = not agenda_of(plan, everything=False)
        self._agenda = agenda_of(plan, self._everything)
        self._at = next((n for n, stop in enumerate(self._agenda) if stop.clause == start), 0)
        self._make_parts()
        self._lay_out()
        self.notices = NoticeArea(self.sheet)
        self._show()

    def _make_parts(self) -> None:
        self.title = ElidedLabel(self._plan.title, Type.EMPHASIS, Tone.SECOND)
        self.meeting = QuietButton("", self.sitting_requested.emit)
        self.place = Label("", Type.EMPHASIS, Tone.SECOND)
        self.scope = QuietButton("", self._switch_scope)
        self.leave = QuietButton(tr("Leave (Esc)"), self.close)
        self.sheet = MeetingSheet()
        self.keys = DecisionKeys()
        self.keys.chosen.connect(self.decide)
        self.sheet.written.connect(self._accept_modified)
        self.sheet.writing_ended.connect(self.setFocus)
        self.sheet.writing_changed.connect(self.keys.setDisabled)
        for part in (self.meeting, self.scope, self.leave):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo_requested.emit)

    def _lay_out(self) -> None:
        head = row(self.title, self.meeting, None, self.place, M, self.scope, self.leave, spacing=L)
        head.setStretchFactor(self.title, 1)
        head.setContentsMargins(XXL, M, L, M)
        foot = row(self.keys, margins=(XXL, M, XXL, L))
        box = column(head, line(), self.sheet, foot, spacing=0)
        box.setStretchFactor(self.sheet, 1)
        self.setLayout(box)

    # showing -------------------------------------------------------------------------------

    def set_plan(self, plan: PlanView) -> None:
        """Show the plan after a change; the place in the agenda stays."""
        self._plan = plan
        known = {c.id for c in plan.clauses}
        here = self.stop
        kept = [s for s in self._agenda if s.clause in known]
        new = [s for s in agenda_of(plan, self._everything) if s not in kept and s.proposal is not None]
        self._agenda = tuple(kept) + tuple(new)
        self._at = kept.index(here) if here in kept else min(self._at, max(0, len(self._agenda) - 1))
        self._show()

    def set_sitting(self, sitting: Sitting) -> None:
        """Record the decisions from now on at another meeting."""
        self._sitting = sitting
        self._show()

    @property
    def stop(self) -> Stop | None:
        """Where the meeting is."""
        return self._agenda[self._at] if self._agenda else None

    @property
    def clause(self) -> ClauseView | None:
        """The clause on the screen."""
        return self._plan.clause(self.stop.clause) if self.stop else None

    @property
    def proposal(self) -> ProposalView | None:
        """The proposal on the screen."""
        clause, stop = self.clause, self.stop
        if clause is None or stop is None:
            return None
        return next((p for p in clause.proposals if p.id == stop.proposal), None)

    def _show(self) -> None:
        clause, proposal = self.clause, self.proposal
        self.meeting.setText(self._sitting.meeting or tr("Name the meeting…"))
        total = len(self._agenda)
        text = tr("{at} of {total}").format(at=self._at + 1, total=total) if total else ""
        self.place.setText(text)
        self.scope.setText(tr("Only proposals (P)") if self._everything else tr("All clauses (P)"))
        self.sheet.set_stop(clause, proposal)
        self.keys.set_proposal(proposal)

    # doing ---------------------------------------------------------------------------------

    def decide(self, result: str) -> None:
        """Record a decision on the proposal on the screen."""
        proposal = self.proposal
        if proposal is None or not proposal.is_open or proposal.decision == result:
            return
        if result == "accepted_modified":
            if proposal.kind != "delete":
                self.sheet.write(proposal.proposed_text)
            return
        if result == "accepted" and proposal.outdated:
            text = tr(
                "The clause was rewritten after this was proposed. Accept it modified (M), or reject it (R)."
            )
            self.notices.tell(text, Tone.CAUTION)
            return
        self._record(proposal, self._sitting.decision(result))

    def _accept_modified(self, text: str) -> None:
        proposal = self.proposal
        if proposal is None or not text:
            return
        result = (
            "accepted" if text == proposal.proposed_text and not proposal.outdated else "accepted_modified"
        )
        modified = text if result == "accepted_modified" else ""
        self._record(proposal, self._sitting.decision(result, text=modified))

    def _record(self, proposal: ProposalView, decision: Decision) -> None:
        self.decided.emit(proposal, decision)
        said = tr(DECISION[decision.result][0])
        self.notices.tell(said, Tone.GOOD, (tr("Undo"), self.undo_requested.emit))

    def go(self, steps: int) -> None:
        """Forward or back on the agenda."""
        at = min(max(self._at + steps, 0), max(0, len(self._agenda) - 1))
        if at != self._at:
            self._at = at
            self.notices.dismiss()
            self._show()

    def _switch_scope(self) -> None:
        here = self.stop
        self._everything = not self._everything
        self._agenda = agenda_of(self._plan, self._everything)
        clause = here.clause if here else None
        self._at = next((n for n, s in enumerate(self._agenda) if s.clause == clause), 0)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif key in self.KEYS:
            self.decide(self.KEYS[key])
        elif key in self.FORWARD:
            self.go(1)
        elif key in self.BACK:
            self.go(-1)
        elif key == Qt.Key.Key_Home:
            self.go(-len(self._agenda))
        elif key == Qt.Key.Key_End:
            self.go(len(self._agenda))
        elif key == Qt.Key.Key_P:
            self._switch_scope()
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the meeting is over."""
        self.left.emit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the keyboard here when the window comes back to the front."""
        super().changeEvent(event)
        if (
            event.type() == QEvent.Type.ActivationChange
            and self.isActiveWindow()
            and not self.sheet.is_writing
        ):
            self.setFocus()
