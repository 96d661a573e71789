"""A box to tick and a ring to choose, drawn from the tokens so that they are clear in light and dark."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design import icons
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import TARGET, XS, S

BOX = 16


class CheckBox(QCheckBox):
    """A check box with its text at the right."""

    def sizeHint(self) -> QSize:
        """Box, gap and text."""
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its text."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """The whole widget is the target."""
        return self.rect().contains(pos)  # type: ignore[call-overload]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick, focus and text."""
        ticked, enabled, t = self.isChecked(), self.isEnabled(), tokens()
        painter = QPainter(self)
        box = _draw(self, painter, XS)
        if ticked:
            sign = "minus" if self.checkState() is Qt.CheckState.PartiallyChecked else "check"
            colour = t.on_accent if enabled else t.faint
            side = t.px(BOX) - 1
            painter.drawPixmap(box.topLeft(), icons.pixmap(sign, side, colour, self.devicePixelRatioF()))


class RadioButton(QRadioButton):
    """One of several, with its text at the right."""

    def sizeHint(self) -> QSize:
        """Ring, gap and text."""
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its text."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """The whole widget is the target."""
        return self.rect().contains(pos)  # type: ignore[call-overload]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ring, dot, focus and text."""
        t = tokens()
        painter = QPainter(self)
        ring = _draw(self, painter, t.px(BOX) / 2)
        if self.isChecked():
            inside = ring.width() * 0.3
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.on_accent if self.isEnabled() else t.faint))
            painter.drawEllipse(ring.adjusted(inside, inside, -inside, -inside))


def _size(button: QAbstractButton) -> QSize:
    """Mark, gap and text."""
    t = tokens()
    width = QFontMetrics(button.font()).horizontalAdvance(button.text())
    return QSize(t.px(BOX) + 4 + (S + width if button.text() else 0) + 4, t.px(TARGET))


def _draw(button: QAbstractButton, painter: QPainter, radius: float) -> QRectF:
    """Draw everything but the sign inside the mark; where the mark is."""
    t = tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side, ticked, enabled = t.px(BOX), button.isChecked(), button.isEnabled()
    box = QRectF(2.5, (button.height() - side) / 2 + 0.5, side - 1, side - 1)
    edge = (t.accent if ticked else t.faint) if enabled else t.line
    painter.setPen(QPen(QColor(edge), 1))
    painter.setBrush(QColor(edge if ticked else t.surface))
    painter.drawRoundedRect(box, radius, radius)
    if button.hasFocus():
        painter.setPen(QPen(QColor(t.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), radius + 1, radius + 1)
    painter.setPen(QColor(t.text if enabled else t.faint))
    painter.drawText(
        QRectF(box.right() + S, 0, button.width(), button.height()),
        int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
        button.text(),
    )
    return box


def sample() -> QWidget:
    """On, off, partly on, disabled; one of two."""
    page = QWidget()
    on, off, dim = CheckBox("In operation"), CheckBox("Follow the system"), CheckBox("Not available")
    some = CheckBox("Places of photos")
    on.setChecked(True)
    some.setTristate(True)
    some.setCheckState(Qt.CheckState.PartiallyChecked)
    dim.setEnabled(False)
    this, that = RadioButton("Everything"), RadioButton("Up to this part")
    this.setChecked(True)
    page.setLayout(column(row(on, off, some, dim, None), row(this, that, None)))
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
