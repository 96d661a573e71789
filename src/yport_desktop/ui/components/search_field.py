"""A field to search or filter as you type."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from yport_desktop.ui.components.look import REDRAW, dress
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design import icons
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens

PAUSE_MS = 120


class SearchField(QLineEdit):
    """Emits `searched(text)` shortly after typing stops, at once on Enter; Esc empties it first."""

    searched = Signal(str)

    def __init__(self, placeholder: str = "", name: str = "") -> None:
        super().__init__()
        dress(self, look="search")
        self.setPlaceholderText(placeholder or tr("Search"))
        self.setAccessibleName(name or placeholder or tr("Search"))
        self.setClearButtonEnabled(True)
        self._sign: QAction = self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self._sign.setEnabled(False)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._say)
        self.textChanged.connect(lambda _text: self._pause.start())
        self._said = ""
        self._draw()

    def _say(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._said:
            self._said = text
            self.searched.emit(text)

    def _draw(self) -> None:
        t = tokens()
        drawn = icons.pixmap("search", t.px(16), t.second, self.devicePixelRatioF())
        icon = QIcon(drawn)
        icon.addPixmap(drawn, QIcon.Mode.Disabled)
        self._sign.setIcon(icon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter searches now; Esc empties."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._say()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._say()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and screen."""
        super().changeEvent(event)
        if event.type() in REDRAW and hasattr(self, "_sign"):
            self._draw()


def sample() -> QWidget:
    """A field."""
    return SearchField("Filter 412 observations")


if __name__ == "__main__":
    raise SystemExit(show(sample))
