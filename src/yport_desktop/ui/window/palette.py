"""The command palette (Ctrl+K): finds pages, actions and records, and does them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, dress, line
from yport_desktop.ui.components.table_model import ROOT, Index
from yport_desktop.ui.design import icons
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import RADIUS, L, M, S, Tone, Type
from yport_desktop.ui.window.fuzzy import best

WIDTH, ROWS, ROW_HEIGHT, MOST = 600, 9, 38, 60
# The palette stays when another program comes to the front, or a menu of its own field.
STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Found:
    """One line of the palette. `detail` stands at the right (a kind, a page); `also` is searched too."""

    text: str
    do: Callable[[], object]
    icon: str = ""
    detail: str = ""
    keys: str = ""
    also: str = ""


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Found] = []

    def set_entries(self, entries: list[Found]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(p for p in (entry.text, entry.detail, entry.keys) if p)
        return entry if role == ENTRY_ROLE else None


class _EntryDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Found = index.data(ENTRY_ROLE)
        t = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(option.rect).adjusted(S, 1, -S, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.tint))
            painter.drawRoundedRect(body, RADIUS, RADIUS)
        size = t.px(18)
        if entry.icon:
            top = int(body.center().y() - size / 2)
            ratio = option.widget.devicePixelRatioF()
            painter.drawPixmap(int(body.left()) + S, top, icons.pixmap(entry.icon, size, t.second, ratio))
        small = QFont(option.font)
        small.setPixelSize(t.size(Type.CAPTION))
        keys = QKeySequence(entry.keys).toString(QKeySequence.SequenceFormat.NativeText)
        aside = "   ".join(p for p in (entry.detail, keys) if p)
        aside_width = QFontMetrics(small).horizontalAdvance(aside)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(small)
        painter.setPen(QColor(t.second))
        painter.drawText(body.adjusted(0, 0, -M, 0), int(middle | Qt.AlignmentFlag.AlignRight), aside)
        room = body.adjusted(S + size + M, 0, -M - aside_width - M, 0)
        painter.setFont(option.font)
        painter.setPen(QColor(t.text))
        shown = QFontMetrics(option.font).elidedText(
            entry.text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(middle), shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, tokens().px(ROW_HEIGHT))


class Palette(QFrame):
    """Opens over the window; `set_found` fills it, more may be added while it is open."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._all: list[Found] = []
        self._before: QWidget | None = None
        dress(self, look="raised")
        self.setAccessibleName(tr("Find or do anything"))
        self.field = QLineEdit()
        dress(self.field, look="palette")
        self.field.setPlaceholderText(tr("Find a page, an action or a record"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.textChanged.connect(lambda _text: self._narrow())
        self.field.installEventFilter(self)
        self._entries = _Entries(self)
        self.list = QListView()
        self.list.setModel(self._entries)
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self.list.setAccessibleName(tr("Results"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._do(index))
        dress(self.list, look="bare")
        self.nothing = Label(tr("Nothing found."), tone=Tone.SECOND)
        self.nothing.setContentsMargins(L, M, L, L)
        self.setLayout(column(self.field, line(), self.list, self.nothing, spacing=0, margins=(1, 1, 1, S)))
        shadow = QGraphicsDropShadowEffect(self, blurRadius=32.0)
        shadow.setOffset(0, 8)
        shade = QColor(tokens().shade)
        shade.setAlpha(80)
        shadow.setColor(shade)
        self.setGraphicsEffect(shadow)
        over.installEventFilter(self)
        self.hide()

    def open_with(self, found: Sequence[Found]) -> None:
        """Open with these entries."""
        self._before = self._over.window().focusWidget()
        self._all = list(found)
        self.field.clear()
        self._narrow()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_found(self, found: Sequence[Found]) -> None:
        """Add entries that were fetched meanwhile."""
        self._all += found
        if self.isVisible():
            self._narrow()

    def close_palette(self) -> None:
        """Close, and give the keyboard back."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None

    def entries(self) -> tuple[Found, ...]:
        """What is listed now."""
        return tuple(self._entries.entries)

    def _narrow(self) -> None:
        wanted = self.field.text()
        candidates = ((f"{entry.text} {entry.detail} {entry.also}", entry) for entry in self._all)
        found = [entry for entry in best(wanted, candidates, MOST) if isinstance(entry, Found)]
        self._entries.set_entries(found)
        self.nothing.setVisible(not found)
        self.list.setVisible(bool(found))
        if found:
            self.list.setCurrentIndex(self._entries.index(0))
        self._place()

    def _place(self) -> None:
        t = tokens()
        width = min(t.px(WIDTH), self._over.width() - 2 * L)
        rows = min(ROWS, max(1, len(self._entries.entries)))
        self.list.setFixedHeight(rows * t.px(ROW_HEIGHT) + S)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((self._over.width() - width) // 2, max(L, self._over.height() // 10))

    def _do(self, index: QModelIndex) -> None:
        if index.isValid():
            entry: Found = index.data(ENTRY_ROLE)
            self.close_palette()
            entry.do()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while typing; Esc closes; a click elsewhere closes too."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if watched is self.field and isinstance(event, QFocusEvent) and event.lostFocus():
            if event.reason() not in STAYS:
                self.hide()
        elif watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        row, last = self.list.currentIndex().row(), len(self._entries.entries) - 1
        steps = {
            Qt.Key.Key_Down: row + 1 if row < last else 0,
            Qt.Key.Key_Up: row - 1 if row > 0 else last,
            Qt.Key.Key_PageDown: min(last, row + ROWS),
            Qt.Key.Key_PageUp: max(0, row - ROWS),
        }
        key = Qt.Key(event.key())
        if key in steps and last >= 0:
            self.list.setCurrentIndex(self._entries.index(steps[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key != Qt.Key.Key_Tab:
            return False
        return True
