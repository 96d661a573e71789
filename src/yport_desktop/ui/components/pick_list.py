"""A list to work through: one line under the cursor, any number ticked, quick with the keyboard."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from yport_desktop.ui.components.look import REDRAW
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.components.table_model import ROOT, Index
from yport_desktop.ui.design import icons
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS, L, M, S, Tone, Type

BOX = 16
ROW_ROLE, PICKED_ROLE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True)
class PickRow:
    """One line: what it is (wrapped, never cut), a remark below it, and a remark with a tone."""

    key: Hashable
    text: str
    remark: str = ""
    note: str = ""
    tone: Tone = Tone.CAUTION


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[PickRow, ...] = ()
        self.picked: set[Hashable] = set()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(p for p in (row.text, row.remark, row.note) if p)
        if role == ROW_ROLE:
            return row
        if role == PICKED_ROLE:
            return row.key in self.picked
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if row.key in self.picked else Qt.CheckState.Unchecked
        return None


class _RowDelegate(QStyledItemDelegate):
    """Draws box, text and remarks."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PickRow = index.data(ROW_ROLE)
        view = self.parent()
        assert isinstance(view, PickList)
        t = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(option.rect).adjusted(XS, 1, -XS, -1)
        current = index.row() == view.currentIndex().row()
        hovered = view.underMouse() and index.row() == view.hovered
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.tint if current else t.hover if hovered else "transparent"))
        painter.drawRoundedRect(body, XS, XS)
        if current and view.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), XS, XS)
        self._box(painter, view.box_of(option.rect), bool(index.data(PICKED_ROLE)))
        for font, tone, text, area in self._lines(view, row, option.rect):
            painter.setFont(font)
            painter.setPen(QColor(t.tone(tone)))
            painter.drawText(area, WRAPPED, text)
        painter.restore()

    def _box(self, painter: QPainter, area: QRect, ticked: bool) -> None:
        t = tokens()
        box = QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = t.accent if ticked else t.faint
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(edge if ticked else t.surface))
        painter.drawRoundedRect(box, XS, XS)
        if ticked:
            sign = icons.pixmap("check", area.width() - 2, t.on_accent, painter.device().devicePixelRatioF())
            painter.drawPixmap(area.topLeft(), sign)

    def _lines(self, view: "PickList", row: PickRow, rect: QRect) -> list[tuple[QFont, Tone, str, QRect]]:
        """Font, tone, words and place of each line, from top to bottom."""
        t = tokens()
        strong, small = QFont(view.font()), QFont(view.font())
        strong.setPixelSize(t.size(Type.BODY))
        strong.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(t.size(Type.CAPTION))
        left = view.box_of(rect).right() + M
        room = QRect(left, rect.top() + S, max(40, rect.right() - M - left), 10_000)
        found = []
        lines = (
            (strong, Tone.NEUTRAL, row.text),
            (small, Tone.SECOND, row.remark),
            (small, row.tone, row.note),
        )
        for font, tone, text in lines:
            if text:
                size = QFontMetrics(font).boundingRect(room, WRAPPED, text)
                found.append((font, tone, text, QRect(room.left(), room.top(), room.width(), size.height())))
                room.setTop(room.top() + size.height() + 2)
        return found

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, PickList)
        width = view.viewport().width()
        *_, (_, _, _, last) = self._lines(view, index.data(ROW_ROLE), QRect(0, 0, width, 10))
        return QSize(width, last.bottom() + S + 2)


class PickList(QListView):
    """`current_changed(key)`, `picks_changed(frozenset of keys)`, `opened(key)` on Enter or double click.

    Arrows and J/K move, Space ticks, Shift with a click ticks everything in between.
    """

    current_changed = Signal(object)
    picks_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows = _Rows(self)
        self._quiet = False
        self._last = -1
        self.hovered = -1
        self.setModel(self._rows)
        self.setItemDelegate(_RowDelegate(self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ROW_ROLE).key))

    def set_rows(self, rows: Sequence[PickRow]) -> None:
        """Show these. Ticks stay; where the line under the cursor went, the one in its place follows."""
        key, place = self.current_key, max(0, self.currentIndex().row())
        self._quiet = True
        self._rows.beginResetModel()
        self._rows.rows = tuple(rows)
        known = {r.key for r in rows}
        gone = self._rows.picked - known
        self._rows.picked &= known
        self._rows.endResetModel()
        keys = [r.key for r in rows]
        at = keys.index(key) if key in known else min(place, len(rows) - 1)
        if at >= 0:
            self.setCurrentIndex(self._rows.index(at))
        self._quiet = False
        self._last = -1
        if self.current_key != key:
            self.current_changed.emit(self.current_key)
        if gone:
            self._tell()

    @property
    def current_key(self) -> Hashable | None:
        """The key of the line under the cursor."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].key if 0 <= index.row() < len(self._rows.rows) else None

    @property
    def picks(self) -> frozenset[Hashable]:
        """The keys that are ticked."""
        return frozenset(self._rows.picked)

    def set_current(self, key: Hashable) -> bool:
        """Put the cursor on a line."""
        place = next((i for i, r in enumerate(self._rows.rows) if r.key == key), -1)
        if place >= 0:
            self.setCurrentIndex(self._rows.index(place))
        return place >= 0

    def go(self, step: int) -> None:
        """Put the cursor some lines further down (or up)."""
        count = len(self._rows.rows)
        if count:
            place = min(max(self.currentIndex().row() + step, 0), count - 1)
            self.setCurrentIndex(self._rows.index(place))

    def pick(self, keys: Iterable[Hashable]) -> None:
        """Tick exactly these."""
        known = {r.key for r in self._rows.rows}
        self._rows.picked = known & set(keys)
        self.viewport().update()
        self._tell()

    def toggle_current(self) -> None:
        """Tick the line under the cursor, or take its tick away."""
        self._toggle(self.currentIndex().row())

    def _toggle(self, place: int, through: bool = False) -> None:
        if not 0 <= place < len(self._rows.rows):
            return
        first = self._last if through and 0 <= self._last < len(self._rows.rows) else place
        keys = {r.key for r in self._rows.rows[min(first, place) : max(first, place) + 1]}
        if self._rows.rows[place].key in self._rows.picked:
            self._rows.picked -= keys
        else:
            self._rows.picked |= keys
        self._last = place
        self.viewport().update()
        self._tell()

    def _tell(self) -> None:
        self.picks_changed.emit(self.picks)

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        if index.isValid() and not self._quiet:
            self.current_changed.emit(self.current_key)

    def box_of(self, rect: QRect) -> QRect:
        """Where the box of a line is drawn."""
        side = tokens().px(BOX)
        return QRect(rect.left() + L, rect.top() + S + 1, side, side)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the box ticks; anywhere else it moves the cursor."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        target = self.box_of(self.visualRect(index)).adjusted(-L, -S, S, S) if index.isValid() else QRect()
        if event.button() == Qt.MouseButton.LeftButton and target.contains(point):
            self._toggle(index.row(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the line under the pointer."""
        self.hovered = self.indexAt(event.position().toPoint()).row()
        self.viewport().update()
        super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the list."""
        keys = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
        if event.key() == Qt.Key.Key_Space:
            self.toggle_current()
        elif event.key() in keys and not event.modifiers():
            self.go(keys[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_key is not None:
            self.opened.emit(self.current_key)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Text wraps elsewhere at another width, also where a scroll bar comes up."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Heights follow the text scale."""
        super().changeEvent(event)
        if event.type() in REDRAW and hasattr(self, "_rows"):
            self.scheduleDelayedItemsLayout()


def sample() -> QWidget:
    """A few conflicts."""
    view = PickList("Conflicts")
    view.set_rows(
        (
            PickRow(1, "Waste collected per day", "Value · Aya / Ben"),
            PickRow(2, "4.2 Closing of all dump sites in the metropolitan area", "Text · Aya / Ben"),
            PickRow(3, "Fees", "Where it belongs · Aya / Carla", "Decision taken back"),
        )
    )
    view.pick([2])
    view.setFixedSize(300, 200)
    return view


if __name__ == "__main__":
    raise SystemExit(show(sample))
