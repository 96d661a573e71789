"""A card: a quiet surface with an optional title, actions at the right, and room for content."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QWidget

from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import add_parts, column, dress, row, shown_if
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.tokens import L, M, S, Tone, Type


class Card(QFrame):
    """A surface for one subject. With `opens=True` the whole card is a button: click, Enter or Space."""

    opened = Signal()

    def __init__(self, title: str = "", note: str = "", opens: bool = False, spacing: int = S) -> None:
        super().__init__()
        self._opens = opens
        dress(self, look="card", open=opens)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.title = Label(title, Type.EMPHASIS, strong=True)
        self.note = Label(note, Type.CAPTION, Tone.SECOND)
        self._actions = row(spacing=S)
        self.head = row(self.title, self.note, None, self._actions, spacing=S)
        self.body = column(spacing=spacing)
        shown_if(title, self.title)
        shown_if(note, self.note)
        self.setLayout(column(self.head, self.body, spacing=M if title else 0, margins=(L, M, L, L)))
        if opens:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAccessibleName(title)

    def add(self, *parts: QWidget | QLayout) -> "Card":
        """Put content below what is there; returns the card."""
        add_parts(self.body, parts)
        return self

    def add_action(self, widget: QWidget) -> None:
        """Put a small action at the right of the title."""
        self._actions.addWidget(widget)

    def set_title(self, title: str, note: str = "") -> None:
        """Change title and the note beside it."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.note.setText(note)
        self.note.setVisible(bool(note))
        if self._opens:
            self.setAccessibleName(title)

    def set_selected(self, selected: bool) -> None:
        """Show that the inspector speaks of this card."""
        dress(self, state="selected" if selected else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        if self._opens and event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.opened.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open."""
        if self._opens and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
            return
        super().keyPressEvent(event)


def sample() -> QWidget:
    """A plain card and one that opens."""
    page = QWidget()
    plain = Card("Since last time", "3 people, 24 changes").add(Label("Tanaka changed the collected share."))
    plain.add_action(QuietButton("Show all"))
    page.setLayout(
        row(plain, Card("Solid waste", opens=True).add(Label("Opens the assessment.", tone=Tone.SECOND)))
    )
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
