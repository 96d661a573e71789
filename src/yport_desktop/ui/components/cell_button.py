"""Small quiet buttons that stand in a line of a form: a mark, a word or a count, without a frame."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from yport_desktop.domain.values import GRADE_MEANING, Grade
from yport_desktop.ui.components.grade_mark import SIDE, grade_name, paint_grade
from yport_desktop.ui.components.look import REDRAW, row
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design import icons
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import FORM_CONTROL_HEIGHT, RADIUS, XS, S, Tone, Type

Fill = Callable[[QMenu], object]


class CellButton(QAbstractButton):
    """Text and icon without a frame; `fill(menu)` makes it open a menu.

    `width` is px at 100 %, 0 as wide as its text; `height` likewise.
    """

    def __init__(
        self,
        name: str,
        width: int,
        fill: Fill | None = None,
        icon: str = "",
        height: int = FORM_CONTROL_HEIGHT,
    ) -> None:
        super().__init__()
        self._icon_name, self._width, self._fill, self._height = icon, width, fill, height
        self._tone = Tone.SECOND
        self._chevron = fill is not None
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if fill is not None:
            self.clicked.connect(lambda _on=False: self.open_menu())

    def set_content(self, text: str, tone: Tone | str = Tone.SECOND, icon: str | None = None) -> None:
        """Show another text."""
        if (text, Tone(tone), icon or self._icon_name) != (self.text(), self._tone, self._icon_name):
            self._tone = Tone(tone)
            self._icon_name = self._icon_name if icon is None else icon
            self.setText(text)
            self.updateGeometry()
            self.update()

    def open_menu(self) -> QMenu | None:
        """Open the menu below."""
        if self._fill is None:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu

    def sizeHint(self) -> QSize:
        """As wide as its column, or as its text."""
        t = tokens()
        if self._width:
            return QSize(t.px(self._width), t.px(self._height))
        width = QFontMetrics(self._letters()).horizontalAdvance(self.text()) + 2 * t.px(XS) + 2
        return QSize(width + (t.px(18) if self._icon_name else 0), t.px(self._height))

    def _letters(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(tokens().size(Type.CAPTION))
        return font

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses; up and down belong to the form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in REDRAW:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, focus, icon, text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_content(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        t = tokens()
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.hover))
            painter.drawRoundedRect(body, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QColor(t.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body, RADIUS, RADIUS)

    def _paint_content(self, painter: QPainter) -> None:
        t = tokens()
        colour = t.tone(self._tone)
        left = t.px(XS)
        if self._icon_name:
            size = t.px(15)
            picture = icons.pixmap(self._icon_name, size, colour, self.devicePixelRatioF())
            if not self.text():
                left = (self.width() - size) // 2
            painter.drawPixmap(left, (self.height() - size) // 2, picture)
            left += size + t.px(3)
        font = self._letters()
        painter.setFont(font)
        painter.setPen(QColor(colour))
        metrics = QFontMetrics(font)
        room = self.width() - left - t.px(2)
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, 0, room, self.height()), int(Qt.AlignmentFlag.AlignVCenter), text)
        if self._shows_chevron() and metrics.horizontalAdvance(text) + t.px(15) < room:
            sign = icons.pixmap("chevron_down", t.px(12), t.second, self.devicePixelRatioF())
            painter.drawPixmap(self.width() - t.px(12) - 3, (self.height() - t.px(12)) // 2, sign)

    def _shows_chevron(self) -> bool:
        return self._chevron and bool(self.text()) and (self.underMouse() or self.hasFocus())

    def enterEvent(self, event: object) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)  # type: ignore[arg-type]
        self.update()


class GradeButton(CellButton):
    """The mark of a grade, chosen in a menu or typed as a letter. `on_chosen(grade or None)`."""

    def __init__(self, on_chosen: Callable[[str | None], object], width: int = 32) -> None:
        super().__init__(tr("Evidence grade"), width, self._offer)
        self._on_chosen = on_chosen
        self._grade: Grade | None = None
        self.set_grade(None)

    @property
    def grade(self) -> Grade | None:
        """The grade shown."""
        return self._grade

    def set_grade(self, grade: Grade | None) -> None:
        """Show another grade."""
        self._grade = grade
        self.setAccessibleName(f"{tr('Evidence grade')}. {grade_name(grade)}")
        self.setToolTip(grade_name(grade))
        self.update()

    def _offer(self, menu: QMenu) -> None:
        for grade in Grade:
            action = menu.addAction(f"{grade}   {tr(GRADE_MEANING[grade])}")
            action.setCheckable(True)
            action.setChecked(grade is self._grade)
            action.triggered.connect(lambda _on=False, letter=str(grade): self._on_chosen(letter))
        menu.addSeparator()
        menu.addAction(tr("No grade"), lambda: self._on_chosen(None)).setEnabled(self._grade is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter from A to E chooses."""
        letter = event.text().upper()
        if letter in {str(g) for g in Grade} and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_chosen(letter)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._grade is not None:
            self._on_chosen(None)
        else:
            super().keyPressEvent(event)

    def _paint_content(self, painter: QPainter) -> None:
        t = tokens()
        side = t.px(SIDE)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_grade(painter, box, self._grade, t)


def sample() -> QWidget:
    """One of each."""
    page = QWidget()
    word = CellButton("Status", 92, lambda menu: menu.addAction("final"))
    word.set_content("preliminary")
    count = CellButton("Evidence", 40, icon="photo")
    count.set_content("3")
    grade = GradeButton(lambda _grade: None)
    grade.set_grade(Grade.C)
    page.setLayout(row(word, count, grade, None, spacing=S))
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
