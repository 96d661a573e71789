"""A tiny series without axes: the shape of the years, the last point marked."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.theme import tokens


class MiniSeries(QWidget):
    """Values in order of time; None leaves a gap. `meaning` is the sentence for screen readers."""

    def __init__(self, values: Sequence[float | None] = (), meaning: str = "") -> None:
        super().__init__()
        self._values: tuple[float | None, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_values(values, meaning)

    def set_values(self, values: Sequence[float | None], meaning: str = "") -> None:
        """Show another series."""
        self._values = tuple(values)
        self.setAccessibleName(meaning)
        self.setToolTip(meaning)
        self.update()

    def sizeHint(self) -> QSize:
        """A flat strip."""
        return QSize(tokens().px(96), tokens().px(28))

    def _points(self) -> list[QPointF | None]:
        known = [v for v in self._values if v is not None]
        low, high = min(known), max(known)
        reach = (high - low) or 1.0
        width, height = self.width() - 8, self.height() - 8
        step = width / max(1, len(self._values) - 1)
        return [
            None
            if v is None
            else QPointF(4 + i * step, 4 + height * (0.5 if high == low else 1 - (v - low) / reach))
            for i, v in enumerate(self._values)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line and last point."""
        if not any(v is not None for v in self._values):
            return
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = self._points()
        path = QPainterPath()
        pen_down = False
        for point in points:
            if point is None:
                pen_down = False
                continue
            path.lineTo(point) if pen_down else path.moveTo(point)
            pen_down = True
        painter.setPen(
            QPen(
                QColor(t.faint),
                1.5,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        painter.drawPath(path)
        last = [p for p in points if p is not None][-1]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.accent))
        painter.drawEllipse(last, 3, 3)


def sample() -> QWidget:
    """Eight years with a gap."""
    return MiniSeries((4.1, 4.4, 4.2, None, 5.0, 5.3, 5.1, 5.8), "Waste generated, 2016 to 2023")


if __name__ == "__main__":
    raise SystemExit(show(sample))
