"""A line for a passphrase: hidden unless one wants to see it, with a word when Caps Lock seems to be on."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from yport_desktop.ui.components.check_box import CheckBox
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, dress, row, shown_if
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XS, S, Tone, Type

MOST_CHARACTERS = 1000


class _Line(QLineEdit):
    """Tells whether a letter came in upper case without Shift, or the other way round."""

    caps_seen = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look at the letter, then take it."""
        letter = event.text()
        if letter.isascii() and letter.isalpha():
            shift = bool(event.modifiers() & event.modifiers().ShiftModifier)
            self.caps_seen.emit(letter.isupper() != shift)
        super().keyPressEvent(event)


class PassphraseField(QWidget):
    """`edited()` while it is typed into; Enter goes to the dialog it stands in."""

    edited = Signal()

    def __init__(self, name: str, with_show: bool = True, captioned: bool = True) -> None:
        super().__init__()
        self.line = _Line()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(MOST_CHARACTERS)
        self.line.setAccessibleName(name)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.caps_seen.connect(self._show_caps)
        self.shown = CheckBox(tr("Show"))
        shown_if(with_show, self.shown)
        self.shown.toggled.connect(self.set_shown)
        self.caps = Label(tr("Caps Lock seems to be on."), Type.CAPTION, Tone.CAUTION)
        self.caps.hide()
        label = Label(name, Type.CAPTION, Tone.SECOND)
        label.setBuddy(self.line)
        shown_if(captioned, label)
        entry = row(self.line, self.shown, spacing=S)
        entry.setStretchFactor(self.line, 1)
        self.setLayout(column(label, entry, self.caps, spacing=XS))
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Begin anew."""
        self.line.clear()
        self.caps.hide()

    def set_shown(self, shown: bool) -> None:
        """Show the letters, or dots."""
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def set_refused(self, refused: bool) -> None:
        """Mark that it does not fit."""
        dress(self.line, state="refused" if refused else "")

    def _show_caps(self, on: bool) -> None:
        self.caps.setVisible(on)


def sample() -> QWidget:
    """Hidden and shown."""
    page = QWidget()
    hidden, seen = PassphraseField("Passphrase"), PassphraseField("New passphrase")
    for field in (hidden, seen):
        field.line.setText("amber kiwi harbor lantern")
    seen.shown.setChecked(True)
    page.setLayout(row(hidden, seen))
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
