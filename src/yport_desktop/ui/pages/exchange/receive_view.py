"""Receiving: a place to drop a bundle, what it would bring, and what arrived before."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from yport_desktop.domain.registry import Registry
from yport_desktop.services.arrivals import Arrived
from yport_desktop.ui.components.buttons import IconButton, PrimaryButton, QuietButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.label import ElidedLabel, IconLabel, Label
from yport_desktop.ui.components.look import clear, column, dress, line, row
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.components.skeleton import Skeleton
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, XS, L, M, S, Tone, Type
from yport_desktop.ui.pages.exchange.rehearsal_view import RehearsalView
from yport_desktop.ui.pages.exchange.rehearsing import News
from yport_desktop.ui.pages.exchange.wording import listed, local_moment, size_words

START, LOOKING, FOUND = range(3)
WIDEST = 1000


class ReceiveView(QWidget):
    """`open_requested()`, `people_requested()`; the rehearsal has its own signals."""

    open_requested = Signal()
    people_requested = Signal()

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        self.rehearsal = RehearsalView(registry)
        self.drop = self._make_drop()
        self.refusal = self._make_refusal()
        self.aside = self._make_aside()
        self.arrivals = Card(tr("Arrived so far"), spacing=0)
        content = QWidget()
        content.setMaximumWidth(tokens().px(WIDEST) + 2 * XL)
        content.setLayout(
            column(
                self.refusal, self.drop, self.aside, self.arrivals, None, spacing=L, margins=(XL, L, XL, XL)
            )
        )
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
        self.open = PrimaryButton(tr("Open bundle…"), self.open_requested.emit, "folder")
        text = tr(
            "Open a .yport file from a colleague, or drop it anywhere on this page. It is checked and shown"
            " first; nothing is written before you say so."
        )
        words = column(
            Label(tr("Receive a bundle"), Type.EMPHASIS, strong=True),
            Label(text, tone=Tone.SECOND, wrap=True),
            spacing=XS,
        )
        box = row(IconLabel("inbox", tone=Tone.ACCENT, size=32), words, self.open, spacing=L)
        box.setStretchFactor(words, 1)
        card.body.setContentsMargins(0, S, 0, S)
        card.add(box)
        return card

    def _make_refusal(self) -> Card:
        card = Card()
        self.refused = Label("", strong=True, wrap=True)
        self.problem = Label("", wrap=True, selectable=True)
        safe = Label(tr("Nothing was changed."), Type.CAPTION, Tone.SECOND)
        words = column(self.refused, self.problem, safe, spacing=XS)
        close = IconButton("close", tr("Close"), card.hide, size=14)
        box = row(IconLabel("critical", tr("Not accepted"), Tone.CRITICAL), words, close, spacing=M)
        box.setStretchFactor(words, 1)
        card.add(box)
        card.hide()
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

    def show_start(self) -> None:
        """Back to where a bundle is opened."""
        self.stack.setCurrentIndex(START)

    def show_looking(self, name: str) -> None:
        """A file is being checked."""
        self.refusal.hide()
        self.looking.setText(tr("Checking {name}…").format(name=name))
        self.stack.setCurrentIndex(LOOKING)

    def show_news(self, news: News) -> None:
        """A sound bundle and what it would bring."""
        self.rehearsal.show_news(news)
        self.stack.setCurrentIndex(FOUND)

    def show_refusal(self, name: str, sentence: str) -> None:
        """A file that cannot be imported, and why."""
        self.refused.setText(tr("{name} was not accepted").format(name=name))
        self.problem.setText(sentence)
        self.refusal.show()
        self.show_start()

    def show_aside(self, parts: int) -> None:
        """Say what is kept unapplied because nobody of the roster signed it."""
        text = tr(
            "{n} parts are kept aside: whoever wrote them is not on the roster. A contact card lets them in."
        )
        self.aside_text.setText(text.format(n=f"{parts:,}"))
        self.aside.setVisible(parts > 0)

    def show_dropping(self, dropping: bool) -> None:
        """A file hangs over the page."""
        dress(self.drop, state="selected" if dropping else "")

    def show_arrivals(self, found: Sequence[Arrived]) -> None:
        """The list of past imports."""
        clear(self.arrivals.body)
        for at, arrival in enumerate(found):
            if at:
                self.arrivals.add(line())
            self.arrivals.add(_arrival(arrival))
        if not found:
            text = tr("Nothing yet. Bundles of colleagues are listed here with sender and day.")
            self.arrivals.add(Label(text, tone=Tone.SECOND, wrap=True))


def _arrival(arrival: Arrived) -> QWidget:
    holder = QWidget()
    when = f"{datetime.fromtimestamp(arrival.at / 1000):%Y-%m-%d %H:%M}"
    name = ElidedLabel(arrival.name or tr("without a name"), strong=True)
    head = row(name, Label(when, Type.CAPTION, Tone.SECOND), spacing=S)
    head.setStretchFactor(name, 1)
    facts = [tr("written {when}").format(when=local_moment(arrival.written)), size_words(arrival.size)]
    if arrival.of > 1:
        facts.append(tr("part {n} of {all}").format(n=listed(map(str, arrival.parts)), all=arrival.of))
    if arrival.note:
        facts.append(tr("“{note}”").format(note=arrival.note))
    holder.setLayout(
        column(
            head,
            Label(" · ".join(facts), Type.CAPTION, Tone.SECOND, wrap=True),
            spacing=2,
            margins=(0, S, 0, S),
        )
    )
    return holder
