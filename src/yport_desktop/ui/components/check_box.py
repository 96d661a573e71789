"""A box to tick, drawn from the tokens so that it is crisp and clear in light and dark."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from yport_desktop.ui.components.look import row
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design import icons
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import TARGET, XS, S

BOX = 16


class CheckBox(QCheckBox):
    """A check box with its text at the right."""

    def sizeHint(self) -> QSize:
        """Box, gap and text."""
        t = tokens()
        width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(t.px(BOX) + 4 + (S + width if self.text() else 0) + 4, t.px(TARGET))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its text."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """The whole widget is the target."""
        return self.rect().contains(pos)  # type: ignore[call-overload]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick, focus and text."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = t.px(BOX)
        box = QRectF(2.5, (self.height() - side) / 2 + 0.5, side - 1, side - 1)
        ticked, enabled = self.isChecked(), self.isEnabled()
        sign = "minus" if self.checkState() is Qt.CheckState.PartiallyChecked else "check"
        edge = (t.accent if ticked else t.faint) if enabled else t.line
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(edge if ticked else t.surface))
        painter.drawRoundedRect(box, XS, XS)
        if ticked:
            painter.drawPixmap(
                box.topLeft(),
                icons.pixmap(sign, side - 1, t.on_accent if enabled else t.faint, self.devicePixelRatioF()),
            )
        if self.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), XS + 1, XS + 1)
        painter.setPen(QColor(t.text if enabled else t.faint))
        painter.drawText(
            QRectF(box.right() + S, 0, self.width(), self.height()),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            self.text(),
        )


def sample() -> QWidget:
    """On, off, partly on, disabled."""
    page = QWidget()
    on, off, dim = CheckBox("In operation"), CheckBox("Follow the system"), CheckBox("Not available")
    some = CheckBox("Places of photos")
    on.setChecked(True)
    some.setTristate(True)
    some.setCheckState(Qt.CheckState.PartiallyChecked)
    dim.setEnabled(False)
    page.setLayout(row(on, off, some, dim, None))
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
