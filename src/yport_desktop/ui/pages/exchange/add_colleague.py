"""Adding a colleague by a pasted contact card: who it is, the words, and whether they were compared."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from yport_desktop.exchange.card import ContactCard
from yport_desktop.ui.components.buttons import PrimaryButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.check_box import CheckBox
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import column, dress, row
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import M, S, Tone, Type

PAUSE_MS = 250


class AddColleague(Card):
    """`pasted(text)` when a card is to be read; `wanted(ContactCard, compared)` when it is to be added."""

    pasted = Signal(str)
    wanted = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__(tr("Add a colleague"))
        self._card: ContactCard | None = None
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(tr("Paste the contact card here: YPORT-CARD-1.…"))
        self.text.setAccessibleName(tr("Contact card of a colleague"))
        self.text.setTabChangesFocus(True)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * 3 + 2 * S + 6)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._paste)
        self.text.textChanged.connect(self._pause.start)
        self._sign = IconLabel("critical", "", Tone.CRITICAL, 14)
        self.problem = Label("", Type.CAPTION, Tone.CRITICAL, wrap=True)
        self._refusal = QWidget()
        refusal = row(self._sign, self.problem, spacing=S)
        refusal.setStretchFactor(self.problem, 1)
        self._refusal.setLayout(refusal)
        self._found = self._make_found()
        self.add(self.text, self._refusal, self._found)
        self._refusal.hide()
        self._found.hide()

    def _make_found(self) -> QWidget:
        self.name = Label("", Type.EMPHASIS, strong=True, wrap=True)
        self.email = Label("", Type.CAPTION, Tone.SECOND, selectable=True)
        self.words = Label("", Type.EMPHASIS, strong=True, wrap=True, selectable=True)
        self.hint = Label("", Type.CAPTION, Tone.SECOND, wrap=True)
        self.compared = CheckBox(tr("I compared the words, they are the same"))
        self.button = PrimaryButton(tr("Add to the roster"), self._want)
        found = QWidget()
        found.setLayout(
            column(
                self.name,
                self.email,
                S,
                Label(tr("Fingerprint words"), Type.CAPTION, Tone.SECOND),
                self.words,
                self.hint,
                S,
                self.compared,
                row(self.button, None, margins=(0, M, 0, 0)),
                spacing=2,
            )
        )
        return found

    def set_engagement(self, name: str) -> None:
        """Say whose roster it is."""
        self.button.setToolTip(tr("Put on the roster of {name}").format(name=name) if name else "")

    def _paste(self) -> None:
        text = self.text.toPlainText().strip()
        if text:
            self.pasted.emit(text)
        else:
            self.clear_card()

    def show_card(self, card: ContactCard) -> None:
        """Show whose card it is."""
        self._card = card
        self.name.setText(card.name or tr("without a name"))
        self.email.setText(card.email)
        self.email.setVisible(bool(card.email))
        self.words.setText(card.words)
        hint = tr(
            "Let {name} read out their own words, by phone or face to face. You can also do this later."
        )
        self.hint.setText(hint.format(name=card.name))
        self._refusal.hide()
        dress(self.text, state="")
        self.compared.setChecked(False)
        self._found.show()

    def show_problem(self, sentence: str) -> None:
        """Say why it is no card."""
        self._card = None
        self._found.hide()
        self.problem.setText(sentence)
        dress(self.text, state="refused")
        self._refusal.show()

    def clear_card(self) -> None:
        """Begin anew."""
        self._card = None
        self._pause.stop()
        if self.text.toPlainText():
            self.text.blockSignals(True)
            self.text.clear()
            self.text.blockSignals(False)
        dress(self.text, state="")
        self._found.hide()
        self._refusal.hide()

    def _want(self) -> None:
        if self._card is not None:
            self.wanted.emit(self._card, self.compared.isChecked())
