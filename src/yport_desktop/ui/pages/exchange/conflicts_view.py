"""The conflict inbox: every field on which people disagree, with ways to settle it."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.empty_state import EmptyState
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import clear, column, row
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, L, Tone
from yport_desktop.ui.pages.exchange.clashes import Clashes
from yport_desktop.ui.pages.exchange.conflict_card import ConflictCard, Settle, by_record

STEP = 20
WIDEST = 1000


class ConflictsView(QWidget):
    """`more_requested()`, `open_requested(record id)`; a decision goes to `settle(clash, value)`."""

    more_requested = Signal()
    open_requested = Signal(object)

    def __init__(self, settle: Settle) -> None:
        super().__init__()
        self._settle = settle
        self._shown: Clashes | None = None
        self.cards: list[ConflictCard] = []
        self.intro = Label("", tone=Tone.SECOND, wrap=True)
        self._list = column(spacing=L)
        self.more = QuietButton("", self.more_requested.emit)
        content = QWidget()
        content.setMaximumWidth(tokens().px(WIDEST) + 2 * XL)
        content.setLayout(
            column(
                self.intro, self._list, row(None, self.more, None), None, spacing=L, margins=(XL, L, XL, XL)
            )
        )
        holder = QWidget()
        outer = row(content, None, spacing=0)
        outer.setStretch(0, 1000)
        holder.setLayout(outer)
        self.empty = EmptyState(
            "done",
            tr("No conflicts"),
            tr(
                "When two people change the same field without knowing of each other, both values are kept"
                " and shown here side by side until somebody decides."
            ),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolled(holder))
        self._stack.addWidget(self.empty)
        self.setLayout(column(self._stack))

    def show_clashes(self, found: Clashes) -> None:
        """Show these; nothing moves where nothing changed."""
        if found == self._shown:
            return
        self._shown = found
        self._stack.setCurrentIndex(0 if found.total else 1)
        clear(self._list)
        self.cards = []
        for clashes in by_record(found.shown):
            shown = ConflictCard(clashes, self._settle, self._opener(clashes[0].record))
            self.cards.append(shown)
            self._list.addWidget(shown)
        text = (
            tr("1 field has two values. Nothing is lost: decide which one holds from now on.")
            if found.total == 1
            else tr("{n} fields have several values. Nothing is lost: decide which one holds from now on.")
        )
        self.intro.setText(text.format(n=f"{found.total:,}"))
        rest = found.total - len(found.shown)
        self.more.setText(tr("Show more ({n})").format(n=f"{rest:,}"))
        self.more.setVisible(rest > 0)

    def _opener(self, record: UUID) -> Callable[[], object]:
        return lambda: self.open_requested.emit(record)
