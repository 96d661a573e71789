"""A tree of numbered things (clauses, sections): number, name, a status dot and a small count."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.components.table_model import Index
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import CONTROL_HEIGHT, XS, S, Tone, Type

NODE_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class TreeNode:
    """One line. `tone` colours the dot (None: no dot), `meaning` says it in words; `filled` False
    draws a ring. `count` is shown at the right when not empty."""

    key: Hashable
    text: str
    number: str = ""
    tone: Tone | None = None
    meaning: str = ""
    filled: bool = True
    count: str = ""
    children: tuple["TreeNode", ...] = ()


class _NodeDelegate(QStyledItemDelegate):
    """Draws number, text, dot and count."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node: TreeNode = index.data(NODE_ROLE)
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        t = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(S, 0, -S, 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        small = QFont(option.font)
        small.setPixelSize(t.size(Type.CAPTION))
        if node.count:
            painter.setFont(small)
            painter.setPen(QColor(t.second))
            painter.drawText(area, int(middle | Qt.AlignmentFlag.AlignRight), node.count)
            area.setRight(area.right() - QFontMetrics(small).horizontalAdvance(node.count) - S)
        if node.tone is not None:
            centre = QPointF(area.right() - 4, area.center().y())
            painter.setPen(QColor(t.tone(node.tone)))
            painter.setBrush(QColor(t.tone(node.tone)) if node.filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, 3.5, 3.5)
            area.setRight(area.right() - 8 - S)
        painter.setFont(option.font)
        metrics = QFontMetrics(option.font)
        if node.number:
            painter.setPen(QColor(t.second))
            painter.drawText(area, int(middle | Qt.AlignmentFlag.AlignLeft), node.number)
            area.setLeft(area.left() + max(metrics.horizontalAdvance(node.number), t.px(20)) + S)
        painter.setPen(QColor(t.text))
        shown = metrics.elidedText(node.text, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, int(middle | Qt.AlignmentFlag.AlignLeft), shown)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(t.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), XS, XS)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, tokens().px(CONTROL_HEIGHT))


class NodeTree(QTreeView):
    """Shows nodes; `node_selected(key)`, `node_opened(key)`. What was unfolded and selected stays."""

    node_selected = Signal(object)
    node_opened = Signal(object)

    def __init__(self, name: str, indent: int = 16) -> None:
        super().__init__()
        self._nodes = QStandardItemModel(self)
        self._items: dict[Hashable, QStandardItem] = {}
        self._quiet = False
        self.setModel(self._nodes)
        self.setItemDelegate(_NodeDelegate(self))
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setIndentation(indent)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.doubleClicked.connect(lambda index: self.node_opened.emit(index.data(NODE_ROLE).key))

    def set_nodes(self, nodes: Sequence[TreeNode], unfold: int = 1) -> None:
        """Show these; new branches are unfolded down to `unfold` levels."""
        known = set(self._items)
        folded = {
            k for k, item in self._items.items() if item.hasChildren() and not self.isExpanded(item.index())
        }
        current = self.current_key()
        bar = self.verticalScrollBar().value()
        self._quiet = True
        self._nodes.clear()
        self._items = {}
        self._fill(self._nodes.invisibleRootItem(), nodes)
        self._unfold(nodes, unfold, known, folded)
        if current in self._items:
            self.setCurrentIndex(self._items[current].index())
        self.verticalScrollBar().setValue(bar)
        self._quiet = False

    def _fill(self, parent: QStandardItem, nodes: Sequence[TreeNode]) -> None:
        for node in nodes:
            item = QStandardItem(f"{node.number} {node.text}".strip())
            item.setData(node, NODE_ROLE)
            item.setToolTip(node.meaning)
            item.setData(
                ", ".join(p for p in (item.text(), node.meaning, node.count) if p),
                Qt.ItemDataRole.AccessibleTextRole,
            )
            self._items[node.key] = item
            parent.appendRow(item)
            self._fill(item, node.children)

    def _unfold(
        self, nodes: Sequence[TreeNode], depth: int, known: set[Hashable], folded: set[Hashable]
    ) -> None:
        for node in nodes:
            opened = node.key not in folded if node.key in known else depth > 0
            if node.children:
                self.setExpanded(self._items[node.key].index(), opened)
                self._unfold(node.children, depth - 1, known, folded)

    def current_key(self) -> Hashable | None:
        """The key of the node under the cursor."""
        index = self.currentIndex()
        return index.data(NODE_ROLE).key if index.isValid() else None

    def select(self, key: Hashable) -> bool:
        """Put the cursor on a node and unfold the way to it."""
        item = self._items.get(key)
        if item is None:
            return False
        self.setCurrentIndex(item.index())
        self.scrollTo(item.index())
        return True

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.node_selected.emit(index.data(NODE_ROLE).key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.node_opened.emit(self.currentIndex().data(NODE_ROLE).key)
        else:
            super().keyPressEvent(event)


def sample() -> QWidget:
    """A chapter."""
    leaves = tuple(
        TreeNode(f"4.{i}", text, f"4.{i}", tone, meaning, filled, count)
        for i, (text, tone, meaning, filled, count) in enumerate(
            (
                ("Reduction at source", Tone.GOOD, "accepted", True, ""),
                ("Segregated collection in all 13 local governments", Tone.CAUTION, "proposed", False, "3"),
                ("Closing of dump sites", Tone.CRITICAL, "conflict", True, "1"),
            ),
            start=1,
        )
    )
    tree = NodeTree("Clauses")
    tree.set_nodes(
        [TreeNode("4", "Solid waste management", "4", children=leaves), TreeNode("5", "Wastewater", "5")]
    )
    tree.select("4.2")
    tree.setMinimumSize(320, 180)
    return tree


if __name__ == "__main__":
    raise SystemExit(show(sample))
