"""The frozen states of a plan, newest first, under the text as it stands."""

from uuid import UUID

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from yport_desktop.domain.entity import EntityType
from yport_desktop.services.plan_views import RevisionView
from yport_desktop.ui.components.table_model import Index
from yport_desktop.ui.design import icons
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import S, Type
from yport_desktop.ui.pages.plan.words import label_of, short

REVISION_ROLE = Qt.ItemDataRole.UserRole + 1
LINES_ROLE = Qt.ItemDataRole.UserRole + 2
ROW = 50


class _RevisionDelegate(QStyledItemDelegate):
    """Draws a name, and under it date, kind and hash."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one revision."""
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        t = tokens()
        frozen = index.data(REVISION_ROLE) is not None
        name, facts = index.data(LINES_ROLE)
        area = option.rect.adjusted(S, t.px(6), -S, -t.px(6))
        size = t.px(16)
        ratio = option.widget.devicePixelRatioF()
        sign = icons.pixmap("snow" if frozen else "edit", size, t.second, ratio)
        painter.drawPixmap(area.left(), area.top() + 1, sign)
        left = area.left() + size + S
        upper = QRect(left, area.top(), area.right() - left, area.height() // 2)
        lower = QRect(left, area.top() + area.height() // 2, area.right() - left, area.height() // 2)
        line = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(QColor(t.text))
        shown = QFontMetrics(option.font).elidedText(name, Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, line, shown)
        small = QFont(option.font)
        small.setPixelSize(t.size(Type.CAPTION))
        painter.setFont(small)
        painter.setPen(QColor(t.second))
        shown = QFontMetrics(small).elidedText(facts, Qt.TextElideMode.ElideRight, lower.width())
        painter.drawText(lower, line, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines."""
        return QSize(200, tokens().px(ROW))


class RevisionList(QListWidget):
    """`chosen(revision id or None)`: None stands for the text as it stands."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_RevisionDelegate(self))
        self.setAccessibleName(tr("Revisions"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._tell)

    def set_revisions(self, revisions: tuple[RevisionView, ...], entity: EntityType) -> None:
        """Show these, given oldest first."""
        current = self.current()
        self.blockSignals(True)
        self.clear()
        self._add(None, tr("Current text"), tr("as it stands now"), "")
        for revision in reversed(revisions):
            kind = label_of(entity, "kind", revision.kind)
            facts = " · ".join(p for p in (revision.date, kind, short(revision.content_hash)) if p)
            if not revision.here:
                facts = tr("Its text has not arrived here yet")
            hint = "\n".join(p for p in (revision.name, facts, revision.content_hash, revision.note) if p)
            self._add(revision.id, revision.name, facts, hint)
        self.select(current)
        self.blockSignals(False)

    def _add(self, id: UUID | None, name: str, facts: str, hint: str) -> None:
        item = QListWidgetItem(f"{name}, {facts}")
        item.setData(REVISION_ROLE, id)
        item.setData(LINES_ROLE, (name, facts))
        item.setToolTip(hint)
        self.addItem(item)

    def current(self) -> UUID | None:
        """The revision under the cursor."""
        item = self.currentItem()
        return item.data(REVISION_ROLE) if item is not None else None

    def select(self, revision: UUID | None) -> None:
        """Put the cursor on a revision."""
        for place in range(self.count()):
            if self.item(place).data(REVISION_ROLE) == revision:
                self.setCurrentRow(place)
                return
        self.setCurrentRow(0)

    def _tell(self, item: QListWidgetItem | None, _before: QListWidgetItem | None = None) -> None:
        if item is not None:
            self.chosen.emit(item.data(REVISION_ROLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters do not jump about in the list."""
        if event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)
