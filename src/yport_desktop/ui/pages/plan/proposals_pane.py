"""The right side of the plan page: the proposals for the clause that is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from yport_desktop.services.plan_views import ClauseView, ProposalView
from yport_desktop.ui.components.buttons import PrimaryButton
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import clear, column, dress, row
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XL, L, M, S, Tone, Type
from yport_desktop.ui.pages.plan.proposal_card import ProposalCard


class ProposalsPane(QWidget):
    """Cards, those that wait for a decision first. Relays what the cards ask for.

    `propose_requested()`, `decide_requested(proposal, result)`, `withdraw_requested(proposal)`,
    `picked(proposal)`, `record_opened(UUID)`.
    """

    propose_requested = Signal()
    decide_requested = Signal(object, str)
    withdraw_requested = Signal(object)
    picked = Signal(object)
    record_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        dress(self, look="ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shown: tuple[object, ...] = ()
        self.cards: list[ProposalCard] = []
        self.title = Label(tr("Proposals"), Type.EMPHASIS, strong=True)
        self.propose = PrimaryButton(tr("Propose a change…"), self.propose_requested.emit)
        self._box = column(spacing=M, margins=(M, S, M, XL))
        content = QWidget()
        content.setLayout(self._box)
        self.area = scrolled(content)
        head = row(self.title, None, self.propose, margins=(L, M, M, S))
        box = column(head, self.area, spacing=0)
        box.setStretchFactor(self.area, 1)
        self.setLayout(box)
        self.setMinimumWidth(290)

    def set_proposals(
        self,
        clause: ClauseView,
        loose: tuple[ProposalView, ...] = (),
    ) -> None:
        """Show the proposals of a clause, and after them those that hang on no clause."""
        shown = (clause.id, clause.text, clause.heading, clause.proposals, loose)
        if shown == self._shown:
            return
        same = bool(self._shown) and self._shown[0] == clause.id
        at = self.area.verticalScrollBar().value() if same else 0
        self._shown = shown
        clear(self._box)
        self.cards = []
        for proposal in sorted(clause.proposals, key=_rank):
            self._add_card(proposal, clause)
        if not clause.proposals:
            self._box.addWidget(_nothing())
        if loose:
            self._box.addSpacing(M)
            self._box.addWidget(
                Label(tr("On the plan as a whole, or on deleted clauses"), Type.CAPTION, Tone.SECOND)
            )
            for proposal in sorted(loose, key=_rank):
                self._add_card(proposal, None)
        self._box.addStretch(1)
        self.area.verticalScrollBar().setValue(at)

    def _add_card(self, proposal: ProposalView, clause: ClauseView | None) -> None:
        card = ProposalCard(proposal, clause)
        card.decide_requested.connect(self.decide_requested)
        card.withdraw_requested.connect(self.withdraw_requested)
        card.record_opened.connect(self.record_opened)
        card.picked.connect(self.picked)
        self.cards.append(card)
        self._box.addWidget(card)

    def mark(self, proposal: ProposalView | None) -> None:
        """Mark the card whose changes are shown in the text."""
        for card in self.cards:
            card.set_selected(proposal is not None and card.proposal.id == proposal.id)


def _rank(proposal: ProposalView) -> int:
    if not proposal.is_open:
        return 2
    return 1 if proposal.decision else 0


def _nothing() -> QWidget:
    text = Label(
        tr("Nobody has proposed a change to this clause. A proposal carries its reason and its evidence."),
        tone=Tone.SECOND,
        wrap=True,
    )
    box = QWidget()
    sign = IconLabel("quote", tone=Tone.FAINT)
    inner = row(sign, text, spacing=M, margins=(0, M, 0, M))
    inner.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
    inner.setStretchFactor(text, 1)
    box.setLayout(inner)
    return box
