"""Keeps the layout while its content is being fetched: still, quiet bars; nothing blinks."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS

WIDTHS = (0.55, 0.9, 0.8, 0.65, 0.85, 0.4)


class Skeleton(QWidget):
    """`lines` bars where text will be."""

    def __init__(self, lines: int = 4) -> None:
        super().__init__()
        self._lines = lines
        self.setAccessibleName(tr("Loading"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Room for its lines."""
        return QSize(240, self._lines * tokens().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.line))
        pitch, height = t.px(24), t.px(10)
        for index in range(self._lines):
            width = min(self.width() * WIDTHS[index % len(WIDTHS)], 640)
            painter.drawRoundedRect(QRectF(0, index * pitch + (pitch - height) / 2, width, height), XS, XS)


class Loading(QWidget):
    """A place that shows a skeleton until its content is ready, without moving anything."""

    def __init__(self, content: QWidget, lines: int = 4) -> None:
        super().__init__()
        self.content = content
        self._stack = QStackedLayout(self)
        self._stack.addWidget(Skeleton(lines))
        self._stack.addWidget(content)

    def set_ready(self, ready: bool = True) -> None:
        """Show the content, or the skeleton again."""
        self._stack.setCurrentIndex(1 if ready else 0)

    @property
    def ready(self) -> bool:
        """Whether the content is shown."""
        return self._stack.currentIndex() == 1


def sample() -> QWidget:
    """Six lines."""
    return Skeleton(6)


if __name__ == "__main__":
    raise SystemExit(show(sample))
