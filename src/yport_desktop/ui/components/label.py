"""Text on the window, in the steps of the type scale and the tones of the tokens."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from yport_desktop.ui.components.look import REDRAW, column, dress, row
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design import icons
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import ICON, Tone, Type


class Label(QLabel):
    """Plain text; never interprets markup in what people typed."""

    def __init__(
        self,
        text: str = "",
        step: Type = Type.BODY,
        tone: Tone | str = Tone.NEUTRAL,
        strong: bool = False,
        wrap: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        dress(self, type=step, tone=tone, strong=strong)

    def set_tone(self, tone: Tone | str) -> None:
        """Change what the colour says."""
        dress(self, tone=tone)


class ElidedLabel(Label):
    """One line that ends in "…" where the room ends; the whole text is in its tool tip."""

    def __init__(
        self, text: str = "", step: Type = Type.BODY, tone: Tone | str = Tone.NEUTRAL, strong: bool = False
    ) -> None:
        super().__init__(text, step, tone, strong)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """May shrink to a few letters."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        shown = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        self.setToolTip(self.text() if shown != self.text() else "")
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)


class IconLabel(QLabel):
    """An icon that says something, with its meaning as accessible name."""

    def __init__(
        self, name: str, meaning: str = "", tone: Tone | str = Tone.SECOND, size: int = ICON
    ) -> None:
        super().__init__()
        self._name, self._tone, self._size = name, Tone(tone), size
        self._drawn: tuple[object, ...] = ()
        self.setAccessibleName(meaning)
        self.setToolTip(meaning)
        self._draw()

    def set_icon(self, name: str, meaning: str = "", tone: Tone | str = Tone.SECOND) -> None:
        """Show another icon."""
        self._name, self._tone = name, Tone(tone)
        self.setAccessibleName(meaning)
        self.setToolTip(meaning)
        self._draw()

    def _draw(self) -> None:
        t = tokens()
        size = t.px(self._size)
        wanted = (self._name, size, t.tone(self._tone), self.devicePixelRatioF())
        if wanted == self._drawn:
            return
        self._drawn = wanted
        self.setPixmap(icons.pixmap(*wanted))
        self.setFixedSize(size, size)

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and screen."""
        super().changeEvent(event)
        if event.type() in REDRAW:
            self._draw()


def sample() -> QWidget:
    """All steps and tones."""
    page = QWidget()
    steps = [Label(f"{step} — Metro Cebu 1,234.5", step) for step in Type]
    tones = row(*[Label(str(tone), tone=tone) for tone in Tone], None)
    signs = row(*[IconLabel(name, name) for name in icons.names()], None, spacing=6)
    page.setLayout(column(*steps, tones, signs))
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
