"""Receiving: a place to drop what came, what waits, what it would bring, and what arrived before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from yport_desktop.domain.registry import Registry
from yport_desktop.domain.text import N_
from yport_desktop.ui.components.buttons import PlainButton, PrimaryButton, QuietButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import column, dress, row
from yport_desktop.ui.components.progress_strip import ProgressStrip
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.components.skeleton import Skeleton
from yport_desktop.ui.design.texts import counted, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, XS, L, M, S, Tone, Type
from yport_desktop.ui.pages.exchange.inbox_cards import ArrivedCard, MissingCard, RefusedCard, WaitingCard
from yport_desktop.ui.pages.exchange.incoming import Incoming
from yport_desktop.ui.pages.exchange.rehearsal_view import RehearsalView
from yport_desktop.ui.pages.exchange.rehearsing import News
from yport_desktop.ui.threads import Task

START, LOOKING, FOUND = range(3)
WIDEST = 1000


class ReceiveView(QWidget):
    """`open_requested()`, `folder_requested()`, `people_requested()`; cards and rehearsal have their own."""

    open_requested = Signal()
    folder_requested = Signal()
    people_requested = Signal()

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        self.rehearsal = RehearsalView(registry)
        self.drop = self._make_drop()
        self.refusal, self.waiting = RefusedCard(), WaitingCard()
        self.missing, self.arrivals = MissingCard(), ArrivedCard()
        self.aside = self._make_aside()
        content = QWidget()
        content.setMaximumWidth(tokens().px(WIDEST) + 2 * XL)
        cards = (self.refusal, self.drop, self.waiting, self.missing, self.aside, self.arrivals)
        content.setLayout(column(*cards, None, spacing=L, margins=(XL, L, XL, XL)))
        holder = QWidget()
        outer = row(content, None, spacing=0)
        outer.setStretch(0, 1000)
        holder.setLayout(outer)
        self.looking = Label("", Type.EMPHASIS, strong=True)
        waiting = QWidget()
        waiting.setLayout(column(self.looking, Skeleton(6), None, spacing=L, margins=(XL, L, XL, XL)))
        self.stack = QStackedWidget()
        for part in (scrolled(holder), waiting, self.rehearsal):
            self.stack.addWidget(part)
        self.setLayout(column(self.stack))

    def _make_drop(self) -> Card:
        card = Card()
        self.open = PrimaryButton(tr("Open files…"), self.open_requested.emit, "folder")
        self.folder = PlainButton(tr("Choose folder…"), self.folder_requested.emit)
        text = tr(
            "Open what a colleague sent, or drop it anywhere on this page: .yport, .txt or .xlsx files, a"
            " whole email, a .zip, or a folder. It is checked and shown first; nothing is written before you"
            " say so."
        )
        words = column(
            Label(tr("Receive a bundle"), Type.EMPHASIS, strong=True),
            Label(text, tone=Tone.SECOND, wrap=True),
            spacing=XS,
        )
        self._progress = row(spacing=0)
        box = row(IconLabel("inbox", tone=Tone.ACCENT, size=32), words, self.open, self.folder, spacing=M)
        box.setStretchFactor(words, 1)
        card.body.setContentsMargins(0, S, 0, S)
        card.add(box, self._progress)
        return card

    def _make_aside(self) -> Card:
        card = Card()
        self.aside_text = Label("", wrap=True)
        people = QuietButton(tr("Add a colleague"), self.people_requested.emit, "add")
        box = row(IconLabel("shield", "", Tone.CAUTION), self.aside_text, people, spacing=M)
        box.setStretchFactor(self.aside_text, 1)
        card.add(box)
        card.hide()
        return card

    # showing -------------------------------------------------------------------------------

    def show_incoming(self, found: Incoming) -> None:
        """What waits, what is missing, what arrived."""
        self.waiting.show_waiting(found.waiting)
        self.missing.show_missing(found.missing, lambda m: m.sender in found.on_roster)
        self.arrivals.show_arrivals(found.arrived)

    def show_start(self) -> None:
        """Back to where a bundle is opened."""
        self.stack.setCurrentIndex(START)

    def show_looking(self, name: str) -> None:
        """A file is being checked."""
        self.looking.setText(tr("Checking {name}…").format(name=name))
        self.stack.setCurrentIndex(LOOKING)

    def show_news(self, news: News) -> None:
        """A sound bundle and what it would bring."""
        self.rehearsal.show_news(news)
        self.stack.setCurrentIndex(FOUND)

    @property
    def is_rehearsing(self) -> bool:
        """Whether a bundle is being looked at."""
        return self.stack.currentIndex() == FOUND

    def show_aside(self, parts: int) -> None:
        """Say what is kept unapplied because nobody of the roster signed it."""
        text = counted(
            parts,
            N_("1 part is kept aside: whoever wrote it is not on the roster. A contact card lets it in."),
            N_(
                "{n} parts are kept aside: whoever wrote them is not on the roster. A contact card lets them"
                " in."
            ),
        )
        self.aside_text.setText(text)
        self.aside.setVisible(parts > 0)

    def show_dropping(self, dropping: bool) -> None:
        """A file hangs over the page."""
        dress(self.drop, state="selected" if dropping else "")

    def show_task(self, task: Task | None, title: str = "") -> None:
        """Show how far long work is, with a way to stop it; None when it has ended."""
        while (item := self._progress.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for button in (self.open, self.folder, self.waiting.take_all):
            button.setEnabled(task is None)
        if task is not None:
            strip = ProgressStrip(title)
            strip.amount.hide()
            task.progressed.connect(strip.set_progress)
            strip.cancel_requested.connect(task.stop)
            self._progress.addWidget(strip)
            self._progress.addStretch(1)
