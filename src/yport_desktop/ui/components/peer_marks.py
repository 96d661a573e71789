"""A value among its peers on one small axis, without words: dots for peers, a bar for the own range."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from yport_desktop.domain.charts import PeerStrip, Point
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens

OWN, PARTNER = "city", "partner"


class PeerMarks(QWidget):
    """Small rings for peers, filled ones for partner countries, the own value as a larger dot."""

    def __init__(self, strip: PeerStrip | None = None) -> None:
        super().__init__()
        self._points: tuple[Point, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_strip(strip)

    def set_strip(self, strip: PeerStrip | None) -> None:
        """Show another indicator."""
        self._points = tuple(p for p in strip.points if p.value is not None) if strip else ()
        self.setAccessibleName(self._spoken(strip))
        self.setToolTip(self.accessibleName())
        self.update()

    def _spoken(self, strip: PeerStrip | None) -> str:
        own = next((p for p in self._points if p.mark == OWN), None)
        peers = [p for p in self._points if p.mark != OWN]
        if strip is None or own is None or not peers:
            return ""
        below = sum(1 for p in peers if (p.value or 0.0) < (own.value or 0.0))
        return tr("{title}: {n} of {all} peer cities are lower").format(
            title=tr(strip.title), n=below, all=len(peers)
        )

    def sizeHint(self) -> QSize:
        """A flat strip."""
        return QSize(tokens().px(120), tokens().px(16))

    def _reach(self) -> tuple[float, float]:
        values = [v for p in self._points for v in (p.value, p.low, p.high) if v is not None]
        low, high = min(values), max(values)
        return (low, high) if high > low else (low - 1, high + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axis, peers, own range, own value."""
        if not self._points:
            return
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        low, high = self._reach()
        edge = t.px(6)
        middle = self.height() / 2

        def at(value: float) -> float:
            return edge + (self.width() - 2 * edge) * (value - low) / (high - low)

        painter.setPen(QPen(QColor(t.line), 1))
        painter.drawLine(QPointF(edge, middle), QPointF(self.width() - edge, middle))
        for point in sorted(self._points, key=lambda p: p.mark == OWN):
            x = at(point.value or 0.0)
            if point.mark == OWN:
                self._paint_own(painter, point, at, middle)
                continue
            painter.setPen(QPen(QColor(t.faint), 1))
            painter.setBrush(QColor(t.faint) if point.mark == PARTNER else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x, middle), t.px(2.5), t.px(2.5))

    def _paint_own(self, painter: QPainter, own: Point, at: object, middle: float) -> None:
        t = tokens()
        painter.setPen(Qt.PenStyle.NoPen)
        if own.low is not None and own.high is not None:
            bar = QColor(t.accent)
            bar.setAlphaF(0.28)
            painter.setBrush(bar)
            left, right = at(own.low), at(own.high)  # type: ignore[operator]
            painter.drawRoundedRect(QRectF(left, middle - 3, right - left, 6), 3, 3)
        painter.setBrush(QColor(t.accent))
        painter.drawEllipse(QPointF(at(own.value), middle), t.px(4.5), t.px(4.5))  # type: ignore[operator]


def sample() -> QWidget:
    """Six peers and a city."""
    peers = tuple(Point(f"City {v}", float(v)) for v in (12, 31, 38, 55, 71, 96))
    marks = PeerMarks(PeerStrip("Collected share", "%", (*peers, Point("Here", 47.0, 38.0, 56.0, OWN))))
    marks.setMinimumWidth(260)
    return marks


if __name__ == "__main__":
    raise SystemExit(show(sample))
