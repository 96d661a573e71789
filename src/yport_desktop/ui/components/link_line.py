"""A record by its name, on as many lines as the name takes; a click, Enter or Space opens it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS, S, Tone, Type


class LinkLine(QAbstractButton):
    """Names differ in their last words as often as in their first: nothing of them is left out.

    `opened()`. `icon` may be "" for none.
    """

    opened = Signal()

    def __init__(
        self, icon: str, text: str, step: Type = Type.BODY, tone: Tone = Tone.ACCENT, indent: int = S
    ) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        self.label = Label(text, step, Tone.NEUTRAL if tone is Tone.SECOND else tone, wrap=True)
        parts: list[QWidget] = [self.label]
        box = row(spacing=S, margins=(indent, 2, XS, 2))
        if icon:
            sign = IconLabel(icon, tone=tone, size=15)
            box.addLayout(column(2, sign, None, spacing=0))
            parts.append(sign)
        box.addWidget(self.label, 1)
        for part in parts:
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(box)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _checked=False: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be opened."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the focus."""
        if self.isEnabled() and (self.hasFocus() or self.underMouse()):
            t = tokens()
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(t.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.tint))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), XS, XS)


def sample() -> QWidget:
    """With and without a sign."""
    page = QWidget()
    page.setLayout(
        column(
            LinkLine("assess", "Municipal solid waste, total as stated: 450 t/d (2010)"),
            LinkLine("", "Waste is not measured on one basis"),
        )
    )
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
