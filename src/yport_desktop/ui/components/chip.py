"""A chip: a short state or property in a tinted capsule. The word says it, the tint only helps."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from yport_desktop.ui.components.look import REDRAW, row
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design import icons
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS, S, Tone, Type


class Chip(QWidget):
    """A word in a capsule, with an optional icon before it."""

    def __init__(self, text: str, tone: Tone | str = Tone.NEUTRAL, icon: str = "", hint: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text, self._tone, self._icon = text, Tone(tone), icon
        self.set_chip(text, tone, icon, hint)

    def set_chip(self, text: str, tone: Tone | str = Tone.NEUTRAL, icon: str = "", hint: str = "") -> None:
        """Change what it says."""
        self._text, self._tone, self._icon = text, Tone(tone), icon
        self.setAccessibleName(text)
        self.setToolTip(hint)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The word."""
        return self._text

    def _letters(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(tokens().size(Type.CAPTION))
        return font

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        t = tokens()
        width = QFontMetrics(self._letters()).horizontalAdvance(self._text) + 2 * t.px(S)
        return QSize(width + (t.px(14) + XS if self._icon else 0), t.px(20))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in REDRAW:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw capsule, icon and word."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.tint_of(self._tone)))
        body = QRectF(self.rect())
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        colour = t.second if self._tone in (Tone.NEUTRAL, Tone.FAINT) else t.tone(self._tone)
        left = t.px(S)
        if self._icon:
            size = t.px(14)
            painter.drawPixmap(
                left,
                (self.height() - size) // 2,
                icons.pixmap(self._icon, size, colour, self.devicePixelRatioF()),
            )
            left += size + XS
        painter.setPen(QColor(colour))
        painter.setFont(self._letters())
        painter.drawText(
            body.adjusted(left, 0, 0, 0),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            self._text,
        )


def sample() -> QWidget:
    """Every tone."""
    page = QWidget()
    page.setLayout(
        row(
            *[Chip(str(tone), tone) for tone in Tone],
            Chip("conflict", Tone.CRITICAL, "conflict"),
            Chip("deferred", Tone.CAUTION, "clock"),
            None,
        )
    )
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
