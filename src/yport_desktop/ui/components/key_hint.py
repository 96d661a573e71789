"""The keys of a shortcut, drawn as keys."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from yport_desktop.ui.components.look import row
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS

LETTERS = 11


class KeyHint(QWidget):
    """Shows for example Ctrl K for `keys="Ctrl+K"`, with the names the platform uses."""

    def __init__(self, keys: str) -> None:
        super().__init__()
        self._parts: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_keys(keys)

    def set_keys(self, keys: str) -> None:
        """Show other keys."""
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys
        self._parts = [p for p in native.split("+") if p] or [native]
        self.setAccessibleName(native)
        self.updateGeometry()
        self.update()

    def _letters(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(tokens().px(LETTERS))
        return font

    def _widths(self) -> list[int]:
        t = tokens()
        metrics = QFontMetrics(self._letters())
        return [max(metrics.horizontalAdvance(p) + 2 * t.px(5), t.px(18)) for p in self._parts]

    def sizeHint(self) -> QSize:
        """As wide as its keys."""
        widths = self._widths()
        return QSize(sum(widths) + XS * (len(widths) - 1), tokens().px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the keys."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._letters())
        left = 0
        for part, width in zip(self._parts, self._widths(), strict=True):
            box = QRectF(left + 0.5, 0.5, width - 1, self.height() - 1)
            painter.setPen(QPen(QColor(t.strong_line), 1))
            painter.setBrush(QColor(t.ground))
            painter.drawRoundedRect(box, XS, XS)
            painter.setPen(QColor(t.second))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), part)
            left += width + XS


def sample() -> QWidget:
    """A few shortcuts."""
    page = QWidget()
    page.setLayout(row(KeyHint("Ctrl+K"), KeyHint("Alt+1"), KeyHint("Ctrl+Shift+Z"), KeyHint("Esc"), None))
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
