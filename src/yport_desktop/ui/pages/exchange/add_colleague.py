"""Adding a colleague by a contact card, pasted, dropped or from a file or picture: who it is, the words,
and whether they were compared."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage, QImageWriter, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from yport_desktop.exchange.card import ContactCard
from yport_desktop.ui.components.buttons import PlainButton, PrimaryButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.check_box import CheckBox
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import column, dress, row
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import M, S, Tone, Type

PAUSE_MS = 250


class AddColleague(Card):
    """`wanted(ContactCard, compared)` when a card is to be added.

    A card is to be read: `pasted(text)`, `brought(file, or the bytes of a picture)`; `choose_requested()`.
    """

    pasted = Signal(str)
    brought = Signal(object)
    choose_requested = Signal()
    wanted = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__(tr("Add a colleague"))
        self._card: ContactCard | None = None
        self.setAcceptDrops(True)
        self.text = _CardText()
        self.text.brought.connect(self.brought)
        self.choose = PlainButton(tr("From a file or picture…"), self.choose_requested.emit, "folder")
        hint = tr("Or drop a file or picture here, or paste a picture of the QR code.")
        aside = row(self.choose, Label(hint, Type.CAPTION, Tone.SECOND, wrap=True), spacing=M)
        aside.setStretch(1, 1)
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
        self.add(self.text, aside, self._refusal, self._found)
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

    def show_card(self, card: ContactCard, listed: str = "") -> None:
        """Show whose card it is. `listed`: the person here who has that name or address and another key."""
        self._card = card
        self.name.setText(card.name or tr("without a name"))
        self.email.setText(card.email)
        self.email.setVisible(bool(card.email))
        self.words.setText(card.words)
        hint = tr(
            "Let {name} read out their own words, by phone or face to face. You can also do this later."
        )
        if listed:
            hint = tr(
                "{listed} is on the roster with another key. This card is added as another laptop of that"
                " person: compare the words before you add it."
            )
        self.hint.setText(hint.format(name=card.name, listed=listed))
        self.hint.set_tone(Tone.CAUTION if listed else Tone.SECOND)
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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file or a picture."""
        if _brought(event.mimeData()) is not None:
            event.acceptProposedAction()
            self.set_selected(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It went elsewhere."""
        self.set_selected(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        self.set_selected(False)
        if (found := _brought(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.brought.emit(found)

    def _want(self) -> None:
        if self._card is not None:
            self.wanted.emit(self._card, self.compared.isChecked())


class _CardText(QPlainTextEdit):
    """A pasted or dropped picture or file is brought; text is typed in as usual."""

    brought = Signal(object)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Pictures and files too."""
        return _brought(source) is not None or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Bring a picture or a file."""
        found = _brought(source)
        if found is None:
            super().insertFromMimeData(source)
        else:
            self.brought.emit(found)


def _brought(source: QMimeData) -> Path | bytes | None:
    """The first file, or the picture, that is dragged or pasted; None for mere text."""
    for url in source.urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    if not source.hasImage():
        return None
    picture = source.imageData()
    if not isinstance(picture, QImage) or picture.isNull():
        return None
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(picture)
    return bytes(buffer.data().data())
