"""The navigation rail: the pages that exist, as icons with labels, or as icons where room is short."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from yport_desktop.ui.components.look import REDRAW, column, dress
from yport_desktop.ui.design import icons
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import ICON, RADIUS, M, S, Type
from yport_desktop.ui.page import Page

WIDE, NARROW = 188, 56
FOOT = 90


class RailButton(QAbstractButton):
    """One page: icon, label and perhaps a number of things that wait there."""

    def __init__(self, page: type[Page], place: int) -> None:
        super().__init__()
        self.key = page.key
        self._icon_name = page.icon
        self._wide = True
        self._waiting = 0
        self.setCheckable(True)
        self.setText(tr(page.title))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._hint = f"Alt+{place}" if place <= 9 else ""
        self._name()

    def _name(self) -> None:
        waiting = ", " + tr("{n} waiting").format(n=self._waiting) if self._waiting else ""
        self.setAccessibleName(self.text() + waiting)
        self.setToolTip(f"{self.text()}{waiting}" + (f"  ({self._hint})" if self._hint else ""))

    def set_wide(self, wide: bool) -> None:
        """With or without its label."""
        self._wide = wide
        self.updateGeometry()
        self.update()

    def set_waiting(self, waiting: int) -> None:
        """How many things wait on the page."""
        self._waiting = waiting
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        """A comfortable target."""
        t = tokens()
        return QSize(t.px(WIDE if self._wide else NARROW) - 2 * S, t.px(36))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in REDRAW:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tint, icon, label, number."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        body = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setBrush(QColor(t.tint if self.isChecked() else t.hover))
            painter.drawRoundedRect(body, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QColor(t.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        colour = t.accent if self.isChecked() else t.second
        size = t.px(ICON)
        left = t.px(M) if self._wide else (self.width() - size) // 2
        picture = icons.pixmap(self._icon_name, size, colour, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - size) // 2, picture)
        if self._waiting:
            self._paint_waiting(painter, left + size)
        if self._wide:
            font = QFont(self.font())
            if self.isChecked():
                font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(t.text if self.isChecked() else t.second))
            text = body.adjusted(left + size + t.px(10), 0, -S, 0)
            shown = painter.fontMetrics().elidedText(
                self.text(), Qt.TextElideMode.ElideRight, int(text.width())
            )
            painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _paint_waiting(self, painter: QPainter, icon_right: int) -> None:
        t = tokens()
        font = QFont(self.font())
        font.setPixelSize(t.size(Type.CAPTION) - 1)
        painter.setFont(font)
        text = str(self._waiting) if self._waiting < 100 else "99+"
        width = max(t.px(18), painter.fontMetrics().horizontalAdvance(text) + t.px(10))
        height = t.px(18)
        if self._wide:
            box = QRectF(self.width() - width - S, (self.height() - height) / 2, width, height)
        else:
            box = QRectF(icon_right - t.px(6), t.px(2), width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.critical_tint))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor(t.critical))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)


class Rail(QWidget):
    """All page buttons; up and down move between them. `chosen(page key)`."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[type[Page]]) -> None:
        super().__init__()
        dress(self, look="surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Pages"))
        self._wide = True
        self._group = QButtonGroup(self)
        self._buttons = {page.key: RailButton(page, place) for place, page in enumerate(pages, start=1)}
        upper = [self._buttons[p.key] for p in pages if p.order < FOOT]
        lower = [self._buttons[p.key] for p in pages if p.order >= FOOT]
        for button in self._buttons.values():
            self._group.addButton(button)
            button.clicked.connect(lambda _on=False, key=button.key: self.chosen.emit(key))
        self.setLayout(column(*upper, None, *lower, spacing=2, margins=(S, M, S, M)))
        self.set_wide(True)

    def set_wide(self, wide: bool) -> None:
        """Labels where there is room."""
        self._wide = wide
        for button in self._buttons.values():
            button.set_wide(wide)
        self.setFixedWidth(tokens().px(WIDE if wide else NARROW))

    @property
    def wide(self) -> bool:
        """Whether labels are shown."""
        return self._wide

    def set_current(self, key: str) -> None:
        """Mark the page on the screen."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def set_waiting(self, key: str, waiting: int) -> None:
        """Mark a page where things wait."""
        if key in self._buttons:
            self._buttons[key].set_waiting(waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk along the rail, Enter goes to the page."""
        buttons = list(self._buttons.values())
        focused = next((i for i, b in enumerate(buttons) if b.hasFocus()), None)
        if focused is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            buttons[(focused + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            buttons[focused].click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Width follows the text scale."""
        super().changeEvent(event)
        if event.type() in REDRAW and hasattr(self, "_buttons"):
            self.setFixedWidth(tokens().px(WIDE if self._wide else NARROW))
