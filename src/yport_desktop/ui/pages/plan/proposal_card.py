"""One proposal beside its clause: what it asks for, why, on what evidence, by whom, how it was decided."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLayout, QMenu, QSizePolicy, QWidget

from yport_desktop.domain.redline import Span
from yport_desktop.services.plan_views import ClauseView, ProposalView
from yport_desktop.ui.components.buttons import IconButton, PlainButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.chip import Chip
from yport_desktop.ui.components.flow import Flow
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.link_line import LinkLine
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.components.redline_view import RedlineView
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import Tone, Type
from yport_desktop.ui.pages.plan.bars import ICON_OF_KIND, Bar
from yport_desktop.ui.pages.plan.clause_pane import proposed_redline
from yport_desktop.ui.pages.plan.words import DECISION, kind_of, link_name, state_of


class ProposalCard(Card):
    """Shows a proposal; what is to be done with it is asked for by signals.

    `decide_requested(proposal, result)`, `withdraw_requested(proposal)`, `picked(proposal)` to see it
    in the text, `record_opened(UUID)` for its evidence.
    """

    decide_requested = Signal(object, str)
    withdraw_requested = Signal(object)
    picked = Signal(object)
    record_opened = Signal(object)

    def __init__(
        self,
        proposal: ProposalView,
        clause: ClauseView | None,
    ) -> None:
        super().__init__()
        # As high as wrapped text needs at this width, neither cut nor stretched.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.proposal = proposal
        self.buttons: dict[str, PlainButton] = {}
        kind, icon = kind_of(proposal)
        word, tone, sign = state_of(proposal)
        self.state = Chip(word, tone, sign)
        self.setAccessibleName(f"{kind}, {word}")
        head = row(IconLabel(icon, tone=Tone.SECOND, size=16), Label(kind, strong=True), None, self.state)
        self.add(head)
        spans = proposed_redline(clause, proposal) if clause is not None else proposal.redline
        if proposal.heading:
            self.add(Label(proposal.heading, strong=True, wrap=True))
        if spans:
            self.add(self._redline(spans))
        if proposal.outdated:
            text = tr("The clause was rewritten after this was proposed. Compare before you accept it.")
            self.add(Bar("warning", text, Tone.CAUTION))
        if proposal.reason:
            self._section(tr("Reason"), Label(proposal.reason, wrap=True, selectable=True))
        links = (*proposal.evidence, *proposal.issues)
        if links:
            self._section(tr("Evidence"), self._links(proposal))
        elif proposal.is_open:
            self._section(tr("Evidence"), Label(tr("None linked yet"), tone=Tone.SECOND))
        self.add(Label(_byline(proposal), Type.CAPTION, Tone.SECOND, wrap=True))
        if proposal.decision:
            self._add_decision(proposal)
        if proposal.is_open:
            self.add(self._verbs(proposal))

    def _redline(self, spans: tuple[Span, ...]) -> RedlineView:
        self.redline = RedlineView(Type.BODY, line_height=110)
        self.redline.set_spans(spans)
        return self.redline

    def _section(self, title: str, content: QWidget | QLayout) -> None:
        self.add(column(Label(title, Type.CAPTION, Tone.SECOND, strong=True), content, spacing=2))

    def _links(self, proposal: ProposalView) -> QLayout:
        box = column(spacing=0)
        for link in (*proposal.evidence, *proposal.issues):
            chip = LinkLine(ICON_OF_KIND.get(link.kind, "link"), link_name(link))
            chip.opened.connect(lambda id=link.id: self.record_opened.emit(id))
            box.addWidget(chip)
        return box

    def _add_decision(self, proposal: ProposalView) -> None:
        self.add(Label(decided_line(proposal), Type.CAPTION, Tone.SECOND, wrap=True))
        if proposal.decision_reason:
            self._section(tr("Reason for the decision"), Label(proposal.decision_reason, wrap=True))

    def _verbs(self, proposal: ProposalView) -> QLayout:
        texts = {
            "accepted": tr("Accept"),
            "accepted_modified": tr("Modify…"),
            "deferred": tr("Defer"),
            "rejected": tr("Reject"),
        }
        box = Flow(spacing=6)
        for result, text in texts.items():
            if result == "accepted_modified" and proposal.kind == "delete":
                continue
            if result == proposal.decision:
                continue
            button = PlainButton(text, partial(self._decide, result), hint=tr(DECISION[result][3]))
            self.buttons[result] = button
            box.addWidget(button)
        self.more = IconButton("more", tr("More"), self._open_menu)
        box.addWidget(self.more)
        return box

    def _decide(self, result: str) -> None:
        self.decide_requested.emit(self.proposal, result)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Show in the text"), lambda: self.picked.emit(self.proposal))
        menu.addAction(tr("Withdraw the proposal"), lambda: self.withdraw_requested.emit(self.proposal))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click shows the proposal in the text."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self.proposal)


def _byline(proposal: ProposalView) -> str:
    parts = [proposal.author.title if proposal.author else tr("Author not named")]
    if proposal.supporters:
        names = ", ".join(link.title for link in proposal.supporters)
        parts.append(tr("supported by {names}").format(names=names))
    return " · ".join(parts)


def decided_line(proposal: ProposalView, with_word: bool = True) -> str:
    """Who decided, when and at which meeting, in one line; the decision itself first."""
    word = tr(DECISION[proposal.decision][0]) if proposal.decision in DECISION else proposal.decision
    parts = [word] if with_word else []
    if proposal.decided_by is not None:
        parts.append(tr("by {name}").format(name=proposal.decided_by.title))
    if proposal.meeting:
        parts.append(tr("at “{meeting}”").format(meeting=proposal.meeting))
    if proposal.decided_at:
        parts.append(proposal.decided_at)
    return " · ".join(parts)
