"""A bar of parts that add up, on a scale that is the same for all bars; what is lost or open is drawn apart.

Colours only help: every part says itself in the tool tip and in the accessible name.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from yport_desktop.ui.components.label import ElidedLabel, Label
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS, S, Tone, Type

HEIGHT = 14
SWATCH = 10


@dataclass(frozen=True)
class BarPart:
    """One part: its share of the whole scale (0 to 1), what it is, and the place of its colour."""

    share: float
    text: str
    colour: int


class StackedBar(QWidget):
    """`lost` follows the parts, hatched; `open_part` is what may still come, outlined."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[BarPart, ...] = ()
        self._lost = self._open = 0.0
        self._lost_text = self._open_text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(
        self,
        parts: Sequence[BarPart],
        lost: tuple[float, str] = (0.0, ""),
        open_part: tuple[float, str] = (0.0, ""),
    ) -> None:
        """Show other parts; `lost` and `open_part` are a share and what it is."""
        self._parts = tuple(parts)
        (self._lost, self._lost_text), (self._open, self._open_text) = lost, open_part
        self.setAccessibleName(". ".join(text for _, text in self._pieces()))
        self.update()

    def _pieces(self) -> list[tuple[float, str]]:
        pieces = [(p.share, p.text) for p in self._parts]
        pieces += [(self._lost, self._lost_text), (self._open, self._open_text)]
        return [(share, text) for share, text in pieces if text and share > 0]

    def sizeHint(self) -> QSize:
        """One line high."""
        t = tokens()
        return QSize(t.px(160), t.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the scale and the parts on it."""
        t, painter = tokens(), QPainter(self)
        width, height = float(self.width()), float(self.height())
        painter.fillRect(QRectF(0, 0, width, height), QColor(t.hover))
        at = 0.0
        for part in self._parts:
            length = part.share * width
            if length > 0:
                colour = QColor(t.series[part.colour % len(t.series)])
                painter.fillRect(QRectF(at, 0, max(length - 1, 0.5), height), colour)
            at += length
        if self._lost > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_hatched(t.faint))
            painter.drawRect(QRectF(at, 0, self._lost * width, height))
            at += self._lost * width
        if self._open > 0:
            pen = QPen(QColor(t.second), 1)
            pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(at + 0.5, 0.5, max(self._open * width - 1, 1), height - 1))

    def event(self, event: QEvent) -> bool:
        """Say the part under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = event.pos().x() / max(self.width(), 1)
            for share, text in self._pieces():
                if at < share:
                    QToolTip.showText(event.globalPos(), text, self)
                    return True
                at -= share
            QToolTip.hideText()
            return True
        return super().event(event)


def _hatched(colour: str) -> QBrush:
    return QBrush(QColor(colour), Qt.BrushStyle.BDiagPattern)


class Swatch(QWidget):
    """The colour of a part, for a legend. A negative place is what is lost, hatched."""

    def __init__(self, colour: int) -> None:
        super().__init__()
        self._colour = colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A small square."""
        side = tokens().px(SWATCH)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it."""
        t = tokens()
        if self._colour < 0:
            QPainter(self).fillRect(self.rect(), _hatched(t.faint))
        else:
            QPainter(self).fillRect(self.rect(), QColor(t.series[self._colour % len(t.series)]))


def legend_entry(colour: int, text: str) -> QWidget:
    """A swatch with its name, elided where it is long."""
    entry = QWidget()
    name = ElidedLabel(text, Type.CAPTION, Tone.SECOND)
    entry.setLayout(row(Swatch(colour), name, spacing=XS, margins=(0, 0, S, 0)))
    entry.setMaximumWidth(tokens().px(220))
    return entry


def sample() -> QWidget:
    """One with a loss, one that is still open."""
    page, bar, other = QWidget(), StackedBar(), StackedBar()
    parts = [BarPart(0.3, "Cost 30", 0), BarPart(0.2, "Waste diverted 20", 1)]
    bar.set_parts(parts, lost=(0.1, "Lost to weak evidence 10"))
    other.set_parts(parts[:1], open_part=(0.4, "Missing: up to 40"))
    page.setLayout(column(Label("Composting"), bar, other, legend_entry(0, "Cost")))
    page.setMinimumWidth(360)
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
