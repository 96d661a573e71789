"""What meeting mode shows of one clause, and the four keys under it."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QSizePolicy, QWidget

from yport_desktop.services.plan_views import ClauseView, ProposalView
from yport_desktop.ui.components.buttons import PlainButton, PrimaryButton
from yport_desktop.ui.components.chip import Chip
from yport_desktop.ui.components.empty_state import EmptyState
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.components.redline_view import RedlineView
from yport_desktop.ui.components.side_panel import centred
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import RADIUS, XL, XXL, L, M, S, Tone, Type
from yport_desktop.ui.pages.plan.clause_pane import proposed_redline
from yport_desktop.ui.pages.plan.proposal_card import decided_line
from yport_desktop.ui.pages.plan.words import DECISION, kind_of, link_name, state_of

MEASURE = 1040
LONG = 320
KEY_HEIGHT = 56


class _LargeRedline(RedlineView):
    """Redline in the type of a projector."""

    def __init__(self) -> None:
        super().__init__(Type.HEADLINE, line_height=108)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._widen()

    def set_size_for(self, length: int) -> None:
        """Short texts in the largest type, long ones a step smaller."""
        self._step = Type.HEADLINE if length <= LONG else Type.PAGE

    def _widen(self) -> None:
        self.setMaximumWidth(tokens().px(MEASURE))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._widen()


class _Modified(QPlainTextEdit):
    """The text as it is to be accepted. Ctrl+Enter accepts it, Esc gives up."""

    accepted = Signal()
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.accepted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class MeetingSheet(QWidget):
    """One clause in large type with its proposal marked. `written(text)` when a modified text is accepted."""

    written = Signal(str)
    writing_ended = Signal()
    writing_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.heading = Label("", Type.PAGE, wrap=True)
        self.kind = Label("", Type.EMPHASIS, Tone.SECOND)
        self.new_heading = Label("", Type.PAGE, Tone.ACCENT, wrap=True)
        self.state = Chip("")
        self.text = _LargeRedline()
        self.reason_title = Label(tr("Reason"), Type.BODY, Tone.SECOND, strong=True)
        self.reason = Label("", Type.TITLE, wrap=True)
        self.reason.setStyleSheet("font-weight: 400;")
        self.evidence_title = Label(tr("Evidence"), Type.BODY, Tone.SECOND, strong=True)
        self.evidence = Label("", Type.EMPHASIS, wrap=True)
        self.byline = Label("", Type.EMPHASIS, Tone.SECOND, wrap=True)
        self.decision = Label("", Type.EMPHASIS, Tone.SECOND, wrap=True)
        self.field = _Modified()
        self.field.setAccessibleName(tr("Text as accepted"))
        self.field.accepted.connect(self._accept)
        self.field.given_up.connect(self._give_up)
        self.accept_button = PrimaryButton(tr("Accept this text"), self._accept, hint="Ctrl+Enter")
        self.give_up_button = PlainButton(tr("Cancel"), self._give_up, hint="Esc")
        self.empty = EmptyState(
            "done", tr("Nothing waits for a decision"), tr("Press P to go through all clauses of the plan.")
        )
        self._lay_out()

    def _lay_out(self) -> None:
        self._verbs = QWidget()
        self._verbs.setLayout(row(self.accept_button, self.give_up_button, None))
        content = QWidget()
        facts = row(self.kind, self.state, self.decision, spacing=M)
        facts.setStretchFactor(self.decision, 1)
        content.setLayout(
            column(
                self.heading,
                facts,
                S,
                self.new_heading,
                self.text,
                self.field,
                self._verbs,
                L,
                column(self.reason_title, self.reason, spacing=2),
                S,
                column(self.evidence_title, self.evidence, spacing=2),
                S,
                self.byline,
                None,
                spacing=M,
            )
        )
        self.area = centred(content, MEASURE, (XXL, XL, XXL, XL))
        self.setLayout(column(self.area, self.empty, spacing=0))
        self._set_writing(False)

    @property
    def is_writing(self) -> bool:
        """Whether a modified text is being written."""
        return not self.field.isHidden()

    def set_stop(
        self,
        clause: ClauseView | None,
        proposal: ProposalView | None,
    ) -> None:
        """Show a clause and the proposal for it."""
        self._set_writing(False)
        self.area.setVisible(clause is not None)
        self.empty.setVisible(clause is None)
        if clause is None:
            return
        self.heading.setText(f"{clause.number}   {clause.heading}".strip())
        self.new_heading.setText(proposal.heading if proposal is not None else "")
        self.new_heading.setVisible(bool(self.new_heading.text()))
        self._show_text(clause, proposal)
        for part in (self.reason_title, self.reason):
            part.setVisible(proposal is not None and bool(proposal.reason))
        links = (*proposal.evidence, *proposal.issues) if proposal is not None else ()
        for part in (self.evidence_title, self.evidence):
            part.setVisible(bool(links))
        self.reason.setText(proposal.reason if proposal else "")
        self.evidence.setText("\n".join(link_name(link) for link in links))
        by = proposal.author.title if proposal is not None and proposal.author is not None else ""
        self.byline.setText(tr("Proposed by {name}").format(name=by) if by else "")
        self.byline.setVisible(bool(by))
        self.decision.setText(
            decided_line(proposal, with_word=False) if proposal is not None and proposal.decision else ""
        )
        self.area.verticalScrollBar().setValue(0)

    def _show_text(self, clause: ClauseView, proposal: ProposalView | None) -> None:
        self.kind.setVisible(proposal is not None)
        self.state.setVisible(proposal is not None)
        if proposal is None:
            self.text.set_size_for(len(clause.text))
            self.text.set_plain(clause.text)
            return
        spans = proposed_redline(clause, proposal)
        self.text.set_size_for(sum(len(s.text) for s in spans))
        self.text.set_spans(spans)
        self.kind.setText(kind_of(proposal)[0])
        word, tone, icon = state_of(proposal)
        self.state.set_chip(word, tone, icon)

    def write(self, text: str) -> None:
        """Let the text be modified before it is accepted."""
        font = QFont(self.font())
        font.setPixelSize(tokens().size(Type.PAGE))
        self.field.setFont(font)
        self.field.document().setDefaultFont(font)
        self.field.setPlainText(text)
        self._set_writing(True)
        self.field.setFocus()
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)

    def _set_writing(self, writing: bool) -> None:
        self.field.setVisible(writing)
        self._verbs.setVisible(writing)
        self.text.setVisible(not writing)
        self.field.setFixedHeight(tokens().px(240))
        self.writing_changed.emit(writing)

    def _accept(self) -> None:
        text = self.field.toPlainText().strip()
        if text:
            self._set_writing(False)
            self.writing_ended.emit()
            self.written.emit(text)

    def _give_up(self) -> None:
        self._set_writing(False)
        self.writing_ended.emit()


class _DecisionKey(QAbstractButton):
    """A large button that shows its key."""

    def __init__(self, letter: str, text: str, tone: Tone) -> None:
        super().__init__()
        self._letter, self._tone = letter, tone
        self.setText(text)
        self.setAccessibleName(f"{text} ({letter})")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Room for key and word."""
        t = tokens()
        width = QFontMetrics(self._letters()).horizontalAdvance(self.text())
        return QSize(width + t.px(80), t.px(KEY_HEIGHT))

    def _letters(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(tokens().size(Type.TITLE))
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isEnabled()
        colour = QColor(t.tone(self._tone) if on else t.faint)
        painter.setPen(QColor(t.strong_line if on else t.line))
        painter.setBrush(QColor(t.tint_of(self._tone) if on and self.underMouse() else t.surface))
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(body, RADIUS, RADIUS)
        font = self._letters()
        width = QFontMetrics(font).horizontalAdvance(self.text())
        side = t.px(28)
        left = body.center().x() - (side + t.px(M) + width) / 2
        box = QRectF(left, body.center().y() - side / 2, side, side)
        painter.setPen(colour)
        painter.setBrush(QColor(t.tint_of(self._tone)) if on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._letter)
        painter.setFont(font)
        painter.setPen(QColor(t.text if on else t.faint))
        words = QRectF(box.right() + t.px(M), body.top(), width + 4, body.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())


class DecisionKeys(QWidget):
    """The four decisions side by side. `chosen(result)`."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        texts = {
            "accepted": tr("Accept"),
            "accepted_modified": tr("Accept modified"),
            "deferred": tr("Defer"),
            "rejected": tr("Reject"),
        }
        self.buttons: dict[str, _DecisionKey] = {}
        box = row(spacing=M)
        for result, text in texts.items():
            button = _DecisionKey(DECISION[result][4], text, DECISION[result][1])
            button.clicked.connect(lambda _on=False, result=result: self.chosen.emit(result))
            self.buttons[result] = button
            box.addWidget(button)
        self.setLayout(box)

    def set_proposal(self, proposal: ProposalView | None) -> None:
        """Offer what can be decided."""
        is_open = proposal is not None and proposal.is_open
        for result, button in self.buttons.items():
            possible = result != "accepted_modified" or (proposal is not None and proposal.kind != "delete")
            again = proposal is not None and proposal.decision == result
            button.setEnabled(is_open and possible and not again)
