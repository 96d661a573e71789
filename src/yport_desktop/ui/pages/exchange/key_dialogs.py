"""Dialogs about keys: one that is no longer valid, another laptop, a changed key."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QWidget

from yport_desktop.domain.text import N_
from yport_desktop.exchange.card import ContactCard
from yport_desktop.services.members import Member
from yport_desktop.services.revoking import Why
from yport_desktop.store.holdings import SegmentLine
from yport_desktop.ui.components.check_box import CheckBox, RadioButton
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import dress
from yport_desktop.ui.design.texts import counted, tr
from yport_desktop.ui.design.tokens import S, Tone, Type
from yport_desktop.ui.pages.exchange.people import called

PAUSE_MS = 250
ROWS_SHOWN = 6
Last = Mapping[bytes, int] | None

_TITLES = {
    Why.LEFT: N_("{name} leaves the engagement?"),
    Why.LOST: N_("The key of {name} was lost?"),
    Why.STOLEN: N_("The key of {name} was stolen?"),
}
_TEXTS = {
    Why.LEFT: N_(
        "Nothing that {name} signs from now on counts here, and no more bundles go there. What {name} did"
        " stays. Colleagues come to the same roster with your next bundle."
    ),
    Why.LOST: N_(
        "Nothing that is signed with this key from now on counts, and no more bundles go to it. Colleagues"
        " come to the same roster with your next bundle. A new card lets {name} in again."
    ),
    Why.STOLEN: N_(
        "Somebody else may have signed with this key. Choose the last part that is surely by {name}: what was"
        " signed after it is kept aside and does not count. Colleagues come to the same roster with your next"
        " bundle."
    ),
}


class RevokeDialog(Dialog):
    """Up to where the work of a key counts. `decided(last)`: per feed the last good number; None: all."""

    decided = Signal(object)

    def __init__(self, parent: QWidget, member: Member, why: Why, parts: Sequence[SegmentLine]) -> None:
        name = called(member)
        super().__init__(parent, tr(_TITLES[why]).format(name=name), tr(_TEXTS[why]).format(name=name), 560)
        self._parts = sorted(parts, key=lambda p: (p.last_at, p.number), reverse=True)
        self.all = RadioButton(tr("Everything that is here now counts"))
        self.some = RadioButton(tr("Only up to this part:"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Parts signed with this key, the newest first"))
        self.list.setUniformItemSizes(True)
        self.list.setSpacing(2)
        self.list.addItems([*map(part_line, self._parts), tr("None of it counts")])
        self.list.setCurrentRow(0)
        dress(self.list, look="field")
        rows = min(self.list.count(), ROWS_SHOWN)
        self.list.ensurePolished()
        self.list.setFixedHeight(rows * (self.list.sizeHintForRow(0) + 4) + 8)
        self.list.itemClicked.connect(lambda _item: self.some.setChecked(True))
        self.some.toggled.connect(self.list.setEnabled)
        choose = why is Why.STOLEN and bool(self._parts)
        first = self.some if choose else self.all
        first.setChecked(True)
        self.list.setEnabled(choose)
        self.add(self.all, self.some, self.list)
        first.setFocus()
        for widget in (self.some, self.list):
            widget.setVisible(bool(self._parts))
        self.cancel_verb()
        verb = tr("Remove from the roster") if why is Why.LEFT else tr("Revoke the key")
        self.verb(verb, lambda: self.decided.emit(self.last), primary=True)

    @property
    def last(self) -> Last:
        """Per feed the number of the last good part; None for everything."""
        if self.all.isChecked():
            return None
        at = self.list.currentRow()
        return last_numbers(self._parts, self._parts[at] if 0 <= at < len(self._parts) else None)


def last_numbers(parts: Sequence[SegmentLine], good: SegmentLine | None) -> Mapping[bytes, int]:
    """Per feed the last number that was signed no later than `good`; its own feed ends with it."""
    last: dict[bytes, int] = {}
    if good is None:
        return last
    for part in parts:
        own = part.feed == good.feed and part.number <= good.number
        if own or (part.feed != good.feed and part.last_at <= good.last_at):
            last[part.feed] = max(part.number, last.get(part.feed, 0))
    return last


def part_line(part: SegmentLine) -> str:
    """A part as a line: when it was written, and how much it holds."""
    when = f"{datetime.fromtimestamp(part.last_at / 1000):%Y-%m-%d %H:%M}"
    changes = counted(part.changes, N_("1 change"), N_("{n} changes"))
    return tr("{when} · {changes} · part {n}").format(when=when, changes=changes, n=part.number)


class CardDialog(Dialog):
    """Asks for a contact card. `pasted(text)`; show what was read with `show_card` or `show_problem`.

    `decide(card, compared)` is called once.
    """

    pasted = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        sentence: str,
        text: str,
        verb: str,
        decide: Callable[[ContactCard, bool], object],
    ) -> None:
        super().__init__(parent, sentence, text, 520)
        self._card: ContactCard | None = None
        self.card = QPlainTextEdit()
        self.card.setPlaceholderText(tr("Paste the contact card here: YPORT-CARD-1.…"))
        self.card.setAccessibleName(tr("Contact card of a colleague"))
        self.card.setTabChangesFocus(True)
        self.card.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.card.setFixedHeight(self.card.fontMetrics().lineSpacing() * 3 + 2 * S + 6)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self.pasted.emit(self.card.toPlainText().strip()))
        self.card.textChanged.connect(self._changed)
        self.found = Label("", strong=True, wrap=True)
        self.words = Label("", Type.CAPTION, Tone.SECOND, wrap=True, selectable=True)
        self.compared = CheckBox(tr("I compared the words, they are the same"))
        self.problem = Label("", Type.CAPTION, Tone.CRITICAL, wrap=True)
        for part in (self.found, self.words, self.compared, self.problem):
            part.hide()
        self.add(self.card, self.problem, self.found, self.words, self.compared)
        self.cancel_verb()
        self.go = self.verb(verb, lambda: self._decide(decide), primary=True)
        self.go.setEnabled(False)

    def _changed(self) -> None:
        self._card = None
        self.go.setEnabled(False)
        self._pause.start()

    def show_card(self, card: ContactCard) -> None:
        """Whose card it is."""
        self._card = card
        self.compared.setChecked(False)  # those were the words of another card
        self.found.setText(card.name or tr("without a name"))
        self.words.setText(card.words)
        for part in (self.found, self.words, self.compared):
            part.show()
        self.problem.hide()
        self.go.setEnabled(True)
        self.fit()

    def show_problem(self, sentence: str) -> None:
        """Why it is no card."""
        for part in (self.found, self.words, self.compared):
            part.hide()
        self.problem.setText(sentence)
        self.problem.setVisible(bool(self.card.toPlainText().strip()))
        self.fit()

    def _decide(self, decide: Callable[[ContactCard, bool], object]) -> None:
        if self._card is not None:
            decide(self._card, self.compared.isChecked())
