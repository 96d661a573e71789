"""Small parts of the plan page: a bar to be noticed, a property in running text, the mark of a status."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QToolButton, QWidget

from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import row
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import RADIUS, M, S, Tone
from yport_desktop.ui.pages.plan.clause_tree import MARK, paint_sign
from yport_desktop.ui.pages.plan.words import Sign

ICON_OF_KIND = {
    "finding": "flag",
    "observation": "assess",
    "evidence": "file",
    "urban_issue": "issues",
    "person": "person",
    "organisation": "city",
}


class Bar(QFrame):
    """A tinted bar with a sign, a sentence and at most one action."""

    def __init__(
        self, icon: str, text: str, tone: Tone, action: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        super().__init__()
        self._tone = tone
        self.text = Label(text, wrap=True)
        self.setAccessibleName(text)
        sign = IconLabel(icon, "", tone)
        parts: list[QWidget] = [sign, self.text]
        if action is not None:
            self.button = QuietButton(*action)
            parts.append(self.button)
        box = row(*parts, spacing=S, margins=(M, S, S, S))
        box.setStretchFactor(self.text, 1)
        self.setLayout(box)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().tint_of(self._tone)))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)


class PickButton(QToolButton):
    """A property in running text; a click opens the menu that `fill(menu)` fills."""

    def __init__(self, fill: Callable[[QMenu], object]) -> None:
        super().__init__()
        self._fill = fill
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda _checked=False: self.open_menu())

    def set_choice(self, name: str, value: str) -> None:
        """Show a value, or the name of the property where it has none."""
        self.setText(value or f"{name}…")
        self.setAccessibleName(f"{name}: {value or '–'}")
        self.setToolTip(name)

    def open_menu(self) -> None:
        """Open the menu under the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class SignMark(QWidget):
    """The mark of a status as a widget."""

    def __init__(self, sign: Sign | None = None) -> None:
        super().__init__()
        self._sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_sign(self, sign: Sign | None) -> None:
        """Show another one."""
        self._sign = sign
        self.setVisible(sign is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """As large as in the tree."""
        side = tokens().px(MARK)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        if self._sign is not None:
            paint_sign(QPainter(self), QRectF(self.rect()), self._sign, tokens())
