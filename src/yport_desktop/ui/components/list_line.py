"""A line in a short list that leads somewhere: sign, words, a remark at the right."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from yport_desktop.ui.components.label import ElidedLabel, IconLabel, Label
from yport_desktop.ui.components.look import REDRAW, column, dress, row, shown_if
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import CONTROL_HEIGHT, XS, S, Tone, Type

SIGN = 16


class ListLine(QFrame):
    """`opened()` on click, Enter or Space. The words give way where room is short, the remark does not.

    `indented` puts the words under those of a line that has a sign.
    """

    opened = Signal()

    def __init__(
        self,
        text: str,
        on_open: Callable[[], object] | None = None,
        remark: str = "",
        icon: str = "",
        tone: Tone | str = Tone.SECOND,
        strong: bool = False,
        indented: bool = False,
        height: int = CONTROL_HEIGHT,
        text_tone: Tone | str = Tone.NEUTRAL,
    ) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._height = height
        self.text = ElidedLabel(text, tone=text_tone, strong=strong)
        self.remark = Label(remark, Type.CAPTION, tone)
        shown_if(remark, self.remark)
        self._gap = QWidget() if indented else None
        parts: list[QWidget] = [self._gap] if self._gap is not None else []
        if icon:
            parts.append(IconLabel(icon, "", tone, SIGN))
        box = row(*parts, self.text, self.remark, spacing=S, margins=(S, 0, S, 0))
        box.setStretchFactor(self.text, 1)
        self.setLayout(box)
        self.setAccessibleName(f"{text}, {remark}" if remark else text)
        if on_open is not None:
            dress(self, look="row")
            self.opened.connect(lambda: on_open())
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._fit()

    def _fit(self) -> None:
        t = tokens()
        self.setMinimumHeight(t.px(self._height))
        if self._gap is not None:
            self._gap.setFixedWidth(t.px(SIGN))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text scale."""
        super().changeEvent(event)
        if event.type() in REDRAW and hasattr(self, "_gap"):
            self._fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.opened.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


def sample() -> QWidget:
    """What needs somebody."""
    page = QWidget()
    page.setLayout(
        column(
            ListLine("3 conflicts", lambda: None, "", "conflict", Tone.CRITICAL, strong=True),
            ListLine("Weighbridge records of the landfill", lambda: None, "2026-03-01", indented=True),
            spacing=XS,
        )
    )
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
