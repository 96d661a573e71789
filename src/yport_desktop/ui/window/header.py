"""The header: which engagement, which page, find or do anything, undo and redo."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from yport_desktop.ui.components.buttons import IconButton
from yport_desktop.ui.components.label import ElidedLabel
from yport_desktop.ui.components.look import REDRAW, dress, line, row
from yport_desktop.ui.design import icons
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import RADIUS, XS, L, M, S, Type
from yport_desktop.ui.window.facts import EngagementLine, Standing

HEIGHT = 56


class EngagementSwitcher(QAbstractButton):
    """Names city, agreement and its validity; opens the list of engagements. `chosen(UUID)`."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[EngagementLine, ...] = ()
        self._current: EngagementLine | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _on=False: self._open())
        self._name()

    def set_engagements(self, lines: Sequence[EngagementLine], current: object) -> None:
        """Offer these; `current` is the space shown."""
        self._lines = tuple(lines)
        self._current = next((entry for entry in self._lines if entry.space == current), None)
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        head, foot = self._texts()
        self.setAccessibleName(tr("Engagement: {name}").format(name=", ".join(t for t in (head, foot) if t)))
        self.setToolTip("\n".join(t for t in (head, foot) if t))

    def _texts(self) -> tuple[str, str]:
        if self._current is None:
            return tr("No engagement"), ""
        return self._current.name, self._agreement(self._current)

    def _agreement(self, entry: EngagementLine) -> str:
        parts = [entry.city if entry.city and entry.city != entry.name else "", tr(entry.agreement)]
        if entry.valid_until:
            ended = entry.expired(date.today())
            text = tr("ended {date}") if ended else tr("valid until {date}")
            parts.append(text.format(date=entry.valid_until))
        return " · ".join(p for p in parts if p)

    def _fonts(self) -> tuple[QFont, QFont]:
        t = tokens()
        head, foot = QFont(self.font()), QFont(self.font())
        head.setPixelSize(t.size(Type.BODY))
        head.setWeight(QFont.Weight.DemiBold)
        foot.setPixelSize(t.size(Type.CAPTION) - 1)
        return head, foot

    def sizeHint(self) -> QSize:
        """As wide as its texts, within reason."""
        t = tokens()
        widths = [
            QFontMetrics(f).horizontalAdvance(text)
            for f, text in zip(self._fonts(), self._texts(), strict=True)
        ]
        return QSize(min(max(widths) + t.px(2 * S + 22), t.px(300)), t.px(42))

    def minimumSizeHint(self) -> QSize:
        """May be shortened."""
        return QSize(tokens().px(140), tokens().px(42))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two lines and a chevron."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.hover))
            painter.drawRoundedRect(body, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QColor(t.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        size = t.px(14)
        chevron = icons.pixmap("chevron_down", size, t.second, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - size - S, (self.height() - size) // 2, chevron)
        room = body.adjusted(S, t.px(3), -size - S - 4, -t.px(3))
        self._paint_texts(painter, room)

    def _paint_texts(self, painter: QPainter, room: QRectF) -> None:
        t = tokens()
        (head_font, foot_font), (head, foot) = self._fonts(), self._texts()
        ended = self._current is not None and self._current.expired(date.today())
        painter.setFont(head_font)
        painter.setPen(QColor(t.text))
        shown = QFontMetrics(head_font).elidedText(head, Qt.TextElideMode.ElideRight, int(room.width()))
        upper = QRectF(room.left(), room.top(), room.width(), room.height() * (0.54 if foot else 1))
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignVCenter), shown)
        if foot:
            painter.setFont(foot_font)
            painter.setPen(QColor(t.caution if ended else t.second))
            shown = QFontMetrics(foot_font).elidedText(foot, Qt.TextElideMode.ElideRight, int(room.width()))
            lower = QRectF(room.left(), upper.bottom(), room.width(), room.bottom() - upper.bottom())
            painter.drawText(lower, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in REDRAW:
            self.updateGeometry()

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in self._lines:
            agreement = self._agreement(entry)
            action = menu.addAction(entry.name + (f"  —  {agreement}" if agreement else ""))
            action.setCheckable(True)
            action.setChecked(entry == self._current)
            action.triggered.connect(lambda _on=False, space=entry.space: self.chosen.emit(space))
        if not self._lines:
            menu.addAction(tr("No engagement yet")).setEnabled(False)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class FindButton(QAbstractButton):
    """Looks like a search field and opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.setText(tr("Find or do anything"))
        self.setAccessibleName(f"{self.text()} (Ctrl+K)")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A field's size."""
        return QSize(tokens().px(260), tokens().px(30))

    def minimumSizeHint(self) -> QSize:
        """May be shortened."""
        return QSize(tokens().px(110), tokens().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet field with its keys at the right."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QColor(t.accent if self.hasFocus() else t.strong_line if self.underMouse() else t.line)
        )
        painter.setBrush(QColor(t.ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        size = t.px(16)
        picture = icons.pixmap("search", size, t.second, self.devicePixelRatioF())
        painter.drawPixmap(S, (self.height() - size) // 2, picture)
        painter.setPen(QColor(t.second))
        font = QFont(self.font())
        font.setPixelSize(t.size(Type.CAPTION))
        painter.setFont(font)
        metrics = QFontMetrics(font)
        keys_width = metrics.horizontalAdvance("Ctrl K") + S
        room = self.width() - S - size - S - keys_width - S
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        area = QRectF(S + size + S, 0, room, self.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.setPen(QColor(t.faint))
        area = QRectF(0, 0, self.width() - S, self.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), "Ctrl K")


class Header(QWidget):
    """Slots only: the window connects them."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, look="surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.switcher = EngagementSwitcher()
        self.title = ElidedLabel("", Type.TITLE)
        self.find_button = FindButton()
        self.undo = IconButton("undo", tr("Undo"), keys="Ctrl+Z")
        self.redo = IconButton("redo", tr("Redo"), keys="Ctrl+Shift+Z")
        self.inspector = IconButton("panel", tr("Inspector"), keys="Ctrl+I", checkable=True)
        box = row(
            self.switcher,
            line(upright=True),
            self.title,
            self.find_button,
            self.undo,
            self.redo,
            self.inspector,
            spacing=S,
            margins=(S, S, M, S),
        )
        box.insertSpacing(2, S)
        box.insertSpacing(5, L)
        box.setStretchFactor(self.title, 1)
        self.setLayout(box)
        self.set_standing(Standing())
        self.setFixedHeight(tokens().px(HEIGHT))

    def set_title(self, title: str) -> None:
        """Name the page; its name keeps its room before the field to find does."""
        self.title.setText(title)
        self.title.ensurePolished()
        width = self.title.fontMetrics().horizontalAdvance(title) + XS
        self.title.setMinimumWidth(min(width, tokens().px(240)))

    def set_standing(self, standing: Standing) -> None:
        """What undo and redo would do."""
        self.undo.setEnabled(standing.undo is not None)
        self.redo.setEnabled(standing.redo is not None)
        for button, keys, word, step in (
            (self.undo, "Ctrl+Z", tr("Undo"), standing.undo),
            (self.redo, "Ctrl+Shift+Z", tr("Redo"), standing.redo),
        ):
            button.set_name(f"{word}: {tr(step)}" if step else word, keys)

    def changeEvent(self, event: QEvent) -> None:
        """Height follows the text scale."""
        super().changeEvent(event)
        if event.type() in REDRAW:
            self.setFixedHeight(tokens().px(HEIGHT))
            if hasattr(self, "title"):
                self.set_title(self.title.text())
